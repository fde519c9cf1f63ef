import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { issuedState } from './issued-state.ts'

const versions = (...recalled: readonly boolean[]) => recalled.map((isRecalled, index) => ({ version: index + 1, isRecalled }))

describe('how an issued version stands', () => {
  test('the newest is genuine, an older one is superseded by the newest', () => {
    expect(issuedState(3, versions(false, false, false))).toEqual({ state: 'genuine' })
    expect(issuedState(1, versions(false, false, false))).toEqual({ state: 'superseded', by: 3 })
  })

  test('a recalled version is recalled, whatever came after it', () => {
    expect(issuedState(1, versions(true, false))).toEqual({ state: 'recalled' })
  })

  test('a version that was recalled replaces nothing', () => {
    expect(issuedState(1, versions(false, true))).toEqual({ state: 'genuine' })
    expect(issuedState(1, versions(false, false, true))).toEqual({ state: 'superseded', by: 2 })
  })

  test('a version that was never issued has no state', () => {
    expect(issuedState(4, versions(false))).toBeUndefined()
  })

  test('at most one version is genuine: the newest that was not recalled', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), (recalled) => {
        const all = versions(...recalled)
        const genuine = all.filter(({ version }) => issuedState(version, all)?.state === 'genuine')
        expect(genuine).toEqual(all.filter(({ isRecalled }) => !isRecalled).slice(-1))
      }),
    )
  })
})
