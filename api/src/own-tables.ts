import { z } from 'zod'
import { idSchema, instantSchema } from './common.ts'
import { workbookChangeSchema, workbookFaultSchema } from './workbooks.ts'

const longestName = 300
const nameSchema = z.string().max(longestName)

export const columnUseSchema = z.union([
  z.object({ use: z.enum(['none', 'unit', 'indicator']) }),
  z.object({ use: z.enum(['numerator', 'denominator']), indicatorId: idSchema.nullable() }),
])

/** `units` and `indicators`: what this office calls things (folded) to their ids; `null` for rows that are none, such as a sum. */
export const tableMappingSchema = z
  .object({
    headFrom: z.number().int().min(0).max(100),
    headTo: z.number().int().min(0).max(100),
    columns: z.array(columnUseSchema).min(1).max(500),
    numbers: z.enum(['vietnamese', 'machine']),
    units: z.record(nameSchema, idSchema.nullable()),
    indicators: z.record(nameSchema, idSchema.nullable()),
  })
  .refine(({ headFrom, headTo }) => headFrom <= headTo)

export const savedMappingSchema = z.object({
  id: idSchema,
  name: z.string(),
  heads: z.array(z.string()),
  mapping: tableMappingSchema,
  savedAt: instantSchema,
  savedBy: z.string(),
})
export type SavedMapping = z.infer<typeof savedMappingSchema>

/** PUT /api/table-mappings/:id?planId=: how a table of the office is read, by the heads of its columns; the same heads have one mapping a plan. */
export const putMappingSchema = z.object({
  name: z.string().trim().min(1).max(longestName),
  heads: z.array(nameSchema).min(1).max(500),
  mapping: tableMappingSchema,
})
export type PutMapping = z.infer<typeof putMappingSchema>

const sheetSchema = z.object({
  name: z.string(),
  /** The first lines, as their reader sees them. */
  lines: z.array(z.array(z.string())),
  lineCount: z.number().int(),
  suggested: tableMappingSchema,
  heads: z.array(z.string()),
  /** The saved mapping whose heads these are. */
  saved: savedMappingSchema.nullable(),
})
export type TableSheet = z.infer<typeof sheetSchema>

/** POST /api/workbooks/:period/table?planId= (multipart, field `file`): an office's own table and how it might be read; nothing is kept. */
export const tableLookSchema = z.object({
  sheets: z.array(sheetSchema),
  units: z.array(z.object({ id: idSchema, name: z.string() })),
  indicators: z.array(z.object({ id: idSchema, code: z.string(), name: z.string(), isRatio: z.boolean() })),
})
export type TableLook = z.infer<typeof tableLookSchema>

const unknownNameSchema = z.object({ name: z.string(), key: z.string(), cells: z.number().int(), isAmbiguous: z.boolean() })
export type UnknownName = z.infer<typeof unknownNameSchema>

/**
 * POST /api/workbooks/:period/table/changes?planId=&mappingId=&sheet=: names that nobody has, faults of cells, or what would change, which PUT
 * /api/workbooks/:period/entries saves.
 */
export const tableReadingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('names'), units: z.array(unknownNameSchema), indicators: z.array(unknownNameSchema) }),
  z.object({ kind: z.literal('faults'), faults: z.array(workbookFaultSchema), faultCount: z.number().int() }),
  z.object({ kind: z.literal('changes'), changeKey: idSchema, changes: z.array(workbookChangeSchema), unchanged: z.number().int() }),
])
export type TableReading = z.infer<typeof tableReadingSchema>
