import type { MyReports, Report, ReportList, Snapshot } from '@haidang/api/reports'
import { snapshotSchema } from '@haidang/api/reports'
import { wireTarget } from '@haidang/api/targets'
import { resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure } from '@haidang/domain/indicators/indicator'
import { dayOf, timeOf } from '@haidang/domain/periods/day'
import type { NarrativeHeading } from '@haidang/domain/periods/regime'
import { reportActions } from '@haidang/domain/reports/policy'
import { punctuality } from '@haidang/domain/reports/report'
import { evidenceOfReport } from '../evidence/store.ts'
import { feedFiguresOf, takenFiguresOf } from '../feeds/store.ts'
import { wireChecks } from '../indicators/store.ts'
import { knownLocks, reportLockOf, standingOf } from '../locks/store.ts'
import type { KnownLock } from '../locks/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { taskLinesOf } from '../tasks/actions.ts'
import { extensionsOf } from './extensions.ts'
import {
  enteredIn,
  eventsOf,
  formOf,
  narrativesOf,
  pastFigures,
  periodsOfViewer,
  previousOf,
  reportHead,
  reportsOfOwnUnit,
  reportsOfPeriod,
  snapshotContent,
  versionsOf,
} from './store.ts'
import type { FormLine, NarrativeRow, PastFigure, PeriodDates, ReportHead } from './store.ts'

/** The reports of a period; without one, of the one at hand. */
export const listReports = (call: Call, wanted: string | undefined): Promise<ReportList> =>
  inReading(call, async (tx) => {
    const periods = await periodsOfViewer(tx, call)
    const period = wanted ?? currentPeriod(periods, call)
    const heads = await reportsOfPeriod(tx, call, period)
    const known = await knownLocks(tx, call, heads)
    const reports = heads.map((head) => summaryOf(call, head, known(head)))
    const count = (isCounted: (report: (typeof reports)[number]) => boolean): number => reports.filter(isCounted).length
    return {
      period,
      periods: periods.map((one) => one.period),
      reports,
      counts: {
        expected: reports.length,
        submitted: count(({ firstSubmittedAt }) => firstSubmittedAt !== null),
        onTime: count((report) => report.punctuality === 'onTime'),
        late: count((report) => report.punctuality === 'late'),
        returned: count(({ state }) => state === 'returned'),
        approved: count(({ state }) => state === 'approved'),
        missing: count(({ firstSubmittedAt }) => firstSubmittedAt === null),
      },
    }
  })

/** All reports of the viewer's own unit, in one query. */
export const listOwnReports = (call: Call): Promise<MyReports> =>
  inReading(call, async (tx) => {
    const heads = await reportsOfOwnUnit(tx, call)
    const known = await knownLocks(tx, call, heads)
    return { period: currentPeriod(heads, call), reports: heads.map((head) => summaryOf(call, head, known(head))) }
  })

/** The latest whose data are closed; before that, the first. */
function currentPeriod(periods: readonly PeriodDates[], { now }: Call): string {
  const today = dayOf(now)
  const closed = periods.findLast(({ windowTo }) => windowTo <= today)
  return (closed ?? periods[0])?.period ?? today.slice(0, 7)
}

export const readReport = (call: Call, id: string): Promise<Report> => inReading(call, (tx) => reportPage(tx, call, id))

async function reportPage(tx: Tx, call: Call, id: string): Promise<Report> {
  const head = await reportHead(tx, call, id)
  const form = await formOf(tx, call, id)
  const past = await pastFigures(tx, call, head)
  const narratives = await narrativesOf(tx, call, id)
  const events = await eventsOf(tx, call, id)
  const said = await feedFiguresOf(tx, call.tenantId, head.unit.id, head.period)
  const taken = await takenFiguresOf(tx, call.tenantId, id)
  const returned = head.state === 'returned' ? events.findLast(({ kind }) => kind === 'returned') : undefined
  const known = (await knownLocks(tx, call, [head]))(head)
  const periodLock = reportLockOf(known, head, call.now)
  const isLocked = periodLock !== null && periodLock.exception === null
  const { regime } = head
  return {
    ...summaryOf(call, head, known),
    periodLock,
    extensions: await extensionsOf(tx, call, head),
    window: head.windowFrom === null ? null : { from: head.windowFrom, to: head.windowTo },
    closingTime: timeOf(head.dueAt),
    quote: regime.quote,
    submittedBy: head.submittedBy,
    approvedBy: head.approvedBy,
    correctionReason: head.correctionReason,
    indicators: form.map((line) => ({
      ...formLineOnPage(line, past, head),
      returnedReason: returned?.cells?.find(({ indicatorId }) => indicatorId === line.indicator.id)?.reason ?? null,
      feeds: said.filter(({ indicatorId }) => indicatorId === line.indicator.id),
      taken: taken.find(({ indicatorId, revision }) => indicatorId === line.indicator.id && revision === line.entry.revision) ?? null,
    })),
    narratives: regime.outline.map((heading) => narrativeOnPage(heading, narratives)),
    evidence: [...(await evidenceOfReport(tx, call, id))],
    tasks: await taskLinesOf(tx, call, { unitId: head.unit.id, planId: head.planId }),
    events: events.map(({ cells, explained, ...event }) => ({
      ...event,
      cells: cells === null ? null : [...cells],
      explained: explained === null ? null : [...explained],
    })),
    versions: [...(await versionsOf(tx, call, id))],
    can: reportActions(call.viewer, { unitId: head.unit.id, state: head.state, isLocked }),
  }
}

