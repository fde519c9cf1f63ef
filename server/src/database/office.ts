import pg from 'pg'

/**
 * Row-level security compares each row's office with this setting (migration 0033); it ends with the transaction, and without it no row is there.
 * Both go in one message, so that it costs no round of its own.
 */
export const beginIn = (tenantId: number, mode = ''): string => `begin ${mode}; set local haidang.office = '${officeOf(tenantId)}'`

function officeOf(tenantId: number): number {
  if (!Number.isSafeInteger(tenantId) || tenantId < 1) throw new RangeError(`${tenantId} is no office`)
  return tenantId
}

const sayOffice = { name: 'haidang: office', text: `select where set_config('haidang.office', $1, true) is null` }

/** Every new connection has the statement that says the office before it is used; the pool waits for it. */
export const prepareOffice = (client: pg.ClientBase): unknown => client.query({ ...sayOffice, values: [''] })

/**
 * One statement that sees the rows of one office, as a transaction of its own. What says the office travels with it up to one Sync, which ends
 * both: one round, where begin and commit beside it would make three.
 */
export async function queryIn<R>(pool: pg.Pool, tenantId: number, statement: Required<Omit<pg.QueryConfig, 'types'>>): Promise<R[]> {
  const values = [String(officeOf(tenantId))]
  const client = await pool.connect()
  let broken: Error | undefined
  const noticeBreak = (error: Error) => (broken = error)
  client.on('error', noticeBreak)
  try {
    return await new Promise<R[]>((resolve, reject) => {
      const query = new pg.Query(statement, (error, results) => (error ? reject(error) : resolve(lastOf<R>(results))))
      const submit = query.submit.bind(query)
      query.submit = (connection) => {
        connection.stream.cork()
        connection.bind({ statement: sayOffice.name, values }, true)
        connection.execute(null, true)
        const refused: unknown = submit(connection)
        connection.stream.uncork()
        // The driver would not send the statement; what was sent before it has no Sync, so this connection is of no more use.
        if (refused instanceof Error) {
          broken = refused
          connection.stream.destroy()
        }
        return refused
      }
      client.query(query)
    })
  } finally {
    client.off('error', noticeBreak)
    client.release(broken)
  }
}

// The driver hands over both results; what a row looks like is said by who wrote the statement.
const lastOf = <R>(results: unknown): R[] => (Array.isArray(results) ? (results.at(-1) as { rows: R[] }).rows : [])
