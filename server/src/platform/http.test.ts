import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problemSchema } from '@haidang/api/problem'
import { is } from '@haidang/domain/access/roles'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { problem, languageOf } from './problems.ts'
import { publicRoute, route, type App } from './routes.ts'
import { testOffice, type TestOffice } from './testing.ts'

function registerTrials(app: App): void {
  publicRoute(app, 'GET /api/trial/public', { reply: z.object({ ok: z.boolean() }) }, async () => ({ ok: true }))
  route(
    app,
    'GET /api/trial/:id',
    {
      params: z.object({ id: z.uuid() }),
      query: z.object({ limit: z.coerce.number().int().max(50).default(10) }),
      reply: z.object({ id: z.string(), limit: z.number() }),
    },
    async (call, { params, query }) => ({
      id: params.id,
      limit: query.limit,
      secret: call.viewer.accountId,
    }),
  )
  route(
    app,
    'PUT /api/trial',
    {
      body: z.object({ name: z.string().min(3), n: z.number() }),
      reply: z.object({ by: z.string() }),
      can: (viewer) => is(viewer, 'synthesis'),
    },
    async (call) => ({ by: call.actor.name }),
  )
  route(app, 'GET /api/trial/wrong-reply', { reply: z.object({ n: z.number() }) }, async () => {
    const wrong: { n: number } = JSON.parse('{"n": "một"}')
    return wrong
  })
  route(app, 'GET /api/trial/broken', {}, async () => {
    throw new Error('password=hunter2 at /srv/secret')
  })
  route(app, 'GET /api/trial/away', {}, async () => {
    throw Object.assign(new Error('the database system is starting up'), { code: '57P03' })
  })
  route(app, 'POST /api/trial/refused', { reply: z.object({}) }, async () => {
    throw problem('refused', { reason: 'incomplete', help: { indicatorIds: ['a'] } })
  })
  route(app, 'DELETE /api/trial', {}, async () => undefined)
}

let office: TestOffice
let webDist: string
beforeAll(async () => {
  webDist = await mkdtemp(join(tmpdir(), 'haidang-web-'))
  await mkdir(join(webDist, 'assets'))
  await writeFile(join(webDist, 'index.html'), '<!doctype html><title>Hải Đăng</title>')
  await writeFile(join(webDist, 'assets', 'app-1a2b3c.js'), `console.log('${'x'.repeat(4000)}')`)
  office = await testOffice({ register: [registerTrials], settings: { webDist } })
})
afterAll(async () => {
  await office.close()
  await rm(webDist, { recursive: true })
})

const quiet = async <T>(work: () => Promise<T>): Promise<T> => {
  const said = console.error
  console.error = () => undefined
  try {
    return await work()
  } finally {
    console.error = said
  }
}

test('a route answers who is signed in, with parsed input and nothing that its schema does not name', async () => {
  const id = crypto.randomUUID()
  const reply = await office.app.inject({ url: `/api/trial/${id}?limit=7`, headers: office.signedIn('lan') })
  expect(reply.json()).toEqual({ id, limit: 7 })
  expect(reply.headers['cache-control']).toBe('no-store')
  expect(reply.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/u)
})

test('without a session only public routes answer', async () => {
  expect((await office.app.inject('/api/trial/public')).json()).toEqual({ ok: true })
  const reply = await office.app.inject(`/api/trial/${crypto.randomUUID()}`)
  expect(reply.statusCode).toBe(401)
  expect(problemSchema.parse(reply.json()).code).toBe('notSignedIn')
})

test('each wrong field is named, in the reader’s language', async () => {
  const put = (language: string) =>
    office.app.inject({
      method: 'PUT',
      url: '/api/trial',
      headers: { ...office.signedIn('minh'), 'accept-language': language },
      payload: { name: 'a', n: 'x' },
    })
  const vietnamese = await put('vi-VN,vi;q=0.9,en;q=0.8')
  expect(vietnamese.statusCode).toBe(400)
  expect(vietnamese.headers['content-type']).toMatch(/^application\/problem\+json/u)
  const body = problemSchema.parse(vietnamese.json())
  expect(body).toMatchObject({ code: 'badInput', title: 'Nội dung gửi lên chưa đúng' })
  expect(body.fields?.map(({ path }) => path)).toEqual(['name', 'n'])
  expect(body.fields?.[0]?.message).toMatch(/[ạảãáàậầ]/u)
  const english = problemSchema.parse((await put('en-GB')).json())
  expect(english.title).toBe('The input is not right')
  expect(english.fields?.[0]?.message).toMatch(/Too small/u)
})

test('a role without the right is told so; a body that is no JSON, or too large, is refused', async () => {
  const put = (person: 'lan' | 'minh', payload: string, type = 'application/json') =>
    office.app.inject({ method: 'PUT', url: '/api/trial', headers: { ...office.signedIn(person), 'content-type': type }, payload })
  expect((await put('minh', '{"name":"abc","n":1}')).json()).toEqual({ by: 'Lê Quang Minh' })
  expect(problemSchema.parse((await put('lan', '{"name":"abc","n":1}')).json()).code).toBe('notAllowed')
  expect(problemSchema.parse((await put('minh', '{"name":')).json()).code).toBe('badInput')
  expect(problemSchema.parse((await put('minh', `{"name":"${'x'.repeat(1_100_000)}","n":1}`)).json()).code).toBe('fileTooLarge')
  expect((await put('minh', '<a/>', 'application/xml')).statusCode).toBe(415)
  expect((await put('minh', '{"__proto__":{"x":1},"name":"abc","n":1}')).statusCode).toBe(400)
})

