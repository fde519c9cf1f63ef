import type { Figure, Indicator } from '../indicators/indicator.ts'
import type { Instant } from '../periods/day.ts'
import type { Period } from '../periods/period.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { checkEntry } from './check-entries.ts'
import type { ReportState } from './report.ts'
import { isEditable } from './report.ts'
import { cellText, figureIn, isBlank, readFigureCell, readNoteCell } from './typed-cell.ts'
import type { CellFaultCode, TypedCell } from './typed-cell.ts'

/** What a form workbook says of itself: what it was written for, and which revision each line had then. */
export type WorkbookStamp = {
  readonly office: string
  readonly officeName: string
  readonly planId: string
  readonly planTitle: string
  readonly planVersion: number
  readonly period: Period
  readonly writtenAt: Instant
  readonly writtenBy: string
  readonly reports: readonly StampedReport[]
}

/** `revisions` in the order of the report's form, which its hash `form` stands for. */
export type StampedReport = {
  readonly reportId: string
  readonly unit: string
  readonly form: string
  readonly revisions: readonly number[]
}

/** Where a workbook was put down: a unit's report, or the month of all units. */
export type WorkbookPlace = {
  readonly office: string
  readonly officeName: string
  readonly planId: string
  readonly planTitle: string
  readonly planVersion: number
  readonly period: Period
  readonly report?: { readonly id: string; readonly unit: string }
}

/** What stands in a line, or would: figures or words, which never stand together, and the note. */
export type Values = {
  readonly numerator: Decimal | null
  readonly denominator: Decimal | null
  readonly words?: string
  readonly note: string
}

export type StandingLine = Values & {
  readonly indicator: Indicator
  readonly revision: number
  readonly changedAt: Instant | null
  readonly changedBy: string | null
  /** The last change came out of this very workbook, so its copy is not older than what stands here. */
  readonly isFromWorkbook: boolean
}

export type StandingReport = {
  readonly id: string
  readonly unit: string
  readonly state: ReportState
  /** Its period is locked, and no exception lets the unit in. */
  readonly isLocked?: boolean
  readonly form: string
  readonly lines: readonly StandingLine[]
}

export type ClosedReport = { readonly unit: string; readonly state: ReportState | 'locked' }

/** Those of the reports into which nothing can be written now, each once. */
export function closedReports(reports: readonly StandingReport[]): readonly ClosedReport[] {
  const each = [...new Map(reports.map((report) => [report.id, report])).values()]
  return each.flatMap(({ unit, state, isLocked }): readonly ClosedReport[] => {
    if (!isEditable(state)) return [{ unit, state }]
    return isLocked === true ? [{ unit, state: 'locked' }] : []
  })
}

const fields = ['numerator', 'denominator', 'note'] as const
export type WorkbookField = (typeof fields)[number]

/** A row of the sheet, counted from 0, with the line that it says it is: of which report of the stamp, in the order of its form. */
export type FilledRow = {
  readonly row: number
  readonly line: { readonly report: number; readonly position: number } | undefined
} & Readonly<Record<WorkbookField, TypedCell>>

export type WorkbookFault = {
  readonly row: number
  readonly field: WorkbookField
  readonly code: CellFaultCode | 'rowUnknown' | 'rowTwice'
  readonly text: string
  readonly unit: string
  readonly indicator: string
  readonly values: Readonly<Record<string, Decimal>>
}

export type EntryChange = {
  readonly reportId: string
  readonly indicatorId: string
  readonly before: Values
  readonly after: Values
  readonly baseRevision: number
}

export type ChangedSince = {
  readonly unit: string
  readonly indicator: string
  readonly changedAt: Instant | null
  readonly changedBy: string | null
}

export type WorkbookRefusal =
  | { readonly refused: 'otherOffice' | 'otherPlan' | 'otherUnit'; readonly workbook: string; readonly here: string }
  | { readonly refused: 'otherPeriod'; readonly workbook: Period; readonly here: Period }
  | { readonly refused: 'planChanged'; readonly workbook: number; readonly here: number }
  | { readonly refused: 'manyUnits' }
  | { readonly refused: 'formChanged'; readonly units: readonly string[] }
  | { readonly refused: 'notEditable'; readonly units: readonly ClosedReport[] }
  | { readonly refused: 'oldCopy'; readonly writtenAt: Instant; readonly cells: readonly ChangedSince[]; readonly cellCount: number }

