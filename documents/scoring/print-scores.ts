import { figuresOf, type Counts } from './figures.ts'
import type { GoldSet } from './gold-sets.ts'
import { itemKinds } from './gold.ts'
import type { Mistake } from './score-items.ts'
import { mistakesOf, scoreReading, totalsOf, type Totals } from './score-reading.ts'

const percent = (share: number) => (100 * share).toFixed(1).padStart(6)
const threeFigures = (counts: Counts) => {
  const { precision, recall, f1 } = figuresOf(counts)
  return [precision, recall, f1].map(percent).join(' ')
}

/**
 * One set: its figures by kind, a line a document and, where asked, the classes of error and every mistake under its document. Of a set that
 * is held out only the classes are shown: a rule made for one of its passages would take its worth away.
 */
export function printSet({ name, documents, isHeldOut }: GoldSet, isVerbose: boolean): string {
  const scored = documents.map((document) => ({ ...document, score: scoreReading(document.gold, document.reading) }))
  const lines = [`${name} (${documents.length} documents)`, ...totalLines(totalsOf(scored.map(({ score }) => score)))]
  lines.push('', `  ${''.padEnd(52)}${['fields', ...itemKinds].map((kind) => kind.padStart(11)).join('')}   (all attributes right, F1)`)
  for (const document of scored) {
    const { score } = document
    const counts = [score.document.fields, ...itemKinds.map((kind) => score[kind].allRight)]
    lines.push(`  ${document.name.slice(0, 50).padEnd(52)}${counts.map((count) => percent(figuresOf(count).f1).padStart(11)).join('')}`)
    if (isVerbose && !isHeldOut) lines.push(...mistakesOf(score).map(({ what, about }) => `      ${what}: ${about}`))
  }
  if (isVerbose) lines.push('', `  classes of error: ${classesOf(scored.flatMap(({ score }) => mistakesOf(score)))}`)
  return `${lines.join('\n')}\n`
}

function totalLines(totals: Totals): readonly string[] {
  return [
    `  ${''.padEnd(12)}${'gold'.padStart(5)}${'read'.padStart(6)}   item P      R     F1   all right P   R     F1`,
    ...itemKinds.map((kind) => {
      const { items, allRight } = totals[kind]
      return `  ${kind.padEnd(12)}${String(items.gold).padStart(5)}${String(items.read).padStart(6)}   ${threeFigures(items)}      ${threeFigures(allRight)}`
    }),
    `  document fields ${percent(figuresOf(totals.fields).f1).trim()} (${totals.fields.right} of ${totals.fields.gold}); recipients and attendees F1 ${percent(figuresOf(totals.lists).f1).trim()} (${totals.lists.right} of ${totals.lists.gold}, ${totals.lists.read} read)`,
  ]
}

const classesOf = (mistakes: readonly Mistake[]): string =>
  [...Map.groupBy(mistakes, ({ what }) => what)]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([what, those]) => `${what} ${those.length}`)
    .join(', ')
