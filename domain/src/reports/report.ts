import type { Figure, Indicator } from '../indicators/indicator.ts'
import { compareInstants } from '../periods/day.ts'
import type { Instant } from '../periods/day.ts'
import type { Period } from '../periods/period.ts'
import type { NarrativeHeading } from '../periods/regime.ts'
import { checkReport } from './check-entries.ts'
import type { Cell, Figures, Finding, FindingCode, PastFigures } from './check-entries.ts'

/** `passedOn`: of a unit that ended; its heir owes the report (hand-over.ts). */
export type ReportState = 'open' | 'submitted' | 'returned' | 'approved' | 'passedOn'

/** "Chưa có số liệu", with the reason: what lets a report go without a figure. */
export type MissingAccepted = { readonly indicatorId: string; readonly reason: string }

/** Why a figure stands as it is, though a check asked. */
export type Explained = { readonly indicatorId: string; readonly code: FindingCode; readonly reason: string }

export type ReportContent = {
  readonly figures: Figures
  readonly narrative: Readonly<Partial<Record<NarrativeHeading, string>>>
  readonly missingAccepted: readonly MissingAccepted[]
  readonly explained?: readonly Explained[]
}

/** What was approved is what was approved: never changed, only followed by a later version. */
export type ApprovedSnapshot = {
  readonly version: number
  readonly content: ReportContent
  readonly approvedAt: Instant
  readonly approvedBy: string
  /** Why this version corrects the one before; none on the first. */
  readonly correctionReason?: string
}

export type ReturnedCell = { readonly indicatorId: string; readonly cell?: Cell; readonly note?: string }

export type ReturnNote = { readonly at: Instant; readonly by: string; readonly reason: string; readonly cells: readonly ReturnedCell[] }

export type Report = {
  readonly id: string
  readonly unitId: string
  readonly period: Period
  readonly version: number
  readonly state: ReportState
  readonly content: ReportContent
  /** The first time the report came in: punctuality is measured by this, and nothing later changes it. */
  readonly firstSubmittedAt?: Instant
  readonly lastSubmittedAt?: Instant
  readonly submittedBy?: string
  /** Why it last came back; kept until it is approved. */
  readonly lastReturn?: ReturnNote
  readonly correctionReason?: string
  /** Oldest first. */
  readonly approved: readonly ApprovedSnapshot[]
}

export type ReportEvent =
  | {
      readonly type: 'entrySaved'
      readonly at: Instant
      readonly by: string
      readonly indicatorId: string
      readonly before?: Figure
      readonly after?: Figure
    }
  | { readonly type: 'narrativeSaved'; readonly at: Instant; readonly by: string; readonly heading: NarrativeHeading }
  | {
      readonly type: 'reportSubmitted'
      readonly at: Instant
      readonly by: string
      readonly version: number
      readonly isFirst: boolean
      readonly missingAccepted: readonly MissingAccepted[]
    }
  | ({ readonly type: 'reportReturned'; readonly version: number } & ReturnNote)
  | { readonly type: 'reportApproved'; readonly at: Instant; readonly by: string; readonly version: number }
  | { readonly type: 'correctionOpened'; readonly at: Instant; readonly by: string; readonly version: number; readonly reason: string }

export type Refusal =
  | { readonly refused: 'notEditable'; readonly state: ReportState }
  | { readonly refused: 'notSubmitted'; readonly state: ReportState }
  | { readonly refused: 'notApproved'; readonly state: ReportState }
  | { readonly refused: 'hasErrors'; readonly findings: readonly Finding[] }
  | { readonly refused: 'unexplained'; readonly findings: readonly Finding[] }
  | { readonly refused: 'missingWithoutReason'; readonly indicatorIds: readonly string[] }
  | { readonly refused: 'reasonRequired' }

export type Outcome = Refusal | { readonly report: Report; readonly events: readonly ReportEvent[] }

type Act = { readonly by: string; readonly at: Instant }

export function openReport(obligation: { readonly id: string; readonly unitId: string; readonly period: Period }): Report {
  const { id, unitId, period } = obligation
  return { id, unitId, period, version: 1, state: 'open', content: { figures: {}, narrative: {}, missingAccepted: [] }, approved: [] }
}

export function isEditable(state: ReportState): boolean {
  return state === 'open' || state === 'returned'
}

/** `figure` undefined empties the cells: not reported, which is not zero. */
export function saveEntry(report: Report, entry: Act & { readonly indicatorId: string; readonly figure: Figure | undefined }): Outcome {
  if (!isEditable(report.state)) return { refused: 'notEditable', state: report.state }

  const { at, by, indicatorId, figure } = entry
  const { [indicatorId]: before, ...others } = report.content.figures
  const figures = figure === undefined ? others : { ...others, [indicatorId]: figure }
  return {
    report: { ...report, content: { ...report.content, figures } },
    events: [{ type: 'entrySaved', at, by, indicatorId, ...(before && { before }), ...(figure && { after: figure }) }],
  }
}

