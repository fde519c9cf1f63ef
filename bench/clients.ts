import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { connectHttp, requestOf } from './http-connection.ts'
import type { HttpConnection } from './http-connection.ts'
import { saysOffice } from './proxy.ts'
import type { Statement } from './proxy.ts'

// A process of its own that plays the clients of a measure: the process that starts it (crowd.ts) tells it what to do and gets counts.

/** One typist: its report and cell, and the revision that stands there. */
export type Typist = { readonly cookie: string; readonly reportId: string; readonly indicatorId: string; readonly revision: number }

/** A save as it was recorded, and what in it changes from one save to the next. */
export type RecordedSave = {
  readonly statement: Statement
  readonly revision: number
  readonly numerator: string
  readonly changeKey: string
}

export type Role =
  | { readonly kind: 'saveByHttp'; readonly port: number; readonly typists: readonly Typist[] }
  | { readonly kind: 'saveByStatement'; readonly socketDirectory: string; readonly saves: readonly RecordedSave[] }
  | (Wall & { readonly kind: 'saveAlone'; readonly saves: readonly RecordedSave[] })
  | (Wall & { readonly kind: 'readAgain'; readonly statements: readonly Statement[] })
  | {
      readonly kind: 'getByHttp'
      readonly port: number
      readonly path: string
      readonly cookie: string
      readonly headers: Readonly<Record<string, string>>
    }
  | {
      /** Each client asks at its own even pace, whether the answer before was quick or not. */
      readonly kind: 'refreshByHttp'
      readonly port: number
      readonly path: string
      readonly cookies: readonly string[]
      readonly headers: Readonly<Record<string, string>>
      readonly everyMilliseconds: number
    }
  | { readonly kind: 'readByStatements'; readonly socketDirectory: string; readonly statements: readonly Statement[] }

/** The same statements with row-level security and what says the office, as the program; or without either, as the owner of the tables. */
type Wall = { readonly socketDirectory: string; readonly office: string | undefined }

export type Order = { readonly clients: number; readonly milliseconds: number }
export type Count = {
  readonly done: number
  readonly seconds: number
  readonly cpuSeconds: number
  /** Of the processor, by the database for connections of which that was asked (`connectWall`). */
  readonly databaseSeconds: number
  readonly bytes: number
  /** How long each answer took, in milliseconds, of those that ask at a pace. */
  readonly latencies: readonly number[]
}
export type FromParent = { readonly role: Role } | { readonly order: Order }
export type ToParent = { readonly ready: true } | { readonly count: Count } | { readonly failed: string }

/** Does one thing once, as the client of this number, and answers with the bytes that came back. */
type Act = (client: number) => Promise<number>

let act: Act | undefined
let latencies: number[] = []

process.on('message', (message: FromParent) => {
  const answered = 'role' in message ? take(message.role) : run(message.order)
  answered.then(tell, (error: unknown) => tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
})
process.on('disconnect', () => process.exit(0))

const tell = (message: ToParent): void => void process.send?.(message)

async function take(role: Role): Promise<ToParent> {
  act =
    role.kind === 'saveByHttp'
      ? savingByHttp(role)
      : role.kind === 'getByHttp'
        ? gettingByHttp(role)
        : role.kind === 'refreshByHttp'
          ? refreshingByHttp(role)
          : role.kind === 'saveByStatement'
            ? savingByStatement(role)
            : role.kind === 'saveAlone'
              ? savingAlone(role)
              : role.kind === 'readAgain'
                ? readingAgain(role)
                : readingByStatements(role)
  return Promise.resolve({ ready: true })
}

async function run({ clients, milliseconds }: Order): Promise<ToParent> {
  const doing = act
  if (doing === undefined) throw new Error('No role was given yet.')
  const cpuBefore = process.cpuUsage()
  const databaseBefore = databaseSeconds()
  const began = performance.now()
  const until = began + milliseconds
  let [done, bytes] = [0, 0]
  latencies = []
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const answered = await doing(client)
        bytes += answered
        done += 1
      }
    }),
  )
  const cpu = process.cpuUsage(cpuBefore)
  return {
    count: {
      done,
      bytes,
      seconds: (performance.now() - began) / 1000,
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
      databaseSeconds: databaseSeconds() - databaseBefore,
      latencies,
    },
  }
}

