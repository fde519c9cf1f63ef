import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { problem } from './problems.ts'

export type ReceivedFile = { readonly fileName: string; readonly stream: Readable }

/** Puts a file that is only looked at aside while `work` looks, and takes it away after. */
export async function withReceivedFile<T>(stream: Readable, mostBytes: number, work: (path: string) => Promise<T>): Promise<T> {
  const path = join(tmpdir(), `haidang-received-${randomUUID()}`)
  try {
    await pipeline(stream, (source: AsyncIterable<Buffer>) => bounded(source, mostBytes), createWriteStream(path, { mode: 0o600 }))
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

async function* bounded(source: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const piece of source) {
    bytes += piece.length
    if (bytes > most) throw problem('fileTooLarge')
    yield piece
  }
}
