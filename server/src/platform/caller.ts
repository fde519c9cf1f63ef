import { scopeNeededAt } from '@haidang/api/route-scopes'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bearerOf, callOfToken } from './api-tokens.ts'
import { checkOrigin } from './origin.ts'
import { problem } from './problems.ts'
import { likelyCallOfSession } from './recent-sessions.ts'
import { callOfSession, demandSettled, sessionCookieFor } from './sessions.ts'

/**
 * Finds out who asks, before a route of ours answers. Where a token is brought no cookie is read, and nobody's browser brings one by itself: so
 * what is asked of our own page is not asked of it (origin.ts).
 */
export function knowCaller(app: FastifyInstance): (request: FastifyRequest) => Promise<void> {
  const { services, settings } = app
  const { publicUrl, tokenRequestsPerMinute: max } = settings
  const cookieName = sessionCookieFor(publicUrl)
  const countToken = app.createRateLimit({
    max,
    timeWindow: 60_000,
    keyGenerator: ({ call }) => (call !== undefined && 'token' in call ? `token ${call.token.id}` : ''),
  })

  return async (request) => {
    const { signedIn, asksForSession, bearer, beforeSettled } = request.routeOptions.config
    const token = bearer === true ? undefined : bearerOf(request.headers)
    if (token !== undefined && signedIn === true) {
      request.call = await callOfToken(services, { text: token, address: request.ip, requestId: request.id, needed: neededBy(request) })
      const counted = await countToken(request)
      if (!counted.isAllowed && counted.isExceeded) throw problem('tooManyRequests', { retryAfterSeconds: counted.ttlInSeconds })
    } else {
      if (bearer !== true) checkOrigin(request, publicUrl)
      if (signedIn !== true) return
      const find = asksForSession === true ? likelyCallOfSession : callOfSession
      request.call = await find(services, request.cookies[cookieName], request.id)
    }
    if (request.call === undefined) throw problem('notSignedIn')
    if (beforeSettled !== true) demandSettled(request.call.signed)
  }
}

const neededBy = ({ method, routeOptions }: FastifyRequest) =>
  scopeNeededAt(`${method === 'HEAD' ? 'GET' : method} ${routeOptions.url ?? ''}`)