export type WorkbookReading =
  | WorkbookRefusal
  | { readonly faults: readonly WorkbookFault[] }
  | {
      readonly changes: readonly EntryChange[]
      /** Cells with something in them that stand here already. */
      readonly unchanged: number
      /** Lines of the form that the sheet no longer has: they stay as they are. */
      readonly missingRows: number
    }

/** More cells than this are counted and not listed. */
const listedCells = 20

/** Why a workbook is not for this place; undefined where it is. */
export function strayWorkbook(stamp: WorkbookStamp, place: WorkbookPlace): WorkbookRefusal | undefined {
  if (stamp.office !== place.office) return { refused: 'otherOffice', workbook: stamp.officeName, here: place.officeName }
  const [first, second] = stamp.reports
  if (place.report !== undefined && second !== undefined) return { refused: 'manyUnits' }
  // Its id is the report's, whose period and plan are known: which of them is another is said first.
  if (stamp.period !== place.period) return { refused: 'otherPeriod', workbook: stamp.period, here: place.period }
  if (stamp.planId !== place.planId) return { refused: 'otherPlan', workbook: stamp.planTitle, here: place.planTitle }
  if (place.report !== undefined && first?.reportId !== place.report.id)
    return { refused: 'otherUnit', workbook: first?.unit ?? '', here: place.report.unit }
  if (stamp.planVersion !== place.planVersion) return { refused: 'planChanged', workbook: stamp.planVersion, here: place.planVersion }
  return undefined
}

/**
 * What a filled workbook would change. Refused whole where it is an old copy; else every fault of its cells is named; else the changes. A blank
 * cell where a figure stood is a change too, which whoever saves must have agreed to.
 */
export function readWorkbook(
  stamp: WorkbookStamp,
  rows: readonly FilledRow[],
  reports: ReadonlyMap<string, StandingReport>,
): WorkbookReading {
  const changedForms = stamp.reports.filter(({ reportId, form }) => reports.get(reportId)?.form !== form)
  if (changedForms.length > 0) return { refused: 'formChanged', units: changedForms.map(({ unit }) => unit) }

  const { placed, faults: strayFaults } = placeRows(stamp, rows, reports)
  const read = placed.map((place) => ({ ...place, reading: readRow(place) }))
  const differing = read.filter(({ line, reading }) => 'faults' in reading || !isSameEntry(reading.values, line))

  const closed = closedReports(differing.map(({ report }) => report))
  if (closed.length > 0) return { refused: 'notEditable', units: closed }

  const old = differing.filter(({ line, stampedRevision }) => line.revision !== stampedRevision && !line.isFromWorkbook)
  if (old.length > 0) {
    const cells = old.map(({ report, line: { indicator, changedAt, changedBy } }) => ({
      unit: report.unit,
      indicator: indicator.name,
      changedAt,
      changedBy,
    }))
    return { refused: 'oldCopy', writtenAt: stamp.writtenAt, cells: cells.slice(0, listedCells), cellCount: cells.length }
  }

  const faults = [...strayFaults, ...read.flatMap(({ reading }) => ('faults' in reading ? reading.faults : []))]
  if (faults.length > 0) return { faults: faults.toSorted((a, b) => a.row - b.row) }

  const changes = differing.flatMap(({ report, line, reading }) =>
    'values' in reading
      ? [
          {
            reportId: report.id,
            indicatorId: line.indicator.id,
            before: valuesOf(line),
            after: reading.values,
            baseRevision: line.revision,
          },
        ]
      : [],
  )
  const unchanged = read.reduce((sum, { line, reading }) => sum + ('values' in reading ? sameCells(reading.values, line) : 0), 0)
  const lineCount = stamp.reports.reduce((sum, { revisions }) => sum + revisions.length, 0)
  return { changes, unchanged, missingRows: lineCount - placed.length }
}

/** A change without what it would take away; undefined where nothing is left of it. */
export function withoutClearing(change: EntryChange): EntryChange | undefined {
  const { before, after } = change
  const words = after.words ?? before.words
  const kept = {
    ...(words === undefined ? {} : { words }),
    numerator: after.numerator ?? before.numerator,
    denominator: after.denominator ?? before.denominator,
    note: after.note === '' ? before.note : after.note,
  }
  return isSameEntry(kept, before) ? undefined : { ...change, after: kept }
}

/** Which cells a change would empty. */
export const clearedFields = ({ before, after }: EntryChange): readonly WorkbookField[] =>
  fields.filter((field) => !isNothing(valueIn(before, field)) && isNothing(valueIn(after, field)))

