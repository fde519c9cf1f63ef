import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { seal, SealBroken, sealedSize, unseal, type SealFault } from './sealed-stream.ts'
import type { FolderKey } from './secret.ts'

/** One sealed thing in a backup folder, as a manifest names it: by what is in it. */
export const partSchema = z.strictObject({
  /** Of the plain bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  bytes: z.number().int().min(0),
  /** Compressed before it was sealed. */
  packed: z.boolean(),
  /** Bytes on the disk. */
  stored: z.number().int().min(0),
})
export type Part = z.infer<typeof partSchema>

/** What is wrong with a part: what its seal says, that it is not there, or that it is whole and holds something else. */
export type PartFault = SealFault | 'missing' | 'otherContent'

export class PartBroken extends Error {
  override readonly name = 'PartBroken'
  readonly fault: PartFault
  readonly file: string

  constructor(fault: PartFault, file: string, cause?: unknown) {
    super(`${fault}: ${file}`, { cause })
    this.fault = fault
    this.file = file
  }
}

export type Parts = {
  /** Seals what comes; where an earlier backup has the same content already, nothing is kept twice. */
  readonly put: (source: AsyncIterable<Uint8Array>, options: { readonly packed: boolean }) => Promise<Part & { readonly isNew: boolean }>
  /** Whether an earlier backup left the part here, of the size that it must have. */
  readonly has: (part: Part) => Promise<boolean>
  /** The plain bytes; throws `PartBroken` where they are not those that the manifest names. */
  readonly read: (part: Part) => AsyncGenerator<Buffer>
  /** Removes what a killed backup left half written. */
  readonly sweep: (olderThanMs: number) => Promise<void>
}

/** Stored files are kept as they are, and their hash and size are known: so is their part. */
export const filePart = (sha256: string, bytes: number): Part => ({ sha256, bytes, packed: false, stored: sealedSize(bytes) })

type Content = Pick<Part, 'sha256' | 'packed'>

export function openParts(folder: string, key: FolderKey): Parts {
  const incoming = join(folder, 'incoming')
  const fileOf = ({ sha256, packed }: Content): string => {
    const name = key.nameOf(`part ${packed ? 'packed' : 'plain'} ${sha256}`)
    return join(folder, 'parts', name.slice(0, 2), name)
  }

  return {
    put: async (source, { packed }) => {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      const temporary = join(incoming, randomUUID())
      try {
        const { sha256, bytes } = await write(temporary, source, { master: key.master, packed })
        const part = { sha256, bytes, packed, stored: (await stat(temporary)).size }
        const file = fileOf(part)
        const earlier = await earlierPart(file, part, key.master)
        if (earlier !== undefined) return { ...earlier, isNew: false }
        await moveInto(file, temporary)
        return { ...part, isNew: true }
      } finally {
        await rm(temporary, { force: true })
      }
    },
    has: async (part) => (await sizeOf(fileOf(part))) === part.stored,
    read: (part) => readPart(fileOf(part), part, key.master),
    sweep: async (olderThanMs) => {
      const names = await readdir(incoming).catch(() => []) // Nothing was ever written here.
      for (const name of names) {
        const file = await stat(join(incoming, name)).catch(() => undefined) // Its backup has just come to its end.
        if (file !== undefined && Date.now() - file.mtimeMs > olderThanMs) await rm(join(incoming, name), { force: true })
      }
    },
  }
}

/** The part as an earlier backup left it; undefined where it is not there or is cut short, so that it is written again. */
async function earlierPart(file: string, part: Part, master: Buffer): Promise<Part | undefined> {
  const stored = await sizeOf(file)
  if (stored === undefined || stored === part.stored) return stored === undefined ? undefined : part
  // Another version of the compressor makes another size of the same content.
  const earlier = { ...part, stored }
  return part.packed && (await isWhole(readPart(file, earlier, master))) ? earlier : undefined
}

async function isWhole(pieces: AsyncIterable<Buffer>): Promise<boolean> {
  try {
    for await (const piece of pieces) if (piece.length === 0) continue
    return true
  } catch (error) {
    if (error instanceof PartBroken) return false
    throw error
  }
}

const sizeOf = (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ size }) => size,
    () => undefined, // Not kept yet.
  )

async function write(
  file: string,
  source: AsyncIterable<Uint8Array>,
  { master, packed }: { readonly master: Buffer; readonly packed: boolean },
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measured = async function* (from: AsyncIterable<Uint8Array>) {
    for await (const piece of from) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  const sealing = (from: AsyncIterable<Uint8Array>) => seal(master, from)
  // Opened first: a source that fails at once must not leave a file that appears after it was removed.
  const sink = (await open(file, 'wx', 0o600)).createWriteStream({ flush: true })
  if (packed) await pipeline(source, measured, createGzip({ level: 3 }), sealing, sink)
  else await pipeline(source, measured, sealing, sink)
  return { sha256: hash.digest('hex'), bytes }
}

async function moveInto(final: string, temporary: string): Promise<void> {
  await mkdir(dirname(final), { recursive: true, mode: 0o700 })
  await rename(temporary, final)
  await settle(dirname(final))
}

/** The name itself must survive a power cut, not only the bytes. */
export async function settle(directory: string): Promise<void> {
  const handle: FileHandle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function* readPart(file: string, part: Part, master: Buffer): AsyncGenerator<Buffer> {
  const stored = await sizeOf(file)
  if (stored === undefined) throw new PartBroken('missing', file)
  if (stored < part.stored) throw new PartBroken('truncated', file)
  if (stored > part.stored) throw new PartBroken('appended', file)

  const hash = createHash('sha256')
  try {
    for await (const piece of unpacked(unseal(master, createReadStream(file, { highWaterMark: 256 * 1024 })), part.packed)) {
      hash.update(piece)
      yield piece
    }
  } catch (error) {
    throw error instanceof SealBroken ? new PartBroken(error.fault, file, error) : error
  }
  if (hash.digest('hex') !== part.sha256) throw new PartBroken('otherContent', file)
}

async function* unpacked(sealed: AsyncIterable<Buffer>, packed: boolean): AsyncGenerator<Buffer> {
  if (!packed) {
    yield* sealed
    return
  }
  const plain = createGunzip()
  const done = pipeline(sealed, plain)
  // Reading `plain` throws the same error; it is thrown once, there.
  done.catch(() => undefined)
  for await (const piece of plain) yield Buffer.from(piece as Uint8Array)
  await done
}
