import { z } from 'zod'
import {
  attainmentSchema,
  daySchema,
  idSchema,
  indicatorKindSchema,
  instantSchema,
  periodSchema,
  quantitySchema,
  rollUpSchema,
  targetSchema,
  unitGroupSchema,
  unitRefSchema,
} from './common.ts'
import { lensKindSchema, lensQuerySchema, withNobodySchema } from './lenses.ts'

/** Of one question; more is asked in several. */
export const analyticsLimits = {
  indicators: 200,
  unitIds: 200,
  months: 120,
  cells: 2_000_000,
  figuresRead: 5_000_000,
  /** Behind indicators that are computed from others. */
  figuresComputedFrom: 200_000,
} as const

/** "a,b,c" in an address. */
const listOf = <Item extends z.ZodType<string, string>>(item: Item, atMost: number) =>
  z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(item).min(1).max(atMost))

export const analyticsFormats = ['json', 'csv', 'adx', 'sdmx-csv', 'sdmx-json', 'sdmx-structure'] as const
export type AnalyticsFormat = (typeof analyticsFormats)[number]

export const askedGroupSchema = z.enum([...unitGroupSchema.options, 'city'])

/**
 * GET /api/analytics: indicators × units × months. Indicators: by their ids, or all of a plan. Units: by their ids, all of some groups (`city` is the
 * office as a whole, `area` a level above), or those of the groups `under` an area. As it was, as it is (on the units of the day `on`), or as known
 * at a moment.
 */
export const analyticsQuerySchema = z.object({
  indicatorIds: listOf(idSchema, analyticsLimits.indicators).optional(),
  planId: idSchema.optional(),
  unitIds: listOf(idSchema, analyticsLimits.unitIds).optional(),
  groups: listOf(askedGroupSchema, askedGroupSchema.options.length).optional(),
  under: idSchema.optional(),
  from: periodSchema,
  to: periodSchema,
  ...lensQuerySchema.shape,
  /**
   * `adx`: ADX (IHE, XML); `sdmx-csv` 2.0 and `sdmx-json` 2.0.0: SDMX 3.0 data, of which `sdmx-structure` has the code lists (SDMX-JSON 2.0.0).
   */
  format: z.enum(analyticsFormats).default('json'),
  /** Of CSV: `codes` for programs; `vi` has Vietnamese heads and words. */
  heads: z.enum(['codes', 'vi']).default('codes'),
  /** Of CSV: `comma` writes 98,27 and separates by semicolons, as spreadsheets with Vietnamese settings read it. */
  decimals: z.enum(['point', 'comma']).default('point'),
  /** Of CSV: begins with the mark by which spreadsheets know UTF-8. */
  bom: z.stringbool().default(false),
})
export type AnalyticsQuery = z.infer<typeof analyticsQuerySchema>

/** GET /api/plans/:id/annex: the annexes of a plan's targets: result to date, the city's target, the unit's. Of all, or of these units. */
export const annexQuerySchema = z.object({
  period: periodSchema,
  unitIds: listOf(idSchema, analyticsLimits.unitIds).optional(),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
})
export type AnnexQuery = z.infer<typeof annexQuerySchema>

export const cellStateSchema = z.enum(['approved', 'partial', 'submitted', 'returned', 'missing'])
export type CellState = z.infer<typeof cellStateSchema>

const indicatorSchema = z.object({
  id: idSchema,
  planId: idSchema,
  code: z.string(),
  pillar: z.string(),
  name: z.string(),
  kind: indicatorKindSchema,
  unitOfMeasure: z.string(),
  digits: z.number().int(),
  rollUp: rollUpSchema,
  numeratorLabel: z.string().nullable(),
  denominatorLabel: z.string().nullable(),
  target: targetSchema,
  /** The target as people write it: "≥ 85%". */
  targetText: z.string(),
})
export type AskedIndicator = z.infer<typeof indicatorSchema>

const unitSchema = z.object({
  /** The unit's number in the blocks; 0 is the city. */
  number: z.number().int(),
  id: idSchema.nullable(),
  name: z.string(),
  shortName: z.string(),
  group: askedGroupSchema,
  code: z.string().nullable(),
})
export type AskedUnit = z.infer<typeof unitSchema>

/**
 * One indicator in one period, as columns: `at` are numbers of units in the order of `units`, and the other lists follow it. A unit that does not owe
 * the indicator then is not in it; one that owes it and said nothing is, with nulls.
 */
