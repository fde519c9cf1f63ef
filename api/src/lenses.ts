import { z } from 'zod'
import { daySchema, idSchema, instantSchema, periodSchema, unitRefSchema } from './common.ts'

export const lensKindSchema = z.enum(['asItWas', 'asItIs'])
export type LensKind = z.infer<typeof lensKindSchema>
/**
 * How numbers are looked at. `asItWas`: on the units of the period; `asItIs`: rolled along the lineage to the units of the day `on`, which is
 * today where none is asked for. `knownAt`: as it was known at a moment that is past, and on the units of its day where none is asked for.
 */
export const lensQuerySchema = z.object({ lens: lensKindSchema.optional(), on: daySchema.optional(), knownAt: instantSchema.optional() })
export type LensQuery = z.infer<typeof lensQuerySchema>

/** Units whose figures are with nobody on the day; of which periods. */
export const withNobodySchema = z.object({
  unit: unitRefSchema,
  because: z.enum(['abolished', 'sharesMissing']),
  periods: z.array(periodSchema),
})
export type WithNobody = z.infer<typeof withNobodySchema>

/** The lens that an answer was drawn through, where it is another than as it was, by what is known now. */
export const drawnLensSchema = z.object({
  kind: lensKindSchema,
  on: daySchema.nullable(),
  knownAt: instantSchema.nullable(),
  withNobody: z.array(withNobodySchema),
})

/** What a unit of the day holds of one of the time: all of it, or a share by the measure that the document gives. */
export const holdingSchema = z.object({ unit: unitRefSchema, reportId: idSchema, share: z.string(), isEstimated: z.boolean() })
export type Holding = z.infer<typeof holdingSchema>

/** GET /api/scoreboard/lenses?period=&planId=&knownAt= : which lenses have something to say about the period and the months before it. */
export const lensesSchema = z.object({
  period: periodSchema,
  today: daySchema,
  /** The day on which the plan was issued: nothing of it is known before. */
  knownFrom: daySchema,
  /** Reorganisations between the months shown and today (or the day by which it is known) that move figures of units which owed them, oldest first. */
  changes: z.array(
    z.object({
      on: daySchema,
      title: z.string(),
      documentNumber: z.string(),
      /** The first month on the new units; null where none is owed yet. */
      firstPeriod: periodSchema.nullable(),
    }),
  ),
})
export type Lenses = z.infer<typeof lensesSchema>
