import { expect, test } from 'vitest'
import { isoInterval } from './iso-interval.ts'

test('days are written as a start and how long they go on', () => {
  expect(isoInterval('2024-04-10', '2024-05-10')).toBe('2024-04-10/P1M')
  expect(isoInterval('2023-12-10', '2024-01-10')).toBe('2023-12-10/P1M')
  expect(isoInterval('2023-12-15', '2024-03-15')).toBe('2023-12-15/P3M')
  expect(isoInterval('2023-12-15', '2024-12-15')).toBe('2023-12-15/P1Y')
  expect(isoInterval('2024-01-01', '2024-10-01')).toBe('2024-01-01/P9M')
  expect(isoInterval('2024-02-26', '2024-03-04')).toBe('2024-02-26/P7D')
  expect(isoInterval('2024-02-29', '2024-03-01')).toBe('2024-02-29/P1D')
  expect(isoInterval('2024-01-31', '2024-02-29')).toBe('2024-01-31/P29D')
})

test('no days are nothing to write', () => {
  expect(() => isoInterval('2024-05-10', '2024-05-10')).toThrow('No days lie between')
})
