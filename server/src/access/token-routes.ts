import { idSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import { addServiceAccountSchema, madeTokenSchema, makeTokenSchema, serviceAccountsSchema, tokensSchema } from '@haidang/api/tokens'
import { canAdminister, canReadAudit } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { accepted, problem } from '../platform/problems.ts'
import { route, type App, type Http } from '../platform/routes.ts'
import { signedCall } from '../platform/sessions.ts'
import { addServiceAccount, makeServiceToken, readServiceAccounts } from './service-accounts.ts'
import { makeOwnToken, readOwnTokens, revokeOfficeToken, revokeOwnToken } from './tokens.ts'

const one = z.object({ id: idSchema })

/** By what other programs come in. Making one is a dangerous act, ending one is not: whoever fears for it should not be asked first. */
export function registerTokenRoutes(app: App): void {
  const perMinute = app.settings.signInsPerMinute

  route(app, routes.tokens, { reply: tokensSchema, summary: 'The tokens that one has made for programs' }, (_call, _input, http) =>
    readOwnTokens(signedCall(http)),
  )

  route(
    app,
    routes.makeToken,
    {
      body: makeTokenSchema,
      reply: madeTokenSchema,
      status: 201,
      perMinute,
      stepUp: true,
      summary: 'A token by which a program does a part of what one may; shown once',
    },
    async (_call, { body }, http) => accepted(await makeOwnToken(signedCall(http), body)),
  )

  route(
    app,
    routes.revokeToken,
    { params: one, reply: tokensSchema, summary: 'Ends one of one’s own tokens' },
    async (_call, { params }, http) => {
      await revokeOwnToken(signedCall(http), params.id)
      return readOwnTokens(signedCall(http))
    },
  )

  const can = canAdminister
  route(
    app,
    routes.serviceAccounts,
    { reply: serviceAccountsSchema, can: canReadAudit, summary: 'The accounts of programs, and every token of the office' },
    (_call, _input, http) => readServiceAccounts(anyCall(http)),
  )

  route(
    app,
    routes.addServiceAccount,
    {
      body: addServiceAccountSchema,
      reply: serviceAccountsSchema,
      status: 201,
      can,
      stepUp: true,
      summary: 'An account that only a program comes in by',
    },
    async (_call, { body }, http) => {
      accepted(await addServiceAccount(signedCall(http), body))
      return readServiceAccounts(signedCall(http))
    },
  )

  route(
    app,
    routes.makeServiceToken,
    { params: one, body: makeTokenSchema, reply: madeTokenSchema, status: 201, can, stepUp: true, summary: 'A token of such an account' },
    async (_call, { params, body }, http) => accepted(await makeServiceToken(signedCall(http), params.id, body)),
  )

  route(
    app,
    routes.revokeOfficeToken,
    { params: one, reply: serviceAccountsSchema, can, summary: 'Ends a token, whosever it is' },
    async (call, { params }, http) => {
      await revokeOfficeToken(call, params.id)
      return readServiceAccounts(signedCall(http))
    },
  )
}

function anyCall({ request }: Http) {
  if (request.call === undefined) throw problem('notSignedIn')
  return request.call
}
