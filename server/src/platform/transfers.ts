import type { MultipartFile } from '@fastify/multipart'
import type { Call } from './call.ts'
import { problem } from './problems.ts'
import type { Http } from './routes.ts'

/** The one file of a multipart request, under the field `file`, as a stream that has yet to be read. */
export async function receivedFile({ request }: Http): Promise<{ readonly fileName: string; readonly stream: MultipartFile['file'] }> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (!part || part.fieldname !== 'file')
    throw problem('badInput', { fields: [{ path: 'file', message: 'a multipart request with one file in the field "file" is expected' }] })
  return { fileName: part.filename, stream: part.file }
}

/** Sends a stored file to be saved, never to be shown: the browser neither guesses its kind nor runs what is in it. */
export function sendStoredFile(
  { reply }: Http,
  { services, tenantId }: Call,
  file: { readonly sha256: string; readonly fileName: string; readonly mediaType: string; readonly size: number },
) {
  return toBeSaved(reply, file).send(services.files.read(tenantId, file.sha256))
}

/** The same of a file that is made for this reply. */
export function sendMadeFile(
  { reply }: Http,
  { bytes, ...file }: { readonly bytes: Uint8Array; readonly fileName: string; readonly mediaType: string },
) {
  return toBeSaved(reply, { ...file, size: bytes.length }).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

function toBeSaved(
  reply: Http['reply'],
  { fileName, mediaType, size }: { readonly fileName: string; readonly mediaType: string; readonly size: number },
): Http['reply'] {
  // RFC 6266: the plain name for old readers, the whole one with its diacritics beside it.
  const plain = fileName.replaceAll(/[^\w .()-]/gu, '_')
  return reply
    .header('content-type', mediaType)
    .header('content-length', size)
    .header(
      'content-disposition',
      `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll(/['()*]/gu, escaped)}`,
    )
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
}

const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
