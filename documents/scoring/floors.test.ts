import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { figuresOf } from './figures.ts'
import { goldFolder, goldSet } from './gold-sets.ts'
import { itemKinds } from './gold.ts'
import { scoreReading, totalsOf } from './score-reading.ts'

test('the reader finds no less of our own gold than it did (floors.json, F1 in percent with all attributes right)', async () => {
  const floors: unknown = JSON.parse(readFileSync(new URL('./floors.json', import.meta.url), 'utf8'))
  const { documents } = await goldSet('gold', [goldFolder])
  const totals = totalsOf(documents.map(({ gold, reading }) => scoreReading(gold, reading)))
  const reached = {
    fields: floored(figuresOf(totals.fields).f1),
    ...Object.fromEntries(itemKinds.map((kind) => [kind, floored(figuresOf(totals[kind].allRight).f1)])),
  }
  const below = Object.entries(reached).filter(([name, figure]) => !(figure >= Number(Reflect.get(Object(floors), name))))
  expect(below).toEqual([])
})

const floored = (share: number) => Math.floor(share * 1000) / 10
