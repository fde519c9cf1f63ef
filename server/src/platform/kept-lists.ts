import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gzipSync } from 'node:zlib'

/** A piece of a bulk import's list as it is kept: pieces packed one by one and put together are packed whole (RFC 1952, members). */
export const packPiece = (piece: Buffer): Buffer => gzipSync(piece, { level: 1 })

const isPacked = (kept: Buffer): boolean => kept[0] === 0x1f && kept[1] === 0x8b

/** The sha256 (hex) of a kept list, packed or, from before lists were packed, plain; undefined where it cannot be unpacked any more. */
export async function digestOfKept(kept: Buffer): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    if (isPacked(kept)) await pipeline(Readable.from([kept]), createGunzip(), hash)
    else hash.update(kept)
  } catch {
    return undefined
  }
  return hash.digest('hex')
}
