import { canonicalJson } from './canonical-json.ts'

/** SHA-256 of the text's UTF-8 bytes, in lower-case hex. Passed in: the domain knows no platform. */
export type Sha256 = (text: string) => string

/** One line of a stream's log. `seq` counts from 1 without gaps; everything else is any JSON. */
export type AuditLine = {
  readonly stream: string
  readonly seq: number
  readonly [field: string]: unknown
}

export type ChainedLine = { readonly line: AuditLine; readonly hash: string }

export type StreamHead = { readonly stream: string; readonly seq: number; readonly hash: string }

export type ChainFault = 'changed' | 'missing' | 'inserted' | 'reordered' | 'foreignStream' | 'cut'

export type ChainVerdict =
  | { readonly ok: true; readonly head: StreamHead | undefined }
  | { readonly ok: false; readonly at: number; readonly fault: ChainFault }

/** The hash before the first line of every stream. */
export const chainStart = '0'.repeat(64)

export function lineHash(previousHash: string, line: AuditLine, sha256: Sha256): string {
  return sha256(`${previousHash}\n${canonicalJson(line)}`)
}

/**
 * Reads a stream from its first line. With `sealed`, a head kept outside the table, a cut tail and a rewritten chain are found too, which
 * no chain can find by itself.
 */
export function verifyChain(lines: readonly ChainedLine[], sha256: Sha256, sealed?: StreamHead): ChainVerdict {
  const stream = sealed?.stream ?? lines[0]?.line.stream
  const known = new Set(lines.map(({ line }) => line.seq))
  let previous = chainStart
  for (const [index, { line, hash }] of lines.entries()) {
    const expected = index + 1
    if (line.stream !== stream) return { ok: false, at: expected, fault: 'foreignStream' }
    if (line.seq !== expected) return { ok: false, at: expected, fault: faultOfOrder(line.seq, expected, known) }
    if (lineHash(previous, line, sha256) !== hash) return { ok: false, at: expected, fault: 'changed' }
    if (sealed?.seq === expected && sealed.hash !== hash) return { ok: false, at: expected, fault: 'changed' }
    previous = hash
  }
  if (sealed && sealed.seq > lines.length) return { ok: false, at: lines.length + 1, fault: 'cut' }
  return { ok: true, head: stream === undefined || lines.length === 0 ? undefined : { stream, seq: lines.length, hash: previous } }
}

/** One hash over the heads of all streams of a tenant, in any order: a Merkle tree, leaves and nodes told apart as in RFC 6962. */
export function treeRoot(heads: readonly StreamHead[], sha256: Sha256): string {
  const ordered = heads.toSorted((a, b) => (a.stream < b.stream ? -1 : Number(a.stream > b.stream)))
  const twice = ordered.find((head, index) => index > 0 && ordered[index - 1]?.stream === head.stream)
  if (twice) throw new RangeError(`Stream "${twice.stream}" has two heads; a root is over one head of each stream.`)
  if (ordered.length === 0) return sha256('')

  let level = ordered.map(({ stream, seq, hash }) => sha256(`leaf\n${canonicalJson({ stream, seq, hash })}`))
  while (level.length > 1) {
    level = pairs(level).map(([left, right]) => (right === undefined ? left : sha256(`node\n${left}\n${right}`)))
  }
  return level[0] ?? ''
}

/** One digest for one value, whatever the order of its keys. */
export function digestOf(value: unknown, sha256: Sha256): string {
  return sha256(canonicalJson(value))
}

/** The digest of a bulk import: its value changes in their stored order, one canonical line each. */
export function batchDigest(orderedChanges: readonly unknown[], sha256: Sha256): string {
  return sha256(`${orderedChanges.length}\n${orderedChanges.map((change) => canonicalJson(change)).join('\n')}`)
}

function faultOfOrder(seq: number, expected: number, known: ReadonlySet<number>): ChainFault {
  if (seq < expected) return 'inserted'
  return known.has(expected) ? 'reordered' : 'missing'
}

function pairs(level: readonly string[]): readonly (readonly [string, string | undefined])[] {
  return level.flatMap((left, index) => (index % 2 === 0 ? [[left, level[index + 1]] as const] : []))
}
