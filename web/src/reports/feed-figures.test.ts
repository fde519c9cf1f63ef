import { describe, expect, test } from 'vitest'
import { feedStandings } from './feed-figures.ts'

const at = '2024-05-11T02:00:00.000Z'
const said = { runId: 'lần 1', system: 'Cổng dịch vụ công', at, numerator: '412', denominator: '655' }
const entry = { indicatorId: 'i', numerator: '412', denominator: '655', note: '', revision: 2, updatedBy: 'Lan', updatedAt: at }
const line = { feeds: [said], taken: null, entry }
const standing = (
  numerator: string | null,
  denominator: string | null,
  taken: { revision: number; system: string; at: string } | null = null,
) => feedStandings({ ...line, taken }, { numerator, denominator })[0]

describe('what a feed says beside a typed figure', () => {
  test('is nobody’s yet where a part is not typed', () => {
    expect(standing(null, null)).toMatchObject({ is: 'untyped', numeratorBy: null, denominatorBy: null })
    expect(standing('412', null)).toMatchObject({ is: 'untyped' })
  })

  test('is the same however it is written', () => {
    expect(standing('412.0', '655')).toMatchObject({ is: 'same' })
  })

  test('is told with its difference, part by part', () => {
    expect(standing('413', '655')).toMatchObject({ is: 'differs', numeratorBy: '1', denominatorBy: null })
    expect(standing('400', null)).toMatchObject({ is: 'differs', numeratorBy: '-12', denominatorBy: null })
  })

  test('is taken while that revision stands as it was taken', () => {
    const taken = { revision: 2, system: said.system, at }
    expect(standing('412', '655', taken)).toMatchObject({ is: 'taken' })
    expect(standing('413', '655', taken)).toMatchObject({ is: 'differs' })
    expect(standing('412', '655', { ...taken, revision: 1 })).toMatchObject({ is: 'same' })
  })
})
