import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { figuresOf } from './figures.ts'
import { goldSets, type GoldSet } from './gold-sets.ts'
import { itemKinds, type ItemKind } from './gold.ts'
import { scoreReading, totalsOf } from './score-reading.ts'

type Theirs = Readonly<Record<ItemKind, Readonly<Record<'tp' | 'fp' | 'fn' | 'exact', number>>>>
type SharedScorer = { readonly scoreAll: (pairs: readonly object[]) => { readonly tot: Theirs } }

const shared = process.env['HAIDANG_SHARED'] ?? ''

describe.skipIf(shared === '')('the figures are those of the scorer that others use', () => {
  let [sets, theirs]: [readonly GoldSet[], SharedScorer | undefined] = [[], undefined]
  beforeAll(async () => {
    sets = await goldSets()
    // A plain script without types; what is used of it is written above.
    theirs = (await import(pathToFileURL(join(shared, 'tools/score-reading.mjs')).href)) as SharedScorer
  })

  test('within one point, for every set and kind', () => {
    const apart = sets.flatMap(({ name, documents }) => {
      const ours = totalsOf(documents.map(({ gold, reading }) => scoreReading(gold, reading)))
      const { tot } = theirs?.scoreAll(documents.map(({ gold, reading, readable }) => ({ gold, pred: reading, text: readable.text }))) ?? {}
      return itemKinds.flatMap((kind) => {
        const { tp = -1, fp = -1, fn = -1, exact = -1 } = tot?.[kind] ?? {}
        const counts = { read: tp + fp, gold: tp + fn }
        return [
          { what: `${name}: ${kind}`, ours: ours[kind].items, theirs: { ...counts, right: tp } },
          { what: `${name}: ${kind}, all right`, ours: ours[kind].allRight, theirs: { ...counts, right: exact } },
        ]
      })
    })
    expect(apart.filter((both) => !(Math.abs(figuresOf(both.ours).f1 - figuresOf(both.theirs).f1) <= 0.01))).toEqual([])
    expect(apart).toHaveLength(24)
  })
})
