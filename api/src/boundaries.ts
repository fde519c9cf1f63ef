import { boundaryStates } from '@haidang/domain/units/boundary-of-day'
import { matchKeys } from '@haidang/domain/units/match-boundaries'
import { z } from 'zod'
import { daySchema, idSchema, instantSchema, unitRefSchema } from './common.ts'

/** Longitude and latitude in WGS84. */
const positionSchema = z.tuple([z.number(), z.number()])

/** GET /api/units/boundaries?on=DAY&parent=ID&knownAt=: the map of a day (today's where none is asked for), as known now or at a moment, of the units under one, or of the highest. */
export const boundariesQuerySchema = z.object({ on: daySchema.optional(), knownAt: instantSchema.optional(), parent: idSchema.optional() })
export const boundariesSchema = z.object({
  on: daySchema,
  knownAt: instantSchema.nullable(),
  parent: unitRefSchema.nullable(),
  /** Rings are steps on a grid that begins here (domain/units/boundary-drawing.ts). */
  west: z.number(),
  south: z.number(),
  step: z.number(),
  shapes: z.array(
    z.object({
      unit: unitRefSchema,
      code: z.string().nullable(),
      state: z.enum(boundaryStates),
      /** Who published what it is drawn from, and from which day that holds. */
      sources: z.array(z.object({ source: z.string(), since: daySchema })),
      rings: z.array(z.array(z.number().int())),
    }),
  ),
  /** Units beside them of which no boundary is known. */
  without: z.array(unitRefSchema),
  can: z.object({ import: z.boolean() }),
})
export type Boundaries = z.infer<typeof boundariesSchema>

/** GET /api/units/at?lon=&lat=&on=&knownAt=: whose ground a point was on that day, from the highest unit to the lowest; empty where it is nobody's. */
export const unitAtQuerySchema = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  on: daySchema.optional(),
  knownAt: instantSchema.optional(),
})
export const unitAtSchema = z.object({
  on: daySchema,
  chain: z.array(unitRefSchema.extend({ code: z.string().nullable() })),
  /** What its boundary is worth; missing where it is nobody's. */
  state: z.enum(boundaryStates).nullable(),
})
export type UnitAt = z.infer<typeof unitAtSchema>

const yes = z.literal('true').optional()
/** POST /api/units/boundaries?…, with the GeoJSON or TopoJSON file as `file`: boundaries of units from a day on, all or none. */
export const importBoundariesSchema = z.object({
  on: daySchema,
  /** Who published them, and when. */
  source: z.string().trim().min(3).max(500),
  /** Whether features are told apart by official code or by name, and the property that says it; found by what fits most where not said. */
  key: z.enum(matchKeys).optional(),
  property: z.string().max(100).optional(),
  skipUnknown: yes,
  acceptOverlaps: yes,
  /** Says what would be, and writes nothing. */
  preview: yes,
})
const findingSchema = z.object({ units: z.array(unitRefSchema), squareMetres: z.number(), at: positionSchema })
export const boundariesImportedSchema = z.object({
  on: daySchema,
  isPreview: z.boolean(),
  property: z.string(),
  key: z.enum(matchKeys),
  came: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  /** Claimed by two; enclosed by units and nobody's. The largest first, at most 200 of each. */
  overlaps: z.array(findingSchema),
  gaps: z.array(findingSchema),
  without: z.array(unitRefSchema),
})
export type BoundariesImported = z.infer<typeof boundariesImportedSchema>
