import { createHash } from 'node:crypto'
import { treeRoot } from '@haidang/domain/audit/chain'
import type pg from 'pg'
import { from, to } from 'pg-copy-streams'
import type { Manifest } from './manifest.ts'

/**
 * Left out: the migrator's own (its names are in the manifest), and what lets somebody in. A backup lies in other places and for years;
 * after a restore everybody signs in again.
 */
export const leftOut: readonly string[] = ['migrations', 'migrations_lock', 'sessions', 'sign_in_links']

export type TableShape = {
  readonly name: string
  /** Without those that the database computes. */
  readonly columns: readonly string[]
  /** The primary key, in the order of code points whatever the database's collation is: the same rows are then the same bytes anywhere. */
  readonly order: readonly string[]
}

/** One snapshot, that no policy may thin out: where rows would be hidden from this role, PostgreSQL refuses instead. */
export async function beginSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query('begin isolation level repeatable read, read only')
  await client.query(`set local row_security = off; set local synchronize_seqscans = off; ${plainText}`)
}

/** The text that COPY writes and reads depends on nobody's settings. */
export const plainText = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8'`

/** Taken by the first statement that reads: what was committed before is in, what comes later is not. */
export async function momentOfSnapshot(client: pg.ClientBase): Promise<{ readonly at: string; readonly postgresql: string }> {
  const { rows } = await client.query<{ at: string; postgresql: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      current_setting('server_version') as postgresql, pg_current_snapshot()::text`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('PostgreSQL did not say when it is.')
  return row
}

export async function tablesOf(client: pg.ClientBase): Promise<readonly TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[]; textual: boolean[]; by_code_point: boolean }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select a.attname::text from pg_index i, unnest(i.indkey::int2[]) with ordinality k (num, place)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
             where i.indrelid = c.oid and i.indisprimary order by k.place) as key,
       array(select a.attcollation <> 0 from pg_index i, unnest(i.indkey::int2[]) with ordinality k (num, place)
             join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
             where i.indrelid = c.oid and i.indisprimary order by k.place) as textual,
       (select datlocprovider <> 'i' and datcollate ~* '^(C|POSIX|C[.]utf-?8)$' from pg_database where datname = current_database()) as by_code_point
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not (c.relname = any ($1))
     order by c.relname`,
    [leftOut],
  )
  return rows.map(({ name, columns, key, textual, by_code_point: byCodePoint }) => ({
    name,
    columns,
    order:
      key.length === 0
        ? columns.map((column) => `${quoted(column)}::text collate "C"`)
        : key.map((column, index) => (textual[index] === true && !byCodePoint ? `${quoted(column)} collate "C"` : quoted(column))),
  }))
}

/** Nobody changes the shape of a table while it is read. */
export async function holdTables(client: pg.ClientBase, tables: readonly TableShape[]): Promise<void> {
  await client.query(`lock table ${tables.map(({ name }) => nameOf(name)).join(', ')} in access share mode`)
}

export const copyOut = (client: pg.ClientBase, { name, columns, order }: TableShape): AsyncIterable<Uint8Array> =>
  client.query(to(`copy (select ${listed(columns)} from ${nameOf(name)} order by ${order.join(', ')}) to stdout`))

export const copyIn = (client: pg.ClientBase, name: string, columns: readonly string[]) =>
  client.query(from(`copy ${nameOf(name)} (${listed(columns)}) from stdin`))

/** One line a file that the database names: office, hash, size. */
export const copyFileList = (client: pg.ClientBase): AsyncIterable<Uint8Array> =>
  client.query(to('copy (select tenant_id, sha256, size from stored_files order by tenant_id, sha256 collate "C") to stdout'))

export async function migrationsOf(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name collate "C"')
  return rows.map(({ name }) => name)
}

export async function sequencesOf(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `select sequencename::text as name, last_value::text as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Each office with what its audit log comes to. */
export async function officesOf(client: pg.ClientBase): Promise<Manifest['offices']> {
  const { rows } = await client.query<{
    tenant_id: number
    slug: string
    name: string
    lines: number
    seq: number | null
    hash: string | null
  }>(
    `select t.tenant_id, t.slug, t.name, (select count(*) from audit_lines l where l.tenant_id = t.tenant_id) as lines, r.seq, r.hash
     from tenants t
     left join lateral (select seq, encode(hash, 'hex') as hash from audit_roots a where a.tenant_id = t.tenant_id order by seq desc limit 1) r on true
     order by t.tenant_id`,
  )
  const offices: Manifest['offices'] = []
  for (const { tenant_id: tenantId, slug, name, lines, seq, hash } of rows) {
    const heads = await client.query<{ stream: string; seq: number; hash: string }>(
      `select stream, last_seq as seq, encode(last_hash, 'hex') as hash from audit_streams where tenant_id = $1`,
      [tenantId],
    )
    offices.push({
      tenantId,
      slug,
      name,
      lines,
      root: seq === null || hash === null ? null : { seq, hash },
      heads: treeRoot(heads.rows, sha256),
    })
  }
  return offices
}

export type WaitingJob = { readonly name: string; readonly data: Readonly<Record<string, unknown>>; readonly key: string | null }

/** What the queue had not finished; nothing where it never began. */
export async function waitingJobs(client: pg.ClientBase): Promise<readonly WaitingJob[]> {
  const { rows: found } = await client.query<{ there: boolean }>(`select to_regclass('jobs.job') is not null as there`)
  if (found[0]?.there !== true) return []
  const { rows } = await client.query<{ name: string; data: Record<string, unknown> | null; key: string | null }>(
    `select name, data, singleton_key as key from jobs.job where state in ('created', 'retry', 'active') order by created_on, id`,
  )
  return rows.map(({ name, data, key }) => ({ name, data: data ?? {}, key }))
}

/** Tables that are there, of any schema that is not PostgreSQL's own. */
export async function anyTables(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname !~ '^(pg_|information_schema$)' order by schemaname = 'public' desc, tablename`,
  )
  return rows.map(({ name }) => name)
}

export type Tie = { readonly table: string; readonly name: string; readonly definition: string }

/** The foreign keys: taken off while rows come in the order of tables, and put back, which checks every row. */
export async function tiesOf(client: pg.ClientBase): Promise<readonly Tie[]> {
  const { rows } = await client.query<Tie>(
    `select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0 order by 1, 2`,
  )
  return rows
}

export async function untie(client: pg.ClientBase, ties: readonly Tie[]): Promise<void> {
  for (const { table, name } of ties) await client.query(`alter table ${nameOf(table)} drop constraint ${quoted(name)}`)
}

export async function tieAgain(client: pg.ClientBase, ties: readonly Tie[]): Promise<void> {
  for (const { table, name, definition } of ties)
    await client.query(`alter table ${nameOf(table)} add constraint ${quoted(name)} ${definition}`)
}

/** A migration may put rows in; those of the backup stand for them. */
export async function emptyFilled(client: pg.ClientBase, tables: readonly TableShape[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await client.query<{ filled: boolean }>(`select exists (select from ${nameOf(name)}) as filled`)
    if (rows[0]?.filled === true) await client.query(`truncate ${nameOf(name)}`)
  }
}

export async function setSequences(client: pg.ClientBase, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, last } of sequences) await client.query('select setval($1::regclass, $2::bigint)', [nameOf(name), last])
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const nameOf = (table: string): string => `public.${quoted(table)}`
const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ')
