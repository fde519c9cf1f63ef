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
      { status: 'failed', assertionResults: [] },
      {
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'a' },
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
  expect(vitestCounts(file)).toEqual({ passed: 2, failed: 2, skipped: 2, skippedShared: [] })
})

test('skipped tests on shared documents are named', () => {
  const file = report({
    testResults: [{ status: 'passed', assertionResults: [{ status: 'skipped', fullName: '[shared] reads seed 001' }] }],
  })
  expect(vitestCounts(file)?.skippedShared).toEqual(['[shared] reads seed 001'])
})

test('a journey that passed only when repeated has failed', () => {
  const spec = (status: string) => ({ title: status, tests: [{ status }] })
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
  expect(playwrightCounts(file)).toEqual({ passed: 1, failed: 2, skipped: 1, skippedShared: ['thread.spec.ts [shared] seed skipped'] })
})

test('an error outside every journey is a failure; a report that is not there is unknown', () => {
  expect(playwrightCounts(report({ errors: [{}], suites: [] }))?.failed).toBe(1)
  expect(vitestCounts(join(place, 'nothing.json'))).toBeUndefined()
})

test('sums keep the names', () => {
  const one = { passed: 1, failed: 2, skipped: 3, skippedShared: ['a'] }
  expect(sum(one, { ...one, skippedShared: ['b'] })).toEqual({ passed: 2, failed: 4, skipped: 6, skippedShared: ['a', 'b'] })
})
