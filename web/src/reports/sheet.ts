import type { Entry, Report } from '@haidang/api/reports'
import { attainmentOf, isInWords, resultOf } from '@haidang/domain/indicators/indicator'
import type { Attainment, Figure, Indicator } from '@haidang/domain/indicators/indicator'
import { wordsOf } from '@haidang/domain/indicators/words'
import type { DeclaredChecks } from '@haidang/domain/indicators/declared-checks'
import { checkEntry, disagreements } from '@haidang/domain/reports/check-entries'
import type { Finding, PastFigure } from '@haidang/domain/reports/check-entries'
import { targetOf } from '../app/format.ts'
import type { Pending, Theirs } from '../app/outbox.ts'
import { numberOf, rowTextOf } from './outbox-entries.ts'
import type { RowText } from './outbox-entries.ts'

export type Line = Report['indicators'][number]

/** What the figures of a row say as they stand. */
export type Checked = {
  readonly figure: Figure
  readonly result: string | undefined
  readonly attainment: Attainment
  readonly findings: readonly Finding[]
  /** No figure at all: missing, which is not zero. */
  readonly isBlank: boolean
}

export type SheetRow = {
  readonly line: Line
  readonly text: RowText
  readonly checked: Checked
  readonly theirs: Theirs<RowText> | undefined
  /** What stood there when it was typed over. */
  readonly base: RowText | undefined
  readonly evidenceCount: number
}

/** The unit's own target takes the place of the city's: this is the unit's form. */
export function indicatorOf(line: Line): Indicator {
  const { id, code, pillar, name, kind, unitOfMeasure, digits, rollUp, checks } = line
  return {
    id,
    code,
    pillar,
    name,
    kind,
    unitOfMeasure,
    digits,
    rollUp,
    target: targetOf(line.target),
    ...(checks === null ? {} : { checks: declaredChecks(checks) }),
  }
}

export function sheetRows(report: Report, items: ReadonlyMap<string, Pending<RowText>>): readonly SheetRow[] {
  return report.indicators.map((line) => {
    const pending = items.get(line.id)
    const text = pending?.value ?? textOf(line.entry)
    return {
      line,
      text,
      checked: checkedRow(line, text),
      theirs: pending?.theirs,
      base: pending?.base.value,
      evidenceCount: report.evidence.filter(({ indicatorId }) => indicatorId === line.id).length,
    }
  })
}

// A row is drawn anew only when its own text changes: the same entry and text give the same objects.
const texts = new WeakMap<Entry, RowText>()
const checks = new WeakMap<RowText, { readonly line: Line; readonly checked: Checked }>()

function textOf(entry: Entry): RowText {
  const known = texts.get(entry) ?? rowTextOf(entry)
  texts.set(entry, known)
  return known
}

function checkedRow(line: Line, text: RowText): Checked {
  const known = checks.get(text)
  if (known?.line === line) return known.checked
  const checked = checkRow(line, text)
  checks.set(text, { line, checked })
  return checked
}

export function checkRow(line: Line, text: RowText): Checked {
  const indicator = indicatorOf(line)
  const figure = isInWords(line.kind) ? figureInWords(text.words) : figureOf(numberOf(text.numerator), numberOf(text.denominator))
  const previous = pastFigureOf(line)
  const findings = checkEntry(indicator, figure, previous, { text: { numerator: text.numerator, denominator: text.denominator } })
  // A figure that cannot be handed in has reached nothing: 500 of 100 is never shown as a target reached.
  const isWrong = findings.some(({ severity }) => severity === 'error')
  return {
    figure,
    result: resultOf(indicator, figure),
    attainment: isWrong ? 'noData' : attainmentOf(indicator, figure),
    findings,
    isBlank: isInWords(line.kind) ? figure.words === undefined : text.numerator.trim() === '' && text.denominator.trim() === '',
  }
}

function figureOf(numerator: string | null | undefined, denominator: string | null | undefined): Figure {
  return { ...(numerator ? { numerator } : {}), ...(denominator ? { denominator } : {}) }
}

function figureInWords(typed = ''): Figure {
  const words = wordsOf(typed)
  return words === undefined ? {} : { words }
}

/** Which cell of its row a finding is about: an answer in words has but one. */
export const fieldOf = (line: Pick<Line, 'kind'>, cell: Finding['cell']): 'numerator' | 'denominator' | 'words' =>
  isInWords(line.kind) ? 'words' : cell

/** What stood there the period before, and for how long. */
export const pastFigureOf = ({ previous }: Line): PastFigure | undefined =>
  previous === null
    ? undefined
    : { ...figureOf(previous.numerator, previous.denominator), ...figureInWords(previous.words), sameFor: previous.sameFor }

const declaredChecks = ({ demands, samePeriods, relations }: NonNullable<Line['checks']>): DeclaredChecks => ({
  demands,
  ...(samePeriods === undefined ? {} : { samePeriods }),
  ...(relations === undefined ? {} : { relations }),
})

/** Whether the target is a figure that a result can be compared with; "nothing assigned" is not "not reached". */
export function hasTarget({ target }: Line): boolean {
  return target.op === 'milestone' || target.value !== null
}

/** What keeps the report from being handed in. */
export type Readiness = {
  readonly errors: readonly { readonly row: SheetRow; readonly finding: Finding }[]
  /** Each needs a reason from the unit. */
  readonly questions: readonly { readonly row: SheetRow; readonly finding: Finding }[]
  readonly warnings: readonly { readonly row: SheetRow; readonly finding: Finding }[]
  readonly missing: readonly SheetRow[]
  readonly halves: readonly SheetRow[]
}

export function readinessOf(rows: readonly SheetRow[]): Readiness {
  const figures = Object.fromEntries(rows.map(({ line, checked }) => [line.id, checked.figure]))
  const all = rows.flatMap((row) =>
    [...row.checked.findings, ...disagreements(indicatorOf(row.line), figures)].map((finding) => ({ row, finding })),
  )
  return {
    errors: all.filter(({ finding }) => finding.severity === 'error'),
    questions: all.filter(({ finding }) => finding.severity === 'reason'),
    warnings: all.filter(({ finding }) => finding.severity === 'warning'),
    missing: rows.filter(({ checked }) => checked.isBlank),
    halves: rows.filter(({ checked }) => checked.findings.some(({ code }) => code === 'missingNumerator' || code === 'missingDenominator')),
  }
}
