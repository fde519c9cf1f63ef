import { decodeText } from '../text/read-text.ts'

/**
 * The letters of a saved page. Bytes that are UTF-8 are UTF-8 whatever the page says of itself (pages are often saved in another encoding than
 * they declare); of others the declaration is believed, unless it says no more than "Western", under which TCVN3 and VNI were kept.
 */
export function decodeHtml(bytes: Uint8Array): string {
  const guessed = decodeText(bytes)
  if (isUnicode(bytes)) return guessed
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 4096))
  const label = /<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1] ?? ''
  if (label === '' || /^(?:utf-?8|utf-?16.*|windows-1252|iso-8859-1|latin1|us-ascii)$/iu.test(label)) return guessed
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    // No encoding that anybody knows.
    return guessed
  }
}

function isUnicode(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
