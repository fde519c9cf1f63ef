import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { readDocx } from './docx/read-docx.ts'
import { readZipParts } from './docx/read-zip.ts'
import { readHtml } from './html/read-html.ts'
import { readPdf, type RecognisePages } from './pdf/read-pdf.ts'
import { decodeText, readText } from './text/read-text.ts'
import { UnreadableFile, unreadable } from './unreadable-file.ts'

export { UnreadableFile, unreadable } from './unreadable-file.ts'

export const maxFileBytes = 50_000_000
const maxTextBytes = 20_000_000

/** Programmes of others, where they are installed. They need a process that is watched: the reader itself starts none. */
export type Programs = {
  /** The same document as .docx, or undefined where the programme is missing. */
  readonly toDocx?: (bytes: Uint8Array, from: 'doc' | 'odt' | 'rtf', fileName: string) => Promise<Uint8Array | undefined>
  /** The words of the pages of a PDF that are images, or undefined where the programme is missing. */
  readonly recognise?: RecognisePages
}

/** Bytes to text and blocks. What a file is, its first bytes say; its name is only for the message. */
export async function readDocument(bytes: Uint8Array, fileName: string, programs: Programs = {}): Promise<ReadableDocument> {
  if (bytes.length > maxFileBytes) throw unreadable.tooLarge(fileName, megabytes(bytes.length, maxFileBytes))
  if (bytes.length === 0) throw unreadable.empty(fileName)
  try {
    const read = await readKind(bytes, fileName, programs)
    if (!/[\p{L}\p{N}]/u.test(read.text)) throw unreadable.empty(fileName)
    return read
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw unreadable.corrupt(fileName, { vi: message, en: message })
  }
}

async function readKind(bytes: Uint8Array, fileName: string, programs: Programs): Promise<ReadableDocument> {
  if (ascii(bytes.subarray(0, 200)).includes('mimetypeapplication/vnd.oasis.opendocument.text')) {
    // Unpacked here only to be counted: a bomb is to stop before another programme opens it.
    await readZipParts(bytes, fileName, new Set(['content.xml', 'styles.xml']))
    return readConverted(bytes, 'odt', fileName, programs)
  }
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) return readDocx(bytes, fileName)
  // Some writers put a few bytes before the head of a PDF; the format allows the first 1024.
  if (ascii(bytes.subarray(0, 1024)).includes('%PDF-')) return readPdf(bytes, fileName, programs.recognise)
  if (startsWith(bytes, '\u00d0\u00cf\u0011\u00e0')) {
    const streams = ascii(bytes)
    // An encrypted .docx is an OLE file with a stream of this name in UTF-16; an encrypted .doc says so in its first block.
    if (streams.includes(inUtf16('EncryptedPackage')) || isEncryptedDoc(bytes)) throw unreadable.encrypted(fileName)
    if (streams.includes(inUtf16('WordDocument'))) return readConverted(bytes, 'doc', fileName, programs)
    throw unreadable.unsupportedKind(fileName, { vi: 'là tệp .xls, .ppt hoặc .msg kiểu cũ', en: 'is an old .xls, .ppt or .msg file' })
  }
  if (startsWith(bytes, '{\\rtf')) return readConverted(bytes, 'rtf', fileName, programs)
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

async function readConverted(
  bytes: Uint8Array,
  from: 'doc' | 'odt' | 'rtf',
  fileName: string,
  { toDocx }: Programs,
): Promise<ReadableDocument> {
  const docx = await toDocx?.(bytes, from, fileName)
  if (docx === undefined) throw unreadable.needsLibreOffice(fileName, from)
  return readDocx(docx, fileName)
}

const inUtf16 = (name: string): string => [...name].join('\0')

/** [MS-DOC] 2.5.2: the file information block stands at the head of its stream, by custom in the first sector; bit 8 of its flags. */
function isEncryptedDoc(bytes: Uint8Array): boolean {
  const block = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.length > 524 && block.getUint16(512, true) === 0xa5ec && (block.getUint16(522, true) & 0x0100) !== 0
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
