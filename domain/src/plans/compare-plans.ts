import type { Target } from '../indicators/indicator.ts'
import { compareDecimals } from '../quantities/decimal.ts'
import { foldedWords } from './document-number.ts'

export type ComparedIndicator = { readonly id: string; readonly code: string; readonly name: string; readonly target: Target }
export type ComparedTask = { readonly id: string; readonly text: string; readonly leadText: string; readonly deadlineText: string }
export type ComparedPlan = { readonly indicators: readonly ComparedIndicator[]; readonly tasks: readonly ComparedTask[] }

/** What became of one thing of a plan in the plan that replaces it. */
export type Fate<Thing, Difference extends string> =
  | { readonly fate: 'added'; readonly after: Thing }
  | { readonly fate: 'dropped'; readonly before: Thing }
  | { readonly fate: 'kept'; readonly before: Thing; readonly after: Thing }
  | { readonly fate: 'changed'; readonly before: Thing; readonly after: Thing; readonly differs: readonly Difference[] }

export type PlanComparison = {
  readonly indicators: readonly Fate<ComparedIndicator, 'name' | 'target'>[]
  readonly tasks: readonly Fate<ComparedTask, 'text' | 'lead' | 'deadline'>[]
}

/** Lays a plan beside the one it replaces: the new plan's things in its order, then what it dropped in the old order. */
export function comparePlans(before: ComparedPlan, after: ComparedPlan): PlanComparison {
  return {
    indicators: fates(before.indicators, after.indicators, likenessOfIndicators, (old, now) => [
      ...(sameWords(old.name, now.name) ? [] : (['name'] as const)),
      ...(sameTarget(old.target, now.target) ? [] : (['target'] as const)),
    ]),
    tasks: fates(before.tasks, after.tasks, likenessOfTasks, (old, now) => [
      ...(sameWords(old.text, now.text) ? [] : (['text'] as const)),
      ...(sameWords(old.leadText, now.leadText) ? [] : (['lead'] as const)),
      ...(sameWords(old.deadlineText, now.deadlineText) ? [] : (['deadline'] as const)),
    ]),
  }
}

/** Below this two texts are two things: half of the words of "Tỷ lệ hồ sơ …" stand in every indicator of an office. */
const alike = 0.62

type Worded<Thing> = { readonly thing: Thing; readonly words: ReadonlyMap<string, number> }
type Likeness<Thing> = (before: Worded<Thing>, after: Worded<Thing>) => number

function fates<Thing extends { readonly id: string }, Difference extends string>(
  before: readonly Thing[],
  after: readonly Thing[],
  { textOf, bonus }: { readonly textOf: (thing: Thing) => string; readonly bonus: (old: Thing, now: Thing) => number },
  differences: (old: Thing, now: Thing) => readonly Difference[],
): readonly Fate<Thing, Difference>[] {
  const worded = (thing: Thing): Worded<Thing> => ({ thing, words: countedWords(textOf(thing)) })
  const pairs = bestPairs(before.map(worded), after.map(worded), (old, now) => {
    const share = shareInCommon(old.words, now.words)
    return share === 0 ? 0 : share + bonus(old.thing, now.thing)
  })
  const taken = new Set([...pairs.values()].map(({ id }) => id))
  return [
    ...after.map((now): Fate<Thing, Difference> => {
      const old = pairs.get(now.id)
      if (old === undefined) return { fate: 'added', after: now }
      const differs = differences(old, now)
      return differs.length === 0 ? { fate: 'kept', before: old, after: now } : { fate: 'changed', before: old, after: now, differs }
    }),
    ...before.filter(({ id }) => !taken.has(id)).map((old): Fate<Thing, Difference> => ({ fate: 'dropped', before: old })),
  ]
}

// The code is a place in the plan ("I.3"): it decides between two likely names and never makes two names one.
const likenessOfIndicators = {
  textOf: ({ name }: ComparedIndicator) => name,
  bonus: (old: ComparedIndicator, now: ComparedIndicator) => (old.code !== '' && old.code === now.code ? 0.05 : 0),
}
const likenessOfTasks = {
  textOf: ({ text }: ComparedTask) => text,
  bonus: (old: ComparedTask, now: ComparedTask) => (sameWords(old.leadText, now.leadText) ? 0.05 : 0),
}

/** The likeliest pair first, then the likeliest of those left; by the new thing's id. */
function bestPairs<Thing extends { readonly id: string }>(
  before: readonly Worded<Thing>[],
  after: readonly Worded<Thing>[],
  likeness: Likeness<Thing>,
): ReadonlyMap<string, Thing> {
  const candidates = before
    .flatMap((old) => after.map((now) => ({ old: old.thing, now: now.thing, score: likeness(old, now) })))
    .filter(({ score }) => score >= alike)
    .toSorted((a, b) => b.score - a.score)
  const [pairs, taken] = [new Map<string, Thing>(), new Set<string>()]
  for (const { old, now } of candidates) {
    if (pairs.has(now.id) || taken.has(old.id)) continue
    pairs.set(now.id, old)
    taken.add(old.id)
  }
  return pairs
}

/** Words with how often they stand there. Figures are left out: the level of an indicator is what a new plan changes. */
function countedWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of foldedWords(text)) if (!/^\d+$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Twice the words in common over all words of both (Dice): 1 for the same words, 0 for none. */
function shareInCommon(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const size = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)
  const all = size(a) + size(b)
  let common = 0
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0)
  return all === 0 ? 0 : (2 * common) / all
}

const sameWords = (a: string, b: string): boolean => foldedWords(a).join(' ') === foldedWords(b).join(' ')

function sameTarget(a: Target, b: Target): boolean {
  return (
    a.op === b.op &&
    sameAmount(a.value, b.value) &&
    sameAmount(a.value2, b.value2) &&
    sameAmount(a.outOf, b.outOf) &&
    (a.unit ?? '') === (b.unit ?? '') &&
    a.deadline?.iso === b.deadline?.iso
  )
}

function sameAmount(a: string | null | undefined, b: string | null | undefined): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null)
  return compareDecimals(a, b) === 0
}
