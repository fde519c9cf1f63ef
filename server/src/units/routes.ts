import { idSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { unitLifeSchema, unitSearchSchema, unitsFoundSchema, unitsOfDaySchema, unitsQuerySchema } from '@haidang/api/units'
import { z } from 'zod'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readUnitLife, readUnits, searchUnits } from './actions.ts'

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
      reply: unitLifeSchema,
      summary: 'A unit through time: its names, what reorganisations did to it, who holds it today',
    },
    (call, { params }) => readUnitLife(call, params.id),
  )
}
