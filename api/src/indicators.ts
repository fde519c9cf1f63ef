import { cascadeRules } from '@haidang/domain/indicators/cascade'
import { openQuestions } from '@haidang/domain/indicators/definition'
import { periodMethods } from '@haidang/domain/indicators/indicator'
import { z } from 'zod'
import {
  attainmentSchema,
  daySchema,
  checksSchema,
  idSchema,
  indicatorKindSchema,
  instantSchema,
  lineagePolicySchema,
  passageSchema,
  periodSchema,
  quantitySchema,
  rollUpSchema,
  targetSchema,
  unitRefSchema,
} from './common.ts'
import { drawnLensSchema, holdingSchema, lensQuerySchema } from './lenses.ts'

const reasonSchema = z.string().trim().min(3).max(1000)
const labelSchema = z.string().max(500).nullable()

/** What an indicator means from a period on; null is "not declared". */
export const definitionSchema = z.object({
  pillar: z.string().max(200),
  name: z.string().max(1000),
  numeratorLabel: labelSchema,
  denominatorLabel: labelSchema,
  unitOfMeasure: z.string().max(100),
  digits: z.number().int(),
  target: targetSchema,
  rollUp: rollUpSchema,
  lineagePolicy: lineagePolicySchema.nullable(),
  periodMethod: z.enum(periodMethods).nullable(),
  formula: z.string().max(600).nullable(),
  source: z.string().max(500),
  ownerUnitId: idSchema.nullable(),
  cascadeRule: z.enum(cascadeRules).nullable(),
  /** What its figures are asked about, and whether that asks for a reason or stops the report. */
  checks: checksSchema.nullable().default(null),
})
export type WireDefinition = z.infer<typeof definitionSchema>

const decimalSchema = z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/)
export const targetPathSchema = z.object({
  pace: z.enum(['steps', 'linear']),
  steps: z.array(z.object({ period: periodSchema, value: decimalSchema })).max(200),
  thresholds: z.array(z.object({ name: z.string().max(60), percent: decimalSchema })).max(5),
})
export type WireTargetPath = z.infer<typeof targetPathSchema>

const recordedSchema = z.object({ version: z.number().int(), reason: z.string(), recordedAt: instantSchema, recordedBy: z.string() })
const thresholdSchema = z.object({ name: z.string(), percent: z.string() }).nullable()
export const standingSchema = z.object({
  standing: z.enum(['reached', 'onPace', 'behind', 'noData', 'noPace']),
  threshold: thresholdSchema,
})
const figureSchema = z.object({ numerator: quantitySchema, denominator: quantitySchema, result: quantitySchema })

const namedSchema = z.object({ id: idSchema, code: z.string(), name: z.string() })

/** GET /api/indicators/:id?period=&lens=&on=&knownAt= (lenses.ts): one indicator through its time, with all its definitions, its path and how its target is handed on. */
export const indicatorPageSchema = z.object({
  id: idSchema,
  code: z.string(),
  kind: indicatorKindSchema,
  plan: z.object({ id: idSchema, title: z.string() }),
  period: periodSchema,
  /** Of the regime, the oldest first. */
  periods: z.array(periodSchema),
  /** The day whose units they are: the last of the period's window, or the one that the lens asks for. */
  unitsOn: daySchema,
  /** Where it was looked at through another lens than as it was, by what is known now. */
  lens: drawnLensSchema.nullable(),
  /** Of the plan's other regimes: months beside quarters. */
  otherPeriods: z.array(periodSchema),
  /** As it is defined in the period. */
  definition: definitionSchema,
  owner: unitRefSchema.nullable(),
  clause: z.object({ text: z.string(), importId: idSchema.nullable(), passage: passageSchema.nullable() }),
  definitions: z.array(recordedSchema.extend({ fromPeriod: periodSchema, definition: definitionSchema, breaksSeries: z.boolean() })),
  paths: z.array(recordedSchema.extend({ path: targetPathSchema })),
  /** Up to the period. */
  series: z.array(
    figureSchema.extend({
      period: periodSchema,
      attainment: attainmentSchema,
      reportedUnits: z.number().int(),
      assignedUnits: z.number().int(),
      pace: quantitySchema,
      ...standingSchema.shape,
      /** The definition changed here, and figures before and after are not of the same thing. */
      breaks: z.boolean(),
    }),
  ),
  /** Of the year of the period, by the declared way over periods; null where none is declared. */
  yearToDate: figureSchema.extend({ missing: z.array(periodSchema) }).nullable(),
  /** Every unit that owes it in the period, as it was reported; ranked only where enough of them have approved figures. */
  units: z.array(
    figureSchema.extend({
      unit: unitRefSchema,
      /** Its own, where it owed one. */
      reportId: idSchema.nullable(),
      /** To an indicator of words: what it answered, or the units that it holds did. */
      answers: z.array(z.object({ unit: unitRefSchema, words: z.string() })).optional(),
      attainment: attainmentSchema,
      isApproved: z.boolean(),
      isEstimated: z.boolean(),
      /** On the units of a day: what it holds of those that reported. */
      holds: z.array(holdingSchema.extend({ isCounted: z.boolean() })).nullable(),
      target: targetSchema.nullable(),
      rank: z.number().int().nullable(),
    }),
  ),
  /** Ranked from so many percent of the units on. */
  ranking: z.object({ isComplete: z.boolean(), fromPercent: z.number().int() }),
  cascade: z
    .object({
      assigned: quantitySchema,
      remainder: quantitySchema,
      holds: z.boolean(),
      withoutTarget: z.array(idSchema),
      withoutWeight: z.array(idSchema),
      below: z.array(idSchema),
    })
    .nullable(),
  revisions: z.array(
    recordedSchema.extend({
      fromPeriod: periodSchema,
      targets: z.array(z.object({ unit: unitRefSchema, before: targetSchema.nullable(), after: targetSchema.nullable() })),
    }),
  ),
  questions: z.array(z.enum(openQuestions)),
  /** What a formula may name, and what stands behind this one. */
  others: z.array(
    z.object({
      id: idSchema,
      code: z.string(),
      name: z.string(),
      kind: indicatorKindSchema,
      unitOfMeasure: z.string(),
      isInput: z.boolean(),
    }),
  ),
  /** With which others it hangs together in the period. */
  hangsTogether: z.object({
    uses: z.array(namedSchema),
    usedBy: z.array(namedSchema),
    /** Told from this one's side: its `cell` stands in this relation (`op`) to the `other` of that one. */
    checks: z.array(
      namedSchema.extend({
        cell: z.enum(['numerator', 'denominator']),
        op: z.enum(['<=', '=', '>=']),
        other: z.enum(['numerator', 'denominator']),
        isDeclaredHere: z.boolean(),
      }),
    ),
    /** The same in plans that this one's document implements, replaces or amends. */
    above: z.array(
      namedSchema.extend({
        relation: z.enum(['implements', 'supersedes', 'amends']),
        plan: z.object({ id: idSchema, title: z.string() }),
        targetText: z.string(),
      }),
    ),
  }),
  unitChoices: z.array(unitRefSchema),
  can: z.object({ change: z.boolean() }),
})
export type IndicatorPage = z.infer<typeof indicatorPageSchema>
export const indicatorQuerySchema = lensQuerySchema.extend({ period: periodSchema.optional() })

