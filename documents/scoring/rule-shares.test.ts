import { expect, test } from 'vitest'
import { factorOfSignal, shareOfRule } from '../src/plans/confidence.ts'
import { goldFolder, goldSet } from './gold-sets.ts'
import { sharesOfConfidence, sharesOfRules } from './rule-shares.ts'

const { documents } = await goldSet('gold', [goldFolder])
/** Of fewer facts a share says nothing. */
const fewest = 20
const sane = 0.15

test('the share of a rule in the table of confidence is near the one on our own gold', () => {
  const far = [...sharesOfRules(documents)]
    .filter(([, { found }]) => found >= fewest)
    .map(([rule, { right, found }]) => ({ rule, table: shareOfRule[rule], measured: Math.round((right / found) * 100) / 100 }))
    .filter(({ table, measured }) => Math.abs(table - measured) > sane)
  expect(far).toEqual([])
})

test('nothing is ever quite sure, and every signal lowers', () => {
  for (const share of Object.values(shareOfRule)) expect(share).toBeLessThan(1)
  for (const factor of Object.values(factorOfSignal)) expect(factor).toBeLessThan(1)
})

test('what the reader is sure of is right more often than what it is not', () => {
  const shares = [...sharesOfConfidence(documents)]
  const sum = (isIn: (from: number) => boolean) => {
    const those = shares.filter(([from]) => isIn(from)).map(([, share]) => share)
    return { right: those.reduce((all, one) => all + one.right, 0), found: those.reduce((all, one) => all + one.found, 0) }
  }
  const [sure, unsure] = [sum((from) => from >= 0.8), sum((from) => from < 0.6)]
  // Where hardly any fact is unsure there is nothing to compare: what is sure must then be right for itself.
  expect(sure.right / sure.found).toBeGreaterThan(unsure.found < fewest ? 0.9 : unsure.right / unsure.found + 0.1)
})
