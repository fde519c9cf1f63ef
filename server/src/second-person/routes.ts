import { idSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import {
  askSecondPersonSchema,
  decideSecondPersonSchema,
  secondPersonRequestSchema,
  secondPersonRequestsSchema,
} from '@haidang/api/second-person'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { route, type App } from '../platform/routes.ts'
import type { ActsOfTwo } from '../platform/second-person.ts'
import { askSecondPerson, decideSecondPerson, readRequest, readRequests, withdrawSecondPerson } from './actions.ts'

const one = z.object({ id: idSchema })

/** Acts that one person asks for and another does; which there are, the features say. */
export const registerSecondPersonRoutes =
  (acts: ActsOfTwo) =>
  (app: App): void => {
    route(
      app,
      routes.secondPersonRequests,
      { reply: secondPersonRequestsSchema, summary: 'Acts that were asked for and want a second person' },
      (call) => readRequests(acts, call),
    )

    route(
      app,
      routes.askSecondPerson,
      { body: askSecondPersonSchema, reply: secondPersonRequestSchema, status: 201, stepUp: true, summary: 'Asks that another do an act' },
      async (call, { body }) => accepted(await askSecondPerson(acts, call, body)),
    )

    route(
      app,
      routes.decideSecondPerson,
      {
        params: one,
        body: decideSecondPersonSchema,
        reply: secondPersonRequestSchema,
        stepUp: true,
        summary: 'Does an act that another asked for, or says why not',
      },
      async (call, { params, body }) => {
        accepted(await decideSecondPerson(acts, call, params.id, body))
        return readRequest(acts, call, params.id)
      },
    )

    route(
      app,
      routes.withdrawSecondPerson,
      { params: one, reply: secondPersonRequestSchema, summary: 'Takes back what one asked for' },
      async (call, { params }) => {
        accepted(await withdrawSecondPerson(acts, call, params.id))
        return readRequest(acts, call, params.id)
      },
    )
  }