/** Connections are made at a client's first act and stay. */
function kept<T>(open: (client: number) => Promise<T>): (client: number) => Promise<T> {
  const opened: Promise<T>[] = []
  return (client) => (opened[client] ??= open(client))
}

function savingByHttp({ port, typists }: Extract<Role, { kind: 'saveByHttp' }>): Act {
  const connection = kept<HttpConnection>(() => connectHttp(port))
  const revisions = typists.map(({ revision }) => revision)
  return async (client) => {
    const typist = typists[client]
    if (typist === undefined) throw new RangeError(`There is no typist ${client}.`)
    const { cookie, reportId, indicatorId } = typist
    const baseRevision = revisions[client] ?? 0
    const entry = { indicatorId, numerator: String(1_000_000 + baseRevision), denominator: '1000000000', note: '', baseRevision }
    const body = JSON.stringify({ changeKey: crypto.randomUUID(), entries: [entry] })
    const reply = await (
      await connection(client)
    ).ask(requestOf({ method: 'PUT', path: `/api/reports/${reportId}/entries`, port, cookie, body }))
    if (reply.status !== 200) throw new Error(`A save was answered with ${reply.status}: ${reply.body.toString()}`)
    revisions[client] = baseRevision + 1
    return reply.body.length
  }
}

function gettingByHttp({ port, path, cookie, headers }: Extract<Role, { kind: 'getByHttp' }>): Act {
  const connection = kept<HttpConnection>(() => connectHttp(port))
  const request = Buffer.from(requestOf({ method: 'GET', path, port, cookie, headers }))
  return async (client) => {
    const reply = await (await connection(client)).ask(request)
    if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}: ${reply.body.toString()}`)
    return reply.body.length
  }
}

/** The first asking falls anywhere in the first interval; an answer that comes after the next one was due is asked for at once. */
function refreshingByHttp({ port, path, cookies, headers, everyMilliseconds }: Extract<Role, { kind: 'refreshByHttp' }>): Act {
  const connection = kept<HttpConnection>(() => connectHttp(port))
  const requests = cookies.map((cookie) => Buffer.from(requestOf({ method: 'GET', path, port, cookie, headers })))
  const due: number[] = []
  return async (client) => {
    const asked = (due[client] ??= performance.now() + Math.random() * everyMilliseconds)
    due[client] = asked + everyMilliseconds
    await sleep(Math.max(0, asked - performance.now()))
    const reply = await (await connection(client)).ask(requests[client % requests.length] ?? '')
    latencies.push(performance.now() - asked)
    if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}: ${reply.body.toString()}`)
    return reply.body.length
  }
}

