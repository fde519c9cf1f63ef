import type { Report } from '@haidang/api/reports'
import type { Figure } from '@haidang/domain/indicators/indicator'
import { checkReport } from '@haidang/domain/reports/check-entries'
import type { Finding } from '@haidang/domain/reports/check-entries'
import { indicatorOf, pastFigureOf } from '../reports/sheet.ts'

export type Checks = {
  /** Errors before warnings, by indicator. */
  readonly byIndicator: ReadonlyMap<string, readonly Finding[]>
  readonly findings: number
  readonly missing: ReadonlySet<string>
}

/** What the domain's checks say of the whole form, as it was handed in. */
export function checksOf({ indicators }: Pick<Report, 'indicators'>): Checks {
  const { errors, questions, warnings, missing } = checkReport(
    indicators.map(indicatorOf),
    Object.fromEntries(indicators.map((line) => [line.id, figureOf(line.entry)])),
    Object.fromEntries(indicators.map((line) => [line.id, pastFigureOf(line)])),
  )
  const findings = [...errors, ...questions, ...warnings]
  return { byIndicator: Map.groupBy(findings, ({ indicatorId }) => indicatorId), findings: findings.length, missing: new Set(missing) }
}

function figureOf({ numerator, denominator, words }: Report['indicators'][number]['entry']): Figure {
  return {
    ...(numerator === null ? {} : { numerator }),
    ...(denominator === null ? {} : { denominator }),
    ...(words === undefined ? {} : { words }),
  }
}

export type Shown = 'all' | 'look' | 'missing' | 'marked'

export function isShown(shown: Shown, indicatorId: string, checks: Checks, marks: Readonly<Record<string, string>>): boolean {
  if (shown === 'look') return checks.byIndicator.has(indicatorId)
  if (shown === 'missing') return checks.missing.has(indicatorId)
  return shown === 'all' || marks[indicatorId] !== undefined
}
