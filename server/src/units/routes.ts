import { idSchema } from '@haidang/api/common'
import {
  applyReorganisationSchema,
  changeReorganisationSchema,
  correctEdgesSchema,
  prepareReorganisationSchema,
  readTableSchema,
  reorganisationSchema,
  reorganisationsSchema,
  undoReorganisationSchema,
} from '@haidang/api/reorganisations'
import type { ReorganisationView } from '@haidang/api/reorganisations'
import { routes } from '@haidang/api/routes'
import {
  changeParticularsSchema,
  importUnitsSchema,
  recordPopulationSchema,
  unitLifeSchema,
  unitQuerySchema,
  unitSearchSchema,
  unitsFoundSchema,
  unitsImportedSchema,
  unitsOfDaySchema,
  unitsQuerySchema,
} from '@haidang/api/units'
import { canAdminister } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import type { Call } from '../platform/call.ts'
import { problem, refusal } from '../platform/problems.ts'
import { receivedFile } from '../platform/transfers.ts'
import { readUnitLife, readUnits, searchUnits } from './actions.ts'
import { recordPopulation } from './populations.ts'
import { receiveUnits } from './receive-units.ts'
import {
  changeParticulars,
  changeReorganisation,
  dropReorganisation,
  prepareReorganisation,
  submitReorganisation,
} from './reorganisation-drafts.ts'
import { readReorganisationTable } from './reorganisation-tables.ts'
import { listReorganisations, viewReorganisation } from './reorganisation-view.ts'
import { correctEdges, undoReorganisation } from './reorganisations.ts'
import { largestTable } from '../platform/table-lines.ts'

export function registerUnitsRoutes(app: App): void {
  route(
    app,
    routes.units,
    {
      query: unitsQuerySchema,
      reply: unitsOfDaySchema,
      summary: 'The register of units on a day, as it is known now or was known at a moment',
    },
    (call, { query }) => readUnits(call, query),
  )

  route(
    app,
    routes.importUnits,
    {
      can: canAdminister,
      query: importUnitsSchema,
      reply: unitsImportedSchema,
      bodyLimit: largestTable + 64 * 1024,
      summary: 'The units of a list (.csv, .xlsx) that are not there on the day, all or none',
    },
    async (call, { query }, http) => receiveUnits(call, await receivedFile(http), query),
  )

  route(
    app,
    routes.searchUnits,
    {
      query: unitSearchSchema,
      reply: unitsFoundSchema,
      summary: 'Units by any name or code that they ever bore, with or without diacritics, and what each became',
    },
    (call, { query }) => searchUnits(call, query.q),
  )

  route(
    app,
    routes.unit,
    {
      params: z.object({ id: idSchema }),
      query: unitQuerySchema,
      reply: unitLifeSchema,
      summary: 'A unit through time: its names, what reorganisations did to it, who holds it today; as known now or at a moment',
    },
    (call, { params, query }) => readUnitLife(call, params.id, query.knownAt),
  )

  route(
    app,
    routes.changeParticulars,
    {
      params: z.object({ id: idSchema }),
      body: changeParticularsSchema,
      reply: reorganisationSchema,
      status: 201,
      summary: 'Another head or e-identifier of a unit from a day on, by a decision: at once, or on its day',
    },
    async (call, { params, body }) => viewAfter(call, await changeParticulars(call, params.id, body)),
  )

  route(
    app,
    routes.recordPopulation,
    {
      params: z.object({ id: idSchema }),
      body: recordPopulationSchema,
      reply: unitLifeSchema,
      summary: 'How many people lived in a unit on a day; what a mean weighted by people weighs by',
    },
    async (call, { params, body }) => {
      await recordPopulation(call, params.id, body)
      return readUnitLife(call, params.id)
    },
  )

  registerReorganisationRoutes(app)
}

const one = z.object({ id: idSchema })
/** A resolution may bring thousands of rows. */
const bodyLimit = 8 * 1024 * 1024

function registerReorganisationRoutes(app: App): void {
  route(app, routes.reorganisations, { reply: reorganisationsSchema, summary: 'Reorganisations, newest first' }, (call) =>
    listReorganisations(call),
  )

  route(
    app,
    routes.prepareReorganisation,
    {
      body: prepareReorganisationSchema,
      reply: reorganisationSchema,
      status: 201,
      bodyLimit,
      summary: 'Keeps a reorganisation as a draft',
    },
    async (call, { body }) => viewReorganisation(call, (await prepareReorganisation(call, body)).id),
  )

  route(
    app,
    routes.readReorganisationTable,
    { reply: readTableSchema, summary: 'The rows of a table (.csv, .xlsx) as typed, or of the resolution itself as read; nothing is kept' },
    async (call, _input, http) => {
      const outcome = await readReorganisationTable(call, await receivedFile(http))
      if ('refused' in outcome) throw refusal(outcome)
      return { rows: outcome.rows.map((row) => ({ ...row, shares: { ...row.shares } })) }
    },
  )

  route(app, routes.reorganisation, { params: one, reply: reorganisationSchema }, (call, { params }) => viewReorganisation(call, params.id))

  route(
    app,
    routes.changeReorganisation,
    { params: one, body: changeReorganisationSchema, reply: reorganisationSchema, bodyLimit },
    async (call, { params, body }) => viewAfter(call, await changeReorganisation(call, params.id, body)),
  )

  route(
    app,
    routes.applyReorganisation,
    { params: one, body: applyReorganisationSchema, reply: reorganisationSchema, summary: 'Applies it, or lets it wait for its day' },
    async (call, { params, body }) => viewAfter(call, await submitReorganisation(call, params.id, body.revision)),
  )

  route(
    app,
    routes.undoReorganisation,
    { params: one, body: undoReorganisationSchema, reply: reorganisationSchema, stepUp: true },
    async (call, { params, body }) => {
      const outcome = await undoReorganisation(call, params.id, body.reason)
      if ('refused' in outcome && outcome.refused === 'unknown') throw problem('notFound')
      return viewAfter(call, outcome)
    },
  )

  route(app, routes.dropReorganisation, { params: one, reply: reorganisationSchema }, async (call, { params }) =>
    viewAfter(call, await dropReorganisation(call, params.id)),
  )

  route(app, routes.correctEdges, { params: one, body: correctEdgesSchema, reply: reorganisationSchema }, async (call, { params, body }) =>
    viewAfter(call, await correctEdges(call, params.id, body)),
  )
}

function viewAfter(call: Call, outcome: { readonly id: string } | { readonly refused: string }): Promise<ReorganisationView> {
  if ('refused' in outcome) throw refusal(outcome)
  return viewReorganisation(call, outcome.id)
}