test('a failure tells no more than that it failed; a lost database, to try again; a refusal, why', async () => {
  const get = (url: string) => office.app.inject({ url, headers: office.signedIn('lan') })
  await quiet(async () => {
    const broken = await get('/api/trial/broken')
    expect(broken.statusCode).toBe(500)
    expect(broken.body).not.toMatch(/hunter2|secret/u)
    expect((await get('/api/trial/wrong-reply')).statusCode).toBe(500)
  })
  const away = await get('/api/trial/away')
  expect(away.statusCode).toBe(503)
  expect(away.headers['retry-after']).toBe('2')
  const refused = await office.app.inject({ method: 'POST', url: '/api/trial/refused', headers: office.signedIn('lan') })
  expect(problemSchema.parse(refused.json())).toMatchObject({ status: 422, reason: 'incomplete', help: { indicatorIds: ['a'] } })
  expect((await office.app.inject({ method: 'DELETE', url: '/api/trial', headers: office.signedIn('lan') })).statusCode).toBe(204)
})

test('what is not there is a problem for a program and the page for a person', async () => {
  expect(problemSchema.parse((await office.app.inject('/api/nothing')).json()).code).toBe('notFound')
  for (const url of ['/', '/viec-cua-toi', '/bao-cao/2024-05?x=1']) {
    const page = await office.app.inject(url)
    expect(page.statusCode).toBe(200)
    expect(page.headers['cache-control']).toBe('no-cache')
    expect(page.body).toContain('Hải Đăng')
  }
  expect((await office.app.inject('/favicon-missing.ico')).statusCode).toBe(404)
  expect((await office.app.inject('/assets/missing-1.js')).statusCode).toBe(404)
  expect((await office.app.inject({ method: 'POST', url: '/viec-cua-toi' })).statusCode).toBe(404)
  expect((await office.app.inject('/..%2f..%2fpackage.json')).statusCode).toBe(404)
})

test('hashed assets are kept for good, and travel compressed', async () => {
  const reply = await office.app.inject({ url: '/assets/app-1a2b3c.js', headers: { 'accept-encoding': 'gzip, br' } })
  expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(reply.headers['content-encoding']).toBe('br')
  expect(reply.rawPayload.length).toBeLessThan(500)
})

test('no script runs that is not ours, no other site frames us, and plain HTTP makes no promise of HTTPS', async () => {
  const { headers } = await office.app.inject('/')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(headers['x-frame-options']).toBe('DENY')
  expect(policy).not.toContain('upgrade-insecure-requests')
  expect(headers['strict-transport-security']).toBeUndefined()
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['x-powered-by'] ?? headers['server']).toBeUndefined()
})

test('health, readiness and metrics answer without a session', async () => {
  expect((await office.app.inject('/healthz')).json()).toEqual({ ok: true })
  expect((await office.app.inject('/readyz')).json()).toEqual({ ready: true })
  const metrics = (await office.app.inject('/metrics')).body
  expect(metrics).toMatch(/haidang_http_request_seconds_count\{method="GET",route="\/api\/trial\/:id",status="200"\} [1-9]/u)
  expect(metrics).toContain('haidang_database_connections{state="idle"}')
})

test('the OpenAPI document has every route, its shapes, its problems, and who must be signed in', async () => {
  const document = (await office.app.inject('/api/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths).toMatchObject({ '/api/trial': {}, '/api/trial/{id}': {}, '/api/trial/public': {} })
  const { get } = document.paths['/api/trial/{id}']
  expect(get.parameters.map((parameter: { name: string }) => parameter.name).toSorted()).toEqual(['id', 'limit'])
  expect(get.security).toEqual([{ session: [] }])
  expect(get.responses.default.content['application/problem+json'].schema.$ref).toBe('#/components/schemas/Problem')
  expect(document.paths['/api/trial/public'].get.security).toBeUndefined()
  expect(document.paths['/api/trial'].put.requestBody.content['application/json'].schema.required).toEqual(['name', 'n'])
  expect(document.components.schemas.Problem.required).toContain('requestId')
})

test('one address gets so many requests a minute, and fewer attempts to sign in', async () => {
  const strict = await testOffice({
    register: [
      registerTrials,
      (app) => publicRoute(app, 'POST /api/trial/sign-in', { perMinute: 2, reply: z.object({}) }, async () => ({})),
    ],
    settings: { requestsPerMinute: 5, webDist },
  })
  const headers = { 'x-haidang': '1', 'sec-fetch-site': 'same-origin' }
  const attempts = []
  for (let turn = 0; turn < 3; turn += 1)
    attempts.push((await strict.app.inject({ method: 'POST', url: '/api/trial/sign-in', headers })).statusCode)
  expect(attempts).toEqual([200, 200, 429])
  const seen = []
  for (let turn = 0; turn < 7; turn += 1) seen.push(await strict.app.inject('/api/trial/public'))
  expect(seen.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect(problemSchema.parse(seen[6]?.json()).code).toBe('tooManyRequests')
  expect(Number(seen[6]?.headers['retry-after'])).toBeGreaterThan(0)
  // Whoever claims to be somebody else by a header is still counted.
  expect((await strict.app.inject({ url: '/api/trial/public', headers: { 'x-forwarded-for': '10.9.8.7' } })).statusCode).toBe(429)
  await strict.close()
})

test('Vietnamese is the language unless English is asked for first', () => {
  expect([undefined, '', '*', 'fr', 'vi', 'vi,en', 'en;q=0.5,vi;q=0.9', 'en;q=0'].map((header) => languageOf(header))).toEqual(
    Array(8).fill('vi'),
  )
  expect(['en', 'en-US,vi;q=0.5', 'fr,en', 'vi;q=0.2,en;q=0.3'].map((header) => languageOf(header))).toEqual(Array(4).fill('en'))
})
