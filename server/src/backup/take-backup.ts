import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { openPool, type Connection } from '../database/connect.ts'
import { openFileStore } from '../platform/files.ts'
import type { BackupFolder } from './folder.ts'
import type { Manifest } from './manifest.ts'
import { filePart, type Part, type Parts } from './parts.ts'
import {
  beginSnapshot,
  copyFileList,
  copyOut,
  holdTables,
  migrationsOf,
  momentOfSnapshot,
  officesOf,
  sequencesOf,
  tablesOf,
  waitingJobs,
} from './store.ts'

export type Taken = {
  readonly file: string
  readonly manifest: Manifest
  /** Parts that no earlier backup in the folder had, and their bytes on the disk. */
  readonly written: { readonly parts: number; readonly bytes: number }
}

export type BackupSource = {
  readonly connection: Connection
  readonly dataDir: string
  /** Keys that an office keeps apart from DATA_DIR (KEYS_DIR) stay apart: they go into no backup. */
  readonly keysDir: string
  readonly program: string
}

/** A killed backup's leavings are older than any backup takes. */
const abandonedMs = 24 * 60 * 60 * 1000

/**
 * Copies an office's whole state as it stood at one moment, while people go on writing: the tables in one snapshot of the database, the
 * files that this snapshot names (they are complete before a row names them, and never changed), the roots of the audit log and the keys.
 */
export async function takeBackup({ connection, dataDir, keysDir, program }: BackupSource, folder: BackupFolder): Promise<Taken> {
  await folder.parts.sweep(abandonedMs)
  const written = { parts: 0, bytes: 0 }
  const parts = counting(folder.parts, written)
  // Before the snapshot: the table of roots may be ahead of its file, never behind (audit/verify.ts).
  const roots = await filesBeside(parts, dataDir, 'audit-roots')
  const inDatabase = await readDatabase(connection, parts)
  const files = await copyFiles(parts, dataDir, inDatabase.list)
  // After it: a key is there before a row needs it.
  const keys = keysDir === keysWithin(dataDir) ? await filesBeside(parts, dataDir, 'keys') : []

  const { list: _, ...told } = inDatabase
  const manifest: Manifest = { format: 1, program, ...told, files, beside: [...roots, ...keys] }
  return { file: await folder.writeManifest(manifest), manifest, written }
}

/** Where keys are, unless KEYS_DIR puts them elsewhere. */
export const keysWithin = (dataDir: string): string => join(dataDir, 'keys')

type InDatabase = Omit<Manifest, 'format' | 'program' | 'files' | 'beside'> & { readonly list: Part }

async function readDatabase(connection: Connection, parts: Parts): Promise<InDatabase> {
  const pool = openPool(connection, { max: 1, name: 'haidang-backup', isPatient: true })
  const client = await pool.connect()
  try {
    await beginSnapshot(client)
    const { at, postgresql } = await momentOfSnapshot(client)
    return { at, postgresql, ...(await readSnapshot(client, parts)) }
  } finally {
    // The connection is not used again, whatever state an error left it in.
    client.release(true)
    await pool.end()
  }
}

async function readSnapshot(client: pg.ClientBase, parts: Parts): Promise<Omit<InDatabase, 'at' | 'postgresql'>> {
  const shapes = await tablesOf(client)
  await holdTables(client, shapes)
  const tables: Manifest['tables'] = []
  for (const shape of shapes) {
    const rows = { count: 0 }
    const part = await parts.put(countingRows(copyOut(client, shape), rows), { packed: true })
    tables.push({ name: shape.name, columns: [...shape.columns], rows: rows.count, part: kept(part) })
  }
  const jobs = await waitingJobs(client)
  return {
    schema: [...(await migrationsOf(client))],
    offices: await officesOf(client),
    tables,
    sequences: await sequencesOf(client),
    jobs: {
      count: jobs.length,
      part: kept(await parts.put(Readable.from(jobs.map((job) => Buffer.from(`${JSON.stringify(job)}\n`))), { packed: true })),
    },
    list: kept(await parts.put(copyFileList(client), { packed: true })),
  }
}

/** COPY writes a row a line; a line's end within a value is written `\n`. */
export async function* countingRows(source: AsyncIterable<Uint8Array>, rows: { count: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of source) {
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) rows.count += 1
    yield piece
  }
}

export type ListedFile = { readonly tenantId: number; readonly sha256: string; readonly size: number }

export async function* listedFiles(parts: Parts, list: Part): AsyncGenerator<ListedFile> {
  for await (const line of createInterface({ input: Readable.from(parts.read(list)), crlfDelay: Infinity })) {
    const [tenantId, sha256 = '', size] = line.split('\t')
    yield { tenantId: Number(tenantId), sha256, size: Number(size) }
  }
}

async function copyFiles(parts: Parts, dataDir: string, list: Part): Promise<Manifest['files']> {
  const store = openFileStore(dataDir)
  const damaged: Manifest['files']['damaged'] = []
  let [count, bytes] = [0, 0]
  for await (const { tenantId, sha256, size } of listedFiles(parts, list)) {
    count += 1
    bytes += size
    if (await parts.has(filePart(sha256, size))) continue

    const path = store.path(tenantId, sha256)
    const fault = await faultOf(path, sha256)
    if (fault === undefined) await parts.put(createReadStream(path), { packed: false })
    else damaged.push({ tenantId, sha256, fault })
  }
  return { count, bytes, list, damaged }
}

/** Read once before it is kept: what a bad disk made of a file must not lie in a backup under the good one's name. */
async function faultOf(path: string, sha256: string): Promise<'missing' | 'changed' | undefined> {
  const found = await stat(path).catch(() => undefined) // Told as missing.
  if (found === undefined) return 'missing'
  const hash = createHash('sha256')
  const pieces: AsyncIterable<Uint8Array> = createReadStream(path)
  for await (const piece of pieces) hash.update(piece)
  return hash.digest('hex') === sha256 ? undefined : 'changed'
}

async function filesBeside(parts: Parts, dataDir: string, place: 'audit-roots' | 'keys'): Promise<Manifest['beside']> {
  const names: readonly string[] = await readdir(join(dataDir, place)).catch(() => []) // Nothing was sealed yet.
  const beside: Manifest['beside'] = []
  // In the order of names the roots of all offices are read before the public keys that signed them.
  for (const name of [...names].sort((one, two) => (one < two ? -1 : 1))) {
    const file = join(dataDir, place, name)
    if (!/^[\w-][\w.-]*$/u.test(name) || !(await stat(file)).isFile()) continue
    beside.push({ path: `${place}/${name}`, part: kept(await parts.put(createReadStream(file), { packed: true })) })
  }
  return beside
}

const kept = ({ sha256, bytes, packed, stored }: Part): Part => ({ sha256, bytes, packed, stored })

const counting = (parts: Parts, written: { parts: number; bytes: number }): Parts => ({
  ...parts,
  put: async (source, options) => {
    const part = await parts.put(source, options)
    if (part.isNew) {
      written.parts += 1
      written.bytes += part.stored
    }
    return part
  },
})
