import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { openPool, type Connection } from '../database/connect.ts'
import { constraintOf } from '../platform/transaction.ts'
import type { BackupFolder } from './folder.ts'
import type { Manifest } from './manifest.ts'
import { databaseNotEmpty, logNotAsTaken, notAsTaken, rowsDoNotFit, tableMissing } from './problems.ts'
import {
  anyTables,
  copyIn,
  copyOut,
  emptyFilled,
  officesOf,
  plainText,
  setSequences,
  tablesOf,
  tieAgain,
  tiesOf,
  untie,
  type TableShape,
} from './store.ts'
import { countingRows } from './take-backup.ts'

/** Into a database whose schema is that of the backup and new: all rows or none. Every table is read again and compared before it is kept. */
export async function restoreDatabase(connection: Connection, { parts }: BackupFolder, manifest: Manifest): Promise<void> {
  await onClient(connection, async (client) => {
    await client.query(`begin; ${plainText}; set local row_security = off`)
    const shapes = new Map((await tablesOf(client)).map((shape) => [shape.name, shape]))
    const ties = await tiesOf(client)
    await untie(client, ties)
    await emptyFilled(client, [...shapes.values()])
    for (const { name, columns, part } of manifest.tables) await pipeline(parts.read(part), copyIn(client, name, columns))
    await tieAgain(client, ties).catch((error: unknown) => {
      throw constraintOf(error) === undefined ? error : rowsDoNotFit(constraintOf(error) ?? '', error)
    })
    await setSequences(client, manifest.sequences)
    const forgotten = [...shapes.keys()].find((name) => !manifest.tables.some((table) => table.name === name))
    if (forgotten !== undefined) throw tableMissing(forgotten)
    for (const table of manifest.tables) await compare(client, table, shapes.get(table.name))
    await compareLogs(client, manifest)
    await client.query('commit')
    // What came at once is not yet known to the planner.
    await client.query('analyze')
  })
}

async function compare(
  client: pg.ClientBase,
  { name, columns, rows, part }: Manifest['tables'][number],
  shape: TableShape | undefined,
): Promise<void> {
  if (shape === undefined) throw notAsTaken(name, 0, rows)
  const hash = createHash('sha256')
  const found = { count: 0 }
  for await (const piece of countingRows(copyOut(client, { ...shape, columns }), found)) hash.update(piece)
  if (found.count !== rows || hash.digest('hex') !== part.sha256) throw notAsTaken(name, found.count, rows)
}

async function compareLogs(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const standing = await officesOf(client)
  for (const [index, office] of manifest.offices.entries())
    if (JSON.stringify(standing[index]) !== JSON.stringify(office)) throw logNotAsTaken(office.slug)
}

/** Only an empty database is restored into. */
export const refuseFilled = (connection: Connection): Promise<void> =>
  onClient(connection, async (client) => {
    const tables = await anyTables(client)
    if (tables.length > 0) throw databaseNotEmpty(tables)
  })

async function onClient(connection: Connection, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  const pool = openPool(connection, { max: 1, name: 'haidang-restore', isPatient: true })
  const client = await pool.connect()
  try {
    await work(client)
  } finally {
    client.release(true)
    await pool.end()
  }
}
