import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { batchDigest, chainStart, digestOf, lineHash, treeRoot, verifyChain } from './chain.ts'
import type { ChainedLine, StreamHead } from './chain.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

function chainOf(contents: readonly unknown[], stream = 'unit-p5'): readonly ChainedLine[] {
  let previous = chainStart
  return contents.map((content, index) => {
    const line = { stream, seq: index + 1, content }
    previous = lineHash(previous, line, sha256)
    return { line, hash: previous }
  })
}

const headOf = (lines: readonly ChainedLine[]): StreamHead => ({
  stream: 'unit-p5',
  seq: lines.length,
  hash: lines.at(-1)?.hash ?? chainStart,
})

const anyContents = fc.array(fc.jsonValue(), { minLength: 2, maxLength: 12 })

describe('canonical JSON', () => {
  test('is one text per value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, null, 'Hải Đăng'], a: { d: undefined, c: true } })).toBe('{"a":{"c":true},"b":[1,null,"Hải Đăng"]}')
  })

  test('does not depend on how the object was built, flat or deep, nor on keys that look like numbers', () => {
    const anyFlat = fc.dictionary(
      fc.oneof(fc.string(), fc.nat(20).map(String)),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    )
    fc.assert(
      fc.property(anyFlat, (value) => {
        const backwards = Object.fromEntries(Object.entries(value).toReversed())
        const text = canonicalJson(value)
        expect(canonicalJson(backwards)).toBe(text)
        // The same members beside a deep one take the other way through the code.
        const deep = canonicalJson({ ...value, '\uffff\uffff': [] })
        expect(deep).toBe(Object.keys(value).length === 0 ? '{"\uffff\uffff":[]}' : `${text.slice(0, -1)},"\uffff\uffff":[]}`)
      }),
    )
  })

  test('refuses what would be hashed as something else', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Map(), () => 1, 10n, [undefined], Symbol('x')]) {
      expect(() => canonicalJson({ value })).toThrow('has no canonical JSON')
    }
  })

  test('survives a round trip through JSON, and tells different values apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalJson(JSON.parse(canonicalJson(a)))).toBe(canonicalJson(a))
        const equal = canonicalJson(a) === canonicalJson(b)
        if (equal) expect(JSON.parse(JSON.stringify(a))).toEqual(JSON.parse(JSON.stringify(b)))
      }),
    )
  })

  test('two lone halves of characters do not become one and the same question mark', () => {
    expect(digestOf('\ud800', sha256)).not.toBe(digestOf('\ud801', sha256))
  })
})

