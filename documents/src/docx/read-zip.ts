import yauzl from 'yauzl'
import { UnreadableFile, unreadable } from '../unreadable-file.ts'

/** A .docx of a thousand pages has some dozens of entries and unpacks to some megabytes; a bomb does not. */
export type ZipLimits = { readonly entries: number; readonly totalBytes: number; readonly partBytes: number; readonly ratio: number }

export const zipLimits: ZipLimits = { entries: 3000, totalBytes: 300_000_000, partBytes: 60_000_000, ratio: 200 }

const ratioMattersFrom = 5_000_000

/** Unpacks the named parts; sizes are counted while unpacking, because the sizes that an archive declares may lie. */
export async function readZipParts(
  bytes: Uint8Array,
  fileName: string,
  wanted: ReadonlySet<string>,
  limits: ZipLimits = zipLimits,
): Promise<ReadonlyMap<string, string>> {
  const zip = await openZip(bytes, fileName)
  const parts = new Map<string, string>()
  let declared = 0
  try {
    if (zip.entryCount > limits.entries) {
      throw unreadable.tooLarge(fileName, {
        vi: `có ${zip.entryCount} mục nén, tối đa ${limits.entries}`,
        en: `it packs ${zip.entryCount} entries, at most ${limits.entries} are read`,
      })
    }
    for await (const entry of zip.eachEntry()) {
      declared += entry.uncompressedSize
      if (declared > limits.totalBytes) throw tooBig(fileName, limits.totalBytes)
      if (!wanted.has(entry.fileName) || parts.has(entry.fileName)) continue
      if (entry.isEncrypted()) throw unreadable.encrypted(fileName)
      if (entry.uncompressedSize > limits.partBytes) throw tooBig(fileName, limits.partBytes)
      if (entry.uncompressedSize > ratioMattersFrom && entry.uncompressedSize > entry.compressedSize * limits.ratio)
        throw tooDense(fileName, limits.ratio)
      parts.set(entry.fileName, await readEntry(zip, entry, fileName, limits))
    }
  } catch (error) {
    throw asUnreadable(error, fileName)
  } finally {
    zip.close()
  }
  return parts
}

const tooBig = (fileName: string, bytes: number) =>
  unreadable.tooLarge(fileName, {
    vi: `giải nén ra hơn ${Math.round(bytes / 1e6)} MB`,
    en: `it unpacks to more than ${Math.round(bytes / 1e6)} MB`,
  })
const tooDense = (fileName: string, ratio: number) =>
  unreadable.tooLarge(fileName, {
    vi: `nén quá ${ratio} lần, như một "bom nén"`,
    en: `it is packed more than ${ratio} times, as a zip bomb is`,
  })

async function openZip(bytes: Uint8Array, fileName: string) {
  try {
    return await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      validateEntrySizes: true,
    })
  } catch (error) {
    throw asUnreadable(error, fileName)
  }
}

type Zip = Awaited<ReturnType<typeof openZip>>

async function readEntry(zip: Zip, entry: yauzl.Entry, fileName: string, limits: ZipLimits): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const piece: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    size += piece.length
    if (size > limits.partBytes) throw tooBig(fileName, limits.partBytes)
    if (size > ratioMattersFrom && size > entry.compressedSize * limits.ratio) throw tooDense(fileName, limits.ratio)
    chunks.push(piece)
  }
  return decodeXml(Buffer.concat(chunks))
}

function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

function asUnreadable(error: unknown, fileName: string): Error {
  if (error instanceof UnreadableFile) return error
  const message = error instanceof Error ? error.message : String(error)
  return unreadable.corrupt(fileName, { vi: `gói nén không đọc được (${message})`, en: `its archive cannot be read (${message})` })
}
