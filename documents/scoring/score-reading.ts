import type { Passage, ReadCitation, Reading } from '@haidang/domain/plans/reading'
import { comparisons } from './compare-items.ts'
import { add, noCounts, type Counts } from './figures.ts'
import { itemKinds, type Gold, type ItemKind } from './gold.ts'
import { numberKey } from './same-value.ts'
import { scoreDocument, type DocumentScore } from './score-document.ts'
import { scoreItems, type KindScore, type Mistake } from './score-items.ts'
import { plain } from './words.ts'

export type Score = { readonly document: DocumentScore } & Readonly<Record<ItemKind, KindScore>>

const unasked: KindScore = { items: noCounts, allRight: noCounts, mistakes: [], judged: [] }

/** A reading held against what a person found in the same text. The gold is complete (`completeGold`). */
export function scoreReading(gold: Gold, reading: Reading): Score {
  const within = (kind: ItemKind): Passage | undefined => {
    const coverage = gold.coverage?.[kind]
    return typeof coverage === 'object' ? coverage : undefined
  }
  const asked = (kind: ItemKind, score: (within: { readonly within?: Passage }) => KindScore): KindScore => {
    if (gold.coverage?.[kind] === 'none') return unasked
    const passage = within(kind)
    return score(passage === undefined ? {} : { within: passage })
  }
  const cited = reading.citations.filter((citation) => !isIgnored(citation, gold.ignore?.citations ?? []))
  return {
    document:
      gold.coverage?.document === 'none'
        ? { fields: noCounts, lists: noCounts, mistakes: [] }
        : scoreDocument(gold.document, reading.document),
    citations: asked('citations', (place) =>
      scoreItems({ gold: gold.citations, read: cited, comparison: comparisons.citations, ...place }),
    ),
    indicators: asked('indicators', (place) =>
      scoreItems({ gold: gold.indicators, read: reading.indicators, comparison: comparisons.indicators, ...place }),
    ),
    tasks: asked('tasks', (place) => scoreItems({ gold: gold.tasks, read: reading.tasks, comparison: comparisons.tasks, ...place })),
    reporting: asked('reporting', (place) =>
      scoreItems({ gold: gold.reporting, read: reading.reporting, comparison: comparisons.reporting, ...place }),
    ),
  }
}

/** By its number, or by its name where it has none. */
function isIgnored(citation: ReadCitation, ignored: readonly string[]): boolean {
  const number = numberKey(citation.number)
  if (number !== '') return ignored.some((one) => /\d/u.test(one) && /[-/]/u.test(one) && numberKey(one) === number)
  return ignored.some((one) => plain([citation.name ?? '', citation.text].join(' ')).includes(plain(one)))
}

export type Totals = { readonly fields: Counts; readonly lists: Counts } & Readonly<
  Record<ItemKind, { readonly items: Counts; readonly allRight: Counts }>
>

export function totalsOf(scores: readonly Score[]): Totals {
  const sum = (counts: (score: Score) => Counts) => scores.map(counts).reduce(add, noCounts)
  const ofKind = (kind: ItemKind) => ({ items: sum((score) => score[kind].items), allRight: sum((score) => score[kind].allRight) })
  return {
    fields: sum((score) => score.document.fields),
    lists: sum((score) => score.document.lists),
    citations: ofKind('citations'),
    indicators: ofKind('indicators'),
    tasks: ofKind('tasks'),
    reporting: ofKind('reporting'),
  }
}

export const mistakesOf = (score: Score): readonly Mistake[] =>
  (['document', ...itemKinds] as const).flatMap((kind) =>
    score[kind].mistakes.map(({ what, about }) => ({ what: `${kind} ${what}`, about })),
  )
