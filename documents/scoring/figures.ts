/** Counts that add up over documents. */
export type Counts = { readonly right: number; readonly read: number; readonly gold: number }
export type Figures = { readonly precision: number; readonly recall: number; readonly f1: number }

export const noCounts: Counts = { right: 0, read: 0, gold: 0 }
export const add = (one: Counts, other: Counts): Counts => ({
  right: one.right + other.right,
  read: one.read + other.read,
  gold: one.gold + other.gold,
})

/** Nothing to find and nothing read is all right. */
export function figuresOf({ right, read, gold }: Counts): Figures {
  const precision = read === 0 ? (gold === 0 ? 1 : 0) : right / read
  const recall = gold === 0 ? 1 : right / gold
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}
