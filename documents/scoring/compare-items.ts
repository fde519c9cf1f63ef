import type { Passage, ReadCitation, ReadIndicator, ReadReporting, ReadTask } from '@haidang/domain/plans/reading'
import type { GoldCitation, GoldIndicator, GoldItem, GoldReporting, GoldTask, ItemKind } from './gold.ts'
import { namesIn, sameUnit, sameUnits } from './same-unit.ts'
import { numberKey, sameDeadline, sameDue, sameTarget } from './same-value.ts'
import { containment, likeness, plain } from './words.ts'

export type ReadItem = ReadCitation | ReadIndicator | ReadTask | ReadReporting

/** How items of a kind are told apart, and what has to be right of one that was found. */
export type Comparison<GoldOne extends GoldItem, ReadOne extends ReadItem> = {
  /** Below it, two items are not the same one. */
  readonly least: number
  readonly likeness: (gold: GoldOne, read: ReadOne) => number
  /** Every attribute that counts for "all attributes right". */
  readonly attributes: Readonly<Record<string, (gold: GoldOne, read: ReadOne) => boolean>>
  /** Whether a second reading of an item that was found is only a repetition. */
  readonly repeats: (gold: GoldOne, read: ReadOne) => boolean
}

const quoted = (item: GoldItem): readonly string[] => [item.text, ...(item.quote === undefined ? [] : [item.quote])]

function overlap(one: Passage, other: Passage): number {
  const both = Math.min(one.end, other.end) - Math.max(one.start, other.start)
  return both <= 0 ? 0 : both / (Math.max(one.end, other.end) - Math.min(one.start, other.start))
}

/** By words, by place, or by the words of the same item elsewhere. */
function itemLikeness(gold: GoldItem, read: ReadItem): number {
  const byWords = quoted(gold).map((text) => {
    const alike = likeness(text, read.text)
    // One is part of the other: the same item cut differently, unless they have little in common.
    return alike >= 0.9 ? alike : Math.max(alike, 0.85 * containment(text, read.text) - 0.1 * Math.max(0, 0.4 - alike))
  })
  const elsewhere = (gold.also ?? []).map(({ quote }) => 0.99 * likeness(quote, read.text))
  return Math.max(...byWords, ...elsewhere, overlap(gold, read))
}

const sameText = (gold: GoldItem, read: ReadItem): boolean =>
  [...quoted(gold), ...(gold.also ?? []).flatMap(({ quote }) => quote ?? [])].some((text) => likeness(text, read.text) >= 0.8)

const citationName = (text: string) =>
  plain(text)
    .replace(/^can cu /u, '')
    .replace(/ (?:ngay|so) .*$/u, '')

/** A number decides; a law without one is known by its name, and less surely where the date differs. */
function citationLikeness(gold: GoldCitation, read: ReadCitation): number {
  const numbers = [gold.number, ...(gold.numberAlt ?? [])].filter((number) => number !== null && number !== '').map(numberKey)
  if (numbers.length > 0) return numbers.includes(numberKey(read.number)) ? 1 : 0
  const names = [read.name, read.text].filter((name) => name !== undefined)
  const best = Math.max(...names.map((name) => likeness(citationName(gold.name ?? gold.text), citationName(name))))
  if (best < 0.7) return 0
  const dates = datesOf(gold).filter((date) => date !== null)
  return read.date !== null && dates.length > 0 && !dates.includes(read.date) ? best * 0.7 : best
}

const datesOf = (gold: GoldCitation): readonly (string | null)[] => [gold.date, ...(gold.dateAlt ?? [])]

const citations: Comparison<GoldCitation, ReadCitation> = {
  least: 0.6,
  likeness: citationLikeness,
  attributes: {
    date: (gold, read) => datesOf(gold).some((date) => (date ?? null) === (read.date ?? null)),
    relation: (gold, read) => [gold.relation, ...(gold.relationAlt ?? [])].includes(read.relation),
  },
  repeats: (gold, read) => citationLikeness(gold, read) >= 0.8,
}

const indicators: Comparison<GoldIndicator, ReadIndicator> = {
  least: 0.5,
  likeness: (gold, read) => Math.min(1, itemLikeness(gold, read) + (sameTarget(gold.target, read.target) ? 0.08 : -0.04)),
  attributes: { target: (gold, read) => sameTarget(gold.target, read.target) },
  repeats: (gold, read) => sameText(gold, read) && sameTarget(gold.target, read.target),
}

const tasks: Comparison<GoldTask, ReadTask> = {
  least: 0.5,
  likeness: (gold, read) => Math.min(1, itemLikeness(gold, read) + (sameUnits(gold.lead, read.lead, gold.leadAlt) ? 0.02 : 0)),
  attributes: {
    lead: (gold, read) => sameUnits(gold.lead, read.lead, gold.leadAlt),
    deadline: (gold, read) => [gold.deadline, ...(gold.deadlineAlt ?? [])].some((deadline) => sameDeadline(deadline, read.deadline)),
  },
  repeats: sameText,
}

const reporting: Comparison<GoldReporting, ReadReporting> = {
  least: 0.45,
  // A duty that is told in other words is the same when its parts are.
  likeness: (gold, read) =>
    Math.max(
      itemLikeness(gold, read),
      (sameUnits(gold.who, read.who, gold.whoAlt) ? 0.4 : 0) +
        (sameUnits(gold.to, read.to) || namesIn(gold.to).some((name) => sameUnit(name, read.via)) ? 0.25 : 0) +
        (gold.frequency === read.frequency ? 0.2 : 0) +
        (sameDue(gold.due, read.due) ? 0.15 : 0),
    ),
  attributes: {
    frequency: (gold, read) => gold.frequency === read.frequency,
    who: (gold, read) => sameUnits(gold.who, read.who, gold.whoAlt),
    due: (gold, read) => sameDue(gold.due, read.due),
  },
  repeats: sameText,
}

export const comparisons = { citations, indicators, tasks, reporting } satisfies Record<ItemKind, unknown>