export function saveNarrative(report: Report, entry: Act & { readonly heading: NarrativeHeading; readonly text: string }): Outcome {
  if (!isEditable(report.state)) return { refused: 'notEditable', state: report.state }

  const { at, by, heading, text } = entry
  return {
    report: { ...report, content: { ...report.content, narrative: { ...report.content.narrative, [heading]: text } } },
    events: [{ type: 'narrativeSaved', at, by, heading }],
  }
}

/** Hands the report in. A missing indicator does not stop it when its reason is given; an impossible figure does. */
export function submitReport(
  report: Report,
  submission: Act & {
    readonly form: readonly Indicator[]
    readonly missingAccepted: readonly MissingAccepted[]
    readonly previous?: PastFigures
    readonly explained?: readonly Explained[]
  },
): Outcome {
  if (!isEditable(report.state)) return { refused: 'notEditable', state: report.state }

  const { at, by, form } = submission
  const { errors, questions, missing } = checkReport(form, report.content.figures, submission.previous)
  if (errors.length > 0) return { refused: 'hasErrors', findings: errors }

  const missingAccepted = submission.missingAccepted.filter(({ indicatorId, reason }) => missing.includes(indicatorId) && saysWhy(reason))
  const unexplained = missing.filter((id) => !missingAccepted.some(({ indicatorId }) => indicatorId === id))
  if (unexplained.length > 0) return { refused: 'missingWithoutReason', indicatorIds: unexplained }

  // What is explained and was not asked is no answer to anything, and is not kept.
  const explained = (submission.explained ?? []).filter(
    ({ indicatorId, code, reason }) =>
      saysWhy(reason) && questions.some((finding) => finding.indicatorId === indicatorId && finding.code === code),
  )
  const open = questions.filter(
    (finding) => !explained.some(({ indicatorId, code }) => indicatorId === finding.indicatorId && code === finding.code),
  )
  if (open.length > 0) return { refused: 'unexplained', findings: open }

  return {
    report: {
      ...report,
      state: 'submitted',
      content: { ...report.content, missingAccepted, ...(explained.length > 0 && { explained }) },
      firstSubmittedAt: report.firstSubmittedAt ?? at,
      lastSubmittedAt: at,
      submittedBy: by,
    },
    events: [{ type: 'reportSubmitted', at, by, version: report.version, isFirst: report.firstSubmittedAt === undefined, missingAccepted }],
  }
}

/** Sends the report back, with a reason for the whole and, where it is about single cells, which. */
export function returnReport(report: Report, review: Act & { readonly reason: string; readonly cells: readonly ReturnedCell[] }): Outcome {
  if (report.state !== 'submitted') return { refused: 'notSubmitted', state: report.state }
  if (!saysWhy(review.reason)) return { refused: 'reasonRequired' }

  const note: ReturnNote = { at: review.at, by: review.by, reason: review.reason.trim(), cells: review.cells }
  return {
    report: { ...report, state: 'returned', lastReturn: note },
    events: [{ type: 'reportReturned', version: report.version, ...note }],
  }
}

/** Freezes the content as it stands. */
export function approveReport(report: Report, review: Act): Outcome {
  if (report.state !== 'submitted') return { refused: 'notSubmitted', state: report.state }

  const { lastReturn: _settled, ...rest } = report
  const snapshot: ApprovedSnapshot = {
    version: report.version,
    content: report.content,
    approvedAt: review.at,
    approvedBy: review.by,
    ...(report.correctionReason === undefined ? {} : { correctionReason: report.correctionReason }),
  }
  return {
    report: { ...rest, state: 'approved', approved: [...report.approved, snapshot] },
    events: [{ type: 'reportApproved', at: review.at, by: review.by, version: report.version }],
  }
}

/** Opens the next version of an approved report; until that is approved, the approved one stands. */
export function correctReport(report: Report, correction: Act & { readonly reason: string }): Outcome {
  if (report.state !== 'approved') return { refused: 'notApproved', state: report.state }
  if (!saysWhy(correction.reason)) return { refused: 'reasonRequired' }

  const version = report.version + 1
  const reason = correction.reason.trim()
  return {
    report: { ...report, version, state: 'open', correctionReason: reason },
    events: [{ type: 'correctionOpened', at: correction.at, by: correction.by, version, reason }],
  }
}

/** The figures that count: those last approved. */
export function approvedContent(report: Report): ApprovedSnapshot | undefined {
  return report.approved.at(-1)
}

export type Punctuality = 'onTime' | 'late' | 'due' | 'overdue'

/** First submission against the frozen due instant; a return does not erase it. At 17:00 sharp is on time. */
export function punctuality(dueAt: Instant, firstSubmittedAt: Instant | undefined, now: Instant): Punctuality {
  if (firstSubmittedAt !== undefined) return compareInstants(firstSubmittedAt, dueAt) <= 0 ? 'onTime' : 'late'
  return compareInstants(now, dueAt) <= 0 ? 'due' : 'overdue'
}

/** Five letters are little, but "…" and "x" are not reasons. */
export function saysWhy(reason: string): boolean {
  return (reason.normalize('NFC').match(/\p{L}/gu) ?? []).length >= 5
}
