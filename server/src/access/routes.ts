import { idSchema, okSchema } from '@haidang/api/common'
import { routes } from '@haidang/api/routes'
import {
  actForSchema,
  changePasswordSchema,
  officesSchema,
  sessionSchema,
  sessionsSchema,
  setClockSchema,
  signInByLinkSchema,
  signedOutSchema,
  signInSchema,
} from '@haidang/api/session'
import { securityRulesSchema, setSecurityRulesSchema } from '@haidang/api/security'
import { canAdminister, canReadAudit } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { publicRoute, route, type App, type Http } from '../platform/routes.ts'
import { callOfSession, sessionCookieFor, sessionsOf, signedCall, type SignedCall } from '../platform/sessions.ts'
import { endMyOtherSessions, endMySession, setClock, signOut } from './actions.ts'
import { changePassword } from './change-password.ts'
import { describe, isPlainHttp, ourAddress, visitOf, welcome } from './come-in.ts'
import { registerDelegationRoutes } from './delegation-routes.ts'
import { actFor } from './delegations.ts'
import { registerFactorRoutes } from './factor-routes.ts'
import { registerIssuerRoutes } from './issuer-routes.ts'
import { leaveIssuer } from './issuer-sign-in.ts'
import { officesForAll } from './issuers.ts'
import { registerPasskeyRoutes } from './passkey-routes.ts'
import { registerPeopleRoutes } from './people-routes.ts'
import { readSecurityRules, setSecurityRules } from './rules.ts'
import { signIn, signInByLink } from './sign-in.ts'
import { registerTokenRoutes } from './token-routes.ts'

export function registerAccessRoutes(app: App): void {
  const { signInsPerMinute: perMinute, publicUrl } = app.settings
  const cookieName = sessionCookieFor(publicUrl)

  /** Who asks, as they stand after what they have just done. */
  const asNow = async ({ request }: Http): Promise<SignedCall> =>
    signedCall({ request: { call: await callOfSession(app.services, request.cookies[cookieName], request.id) } })

  publicRoute(app, routes.offices, { reply: officesSchema }, (services) => officesForAll(services))

  publicRoute(app, routes.signIn, { body: signInSchema, reply: sessionSchema, perMinute }, async (services, { body }, http) =>
    welcome(app, await signIn(services, body, visitOf(app, http)), http),
  )

  publicRoute(app, routes.signInByLink, { body: signInByLinkSchema, reply: sessionSchema, perMinute }, async (services, { body }, http) =>
    welcome(app, await signInByLink(services, body, visitOf(app, http)), http),
  )

  route(app, routes.session, { reply: sessionSchema, beforeSettled: true }, async (_call, _input, { request }) =>
    describe(signedCall({ request })),
  )

  route(app, routes.signOut, { reply: signedOutSchema, beforeSettled: true }, async (call, _input, http) => {
    const issuer = await signOut(signedCall(http))
    http.reply.clearCookie(cookieName, { path: '/', httpOnly: true, sameSite: 'lax', secure: !isPlainHttp(app) })
    const leaveAt = issuer === undefined ? undefined : await leaveIssuer(call, issuer, ourAddress(app, http))
    return leaveAt === undefined ? { ok: true } : { ok: true, leaveAt }
  })

  route(
    app,
    routes.sessions,
    { reply: sessionsSchema, summary: 'The sessions that are open in one’s own name: from what, where and when' },
    async (_call, _input, http) => ({ sessions: await sessionsOf(signedCall(http)) }),
  )

  route(
    app,
    routes.endSession,
    { params: z.object({ id: idSchema }), reply: sessionsSchema, summary: 'Ends one of one’s own sessions' },
    async (_call, { params }, http) => {
      await endMySession(signedCall(http), params.id)
      return { sessions: await sessionsOf(signedCall(http)) }
    },
  )

  route(
    app,
    routes.endOtherSessions,
    { reply: sessionsSchema, summary: 'Ends all of one’s own sessions but this' },
    async (_call, _input, http) => {
      await endMyOtherSessions(signedCall(http))
      return { sessions: await sessionsOf(signedCall(http)) }
    },
  )

  route(
    app,
    routes.changePassword,
    { body: changePasswordSchema, reply: okSchema, perMinute, beforeSettled: true },
    async (_call, { body }, http) => {
      await changePassword(signedCall(http), body, visitOf(app, http).deviceToken)
      return { ok: true }
    },
  )

  registerFactorRoutes(app)
  registerPeopleRoutes(app)
  registerTokenRoutes(app)
  registerIssuerRoutes(app)
  registerPasskeyRoutes(app)
  registerDelegationRoutes(app)

  route(
    app,
    routes.actFor,
    { body: actForSchema, reply: sessionSchema, summary: 'Acts in this session by a delegation, or for oneself again' },
    async (_call, { body }, http) => {
      await actFor(signedCall(http), body.delegationId)
      return describe(await asNow(http))
    },
  )

  route(
    app,
    routes.securityRules,
    { reply: securityRulesSchema, can: canReadAudit, summary: 'What the office asks of everybody who signs in, and since when' },
    (call) => readSecurityRules(call),
  )

  route(
    app,
    routes.setSecurityRules,
    { body: setSecurityRulesSchema, reply: securityRulesSchema, can: canAdminister, stepUp: true, summary: 'Asks otherwise from a day on' },
    (call, { body }) => setSecurityRules(call, body),
  )

  route(app, routes.setClock, { body: setClockSchema, reply: sessionSchema, can: canAdminister }, async (call, { body }, http) => {
    await setClock(call, body.now)
    return describe(await asNow(http))
  })
}
