import { changeKinds, measures } from '@haidang/domain/units/reorganisation'
import { parseIdentifier } from '@haidang/domain/units/unit'
import { z } from 'zod'
import { daySchema, idSchema, instantSchema, unitGroupSchema, unitRefSchema } from './common.ts'

/** Who heads a unit, and by what post. */
export const unitHeadSchema = z.object({ name: z.string(), post: z.string() })

/** What held of a unit from `validFrom` until just before `validTo`. */
export const unitVersionSchema = z.object({
  id: idSchema,
  name: z.string(),
  shortName: z.string(),
  group: unitGroupSchema,
  kind: z.string().nullable(),
  code: z.string().nullable(),
  identifier: z.string().nullable(),
  head: unitHeadSchema.nullable(),
  parentId: idSchema.nullable(),
  validFrom: daySchema,
  validTo: daySchema.nullable(),
})
export type UnitVersion = z.infer<typeof unitVersionSchema>

/** GET /api/units?on=DAY&knownAt=INSTANT: the register of a day (today where none is asked for), in its order; as it was known at a moment, or now. */
export const unitsQuerySchema = z.object({ on: daySchema.optional(), knownAt: instantSchema.optional() })
export const unitsOfDaySchema = z.object({
  on: daySchema,
  today: daySchema,
  knownAt: instantSchema.nullable(),
  /** `since`: from when on a unit is called so and stands there, whoever headed it. */
  units: z.array(unitVersionSchema.extend({ since: daySchema })),
  /** Days on which reorganisations took effect, oldest first. */
  changeDays: z.array(daySchema),
  can: z.object({ prepare: z.boolean() }),
})
export type UnitsOfDay = z.infer<typeof unitsOfDaySchema>

export const measureSchema = z.enum(measures)
/** By measure a decimal text from 0 to 1. */
export const sharesSchema = z.partialRecord(measureSchema, z.string())
/** A unit under the name that it bore. */
const lineSchema = z.object({ unit: unitRefSchema, extent: z.enum(['whole', 'part']), shares: sharesSchema })

const lifeVersionSchema = unitVersionSchema.extend({ parentName: z.string().nullable() })

/** POST /api/units?since=&preview=, with the list (.csv, .xlsx) as `file`: the units of it that are not there on the day, all or none. */
export const importUnitsSchema = z.object({
  since: daySchema,
  /** Says what would be, and writes nothing. */
  preview: z.literal('true').optional(),
})
export const unitsImportedSchema = z.object({
  since: daySchema,
  isPreview: z.boolean(),
  /** Units in the list, and those of them that are new. */
  came: z.number().int(),
  added: z.number().int(),
  /** The first of the new ones. */
  units: z.array(unitRefSchema),
})
export type UnitsImported = z.infer<typeof unitsImportedSchema>

/** GET /api/units/:id?knownAt=INSTANT: the life line of a unit, as it was known at a moment, or now. */
export const unitQuerySchema = unitsQuerySchema.pick({ knownAt: true })
export const unitLifeSchema = z.object({
  id: idSchema,
  knownAt: instantSchema.nullable(),
  standsToday: z.boolean(),
  /** Oldest first; none where nobody knew the unit at the moment. */
  versions: z.array(lifeVersionSchema),
  changes: z.array(
    z.object({
      reorganisationId: idSchema,
      on: daySchema,
      title: z.string(),
      documentNumber: z.string(),
      change: z.enum(changeKinds),
      /** The unit as it was known just before, and as this recorded it; it does not stand where there is none. */
      before: lifeVersionSchema.nullable(),
      after: lifeVersionSchema.nullable(),
      from: z.array(lineSchema),
      to: z.array(lineSchema),
    }),
  ),
  /** How many people were counted, the newest first. */
  populations: z.array(z.object({ countedOn: daySchema, people: z.number().int(), source: z.string() })),
  /** Heads and identifiers that come on a later day; for who administers. */
  waiting: z.array(z.object({ reorganisationId: idSchema, on: daySchema, title: z.string() })),
  /** The units that hold today what was its, followed through every change; empty where it stands itself or nobody does. */
  became: z.array(unitRefSchema),
  can: z.object({ seeFigures: z.boolean(), changeParticulars: z.boolean() }),
})
export type UnitLife = z.infer<typeof unitLifeSchema>

/** POST /api/units/:id/particulars: another head or identifier from a day on, by a decision; null where it has none any more. */
export const changeParticularsSchema = z.object({
  title: z.string().trim().min(3).max(500),
  documentNumber: z.string().trim().min(1).max(100),
  effectiveOn: daySchema,
  identifier: z
    .string()
    .refine((text) => parseIdentifier(text) !== undefined)
    .nullable()
    .optional(),
  head: z
    .object({ name: z.string().trim().min(1).max(200), post: z.string().trim().min(1).max(200) })
    .nullable()
    .optional(),
})
export type ChangeParticulars = z.infer<typeof changeParticularsSchema>

/** More than in any country: a slip of the finger. */
export const mostPeople = 2_000_000_000

/** PUT /api/units/:id/population: how many people lived in the unit on a day, and who counted. */
export const recordPopulationSchema = z.object({
  countedOn: daySchema,
  people: z.number().int().min(1).max(mostPeople),
  source: z.string().trim().min(1).max(300),
})
export type RecordPopulation = z.infer<typeof recordPopulationSchema>

/** GET /api/units/search?q=: by any name or code that a unit ever bore, with or without diacritics; the 30 nearest. */
export const unitSearchSchema = z.object({ q: z.string().trim().min(1).max(100) })
export const unitsFoundSchema = z.object({
  found: z.array(
    z.object({
      version: unitVersionSchema,
      /** There is a "Phường 1" in a hundred places. */
      parentName: z.string().nullable(),
      standsToday: z.boolean(),
      nameToday: z.string().nullable(),
      became: z.array(unitRefSchema),
    }),
  ),
})
export type UnitsFound = z.infer<typeof unitsFoundSchema>
