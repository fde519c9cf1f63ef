import type { DropTyped, Entry, NarrativeSaved, PutNarrative, ReturnReport, SubmitReport } from '@haidang/api/reports'
import type { NarrativeHeading } from '@haidang/domain/periods/regime'
import type { FindingCode } from '@haidang/domain/reports/check-entries'
import { canCorrect, canEditReport, canReview, canSubmit } from '@haidang/domain/reports/policy'
import {
  approveReport as approve,
  correctReport as correct,
  isEditable,
  returnReport as giveBack,
  submitReport as submit,
} from '@haidang/domain/reports/report'
import type { Refusal, Report as DomainReport, ReportState } from '@haidang/domain/reports/report'
import { lockedOutOf } from '../locks/store.ts'
import type { LockedOut } from '../locks/store.ts'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import { evidenceOfReport } from '../evidence/store.ts'
import { takenFiguresOf } from '../feeds/store.ts'
import { keepSnapshot, snapshotOf } from './snapshot.ts'
import { eventsOf, figureOf, formOf, narrativesOf, pastFigures, previousOf, reportHead } from './store.ts'
import type { FormLine, ReportHead } from './store.ts'
import { narrativeForChange, saveEvent, saveNarrativeRow, saveReportState } from './store-changes.ts'
import type { StandingNarrative } from './store-changes.ts'
import { shareRegister } from '../units/store.ts'

type Done = { readonly state: ReportState; readonly version: number }

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
        dropped: {
          numerator: typed.numerator,
          denominator: typed.denominator,
          ...wordsTyped(typed.words),
          note: typed.note.normalize('NFC'),
        },
        preferredRevision: revision,
        standing: { ...standingFigure(kept), note: kept.note, revision: kept.revision },
      },
    })
    return { ok: true } as const
  })

const wordsTyped = (typed: string | null | undefined) => (typed === null || typed === undefined ? {} : { words: typed.normalize('NFC') })
const standingFigure = ({ numerator, denominator, words }: Entry) => ({ numerator, denominator, ...wordsTyped(words) })

/** Saves one part of the outline, repeatable like an entry. */
export const saveNarrative = (
  call: Call,
  id: string,
  heading: NarrativeHeading,
  change: PutNarrative,
): Promise<NarrativeSaved | Refusal | LockedOut> =>
  inTransaction<NarrativeSaved | Refusal | LockedOut>(call, async (tx) => {
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
    const lockedOut = await lockedOutOf(tx, call, head)
    if (lockedOut !== undefined) return lockedOut
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
export const submitReport = (call: Call, id: string, { missing, explained = [] }: SubmitReport): Promise<Done | Refusal | LockedOut> =>
  inTransaction<Done | Refusal | LockedOut>(call, async (tx) => {
    const head = await reportHead(tx, call, id, 'forChange')
    const report = { unitId: head.unit.id, state: head.state }
    if (!canSubmit(call.viewer, report)) {
      if (!isEditable(head.state)) return { refused: 'notEditable', state: head.state }
      throw problem('notAllowed')
    }
    const lockedOut = await lockedOutOf(tx, call, head)
    if (lockedOut !== undefined) return lockedOut
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
export const correctReport = (call: Call, id: string, reason: string): Promise<Done | Refusal | LockedOut> =>
  inTransaction<Done | Refusal | LockedOut>(call, async (tx) => {
    const head = await reportHead(tx, call, id, 'forChange')
    if (head.state === 'approved' && !canCorrect(call.viewer, { unitId: head.unit.id, state: head.state })) throw problem('notAllowed')

    const outcome = correct(await domainReport(head, []), { ...act(call), reason: reason.normalize('NFC') })
    if ('refused' in outcome) return outcome
    // Also for the officer: a version that nobody could fill in would stand open.
    const lockedOut = await lockedOutOf(tx, call, head)
    if (lockedOut !== undefined) return lockedOut

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
