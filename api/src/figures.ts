import { z } from 'zod'
import { daySchema, idSchema, indicatorKindSchema, periodSchema, quantitySchema, unitGroupSchema, unitRefSchema } from './common.ts'

export const treeLensSchema = z.enum(['asItWas', 'asItIs'])

/**
 * GET /api/figures: one indicator over months, on every unit of a group (wards, areas …). As it was: each month's figure of the unit that reported
 * it, and of an area in the tree of the month. As it is: on the units of today, older figures rolled along the lineage.
 */
export const figuresQuerySchema = z.object({
  indicatorId: idSchema,
  from: periodSchema,
  to: periodSchema,
  group: unitGroupSchema,
  lens: treeLensSchema.default('asItWas'),
})
/** By month, in the order of `units`. A month and unit without a figure is null. */
const column = z.array(quantitySchema)
export const figuresSchema = z.object({
  indicatorId: idSchema,
  lens: treeLensSchema,
  periods: z.array(periodSchema),
  units: z.array(unitRefSchema),
  numerators: z.array(column),
  denominators: z.array(column),
  /** Places in `units` whose figure of the month was apportioned by a share. */
  estimated: z.array(z.array(z.number().int())),
})
export type Figures = z.infer<typeof figuresSchema>

/** GET /api/units/:id/figures?period=&lens=: every indicator of a month on one unit or area. */
export const unitFiguresQuerySchema = z.object({ period: periodSchema.optional(), lens: treeLensSchema.default('asItWas') })
export const unitFiguresSchema = z.object({
  unit: unitRefSchema,
  period: periodSchema,
  /** The last day of the window that the figures are of. */
  lastDay: daySchema,
  indicators: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      pillar: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      unitOfMeasure: z.string(),
      numerator: quantitySchema,
      denominator: quantitySchema,
      result: quantitySchema,
      /** How many figures are in it. */
      figures: z.number().int(),
      isEstimated: z.boolean(),
    }),
  ),
})
export type UnitFigures = z.infer<typeof unitFiguresSchema>
