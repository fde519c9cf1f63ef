import type { Decimal } from '../quantities/decimal.ts'
import { checkEntry } from './check-entries.ts'
import type { Cell } from './check-entries.ts'
import { closedReports, figureWithin, isSameEntry, valueIn, valuesOf, valuesWith } from './form-workbook.ts'
import type { EntryChange, StandingLine, StandingReport, WorkbookRefusal } from './form-workbook.ts'
import { figuresOf, nameKey } from './own-table.ts'
import type { TableFigure, TableLines, TableMapping } from './own-table.ts'
import { cellText, readFigureCell } from './typed-cell.ts'
import type { CellFaultCode } from './typed-cell.ts'

/** A report that a table may speak of, with all that its unit is called. */
export type NamedReport = StandingReport & { readonly unitId: string; readonly names: readonly string[] }

/** A name that the office's register does not have, or has twice, and how many figures stand under it. */
export type UnknownName = { readonly name: string; readonly cells: number; readonly isAmbiguous: boolean }

export type TableFault = {
  readonly line: number
  readonly column: number
  readonly code: CellFaultCode | 'rowTwice' | 'notOnForm'
  readonly text: string
  readonly unit: string
  readonly indicator: string
  readonly values: Readonly<Record<string, Decimal>>
}

export type TableReading =
  | Extract<WorkbookRefusal, { refused: 'notEditable' }>
  | { readonly units: readonly UnknownName[]; readonly indicators: readonly UnknownName[] }
  | { readonly faults: readonly TableFault[] }
  | { readonly changes: readonly EntryChange[]; readonly unchanged: number }

type Placed = { readonly figure: TableFigure; readonly report: NamedReport; readonly line: StandingLine }

/**
 * What an office's own table would change in the reports of a month. All its names must be known first, then all its cells be sound: nothing is
 * done by halves. A blank cell says nothing and empties nothing.
 */
export function readOwnTable(lines: TableLines, mapping: TableMapping, reports: readonly NamedReport[], isOfOneUnit = false): TableReading {
  const figures = figuresOf(lines, mapping, isOfOneUnit)
  const unitOf = namesOf(reports.map((report) => [report, [report.unitId, report.unit, ...report.names]] as const))
  const allLines = reports.flatMap((report) => report.lines)
  const indicatorOf = namesOf(
    [...new Map(allLines.map(({ indicator }) => [indicator.id, indicator])).values()].map(({ id, code, name }) => [id, [id, code, name]]),
  )
  const reportOf = ({ unit }: TableFigure) => (unit === undefined ? reports[0] : unitOf(unit))
  const idOf = ({ indicator }: TableFigure) => ('id' in indicator ? indicator.id : indicatorOf(indicator.name))

  const units = unknownNames(figures, reportOf, ({ unit }) => unit ?? '')
  const indicators = unknownNames(figures, idOf, ({ indicator }) => ('id' in indicator ? indicator.id : indicator.name))
  if (units.length > 0 || indicators.length > 0) return { units, indicators }

  const placed: Placed[] = []
  const faults: TableFault[] = []
  const seen = new Set<string>()
  for (const figure of figures) {
    const [report, indicatorId] = [reportOf(figure), idOf(figure)]
    if (typeof report !== 'object' || typeof indicatorId !== 'string') continue
    const line = report.lines.find(({ indicator }) => indicator.id === indicatorId)
    const key = `${report.id} ${indicatorId} ${figure.field}`
    if (line === undefined) {
      const name = allLines.find(({ indicator }) => indicator.id === indicatorId)?.indicator.name ?? ''
      faults.push({ ...faultAt(figure, report.unit, name), code: 'notOnForm' })
    } else if (seen.has(key)) faults.push({ ...faultAt(figure, report.unit, line.indicator.name), code: 'rowTwice' })
    else placed.push({ figure, report, line })
    seen.add(key)
  }
  const entries = [...Map.groupBy(placed, ({ report, line }) => `${report.id} ${line.indicator.id}`).values()].map(readEntry)
  const all = [...faults, ...entries.flatMap((entry) => ('faults' in entry ? entry.faults : []))]
  if (all.length > 0) return { faults: all.toSorted((a, b) => a.line - b.line || a.column - b.column) }

  const sound = entries.flatMap((entry) => ('change' in entry ? [entry] : []))
  const changed = sound.filter(({ change }) => !isSameEntry(change.before, change.after))
  const closed = closedReports(changed.map(({ report }) => report))
  if (closed.length > 0) return { refused: 'notEditable', units: closed }
  return {
    changes: changed.map(({ change }) => change),
    unchanged: sound.reduce(
      (sum, { change: { before, after }, fields }) =>
        sum + fields.filter((field) => valueIn(before, field) === valueIn(after, field)).length,
      0,
    ),
  }
}

