import type { Change, Changes } from '@haidang/api/analytics'
import { canSeeDashboard, unitsActedFor } from '@haidang/domain/access/roles'
import { addDays, dayOf, daysBetween, startOfDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import { correctedFigures, namesOfIndicators, planChanges, reportChanges } from './changes-store.ts'

const daysAtMost = 92
const listedAtMost = 300

/** What changed in figures and targets on these days; who does not see the board hears of his own units. */
export function readChanges(call: Call, asked: { readonly from?: Day | undefined; readonly to?: Day | undefined }): Promise<Changes> {
  const { tenantId, viewer, now } = call
  const to = asked.to ?? dayOf(now)
  const from = asked.from ?? addDays(to, -6)
  if (from > to || daysBetween(from, to) >= daysAtMost)
    throw problem('badInput', { fields: [{ path: 'from', message: `from … to: 1–${daysAtMost}` }] })
  const question = {
    tenantId,
    from: startOfDay(from),
    until: startOfDay(addDays(to, 1)),
    unitIds: canSeeDashboard(viewer) ? null : unitsActedFor(viewer),
  }
  return inReading(call, async (tx) => {
    const reports = await reportChanges(tx, question, listedAtMost)
    const isCorrection = ({ kind, version }: (typeof reports)[number]): boolean => kind === 'approved' && version > 1
    const corrections = reports.filter(isCorrection).map(({ report, version }) => ({ reportId: report.id, version }))
    const corrected = Map.groupBy(await correctedFigures(tx, tenantId, corrections), ({ reportId, version }) => `${reportId} ${version}`)
    const ofReports = reports.map((one): Change => {
      const { at, by, reason, report, version, kind } = one
      return {
        kind: isCorrection(one) ? 'corrected' : kind,
        at,
        by,
        reason,
        report,
        figures: (isCorrection(one) ? (corrected.get(`${report.id} ${version}`) ?? []) : []).map(({ indicatorId, before, after }) => ({
          indicatorId,
          before,
          after,
        })),
        indicator: null,
        plan: null,
      }
    })
    const ofPlans = (await planChanges(tx, question)).map((one): Change => ({ ...one, report: null, figures: [] }))
    const changes = [...ofReports, ...ofPlans].toSorted((a, b) => (a.at < b.at ? 1 : -1))
    const indicatorIds = changes.flatMap(({ figures }) => figures.map(({ indicatorId }) => indicatorId))
    return {
      from,
      to,
      changes,
      more: (reports[0]?.all ?? 0) - reports.length,
      indicators: await namesOfIndicators(tx, tenantId, [...new Set(indicatorIds)]),
    }
  })
}
