import { z } from 'zod'
import { idSchema, instantSchema, periodSchema, unitRefSchema } from './common.ts'
import { punctualitySchema } from './reports.ts'

/** GET /api/discipline?regimeId=…&upTo=PERIOD: the newest twelve periods of a form whose data are closed, or those up to one. */
export const disciplineQuerySchema = z.object({ regimeId: idSchema.optional(), upTo: periodSchema.optional() })
export type DisciplineQuestion = z.infer<typeof disciplineQuerySchema>

const tally = {
  onTime: z.number().int(),
  late: z.number().int(),
  missing: z.number().int(),
  notDue: z.number().int(),
  expected: z.number().int(),
  entered: z.number().int(),
  /** Percent at two digits; null where nothing is judged yet. */
  onTimeShare: z.string().nullable(),
  enteredShare: z.string().nullable(),
}

/** Punctuality by the first submission against the due (the granted one, where it was extended), and how much of what was asked for came. */
export const disciplineSchema = z.object({
  forms: z.array(z.object({ regimeId: idSchema, name: z.string(), planTitle: z.string() })),
  regimeId: idSchema.nullable(),
  allPeriods: z.array(periodSchema),
  periods: z.array(periodSchema),
  units: z.array(
    z.object({
      unit: unitRefSchema,
      ...tally,
      /** null: too few judged reports, or no ranking at all. */
      rank: z.number().int().nullable(),
      cells: z.array(
        z.object({
          reportId: idSchema,
          period: periodSchema,
          dueAt: instantSchema,
          firstSubmittedAt: instantSchema.nullable(),
          isExtended: z.boolean(),
          punctuality: punctualitySchema,
          expected: z.number().int(),
          entered: z.number().int(),
        }),
      ),
    }),
  ),
  totals: z.array(z.object({ period: periodSchema, ...tally })),
  rule: z.object({ leastReports: z.number().int(), leastUnitsPercent: z.number().int() }),
  isRanked: z.boolean(),
})
export type DisciplineReply = z.infer<typeof disciplineSchema>
