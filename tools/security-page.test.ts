import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** Of ASVS 5.0.0 the requirements of levels 1 and 2, by chapter: 70 and 183 of them. */
const requirements = {
  V1: 27,
  V2: 11,
  V3: 19,
  V4: 10,
  V5: 9,
  V6: 35,
  V7: 18,
  V8: 7,
  V9: 7,
  V10: 29,
  V11: 14,
  V12: 9,
  V13: 13,
  V14: 9,
  V15: 13,
  V16: 16,
  V17: 7,
} as const
const states = ['met', 'partly', '**not met**', 'operator', 'not here']

type Row = { readonly control: string; readonly state: string; readonly paths: readonly string[] }

const pathsIn = (text: string): readonly string[] => [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.\w+)`/gu)].map(([, path = '']) => path)

/** The rows of the tables that have a state. */
const rows: readonly Row[] = page
  .split('\n')
  .map((line) => /^\| (.+?) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/u.exec(line))
  .flatMap((match) => {
    const [, control = '', state = '', , named = ''] = match ?? []
    return states.includes(state) ? [{ control, state, paths: pathsIn(named) }] : []
  })

describe('the security page', () => {
  test('names no code and no test that is not there', () => {
    const named = pathsIn(page)
    expect(named.length).toBeGreaterThan(200)
    expect([...new Set(named)].filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('has every requirement of ASVS levels 1 and 2, each once', () => {
    const ids = rows.flatMap(({ control }) => control.match(/\bV\d+\.\d+\.\d+\b/gu) ?? [])
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
    const counts = Object.fromEntries(
      Object.keys(requirements).map((chapter) => [chapter, ids.filter((id) => id.startsWith(`${chapter}.`)).length]),
    )
    expect(counts).toEqual(requirements)
  })

  test('calls nothing met without saying where', () => {
    expect(rows.filter(({ state, paths }) => state === 'met' && paths.length === 0)).toEqual([])
  })

  test('sums up in Vietnamese what its tables say', () => {
    const count = (state: string) =>
      rows.filter((row) => row.state === state).reduce((sum, { control }) => sum + (control.match(/\bV\d+\.\d+\.\d+\b/gu) ?? []).length, 0)
    const [met, partly, notMet, operator, notHere] = states.map(count)
    expect(page).toContain(
      `${met} đạt, ${partly} đạt một phần, ${notMet} chưa đạt, ${operator} thuộc người vận hành, ${notHere} không có đối tượng trong sản phẩm`,
    )
  })
})
