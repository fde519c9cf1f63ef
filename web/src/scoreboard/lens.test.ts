import { describe, expect, test } from 'vitest'
import { askThrough, breaksIn, isRolled, knownDays, lensIn, rolledFirst, shareText } from './lens.ts'

const asked = (address: string) => lensIn(new URLSearchParams(address), '2025-08-01')

describe('the lens in the address', () => {
  test('as it was, by what is known now, where nothing is said', () => {
    expect(asked('ky=2024-05')).toEqual({ isAsItIs: false, on: null, knownOn: null })
    expect(askThrough(asked(''))).toBe('')
    expect(askThrough(asked(''), { period: '2024-05' })).toBe('?period=2024-05')
  })

  test('on the units of today or of a day, and as known by the end of a day in Vietnam', () => {
    expect(askThrough(asked('don-vi=hien-nay'), { period: null })).toBe('?lens=asItIs')
    expect(askThrough(asked('don-vi=hien-nay&ngay=2025-07-01&da-biet=2024-05-20'))).toBe(
      '?lens=asItIs&on=2025-07-01&knownAt=2024-05-20T16%3A59%3A59.999Z',
    )
  })

  test('what is no day is not asked for, nor a day of units that are not', () => {
    expect(asked('don-vi=cu&ngay=2025-07-01&da-biet=20/5/2024')).toEqual({ isAsItIs: false, on: null, knownOn: null })
  })

  test('a day is known when it is over', () => {
    expect([asked('da-biet=2025-07-31').knownOn, asked('da-biet=2025-08-01').knownOn]).toEqual(['2025-07-31', null])
    expect(knownDays({ knownFrom: '2024-04-20', today: '2024-06-01' })).toEqual({ from: '2024-04-20', to: '2024-05-31' })
  })
})

describe('where a trend breaks', () => {
  const change = (on: string, firstPeriod: string | null) => ({ on, firstPeriod, title: 'Sắp xếp', documentNumber: '99/NQ' })
  const breaks = (...changes: ReturnType<typeof change>[]) => breaksIn(['2025-05', '2025-06', '2025-07'], changes, (day) => `từ ${day}`)

  test('before the first month on the new units', () => {
    expect(breaks(change('2025-07-01', '2025-07'))).toEqual([{ at: 2, label: 'từ 01/7/2025' }])
  })

  test('nowhere, where all months are on one side of the day', () => {
    expect(breaks(change('2025-01-01', '2025-01'), change('2025-08-01', '2025-08'), change('2025-09-01', null))).toEqual([])
  })
})

test('a share is read as a percentage', () => {
  expect(['0.25', '1', '0.333333'].map(shareText)).toEqual(['25%', '100%', '33,33%'])
})

test('a unit that nothing has happened to is what it was', () => {
  const unit = (id: string) => ({ id, name: id, shortName: id, group: 'ward' as const })
  expect(isRolled('a', [{ unit: unit('a'), share: '1' }])).toBe(false)
  expect(isRolled('n', [{ unit: unit('a'), share: '1' }])).toBe(true)
  expect(isRolled('a', [{ unit: unit('a'), share: '0.7' }])).toBe(true)
  expect(
    isRolled('a', [
      { unit: unit('a'), share: '1' },
      { unit: unit('b'), share: '1' },
    ]),
  ).toBe(true)
})

test('units that something has happened to come first', () => {
  const row = (id: string, old: string) => ({
    unit: { id },
    holds: [{ unit: { id: old, name: old, shortName: old, group: 'ward' as const }, share: '1' }],
  })
  expect(rolledFirst([row('a', 'a'), row('n', 'x'), row('b', 'b')]).map(({ unit }) => unit.id)).toEqual(['n', 'a', 'b'])
})
