import { z } from 'zod'
import {
  daySchema,
  idSchema,
  indicatorKindSchema,
  instantSchema,
  periodSchema,
  quantitySchema,
  unitGroupSchema,
  unitRefSchema,
} from './common.ts'

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
/**
 * Of a month only the units that have a figure: `at` are their numbers, in any order, and the other lists follow it. A number that is not in `units`
 * is a unit's of another group.
 */
const monthSchema = z.object({
  period: periodSchema,
  at: z.array(z.number().int()),
  numerators: z.array(quantitySchema),
  denominators: z.array(quantitySchema),
  /** Numbers of units whose figure was apportioned by a share. */
  estimated: z.array(z.number().int()),
})
export const figuresSchema = z.object({
  indicatorId: idSchema,
  lens: treeLensSchema,
  /** In the register's order. */
  units: z.array(unitRefSchema.extend({ number: z.number().int() })),
  months: z.array(monthSchema),
})
export type Figures = z.infer<typeof figuresSchema>

/** GET /api/units/:id/figures?period=&lens=&knownAt=: every indicator of a month on one unit or area, as known now or at a moment. */
export const unitFiguresQuerySchema = z.object({
  period: periodSchema.optional(),
  lens: treeLensSchema.default('asItWas'),
  knownAt: instantSchema.optional(),
})
export const unitFiguresSchema = z.object({
  unit: unitRefSchema,
  period: periodSchema,
  /** The last day of the window that the figures are of. */
  lastDay: daySchema,
  knownAt: instantSchema.nullable(),
  /** Months of the same plan, the newest first. */
  periods: z.array(periodSchema),
  indicators: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      pillar: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      unitOfMeasure: z.string(),
      digits: z.number().int(),
      numerator: quantitySchema,
      denominator: quantitySchema,
      result: quantitySchema,
      /** What the unit answered; of one that holds others what each of them did, by its name as it was. */
      answers: z.array(z.object({ unit: z.string(), words: z.string() })).optional(),
      /** How many figures are in it. */
      figures: z.number().int(),
      isEstimated: z.boolean(),
      /** Of several units, by a method that sums do not answer: there are figures, and no one figure of them. */
      isApart: z.boolean(),
    }),
  ),
})
export type UnitFigures = z.infer<typeof unitFiguresSchema>
