import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { chainStart, lineHash, treeRoot, type StreamHead } from '@haidang/domain/audit/chain'
import type { Instant } from '@haidang/domain/periods/day'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The stream of the roots themselves; no stream of lines is called so. */
export const rootStream = 'roots'

export type Root = { readonly seq: number; readonly at: Instant; readonly heads: readonly StreamHead[]; readonly hash: string }
export type RootInFile = {
  readonly seq: number
  readonly at: Instant
  readonly hash: string
  /** By which key it was signed, and the signature; roots from before there was a key have none. */
  readonly key?: string
  readonly signature?: string
}

export const rootStart = chainStart

/** Each root is chained to the one before, and over the heads of all streams of the tenant. */
export const rootHash = (previousHash: string, { seq, at, heads }: Pick<Root, 'seq' | 'at' | 'heads'>): string =>
  lineHash(previousHash, { stream: rootStream, seq, at, tree: treeRoot(heads, sha256) }, sha256)

export const headsText = (heads: readonly StreamHead[]): string =>
  canonicalJson(heads.map(({ stream, seq, hash }) => ({ hash, seq, stream })))

export function readHeads(text: string): readonly StreamHead[] | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) && read.every(isHead) ? read : undefined
  } catch {
    // Not JSON any more: the caller names it as changed.
    return undefined
  }
}

const isHead = (value: unknown): value is StreamHead =>
  typeof value === 'object' &&
  value !== null &&
  'stream' in value &&
  typeof value.stream === 'string' &&
  'seq' in value &&
  typeof value.seq === 'number' &&
  'hash' in value &&
  typeof value.hash === 'string'

/** Outside the database, so that who cuts lines and roots there leaves the file ahead. An operator may copy it to where nobody here can write. */
export const rootsFile = (dataDir: string, tenantId: number): string => join(dataDir, 'audit-roots', `${tenantId}.jsonl`)

export async function appendRoots(file: string, roots: readonly RootInFile[]): Promise<void> {
  if (roots.length === 0) return

  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a+', 0o600)
  try {
    // A line that a power cut left half written is closed, so that what follows stays readable.
    const { size } = await handle.stat()
    const { buffer } = size === 0 ? { buffer: Buffer.from('\n') } : await handle.read(Buffer.alloc(1), 0, 1, size - 1)
    const gap = buffer.toString() === '\n' ? '' : '\n'
    await handle.write(gap + roots.map((root) => `${canonicalJson(root)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Each line of the file; undefined for one that cannot be read. */
export async function* rootsInFile(file: string): AsyncGenerator<RootInFile | undefined> {
  const stream = createReadStream(file, { encoding: 'utf8' })
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) if (line !== '') yield readRoot(line)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    // No file yet: it holds no roots.
  } finally {
    stream.destroy()
  }
}

function readRoot(line: string): RootInFile | undefined {
  try {
    const read: unknown = JSON.parse(line)
    if (typeof read !== 'object' || read === null || !('seq' in read) || !('at' in read) || !('hash' in read)) return undefined
    return {
      seq: Number(read.seq),
      at: String(read.at),
      hash: String(read.hash),
      ...('key' in read && 'signature' in read ? { key: String(read.key), signature: String(read.signature) } : {}),
    }
  } catch {
    // Cut off in mid-writing, or not ours.
    return undefined
  }
}

export async function lastInFile(file: string): Promise<RootInFile | undefined> {
  let last: RootInFile | undefined
  for await (const root of rootsInFile(file)) last = root ?? last
  return last
}
