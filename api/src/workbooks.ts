import { z } from 'zod'
import { idSchema, indicatorKindSchema, instantSchema, periodSchema, quantitySchema } from './common.ts'
import { putEntriesSchema, reportStateSchema, wordsSchema } from './reports.ts'

const entryValuesSchema = z.object({ numerator: quantitySchema, denominator: quantitySchema, words: wordsSchema, note: z.string() })

/** One line of a form that a workbook would change, with what stands there. */
export const workbookChangeSchema = z.object({
  reportId: idSchema,
  unit: z.string(),
  indicatorId: idSchema,
  code: z.string(),
  indicator: z.string(),
  kind: indicatorKindSchema,
  before: entryValuesSchema,
  after: entryValuesSchema,
  baseRevision: z.number().int(),
})
export type WorkbookChange = z.infer<typeof workbookChangeSchema>

export const workbookFaultSchema = z.object({
  /** Where it stands in the sheet, "H7". */
  cell: z.string(),
  field: z.enum(['numerator', 'denominator', 'note']),
  code: z.string(),
  text: z.string(),
  unit: z.string(),
  indicator: z.string(),
  values: z.record(z.string(), z.string()),
})
export type WorkbookFault = z.infer<typeof workbookFaultSchema>

/**
 * POST /api/reports/:id/workbook and POST /api/workbooks/:period?planId= (multipart, field `file`): what a filled form workbook would change, or the
 * faults of its cells; nothing is kept. A workbook that is not for this place, or older than what stands here, is a 422 `refused` whose help is
 * `workbookRefusalSchema`. The changes are saved by PUT …/entries with this change key.
 */
export const workbookReadingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('faults'), faults: z.array(workbookFaultSchema), faultCount: z.number().int() }),
  z.object({
    kind: z.literal('changes'),
    changeKey: idSchema,
    changes: z.array(workbookChangeSchema),
    unchanged: z.number().int(),
    missingRows: z.number().int(),
  }),
])
export type WorkbookReading = z.infer<typeof workbookReadingSchema>

/** Reason and help of a refused workbook. */
export const workbookRefusalSchema = z.discriminatedUnion('refused', [
  z.object({
    refused: z.enum([
      'notASpreadsheet',
      'notAForm',
      'tooMuch',
      'manyUnits',
      'noFaults',
      'nothingToFill',
      'notATable',
      'otherHeads',
      'badMapping',
    ]),
  }),
  z.object({ refused: z.enum(['otherOffice', 'otherPlan', 'otherUnit']), workbook: z.string(), here: z.string() }),
  z.object({ refused: z.literal('otherPeriod'), workbook: periodSchema, here: periodSchema }),
  z.object({ refused: z.literal('planChanged'), workbook: z.number().int(), here: z.number().int() }),
  z.object({ refused: z.literal('formChanged'), units: z.array(z.string()) }),
  z.object({
    refused: z.literal('notEditable'),
    units: z.array(z.object({ unit: z.string(), state: reportStateSchema.or(z.literal('locked')) })),
  }),
  z.object({
    refused: z.literal('oldCopy'),
    writtenAt: instantSchema,
    cells: z.array(
      z.object({ unit: z.string(), indicator: z.string(), changedAt: instantSchema.nullable(), changedBy: z.string().nullable() }),
    ),
    cellCount: z.number().int(),
  }),
])
export type WorkbookRefusal = z.infer<typeof workbookRefusalSchema>

/** PUT /api/workbooks/:period/entries?planId=: lines of many units in one transaction, by whoever puts the month together. Repeatable as PUT …/entries is. */
export const putMonthSchema = z.object({
  changeKey: idSchema,
  reports: z
    .array(z.object({ reportId: idSchema, entries: putEntriesSchema.shape.entries }))
    .min(1)
    .max(2000),
})
export type PutMonth = z.infer<typeof putMonthSchema>
export const monthSavedSchema = z.object({ reports: z.number().int(), entries: z.number().int(), savedAt: instantSchema })
export type MonthSaved = z.infer<typeof monthSavedSchema>
