import type {
  DropTyped,
  MyReports,
  NarrativeSaved,
  PutNarrative,
  Report,
  ReportList,
  ReturnReport,
  Snapshot,
  SubmitReport,
} from '@haidang/api/reports'
import { snapshotSchema } from '@haidang/api/reports'
import { isComplete, resultOf } from '@haidang/domain/indicators/indicator'
import { dayOf, timeOf } from '@haidang/domain/periods/day'
import type { NarrativeHeading } from '@haidang/domain/periods/regime'
import type { FindingCode } from '@haidang/domain/reports/check-entries'
import { canCorrect, canEditReport, canReview, canSubmit, reportActions } from '@haidang/domain/reports/policy'
import {
  approveReport as approve,
  correctReport as correct,
  isEditable,
  punctuality,
  returnReport as giveBack,
  submitReport as submit,
} from '@haidang/domain/reports/report'
import type { Refusal, Report as DomainReport, ReportState } from '@haidang/domain/reports/report'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { taskLinesOf } from '../tasks/actions.ts'
import { wireChecks } from '../indicators/store.ts'
import { evidenceOfReport } from '../evidence/store.ts'
import { feedFiguresOf, takenFiguresOf } from '../feeds/store.ts'
import { extensionsOf } from './extensions.ts'
import { keepSnapshot, snapshotOf } from './snapshot.ts'
import {
  eventsOf,
  figureOf,
  formOf,
  narrativesOf,
  pastFigures,
  previousOf,
  periodsOfViewer,
  reportHead,
  reportsOfOwnUnit,
  reportsOfPeriod,
  snapshotContent,
  versionsOf,
} from './store.ts'
import type { FormLine, NarrativeRow, PastFigure, PeriodDates, ReportHead } from './store.ts'
import { narrativeForChange, saveEvent, saveNarrativeRow, saveReportState } from './store-changes.ts'
import type { StandingNarrative } from './store-changes.ts'
import { shareRegister } from '../units/store.ts'
import { wireTarget } from '@haidang/api/targets'

type Done = { readonly state: ReportState; readonly version: number }

/** The reports of a period; without one, of the one at hand. */
export const listReports = (call: Call, wanted: string | undefined): Promise<ReportList> =>
  inReading(call, async (tx) => {
    const periods = await periodsOfViewer(tx, call)
    const period = wanted ?? currentPeriod(periods, call)
    const heads = await reportsOfPeriod(tx, call, period)
    const reports = heads.map((head) => summaryOf(call, head))
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
    return { period: currentPeriod(heads, call), reports: heads.map((head) => summaryOf(call, head)) }
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
  const { regime } = head
  return {
    ...summaryOf(call, head),
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
    can: reportActions(call.viewer, { unitId: head.unit.id, state: head.state }),
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
            sameFor: last.sameFor,
          },
    trend: past.periods.map((period) => ({ period, result: resultIn(period) })),
  }
}

function narrativeOnPage(heading: NarrativeHeading, narratives: readonly NarrativeRow[]): NarrativeRow {
  return narratives.find((one) => one.heading === heading) ?? { heading, text: '', revision: 0, updatedAt: null }
}

function summaryOf({ now }: Call, head: ReportHead): ReportList['reports'][number] {
  const entered = head.shapes
    .filter(([kind, hasNumerator, hasDenominator]) =>
      isComplete({ kind }, { ...(hasNumerator && { numerator: '1' }), ...(hasDenominator && { denominator: '1' }) }),
    )
    .reduce((sum, [, , , count]) => sum + count, 0)
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
    extension,
    extendedFrom,
  } = head
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
    extension,
    extendedFrom,
    punctuality: punctuality(dueAt, firstSubmittedAt ?? undefined, now),
    entered,
  }
}

/** Keeps what somebody typed and gave up for what another had put there: the history has both. */
export const dropTyped = (call: Call, id: string, { indicatorId, typed, revision }: DropTyped): Promise<{ readonly ok: true }> =>
  inTransaction(call, async (tx) => {
    const head = await reportHead(tx, call, id)
    // Also once the report has been handed in: then there is nothing left but to give it up.
    if (!canEditReport(call.viewer, { unitId: head.unit.id, state: 'open' })) throw problem('notAllowed')
    const kept = (await formOf(tx, call, id)).find(({ indicator }) => indicator.id === indicatorId)?.entry
    if (kept === undefined) throw problem('notFound')
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'typedDropped',
      subject: id,
      detail: {
        indicatorId,
        dropped: { ...typed, note: typed.note.normalize('NFC') },
        preferredRevision: revision,
        standing: { numerator: kept.numerator, denominator: kept.denominator, note: kept.note, revision: kept.revision },
      },
    })
    return { ok: true } as const
  })

