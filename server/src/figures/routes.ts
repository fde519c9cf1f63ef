import { idSchema } from '@haidang/api/common'
import { figuresQuerySchema, unitFiguresQuerySchema, unitFiguresSchema } from '@haidang/api/figures'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readFigures, readUnitFigures } from './actions.ts'

export function registerFiguresRoutes(app: App): void {
  // The database writes the answer as figuresSchema says it (tested); reading forty thousand figures only to write them again would be half of the time.
  route(
    app,
    routes.figures,
    { query: figuresQuerySchema, summary: 'One indicator over months on every unit of a group, as it was or as it is (figuresSchema)' },
    async (call, { query }, { reply }) => {
      const text = await readFigures(call, query)
      return reply.type('application/json; charset=utf-8').send(text)
    },
  )

  route(
    app,
    routes.unitFigures,
    {
      params: z.object({ id: idSchema }),
      query: unitFiguresQuerySchema,
      reply: unitFiguresSchema,
      summary: 'Every indicator of a month on one unit or area, as it was or as it is',
    },
    (call, { params, query }) => readUnitFigures(call, params.id, query),
  )
}
