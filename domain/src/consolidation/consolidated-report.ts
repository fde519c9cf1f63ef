import type { IndicatorKind } from '../indicators/indicator.ts'

/**
 * The city's report of one period, complete: everything that the .docx and .xlsx print, frozen. Written from nothing else,
 * so that the same snapshot gives the same bytes on another machine and day. Quantities are exact decimals as strings in
 * machine notation ("23391", "98.27"); `null` is "not reported", never zero.
 */
export type Quantity = string | null

export type Attainment = 'reached' | 'notReached' | 'noData'

export type ReportLetterhead = {
  readonly superiorBody: string | null
  readonly issuer: string
  /** "Vũng Tàu": the place in "Vũng Tàu, ngày 25 tháng 5 năm 2024". */
  readonly place: string
  /** null prints a blank to be filled by hand. */
  readonly number: string | null
  /** "BC-UBND". */
  readonly symbol: string
  /** ISO day of issue; null prints "ngày    tháng    năm 2024" with the period's year. */
  readonly date: string | null
}

export type UnitResult = {
  readonly unitId: string
  readonly numerator: Quantity
  readonly denominator: Quantity
  readonly result: Quantity
  readonly target: Quantity
  readonly attainment: Attainment
  /** What it answered, to an indicator of words. */
  readonly words?: string
}

export type IndicatorResult = {
  readonly indicatorId: string
  readonly order: number
  readonly pillar: string
  readonly name: string
  /** "%", "phường, xã", "" for a milestone. */
  readonly unitOfMeasure: string
  readonly digits: number
  readonly kind: IndicatorKind
  /** "≥ 85%", "17/17", "quý II/2024": printed as the plan has it. */
  readonly targetText: string
  readonly target: Quantity
  readonly numeratorLabel: string | null
  readonly denominatorLabel: string | null
  readonly cityNumerator: Quantity
  readonly cityDenominator: Quantity
  readonly cityResult: Quantity
  readonly cityAttainment: Attainment
  /** Units that owe the indicator and units of them that reported a figure. */
  readonly assignedUnits: number
  readonly reportedUnits: number
  readonly units: readonly UnitResult[]
}

export type TaskResult = {
  readonly taskId: string
  readonly order: number
  readonly text: string
  readonly lead: string
  readonly cooperating: string
  readonly deadlineText: string
  readonly timeliness: 'doneOnTime' | 'doneLate' | 'openWithinDeadline' | 'openOverdue'
  readonly note: string
}

export type TaskCounts = {
  readonly doneOnTime: number
  readonly doneLate: number
  readonly openWithinDeadline: number
  readonly openOverdue: number
  /** done / (done + open overdue), percent at two digits half up; null when nothing was due. */
  readonly dueCompletionRate: Quantity
}

export type NarrativeHeading = 'results' | 'shortcomings' | 'remedies'

export type NarrativeSection = {
  readonly heading: NarrativeHeading
  /** Edited text of the synthesis officer, paragraphs split by newline. */
  readonly summary: string
  readonly contributions: readonly { readonly unitId: string; readonly unit: string; readonly text: string }[]
}

export type ConsolidatedReport = {
  readonly letterhead: ReportLetterhead
  /** "2024-05", "2024-Q2". */
  readonly period: string
  readonly periodText: string
  /** Empty where no days were said that the report covers. */
  readonly windowText: string
  /** Subject line: "Kết quả thực hiện … tháng 5 năm 2024". */
  readonly title: string
  readonly legalBases: readonly string[]
  readonly units: readonly {
    readonly id: string
    readonly name: string
    readonly shortName: string
    readonly group: 'department' | 'agency' | 'ward'
  }[]
  readonly reported: {
    readonly expected: number
    readonly received: number
    readonly onTime: number
    readonly late: number
    readonly approved: number
  }
  readonly missingUnits: readonly string[]
  readonly lateUnits: readonly string[]
  /** Corrections of approved figures since the last issue, each one printed sentence. */
  readonly corrections: readonly string[]
  readonly indicators: readonly IndicatorResult[]
  readonly narrative: readonly NarrativeSection[]
  readonly tasks: readonly TaskResult[]
  readonly taskCounts: TaskCounts
  readonly signature: { readonly authority: readonly string[]; readonly role: string; readonly name: string | null }
  readonly recipients: readonly string[]
  /** "Kính gửi": whom a report to a superior body addresses; left out, the report addresses nobody. */
  readonly addressees?: readonly string[]
  /** Digest of the approved reports that the figures were drawn from, hex; printed small at the annex's end. */
  readonly sourceDigest: string
}
