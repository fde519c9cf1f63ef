import type { Doubt, DoubtCode, Passage } from './reading.ts'

/** A text short enough to be quoted within a sentence. */
export const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 87).trimEnd()}…` : text)

/** A day as the documents print it. */
export function printedDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)}/${Number(month)}/${year}`
}

/** How a doubt that many facts share is said: each by itself, or in one sentence with their number. */
export type SharedDoubt<Fact> = {
  readonly code: DoubtCode
  readonly facts: readonly Fact[]
  /** More than so many is how the document is written, and is said once. */
  readonly mostOneByOne: number
  readonly one: (fact: Fact) => string
  readonly together: (count: number, first: Fact) => string
}

/** One doubt a fact, or a single one that names them all. */
export function oneByOneOrTogether<Fact extends Passage>({
  code,
  facts,
  mostOneByOne,
  one,
  together,
}: SharedDoubt<Fact>): readonly Doubt[] {
  const [first] = facts
  if (first === undefined) return []
  if (facts.length <= mostOneByOne) return facts.map((fact) => ({ code, message: one(fact), start: fact.start, end: fact.end }))
  const places = facts.map(({ start, end }) => ({ start, end }))
  return [{ code, message: together(facts.length, first), start: first.start, end: first.end, places }]
}
