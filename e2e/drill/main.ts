import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { AuditLines } from '@haidang/api/consolidation'
import type { Report } from '@haidang/api/reports'
import { freePort, haidang, startProgram } from '../support/program.ts'
import type { RunningProgram } from '../support/program.ts'
import { Ledger } from './ledger.ts'
import { foundOffice } from './office.ts'
import type { DrillOffice } from './office.ts'
import { startWriters } from './writers.ts'

/** What can be planted to see that the drill bites. */
const faults = ['synchronous-commit-off', 'permission-dropped', 'audit-line-dropped'] as const
const leastInFlight = 8
/** Files of tests that are only for this, and those that do more where HAIDANG_LONG says so. */
const longForms = ['.long.test.ts', 'server/src/figures/figures.test.ts', 'server/src/every-route-fuzz.test.ts']

const { values } = parseArgs({
  options: {
    'program-kills': { type: 'string', default: '50' },
    'database-kills': { type: 'string', default: '50' },
    writers: { type: 'string', default: '12' },
    mutants: { type: 'string', default: '20000' },
    fault: { type: 'string' },
    'without-faults': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
})
const fault = faults.find((known) => known === values.fault)
if (values.fault !== undefined && fault === undefined) {
  console.error(`--fault is one of ${faults.join(', ')}.`)
  process.exit(2)
}

const found: string[] = []
const work = await mkdtemp(join(tmpdir(), 'haidang-drill-'))
const dataDir = join(work, 'data')
const ledger = new Ledger(join(work, 'ledger.jsonl'))
const port = await freePort()
let program: RunningProgram | undefined
try {
  await drill()
} finally {
  ledger.close()
  await program?.stop().catch(() => undefined)
  if (values.keep) console.log(`kept: ${work}`)
  else await rm(work, { recursive: true, force: true })
}
for (const one of found) console.error(`FAULT ${one}`)
let [passed, failed] = found.length === 0 ? [1, 0] : [0, 1]
// The long form also plants each fault, and a drill that does not find it has failed.
if (fault === undefined && !values['without-faults']) {
  for (const planted of faults) {
    const isFound = findsPlanted(planted)
    console.log(`planted ${planted}: ${isFound ? 'found' : 'NOT FOUND'}`)
    if (isFound) passed += 1
    else failed += 1
  }
}
// An office is copied while its units save, and restored: its own process too.
if (fault === undefined && !values['without-faults']) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'backup.ts')], { stdio: 'inherit' })
  if (status === 0) passed += 1
  else failed += 1
}
// What the reader makes of files that nobody sane would send: its own process, from outside like all the rest.
if (fault === undefined && !values['without-faults']) {
  const fuzz = join(import.meta.dirname, '../../documents/fuzz/main.ts')
  const { status } = spawnSync(process.execPath, [fuzz, '--runs', values.mutants], { stdio: 'inherit' })
  if (status === 0) passed += 1
  else failed += 1
}
// What `npm test` tries in a short form or not at all.
if (fault === undefined && !values['without-faults']) {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...longForms], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: 'inherit',
    env: { ...process.env, HAIDANG_LONG: '1' },
  })
  if (status === 0) passed += 1
  else failed += 1
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function findsPlanted(planted: string): boolean {
  const few = ['--program-kills', '1', '--database-kills', '4', '--writers', values.writers]
  const { status, stderr } = spawnSync(process.execPath, [import.meta.filename, ...few, '--fault', planted], { encoding: 'utf8' })
  return status === 1 && stderr.includes('FAULT ')
}

