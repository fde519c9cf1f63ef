import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { featureRoutes } from './features.ts'
import { openSession, sessionCookieFor } from './platform/sessions.ts'
import { testOffice } from './platform/testing.ts'
import type { PersonName, TestOffice } from './platform/testing.ts'
import { inTransaction } from './platform/transaction.ts'
import { saveEntries } from './reports/save-entries.ts'
import { issueTestPlan } from './reports/testing.ts'

/** Requests made from the schemas of all routes, as each role and as nobody; many in the long form. */
const requests = (process.env['HAIDANG_LONG'] ?? '') === '' ? 600 : 20_000
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000)
const now = '2024-05-11T02:00:00.000Z'
const people = ['minh', 'lan', 'hung', 'thu', 'quan', 'an'] as const satisfies readonly PersonName[]

type Schema = {
  readonly [key: string]: unknown
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
}
type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[]
  readonly body: Schema | undefined
}

let office: TestOffice
let operations: readonly Operation[]
/** Ids of the office by table; and everything that only the other office has. */
let own: ReadonlyMap<string, readonly string[]>
let foreign: readonly string[]
const cookies = new Map<PersonName, string>()

beforeAll(async () => {
  office = await testOffice({ register: featureRoutes, settings: { signInsPerMinute: 1_000_000 } })
  const neighbour = await office.neighbour()
  for (const home of [office, neighbour]) {
    await home.setClock(now)
    const plan = await issueTestPlan(home, { first: '2024-04', last: '2024-09' })
    const entry = { indicatorId: plan.indicators.online, numerator: '3', denominator: '4', note: 'Bí mật', baseRevision: 0 }
    await saveEntries(home.callAs('lan'), plan.reportOf(home.units.ward5, '2024-05'), { changeKey: randomUUID(), entries: [entry] })
  }
  own = await idsOf(office)
  foreign = [...new Set([...(await idsOf(neighbour)).values()].flat())]
  operations = operationsOf(office.app)
})
afterAll(() => office.close())

/** All that is called an id in the tables of an office. */
async function idsOf({ services, tenantId }: Pick<TestOffice, 'services' | 'tenantId'>): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: columns } = await services.owner.query<{ table: string; column: string }>(
    `select c.table_name "table", c.column_name "column" from information_schema.columns c
      where c.table_schema = 'public' and c.data_type = 'uuid' and exists (select 1 from information_schema.columns t
        where t.table_schema = 'public' and t.table_name = c.table_name and t.column_name = 'tenant_id') order by 1, 2`,
  )
  const ids = new Map<string, string[]>()
  for (const { table, column } of columns) {
    const { rows } = await services.owner.query<{ id: string }>(
      `select distinct ${column} id from ${table} where tenant_id = $1 and ${column} is not null limit 50`,
      [tenantId],
    )
    // What a thing is called by is asked for more often than what it names besides.
    const place = column === 'id' ? table : `${table}.${column}`
    ids.set(
      place,
      rows.map(({ id }) => id),
    )
  }
  return ids
}

function operationsOf(app: FastifyInstance): readonly Operation[] {
  // What the generator wrote, as OpenAPI 3.1 has it.
  const { paths = {} } = app.swagger() as {
    paths?: Record<string, Record<string, { parameters?: Operation['parameters']; requestBody?: Body }>>
  }
  type Body = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase() as Operation['method'], // The only ones that routes have.
      path,
      parameters,
      body: requestBody?.content?.['application/json']?.schema,
    })),
  )
}

/** Mulberry32: the same requests for the same seed, on the same state. */
function chanceFrom(start: number) {
  let state = start
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  const oneOf = <Item>(items: readonly Item[], otherwise: Item): Item => items[below(items.length)] ?? otherwise
  return { next, below, oneOf }
}
type Chance = ReturnType<typeof chanceFrom>

