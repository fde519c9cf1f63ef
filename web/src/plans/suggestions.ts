import type { Import, ReadingExample, ReadingSuggestion } from '@haidang/api/imports'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import type { EditPart } from './draft-edit.ts'
import type { ReviewItem } from './review-items.ts'

/** What was corrected last time and could be here, with the example that says so. */
export type Offer = { readonly example: ReadingExample; readonly change: ReadingSuggestion['change'] }

/** The offers for each open item that does not say so already. */
export function offersOf(
  { suggestions, examples }: Pick<Import, 'suggestions' | 'examples'>,
  items: readonly ReviewItem[],
): ReadonlyMap<string, readonly Offer[]> {
  const exampleOf = new Map(examples.map((example) => [example.id, example]))
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const offers = new Map<string, readonly Offer[]>()
  for (const { itemId, exampleId, change } of suggestions) {
    const [example, item] = [exampleOf.get(exampleId), itemOf.get(itemId)]
    if (example && item?.state === 'unseen' && !isDone(item, change))
      offers.set(itemId, [...(offers.get(itemId) ?? []), { example, change }])
  }
  return offers
}

/** The edit that takes an offer. */
export function editOfOffer(item: ReviewItem, { change }: Offer): EditPart {
  // The server made the fields from the value of an item of this kind, and checks them again.
  return change.drop ? { state: 'dropped' } : { value: { ...item.value, ...change.fields } }
}

function isDone(item: ReviewItem, change: ReadingSuggestion['change']): boolean {
  if (change.drop) return false
  const value = new Map<string, unknown>(Object.entries(item.value))
  return Object.entries(change.fields).every(([field, to]) => canonicalJson(value.get(field)) === canonicalJson(to))
}
