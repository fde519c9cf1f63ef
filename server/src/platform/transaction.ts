import { pipeline } from 'node:stream/promises'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { from } from 'pg-copy-streams'
import { dbOnClient } from '../database/connect.ts'
import { beginIn, queryIn } from '../database/office.ts'
import type { Tables } from '../database/tables.ts'

export type Row = Readonly<Record<string, unknown>>

/** Whatever has the pool and an office, a call first of all: nothing of another office is there for it (docs/decisions/0030). */
export type InOffice = Pooled & { readonly tenantId: number }

type Pooled = { readonly services: { readonly pool: pg.Pool } }

/** One transaction on one connection, by four ways in. */
export type Tx = {
  readonly q: Kysely<Tables>
  /** A statement that is prepared once per connection under its name; for the paths that everybody waits on. */
  readonly hot: <R = Row>(name: string, text: string, values: readonly unknown[]) => Promise<R[]>
  /** A statement as text, for what brings its own SQL (the queue). */
  readonly raw: <R = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>
  /** COPY into a table (its columns named), from finished lines of the text format; where their source fails, the statement does. */
  readonly copyIn: (into: string, lines: Iterable<string>) => Promise<void>
}

/**
 * Runs `work` in a transaction and commits, unless it throws or returns a refusal (`{ refused: … }`): a refused act leaves nothing behind.
 * Runs once more when PostgreSQL asks for it (serialization failure, deadlock), so `work` must have no effect outside the database.
 */
export async function inTransaction<T>(call: InOffice, work: (tx: Tx) => Promise<T>): Promise<T> {
  const begin = beginIn(call.tenantId)
  try {
    return await attempt(call.services.pool, begin, work)
  } catch (error) {
    if (!isWorthAnotherTry(error)) throw error
    return await attempt(call.services.pool, begin, work)
  }
}

/** Reads that must agree with each other: one snapshot, and no way to write. */
export const inReading = <T>(call: InOffice, work: (tx: Tx) => Promise<T>): Promise<T> =>
  attempt(call.services.pool, beginIn(call.tenantId, snapshot), work)

const snapshot = 'isolation level repeatable read, read only'

/** A transaction of no office: it sees which offices there are and the queue, and no row of any of them. */
export const inNoOffice = <T>(call: Pooled, work: (tx: Tx) => Promise<T>): Promise<T> => attempt(call.services.pool, 'begin', work)

/** As `inReading`, for an answer that leaves in pieces while it is read: the snapshot ends with the last piece, or when nobody takes any more. */
export async function* piecesInReading<Piece>(call: InOffice, read: (tx: Tx) => AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const client = await call.services.pool.connect()
  let broken: Error | undefined
  const noticeBreak = (error: Error) => (broken = error)
  client.on('error', noticeBreak)
  try {
    await client.query(beginIn(call.tenantId, snapshot))
    yield* read(txOn(client))
  } finally {
    await client.query('rollback').catch((error: unknown) => {
      broken = error instanceof Error ? error : new Error('rollback failed', { cause: error })
    })
    client.off('error', noticeBreak)
    client.release(broken)
  }
}

/** One statement that is its own transaction, prepared as those inside one are: one message to the database, one answer. */
export const outsideTransaction = ({ services, tenantId }: InOffice): Pick<Tx, 'hot'> => ({
  hot: <R>(name: string, text: string, values: readonly unknown[]) =>
    queryIn<R>(services.pool, tenantId, { name, text, values: [...values] }),
})

async function attempt<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // Without a listener, a connection that breaks in mid-transaction would end the program; the running statement reports it too.
  const noticeBreak = (error: Error) => (broken = error)
  client.on('error', noticeBreak)
  try {
    await client.query(begin)
    const result = await work(txOn(client))
    await client.query(isRefusal(result) ? 'rollback' : 'commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: unknown) => {
      broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed', { cause: rollbackError })
    })
    throw error
  } finally {
    client.off('error', noticeBreak)
    client.release(broken)
  }
}

function txOn(client: pg.PoolClient): Tx {
  let q: Kysely<Tables> | undefined
  return {
    get q() {
      q ??= dbOnClient(client)
      return q
    },
    hot: hotOn(client),
    raw: async <R>(text: string, values: readonly unknown[] = []): Promise<R[]> => {
      const { rows } = await client.query(text, [...values])
      return rows as R[]
    },
    copyIn: (into, lines) => pipeline(lines, client.query(from(`copy ${into} from stdin`))),
  }
}

// What a row looks like is said by who wrote the statement; the driver cannot know it.
const hotOn =
  (connection: pg.PoolClient): Tx['hot'] =>
  async <R>(name: string, text: string, values: readonly unknown[]): Promise<R[]> => {
    const { rows } = await connection.query({ name, text, values: [...values] })
    return rows as R[]
  }

const isRefusal = (result: unknown): boolean => typeof result === 'object' && result !== null && 'refused' in result

/** The SQLSTATE of a database error, undefined for any other. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

const isWorthAnotherTry = (error: unknown): boolean => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** The violated constraint's name; a sharded database appends the shard's number to it. */
export const constraintOf = (error: unknown): string | undefined =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint.replace(/_\d+$/u, '')
    : undefined
