import type { Report } from '@haidang/api/reports'
import { signInByLink } from '../support/person.ts'
import type { Person } from '../support/person.ts'
import { freePort, haidang, startProgram } from '../support/program.ts'
import type { Ledger } from './ledger.ts'
import type { DrillOffice, Ward } from './office.ts'
import type { Uploaded } from './uploads.ts'

/** What the clients know at a moment: of every cell the last acknowledged value and the highest that was sent, and the files that are kept. */
export type Known = {
  readonly acknowledgements: number
  readonly cells: ReadonlyMap<string, { readonly acknowledged: number; readonly sent: number }>
  readonly evidence: ReadonlyMap<string, Uploaded>
}

const keyOf = (reportId: string, indicatorId: string): string => `${reportId}/${indicatorId}`

export function whatIsKnown(wards: readonly Ward[], ledger: Ledger, evidence: Known['evidence']): Known {
  const cells = wards.flatMap(({ reportId, indicatorIds }) =>
    indicatorIds.map((indicatorId) => {
      const acknowledged = ledger.last({ reportId, indicatorId })?.value ?? 0
      const sent = Math.max(acknowledged, ledger.unsettled({ reportId, indicatorId })?.value ?? 0)
      return [keyOf(reportId, indicatorId), { acknowledged, sent }] as const
    }),
  )
  return { acknowledgements: ledger.acknowledgements, cells: new Map(cells), evidence: new Map(evidence) }
}

/** What a command said of a backup without when it was: tables, rows, files, jobs, and of each office lines, root and heads. */
export const countsIn = (said: string): string => {
  const lines = said.split('\n')
  return lines.filter((line) => / tables, | heads /u.test(line)).join('; ')
}

/** What was restored, backed up in its turn into the same folder, has no content that its backup had not: rows, files, roots, keys, jobs. */
export function compareByCopy(taken: string, again: string): readonly string[] {
  return [
    ...(again.includes(' 0 new parts') ? [] : [`what was restored is not its backup: ${again.split('\n')[0] ?? ''}`]),
    ...(countsIn(again) === countsIn(taken) ? [] : [`the backup has ${countsIn(taken)}, a copy of what was restored ${countsIn(again)}`]),
  ]
}

/** As people see what was restored: nothing acknowledged before the backup began is missing, nothing is there that nobody had sent by its end. */
export async function compareByPeople(
  dataDir: string,
  { wards, officer }: Pick<DrillOffice, 'wards' | 'officer'>,
  { before, after }: { readonly before: Known; readonly after: Known },
): Promise<readonly string[]> {
  const port = await freePort()
  const program = await startProgram({ dataDir, port, environment: { RATE_LIMIT: '0' } })
  const found: string[] = []
  try {
    const old = await fetch(`${program.address}/api/reports/${wards[0]?.reportId ?? ''}`, { headers: { cookie: officer.cookie } })
    if (old.ok) found.push('a session from before the restore is open')
    const link = await haidang(dataDir, port, 'person', 'link', 'tong.hop', '--office', 'dien-tap')
    const person = await signInByLink(program.address, officer.name, link)
    for (const { unit, reportId } of wards) {
      const report = await person.get<Report>(`/api/reports/${reportId}`)
      found.push(...wrongCells(unit, report, before, after), ...(await missingFiles(program.address, person, report, before.evidence)))
    }
  } finally {
    await program.stop()
  }
  const verified = await haidang(dataDir, port, 'audit', 'verify').catch((error: unknown) => String(error))
  return verified.includes('The log is whole') ? found : [...found, verified]
}

const wrongCells = (unit: string, { id: reportId, indicators }: Report, before: Known, after: Known): readonly string[] =>
  indicators.flatMap(({ id, entry }) => {
    const standing = Number(entry.numerator ?? 0)
    const least = before.cells.get(keyOf(reportId, id))?.acknowledged ?? 0
    const most = after.cells.get(keyOf(reportId, id))?.sent ?? 0
    if (standing >= least && standing <= most) return []
    return [`${unit}: cell ${id} was ${least} before the backup and at most ${most} after it, restored is ${standing}`]
  })

async function missingFiles(
  address: string,
  { cookie }: Person,
  { id: reportId, evidence }: Report,
  kept: Known['evidence'],
): Promise<readonly string[]> {
  const found: string[] = []
  for (const [id, file] of kept) {
    if (file.reportId !== reportId) continue
    const isListed = evidence.some((one) => one.id === id)
    const reply = await fetch(`${address}/api/evidence/${id}/file`, { headers: { cookie } })
    if (!isListed || !reply.ok || (await reply.text()) !== file.text)
      found.push(`evidence ${id} is not what was uploaded (${reply.status})`)
  }
  return found
}
