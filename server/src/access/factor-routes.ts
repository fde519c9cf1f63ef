import { okSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { begunFactorSchema, factorStateSchema, proofSchema, recoveryCodesSchema, typedCodeSchema } from '@haidang/api/session'
import { accepted } from '../platform/problems.ts'
import { route, type App } from '../platform/routes.ts'
import { signedCall } from '../platform/sessions.ts'
import { prove } from './prove.ts'
import { beginTotp, confirmTotp, readFactor, removeTotp, renewCodes } from './factors.ts'

/** One's own second factor. Setting it up may be what comes before anything else. */
export function registerFactorRoutes(app: App): void {
  const perMinute = app.settings.signInsPerMinute

  route(
    app,
    routes.factor,
    {
      reply: factorStateSchema,
      beforeSettled: true,
      summary: 'Whether one comes in with a second factor, and how many recovery codes are left',
    },
    (_call, _input, http) => readFactor(signedCall(http)),
  )

  route(
    app,
    routes.prove,
    { body: proofSchema, reply: okSchema, perMinute, beforeSettled: true, summary: 'Says again who sits there, before a dangerous act' },
    async (_call, { body }, http) => {
      await prove(signedCall(http), body.secret)
      return { ok: true }
    },
  )

  route(
    app,
    routes.beginFactor,
    {
      reply: begunFactorSchema,
      status: 201,
      perMinute,
      beforeSettled: true,
      stepUp: true,
      summary: 'A secret for an authenticator; it counts once a code of it was given',
    },
    async (_call, _input, http) => accepted(await beginTotp(signedCall(http))),
  )

  route(
    app,
    routes.confirmFactor,
    {
      body: typedCodeSchema,
      reply: recoveryCodesSchema,
      perMinute,
      beforeSettled: true,
      summary: 'The first code; answers the recovery codes, once',
    },
    async (_call, { body }, http) => accepted(await confirmTotp(signedCall(http), body.code)),
  )

  route(
    app,
    routes.renewRecoveryCodes,
    { body: typedCodeSchema, reply: recoveryCodesSchema, perMinute, summary: 'New recovery codes in place of all before' },
    async (_call, { body }, http) => accepted(await renewCodes(signedCall(http), body.code)),
  )

  route(
    app,
    routes.removeFactor,
    { body: typedCodeSchema, reply: okSchema, perMinute, summary: 'Comes in without a second factor from now on' },
    async (_call, { body }, http) => {
      accepted(await removeTotp(signedCall(http), body.code))
      return { ok: true }
    },
  )
}
