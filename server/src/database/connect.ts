import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { prepareOffice } from './office.ts'
import type { Tables } from './tables.ts'

/** As `pg` takes it: parts, or a URL. */
export type Connection =
  | { readonly connectionString: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly password?: string; readonly database: string }

const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 }

/** "2024-05-13 10:00:00.25+00" as "2024-05-13T10:00:00.250Z". The session's zone is UTC, another offset still reads right. */
export function readInstant(text: string): string {
  const plain = text.replace(' ', 'T')
  return new Date(/[+-]\d\d$/u.test(plain) ? `${plain}:00` : plain).toISOString()
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count)) throw new RangeError(`${text} from the database is above what a number holds exactly`)
  return count
}

/** Dates stay text, moments become UTC text, bigint a number; numeric stays text by the driver's own default, so that no digit is lost. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') => {
    if (id === oid.int8) return readCount
    if (id === oid.date) return (text: string) => text
    if (id === oid.timestamptz) return readInstant
    const own: unknown = pg.types.getTypeParser(id, format)
    return own
  },
}

export const poolLimits = { web: 16, jobs: 4, tool: 4 } as const

export type PoolOptions = {
  readonly max?: number
  readonly name?: string
  readonly onIdleError?: (error: Error) => void
  /** A migration takes as long as it takes, and waits for another program's as long. */
  readonly isPatient?: boolean
}

export function openPool(
  connection: Connection,
  { max = poolLimits.web, name = 'haidang', onIdleError = () => undefined, isPatient = false }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    types,
    max,
    application_name: name,
    options: '-c timezone=UTC -c datestyle=ISO',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    // One statement must not hold a connection of the pool for ever; nor a wait for somebody's lock; nor a program that stopped between two.
    ...(isPatient ? {} : { statement_timeout: 120_000, lock_timeout: 20_000, idle_in_transaction_session_timeout: 120_000 }),
    keepAlive: true,
    onConnect: prepareOffice,
  })
  // An idle connection that breaks (the server restarts, or ends before the goodbye has arrived) is replaced at the next use. Unheard,
  // the event would end the program.
  pool.on('error', onIdleError)
  return pool
}

export const openDb = (pool: pg.Pool): Kysely<Tables> => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

/** Kysely on one client, inside a transaction that somebody else began and will end. */
export const dbOnClient = (client: pg.ClientBase): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({
      // Of a pool, Kysely uses what is here.
      pool: {
        options: {},
        connect: () => Promise.resolve({ query: client.query.bind(client), release: () => undefined }),
        end: () => Promise.resolve(),
      },
    }),
  })
