import { expect, test } from 'vitest'
import { frequencyOf } from './period.ts'
import { formatWindow, regimeFaults, windowOf } from './regime.ts'
import { regimeOf } from './regimes.test-data.ts'
import { windowPresetOf } from './window-presets.ts'

/** The table of Decree 09/2019, Art. 12, as it is printed. */
test.each([
  ['2024-05', 'số liệu từ 15/4/2024 đến hết 14/5/2024'],
  ['2024-01', 'số liệu từ 15/12/2023 đến hết 14/01/2024'],
  ['2024-03', 'số liệu từ 15/02/2024 đến hết 14/3/2024'],
  ['2024-Q1', 'số liệu từ 15/12/2023 đến hết 14/3/2024'],
  ['2024-Q2', 'số liệu từ 15/3/2024 đến hết 14/6/2024'],
  ['2024-H1', 'số liệu từ 15/12/2023 đến hết 14/6/2024'],
  ['2024-H2', 'số liệu từ 15/6/2024 đến hết 14/12/2024'],
  ['2024-N9', 'số liệu từ 15/12/2023 đến hết 14/9/2024'],
  ['2024', 'số liệu từ 15/12/2023 đến hết 14/12/2024'],
])('%s of Decree 09/2019: %s', (period, words) => {
  const frequency = frequencyOf(period)
  if (frequency === 'once') return expect.fail()
  const preset = windowPresetOf(frequency, '2024-01-01') ?? expect.fail('no window')
  const regime = { ...regimeOf(frequency, { date: 15, unit: 20, city: 25 }), window: preset.window }
  expect(regimeFaults(regime)).toEqual([])
  const window = windowOf(regime, period)
  expect(window && formatWindow(window)).toBe(words)
})

test('the decree says nothing of weeks, nor before it was in force; nine months are said to be only like it', () => {
  expect(windowPresetOf('weekly', '2024-01-01')).toBeUndefined()
  expect(windowPresetOf('monthly', '2019-03-11')).toBeUndefined()
  expect(windowPresetOf('monthly', '2019-03-12')?.source).toBe('Điều 12 Nghị định số 09/2019/NĐ-CP')
  expect(windowPresetOf('nineMonth', '2024-01-01')?.source).toContain('không nêu kỳ 9 tháng')
})
