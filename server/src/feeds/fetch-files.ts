import { open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, normalize, sep } from 'node:path'
import { bytesOf, FetchFailed } from '../platform/fetched.ts'
import type { Fetched } from '../platform/fetched.ts'

/** A file that is there to be read, here or on another machine. */
export type OfferedFile = { readonly name: string; readonly modifiedAt: string; readonly read: () => Promise<Buffer> }

/** One asking reads at most so many files, so that a full folder is read in several. */
const filesAtOnce = 20

/** Files like "dossiers-*.csv": the * stands for any letters, and hidden files are none. */
export function namedLike(path: string): (name: string) => boolean {
  const parts = basename(path)
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/gu, String.raw`\$&`))
  const pattern = new RegExp(`^${parts.join('.*')}$`, 'u')
  return (name) => !name.startsWith('.') && pattern.test(name)
}

/**
 * The files that may be new, oldest first: all written since those that were read (their second may have brought another), or, where none was,
 * the newest alone: what lay there before a feed was made is its past.
 */
export async function readOffered(files: readonly OfferedFile[], readUntil: string | null): Promise<readonly Fetched[]> {
  const inOrder = files.toSorted((a, b) => (a.modifiedAt === b.modifiedAt ? compare(a.name, b.name) : compare(a.modifiedAt, b.modifiedAt)))
  const newest = inOrder.at(-1)
  if (newest === undefined) throw new FetchFailed('fileNotFound')
  const since = inOrder.filter(({ modifiedAt }) => readUntil !== null && modifiedAt >= readUntil)
  const fetched: Fetched[] = []
  for (const { name, modifiedAt, read } of since.length > 0 ? since.slice(0, filesAtOnce) : [newest])
    fetched.push({ fileName: name, modifiedAt, bytes: await read() })
  return fetched
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

/** The files of a folder feed. They lie below the office's own folder, and links do not lead out of it. */
export async function offeredIn(root: string, path: string): Promise<readonly OfferedFile[]> {
  const wanted = normalize(join(root, path))
  if (!wanted.startsWith(`${root}${sep}`) || dirname(path).includes('*')) throw new FetchFailed('outsideFolder', path)
  const isNamedLike = namedLike(path)
  const home = await realpath(root).catch(() => undefined) // Nobody has made it yet.
  const folder = await realpath(dirname(wanted)).catch(() => undefined)
  if (home === undefined || folder === undefined) throw new FetchFailed('fileNotFound', path)
  if (folder !== home && !folder.startsWith(`${home}${sep}`)) throw new FetchFailed('outsideFolder', path)

  const offered: OfferedFile[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    // A link is passed over: where it leads may lie outside, now or when it is opened.
    if (!entry.isFile() || !isNamedLike(entry.name)) continue
    const file = join(folder, entry.name)
    const { mtime } = await stat(file)
    offered.push({ name: entry.name, modifiedAt: mtime.toISOString(), read: () => bytesOfFile(file) })
  }
  if (offered.length === 0) throw new FetchFailed('fileNotFound', path)
  return offered
}

async function bytesOfFile(file: string): Promise<Buffer> {
  const handle = await open(file)
  return bytesOf(handle.createReadStream()) // Closes the file at its end, and where reading is broken off.
}
