import { idSchema } from '@haidang/api/common'
import { colleaguesSchema, delegationSchema, delegationsSchema, giveRightsSchema } from '@haidang/api/delegations'
import { routes } from '@haidang/api/routes'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { route, type App } from '../platform/routes.ts'
import { giveRights, readColleagues, readDelegations, stopDelegation } from './delegations.ts'

/** Rights that are given for some days. */
export function registerDelegationRoutes(app: App): void {
  route(app, routes.colleagues, { reply: colleaguesSchema, summary: 'Everybody of the office, to whom rights may be given' }, (call) =>
    readColleagues(call),
  )

  route(app, routes.delegations, { reply: delegationsSchema, summary: 'Rights that are given for some days, to or by whom' }, (call) =>
    readDelegations(call),
  )

  route(
    app,
    routes.giveRights,
    {
      body: giveRightsSchema,
      reply: delegationSchema,
      status: 201,
      stepUp: true,
      summary: 'Gives rights that somebody holds to another for some days, or names an acting head',
    },
    async (call, { body }) => accepted(await giveRights(call, body)),
  )

  route(
    app,
    routes.endDelegation,
    { params: z.object({ id: idSchema }), reply: delegationSchema, summary: 'Ends a delegation before its last day' },
    async (call, { params }) => accepted(await stopDelegation(call, params.id)),
  )
}
