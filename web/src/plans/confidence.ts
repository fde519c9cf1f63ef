import type { ReviewDoubt, ReviewItem } from './review-items.ts'

/** How sure a reading is, in the words of the screen. */
export type Sureness = 'sure' | 'fairly' | 'doubtful'

/** From which confidence on: of what is read surely, some nine of ten are right in every attribute. */
export const leastOf: Readonly<Record<Sureness, number>> = { sure: 0.85, fairly: 0.65, doubtful: 0 }

export const surenesses: readonly Sureness[] = ['sure', 'fairly', 'doubtful']

/** `undefined` for what a person added and for what was read before confidence was kept. */
export function surenessOf({ confidence }: Pick<ReviewItem, 'confidence'>): Sureness | undefined {
  return confidence === null ? undefined : surenesses.find((one) => confidence >= leastOf[one])
}

export type Held = { readonly item: ReviewItem; readonly because: 'lacks' | 'doubt' | 'suggestion' | 'open' }

/** What would be accepted from a confidence on, and what of it is held back for a person to look at. */
export type Many = { readonly taken: readonly ReviewItem[]; readonly held: readonly Held[] }

/**
 * Open items that are at least so sure. One that lacks something, is doubted by itself, was corrected last time, or that somebody is typing
 * in is held back: none of these is settled by how sure the reader is.
 */
export function manyFrom(
  sureness: Sureness,
  items: readonly ReviewItem[],
  { doubts, suggested }: { readonly doubts: readonly ReviewDoubt[]; readonly suggested: ReadonlySet<string> },
): Many {
  const doubted = new Set(doubts.flatMap(({ isSettled, holdsUp, itemIds }) => (isSettled || !holdsUp ? [] : itemIds)))
  const [taken, held]: [ReviewItem[], Held[]] = [[], []]
  for (const item of items) {
    if (item.state !== 'unseen' || item.confidence === null || item.confidence < leastOf[sureness]) continue
    const because = reasonToHold(item, doubted, suggested)
    if (because === undefined) taken.push(item)
    else held.push({ item, because })
  }
  return { taken, held }
}

function reasonToHold(item: ReviewItem, doubted: ReadonlySet<string>, suggested: ReadonlySet<string>): Held['because'] | undefined {
  if (item.theirs !== undefined || Object.keys(item.typed).length > 0) return 'open'
  if (item.lacks.length > 0) return 'lacks'
  if (doubted.has(item.id)) return 'doubt'
  return suggested.has(item.id) ? 'suggestion' : undefined
}