const hostile: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  '\uD800',
  'A'.repeat(5000),
  "'; drop table accounts; --",
  '../../../../etc/passwd',
  '%00%ff',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '=cmd|calc',
  -1,
  0,
  1e308,
  2 ** 53,
  -0.5,
  '9'.repeat(400),
  '1e400',
  '9999-12-31',
  '0001-01-01',
  '2024-02-30',
  '9999-12-31T23:59:59.999Z',
  '-271821-04-20T00:00:00.000Z',
  true,
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  { constructor: { prototype: {} } },
]
const strings = [
  '2024-05',
  '2024-06',
  '2024-Q2',
  '2024-W19',
  '2024',
  '2024-05-10',
  '2024-06-30',
  '2030-01-01',
  '17:00',
  '2024-05-10T02:00:00.000Z',
  '12.5',
  '-3',
  '0',
  '1234567890.123',
  'online',
  'Phường 5',
  'một lý do đủ dài',
  'a'.repeat(64),
]

/** Something that fits the schema, and now and then something that does not. */
function valueOf(schema: Schema, name: string, chance: Chance, depth = 0): unknown {
  if (chance.next() < 0.07 || depth > 12) return chance.oneOf(hostile, null)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return chance.oneOf(schema.enum, null)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return valueOf(chance.oneOf(choices, {}), name, chance, depth + 1)
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((part) => valueOf(part, name, chance, depth + 1)))
  const type = typeof schema.type === 'string' ? schema.type : chance.oneOf(schema.type ?? ['string'], 'string')
  switch (type) {
    case 'null':
      return null
    case 'boolean':
      return chance.next() < 0.5
    case 'integer':
    case 'number': {
      const [least, most] = [Math.max(schema.minimum ?? -3, -1e6), Math.min(schema.maximum ?? 200, 1e6)]
      return type === 'integer' ? least + chance.below(most - least + 1) : least + chance.next() * (most - least)
    }
    case 'array': {
      const count = (schema.minItems ?? 0) + chance.below(4)
      return Array.from({ length: count }, () => valueOf(schema.items ?? {}, name, chance, depth + 1))
    }
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).flatMap(([key, of]) =>
          schema.required?.includes(key) === true || chance.next() < 0.6 ? [[key, valueOf(of, key, chance, depth + 1)]] : [],
        ),
      )
    default:
      return textOf(schema, name, chance)
  }
}

function textOf({ format, pattern }: Schema, name: string, chance: Chance): string {
  if (format === 'uuid' || /id$/iu.test(name)) return idOf(name, chance)
  const fits = pattern === undefined ? strings : strings.filter((text) => new RegExp(pattern, 'u').test(text))
  return chance.oneOf(fits, 'x')
}

/** Most often one of the thing that is asked for; else of something else, of another office, or of nothing. */
function idOf(name: string, chance: Chance): string {
  const stem = name.toLowerCase().replace(/ids?$/u, '')
  const called = own.get(`${stem}s`) ?? [...own].find(([place]) => stem !== '' && !place.includes('.') && place.includes(stem))?.[1]
  const dice = chance.next()
  if (dice < 0.75 && called !== undefined) return chance.oneOf(called, randomUUID())
  if (dice < 0.87) return chance.oneOf(foreign, randomUUID())
  return dice < 0.95 ? chance.oneOf([...own.values()].flat(), randomUUID()) : randomUUID()
}

type Sent = {
  readonly method: Operation['method']
  readonly url: string
  readonly payload?: string
  readonly headers?: Readonly<Record<string, string>>
}

function requestOf({ method, path, parameters, body }: Operation, chance: Chance): Sent {
  const query = new URLSearchParams()
  let url = path
  for (const { name, in: place, required, schema } of parameters) {
    const things = path.split('/').findLast((_part, at, all) => all[at + 1] === `{${name}}`) ?? ''
    const value = valueOf(schema, name === 'id' ? things.replace(/s$/u, '') + 'Id' : name, chance)
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(asText(value)))
    else if (place === 'query' && (required === true || chance.next() < 0.7)) query.set(name, asText(value))
  }
  const address = query.size === 0 ? url : `${url}?${query.toString()}`
  if (method === 'GET') return { method, url: address }
  if (body !== undefined && chance.next() > 0.03)
    return {
      method,
      url: address,
      payload: JSON.stringify(valueOf(body, '', chance)),
      headers: { 'content-type': 'application/json' },
    }
  return { method, url: address, ...oddBody(chance) }
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