async function drill(): Promise<void> {
  const start = () => startProgram({ dataDir, port, environment: plantedEnvironment() })
  // The city is made by a sound program; the fault is planted for what follows.
  program = await startProgram({ dataDir, port })
  const office = await foundOffice(program, dataDir, Number(values.writers))
  await program.stop()
  program = await start()

  const rounds = [
    ...Array.from({ length: Number(values['program-kills']) }, () => 'program' as const),
    ...Array.from({ length: Number(values['database-kills']) }, () => 'programAndDatabase' as const),
  ]
  const inFlightAtKill: number[] = []
  const restartSeconds: number[] = []
  for (const [round, what] of rounds.entries()) {
    const before = ledger.acknowledgements
    const writers = startWriters(office.wards, ledger)
    const killer = await program.killer(what)
    inFlightAtKill.push(await untilBusy(writers, before + 40 + (round % 7) * 9))
    killer.now()
    await killer.gone()
    await writers.stop()
    found.push(...writers.failures.map((failure) => `round ${round + 1}: refused ${failure}`))

    const began = Date.now()
    program = await start()
    restartSeconds.push((Date.now() - began) / 1000)
    await compare(office, `round ${round + 1} (${what} killed)`)
    if (found.length > 0) return
    if ((round + 1) % 10 === 0) console.log(`${round + 1} kills, ${ledger.acknowledgements} acknowledged writes, none lost`)
  }
  await finish(office)
  console.log(
    `drill: ${values['program-kills']} kills of the program, ${values['database-kills']} of the database with it, ${office.wards.length} writers, ` +
      `${ledger.acknowledgements} acknowledged writes; in flight at a kill: least ${Math.min(...inFlightAtKill)}, median ${median(inFlightAtKill)}; ` +
      `restart: median ${median(restartSeconds).toFixed(1)} s, longest ${Math.max(...restartSeconds).toFixed(1)} s`,
  )
}

/** What stands must be what was acknowledged, or what was under way after it. */
async function compare({ wards }: DrillOffice, when: string): Promise<void> {
  for (const { person, reportId, indicatorIds } of wards) {
    const report = await person.get<Report>(`/api/reports/${reportId}`)
    for (const indicatorId of indicatorIds) {
      const numerator = report.indicators.find(({ id }) => id === indicatorId)?.entry.numerator
      const fault = ledger.fault({ reportId, indicatorId }, numerator === null || numerator === undefined ? undefined : Number(numerator))
      if (fault !== undefined) found.push(`${when}: ${fault}`)
    }
  }
}

/** At the end: the log verifies, holds a line for every acknowledged write, and nobody else's report can be written. */
async function finish({ wards, auditor }: DrillOffice): Promise<void> {
  for (const { unitId, unit, reportId } of wards) {
    const { lines } = await auditor.get<AuditLines>(`/api/audit/lines?stream=${encodeURIComponent(`unit:${unitId}`)}&limit=1`)
    const newest = lines[0]?.seq ?? 0
    if (newest < ledger.writesOf(reportId)) found.push(`${unit}: ${ledger.writesOf(reportId)} acknowledged writes, ${newest} audit lines`)
  }
  const [own, other] = wards
  if (own === undefined || other === undefined) throw new Error('The drill needs two wards.')
  const indicatorId = other.indicatorIds[0] ?? ''
  const before = ledger.last({ reportId: other.reportId, indicatorId })
  const stranger = await own.person.send('PUT', `/api/reports/${other.reportId}/entries`, {
    changeKey: crypto.randomUUID(),
    entries: [{ indicatorId, numerator: '1', denominator: '1', note: '', baseRevision: before?.revision ?? 0 }],
  })
  if (stranger.status !== 404) found.push(`${own.unit} wrote to the report of ${other.unit}: ${stranger.status}`)
  await compare({ wards } as DrillOffice, 'after a stranger tried')
  const verified = await haidang(dataDir, port, 'audit', 'verify', '--office', 'dien-tap').catch(
    (error: unknown) => `not verified: ${String(error)}`,
  )
  console.log(verified.trim())
  if (verified.startsWith('not verified')) found.push(verified)
}

/** Waits until enough is written and at least eight requests are under way, and says how many are. */
async function untilBusy(writers: ReturnType<typeof startWriters>, acknowledged: number): Promise<number> {
  const deadline = Date.now() + 60_000
  while (ledger.acknowledgements < acknowledged || writers.inFlight() < leastInFlight) {
    if (Date.now() > deadline || writers.failures.length > 0) {
      if (writers.failures.length === 0)
        found.push(`not busy after 60 s: ${ledger.acknowledgements} of ${acknowledged} acknowledged, ${writers.inFlight()} in flight`)
      break
    }
    await new Promise((done) => setTimeout(done, 1))
  }
  return writers.inFlight()
}

function plantedEnvironment(): Record<string, string> {
  if (fault === undefined) return {}
  return { HAIDANG_DRILL_FAULT: fault, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'faults.mjs')}` }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
