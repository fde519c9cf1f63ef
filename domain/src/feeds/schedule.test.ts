import { expect, test } from 'vitest'
import { nextRun, silentFrom } from './schedule.ts'

const since = '2024-05-10T01:00:00.000Z'
const ran = (startedAt: string, failed = false) => ({ since, last: { startedAt, failed } })

test('a new feed is asked at once, then every so many hours after the last time', () => {
  expect(nextRun({ everyHours: 6 }, { since }, '2024-05-10T01:02:00.000Z')).toBe(since)
  expect(nextRun({ everyHours: 6 }, ran('2024-05-10T01:02:00.000Z'), '2024-05-10T02:00:00.000Z')).toBe('2024-05-10T07:02:00.000Z')
})

test('once a day is at the time of a clock in Vietnam, also when a day was missed', () => {
  const daily = { dailyAt: '07:00' }
  expect(nextRun(daily, { since }, '2024-05-10T01:02:00.000Z')).toBe('2024-05-11T00:00:00.000Z')
  expect(nextRun(daily, ran('2024-05-11T00:01:00.000Z'), '2024-05-11T05:00:00.000Z')).toBe('2024-05-12T00:00:00.000Z')
  // Asked by hand at 23:30 of the 10th in Vietnam, the morning of the 11th is still to come.
  expect(nextRun(daily, ran('2024-05-10T16:30:00.000Z'), '2024-05-10T17:30:00.000Z')).toBe('2024-05-11T00:00:00.000Z')
  expect(nextRun(daily, ran('2024-05-11T00:01:00.000Z'), '2024-05-20T05:00:00.000Z')).toBe('2024-05-12T00:00:00.000Z')
})

test('what failed is tried again within the hour, never later than the schedule', () => {
  const failed = ran('2024-05-11T00:00:00.000Z', true)
  expect(nextRun({ dailyAt: '07:00' }, failed, '2024-05-11T00:10:00.000Z')).toBe('2024-05-11T01:00:00.000Z')
  expect(nextRun({ everyHours: 1 }, failed, '2024-05-11T00:10:00.000Z')).toBe('2024-05-11T01:00:00.000Z')
  expect(nextRun({ dailyAt: '07:30' }, failed, '2024-05-11T00:10:00.000Z')).toBe('2024-05-11T00:30:00.000Z')
})

test('an office whose clock was put back asks at once', () => {
  expect(nextRun({ everyHours: 6 }, ran('2024-06-10T00:00:00.000Z'), '2024-05-11T00:00:00.000Z')).toBe('2024-05-11T00:00:00.000Z')
})

test('silence begins when what came last is older than it may be', () => {
  expect(silentFrom(24, '2024-05-11T00:00:00.000Z')).toBe('2024-05-12T00:00:00.000Z')
})
