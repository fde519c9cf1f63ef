import type { Passage } from '@haidang/domain/plans/reading'

/** A run of the document's text that the same passages cover. */
export type Segment = Passage & { readonly keys: readonly string[] }
export type KeyedPassage = Passage & { readonly key: string; readonly kind: string }

/** Cuts `whole` wherever a passage begins or ends. Passages may overlap and nest; those that do not touch `whole` change nothing. */
export function segmentsOf(whole: Passage, passages: readonly KeyedPassage[]): readonly Segment[] {
  const touching = passages.filter(({ start, end }) => start < whole.end && whole.start < end && start < end)
  const inside = (offset: number): boolean => offset > whole.start && offset < whole.end
  const cuts = [...new Set([whole.start, ...touching.flatMap(({ start, end }) => [start, end]).filter(inside), whole.end])].toSorted(
    (a, b) => a - b,
  )
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? whole.end
    return { start, end, keys: touching.filter((passage) => passage.start < end && start < passage.end).map(({ key }) => key) }
  })
}

/**
 * Finds what shares letters with a passage, in the order given. Sorted once: a document has hundreds of passages, of which each place touches
 * few.
 */
export function touchingIn<Placed extends Passage>(all: readonly Placed[]): (passage: Passage) => readonly Placed[] {
  const placed = all.map((one, order) => ({ one, order })).toSorted((a, b) => a.one.start - b.one.start)
  // The furthest end of all that begin no later: where it is before a passage, so is all of that.
  const ends: number[] = []
  for (const { one } of placed) ends.push(Math.max(ends.at(-1) ?? 0, one.end))
  return ({ start, end }) => {
    const found: { readonly one: Placed; readonly order: number }[] = []
    for (let at = firstAbove(ends, start); at < placed.length; at += 1) {
      const entry = placed[at]
      if (!entry || entry.one.start >= end) break
      if (entry.one.end > start) found.push(entry)
    }
    return found.toSorted((a, b) => a.order - b.order).map(({ one }) => one)
  }
}

/** The first place in a rising list whose number is above `least`. */
function firstAbove(rising: readonly number[], least: number): number {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? 0) > least) high = middle
    else low = middle + 1
  }
  return low
}

/** The words of a passage with their offsets in the text; where a second part may begin. */
export function wordsOf(text: string, { start, end }: Passage): readonly Passage[] {
  return [...text.slice(start, end).matchAll(/\S+/gu)].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
  }))
}

/** Where a passage is most likely two things: at the caret if it is inside, else after the ";" or "." nearest the middle, else in the middle. */
export function likelyCut(text: string, passage: Passage, caret: number | undefined): number {
  const starts = wordsOf(text, passage)
    .map(({ start }) => start)
    .slice(1)
  const middle = (passage.start + passage.end) / 2
  const wanted = caret !== undefined && caret > passage.start && caret < passage.end ? caret : undefined
  const nearest = (some: readonly number[], to: number): number | undefined =>
    some.toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))[0]
  if (wanted !== undefined) return nearest(starts, wanted) ?? passage.start
  const afterStop = starts.filter((start) => /[;.:]\s+$/u.test(text.slice(passage.start, start)))
  return nearest(afterStop, middle) ?? nearest(starts, middle) ?? passage.start
}