/** What no schema says: a file, a broken one, no JSON, nothing. */
function oddBody(chance: Chance): Pick<Sent, 'payload' | 'headers'> {
  const boundary = '----haidang'
  const file = chance.oneOf(['PK\u0003\u0004', '{"type":"FeatureCollection","features":[]}', 'name;group\nA;ward\n', '%PDF-1.7', ''], '')
  return chance.oneOf(
    [
      {},
      { payload: '{"__proto__":{"roles":["administrator"]}}', headers: { 'content-type': 'application/json' } },
      { payload: '{"a":', headers: { 'content-type': 'application/json' } },
      { payload: 'x', headers: { 'content-type': 'text/plain' } },
      {
        payload: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a\u0000b/../c.csv"\r\n\r\n${file}\r\n--${boundary}--\r\n`,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      },
      { payload: `--${boundary}\r\nContent-Disp`, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } },
    ],
    {},
  )
}

async function cookieOf(person: PersonName): Promise<string> {
  const known = cookies.get(person)
  if (known !== undefined) return known
  const token = await inTransaction(office, (tx) =>
    openSession(tx, { tenantId: office.tenantId, accountId: office.people[person].id, device: { userAgent: '', address: '127.0.0.1' } }),
  )
  const cookie = `${sessionCookieFor(office.app.settings.publicUrl)}=${token}`
  cookies.set(person, cookie)
  return cookie
}

test(
  `${requests} requests out of the schemas, as each role: nothing breaks, and nothing of another office is told (seed ${seed})`,
  async () => {
    const chance = chanceFrom(seed)
    const answered = new Map<number, number>()
    const served = new Set<Operation>()
    const faults: string[] = []
    for (let count = 0; count < requests && faults.length < 20; count += 1) {
      const person = chance.below(8) === 0 ? undefined : chance.oneOf(people, 'minh')
      const operation = operations[chance.below(operations.length)]
      if (operation === undefined) throw new Error('There are no routes.')
      const request = requestOf(operation, chance)
      const headers = {
        ...request.headers,
        'x-haidang': '1',
        'sec-fetch-site': 'same-origin',
        ...(person === undefined ? {} : { cookie: await cookieOf(person) }),
      }
      const reply = await office.app.inject({ ...request, headers })
      if (reply.statusCode < 300) served.add(operation)
      answered.set(reply.statusCode, (answered.get(reply.statusCode) ?? 0) + 1)
      const said = `${person ?? 'nobody'} ${request.method} ${request.url} ${(request.payload ?? '').slice(0, 400)}`
      if (reply.statusCode >= 500) faults.push(`${reply.statusCode} ${said}: ${reply.body.slice(0, 300)}`)
      const sent = request.url + (request.payload ?? '')
      const told = foreign.filter((id) => reply.body.includes(id) && !sent.includes(id))
      if (told.length > 0) faults.push(`tells ${told.join(', ')}: ${said}`)
      if (/node_modules|\bat \w+ \(|select .* from /u.test(reply.body) && reply.statusCode >= 400)
        faults.push(`tells its inside: ${said}: ${reply.body.slice(0, 300)}`)
      // Whoever signed out, or was put out by a clock that was set, comes in again.
      if (reply.statusCode === 401 && person !== undefined) cookies.delete(person)
      if (request.url.startsWith('/api/office/clock')) await office.setClock(now)
    }
    expect(faults, `seed ${seed}`).toEqual([])
    console.log(
      `fuzz: seed ${seed}, ${requests} requests, ${served.size} of ${operations.length} operations served: ${[...answered]
        .toSorted(([a], [b]) => a - b)
        .map(([status, times]) => `${status} ×${times}`)
        .join(', ')}`,
    )
    // A fuzz that is only turned away finds nothing.
    expect([...answered].filter(([status]) => status < 300).reduce((sum, [, times]) => sum + times, 0)).toBeGreaterThan(requests / 20)
  },
  requests * 100 + 60_000,
)
