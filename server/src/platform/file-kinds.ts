import type { FileHandle } from 'node:fs/promises'

export type FileKind = 'docx' | 'doc' | 'odt' | 'rtf' | 'xlsx' | 'zip' | 'pdf' | 'text' | 'png' | 'jpeg' | 'webp'

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  odt: 'application/vnd.oasis.opendocument.text',
  rtf: 'application/rtf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  pdf: 'application/pdf',
  text: 'text/plain; charset=utf-8',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
}

const headBytes = 64 * 1024
/** A zip's list of names stands at its end; that of an office file is far smaller than this. */
const tailBytes = 256 * 1024

/**
 * What a file is by its own bytes; its name and what the sender says of it count for nothing. A saved web page is text: it is read, and never
 * sent back as a page.
 */
export async function recogniseFile(handle: FileHandle, size: number): Promise<FileKind | undefined> {
  const head = await readAt(handle, 0, Math.min(size, headBytes))
  if (startsWith(head, '%PDF-')) return 'pdf'
  if (startsWith(head, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(head, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(head, 'RIFF') && head.toString('latin1', 8, 12) === 'WEBP') return 'webp'
  // Which of the older office files it is, the reader says, which knows its inside.
  if (startsWith(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'doc'
  if (startsWith(head, '{\\rtf')) return 'rtf'
  if (head.toString('latin1', 0, 200).includes('mimetypeapplication/vnd.oasis.opendocument.text')) return 'odt'
  if (startsWith(head, 'PK\x03\x04')) return zipKind(await readAt(handle, Math.max(0, size - tailBytes), Math.min(size, tailBytes)))
  return size > 0 && isText(head) ? 'text' : undefined
}

function zipKind(tail: Buffer): FileKind {
  if (tail.includes('word/document.xml')) return 'docx'
  if (tail.includes('xl/workbook.xml')) return 'xlsx'
  return 'zip'
}

/** UTF-16 with its mark, or bytes without control characters; old Vietnamese code pages are text too, and left to the reader. */
function isText(head: Buffer): boolean {
  if (startsWith(head, '\xff\xfe') || startsWith(head, '\xfe\xff')) return true
  return !head.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b))
}

const startsWith = (bytes: Buffer, latin1: string): boolean => bytes.toString('latin1', 0, latin1.length) === latin1

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