/** Saves one part of the outline, repeatable like an entry. */
export const saveNarrative = (call: Call, id: string, heading: NarrativeHeading, change: PutNarrative): Promise<NarrativeSaved | Refusal> =>
  inTransaction<NarrativeSaved | Refusal>(call, async (tx) => {
    const head = await reportHead(tx, call, id, 'forChange')
    const standing = await narrativeForChange(tx, call, id, heading)
    const text = change.text.normalize('NFC')
    if (standing.changeKey === change.changeKey && standing.text === text) {
      return narrativeSaved(call, heading, standing)
    }
    const report = { unitId: head.unit.id, state: head.state }
    if (!canEditReport(call.viewer, report)) {
      if (!isEditable(head.state)) return { refused: 'notEditable', state: head.state }
      throw problem('notAllowed')
    }
    if (!head.regime.outline.includes(heading)) throw problem('notFound')
    if (standing.revision !== change.baseRevision && standing.text !== text) {
      throw problem('changedMeanwhile', { current: narrativeSaved(call, heading, standing) })
    }
    if (standing.text === text) return narrativeSaved(call, heading, standing)

    const revision = standing.revision + 1
    await saveNarrativeRow(tx, call, { reportId: id, heading, text, revision, changeKey: change.changeKey })
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'narrativeSaved',
      subject: id,
      detail: { heading, before: standing.text, after: text },
    })
    return { heading, text, revision, savedAt: call.now, savedBy: call.actor.name }
  })

const narrativeSaved = ({ now }: Call, heading: NarrativeHeading, standing: StandingNarrative): NarrativeSaved => ({
  heading,
  text: standing.text,
  revision: standing.revision,
  savedAt: standing.updatedAt ?? now,
  savedBy: standing.updatedBy,
})

/** Hands the report in. The note on an empty row is as good a reason for its missing figure as one given here. */
export const submitReport = (call: Call, id: string, { missing, explained = [] }: SubmitReport): Promise<Done | Refusal> =>
  inTransaction<Done | Refusal>(call, async (tx) => {
    const head = await reportHead(tx, call, id, 'forChange')
    const report = { unitId: head.unit.id, state: head.state }
    if (!canSubmit(call.viewer, report)) {
      if (!isEditable(head.state)) return { refused: 'notEditable', state: head.state }
      throw problem('notAllowed')
    }
    const form = await formOf(tx, call, id)
    const given = new Set(missing.map(({ indicatorId }) => indicatorId))
    const notes = form
      .map(({ entry }) => ({ indicatorId: entry.indicatorId, reason: entry.note }))
      .filter(({ indicatorId }) => !given.has(indicatorId))
    const past = await pastFigures(tx, call, head)
    const outcome = submit(await domainReport(head, form), {
      ...act(call),
      form: form.map(({ indicator }) => indicator),
      previous: Object.fromEntries(form.map(({ indicator: { id: of } }) => [of, previousOf(past, of)])),
      explained: explained.map(({ indicatorId, code, reason }) => ({
        indicatorId,
        // One that no check has answers none.
        code: code as FindingCode,
        reason: reason.normalize('NFC').trim(),
      })),
      missingAccepted: [...missing.map(({ indicatorId, reason }) => ({ indicatorId, reason: reason.normalize('NFC').trim() })), ...notes],
    })
    if ('refused' in outcome) return outcome

    const { missingAccepted, explained: kept } = outcome.report.content
    await saveReportState(tx, call, outcome.report)
    await saveEvent(tx, call, {
      reportId: id,
      kind: 'submitted',
      version: head.version,
      reason: null,
      cells: missingAccepted.length === 0 ? null : missingAccepted,
      ...(kept && { explained: kept }),
    })
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'reportSubmitted',
      subject: id,
      detail: {
        period: head.period,
        version: head.version,
        isFirst: head.firstSubmittedAt === null,
        missing: missingAccepted,
        ...(kept && { explained: kept }),
      },
    })
    return doneWith(outcome.report)
  })

