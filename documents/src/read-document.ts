import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { readDocx } from './docx/read-docx.ts'
import { readHtml } from './html/read-html.ts'
import { readPdf } from './pdf/read-pdf.ts'
import { decodeText, readText } from './text/read-text.ts'
import { UnreadableFile, unreadable } from './unreadable-file.ts'

export { UnreadableFile, unreadable } from './unreadable-file.ts'

export const maxFileBytes = 50_000_000
const maxTextBytes = 20_000_000

/** Bytes to text and blocks. What a file is, its first bytes say; its name is only for the message. */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<ReadableDocument> {
  if (bytes.length > maxFileBytes) throw unreadable.tooLarge(fileName, megabytes(bytes.length, maxFileBytes))
  if (bytes.length === 0) throw unreadable.empty(fileName)
  try {
    const read = await readKind(bytes, fileName)
    if (!/[\p{L}\p{N}]/u.test(read.text)) throw unreadable.empty(fileName)
    return read
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw unreadable.corrupt(fileName, { vi: message, en: message })
  }
}

async function readKind(bytes: Uint8Array, fileName: string): Promise<ReadableDocument> {
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) return readDocx(bytes, fileName)
  // Some writers put a few bytes before the head of a PDF; the format allows the first 1024.
  if (ascii(bytes.subarray(0, 1024)).includes('%PDF-')) return readPdf(bytes, fileName)
  if (startsWith(bytes, '\u00d0\u00cf\u0011\u00e0')) {
    // An encrypted .docx is an OLE file with a stream of this name in UTF-16.
    if (ascii(bytes).includes('E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e')) throw unreadable.encrypted(fileName)
    throw unreadable.unsupportedKind(fileName, { vi: 'là tệp .doc, .xls hoặc .ppt kiểu cũ', en: 'is an old .doc, .xls or .ppt file' })
  }
  if (startsWith(bytes, '{\\rtf')) throw unreadable.unsupportedKind(fileName, { vi: 'là tệp .rtf', en: 'is an .rtf file' })
  if (!isText(bytes)) throw unreadable.unsupportedKind(fileName, { vi: 'không phải tệp văn bản', en: 'is not a text file' })
  if (bytes.length > maxTextBytes) throw unreadable.tooLarge(fileName, megabytes(bytes.length, maxTextBytes))
  const head = decodeText(bytes.subarray(0, 4000))
  if (/^\s*(?:From:.{0,200}\r?\n)?(?:Snapshot-Content-Location|MIME-Version):/iu.test(head)) {
    throw unreadable.unsupportedKind(fileName, {
      vi: 'là trang web gói cả ảnh (.mht)',
      en: 'is a web page packed with its pictures (.mht)',
    })
  }
  return pageBegins.test(head) ? readHtml(bytes, fileName) : readText(bytes)
}

/** A page, or a piece of one: an element that only pages have, after whatever may stand before it. */
const pageBegins =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<(?:!DOCTYPE\s+html|(?:html|head|body|meta|title|div|table|article|main|section|ol|ul|pre|center|font|span|p|h[1-6])[\s>])/iu

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
const startsWith = (bytes: Uint8Array, head: string): boolean => ascii(bytes.subarray(0, head.length)) === head

const megabytes = (size: number, limit: number) => ({
  vi: `${Math.ceil(size / 1e6)} MB, tối đa ${limit / 1e6} MB`,
  en: `${Math.ceil(size / 1e6)} MB, at most ${limit / 1e6} MB are read`,
})

function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 64_000)
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  let control = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control++
  }
  return control < head.length / 100
}