async function connectDatabase(socketDirectory: string, user = 'haidang'): Promise<pg.Client> {
  const client = new pg.Client({ host: socketDirectory, user, database: 'haidang', options: '-c timezone=UTC -c datestyle=ISO' })
  // What breaks a connection fails the statement that was under way; between two measures the database may end first.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const asQuery = ({ name, text, values }: Statement): pg.QueryConfig => ({ text, values: [...values], ...(name === '' ? {} : { name }) })

function savingByStatement({ socketDirectory, saves }: Extract<Role, { kind: 'saveByStatement' }>): Act {
  const connection = kept(() => connectDatabase(socketDirectory))
  const saved = saves.map(() => 0)
  return async (client) => {
    const save = saves[client]
    if (save === undefined) throw new RangeError(`There is no recorded save ${client}.`)
    const times = (saved[client] = (saved[client] ?? 0) + 1)
    const database = await connection(client)
    await database.query('begin')
    const { rows } = await database.query(asQuery(nextSave(save, times)))
    await database.query('commit')
    if (rows.length !== 1) throw new Error(`The recorded save wrote ${rows.length} lines:\n${save.statement.text}`)
    return 0
  }
}

/** The recorded save, `times` saves later: another figure under another key, on the revision that stands by then. */
function nextSave({ statement, revision, numerator, changeKey }: RecordedSave, times: number): Statement {
  const key = crypto.randomUUID()
  const figure = String(Number(numerator) + times)
  const values = statement.values.map((value) => {
    if (typeof value !== 'string') return value
    // The recorded save has raised the revision by one itself.
    return value === String(revision) ? String(revision + times) : value.replaceAll(numerator, figure).replaceAll(changeKey, key)
  })
  return { ...statement, values }
}

function readingByStatements({ socketDirectory, statements }: Extract<Role, { kind: 'readByStatements' }>): Act {
  const connection = kept(() => connectDatabase(socketDirectory))
  return async (client) => {
    const database = await connection(client)
    for (const statement of statements)
      await database.query(statement.values.length === 0 && statement.name === '' ? statement.text : asQuery(statement))
    return 0
  }
}

const sayOffice = { name: 'haidang: office', text: `select where set_config('haidang.office', $1, true) is null` }

const backends: number[] = []

/** What the database's processes of our connections have had of the processor; the kernel counts it in nanoseconds. */
const databaseSeconds = (): number =>
  backends.reduce((sum, pid) => sum + Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e9, 0)

/** A connection as the program has it, or as the owner: how many rows a statement of its own brings, by each. */
async function connectWall({ socketDirectory, office }: Wall) {
  const database = await connectDatabase(socketDirectory, office === undefined ? 'haidang' : 'haidang_program')
  const { rows: mine } = await database.query<{ pid: number }>('select pg_backend_pid() as pid')
  for (const { pid } of mine) backends.push(pid)
  if (office === undefined) return { database, alone: async (query: pg.QueryConfig) => (await database.query(query)).rows.length }
  await database.query({ ...sayOffice, values: [''] })
  // As server/src/database/office.ts has it, which measures do not open.
  const alone = (asked: pg.QueryConfig): Promise<number> =>
    new Promise((resolve, reject) => {
      const query = new pg.Query(asked, (error, results: unknown) => {
        if (error) return reject(error)
        return resolve(Array.isArray(results) ? (results.at(-1) as pg.QueryResult).rows.length : 0)
      })
      const submit = query.submit.bind(query)
      query.submit = (connection) => {
        connection.stream.cork()
        connection.bind({ statement: sayOffice.name, values: [office] }, true)
        connection.execute(null, true)
        submit(connection)
        connection.stream.uncork()
        return null
      }
      database.query(query)
    })
  return { database, alone }
}

function savingAlone({ saves, ...wall }: Extract<Role, { kind: 'saveAlone' }>): Act {
  const connection = kept(() => connectWall(wall))
  const saved = saves.map(() => 0)
  return async (client) => {
    const save = saves[client]
    if (save === undefined) throw new RangeError(`There is no recorded save ${client}.`)
    const times = (saved[client] = (saved[client] ?? 0) + 1)
    const { alone } = await connection(client)
    const rows = await alone(asQuery(nextSave(save, times)))
    if (rows !== 1) throw new Error(`The recorded save wrote ${rows} lines:\n${save.statement.text}`)
    return 0
  }
}

const setting = /; set local haidang\.office = '\d+'/u

/** What was recorded after a word on the office stood alone; everything else is of a transaction that says it as it begins. */
function readingAgain({ statements, ...wall }: Extract<Role, { kind: 'readAgain' }>): Act {
  const connection = kept(() => connectWall(wall))
  const asked = statements.flatMap((statement, index) => {
    if (saysOffice(statement)) return []
    const before = statements[index - 1]
    const text = wall.office === undefined ? statement.text.replace(setting, '') : statement.text
    return [{ query: asQuery({ ...statement, text }), isAlone: before !== undefined && saysOffice(before) }]
  })
  return async (client) => {
    const { database, alone } = await connection(client)
    for (const { query, isAlone } of asked)
      await (isAlone ? alone(query) : database.query(query.values?.length === 0 && query.name === undefined ? query.text : query))
    return 0
  }
}
