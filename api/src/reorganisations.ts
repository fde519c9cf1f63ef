import { rowFaultKinds, rowFields } from '@haidang/domain/units/reorganisation-table'
import { z } from 'zod'
import { daySchema, decimalSchema, idSchema, instantSchema, unitRefSchema } from './common.ts'
import { measureSchema, sharesSchema, unitVersionSchema } from './units.ts'

/** A row of a resolution's table, as typed (domain/units/reorganisation-table.ts). */
const cell = z.string().max(200)
export const reorganisationRowSchema = z.object({
  line: z.number().int().min(1),
  oldCode: cell,
  oldName: cell,
  newCode: cell,
  newName: cell,
  newKind: cell,
  newParentCode: cell,
  newIdentifier: cell.optional(),
  newHead: cell.optional(),
  newHeadPost: cell.optional(),
  extent: cell,
  shares: z.partialRecord(measureSchema, cell),
  /** The words of the resolution that it was read from. */
  passage: z.string().max(1000).optional(),
})
export type WireReorganisationRow = z.infer<typeof reorganisationRowSchema>

/** POST /api/reorganisations, and PUT /api/reorganisations/:id with the revision that was seen. */
export const prepareReorganisationSchema = z.object({
  title: z.string().trim().min(3).max(500),
  documentNumber: z.string().trim().max(100),
  effectiveOn: daySchema,
  rows: z.array(reorganisationRowSchema).max(20_000),
  /** Who takes over what an ended unit has open, where a person says it. */
  heirs: z.record(idSchema, idSchema),
})
export type PrepareReorganisation = z.infer<typeof prepareReorganisationSchema>
export const changeReorganisationSchema = prepareReorganisationSchema.extend({ revision: z.number().int().min(0) })
/** POST /api/reorganisations/:id/apply, /undo */
export const applyReorganisationSchema = z.object({ revision: z.number().int().min(0) })
export const undoReorganisationSchema = z.object({ reason: z.string().trim().min(3).max(2000) })
/** POST /api/reorganisations/:id/edges: where an old unit went, as it should have been recorded. */
export const correctEdgesSchema = z.object({
  fromId: idSchema,
  edges: z
    .array(z.object({ toId: idSchema, extent: z.enum(['whole', 'part']), shares: z.partialRecord(measureSchema, decimalSchema) }))
    .min(1)
    .max(50),
  reason: z.string().trim().min(3).max(2000),
})
export type CorrectEdges = z.infer<typeof correctEdgesSchema>

/** `waiting`: applied by the program on its day. */
export const reorganisationStates = ['prepared', 'waiting', 'applied', 'undone', 'dropped'] as const
const headSchema = z.object({
  id: idSchema,
  title: z.string(),
  documentNumber: z.string(),
  effectiveOn: daySchema,
  /** Units, or the head or identifier of one. */
  about: z.enum(['units', 'particulars']),
  state: z.enum(reorganisationStates),
  preparedAt: instantSchema,
  preparedBy: z.string().nullable(),
  appliedAt: instantSchema.nullable(),
  appliedBy: z.string().nullable(),
  undoneAt: instantSchema.nullable(),
  undoneBy: z.string().nullable(),
  undoneBecause: z.string().nullable(),
})
/** GET /api/reorganisations */
export const reorganisationsSchema = z.object({ reorganisations: z.array(headSchema), can: z.object({ prepare: z.boolean() }) })
export type Reorganisations = z.infer<typeof reorganisationsSchema>

/** POST /api/reorganisations/table (a .csv or .xlsx, or the resolution itself): its rows as typed or read; nothing is kept. */
export const readTableSchema = z.object({ rows: z.array(reorganisationRowSchema) })

const rowFaultSchema = z.object({
  line: z.number(),
  field: z.enum(rowFields),
  value: z.string(),
  fault: z.enum(rowFaultKinds),
})
export const faultKinds = [
  'unknownUnit',
  'notStanding',
  'successorNotStanding',
  'edgeTwice',
  'edgeToItself',
  'wholeNotAlone',
  'shareOutOfRange',
  'sharesNotOne',
  'ownAncestor',
  'parentNotStanding',
  'changedLater',
  'toldTwice',
  'codeTaken',
  'identifierTaken',
] as const
const faultSchema = z.object({
  fault: z.enum(faultKinds),
  line: z.number().nullable(),
  unitName: z.string(),
  measure: measureSchema.nullable(),
  sum: z.string().nullable(),
  code: z.string().nullable(),
  otherName: z.string().nullable(),
})
export const trapKinds = [
  'codePassesOn',
  'identifierPassesOn',
  'nameOfAnother',
  'sharesMissing',
  'endsWithoutSuccessor',
  'noLargestSuccessor',
] as const
const trapSchema = z.object({
  trap: z.enum(trapKinds),
  unitId: idSchema,
  unitName: z.string(),
  fromName: z.string().nullable(),
  code: z.string().nullable(),
})

/** GET /api/reorganisations/:id: as it is typed, and what it would do, or did. */
export const reorganisationSchema = headSchema.extend({
  revision: z.number().int(),
  rows: z.array(reorganisationRowSchema),
  heirs: z.record(idSchema, idSchema),
  rowFaults: z.array(rowFaultSchema),
  faults: z.array(faultSchema),
  traps: z.array(trapSchema),
  /** The units that it founds, changes and ends. */
  founded: z.array(unitVersionSchema),
  changed: z.array(unitVersionSchema),
  ended: z.array(unitVersionSchema),
  edges: z.array(
    z.object({
      from: unitRefSchema,
      to: unitRefSchema,
      extent: z.enum(['whole', 'part']),
      shares: sharesSchema,
      line: z.number().nullable(),
    }),
  ),
  /** What passes from each ended unit to whom; `to` is missing where a person must say it. */
  passes: z.array(
    z.object({
      unit: unitRefSchema,
      to: unitRefSchema.nullable(),
      candidates: z.array(unitRefSchema),
      accounts: z.number().int(),
      reports: z.number().int(),
      tasks: z.number().int(),
    }),
  ),
  /** Targets that would lose their meaning: "17/17" with 5 successors, or different targets of units that are put together. */
  targets: z.array(
    z.object({
      planTitle: z.string(),
      indicator: z.string(),
      targetText: z.string(),
      because: z.discriminatedUnion('why', [
        z.object({ why: z.literal('countsUnits'), before: z.number().int(), after: z.number().int() }),
        z.object({ why: z.literal('differs'), unitName: z.string(), others: z.array(z.string()) }),
      ]),
    }),
  ),
  can: z.object({ change: z.boolean(), apply: z.boolean(), undo: z.boolean(), drop: z.boolean(), correct: z.boolean() }),
})
export type ReorganisationView = z.infer<typeof reorganisationSchema>
