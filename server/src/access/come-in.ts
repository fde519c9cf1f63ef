import type { Session } from '@haidang/api/session'
import { canAdminister, canConsolidate, canImport, canIssuePlan, canReadAudit, canSeeDashboard, is } from '@haidang/domain/access/roles'
import type { App, Frozen, Http } from '../platform/routes.ts'
import { absoluteDays, callOfSession, deviceCookieFor, sessionCookieFor, signedCall, type SignedCall } from '../platform/sessions.ts'
import { knownDeviceDays, type Visit } from './attempts.ts'
import { mayActFor } from './delegations.ts'
import type { Entered } from './sign-in.ts'

/** From what, where and which browser somebody asks. */
export const visitOf = ({ settings }: App, { request }: Http): Visit => ({
  userAgent: request.headers['user-agent'] ?? '',
  address: request.ip,
  deviceToken: request.cookies[deviceCookieFor(settings.publicUrl)],
})

/** Browsers take a Secure cookie from http://localhost too; only a trial over plain HTTP in a local network goes without. */
export const isPlainHttp = ({ settings }: App): boolean => settings.publicUrl?.startsWith('http:') === true

/** Sets the cookies and says who has come in. */
export async function welcome(app: App, { token, deviceToken }: Entered, { request, reply }: Http): Promise<Frozen<Session>> {
  const { publicUrl } = app.settings
  const lasting = (days: number) =>
    ({ path: '/', httpOnly: true, sameSite: 'lax', secure: !isPlainHttp(app), maxAge: days * 24 * 3600 }) as const
  reply.setCookie(sessionCookieFor(publicUrl), token, lasting(absoluteDays))
  reply.setCookie(deviceCookieFor(publicUrl), deviceToken, lasting(knownDeviceDays))
  return describe(signedCall({ request: { call: await callOfSession(app.services, token, request.id) } }))
}

/** Who is there, for whom else they may act, and what they may do. */
export async function describe(call: SignedCall): Promise<Frozen<Session>> {
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

/** How people reach us: what an issuer sends them back to, and what a key signs for. */
export const ourAddress = ({ settings }: App, { request }: Http): string => settings.publicUrl ?? `${request.protocol}://${request.host}`
