import { start, type Program } from './program.ts'
import { readSettings } from './platform/settings.ts'
import { sentencesOf } from './platform/start-problem.ts'

const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n`)

/** A program that cannot end in this time is ended; the database makes itself whole at the next start. */
const longestStopMs = 4500

let program: Program | undefined
let stopping = false

/** Asked before it has started (the first start loads a city), it just ends: the embedded database ends with it, what was half loaded is begun anew. */
function stop(signal: string): void {
  if (stopping) return
  stopping = true
  say('', `${signal}: đang dừng… / stopping…`)
  if (program === undefined) process.exit(0)

  setTimeout(() => process.exit(0), longestStopMs).unref()
  program.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
}
process.on('SIGINT', () => stop('SIGINT'))
process.on('SIGTERM', () => stop('SIGTERM'))
// npm puts a shell between: when the terminal goes, so do we.
process.on('SIGHUP', () => stop('SIGHUP'))

try {
  program = await start(readSettings(process.env, process.stderr.isTTY === true), say)
  void program.failed.then((error) => {
    fail(error)
  })
} catch (error) {
  fail(error)
}

function fail(error: unknown): never {
  const sentences = sentencesOf(error)
  if (sentences === undefined) console.error(error)
  else process.stderr.write(`${sentences.vi}\n${sentences.en}\n`)
  process.exit(1)
}