const blockSchema = z.object({
  indicatorId: idSchema,
  period: periodSchema,
  at: z.array(z.number().int()),
  numerators: z.array(quantitySchema),
  denominators: z.array(quantitySchema),
  /** The result, rounded half up at the indicator's digits; a ratio in percent. */
  values: z.array(quantitySchema),
  /**
   * Of an indicator of words, and there instead of figures: what each unit answered; of one that holds others a line each, beginning with its name. null
   * where nobody answered, and for areas and the city, of which there is how many did.
   */
  words: z.array(z.string().nullable()).optional(),
  /** The result before rounding, a quotient at ten decimals. */
  exact: z.array(quantitySchema),
  /** Where the city should stand by the indicator's target path; null where it has none. */
  pace: quantitySchema,
  /** The different targets of the block, and of each cell the place of its own. */
  targets: z.array(targetSchema),
  target: z.array(z.number().int().nullable()),
  /** null where nothing is asked for that it could reach. */
  attainments: z.array(attainmentSchema.nullable()),
  /** Units that owe it, of which reported, of which approved. */
  expected: z.array(z.number().int()),
  reported: z.array(z.number().int()),
  approved: z.array(z.number().int()),
  states: z.array(cellStateSchema),
  /** Numbers of units whose figure was apportioned by a share. */
  estimated: z.array(z.number().int()),
})
export type AnalyticsBlock = z.infer<typeof blockSchema>

export const analyticsSchema = z.object({
  lens: z.object({ kind: lensKindSchema, on: daySchema.nullable(), knownAt: instantSchema.nullable() }),
  /** As they are defined in the last of the periods. */
  indicators: z.array(indicatorSchema),
  /** Periods in which an indicator's definition changed so that figures before and after are not of the same thing. */
  breaks: z.array(z.object({ indicatorId: idSchema, period: periodSchema })),
  units: z.array(unitSchema),
  /** The periods of each plan that has any between from and to, oldest first; `lastDay` is the last one that counts. */
  periods: z.array(z.object({ planId: idSchema, period: periodSchema, from: daySchema, lastDay: daySchema })),
  blocks: z.array(blockSchema),
  withNobody: z.array(withNobodySchema),
})
export type Analytics = z.infer<typeof analyticsSchema>

/** GET /api/analytics/choices: what can be asked for. Who does not see the board asks for the units that he acts for. */
export const analyticsChoicesSchema = z.object({
  /** The newest first. */
  plans: z.array(
    z.object({
      id: idSchema,
      title: z.string(),
      /** Oldest first. */
      periods: z.array(periodSchema),
      indicators: z.array(z.object({ id: idSchema, code: z.string(), pillar: z.string(), name: z.string() })),
    }),
  ),
  /** The latest period whose window is over; null before the first. */
  period: periodSchema.nullable(),
  seesAll: z.boolean(),
  /** Groups that have units, in the register's order. */
  groups: z.array(unitGroupSchema),
  /** Units of today, and those that ended since the first period, in the register's order. */
  units: z.array(
    z.object({ id: idSchema, name: z.string(), shortName: z.string(), group: unitGroupSchema, lastDay: daySchema.nullable() }),
  ),
})
export type AnalyticsChoices = z.infer<typeof analyticsChoicesSchema>

const viewNameSchema = z.string().trim().min(1).max(120)
/** The query of the page's address. */
const viewQuestionSchema = z
  .string()
  .max(8000)
  .regex(/^[\w%&=.,:+-]*$/)
export const saveViewSchema = z.object({ name: viewNameSchema, question: viewQuestionSchema })
export type SaveView = z.infer<typeof saveViewSchema>
export const savedViewSchema = z.object({ id: idSchema, name: z.string(), question: z.string(), savedAt: instantSchema })
export type SavedView = z.infer<typeof savedViewSchema>
/** GET /api/analytics/views: one's own, by name. */
export const savedViewsSchema = z.object({ views: z.array(savedViewSchema) })
export type SavedViews = z.infer<typeof savedViewsSchema>

/** GET /api/changes?from=&to= : what changed in figures and targets on these days; the last seven where none are named. */
export const changesQuerySchema = z.object({ from: daySchema.optional(), to: daySchema.optional() })
const figureSchema = z.object({ numerator: quantitySchema, denominator: quantitySchema, words: z.string().nullish() })
export const changeSchema = z.object({
  kind: z.enum(['approved', 'corrected', 'returned', 'definition', 'path', 'unitTargets', 'plan']),
  at: instantSchema,
  by: z.string(),
  reason: z.string().nullable(),
  /** Of a report. */
  report: z.object({ id: idSchema, period: periodSchema, unit: unitRefSchema }).nullable(),
  /** Of a correction, what is another figure than before. */
  figures: z.array(z.object({ indicatorId: idSchema, before: figureSchema, after: figureSchema })),
  /** Of a target or a definition; `from` is the period from which it holds. */
  indicator: z.object({ id: idSchema, name: z.string(), from: periodSchema.nullable() }).nullable(),
  plan: z.object({ id: idSchema, title: z.string() }).nullable(),
})
export type Change = z.infer<typeof changeSchema>
export const changesSchema = z.object({
  from: daySchema,
  to: daySchema,
  /** The newest first. */
  changes: z.array(changeSchema),
  /** Older ones of these days that are not listed. */
  more: z.number().int(),
  /** Names of the indicators of corrected figures. */
  indicators: z.array(z.object({ id: idSchema, name: z.string(), digits: z.number().int(), unitOfMeasure: z.string() })),
})
export type Changes = z.infer<typeof changesSchema>
