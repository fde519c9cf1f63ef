import { scopeNeededAt } from '@haidang/api/route-scopes'
import type { Viewer } from '@haidang/domain/access/roles'
import { en, vi } from 'zod/locales'
import type { z } from 'zod'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Call, Services } from './call.ts'
import { languageOf, problem } from './problems.ts'
import { demandFresh, signedCall } from './sessions.ts'

/** Given to `app` by http.ts; routes are registered on it. */
export type App = FastifyInstance

/** Replies may be read-only data: what is sent is only read. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

export type Http = { readonly request: FastifyRequest; readonly reply: FastifyReply }

export type RouteShapes<Params, Query, Body, Reply> = {
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
  /** Without it the handler answers through `http.reply` itself (a file) or with nothing (204). */
  readonly reply?: z.ZodType<Reply>
  /** For the OpenAPI document, by media type: what the handler writes itself, as these say it (tested). */
  readonly sends?: Readonly<Record<string, z.ZodType>>
  readonly status?: 200 | 201 | 202
  readonly bodyLimit?: number
  /** Requests per minute from one address, where the general limit is too wide. */
  readonly perMinute?: number
  /** Answers to a token in `Authorization`, which no browser sends by itself: another site's page can make nobody's browser ask. */
  readonly bearer?: boolean
  /** Answers also whoever must first change the password. */
  readonly beforeSettled?: boolean
  /** For the OpenAPI document. */
  readonly summary?: string
}

export type Input<Params, Query, Body> = { readonly params: Params; readonly query: Query; readonly body: Body }

/** An endpoint of people who are signed in. `can` is the role's right to the endpoint; the right to a row is checked where the row is fetched. `asksForSession`: see recent-sessions.ts. */
export function route<
  Params = undefined,
  Query = undefined,
  Body = undefined,
  Reply = unknown,
  const Sent extends Frozen<Reply> = Frozen<Reply>,
>(
  app: App,
  where: string,
  {
    can,
    asksForSession = false,
    stepUp = false,
    ...shapes
  }: RouteShapes<Params, Query, Body, Reply> & {
    readonly can?: (viewer: Viewer) => boolean
    readonly asksForSession?: boolean
    /** A dangerous act: asks for a proof that is not older than the office's rules say. */
    readonly stepUp?: boolean
  },
  handler: (call: Call, input: Input<Params, Query, Body>, http: Http) => Promise<Sent>,
): void {
  // Whoever is a program cannot say again who sits there.
  if (stepUp && scopeNeededAt(where) !== 'session') throw new RangeError(`${where} is a dangerous act, and must be closed to tokens`)

  register(app, where, shapes, { signedIn: true, asksForSession }, (input, http) => {
    const { call } = http.request
    if (call === undefined) throw problem('notSignedIn')
    if (can !== undefined && !can(call.viewer)) throw problem('notAllowed')
    if (stepUp) demandFresh(signedCall(http))

    return handler(call, input, http)
  })
}

/** An endpoint of everybody: signing in, and what is public. */
export function publicRoute<
  Params = undefined,
  Query = undefined,
  Body = undefined,
  Reply = unknown,
  const Sent extends Frozen<Reply> = Frozen<Reply>,
>(
  app: App,
  where: string,
  shapes: RouteShapes<Params, Query, Body, Reply>,
  handler: (services: Services, input: Input<Params, Query, Body>, http: Http) => Promise<Sent>,
): void {
  register(app, where, shapes, { signedIn: false, asksForSession: false }, (input, http) => handler(app.services, input, http))
}

function register<Params, Query, Body, Reply>(
  app: App,
  where: string,
  {
    params,
    query,
    body,
    reply,
    sends,
    status = 200,
    bodyLimit,
    perMinute,
    bearer = false,
    beforeSettled = false,
    summary,
  }: RouteShapes<Params, Query, Body, Reply>,
  { signedIn, asksForSession }: { readonly signedIn: boolean; readonly asksForSession: boolean },
  answer: (input: Input<Params, Query, Body>, http: Http) => Promise<unknown>,
): void {
  const [method = '', url = ''] = where.split(' ')
  app.route({
    method,
    url,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: {
      signedIn,
      asksForSession,
      bearer,
      beforeSettled,
      ...(perMinute === undefined ? {} : { rateLimit: { max: perMinute, timeWindow: 60_000 } }),
    },
    schema: {
      tags: [url.split('/')[2] ?? 'api'],
      ...(summary === undefined ? {} : { summary }),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
      ...(reply === undefined ? {} : { response: { [status]: reply } }),
      ...(sends === undefined ? {} : { response: { [status]: { description: 'As asked for', content: mediaOf(sends) } } }),
    },
    handler: async (request, response) => {
      // The casts: a shape that was not asked for is read as undefined, and its type parameter says so.
      const input = {
        params: params === undefined ? (undefined as Params) : placeOf(params, request.params),
        query: query === undefined ? (undefined as Query) : parse(query, request.query, request),
        body: body === undefined ? (undefined as Body) : parse(body, request.body, request),
      }
      const result = await answer(input, { request, reply: response })
      if (response.sent || result === response) return response
      if (reply === undefined && result === undefined) return response.code(204).send()
      return response.code(status).send(result)
    },
  })
}

const mediaOf = (sends: Readonly<Record<string, z.ZodType>>): object =>
  Object.fromEntries(Object.entries(sends).map(([type, schema]) => [type, { schema }]))

/** An address that nothing could have is an address where nothing is. */
function placeOf<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw problem('notFound')
}

const localeErrors = { vi: vi().localeError, en: en().localeError }

function parse<T>(schema: z.ZodType<T>, value: unknown, request: FastifyRequest): T {
  const result = schema.safeParse(value, { error: (issue) => localeErrors[languageOf(request.headers['accept-language'])](issue) })
  if (result.success) return result.data
  throw problem('badInput', { fields: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) })
}