export const definitionsQuerySchema = z.object({ planId: idSchema.optional() })
/** GET /api/definitions: what every indicator means in every period, to whoever reckons with its figures elsewhere. */
export const definitionsSchema = z.object({
  /** The newest first. */
  plans: z.array(
    z.object({
      id: idSchema,
      title: z.string(),
      year: z.number().int(),
      indicators: z.array(
        z.object({
          id: idSchema,
          code: z.string(),
          kind: indicatorKindSchema,
          /** The words of the plan. */
          clause: z.string(),
          /** Version 0 is the plan's, from its beginning; a later one holds from its period on. */
          definitions: z.array(
            z.object({
              version: z.number().int(),
              fromPeriod: periodSchema.nullable(),
              breaksSeries: z.boolean(),
              recordedAt: instantSchema.nullable(),
              reason: z.string(),
              definition: definitionSchema,
            }),
          ),
          path: targetPathSchema.nullable(),
        }),
      ),
    }),
  ),
})
export type Definitions = z.infer<typeof definitionsSchema>

/** PUT /api/indicators/:id/definition: `baseVersion` is the newest that the writer saw, 0 before the first. */
export const putDefinitionSchema = z.object({
  baseVersion: z.number().int().min(0),
  fromPeriod: periodSchema,
  definition: definitionSchema,
  breaksSeries: z.boolean(),
  reason: reasonSchema,
})
export type PutDefinition = z.infer<typeof putDefinitionSchema>
/** PUT /api/indicators/:id/path */
export const putPathSchema = z.object({ baseVersion: z.number().int().min(0), path: targetPathSchema, reason: reasonSchema })
export type PutPath = z.infer<typeof putPathSchema>
/** PUT /api/indicators/:id/unit-targets: the forms of reports of the period and later that nobody has handed in take them over. */
export const putUnitTargetsSchema = z.object({
  baseVersion: z.number().int().min(0),
  fromPeriod: periodSchema,
  targets: z
    .array(z.object({ unitId: idSchema, target: targetSchema }))
    .min(1)
    .max(2000),
  reason: reasonSchema,
})
export type PutUnitTargets = z.infer<typeof putUnitTargetsSchema>
export const versionSavedSchema = z.object({ version: z.number().int() })
export const unitTargetsSavedSchema = versionSavedSchema.extend({ reports: z.number().int() })

/** POST /api/plans/:id/indicators: one that is computed from others of the plan. */
export const addComputedSchema = z.object({
  code: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[^[\]]+$/),
  definition: definitionSchema,
  reason: reasonSchema,
})
export type AddComputed = z.infer<typeof addComputedSchema>
export const indicatorAddedSchema = z.object({ id: idSchema })

/** GET /api/plans/:id/open-questions: what the programme has not answered of its indicators. */
export const openQuestionsSchema = z.object({
  planId: idSchema,
  period: periodSchema.nullable(),
  indicators: z.array(
    z.object({ id: idSchema, code: z.string(), pillar: z.string(), name: z.string(), questions: z.array(z.enum(openQuestions)) }),
  ),
  /** How many indicators each question is open of. */
  counts: z.record(z.enum(openQuestions), z.number().int()),
  indicatorCount: z.number().int(),
})
export type OpenQuestions = z.infer<typeof openQuestionsSchema>
