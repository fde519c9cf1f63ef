import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Instant } from '@haidang/domain/periods/day'
import { mediaTypes, recogniseFile, type FileKind } from './file-kinds.ts'
import { problem } from './problems.ts'
import type { Tx } from './transaction.ts'

export type StoredFile = { readonly sha256: string; readonly size: number; readonly mediaType: string }

/** Files by the hash of what is in them, each office's apart. A file is complete on the disk before anything refers to it. */
export type FileStore = {
  readonly put: (
    tenantId: number,
    stream: Readable | AsyncIterable<Uint8Array>,
    options: { readonly limitBytes: number; readonly allowed: readonly FileKind[] },
  ) => Promise<StoredFile>
  readonly read: (tenantId: number, sha256: string) => ReadStream
  readonly path: (tenantId: number, sha256: string) => string
  /** Removes what uploads left half received, where the program was killed in the middle of them; returns how many. */
  readonly sweep: (olderThanMs: number) => Promise<number>
  readonly record: (tx: Tx, call: { readonly tenantId: number; readonly now: Instant }, file: StoredFile) => Promise<void>
}

export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files')
  const incoming = join(root, 'incoming')
  const path = (tenantId: number, sha256: string) => {
    if (!/^[0-9a-f]{64}$/u.test(sha256)) throw new RangeError('A stored file is named by the 64 hex digits of its hash')
    return join(root, String(tenantId), sha256.slice(0, 2), sha256)
  }

  return {
    path,
    read: (tenantId, sha256) => createReadStream(path(tenantId, sha256)),
    put: async (tenantId, stream, { limitBytes, allowed }) => {
      await mkdir(incoming, { recursive: true })
      const temporary = join(incoming, randomUUID())
      try {
        const file = await receive(temporary, stream, { limitBytes, allowed })
        await moveInto(path(tenantId, file.sha256), temporary)
        return file
      } finally {
        await rm(temporary, { force: true })
      }
    },
    sweep: async (olderThanMs) => {
      const names = await readdir(incoming).catch(() => []) // Nothing was ever received.
      let removed = 0
      for (const name of names) {
        const file = await stat(join(incoming, name)).catch(() => undefined) // It has just come to its end.
        if (file === undefined || Date.now() - file.mtimeMs < olderThanMs) continue
        await rm(join(incoming, name), { force: true })
        removed += 1
      }
      return removed
    },
    record: async (tx, call, { sha256, size, mediaType }) => {
      await tx.q
        .insertInto('stored_files')
        .values({ tenant_id: call.tenantId, sha256, size, media_type: mediaType, stored_at: call.now })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'sha256']).doNothing())
        .execute()
    },
  }
}

async function receive(
  temporary: string,
  stream: Readable | AsyncIterable<Uint8Array>,
  { limitBytes, allowed }: { readonly limitBytes: number; readonly allowed: readonly FileKind[] },
): Promise<StoredFile> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(temporary, 'wx+', 0o600)
  try {
    const pieces: AsyncIterable<Uint8Array> = stream
    for await (const bytes of pieces) {
      size += bytes.length
      if (size > limitBytes) throw tooLarge(limitBytes)
      hash.update(bytes)
      // `write` may take less than it was given; this goes on until all of it is there.
      await handle.appendFile(bytes)
    }
    const kind = await recogniseFile(handle, size)
    if (kind === undefined || !allowed.includes(kind))
      throw problem('fileKindRefused', { help: { allowed: [...allowed], found: kind ?? null } })
    await handle.sync()
    return { sha256: hash.digest('hex'), size, mediaType: mediaTypes[kind] }
  } finally {
    await handle.close()
  }
}

const tooLarge = (limitBytes: number) => {
  const megabytes = Math.round(limitBytes / 1024 / 1024)
  return problem('fileTooLarge', {
    detail: { vi: `Tệp vượt quá ${megabytes} MB.`, en: `The file is above ${megabytes} MB.` },
    help: { limitBytes },
  })
}

async function moveInto(final: string, temporary: string): Promise<void> {
  if ((await stat(final).catch(() => undefined)) !== undefined) return

  await mkdir(dirname(final), { recursive: true })
  await rename(temporary, final)
  // The name itself must survive a power cut, not only the bytes.
  const directory: FileHandle = await open(dirname(final), 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
