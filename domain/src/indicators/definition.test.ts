import { expect, test } from 'vitest'
import { breaksAmong, definitionAt, definitionFaults, indicatorAt, questionsOf } from './definition.ts'
import type { Definition, DefinitionVersion } from './definition.ts'
import type { Indicator } from './indicator.ts'

const first: Definition = {
  pillar: 'Chính quyền số',
  name: 'Hồ sơ trực tuyến',
  numeratorLabel: 'hồ sơ trực tuyến',
  denominatorLabel: 'hồ sơ tiếp nhận',
  unitOfMeasure: '%',
  digits: 2,
  target: { op: '>=', value: '80', unit: '%' },
  rollUp: 'sumRatio',
}
const version = (number: number, fromPeriod: string, more: Partial<Definition>, breaksSeries = false): DefinitionVersion => ({
  version: number,
  fromPeriod,
  definition: { ...first, ...more },
  breaksSeries,
})
const indicator: Indicator = { id: 'i', code: '1.1', kind: 'ratio', ...first }

test('each period has the definition of its time; a later version overrides from its own period on', () => {
  const versions = [
    version(2, '2024-06', { digits: 1 }, true),
    version(3, '2024-08', { digits: 0 }),
    version(4, '2024-07', { digits: 3 }, true),
  ]
  const digits = ['2024-05', '2024-06', '2024-07', '2024-08'].map((period) => definitionAt(first, versions, period).digits)
  expect(digits).toEqual([2, 1, 3, 3])
  expect(breaksAmong(versions, ['2024-05', '2024-06', '2024-07', '2024-08'])).toEqual(['2024-06', '2024-07'])
  expect(breaksAmong(versions, ['2024-Q1', '2024-Q2', '2024-Q3'])).toEqual(['2024-Q2', '2024-Q3'])
  expect(breaksAmong(versions, ['2024-08', '2024-09'])).toEqual([])
  expect(indicatorAt({ ...indicator, clause: { text: 'Đạt 80%' } }, versions, '2024-06')).toMatchObject({
    id: 'i',
    code: '1.1',
    kind: 'ratio',
    digits: 1,
    clause: { text: 'Đạt 80%' },
  })
  // What a version left out is left out, and not taken from the first.
  const { numeratorLabel: _label, ...without } = first
  expect(indicatorAt(indicator, [{ ...version(2, '2024-06', {}), definition: without }], '2024-06').numeratorLabel).toBeUndefined()
})

test.each([
  [{ name: ' ' }, ['nameMissing']],
  [{ pillar: '' }, ['pillarMissing']],
  [{ denominatorLabel: '' }, ['labelsMissing']],
  [{ target: { op: '>=', value: null, unit: '%' } }, ['targetMissing']],
  [{ target: { op: 'range', value: '1', unit: '%' } }, ['rangeMissing']],
  [{ digits: 7 }, ['digitsOutOfRange']],
  [{ rollUp: 'sum' }, ['rollUpUnfit']],
  [{ periodMethod: 'mean' }, ['periodMethodUnfit']],
  [{ lineagePolicy: 'weightedMean' }, ['lineagePolicyUnfit']],
  [{ formula: '[2.1]' }, ['formulaNotAsked']],
  [{}, []],
] as const)('a definition with %o: %j', (more, faults) => {
  expect(definitionFaults('1.1', 'ratio', { ...first, ...more }, []).map(({ fault }) => fault)).toEqual(faults)
})

test('a computed one needs a formula that makes sense', () => {
  const computed: Definition = { ...first, rollUp: 'formula' }
  const known = [{ code: '1.1', kind: 'ratio', unitOfMeasure: '%' } as const]
  expect(definitionFaults('9.1', 'formula', computed, known)).toEqual([{ fault: 'formulaMissing' }])
  expect(definitionFaults('9.1', 'formula', { ...computed, formula: '[1.1] +' }, known)).toMatchObject([
    { fault: 'formulaFaulty', at: { fault: 'ended' } },
  ])
  expect(definitionFaults('9.1', 'formula', { ...computed, formula: '[1.1] / 2' }, known)).toEqual([])
})

test('what nobody has answered is asked', () => {
  expect(questionsOf(indicator, { assignedUnits: 0, unconfirmed: 2 })).toEqual([
    'owner',
    'source',
    'nobodyReports',
    'overPeriods',
    'unconfirmed',
  ])
  expect(
    questionsOf({ ...indicator, ownerUnitId: 'u', source: 'Cổng dịch vụ công', periodMethod: 'sum' }, { assignedUnits: 3, unconfirmed: 0 }),
  ).toEqual([])
  expect(questionsOf({ ...indicator, kind: 'formula', ownerUnitId: 'u' }, { assignedUnits: 0, unconfirmed: 0 })).toEqual([])
})
