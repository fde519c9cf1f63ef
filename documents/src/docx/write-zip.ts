import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'

// Built from local fields, because fflate writes local fields: the bytes are the same in every time zone. Noon, so that no
// change of clocks can move the hour.
const fixedTime = () => new Date(1980, 0, 1, 12, 0, 0)

/**
 * Packs an Office file so that the same parts give the same bytes on every machine and day: fixed order, time and
 * compressor. (The platform's deflate differs between processors; fflate is plain JavaScript.)
 */
export function zipOfficeFile(parts: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const mtime = fixedTime()
  const entries: Zippable = {}
  for (const [path, content] of parts) {
    entries[path] = [typeof content === 'string' ? strToU8(content) : content, { mtime, level: 6, os: 0, attrs: 0 }]
  }
  return zipSync(entries)
}
