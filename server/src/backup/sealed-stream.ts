import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Bytes sealed by AES-256-GCM, chunk by chunk, so that a file of any size passes through a memory of a few chunks: a head (mark, salt), then
 * chunks of 64 KiB, each with its tag. A chunk's nonce is its number and whether it is the last one, as in the payload of age: none can be
 * changed, moved, taken out or added unseen, and an end that is missing is seen too. The key is the stream's own, derived with its salt.
 */
export const chunkBytes = 64 * 1024
const tagBytes = 16
const saltBytes = 32
const mark = Buffer.from('haidang1')
const headBytes = mark.length + saltBytes

/** How many bytes a sealed stream of so many plain bytes has. */
export const sealedSize = (plainBytes: number): number =>
  headBytes + plainBytes + tagBytes * Math.max(1, Math.ceil(plainBytes / chunkBytes))

export type SealFault = 'notSealed' | 'altered' | 'truncated' | 'reordered' | 'appended'

export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  readonly fault: SealFault

  constructor(fault: SealFault, chunk: number) {
    super(`${fault} at chunk ${chunk}`)
    this.fault = fault
  }
}

type Bytes = AsyncIterable<Uint8Array>

export async function* seal(master: Buffer, source: Bytes): AsyncGenerator<Buffer> {
  const head = Buffer.concat([mark, randomBytes(saltBytes)])
  const key = keyOf(master, head)
  yield head
  let number = 0
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of cut(source, chunkBytes)) {
    // A chunk is written when it is known whether another one follows.
    if (held.length > 0) {
      yield sealChunk(key, held, { number, isLast: false })
      number += 1
    }
    held = chunk
  }
  yield sealChunk(key, held, { number, isLast: true })
}

/** The plain bytes again; throws `SealBroken` at the first chunk that is not what was sealed. Nothing unproved is given out. */
export async function* unseal(master: Buffer, source: Bytes): AsyncGenerator<Buffer> {
  let key: Buffer | undefined
  let held: Buffer | undefined
  let number = 0
  for await (const piece of cut(source, chunkBytes + tagBytes, headBytes)) {
    if (key === undefined) {
      if (piece.length < headBytes || !piece.subarray(0, mark.length).equals(mark)) throw new SealBroken('notSealed', 0)
      key = keyOf(master, piece)
      continue
    }
    if (held !== undefined) {
      yield openOrExplain(key, held, { number, isLast: false })
      number += 1
    }
    held = piece
  }
  if (key === undefined) throw new SealBroken('notSealed', 0)
  if (held === undefined) throw new SealBroken('truncated', 0)
  yield openOrExplain(key, held, { number, isLast: true })
}

type Place = { readonly number: number; readonly isLast: boolean }

function openOrExplain(key: Buffer, piece: Buffer, place: Place): Buffer {
  const plain = openChunk(key, piece, place)
  if (plain === undefined) throw new SealBroken(whyNot(key, piece, place), place.number)
  return plain
}

/** How far away a chunk is looked for that stands in another’s place; from farther it reads as altered. */
const farthest = 64

/** Only for the words of the refusal: which other place the chunk would open in. */
function whyNot(key: Buffer, piece: Buffer, { number, isLast }: Place): SealFault {
  if (openChunk(key, piece, { number, isLast: !isLast }) !== undefined) return isLast ? 'truncated' : 'appended'
  for (let other = Math.max(0, number - farthest); other <= number + farthest; other += 1) {
    for (const last of [false, true]) if (openChunk(key, piece, { number: other, isLast: last }) !== undefined) return 'reordered'
  }
  return 'altered'
}

const keyOf = (master: Buffer, head: Buffer): Buffer => Buffer.from(hkdfSync('sha256', master, head, 'haidang backup stream', 32))

function nonceOf({ number, isLast }: Place): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(number, 5, 6)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

function sealChunk(key: Buffer, plain: Buffer, place: Place): Buffer {
  const sealing = createCipheriv('aes-256-gcm', key, nonceOf(place))
  return Buffer.concat([sealing.update(plain), sealing.final(), sealing.getAuthTag()])
}

function openChunk(key: Buffer, piece: Buffer, place: Place): Buffer | undefined {
  if (piece.length < tagBytes) return undefined
  const opening = createDecipheriv('aes-256-gcm', key, nonceOf(place))
  opening.setAuthTag(piece.subarray(piece.length - tagBytes))
  try {
    return Buffer.concat([opening.update(piece.subarray(0, piece.length - tagBytes)), opening.final()])
  } catch {
    // The tag does not fit: the caller says what that means.
    return undefined
  }
}

/** The same bytes in pieces of exactly `size`, the last one shorter; the first one of `first`, where that is another size. */
async function* cut(source: Bytes, size: number, first = size): AsyncGenerator<Buffer> {
  let wanted = first
  let waiting: Buffer[] = []
  let length = 0
  for await (const bytes of source) {
    let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    while (length + rest.length >= wanted) {
      const taken = rest.subarray(0, wanted - length)
      yield Buffer.concat([...waiting, taken])
      rest = rest.subarray(taken.length)
      waiting = []
      length = 0
      wanted = size
    }
    // A stream may use its buffer again; what waits is ours.
    if (rest.length > 0) waiting.push(Buffer.from(rest))
    length += rest.length
  }
  if (length > 0) yield Buffer.concat(waiting)
}
