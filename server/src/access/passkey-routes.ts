import { idSchema, okSchema } from '@haidang/api/common'
import {
  addKeySchema,
  askKeySchema,
  keyOptionsSchema,
  passkeysSchema,
  proveByKeySchema,
  renameKeySchema,
  signInByKeySchema,
} from '@haidang/api/passkeys'
import { routes } from '@haidang/api/routes'
import { sessionSchema } from '@haidang/api/session'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { publicRoute, route, type App, type Http } from '../platform/routes.ts'
import { signedCall } from '../platform/sessions.ts'
import { ourAddress, visitOf, welcome } from './come-in.ts'
import {
  addPasskey,
  askForNewKey,
  askToProve,
  askToSignIn,
  proveByKey,
  readKeys,
  removePasskey,
  renamePasskey,
  signInByKey,
} from './passkeys.ts'

const one = z.object({ id: idSchema })

/** Keys of one's own: to sign in by, to say again who one is, and to look after. */
export function registerPasskeyRoutes(app: App): void {
  const perMinute = app.settings.signInsPerMinute
  const placeOf = (http: Http) => ({ origin: new URL(ourAddress(app, http)).origin })

  publicRoute(
    app,
    routes.askKeyAtDoor,
    { body: askKeySchema, reply: keyOptionsSchema, perMinute, summary: 'What a key is asked, to sign in by it' },
    (services, { body }, http) => askToSignIn(services, body.office, placeOf(http)),
  )

  publicRoute(
    app,
    routes.signInByKey,
    { body: signInByKeySchema, reply: sessionSchema, perMinute, summary: 'Signs in by a key, without password and code' },
    async (services, { body }, http) =>
      welcome(app, await signInByKey(services, body, { visit: visitOf(app, http), place: placeOf(http) }), http),
  )

  route(
    app,
    routes.askKeyToProve,
    { reply: keyOptionsSchema, perMinute, beforeSettled: true, summary: 'What one’s own keys are asked, before a dangerous act' },
    (_call, _input, http) => askToProve(signedCall(http), placeOf(http)),
  )

  route(
    app,
    routes.proveByKey,
    { body: proveByKeySchema, reply: okSchema, perMinute, beforeSettled: true, summary: 'Says again who sits there, by a key' },
    async (_call, { body }, http) => {
      await proveByKey(signedCall(http), body.answer, placeOf(http))
      return { ok: true }
    },
  )

  route(app, routes.passkeys, { reply: passkeysSchema, beforeSettled: true, summary: 'One’s own keys' }, (call) => readKeys(call))

  route(
    app,
    routes.askForNewKey,
    {
      reply: keyOptionsSchema,
      status: 201,
      perMinute,
      beforeSettled: true,
      stepUp: true,
      summary: 'What a device is asked, to make a key',
    },
    (_call, _input, http) => askForNewKey(signedCall(http), placeOf(http)),
  )

  route(
    app,
    routes.addKey,
    {
      body: addKeySchema,
      reply: passkeysSchema,
      status: 201,
      perMinute,
      beforeSettled: true,
      summary: 'Keeps the key that a device has made',
    },
    async (_call, { body }, http) => accepted(await addPasskey(signedCall(http), body, placeOf(http))),
  )

  route(
    app,
    routes.renameKey,
    { params: one, body: renameKeySchema, reply: passkeysSchema, summary: 'Calls one of one’s own keys otherwise' },
    (_call, { params, body }, http) => renamePasskey(signedCall(http), params.id, body.name),
  )

  route(
    app,
    routes.removeKey,
    { params: one, reply: passkeysSchema, stepUp: true, summary: 'Takes one of one’s own keys away' },
    async (_call, { params }, http) => accepted(await removePasskey(signedCall(http), params.id)),
  )
}
