import { idSchema } from '@haidang/api/common'
import {
  addPersonSchema,
  givenLinkSchema,
  importPeopleSchema,
  movePersonSchema,
  peopleImportedSchema,
  peopleSchema,
  personAddedSchema,
  personPostsSchema,
  personSchema,
  setRolesSchema,
  type PersonView,
} from '@haidang/api/people'
import { routes } from '@haidang/api/routes'
import { canAdminister, canReadAudit } from '@haidang/domain/access/roles'
import { z } from 'zod'
import type { Call } from '../platform/call.ts'
import { accepted, problem } from '../platform/problems.ts'
import { route, type App } from '../platform/routes.ts'
import { largestTable } from '../platform/table-lines.ts'
import { receivedFile, sendMadeFile } from '../platform/transfers.ts'
import { giveLink } from './actions.ts'
import { addOnePerson, peopleTemplate, receivePeople } from './add-people.ts'
import { closePerson, reopenPerson, unlockPerson } from './close-accounts.ts'
import { resetFactor } from './factors.ts'
import { unlinkIssuers } from './issuers.ts'
import { readPeople, readPerson, setRoles } from './people-acts.ts'
import { movePerson, readPosts, withdrawMove } from './posts.ts'

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
    routes.addPerson,
    {
      body: addPersonSchema,
      reply: personAddedSchema,
      status: 201,
      can: canAdminister,
      stepUp: true,
      summary: 'Somebody new, and the one-time link by which they come in first',
    },
    (call, { body }) => addOnePerson(call, body),
  )

  route(
    app,
    routes.importPeople,
    {
      query: importPeopleSchema,
      reply: peopleImportedSchema,
      bodyLimit: largestTable + 64 * 1024,
      can: canAdminister,
      stepUp: true,
      summary: 'The people of a list (.csv, .xlsx) who have no account yet, all or none',
    },
    async (call, { query }, http) => receivePeople(call, await receivedFile(http), { isPreview: query.preview === 'true' }),
  )

  route(
    app,
    routes.peopleTemplate,
    { can: canAdminister, summary: 'The list of people to be filled in (.xlsx), with the units of today' },
    async (call, _input, http) => sendMadeFile(http, await peopleTemplate(call)),
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

  route(
    app,
    routes.personPosts,
    {
      params: one,
      reply: personPostsSchema,
      can: canReadAudit,
      summary: 'Where somebody worked and as what, and what they would leave open',
    },
    (call, { params }) => readPosts(call, params.id),
  )

  route(
    app,
    routes.movePerson,
    {
      params: one,
      body: movePersonSchema,
      reply: personSchema,
      can: canAdminister,
      stepUp: true,
      summary: 'Another post from a day on, or the end of service, by a document',
    },
    (call, { params, body }) => onPerson(call, params.id, () => movePerson(call, params.id, body)),
  )

  const act = (where: string, summary: string, work: (call: Call, person: PersonView) => Promise<object>): void =>
    route(app, where, { params: one, reply: personSchema, can: canAdminister, stepUp: true, summary }, (call, { params }) =>
      onPerson(call, params.id, (person) => work(call, person)),
    )
  act(routes.withdrawMove, 'Takes back a change of post that has not come yet', (call, { id }) => withdrawMove(call, id))
  act(routes.closePerson, 'Closes an account with all its sessions', (call, { id }) => closePerson(call, id))
  act(routes.reopenPerson, 'Opens a closed account again', (call, { id }) => reopenPerson(call, id))
  act(routes.unlockPerson, 'Forgets what was tried wrong under a login', (call, person) => unlockPerson(call, person))
  act(routes.unlinkIssuers, 'Forgets whom issuers mean by somebody: it is learned anew', (call, { id }) => unlinkIssuers(call, id))
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
      if (person.isProgram) throw problem('refused', { reason: 'isProgram' })
      return { token: await giveLink(call, person.id, linkHours), hours: linkHours }
    },
  )
}

/** Does it to somebody who is there, and answers how they stand after. */
async function onPerson(call: Call, id: string, work: (person: PersonView) => Promise<object>): Promise<PersonView> {
  accepted(await work(await readPerson(call, id)))
  return readPerson(call, id)
}
