import {
  boundariesImportedSchema,
  boundariesQuerySchema,
  boundariesSchema,
  importBoundariesSchema,
  unitAtQuerySchema,
  unitAtSchema,
} from '@haidang/api/boundaries'
import { routes } from '@haidang/api/routes'
import { canAdminister } from '@haidang/domain/access/roles'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { receivedFile } from '../platform/transfers.ts'
import { readBoundaries, readUnitAt, receiveBoundaries } from './boundary-actions.ts'

export function registerBoundaryRoutes(app: App): void {
  route(
    app,
    routes.unitBoundaries,
    { query: boundariesQuerySchema, reply: boundariesSchema, summary: 'The map of a day: boundaries of units, thinned for a screen' },
    (call, { query }) => readBoundaries(call, query),
  )

  route(
    app,
    routes.unitAt,
    { query: unitAtQuerySchema, reply: unitAtSchema, summary: 'Whose ground a point was on that day' },
    (call, { query }) => readUnitAt(call, query),
  )

  route(
    app,
    routes.importBoundaries,
    {
      can: canAdminister,
      query: importBoundariesSchema,
      reply: boundariesImportedSchema,
      bodyLimit: app.services.limits.mapBytes + 64 * 1024,
      summary: 'Boundaries of units from a GeoJSON or TopoJSON file, from a day on, all or none',
    },
    async (call, { query }, http) => receiveBoundaries(call, (await receivedFile(http)).stream, query),
  )
}
