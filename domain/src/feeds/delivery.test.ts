import { describe, expect, test } from 'vitest'
import type { Unit } from '../units/unit.ts'
import { deliveredValues, matchDelivery, periodIn } from './delivery.ts'
import type { Delivered, DeliveredRecord, Layout, UnitMapping } from './delivery.ts'

const ward = (id: string, name: string, code: string, more: Partial<Unit> = {}): Unit => ({
  id,
  name: `UBND ${name}`,
  shortName: name,
  group: 'ward',
  code,
  validFrom: '2020-01-01',
  ...more,
})
const units = [ward('p1', 'Phường 1', '26506'), ward('p2', 'Phường 2', '26509', { identifier: '000.12.34.H06' })]
const register = { unitsOf: () => units }
const mapping = {
  series: [
    { indicatorId: 'online', numerator: 'nop_truc_tuyen', denominator: 'tiep_nhan' },
    { indicatorId: 'onTime', numerator: 'dung_han', denominator: 'giai_quyet' },
  ],
  units: { by: 'code', listed: [] } as UnitMapping,
}

const wide: Layout = { unit: 'don_vi', period: 'ky', long: null, numbers: 'machine' }
const records = (...rows: readonly Readonly<Record<string, string | { literal: string }>>[]): readonly DeliveredRecord[] =>
  rows.map((row, index) => ({ line: index + 2, fields: new Map(Object.entries(row)) }))

function delivered(rows: readonly DeliveredRecord[], layout = wide, asked = '2024-05'): Delivered {
  const found = deliveredValues(rows, layout, asked)
  if ('missingField' in found) throw new Error(`no field ${found.missingField}`)
  return found
}

describe('what came', () => {
  test('one field per series and one record per value say the same', () => {
    const fields = delivered(records({ don_vi: '26506', ky: '05/2024', tiep_nhan: '655', nop_truc_tuyen: '412' }))
    const rows = delivered(
      records({ dv: '26506', ky: '05/2024', ma: 'tiep_nhan', so: '655' }, { dv: '26506', ky: '05/2024', ma: 'nop_truc_tuyen', so: '412' }),
      { unit: 'dv', period: 'ky', long: { series: 'ma', value: 'so' }, numbers: 'machine' },
    )
    expect(matchDelivery(rows, mapping, register).figures).toEqual(matchDelivery(fields, mapping, register).figures)
  })

  test('an empty field is missing, and a zero is a zero', () => {
    const found = delivered(records({ don_vi: '26506', ky: '2024-05', tiep_nhan: '0', nop_truc_tuyen: '' }))
    expect(found.values.map(({ series, amount }) => [series, amount])).toEqual([['tiep_nhan', '0']])
    expect(matchDelivery(found, mapping, register).figures).toEqual([
      { unitId: 'p1', indicatorId: 'online', period: '2024-05', numerator: null, denominator: '0' },
    ])
  })

  test('a number of the format is read one way, a text as the feed says', () => {
    const amount = (content: string | { literal: string }, numbers: Layout['numbers']) =>
      delivered(records({ don_vi: '26506', ky: '2024-05', tiep_nhan: content }), { ...wide, numbers }).values[0]?.amount
    expect(amount('1.234', 'machine')).toBe('1.234')
    expect(amount('1.234', 'vietnamese')).toBe('1234')
    expect(amount({ literal: '1.234' }, 'vietnamese')).toBe('1.234')
    expect(amount('1,234', 'machine')).toBeUndefined()
    expect(amount('9'.repeat(25), 'machine')).toBeUndefined()
  })

  test('without a field for it, all is of the month that was asked for', () => {
    const found = delivered(records({ don_vi: '26506', tiep_nhan: '655' }), { ...wide, period: null }, '2024-06')
    expect(found.values[0]?.period).toBe('2024-06')
  })

  test('a field that no record has is named', () => {
    expect(deliveredValues(records({ ten: 'x' }), wide, '2024-05')).toEqual({ missingField: 'don_vi' })
  })
})

test.each([
  ['2024-05', '2024-05'],
  ['202405', '2024-05'],
  ['5/2024', '2024-05'],
  ['05-2024', '2024-05'],
  ['Tháng 5/2024', '2024-05'],
  ['T12/2024', '2024-12'],
  ['13/2024', undefined],
  ['31/05/2024', undefined],
  ['2024-05-31', undefined],
  ['2024-Q2', '2024-Q2'],
  ['5', undefined],
])('a month written %s is %s', (text, period) => {
  expect(periodIn(text)).toBe(period)
})

