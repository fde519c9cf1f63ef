import { idSchema } from '@haidang/api/common'
import { givenLinkSchema, peopleSchema, personSchema, setRolesSchema, type PersonView } from '@haidang/api/people'
import { routes } from '@haidang/api/routes'
import { canAdminister, canReadAudit } from '@haidang/domain/access/roles'
import { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { accepted, problem } from '../platform/problems.ts'
import { route, type App } from '../platform/routes.ts'
import { giveLink } from './actions.ts'
import { closePerson, reopenPerson, unlockPerson } from './close-accounts.ts'
import { resetFactor } from './factors.ts'
import { readPeople, readPerson, setRoles } from './people-acts.ts'

const linkHours = 24
const one = z.object({ id: idSchema })

/** Other people's accounts. Every change is a dangerous act: by it somebody else comes in, or does not. */
export function registerPeopleRoutes(app: App): void {
  route(
    app,
    routes.people,
    { reply: peopleSchema, can: canReadAudit, summary: 'Who has an account, with which roles, and how they come in' },
    (call) => readPeople(call),
  )

  route(
    app,
    routes.setRoles,
    {
      params: one,
      body: setRolesSchema,
      reply: personSchema,
      can: canAdminister,
      stepUp: true,
      summary: 'What somebody may do from now on',
    },
    (call, { params, body }) => onPerson(call, params.id, () => setRoles(call, params.id, body)),
  )

  const act = (where: string, summary: string, work: (call: Call, person: PersonView) => Promise<object>): void =>
    route(app, where, { params: one, reply: personSchema, can: canAdminister, stepUp: true, summary }, (call, { params }) =>
      onPerson(call, params.id, (person) => work(call, person)),
    )
  act(routes.closePerson, 'Closes an account with all its sessions', (call, { id }) => closePerson(call, id))
  act(routes.reopenPerson, 'Opens a closed account again', (call, { id }) => reopenPerson(call, id))
  act(routes.unlockPerson, 'Forgets what was tried wrong under a login', (call, person) => unlockPerson(call, person))
  act(routes.resetFactor, 'Removes the second factor of somebody who has lost it', (call, { id }) => resetFactor(call, id))

  route(
    app,
    routes.giveLink,
    {
      params: one,
      reply: givenLinkSchema,
      status: 201,
      can: canAdminister,
      stepUp: true,
      summary: 'A one-time link by which somebody comes in',
    },
    async (call, { params }) => {
      const person = await readPerson(call, params.id)
      if (person.closedBecause !== null) throw problem('refused', { reason: 'closedAlready' })
      return { token: await giveLink(call, person.id, linkHours), hours: linkHours }
    },
  )
}

/** Does it to somebody who is there, and answers how they stand after. */
async function onPerson(call: Call, id: string, work: (person: PersonView) => Promise<object>): Promise<PersonView> {
  accepted(await work(await readPerson(call, id)))
  return readPerson(call, id)
}
