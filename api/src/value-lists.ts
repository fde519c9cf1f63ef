import { z } from 'zod'
import { idSchema, periodSchema } from './common.ts'

/** More come in several lists. */
export const mostValues = 100_000

/**
 * PUT /api/value-lists/:id (JSON) and POST /api/value-lists/:id (a .csv or .xlsx as `file`): many values for open reports. The id is the sender's
 * key: the same list sent again under it is answered as the first time and not applied twice.
 */
export const valueListQuerySchema = z.object({
  /** Where a unit reports for two plans in one period. */
  planId: idSchema.optional(),
  /** How words write their numbers, "1234.5" (machine) or "1.234,5" (vietnamese). Never guessed. */
  numbers: z.enum(['machine', 'vietnamese']).default('machine'),
  /** `all`: one line at fault and nothing is written. `good`: lines at fault are given back, and the others are written. */
  lines: z.enum(['all', 'good']).default('all'),
})
/** A file has columns unit, period, indicator, numerator, denominator, under their English or Vietnamese names; without periods it is for one. */
export const valueFileQuerySchema = valueListQuerySchema.extend({ period: periodSchema.optional() })

const cellSchema = z.union([z.string().max(8_000), z.number(), z.null()])
const figureSchema = z.object({
  /** An id, or a code of the plan. */
  indicator: z.string().min(1).max(200),
  /** The figure; what is asked in words or with yes or no stands here too. `null` is missing, never zero. */
  numerator: cellSchema,
  denominator: cellSchema.optional(),
})
export const valueListSchema = z.object({
  values: z
    .array(
      z.union([
        figureSchema.extend({ reportId: idSchema }),
        /** The unit by its id, its official code or its name. */
        figureSchema.extend({ unit: z.string().min(1).max(500), period: z.string().max(20) }),
      ]),
    )
    .min(1)
    .max(mostValues),
})
export type ValueList = z.infer<typeof valueListSchema>

export const valuesWrittenSchema = z.object({
  batchId: idSchema,
  /** So many were written; the audit line and the digest name them. */
  size: z.number().int(),
  digest: z.string(),
  leftOut: z.array(
    z.object({
      /** The line of the file, or the number in the list. */
      row: z.number().int(),
      field: z.string(),
      value: z.string(),
      fault: z.string(),
      sent: z.object({
        reportId: z.string().optional(),
        unit: z.string().optional(),
        period: z.string().optional(),
        indicator: z.string(),
        numerator: z.string().nullable(),
        denominator: z.string().nullable(),
      }),
    }),
  ),
})
export type ValuesWritten = z.infer<typeof valuesWrittenSchema>