describe('whose it is', () => {
  const one = (unit: string, by: UnitMapping, of = register) =>
    matchDelivery(
      delivered(records({ don_vi: unit, ky: '2024-05', tiep_nhan: '1', dung_han: '', nop_truc_tuyen: '', giai_quyet: '' })),
      { ...mapping, units: by },
      of,
    )

  test.each<[string, UnitMapping['by']]>([
    ['26506', 'code'],
    ['phường  1', 'name'],
    ['UBND Phường 1', 'name'],
  ])('"%s" is found by %s', (text, by) => {
    expect(one(text, { by, listed: [] }).figures[0]?.unitId).toBe('p1')
  })

  test('an identifier names one, and what is listed apart comes first', () => {
    expect(one('000.12.34.h06', { by: 'identifier', listed: [] }).figures[0]?.unitId).toBe('p2')
    expect(one('26506', { by: 'code', listed: [{ code: '26506', unitId: 'p2' }] }).figures[0]?.unitId).toBe('p2')
  })

  test('a code that no unit has, or two have, or whose unit did not stand then, is named and not guessed', () => {
    expect(one('99999', { by: 'code', listed: [] })).toMatchObject({
      figures: [],
      findings: [{ finding: 'unitUnknown', text: '99999', line: 2 }],
    })
    const twins = { unitsOf: () => [...units, ward('p3', 'Phường 3', '26506')] }
    expect(one('26506', { by: 'code', listed: [] }, twins).findings).toMatchObject([{ finding: 'unitAmbiguous' }])
    const gone = { by: 'code', listed: [{ code: 'A', unitId: 'p9' }] } as const
    expect(one('A', gone).findings).toMatchObject([{ finding: 'unitNotThen', text: 'A' }])
  })

  test('a code means the unit of its time: it passed on when wards merged', () => {
    const passed = (period: string) => (period < '2025-08' ? [ward('p1', 'Phường 1', '26506')] : [ward('moi', 'Phường Hải Triều', '26506')])
    const found = matchDelivery(
      delivered(records({ don_vi: '26506', ky: '2025-07', tiep_nhan: '1' }, { don_vi: '26506', ky: '2025-08', tiep_nhan: '2' })),
      mapping,
      { unitsOf: passed },
    )
    expect(found.figures.map(({ unitId, denominator }) => [unitId, denominator])).toEqual([
      ['p1', '1'],
      ['moi', '2'],
    ])
  })
})

describe('what does not fit', () => {
  test('is named with its first line and how often it came, and the rest is used', () => {
    const found = matchDelivery(
      delivered(
        records(
          { don_vi: '26506', ky: '2024-05', tiep_nhan: '655', nop_truc_tuyen: 'n/a', la: '7' },
          { don_vi: 'X', ky: '2024-05', tiep_nhan: '1', nop_truc_tuyen: '1' },
          { don_vi: '26509', ky: 'quý 2', tiep_nhan: '-3', nop_truc_tuyen: '' },
          { don_vi: '26509', ky: '2024-05', tiep_nhan: '-3', nop_truc_tuyen: '' },
        ),
      ),
      mapping,
      register,
    )
    expect(found.figures).toEqual([{ unitId: 'p1', indicatorId: 'online', period: '2024-05', numerator: null, denominator: '655' }])
    expect(found.findings).toEqual([
      { finding: 'seriesMissing', text: 'dung_han', line: null, count: 1 },
      { finding: 'seriesMissing', text: 'giai_quyet', line: null, count: 1 },
      { finding: 'notANumber', text: 'n/a', line: 2, count: 1 },
      { finding: 'unitUnknown', text: 'X', line: 3, count: 2 },
      { finding: 'notAPeriod', text: 'quý 2', line: 4, count: 1 },
      { finding: 'negative', text: '-3', line: 5, count: 1 },
    ])
    expect(found.unmapped).toEqual(['la'])
  })

  test('said twice alike is said once; said in two ways, neither counts', () => {
    const twice = (second: string) =>
      matchDelivery(
        delivered(records({ don_vi: '26506', ky: '2024-05', tiep_nhan: '655' }, { don_vi: '26506', ky: '2024-05', tiep_nhan: second })),
        mapping,
        register,
      )
    expect(twice('655.0').figures[0]?.denominator).toBe('655')
    expect(twice('656')).toMatchObject({
      figures: [],
      findings: expect.arrayContaining([expect.objectContaining({ finding: 'saidTwice' })]),
    })
    // A third does not bring back what was doubtful.
    const third = delivered(records(...['655', '656', '655'].map((tiep_nhan) => ({ don_vi: '26506', ky: '2024-05', tiep_nhan }))))
    expect(matchDelivery(third, mapping, register).figures).toEqual([])
  })
})
