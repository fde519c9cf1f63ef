import type { AuditLines } from '@haidang/api/consolidation'
import type { Report } from '@haidang/api/reports'
import { haidang } from '../support/program.ts'
import type { Ledger } from './ledger.ts'
import type { DrillOffice, Ward } from './office.ts'
import type { Writers } from './writers.ts'

const leastInFlight = 8

/** What stands must be what was acknowledged, or what was under way after it; what is otherwise, in words. */
export async function compare(wards: readonly Ward[], ledger: Ledger, when: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const { person, reportId, indicatorIds } of wards) {
    const report = await person.get<Report>(`/api/reports/${reportId}`)
    for (const indicatorId of indicatorIds) {
      const numerator = report.indicators.find(({ id }) => id === indicatorId)?.entry.numerator
      const fault = ledger.fault({ reportId, indicatorId }, numerator === null || numerator === undefined ? undefined : Number(numerator))
      if (fault !== undefined) found.push(`${when}: ${fault}`)
    }
  }
  return found
}

/** The log holds a line for every acknowledged write and verifies, as the command says that is run on the same data. */
export async function compareLog(
  { wards, auditor }: DrillOffice,
  ledger: Ledger,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
): Promise<readonly string[]> {
  const found: string[] = []
  for (const { unitId, unit, reportId } of wards) {
    const { lines } = await auditor.get<AuditLines>(`/api/audit/lines?stream=${encodeURIComponent(`unit:${unitId}`)}&limit=1`)
    const newest = lines[0]?.seq ?? 0
    if (newest < ledger.writesOf(reportId)) found.push(`${unit}: ${ledger.writesOf(reportId)} acknowledged writes, ${newest} audit lines`)
  }
  const verified = await haidang(dataDir, port, 'audit', 'verify', '--office', 'dien-tap').catch(
    (error: unknown) => `not verified: ${String(error)}`,
  )
  console.log(verified.trim())
  if (verified.startsWith('not verified')) found.push(verified)
  return found
}

/** Waits until enough is written and at least eight requests are under way; how many are, or what kept them from it. */
export async function untilBusy(
  writers: Writers,
  ledger: Ledger,
  acknowledged: number,
): Promise<{ readonly inFlight: number; readonly fault?: string }> {
  const deadline = Date.now() + 60_000
  while (ledger.acknowledgements < acknowledged || writers.inFlight() < leastInFlight) {
    if (writers.failures.length > 0) break
    if (Date.now() > deadline) {
      const fault = `not busy after 60 s: ${ledger.acknowledgements} of ${acknowledged} acknowledged, ${writers.inFlight()} in flight`
      return { inFlight: writers.inFlight(), fault }
    }
    await new Promise((done) => setTimeout(done, 1))
  }
  return { inFlight: writers.inFlight() }
}

export const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
