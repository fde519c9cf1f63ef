import { idSchema } from '@haidang/api/common'
import { issuersSchema, setIssuerSchema } from '@haidang/api/issuers'
import { routes } from '@haidang/api/routes'
import { comeFromIssuerSchema, goToIssuerSchema, issuerAddressSchema, sessionSchema } from '@haidang/api/session'
import { canAdminister, canReadAudit } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { publicRoute, route, type App, type Http } from '../platform/routes.ts'
import { journeyCookieFor, signedCall } from '../platform/sessions.ts'
import { isPlainHttp, ourAddress, visitOf, welcome } from './come-in.ts'
import { comeFromIssuer, endedAtIssuer, goToIssuer, journeyMinutes } from './issuer-sign-in.ts'
import { readIssuers, setIssuer } from './issuers.ts'

const logoutBytes = 64 * 1024

/** Signing in by somebody else (OpenID Connect), and who that may be. */
export function registerIssuerRoutes(app: App): void {
  const { signInsPerMinute: perMinute, publicUrl } = app.settings
  const cookieName = journeyCookieFor(publicUrl)
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: !isPlainHttp(app) } as const

  publicRoute(
    app,
    routes.goToIssuer,
    { body: goToIssuerSchema, reply: issuerAddressSchema, perMinute, summary: 'The page of an issuer, where one signs in' },
    async (services, { body }, http) => {
      const { address, browserToken } = await goToIssuer(services, body, ourAddress(app, http))
      http.reply.setCookie(cookieName, browserToken, { ...cookie, maxAge: journeyMinutes * 60 })
      return { address }
    },
  )

  publicRoute(
    app,
    routes.comeFromIssuer,
    { body: comeFromIssuerSchema, reply: sessionSchema, perMinute, summary: 'Comes in by what an issuer has said' },
    async (services, { body }, http) => {
      const browserToken = http.request.cookies[cookieName]
      const entered = await comeFromIssuer(services, body, { visit: visitOf(app, http), browserToken })
      http.reply.clearCookie(cookieName, cookie)
      return welcome(app, entered, http)
    },
  )

  // An issuer speaks as forms do (Back-Channel Logout 1.0, 2.5), and by a token that it has signed: no browser's cookie counts.
  void app.register(async (sender) => {
    sender.removeAllContentTypeParsers()
    sender.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: logoutBytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    publicRoute(
      sender,
      routes.endedAtIssuer,
      {
        params: z.object({ office: z.string().min(1).max(40), id: idSchema }),
        body: z.object({ logout_token: z.string().min(1).max(logoutBytes) }),
        bodyLimit: logoutBytes,
        perMinute,
        bearer: true,
        summary: 'An issuer says that somebody has signed out there',
      },
      async (services, { params, body }, http) => {
        await endedAtIssuer(services, params, body.logout_token)
        return http.reply.code(200).send()
      },
    )
  })

  route(
    app,
    routes.issuers,
    { reply: issuersSchema, can: canReadAudit, summary: 'Who else signs people in, and since when' },
    (call, _input, http) => readIssuers(call, { ourAddress: ourAddress(app, http), slug: slugOf(http) }),
  )

  route(
    app,
    routes.setIssuer,
    {
      body: setIssuerSchema,
      reply: issuersSchema,
      status: 201,
      can: canAdminister,
      stepUp: true,
      summary: 'Who signs people in from a day on',
    },
    async (call, { body }, http) => {
      accepted(await setIssuer(call, body))
      return readIssuers(call, { ourAddress: ourAddress(app, http), slug: signedCall(http).signed.office.slug })
    },
  )
}

const slugOf = ({ request }: Http): string => request.call?.signed.office.slug ?? ''
