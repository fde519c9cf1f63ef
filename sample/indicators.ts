import { idFor } from './chance.ts'
import { economy, government, security, smartCity, society } from './indicator-rows.ts'
import type { IndicatorRow } from './indicator-rows.ts'
import { goalsOf2025 } from './goals-of-2025.ts'
import type { Goal } from './goals-of-2025.ts'
import type { SampleIndicator } from './sample-indicator.ts'
import type { SampleUnit } from './units.ts'
import { isNamedIn, reportingUnits } from './units.ts'

export type { SampleIndicator } from './sample-indicator.ts'

export const pillars = ['Chính quyền số', 'Kinh tế số', 'Xã hội số', 'An toàn, an ninh mạng', 'Đô thị thông minh'] as const

const rows: readonly { readonly pillar: string; readonly row: IndicatorRow }[] = [
  government,
  economy,
  society,
  security,
  smartCity,
].flatMap((ofPillar, index) => ofPillar.map((row) => ({ pillar: pillars[index] ?? '', row })))

export const indicatorsOf2024: readonly SampleIndicator[] = rows.map(({ pillar, row }) => fromRow(pillar, row))

/** What was measured in 2024 and has a goal for 2025 too. */
export const indicatorsOf2025: readonly SampleIndicator[] = rows.flatMap(({ pillar, row }) => {
  const goal = goalsOf2025[row.name]
  return goal === undefined ? [] : [raised(fromRow(pillar, row), goal)]
})

/** What the plan of a period's year measures. */
export const indicatorsIn = (period: string): readonly SampleIndicator[] => (period < '2025' ? indicatorsOf2024 : indicatorsOf2025)

/** What the milestone's deadline says, as the plan of the city does. */
export const milestoneDeadline = { raw: 'trong quý II/2024', iso: '2024-06-30', precision: 'quarter' } as const

export function unitsOf(indicator: SampleIndicator): readonly SampleUnit[] {
  return reportingUnits.filter((unit) => isNamedIn(indicator.units, unit))
}

function fromRow(pillar: string, { target, figures, ...row }: IndicatorRow): SampleIndicator {
  const [course, size, from, to] = figures
  const id = idFor('vung-tau', 'indicator', row.name)
  const words = { ...row, id, pillar, figures: { course, size, from, to, later: goalsOf2025[row.name]?.share ?? to } }
  const match = /^(=|>=|>) (\d+)(?:\/(\d+))?$/u.exec(target)
  const op = match?.[1]
  if (op !== '=' && op !== '>=' && op !== '>') return { ...words, kind: 'milestone', op: 'milestone', value: null, unitOfMeasure: '' }

  const value = match?.[2] ?? null
  const outOf = match?.[3]
  if (outOf === undefined) return { ...words, kind: 'ratio', op, value, unitOfMeasure: '%' }
  return { ...words, kind: 'unitCount', op, value, outOf: Number(outOf), unitOfMeasure: 'phường, xã' }
}

/** The same measure with the goal of 2025. A count of 17 wards becomes a share of them: it was known that they would be fewer. */
function raised({ outOf, ...indicator }: SampleIndicator, { percent }: Goal): SampleIndicator {
  const { name, clause, value, denominator } = indicator
  return {
    ...indicator,
    id: idFor('vung-tau', 'indicator', '2025', name),
    name: name.replace(' (mức 55%)', ''),
    clause: clause.replace(outOf === undefined ? `${value}%` : `${value}/${outOf}`, `${percent}%`),
    kind: 'ratio',
    value: String(percent),
    unitOfMeasure: '%',
    denominator: outOf === undefined ? denominator : 'Phường, xã',
  }
}