type Entry =
  | { readonly report: NamedReport; readonly change: EntryChange; readonly fields: readonly Cell[] }
  | { readonly faults: readonly TableFault[] }

/** The cells of one indicator of one unit, laid over what stands there. */
function readEntry(cells: readonly Placed[]): Entry {
  const [first] = cells
  if (first === undefined) return { faults: [] }
  const { report, line } = first
  const { indicator } = line
  const read = cells.map(({ figure }) => ({ figure, reading: readFigureCell(indicator, figure.field, figure.cell, figure.numbers) }))
  const unreadable = read.flatMap(({ figure, reading }) =>
    'fault' in reading ? [{ ...faultAt(figure, report.unit, indicator.name), code: reading.fault, text: reading.text }] : [],
  )
  if (unreadable.length > 0) return { faults: unreadable }

  const typed = Object.fromEntries(
    read.flatMap(({ figure, reading }) => {
      if ('words' in reading) return reading.words === undefined ? [] : [['words', reading.words]]
      return 'value' in reading && reading.value !== undefined ? [[figure.field, reading.value]] : []
    }),
  )
  const after = valuesWith({ ...figureWithin(line), ...typed }, line.note)
  const errors = checkEntry(indicator, figureWithin(after)).filter(({ severity }) => severity === 'error')
  if (errors.length > 0) {
    return {
      faults: errors.map(({ code, cell, values }) => {
        const at = cells.find(({ figure }) => figure.field === cell) ?? first
        return { ...faultAt(at.figure, report.unit, indicator.name), code, values }
      }),
    }
  }
  const change = { reportId: report.id, indicatorId: indicator.id, before: valuesOf(line), after, baseRevision: line.revision }
  return { report, change, fields: cells.map(({ figure }) => figure.field) }
}

const faultAt = ({ line, column, cell }: TableFigure, unit: string, indicator: string) => ({
  line,
  column,
  text: cellText(cell),
  unit,
  indicator,
  values: {},
})

const ambiguous = Symbol('ambiguous')

/** Whose a name is; one that two things have is neither's. */
function namesOf<Thing>(things: readonly (readonly [Thing, readonly string[]])[]): (name: string) => Thing | typeof ambiguous | undefined {
  const byKey = new Map<string, Thing | typeof ambiguous>()
  for (const [thing, names] of things) {
    for (const key of new Set(names.map(nameKey))) byKey.set(key, byKey.has(key) ? ambiguous : thing)
  }
  return (name) => byKey.get(nameKey(name))
}

function unknownNames(
  figures: readonly TableFigure[],
  find: (figure: TableFigure) => unknown,
  nameIn: (figure: TableFigure) => string,
): readonly UnknownName[] {
  const strange = figures.filter((figure) => [undefined, ambiguous].includes(find(figure) as undefined))
  return [...Map.groupBy(strange, (figure) => nameKey(nameIn(figure))).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ name: nameIn(first), cells: 1 + others.length, isAmbiguous: find(first) === ambiguous }],
  )
}