export const changedFields = ({ before, after }: EntryChange): readonly WorkbookField[] =>
  fields.filter((field) => !sameValue(field, before, after))

type Place = {
  readonly filled: FilledRow
  readonly report: StandingReport
  readonly line: StandingLine
  readonly stampedRevision: number
}

/** Each row with its line; what was typed beside the form, or in a line that stands twice, is a fault. */
function placeRows(
  stamp: WorkbookStamp,
  rows: readonly FilledRow[],
  reports: ReadonlyMap<string, StandingReport>,
): { readonly placed: readonly Place[]; readonly faults: readonly WorkbookFault[] } {
  const placed: Place[] = []
  const faults: WorkbookFault[] = []
  const seen = new Set<string>()
  for (const filled of rows) {
    const stamped = filled.line && stamp.reports[filled.line.report]
    const report = stamped && reports.get(stamped.reportId)
    const line = filled.line && report?.lines[filled.line.position]
    const stampedRevision = filled.line && stamped?.revisions[filled.line.position]
    if (report === undefined || line === undefined || stampedRevision === undefined) {
      const typed = fields.find((field) => !isBlank(filled[field]))
      if (typed !== undefined) faults.push(strayFault(filled, typed, 'rowUnknown'))
      continue
    }
    const key = `${report.id} ${line.indicator.id}`
    if (seen.has(key)) faults.push(strayFault(filled, 'numerator', 'rowTwice', report.unit, line.indicator.name))
    else placed.push({ filled, report, line, stampedRevision })
    seen.add(key)
  }
  return { placed, faults }
}

const strayFault = (
  filled: FilledRow,
  field: WorkbookField,
  code: 'rowUnknown' | 'rowTwice',
  unit = '',
  indicator = '',
): WorkbookFault => ({
  row: filled.row,
  field,
  code,
  text: cellText(filled[field]),
  unit,
  indicator,
  values: {},
})

type RowReading = { readonly values: Values } | { readonly faults: readonly WorkbookFault[] }

function readRow({ filled, report, line: { indicator } }: Place): RowReading {
  const faultAt = (field: WorkbookField, code: WorkbookFault['code'], text: string, values = {}): WorkbookFault => ({
    row: filled.row,
    field,
    code,
    text,
    unit: report.unit,
    indicator: indicator.name,
    values,
  })
  const numerator = readFigureCell(indicator, 'numerator', filled.numerator)
  const denominator = readFigureCell(indicator, 'denominator', filled.denominator)
  const note = readNoteCell(filled.note)
  const faults = [
    ...('fault' in numerator ? [faultAt('numerator', numerator.fault, numerator.text)] : []),
    ...('fault' in denominator ? [faultAt('denominator', denominator.fault, denominator.text)] : []),
    ...('fault' in note ? [faultAt('note', note.fault, note.text)] : []),
  ]
  if ('fault' in numerator || 'fault' in denominator || 'fault' in note) return { faults }

  const figure = figureIn(numerator, denominator)
  const errors = checkEntry(indicator, figure).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) return { faults: errors.map(({ code, cell, values }) => faultAt(cell, code, cellText(filled[cell]), values)) }
  return { values: valuesWith(figure, note.value) }
}

export const valuesWith = ({ numerator, denominator, words }: Figure, note: string): Values => ({
  numerator: numerator ?? null,
  denominator: denominator ?? null,
  ...(words === undefined ? {} : { words }),
  note,
})

export const figureWithin = ({ numerator, denominator, words }: Values): Figure => ({
  ...(numerator === null ? {} : { numerator }),
  ...(denominator === null ? {} : { denominator }),
  ...(words === undefined ? {} : { words }),
})

export const valuesOf = (line: Values): Values => valuesWith(figureWithin(line), line.note)

/** What stands in a cell of the sheet: words are in the first. */
export const valueIn = (values: Values, field: WorkbookField): string | null =>
  field === 'numerator' ? (values.words ?? values.numerator) : values[field]

const isNothing = (value: string | null): boolean => value === null || value === ''

export const isSameEntry = (a: Values, b: Values): boolean => fields.every((field) => sameValue(field, a, b))

const sameValue = (field: WorkbookField, a: Values, b: Values): boolean =>
  field === 'note' ? a.note.trim() === b.note.trim() : valueIn(a, field) === valueIn(b, field)

const sameCells = (a: Values, b: Values): number => fields.filter((field) => !isNothing(valueIn(a, field)) && sameValue(field, a, b)).length
