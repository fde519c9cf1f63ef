import { randomUUID } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import type { OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import helmet from 'helmet'
import type { Services } from './call.ts'
import { knowCaller } from './caller.ts'
import { answerError } from './errors.ts'
import { addMetrics } from './metrics.ts'
import { addOpenApi } from './openapi.ts'
import { checkHost, isLoopback } from './origin.ts'
import { problem } from './problems.ts'
import type { SignedCall, TokenCall } from './sessions.ts'
import { addWebFiles } from './web-files.ts'
import { replyWriter, sendPacked } from './lasting-replies.ts'
import './routes.ts'

declare module 'fastify' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- declaration merging needs an interface.
  interface FastifyInstance {
    readonly services: Services
    readonly settings: HttpSettings
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- as above.
  interface FastifyRequest {
    call: SignedCall | TokenCall | undefined
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- as above.
  interface FastifyContextConfig {
    /** true: answers only to a session. Routes of the platform itself (health, files of the pages) say nothing. */
    readonly signedIn?: boolean
    /** true: its own statement asks for the session, or it proves the call first; so a remembered caller will do (recent-sessions.ts). */
    readonly asksForSession?: boolean
    /** true: answers to a token and to no cookie (routes.ts), so nobody's browser can be made to ask. */
    readonly bearer?: boolean
    /** true: answers also whoever must first change the password. */
    readonly beforeSettled?: boolean
  }
}

export type HttpSettings = {
  /** Addresses of proxies whose X-Forwarded-* counts; none by default. */
  readonly trustProxy?: readonly string[]
  /** How people reach the program, when it is not by the address it listens on. http:// turns off what needs https. */
  readonly publicUrl?: string
  /** The address it listens on; without one (tests, which send no requests over a network) any name will do. */
  readonly host?: string
  readonly webDist: string
  /** From one address; 0 turns this limit off, but not that of signing in. */
  readonly requestsPerMinute: number
  readonly signInsPerMinute: number
  /** By one token of a program. */
  readonly tokenRequestsPerMinute: number
  readonly version: string
  /** Memory, event loop and the like at /metrics; once per process. */
  readonly processMetrics: boolean
  /** Longest delay of the event loop before requests are turned away; 0 turns the check off. */
  readonly maxEventLoopDelayMs: number
  /** False while the program ends or waits for its database. */
  readonly isServing: () => boolean
}

/** The HTTP server with everything that is the same for all features; `features` register their routes on it. */
export async function buildApp(
  services: Services,
  settings: HttpSettings,
  features: readonly ((app: FastifyInstance) => void)[],
): Promise<FastifyInstance> {
  const { publicUrl, trustProxy, host } = settings
  const isPrivate = host !== undefined && isLoopback(host) && publicUrl === undefined
  const app = fastify({
    // fastify hands its logger to plugins under its own type; ours is the part of it that the program uses.
    ...('child' in services.log ? { loggerInstance: services.log as FastifyBaseLogger } : {}),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: services.limits.jsonBodyBytes,
    trustProxy: trustProxy === undefined || trustProxy.length === 0 ? false : [...trustProxy],
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // 20 MB over a ward's slow line take minutes; a head that does not come is cut off by Node far sooner.
    requestTimeout: 300_000,
  })
  app.decorate('services', services)
  app.decorate('settings', settings)
  app.decorateRequest('call', undefined)
  app.setErrorHandler(answerError)
  // Input is checked by route(), which knows the reader's language; output here, so that nothing leaves that the schema does not name.
  app.setValidatorCompiler(() => (value) => ({ value }))
  app.setSerializerCompiler(replyWriter)

  await addProtection(app, settings)
  await app.register(cookie)
  sendPacked(app)
  // Nobody sends packed requests, so nothing here unpacks what could be a bomb.
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip', 'identity'],
    globalDecompression: false,
    brotliOptions: { params: { 1: 4 } },
  }) // 1 is the quality: 11, its default, is for files made once.
  await app.register(multipart, {
    limits: {
      files: 1,
      fields: 10,
      fieldSize: 10_000,
      fileSize: Math.max(services.limits.directiveBytes, services.limits.evidenceBytes, services.limits.mapBytes) + 1,
    },
    throwFileSizeLimit: true,
  })
  await addOpenApi(app, settings)

  const know = knowCaller(app)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (isPrivate) checkHost(request)
    // The route that was found, not the address as it was written: "/%61pi/session" is the same one.
    if (request.routeOptions.url?.startsWith('/api/') !== true) return
    reply.header('cache-control', 'no-store')
    await know(request)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, call } = request
    request.log.info(
      {
        method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        tenant: call?.tenantId,
      },
      'answered',
    )
    done()
  })

  addMetrics(app, services, { ofProcess: settings.processMetrics })
  addHealth(app, services, settings)
  for (const feature of features) feature(app)
  await addWebFiles(app, settings.webDist)
  return app
}

/** Nothing here asks for these; what gets into a page shall not either. */
const unusedPowers = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()'

/** Headers that tell the browser what it must not do for a page of ours; the same for every answer, so they are put together once. */
function protectiveHeaders(publicUrl: string | undefined): OutgoingHttpHeaders {
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // No style in the page either: what the pages compute they set through the DOM, which this does not forbid.
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Promised only by those who said that they are reached by https.
    strictTransportSecurity: publicUrl?.startsWith('https:') === true ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  })
  set(response.req, response, (error) => {
    if (error !== undefined) throw error instanceof Error ? error : new Error('helmet set no headers', { cause: error })
  })
  return { ...response.getHeaders(), 'permissions-policy': unusedPowers }
}

async function addProtection(app: FastifyInstance, { publicUrl, requestsPerMinute, maxEventLoopDelayMs }: HttpSettings): Promise<void> {
  const headers = protectiveHeaders(publicUrl)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  await app.register(rateLimit, {
    // Without the general limit those of single routes (signing in, uploads) still hold.
    global: requestsPerMinute > 0,
    max: requestsPerMinute,
    timeWindow: 60_000,
    cache: 10_000,
    // Only who is turned away needs to hear of it.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (_request, { ttl }) => problem('tooManyRequests', { retryAfterSeconds: ttl / 1000 }),
  })
  if (maxEventLoopDelayMs > 0) {
    await app.register(underPressure, {
      maxEventLoopDelay: maxEventLoopDelayMs,
      pressureHandler: () => {
        throw problem('unavailable', { retryAfterSeconds: 5 })
      },
    })
  }
}

function addHealth(app: FastifyInstance, services: Services, { isServing }: HttpSettings): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (!isServing()) throw problem('unavailable', { retryAfterSeconds: 2 })
    await services.pool.query({ text: 'select 1', query_timeout: 2000 } as { text: string }) // pg takes the timeout per query; its types do not say so.
    return { ready: true }
  })
}
