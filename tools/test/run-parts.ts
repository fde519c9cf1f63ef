import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWebIfStale } from '../build-web.ts'
import { nothing, oneFailed, onePassed, playwrightCounts, sum, vitestCounts, type Counts } from './counts.ts'
import type { SystemPrograms } from './system-programs.ts'

const root = join(import.meta.dirname, '..', '..')
const installed = (...path: readonly string[]) => join(root, 'node_modules', ...path)

type Part = { readonly name: string; readonly heading: string; readonly run: (report: string) => Counts }

/** Every part runs, whatever became of those before it; the last line counts them all. */
export async function runParts(chosen: readonly string[], system: SystemPrograms): Promise<number> {
  const all = parts(system)
  const unknown = chosen.filter((name) => !all.some((part) => part.name === name))
  if (unknown.length > 0) {
    console.error(`npm test: no part ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`)
    return 2
  }

  const reports = mkdtempSync(join(tmpdir(), 'haidang-reports-'))
  let total = nothing
  for (const part of all.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
    console.log(`\n── ${part.heading} ${'─'.repeat(Math.max(3, 76 - part.heading.length))}`)
    const began = Date.now()
    const counts = part.run(join(reports, `${part.name}.json`))
    console.log(`${part.name}: ${line(counts)} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    total = sum(total, { ...counts, failures: counts.failures.map((failure) => `${part.name}: ${failure}`) })
  }
  rmSync(reports, { recursive: true })

  console.log('')
  for (const failure of total.failures) console.log(`FAILED ${failure}`)
  if (!process.env['HAIDANG_SHARED'] && total.skippedShared.length > 0) {
    console.log('Skipped, because HAIDANG_SHARED does not name the directory of the shared documents:')
    for (const name of new Set(total.skippedShared)) console.log(`  ${name}`)
  }
  console.log(line(total))
  return total.failures.length > 0 ? 1 : 0
}

const line = ({ passed, failures, skipped }: Counts): string => `${passed} passed, ${failures.length} failed, ${skipped} skipped`

function parts(system: SystemPrograms): readonly Part[] {
  const { postgres15 } = system
  const given = process.env['CITUS_URL'] || process.env['DATABASE_URL']
  const embedded = { CITUS_URL: '', DATABASE_URL: '' }
  return [
    { name: 'types', heading: 'Types', run: () => gate('tools/types.mjs', []) },
    { name: 'lint', heading: 'Lint', run: () => gate(installed('oxlint', 'bin', 'oxlint'), ['--type-aware', '--deny-warnings']) },
    { name: 'format', heading: 'Format', run: () => gate(installed('oxfmt', 'bin', 'oxfmt'), ['--check']) },
    {
      name: 'directions',
      heading: 'Import directions',
      run: () => gate(installed('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'), directions),
    },
    { name: 'tools', heading: 'The gates bite', run: (report) => vitest('tools', report) },
    { name: 'unit', heading: 'Rules, documents, wire shapes, pages', run: (report) => vitest('unit', report) },
    {
      name: 'server18',
      heading: 'Server, on the PostgreSQL that the project brings',
      run: (report) => vitest('server', report, { ...embedded, PG_BIN: '' }),
    },
    {
      name: 'server15',
      heading: 'Server, on Debian’s PostgreSQL 15',
      run: (report) => vitest('server', report, { ...embedded, PG_BIN: postgres15 ?? '', HAIDANG_LEAVE_OUT: sameOnBoth.join() }),
    },
    ...(given
      ? [
          {
            name: 'given',
            heading: 'Server, on the PostgreSQL of CITUS_URL or DATABASE_URL',
            run: (report: string) => vitest('server', report),
          },
        ]
      : []),
    { name: 'e2e', heading: 'Journeys in a real browser', run: (report) => journeys(report, system) },
  ]
}

/** How the program starts and as whom, and what LibreOffice makes of a file, has nothing to do with which PostgreSQL it is; what supervises the database is tried with both. */
const sameOnBoth = [
  'server/src/program.test.ts',
  'server/src/database/embedded/accounts.test.ts',
  'server/src/database/embedded/refusals.test.ts',
  'server/src/plans/reading-older-kinds.test.ts',
  'bench/statistics.test.ts',
]

const folders = ['domain/src', 'documents/src', 'api/src', 'server/src', 'web/src', 'sample', 'bench', 'e2e']
const directions = ['--config', '.dependency-cruiser.cjs', ...folders.filter((folder) => existsSync(join(root, folder)))]

type Environment = Readonly<Record<string, string>>

function execute(script: string, args: readonly string[], env: Environment = {}): boolean {
  const { status, error } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  if (error !== undefined) console.error(error.message)
  return status === 0
}

const gate = (script: string, args: readonly string[]): Counts => (execute(script, args) ? onePassed : oneFailed(script))

function vitest(project: string, report: string, env: Environment = {}): Counts {
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const succeeded = execute(installed('vitest', 'vitest.mjs'), args, env)
  return confirmed(vitestCounts(report), succeeded)
}

function journeys(report: string, { chromium }: SystemPrograms): Counts {
  if (!buildWebIfStale()) return oneFailed('the pages could not be built')

  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(chromium === undefined ? {} : { CHROMIUM: chromium }) }
  const succeeded = execute(installed('@playwright', 'test', 'cli.js'), ['test', '--reporter=list,json'], env)
  return confirmed(playwrightCounts(report), succeeded)
}

/** A run that ended badly has failed, even if no single test says so (it crashed, found no tests, or an error came between tests). */
function confirmed(counts: Counts | undefined, succeeded: boolean): Counts {
  if (counts === undefined) return oneFailed('ended before its report was written')
  return !succeeded && counts.failures.length === 0 ? sum(counts, oneFailed('ended badly, though no test of it failed')) : counts
}
