import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { playwrightCounts, sum, vitestCounts } from './counts.ts'

const place = mkdtempSync(join(tmpdir(), 'haidang-counts-'))
afterAll(() => rmSync(place, { recursive: true }))

function report(content: unknown): string {
  const file = join(place, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('a test file that could not be loaded counts as a failure, not as nothing', () => {
  const file = report({
    testResults: [
      { name: 'lost.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      {
        name: 'half.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'a', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\n  at there'] },
          { status: 'passed', fullName: 'b' },
        ],
      },
      {
        status: 'passed',
        assertionResults: [
          { status: 'passed', fullName: 'c' },
          { status: 'skipped', fullName: 'd' },
          { status: 'todo', fullName: 'e' },
        ],
      },
    ],
  })
  expect(vitestCounts(file)).toEqual({
    passed: 2,
    failures: ['lost.test.ts\n    no such module', 'half.test.ts › a\n    expected 1\n      at there'],
    skipped: 2,
    skippedShared: [],
  })
})

test('skipped tests on shared documents are named', () => {
  const file = report({
    testResults: [{ status: 'passed', assertionResults: [{ status: 'skipped', fullName: '[shared] reads seed 001' }] }],
  })
  expect(vitestCounts(file)?.skippedShared).toEqual(['[shared] reads seed 001'])
})

test('a journey that passed only when repeated has failed', () => {
  const spec = (status: string) => ({
    title: status,
    tests: [{ status, results: status === 'expected' ? [{}] : [{ error: { message: 'seen too late' } }] }],
  })
  const file = report({
    errors: [],
    suites: [
      {
        title: 'thread.spec.ts',
        specs: [spec('expected'), spec('flaky')],
        suites: [{ title: '[shared] seed', specs: [spec('unexpected'), spec('skipped')] }],
      },
    ],
  })
  expect(playwrightCounts(file)).toEqual({
    passed: 1,
    failures: ['thread.spec.ts flaky\n    seen too late', 'thread.spec.ts [shared] seed unexpected\n    seen too late'],
    skipped: 1,
    skippedShared: ['thread.spec.ts [shared] seed skipped'],
  })
})

test('an error outside every journey is a failure; a report that is not there is unknown', () => {
  expect(playwrightCounts(report({ errors: [{ message: 'no server' }], suites: [] }))?.failures).toEqual([
    'outside every journey\n    no server',
  ])
  expect(vitestCounts(join(place, 'nothing.json'))).toBeUndefined()
})

test('sums keep the names', () => {
  const one = { passed: 1, failures: ['x'], skipped: 3, skippedShared: ['a'] }
  const other = { ...one, failures: ['y'], skippedShared: ['b'] }
  expect(sum(one, other)).toEqual({ passed: 2, failures: ['x', 'y'], skipped: 6, skippedShared: ['a', 'b'] })
})
