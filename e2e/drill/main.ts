import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort, startProgram } from '../support/program.ts'
import type { RunningProgram } from '../support/program.ts'
import { Ledger } from './ledger.ts'
import { foundOffice } from './office.ts'
import type { DrillOffice } from './office.ts'
import { compare, compareLog, median, untilBusy } from './truth.ts'
import { startWriters } from './writers.ts'

/** What can be planted to see that the drill bites. */
const faults = ['synchronous-commit-off', 'permission-dropped', 'audit-line-dropped'] as const
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
// The disk is full, the database server is gone and another takes its place, the clock jumps.
if (fault === undefined && !values['without-faults']) {
  const surviving = join(import.meta.dirname, 'surviving.ts')
  const { status } = spawnSync(process.execPath, [surviving], { stdio: 'inherit' })
  if (status === 0) passed += 1
  else failed += 1
  const { stderr } = spawnSync(process.execPath, [surviving, '--rounds', '2', '--only', 'server', '--fault', 'synchronous-commit-off'], {
    encoding: 'utf8',
  })
  const isFound = stderr.includes('acknowledged writes, ')
  console.log(`planted synchronous-commit-off under a fail-over: ${isFound ? 'found' : 'NOT FOUND'}`)
  if (isFound) passed += 1
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
    const busy = await untilBusy(writers, ledger, before + 40 + (round % 7) * 9)
    inFlightAtKill.push(busy.inFlight)
    if (busy.fault !== undefined) found.push(busy.fault)
    killer.now()
    await killer.gone()
    await writers.stop()
    found.push(...writers.failures.map((failure) => `round ${round + 1}: refused ${failure}`))

    const began = Date.now()
    program = await start()
    restartSeconds.push((Date.now() - began) / 1000)
    found.push(...(await compare(office.wards, ledger, `round ${round + 1} (${what} killed)`)))
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

/** At the end: the log holds and verifies, and nobody else's report can be written. */
async function finish(office: DrillOffice): Promise<void> {
  const [own, other] = office.wards
  if (own === undefined || other === undefined) throw new Error('The drill needs two wards.')
  const indicatorId = other.indicatorIds[0] ?? ''
  const before = ledger.last({ reportId: other.reportId, indicatorId })
  const stranger = await own.person.send('PUT', `/api/reports/${other.reportId}/entries`, {
    changeKey: crypto.randomUUID(),
    entries: [{ indicatorId, numerator: '1', denominator: '1', note: '', baseRevision: before?.revision ?? 0 }],
  })
  if (stranger.status !== 404) found.push(`${own.unit} wrote to the report of ${other.unit}: ${stranger.status}`)
  found.push(...(await compare(office.wards, ledger, 'after a stranger tried')), ...(await compareLog(office, ledger, { dataDir, port })))
}

function plantedEnvironment(): Record<string, string> {
  if (fault === undefined) return {}
  return { HAIDANG_DRILL_FAULT: fault, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'faults.mjs')}` }
}
