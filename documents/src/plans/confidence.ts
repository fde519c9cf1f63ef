import type {
  Doubt,
  FactRule,
  Passage,
  Rated,
  RatedReading,
  ReadCitation,
  ReadIndicator,
  Reading,
  ReadReporting,
  ReadTask,
} from '@haidang/domain/plans/reading'

type Fact = ReadCitation | ReadIndicator | ReadTask | ReadReporting

/** What can be seen of a fact that makes it more often wrong than its rule alone would say. */
export type Signal = 'noLead' | 'leadUnmarked' | 'severalLeads' | 'longText' | 'shortText' | 'undatedDeadline' | 'doubted' | 'readByOcr'

/**
 * How often what a rule finds is right in every attribute: its share on the gold that rules are tuned on (`npm run score -- --rules`),
 * rounded, and never quite 1. A rule of which the gold has fewer than twenty facts stands no higher than its kind. The test beside
 * documents/scoring/rule-shares.ts holds this table to what is measured.
 */
export const shareOfRule: Readonly<Record<FactRule, number>> = {
  'citation.numbered': 0.95,
  'citation.bareNumber': 0.9,
  'citation.namedLaw': 0.9,
  'indicator.sentence': 0.93,
  'indicator.milestone': 0.6,
  'indicator.table': 0.8,
  'task.assigned': 0.88,
  'task.leadIn': 0.86,
  'task.detailLines': 0.85,
  'task.unaddressed': 0.87,
  'task.spoken': 0.6,
  'task.goesOn': 0.6,
  'task.table': 0.85,
  'reporting.sentence': 0.75,
  'reporting.leadIn': 0.75,
}

/** By how much each signal lowers it: a factor. The gold is too small to measure them apart; `--rules` prints what it says of each. */
export const factorOfSignal: Readonly<Record<Signal, number>> = {
  noLead: 0.8,
  leadUnmarked: 0.8,
  severalLeads: 0.9,
  longText: 0.75,
  shortText: 0.85,
  undatedDeadline: 0.85,
  doubted: 0.8,
  readByOcr: 0.85,
}

/** A task of more letters than this is mostly several, or has swallowed its neighbour. */
const longLetters = 700
/** Fewer say hardly what is to be done. */
const shortLetters = 25

/** The reading with, for each fact, how sure it is, from 0 to 1: the share of its rule, lowered by every signal that is seen. */
export function rated(reading: Reading, isReadByOcr: boolean): RatedReading {
  // A doubt with many places says how the document is written, and makes none of its facts less certain.
  const doubtOn = overlapping(reading.doubts.filter(({ places }) => places === undefined))
  const rate = <One extends Fact>(fact: One): Rated<One> => {
    const signals = signalsOf(fact, doubtOn(fact), isReadByOcr)
    const share = signals.reduce((left, signal) => left * factorOfSignal[signal], shareOfRule[fact.rule])
    return { ...fact, confidence: Math.round(share * 100) / 100 }
  }
  return {
    ...reading,
    citations: reading.citations.map(rate),
    indicators: reading.indicators.map(rate),
    tasks: reading.tasks.map(rate),
    reporting: reading.reporting.map(rate),
  }
}

/** The doubts, at most one of each place, that lie over a passage; found by halving, so that many doubts cost little. */
function overlapping(doubts: readonly Doubt[]): (passage: Passage) => readonly Doubt[] {
  const byStart = doubts.toSorted((a, b) => a.start - b.start)
  // For each doubt, the one up to it that reaches farthest.
  let farthest: Doubt | undefined
  const reaching = byStart.map((doubt) => (farthest = farthest === undefined || doubt.end > farthest.end ? doubt : farthest))
  return ({ start, end }) => {
    let [low, high] = [0, byStart.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((byStart[middle]?.start ?? 0) < end) low = middle + 1
      else high = middle
    }
    const last = reaching[low - 1]
    return last && last.end > start ? [last] : []
  }
}

/** The signals that a fact shows; `doubts` are those about single passages. */
export function signalsOf(fact: Fact, doubts: readonly Doubt[], isReadByOcr: boolean): readonly Signal[] {
  const isDoubted = doubts.some(({ start, end }) => start < fact.end && fact.start < end)
  return [
    ...(isTask(fact) ? taskSignals(fact) : []),
    ...(isDoubted ? (['doubted'] as const) : []),
    ...(isReadByOcr ? (['readByOcr'] as const) : []),
  ]
}

const isTask = (fact: Fact): fact is ReadTask => fact.rule.startsWith('task.')

function taskSignals({ text, lead, deadline, rule }: ReadTask): readonly Signal[] {
  const leads = [lead ?? []].flat()
  return [
    // A task that the document addresses to nobody was found as such; elsewhere a missing lead is one that was not found.
    ...(leads.length === 0 && rule !== 'task.unaddressed' ? (['noLead'] as const) : []),
    ...(leads.some((name) => /^\p{Ll}/u.test(name)) ? (['leadUnmarked'] as const) : []),
    ...(leads.length > 1 ? (['severalLeads'] as const) : []),
    ...(text.length > longLetters ? (['longText'] as const) : []),
    ...(text.length < shortLetters ? (['shortText'] as const) : []),
    ...(deadline !== null && deadline.iso === null ? (['undatedDeadline'] as const) : []),
  ]
}
