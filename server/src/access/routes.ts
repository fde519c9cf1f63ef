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
  signInSchema,
  type Session,
} from '@haidang/api/session'
import { securityRulesSchema, setSecurityRulesSchema } from '@haidang/api/security'
import { canAdminister, canConsolidate, canImport, canIssuePlan, canReadAudit, canSeeDashboard, is } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { publicRoute, route, type App, type Frozen, type Http } from '../platform/routes.ts'
import {
  absoluteDays,
  callOfSession,
  deviceCookieFor,
  sessionCookieFor,
  sessionsOf,
  signedCall,
  type SignedCall,
} from '../platform/sessions.ts'
import { endMyOtherSessions, endMySession, setClock, signOut } from './actions.ts'
import { knownDeviceDays, type Visit } from './attempts.ts'
import { changePassword } from './change-password.ts'
import { registerDelegationRoutes } from './delegation-routes.ts'
import { actFor, mayActFor } from './delegations.ts'
import { registerFactorRoutes } from './factor-routes.ts'
import { registerPeopleRoutes } from './people-routes.ts'
import { readSecurityRules, setSecurityRules } from './rules.ts'
import { signIn, signInByLink, type Entered } from './sign-in.ts'
import { registerTokenRoutes } from './token-routes.ts'
import { offices } from './store.ts'

export function registerAccessRoutes(app: App): void {
  const { signInsPerMinute: perMinute, publicUrl } = app.settings
  const cookieName = sessionCookieFor(publicUrl)

  /** Who asks, as they stand after what they have just done. */
  const asNow = async ({ request }: Http): Promise<SignedCall> =>
    signedCall({ request: { call: await callOfSession(app.services, request.cookies[cookieName], request.id) } })

  publicRoute(app, routes.offices, { reply: officesSchema }, (services) => offices(services))

  publicRoute(app, routes.signIn, { body: signInSchema, reply: sessionSchema, perMinute }, async (services, { body }, http) =>
    welcome(app, await signIn(services, body, visitOf(app, http)), http),
  )

  publicRoute(app, routes.signInByLink, { body: signInByLinkSchema, reply: sessionSchema, perMinute }, async (services, { body }, http) =>
    welcome(app, await signInByLink(services, body, visitOf(app, http)), http),
  )

  route(app, routes.session, { reply: sessionSchema, beforeSettled: true }, async (_call, _input, { request }) =>
    describe(signedCall({ request })),
  )

  route(app, routes.signOut, { reply: okSchema, beforeSettled: true }, async (_call, _input, http) => {
    await signOut(signedCall(http))
    http.reply.clearCookie(cookieName, { path: '/', httpOnly: true, sameSite: 'lax', secure: !isPlainHttp(app) })
    return { ok: true }
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

const visitOf = ({ settings }: App, { request }: Http): Visit => ({
  userAgent: request.headers['user-agent'] ?? '',
  address: request.ip,
  deviceToken: request.cookies[deviceCookieFor(settings.publicUrl)],
})

/** Browsers take a Secure cookie from http://localhost too; only a trial over plain HTTP in a local network goes without. */
const isPlainHttp = ({ settings }: App): boolean => settings.publicUrl?.startsWith('http:') === true

/** Sets the cookies and says who has come in. */
async function welcome(app: App, { token, deviceToken }: Entered, { request, reply }: Http): Promise<Frozen<Session>> {
  const { publicUrl } = app.settings
  const lasting = (days: number) =>
    ({ path: '/', httpOnly: true, sameSite: 'lax', secure: !isPlainHttp(app), maxAge: days * 24 * 3600 }) as const
  reply.setCookie(sessionCookieFor(publicUrl), token, lasting(absoluteDays))
  reply.setCookie(deviceCookieFor(publicUrl), deviceToken, lasting(knownDeviceDays))
  return describe(signedCall({ request: { call: await callOfSession(app.services, token, request.id) } }))
}

async function describe(call: SignedCall): Promise<Frozen<Session>> {
  const { signed, viewer, now } = call
  return {
    ...signed,
    office: { ...signed.office, now },
    mayActFor: await mayActFor(call),
    can: {
      importDirective: canImport(viewer),
      issuePlan: canIssuePlan(viewer),
      report: is(viewer, 'focalPoint'),
      review: is(viewer, 'synthesis'),
      consolidate: canConsolidate(viewer),
      seeBoard: canSeeDashboard(viewer),
      readAudit: canReadAudit(viewer),
      administer: canAdminister(viewer),
    },
  }
}
