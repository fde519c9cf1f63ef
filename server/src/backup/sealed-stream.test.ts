import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunkBytes, seal, SealBroken, sealedSize, unseal } from './sealed-stream.ts'

const key = randomBytes(32)
const head = 40
const step = chunkBytes + 16

async function* inPieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(piece)
  return Buffer.concat(parts)
}
const sealed = (plain: Uint8Array) => whole(seal(key, inPieces(plain)))
const opened = (bytes: Uint8Array, by = key) => whole(unseal(by, inPieces(bytes, 33_333)))
const faultOf = async (bytes: Uint8Array, by = key) => {
  const error: unknown = await opened(bytes, by).catch((thrown: unknown) => thrown)
  return error instanceof SealBroken ? error.fault : 'opened'
}
/** The head and the chunks of a sealed stream. */
const chunksOf = (bytes: Buffer) =>
  Array.from({ length: Math.ceil((bytes.length - head) / step) }, (_, n) =>
    bytes.subarray(head + n * step, Math.min(bytes.length, head + (n + 1) * step)),
  )

describe('a sealed stream', () => {
  test.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 17])(
    'of %d bytes opens as it was, and has the size that was foretold',
    async (size) => {
      const plain = randomBytes(size)
      const bytes = await sealed(plain)
      expect(bytes.length).toBe(sealedSize(size))
      expect((await opened(bytes)).equals(plain)).toBe(true)
    },
  )

  test('says nothing of what is in it, and is another one each time', async () => {
    const plain = Buffer.alloc(5000, 'UBND')
    const [one, two] = [await sealed(plain), await sealed(plain)]
    expect(one.includes('UBND')).toBe(false)
    expect(one.equals(two)).toBe(false)
  })

  test('with one changed bit anywhere, or cut anywhere, is refused', async () => {
    const bytes = await sealed(randomBytes(2 * chunkBytes + 5000))
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cuts) => {
        const broken = Buffer.from(cuts ? bytes.subarray(0, at) : bytes)
        if (!cuts) broken[at] = (broken[at] ?? 0) ^ (1 << bit)
        expect(await faultOf(broken)).not.toBe('opened')
      }),
      { numRuns: 150 },
    )
  })

  test('says whether its end is missing, its chunks changed places or something was added', async () => {
    const bytes = await sealed(randomBytes(3 * chunkBytes + 100))
    const [first, second, third, last] = chunksOf(bytes)
    const made = (...chunks: readonly (Buffer | undefined)[]) =>
      Buffer.concat([bytes.subarray(0, head), ...chunks.flatMap((chunk) => (chunk === undefined ? [] : [chunk]))])
    expect(await faultOf(made(first, second, third, last))).toBe('opened')
    expect(await faultOf(made(first, second, third))).toBe('truncated')
    expect(await faultOf(made())).toBe('truncated')
    expect(await faultOf(made(second, first, third, last))).toBe('reordered')
    expect(await faultOf(made(first, third, last))).toBe('reordered')
    expect(await faultOf(await appended())).toBe('appended')
    expect(await faultOf(Buffer.from('a text that nobody sealed, longer than a head'))).toBe('notSealed')
    expect(await faultOf(bytes, randomBytes(32))).toBe('altered')
  })
})

/** A stream that ends with a whole chunk, and after it what is not its own. */
const appended = async () => Buffer.concat([await sealed(randomBytes(chunkBytes)), randomBytes(200)])