function formLineOnPage(
  { indicator, unitTarget, clause, sourceStart, sourceEnd, entry }: FormLine,
  past: { readonly periods: readonly string[]; readonly figures: readonly PastFigure[] },
  head: ReportHead,
): Omit<Report['indicators'][number], 'returnedReason' | 'feeds' | 'taken'> {
  const mine = past.figures.filter(({ indicatorId }) => indicatorId === indicator.id)
  const resultIn = (period: string) =>
    resultOf({ ...indicator, target: unitTarget }, mine.find((one) => one.period === period)?.figure) ?? null
  const wordsIn = (period: string) => wordsOnWire(mine.find((one) => one.period === period)?.figure)
  const last = previousOf(past, indicator.id)
  return {
    id: indicator.id,
    code: indicator.code,
    pillar: indicator.pillar,
    name: indicator.name,
    kind: indicator.kind,
    rollUp: indicator.rollUp,
    numeratorLabel: indicator.numeratorLabel ?? null,
    denominatorLabel: indicator.denominatorLabel ?? null,
    unitOfMeasure: indicator.unitOfMeasure,
    digits: indicator.digits,
    target: wireTarget(unitTarget),
    cityTarget: wireTarget(indicator.target),
    clause,
    checks: indicator.checks === undefined ? null : wireChecks(indicator.checks),
    source: sourceStart === null || sourceEnd === null ? null : { planImportId: head.importId, start: sourceStart, end: sourceEnd },
    entry,
    previous:
      last === undefined
        ? null
        : {
            period: past.periods.at(-1) ?? head.period,
            numerator: last.numerator ?? null,
            denominator: last.denominator ?? null,
            result: resultIn(past.periods.at(-1) ?? ''),
            ...wordsOnWire(last),
            sameFor: last.sameFor,
          },
    trend: past.periods.map((period) => ({ period, result: resultIn(period), ...wordsIn(period) })),
  }
}

const wordsOnWire = (figure: Figure | undefined): Pick<Figure, 'words'> => (figure?.words === undefined ? {} : { words: figure.words })

function narrativeOnPage(heading: NarrativeHeading, narratives: readonly NarrativeRow[]): NarrativeRow {
  return narratives.find((one) => one.heading === heading) ?? { heading, text: '', revision: 0, updatedAt: null }
}

function summaryOf({ now }: Call, head: ReportHead, known: KnownLock): ReportList['reports'][number] {
  const {
    id,
    unit,
    period,
    state,
    version,
    dueAt,
    nominalDue,
    movedBecause,
    firstSubmittedAt,
    submittedAt,
    approvedAt,
    expected,
    returnReason,
    planId,
    planTitle,
    regime,
    extension,
    extendedFrom,
  } = head
  const { lock, exception } = standingOf(known, head, now)
  return {
    id,
    unit,
    period,
    state,
    version,
    dueAt,
    nominalDue,
    movedBecause,
    firstSubmittedAt,
    submittedAt,
    approvedAt,
    expected,
    returnReason,
    planId,
    planTitle,
    roundName: regime.frequency === 'adHoc' || regime.frequency === 'once' ? regime.name : null,
    extension,
    extendedFrom,
    punctuality: punctuality(dueAt, firstSubmittedAt ?? undefined, now),
    entered: enteredIn(head.shapes),
    lock: lock === undefined ? null : exception === undefined ? 'locked' : 'excepted',
  }
}

/** The frozen version as it was approved. */
export const readVersion = (call: Call, id: string, version: number): Promise<Snapshot> =>
  inReading(call, async (tx) => {
    await reportHead(tx, call, id)
    const found = await snapshotContent(tx, call, id, version)
    if (!found) throw problem('notFound')
    return { ...snapshotSchema.omit({ sha256: true }).parse(found.content), sha256: found.sha256 }
  })