/** Sends the report back to its unit, with the reason and the cells that it is about. */
export const returnReport = (call: Call, id: string, { reason, cells }: ReturnReport): Promise<Done | Refusal> =>
  inTransaction<Done | Refusal>(call, async (tx) => {
    const head = await reportHead(tx, call, id, 'forChange')
    if (!canReview(call.viewer)) throw problem('notAllowed')

    const form = await formOf(tx, call, id)
    const unknown = cells.filter(({ indicatorId }) => !form.some(({ indicator }) => indicator.id === indicatorId))
    if (unknown.length > 0)
      throw problem('badInput', {
        fields: unknown.map(({ indicatorId }) => ({ path: 'cells', message: `${indicatorId} is not on this form` })),
      })

    const outcome = giveBack(await domainReport(head, form), {
      ...act(call),
      reason: reason.normalize('NFC'),
      cells: cells.map((cell) => ({ indicatorId: cell.indicatorId, note: cell.reason })),
    })
    if ('refused' in outcome) return outcome

    await saveReportState(tx, call, outcome.report)
    const said = outcome.report.lastReturn?.reason ?? null
    await saveEvent(tx, call, {
      reportId: id,
      kind: 'returned',
      version: head.version,
      reason: said,
      cells: cells.length === 0 ? null : cells,
    })
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'reportReturned',
      subject: id,
      detail: { period: head.period, version: head.version, reason: said, cells },
    })
    return doneWith(outcome.report)
  })

/** Freezes what was submitted, for good. */
export const approveReport = (call: Call, id: string): Promise<Done | Refusal> =>
  inTransaction<Done | Refusal>(call, async (tx) => {
    await shareRegister(tx, call.tenantId)
    const head = await reportHead(tx, call, id, 'forChange')
    if (!canReview(call.viewer)) throw problem('notAllowed')

    const form = await formOf(tx, call, id)
    const outcome = approve(await domainReport(head, form), act(call))
    if ('refused' in outcome) return outcome

    const content = snapshotOf(call, {
      head,
      form,
      narratives: await narrativesOf(tx, call, id),
      evidence: await evidenceOfReport(tx, call, id),
      events: await eventsOf(tx, call, id),
      taken: await takenFiguresOf(tx, call.tenantId, id),
    })
    const sha256 = await keepSnapshot(tx, call, head, content)
    await saveReportState(tx, call, outcome.report, { approved: true })
    await saveEvent(tx, call, { reportId: id, kind: 'approved', version: head.version, reason: content.reason, cells: null })
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'reportApproved',
      subject: id,
      detail: { period: head.period, version: head.version, snapshot: sha256 },
    })
    return doneWith(outcome.report)
  })

/** Opens the next version of an approved report; until it is approved in its turn, the approved one stands. */
export const correctReport = (call: Call, id: string, reason: string): Promise<Done | Refusal> =>
  inTransaction<Done | Refusal>(call, async (tx) => {
    const head = await reportHead(tx, call, id, 'forChange')
    if (head.state === 'approved' && !canCorrect(call.viewer, { unitId: head.unit.id, state: head.state })) throw problem('notAllowed')

    const outcome = correct(await domainReport(head, []), { ...act(call), reason: reason.normalize('NFC') })
    if ('refused' in outcome) return outcome

    await saveReportState(tx, call, outcome.report)
    const said = outcome.report.correctionReason ?? null
    await saveEvent(tx, call, { reportId: id, kind: 'correctionOpened', version: outcome.report.version, reason: said, cells: null })
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'correctionOpened',
      subject: id,
      detail: { period: head.period, version: outcome.report.version, reason: said },
    })
    return doneWith(outcome.report)
  })

/** The frozen version as it was approved. */
export const readVersion = (call: Call, id: string, version: number): Promise<Snapshot> =>
  inReading(call, async (tx) => {
    await reportHead(tx, call, id)
    const found = await snapshotContent(tx, call, id, version)
    if (!found) throw problem('notFound')
    return { ...snapshotSchema.omit({ sha256: true }).parse(found.content), sha256: found.sha256 }
  })

const act = ({ actor, now }: Call) => ({ by: actor.name, at: now })

const doneWith = ({ state, version }: DomainReport): Done => ({ state, version })

/** The report as the domain decides on it. */
async function domainReport(head: ReportHead, form: readonly FormLine[]): Promise<DomainReport> {
  return {
    id: head.id,
    unitId: head.unit.id,
    period: head.period,
    version: head.version,
    state: head.state,
    content: {
      figures: Object.fromEntries(form.map(({ entry }) => [entry.indicatorId, figureOf(entry)])),
      narrative: {},
      missingAccepted: [],
    },
    ...(head.firstSubmittedAt === null ? {} : { firstSubmittedAt: head.firstSubmittedAt }),
    ...(head.submittedAt === null ? {} : { lastSubmittedAt: head.submittedAt }),
    ...(head.submittedById === null ? {} : { submittedBy: head.submittedById }),
    ...(head.correctionReason === null ? {} : { correctionReason: head.correctionReason }),
    approved: [],
  }
}
