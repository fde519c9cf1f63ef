export type TextPart = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }

/** Above this many pairs of words both texts stand whole, the old before the new: a page must not hang on a long one. */
const mostPairs = 4_000_000

/** How one text became the other, word by word: what stayed, went and came, in reading order. */
export function textChanges(before: string, after: string): readonly TextPart[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const middle = middleChanges(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))])
}

/** Words with the space after them, so that joining them gives the text back. */
const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/gu) ?? []
const same = (words: readonly string[]): readonly TextPart[] => words.map((text) => ({ kind: 'same', text }))

function middleChanges(a: readonly string[], b: readonly string[]): readonly TextPart[] {
  if (a.length * b.length > mostPairs) return [part('removed', a.join('')), part('added', b.join(''))]

  // Length of the longest common run of words from each pair of places on.
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const parts: TextPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push(part('same', a[i] ?? ''))
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      parts.push(part('removed', a[i] ?? ''))
      i += 1
    } else {
      parts.push(part('added', b[j] ?? ''))
      j += 1
    }
  }
  return parts
}

const part = (kind: TextPart['kind'], text: string): TextPart => ({ kind, text })

function joined(parts: readonly TextPart[]): readonly TextPart[] {
  const runs: TextPart[] = []
  for (const one of parts) {
    const last = runs.at(-1)
    if (one.text === '') continue
    if (last?.kind === one.kind) runs[runs.length - 1] = part(one.kind, last.text + one.text)
    else runs.push(one)
  }
  return runs
}
