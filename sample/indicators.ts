import { economy, government, security, smartCity, society } from './indicator-rows.ts'
import type { IndicatorRow } from './indicator-rows.ts'
import type { SampleIndicator } from './sample-indicator.ts'
import type { SampleUnit } from './units.ts'
import { reportingUnits } from './units.ts'

export type { SampleIndicator } from './sample-indicator.ts'

export const pillars = ['Chính quyền số', 'Kinh tế số', 'Xã hội số', 'An toàn, an ninh mạng', 'Đô thị thông minh'] as const

export const indicators: readonly SampleIndicator[] = [government, economy, society, security, smartCity].flatMap((rows, index) =>
  rows.map((row) => fromRow(pillars[index] ?? '', row)),
)

/** What the milestone's deadline says, as the plan of the city does. */
export const milestoneDeadline = { raw: 'trong quý II/2024', iso: '2024-06-30', precision: 'quarter' } as const

export function unitsOf(indicator: SampleIndicator): readonly SampleUnit[] {
  return reportingUnits.filter((unit) => indicator.units.includes(unit.key) || indicator.units.includes(unit.group))
}

function fromRow(pillar: string, { target, figures, ...row }: IndicatorRow): SampleIndicator {
  const [course, size, from, to] = figures
  const words = { ...row, pillar, figures: { course, size, from, to } }
  const match = /^(=|>=|>) (\d+)(?:\/(\d+))?$/u.exec(target)
  const op = match?.[1]
  if (op !== '=' && op !== '>=' && op !== '>') return { ...words, kind: 'milestone', op: 'milestone', value: null, unitOfMeasure: '' }

  const value = match?.[2] ?? null
  const outOf = match?.[3]
  if (outOf === undefined) return { ...words, kind: 'ratio', op, value, unitOfMeasure: '%' }
  return { ...words, kind: 'unitCount', op, value, outOf: Number(outOf), unitOfMeasure: 'phường, xã' }
}
