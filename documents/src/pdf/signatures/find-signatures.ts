/**
 * Where the signatures of a PDF stand and which of its bytes they say that they cover. Read from the bytes alone (ISO 32000-1, 12.8.1): the
 * objects of a hostile file may say anything, and a signature is worth what its byte range covers, no more.
 */
export type FoundSignature = {
  /** Undefined where the range is not the whole file before its end but for the signature itself. */
  readonly covered: { readonly parts: readonly [Uint8Array, Uint8Array]; readonly end: number } | undefined
  readonly contents: Uint8Array
  readonly subFilter: string
  /** What the first signer allows after him (DocMDP): 1 nothing, 2 forms and signatures, 3 comments too. */
  readonly allowsChanges: 1 | 2 | 3 | undefined
}

const mostSignatures = 40
const mostContentsBytes = 1024 * 1024
const dictionaryReach = 4096
const byteRange = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/gu

export function findSignatures(pdf: Uint8Array): readonly FoundSignature[] {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const found: FoundSignature[] = []
  for (const match of text.matchAll(byteRange)) {
    if (found.length === mostSignatures) break
    const [start = 0, length = 0, next = 0, rest = 0] = match.slice(1).map(Number)
    // A placeholder of zeros: the file was made ready for a signature, and nobody signed.
    if (length === 0 && rest === 0) continue
    found.push({ ...partsOf(pdf, text, { start, length, next, rest }), ...saidIn(dictionaryAround(text, match.index)) })
  }
  return found
}

type Range = { readonly start: number; readonly length: number; readonly next: number; readonly rest: number }

/**
 * The range begins with the file, and what it leaves out is one hexadecimal string and nothing beside it. Anything else would leave room for
 * content that nobody signed.
 */
function partsOf(pdf: Uint8Array, text: string, { start, length, next, rest }: Range): Pick<FoundSignature, 'covered' | 'contents'> {
  const none = { covered: undefined, contents: new Uint8Array() }
  const end = next + rest
  if (start !== 0 || next <= length || end > pdf.length || next - length > 2 * mostContentsBytes + 2) return none

  const hex = /^<([\da-f\s]*)>$/iu.exec(text.slice(length, next))?.[1]
  if (hex === undefined) return none
  return {
    covered: { parts: [pdf.subarray(0, length), pdf.subarray(next, end)], end },
    contents: Buffer.from(hex.replaceAll(/\s/gu, ''), 'hex'),
  }
}

/** What the dictionary says that the range stands in: as far as its object goes on both sides. */
function dictionaryAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - dictionaryReach), at)
  const after = text.slice(at, at + 2 * mostContentsBytes + dictionaryReach)
  const end = after.indexOf('endobj')
  return before.slice(before.lastIndexOf(' obj') + 1) + after.slice(0, end < 0 ? dictionaryReach : end).replace(/<[\da-f\s]{64,}>/giu, '<>')
}

function saidIn(dictionary: string): Pick<FoundSignature, 'subFilter' | 'allowsChanges'> {
  const level = /\/TransformMethod\s*\/DocMDP/u.test(dictionary) ? Number(/\/P\s+([123])\b/u.exec(dictionary)?.[1] ?? 2) : undefined
  return {
    subFilter: /\/SubFilter\s*\/([\w.]{1,60})/u.exec(dictionary)?.[1] ?? '',
    allowsChanges: level === 1 || level === 2 || level === 3 ? level : undefined,
  }
}
