import type { FactRule } from '@haidang/domain/plans/reading'
import { factorOfSignal, shareOfRule, signalsOf, type Signal } from '../src/plans/confidence.ts'
import type { Annotated, GoldSet } from './gold-sets.ts'
import { itemKinds } from './gold.ts'
import { scoreReading } from './score-reading.ts'

export type Share = { readonly right: number; readonly found: number }

/** How many facts each rule found in documents whose gold is known, and how many of them are right in every attribute. */
export function sharesOfRules(documents: readonly Annotated[]): ReadonlyMap<FactRule, Share> {
  return counted(documents.flatMap((document) => judgedFacts(document).map(({ rule, isRight }) => ({ key: rule, isRight }))))
}

/** The same by signal: facts that show it. */
export function sharesOfSignals(documents: readonly Annotated[]): ReadonlyMap<Signal, Share> {
  return counted(
    documents.flatMap((document) => judgedFacts(document).flatMap(({ signals, isRight }) => signals.map((key) => ({ key, isRight })))),
  )
}

/** How sure the facts were said to be and how many of them are right, by tenths of confidence. */
export function sharesOfConfidence(documents: readonly Annotated[]): ReadonlyMap<number, Share> {
  return counted(
    documents.flatMap((document) =>
      judgedFacts(document).map(({ confidence, isRight }) => ({ key: Math.floor(confidence * 10) / 10, isRight })),
    ),
  )
}

/** The table of confidence.ts beside what the gold says of it. */
export function printRules(sets: readonly GoldSet[]): string {
  const documents = sets.flatMap((set) => set.documents)
  const line = (name: string, { right, found }: Share, table: string) =>
    `  ${name.padEnd(24)}${String(found).padStart(6)}${String(right).padStart(7)}${(right / Math.max(1, found)).toFixed(2).padStart(7)}${table.padStart(8)}`
  const none = { right: 0, found: 0 }
  const [rules, signals] = [sharesOfRules(documents), sharesOfSignals(documents)]
  return [
    `rules (${documents.length} documents: ${sets.map(({ name }) => name).join(', ')})`,
    `  ${''.padEnd(24)} found  right  share   table`,
    ...Object.entries(shareOfRule).map(([rule, share]) => line(rule, rules.get(rule as FactRule) ?? none, share.toFixed(2))), // Keys of the table.
    'signals: the share right of facts that show one, and its factor',
    ...Object.entries(factorOfSignal).map(([signal, factor]) => line(signal, signals.get(signal as Signal) ?? none, factor.toFixed(2))), // As above.
    'confidence: what was said, and the share right',
    ...[...sharesOfConfidence(documents)].toSorted(([a], [b]) => a - b).map(([from, share]) => line(`${from.toFixed(1)}–`, share, '')),
    '',
  ].join('\n')
}

type JudgedFact = { readonly rule: FactRule; readonly confidence: number; readonly signals: readonly Signal[]; readonly isRight: boolean }

function judgedFacts({ gold, reading }: Annotated): readonly JudgedFact[] {
  const score = scoreReading(gold, reading)
  const doubts = reading.doubts.filter(({ places }) => places === undefined)
  const facts = [...reading.citations, ...reading.indicators, ...reading.tasks, ...reading.reporting]
  const right = new Map(itemKinds.flatMap((kind) => score[kind].judged.map(({ read, isRight }) => [read, isRight] as const)))
  return facts.flatMap((fact) => {
    const isRight = right.get(fact)
    return isRight === undefined ? [] : [{ rule: fact.rule, confidence: fact.confidence, signals: signalsOf(fact, doubts, false), isRight }]
  })
}

function counted<Key>(facts: readonly { readonly key: Key; readonly isRight: boolean }[]): ReadonlyMap<Key, Share> {
  const shares = new Map<Key, Share>()
  for (const { key, isRight } of facts) {
    const { right, found } = shares.get(key) ?? { right: 0, found: 0 }
    shares.set(key, { right: right + (isRight ? 1 : 0), found: found + 1 })
  }
  return shares
}
