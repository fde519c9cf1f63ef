import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freePort, haidangWith, startProgram } from '../support/program.ts'
import { compareByCopy, compareByPeople, countsIn, whatIsKnown } from './backup-compare.ts'
import { Ledger } from './ledger.ts'
import { foundOffice } from './office.ts'
import type { DrillOffice } from './office.ts'
import { startUploads } from './uploads.ts'
import type { Uploaded } from './uploads.ts'
import { startWriters } from './writers.ts'

/**
 * The drill of backups: an office is copied while its units save and upload, again and again into one folder, and each copy is restored into a
 * new place and opened there. Then faults are planted in the taking of a backup, and each must be found.
 */
const everyFault = ['backup-torn', 'backup-row-lost', 'backup-table-forgotten', 'backup-file-lost'] as const
/** A backup without writers beside it shows nothing. */
const leastDuring = 8

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    writers: { type: 'string', default: '8' },
    writes: { type: 'string', default: '400' },
    faults: { type: 'string', default: everyFault.join() },
  },
})
const faults = values.faults.split(',')

const work = await mkdtemp(join(tmpdir(), 'haidang-backup-drill-'))
// PostgreSQL runs as another account where the drill is root, and must be able to pass.
await chmod(work, 0o755)
const dataDir = join(work, 'data')
const keyFile = join(work, 'key')
const ledger = new Ledger(join(work, 'ledger.jsonl'))
const evidence = new Map<string, Uploaded>()
const port = await freePort()
const failures: string[] = []
const program = await startProgram({ dataDir, port, environment: { RATE_LIMIT: '0' } })
try {
  await writeFile(keyFile, 'diễn tập sao lưu và khôi phục')
  const office = await foundOffice(program, dataDir, Number(values.writers))
  for (let round = 1; round <= Number(values.rounds); round += 1)
    failures.push(...(await rehearse(office)).map((fault) => `round ${round}: ${fault}`))
  for (const planted of faults) {
    const [found] = await rehearse(office, planted)
    console.log(`planted ${planted}: ${found ?? 'NOT FOUND'}`)
    if (found === undefined) failures.push(`planted ${planted} was not found`)
  }
} finally {
  ledger.close()
  await program.stop()
  await rm(work, { recursive: true, force: true })
}
for (const one of failures) console.error(`FAULT ${one}`)
console.log(
  `backup drill: ${values.rounds} backups, ${faults.length} planted faults, ${values.writers} writers, ${ledger.acknowledgements} acknowledged writes, ` +
    `${evidence.size} files: ${failures.length === 0 ? 'equal data, equal audit roots' : `${failures.length} faults`}`,
)
process.exitCode = failures.length === 0 ? 0 : 1

function backUp(from: string, folder: string, planted: Readonly<Record<string, string>> = {}): Promise<string> {
  return haidangWith(planted, from, port, 'backup', '--to', folder, '--key-file', keyFile)
}

/** One backup under load, restored and compared; what was not as it must be, in words. */
async function rehearse({ wards, officer }: DrillOffice, planted?: string): Promise<readonly string[]> {
  const folder = join(work, planted ?? 'backups')
  const target = join(work, `restored-${planted ?? 'soundly'}`)
  const enough = ledger.acknowledgements + Number(values.writes)
  const writers = startWriters(wards, ledger)
  const uploads = startUploads(wards, evidence)
  await until(() => ledger.acknowledgements >= enough)
  const before = whatIsKnown(wards, ledger, evidence)
  const taken = await backUp(dataDir, folder, plantedEnvironment(planted))
  const after = whatIsKnown(wards, ledger, evidence)
  await uploads.stop()
  await writers.stop()

  if (writers.failures.length + uploads.failures.length > 0) throw new Error([...writers.failures, ...uploads.failures].join('\n'))
  const found: string[] = []
  const during = after.acknowledgements - before.acknowledgements
  if (during < leastDuring) found.push(`only ${during} writes were acknowledged while the backup ran`)
  try {
    const words = ['restore', '--from', folder, '--into', target, '--key-file', keyFile]
    const restored = await haidangWith({}, target, port, ...words)
    if (countsIn(taken) === '' || countsIn(taken) !== countsIn(restored))
      found.push(`the backup has ${countsIn(taken)}, what was restored ${countsIn(restored)}`)
    found.push(...compareByCopy(taken, await backUp(target, folder)))
    found.push(...(await compareByPeople(target, { wards, officer }, { before, after })))
    if (planted === undefined) console.log(`${during} writes while it was taken; ${taken.split('\n')[2]?.split(' / ')[1] ?? ''}`)
  } catch (error) {
    found.push(lastLine(error))
  } finally {
    await rm(target, { recursive: true, force: true })
  }
  return found
}

/** What a command said on standard error is the end of its error's message: Vietnamese, then English. */
function lastLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? ''
}

async function until(isSo: () => boolean): Promise<void> {
  for (const limit = Date.now() + 60_000; !isSo(); await new Promise((done) => setTimeout(done, 5)))
    if (Date.now() > limit) throw new Error('The writers did not get going within 60 s.')
}

function plantedEnvironment(fault: string | undefined): Readonly<Record<string, string>> {
  if (fault === undefined) return {}
  return { HAIDANG_DRILL_FAULT: fault, NODE_OPTIONS: `--import=${join(import.meta.dirname, 'faults.mjs')}` }
}