describe('a chain of lines', () => {
  test('verifies as it was written, and an empty one too', () => {
    expect(verifyChain([], sha256)).toEqual({ ok: true, head: undefined })
    const lines = chainOf(['mở báo cáo', 'nộp', 'duyệt'])
    expect(verifyChain(lines, sha256, headOf(lines))).toEqual({ ok: true, head: headOf(lines) })
  })

  test('any contents verify', () => {
    fc.assert(
      fc.property(anyContents, (contents) => {
        const lines = chainOf(contents)
        expect(verifyChain(lines, sha256, headOf(lines)).ok).toBe(true)
      }),
    )
  })

  test('a changed line is found at its place', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), fc.jsonValue(), (contents, where, other) => {
        const lines = chainOf(contents)
        const at = where % lines.length
        fc.pre(canonicalJson(contents[at]) !== canonicalJson(other))
        const changed = lines.map((one, index) => (index === at ? { ...one, line: { ...one.line, content: other } } : one))
        expect(verifyChain(changed, sha256)).toEqual({ ok: false, at: at + 1, fault: 'changed' })
      }),
    )
  })

  test('a changed hash is found', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), (contents, where) => {
        const lines = chainOf(contents)
        const at = where % lines.length
        const changed = lines.map((one, index) => (index === at ? { ...one, hash: sha256(one.hash) } : one))
        expect(verifyChain(changed, sha256)).toMatchObject({ ok: false, fault: 'changed', at: at + 1 })
      }),
    )
  })

  test('a removed line is found where it stood, the last one by the sealed head', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), (contents, where) => {
        const lines = chainOf(contents)
        const at = where % lines.length
        const verdict = verifyChain(lines.toSpliced(at, 1), sha256, headOf(lines))
        expect(verdict).toEqual({ ok: false, at: at + 1, fault: at === lines.length - 1 ? 'cut' : 'missing' })
      }),
    )
  })

  test('an inserted line is found, with an old number, a new one, or renumbered neighbours', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), fc.jsonValue(), (contents, where, other) => {
        const lines = chainOf(contents)
        const at = where % lines.length
        const stranger = (seq: number): ChainedLine => ({ line: { stream: 'unit-p5', seq, content: other }, hash: sha256('x') })
        expect(verifyChain(lines.toSpliced(at, 0, stranger(at + 1)), sha256).ok).toBe(false)
        expect(verifyChain(lines.toSpliced(at, 0, stranger(lines.length + 1)), sha256).ok).toBe(false)
        const shifted = lines.slice(at).map(({ line, hash }) => ({ line: { ...line, seq: line.seq + 1 }, hash }))
        expect(verifyChain([...lines.slice(0, at), stranger(at + 1), ...shifted], sha256).ok).toBe(false)
        expect(verifyChain(lines.toSpliced(at, 0, lines[at] ?? stranger(1)), sha256)).toMatchObject({ ok: false, fault: 'inserted' })
      }),
    )
  })

  test('two exchanged lines are found, also when they were given the numbers of their new places', () => {
    fc.assert(
      fc.property(anyContents, fc.nat(), fc.nat(), (contents, first, second) => {
        const lines = chainOf(contents)
        const [a, b] = [first % lines.length, second % lines.length]
        const [one, other] = [lines[a], lines[b]]
        fc.pre(a !== b && one !== undefined && other !== undefined && canonicalJson(contents[a]) !== canonicalJson(contents[b]))
        if (!one || !other) return
        const exchanged = lines.with(a, other).with(b, one)
        expect(verifyChain(exchanged, sha256)).toEqual({ ok: false, at: Math.min(a, b) + 1, fault: 'reordered' })
        const renumbered = exchanged.map(({ line, hash }, index) => ({ line: { ...line, seq: index + 1 }, hash }))
        expect(verifyChain(renumbered, sha256).ok).toBe(false)
      }),
    )
  })

  test('a chain rewritten from some line on is sound in itself and betrayed by the sealed head', () => {
    const lines = chainOf(['a', 'b', 'c'])
    const rewritten = chainOf(['a', 'B', 'c'])
    expect(verifyChain(rewritten, sha256).ok).toBe(true)
    expect(verifyChain(rewritten, sha256, headOf(lines))).toEqual({ ok: false, at: 3, fault: 'changed' })
  })

  test("a line of another unit's stream does not pass", () => {
    const lines = chainOf(['a', 'b'])
    const other = chainOf(['a', 'b'], 'unit-p6')
    expect(verifyChain([...lines.slice(0, 1), ...other.slice(1)], sha256)).toEqual({ ok: false, at: 2, fault: 'foreignStream' })
    expect(verifyChain(other, sha256, headOf(lines))).toMatchObject({ ok: false, fault: 'foreignStream' })
  })

  test('a line written after the seal is no fault', () => {
    const lines = chainOf(['a', 'b', 'c'])
    expect(verifyChain(lines, sha256, headOf(lines.slice(0, 2))).ok).toBe(true)
  })
})

describe('the root over the streams of a tenant', () => {
  const anyHeads = fc.uniqueArray(fc.record({ stream: fc.string(), seq: fc.nat(), hash: fc.string() }), {
    selector: ({ stream }) => stream,
    maxLength: 12,
  })

  test('does not depend on their order', () => {
    fc.assert(
      fc.property(anyHeads, (heads) => {
        expect(treeRoot(heads.toReversed(), sha256)).toBe(treeRoot(heads, sha256))
      }),
    )
  })

  test('changes with any head changed, removed or added', () => {
    fc.assert(
      fc.property(anyHeads, fc.nat(), (heads, where) => {
        fc.pre(heads.length > 0)
        const at = where % heads.length
        const root = treeRoot(heads, sha256)
        expect(
          treeRoot(
            heads.map((head, index) => (index === at ? { ...head, seq: head.seq + 1 } : head)),
            sha256,
          ),
        ).not.toBe(root)
        expect(treeRoot(heads.toSpliced(at, 1), sha256)).not.toBe(root)
        expect(treeRoot([...heads, { stream: `${heads.map(({ stream }) => stream).join('')}+`, seq: 1, hash: 'x' }], sha256)).not.toBe(root)
      }),
    )
  })

  test('of one stream with two heads is a mistake', () => {
    const head = { stream: 'unit-p5', seq: 1, hash: 'x' }
    expect(() => treeRoot([head, { ...head, seq: 2 }], sha256)).toThrow('Stream "unit-p5" has two heads')
  })
})

describe('the digest of a bulk import', () => {
  test('is of the values in their order: none may change, go, come or move', () => {
    const changes = [
      { unitId: 'p1', indicatorId: 'payment', numerator: '5' },
      { unitId: 'p2', indicatorId: 'payment', numerator: '7' },
    ]
    const digest = batchDigest(changes, sha256)
    expect(batchDigest(structuredClone(changes), sha256)).toBe(digest)
    const others = [
      changes.toReversed(),
      changes.slice(1),
      [...changes, ...changes],
      [],
      changes.map((one) => ({ ...one, numerator: '6' })),
    ]
    expect(new Set([digest, ...others.map((one) => batchDigest(one, sha256))]).size).toBe(6)
  })
})
