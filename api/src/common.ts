import { directions, indicatorKinds, lineagePolicies } from '@haidang/domain/indicators/indicator'
import { isDay } from '@haidang/domain/periods/day'
import { isPeriod, periodPattern } from '@haidang/domain/periods/period'
import { checkRules, demands } from '@haidang/domain/indicators/declared-checks'
import { unitGroups } from '@haidang/domain/units/unit'
import { z } from 'zod'

export const idSchema = z.uuid()
/** Exact decimal in machine notation, "98.27". */
export const decimalSchema = z.string().regex(/^-?\d{1,24}(\.\d{1,10})?$/)
export const quantitySchema = decimalSchema.nullable()
/** As the domain knows days: of four digits' years that begin with none of zero. */
export const daySchema = z.iso.date().refine(isDay)
/** Before the last day that there is: it is still one in Vietnam. */
export const instantSchema = z.iso.datetime({ offset: true }).refine((at) => Date.parse(at) < Date.parse('9999-12-31'))
/** "2024-05", "2024-W19", "2024-Q2", "2024-H1", "2024-N9", "2024", or the day of what is asked for once, "2024-05-31". */
export const periodSchema = z.string().regex(periodPattern).refine(isPeriod)
/** Of a scanned document the page that is being recognised, of all. */
export const recognisedPagesSchema = z.object({ done: z.number().int(), of: z.number().int() })
export const passageSchema = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) })
export const headingSchema = z.enum(['results', 'shortcomings', 'remedies'])
export const attainmentSchema = z.enum(['reached', 'notReached', 'noData'])
export const roleSchema = z.enum(['administrator', 'synthesis', 'focalPoint', 'leader', 'auditor'])
export const unitGroupSchema = z.enum(unitGroups)
export const indicatorKindSchema = z.enum(indicatorKinds)
export const rollUpSchema = z.enum(['sumRatio', 'sum', 'unitsReached', 'latest', 'maximum', 'mean', 'milestone', 'formula', 'oneByOne'])
export const lineagePolicySchema = z.enum(lineagePolicies)
export const checksSchema = z.object({
  demands: z.partialRecord(z.enum(checkRules), z.enum(demands)),
  samePeriods: z.number().int().min(2).max(24).optional(),
  relations: z
    .array(
      z.object({
        cell: z.enum(['numerator', 'denominator']),
        op: z.enum(['<=', '=', '>=']),
        indicatorId: z.uuid(),
        other: z.enum(['numerator', 'denominator']),
      }),
    )
    .max(20)
    .optional(),
})
export const precisionSchema = z.enum(['minute', 'day', 'month', 'quarter', 'year'])
export const printedDeadlineSchema = z.object({
  raw: z.string(),
  iso: z.string().nullable(),
  time: z.string().optional(),
  precision: precisionSchema.optional(),
})
export const targetSchema = z.object({
  op: z.enum(['=', '>=', '>', '<=', '<', 'range', 'milestone']),
  value: quantitySchema,
  value2: quantitySchema.optional(),
  outOf: z.number().int().positive().optional(),
  unit: z.string().nullable(),
  deadline: printedDeadlineSchema.optional(),
  direction: z.enum(directions).optional(),
})
export type WireTarget = z.infer<typeof targetSchema>
export const unitRefSchema = z.object({ id: idSchema, name: z.string(), shortName: z.string(), group: unitGroupSchema })
export type UnitRef = z.infer<typeof unitRefSchema>
export const personRefSchema = z.object({ id: idSchema, name: z.string(), post: z.string() })
export const evidenceSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  addedAt: instantSchema,
  addedBy: z.string(),
  indicatorId: idSchema.nullable(),
  taskId: idSchema.nullable(),
})
export type Evidence = z.infer<typeof evidenceSchema>
export const okSchema = z.object({ ok: z.literal(true) })
