import type { Passage } from '@haidang/domain/plans/reading'
import type { Comparison, ReadItem } from './compare-items.ts'
import type { Counts } from './figures.ts'
import type { GoldItem } from './gold.ts'
import { pairUp } from './pair.ts'

export type Mistake = { readonly what: string; readonly about: string }
/** Something that was read and counts, and whether all of it is right. */
export type Judged = { readonly read: ReadItem; readonly isRight: boolean }
export type KindScore = {
  readonly items: Counts
  readonly allRight: Counts
  readonly mistakes: readonly Mistake[]
  readonly judged: readonly Judged[]
}

export type ItemsAsked<GoldOne extends GoldItem, ReadOne extends ReadItem> = {
  readonly gold: readonly GoldOne[]
  readonly read: readonly ReadOne[]
  readonly comparison: Comparison<GoldOne, ReadOne>
  /** Only what was read here is held against the gold. */
  readonly within?: Passage
}

/** Gold and reading paired as well as can be; what is optional, repeated or outside the passage is not counted. */
export function scoreItems<GoldOne extends GoldItem, ReadOne extends ReadItem>({
  gold,
  read,
  comparison,
  within,
}: ItemsAsked<GoldOne, ReadOne>): KindScore {
  const { least, likeness, attributes, repeats } = comparison
  const pairs = pairUp(
    // Where an optional item and a required one are equally alike, the required one is meant.
    gold.map((one) => read.map((other) => likeness(one, other) - (one.optional === true ? 0.001 : 0))),
    least,
  )
  const mistakes: Mistake[] = []
  const judged: Judged[] = []
  const readOf = new Map(pairs.map(([goldAt, readAt]) => [gold[goldAt], read[readAt]]))
  let [found, exact] = [0, 0]
  const required = gold.filter((one) => one.optional !== true)
  for (const one of required) {
    const other = readOf.get(one)
    if (other === undefined) {
      mistakes.push({ what: 'missed', about: aboutItem(one) })
      continue
    }
    found += 1
    const wrong = Object.entries(attributes).flatMap(([name, isRight]) => (isRight(one, other) ? [] : [name]))
    if (wrong.length === 0) exact += 1
    judged.push({ read: other, isRight: wrong.length === 0 })
    mistakes.push(
      ...wrong.map((name) => ({
        what: `wrong ${name}`,
        about: `${aboutItem(one)}: ${valueOf(one, name)} read as ${valueOf(other, name)}`,
      })),
    )
  }
  const paired = new Set(pairs.map(([, readAt]) => read[readAt]))
  const spurious = read.filter(
    (other) =>
      !paired.has(other) &&
      (within === undefined || (other.start >= within.start && other.start < within.end)) &&
      !gold.some((one) => (readOf.has(one) && repeats(one, other)) || (one.optional === true && likeness(one, other) >= least)),
  )
  judged.push(...spurious.map((read) => ({ read, isRight: false })))
  mistakes.push(...spurious.map((other) => ({ what: 'spurious', about: aboutItem(other) })))
  const counts = { read: found + spurious.length, gold: required.length }
  return { items: { right: found, ...counts }, allRight: { right: exact, ...counts }, mistakes, judged }
}

const aboutItem = (item: GoldItem | ReadItem): string => ('number' in item && item.number !== null ? item.number : item.text.slice(0, 90))

const valueOf = (item: object, name: string): string =>
  JSON.stringify(Object.entries(item).find(([key]) => key === name)?.[1] ?? null).slice(0, 90)
