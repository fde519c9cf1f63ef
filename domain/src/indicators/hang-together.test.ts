import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hangingTogether } from './hang-together.ts'
import type { Indicator } from './indicator.ts'
import { onlinePayment, systemInUse, trainedOfficials } from './indicators.test-data.ts'

const computed = (id: string, code: string, formula: string): Indicator => ({
  ...trainedOfficials,
  id,
  code,
  kind: 'formula',
  rollUp: 'formula',
  formula,
})
const perDossier = computed('per', '9.1', '[1.2] / [1.1].mẫu')
const twice = computed('twice', '9.2', '[9.1] * 2')
const checked: Indicator = {
  ...trainedOfficials,
  checks: { demands: {}, relations: [{ cell: 'numerator', op: '<=', indicatorId: 'payment', other: 'denominator' }] },
}
const plan = [onlinePayment, checked, perDossier, twice, systemInUse]

describe('an indicator hangs together', () => {
  test('with what its formula names, and with the formulas that name it, each one step away', () => {
    expect(hangingTogether('per', plan)).toEqual({ uses: ['payment', 'trained'], usedBy: ['twice'], checks: [] })
    expect(hangingTogether('payment', plan)).toMatchObject({ uses: [], usedBy: ['per'] })
  })

  test('with what is checked against it, told from its own side', () => {
    expect(hangingTogether('trained', plan).checks).toEqual([
      { indicatorId: 'payment', cell: 'numerator', op: '<=', other: 'denominator', isDeclaredHere: true },
    ])
    expect(hangingTogether('payment', plan).checks).toEqual([
      { indicatorId: 'trained', cell: 'denominator', op: '>=', other: 'numerator', isDeclaredHere: false },
    ])
  })

  test('with nothing where nothing says so', () => {
    expect(hangingTogether('system', plan)).toEqual({ uses: [], usedBy: [], checks: [] })
    expect(hangingTogether('nobody', plan)).toEqual({ uses: [], usedBy: [], checks: [] })
  })

  test('both ways: whoever uses another is used by it', () => {
    const ids = plan.map(({ id }) => id)
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...ids), (a, b) => {
        expect(hangingTogether(a, plan).uses.includes(b)).toBe(hangingTogether(b, plan).usedBy.includes(a))
        const checks = (from: string, to: string) =>
          hangingTogether(from, plan).checks.filter(({ indicatorId }) => indicatorId === to).length
        expect(checks(a, b)).toBe(checks(b, a))
      }),
    )
  })
})
