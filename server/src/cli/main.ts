import { openServices } from '../open-services.ts'
import { checkDataDir } from '../platform/checks.ts'
import { openLog } from '../platform/log.ts'
import { readSettings } from '../platform/settings.ts'
import { sentencesOf } from '../platform/start-problem.ts'
import { findCommand, helpLines } from './commands.ts'
import type { CommandContext } from './command.ts'

const print = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

async function run(argv: readonly string[]): Promise<number> {
  if (argv.length === 0 || ['--help', '-h', 'help'].includes(argv[0] ?? '')) {
    print(...helpLines())
    return argv.length === 0 ? 64 : 0
  }
  const found = findCommand(argv)
  if (found === undefined) {
    process.stderr.write(
      `Không có lệnh "${argv.join(' ')}"; xem: haidang --help.\nThere is no command "${argv.join(' ')}"; see: haidang --help.\n`,
    )
    return 64
  }
  const { command, args } = found
  if (args.includes('--help')) {
    print(`haidang ${command.words} ${command.usage}`.trimEnd(), `  ${command.about.vi}`, `  ${command.about.en}`)
    return 0
  }
  const { run: perform } = await command.load()
  return await perform(args, makeContext())
}

function makeContext(): CommandContext {
  const settings = readSettings(process.env, true)
  return {
    settings,
    print,
    withServices: async (work, { asOwner } = { asOwner: false }) => {
      await checkDataDir(settings.dataDir)
      const log = openLog(process.env['LOG_LEVEL'] ?? 'error')
      const {
        services,
        asOwner: owning,
        migrated,
        close,
      } = await openServices(settings, {
        log,
        say: (line) => log.info({ database: line }, 'database'),
        isProgram: false,
      })
      try {
        return asOwner ? await owning((services) => work(services, migrated)) : await work(services, migrated)
      } finally {
        await close()
      }
    },
  }
}

// Who reads only the first lines (`| head`) has had enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  const sentences = sentencesOf(error) ?? argumentSentences(error)
  if (sentences === undefined) console.error(error)
  else process.stderr.write(`${sentences.vi}\n${sentences.en}\n`)
  process.exitCode = 1
}

/** node:util's parseArgs says in English which option it does not know. */
function argumentSentences(error: unknown) {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return undefined
  return {
    vi: `Tham số chưa đúng (${error.message}); xem: haidang --help.`,
    en: `Wrong arguments (${error.message}); see: haidang --help.`,
  }
}
