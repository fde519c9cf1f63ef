import { describe, expect, test } from 'vitest'
import { isReportingUnit, parseIdentifier, unitAt, unitsOn } from './unit.ts'
import type { Unit } from './unit.ts'
import { cityUnits, committee } from './units.test-data.ts'

const before: Unit = { id: 'u5', name: 'Phường 5', shortName: 'Phường 5', group: 'ward', validFrom: '2003-01-01', validTo: '2025-07-01' }
const renamed: Unit = { ...before, name: 'Phường Ngũ Hành', validFrom: '2025-07-01', validTo: undefined }
const merged: Unit = { id: 'u6', name: 'Phường 6', shortName: 'Phường 6', group: 'ward', validFrom: '2003-01-01', validTo: '2025-07-01' }

describe('units through time', () => {
  test('a unit keeps its identity through a change of name', () => {
    expect(unitAt([before, renamed], 'u5', '2025-06-30')?.name).toBe('Phường 5')
    expect(unitAt([before, renamed], 'u5', '2025-07-01')?.name).toBe('Phường Ngũ Hành')
  })

  test('on the day of a merge the old unit no longer stands', () => {
    expect(unitsOn([before, renamed, merged], '2025-06-30').map(({ name }) => name)).toEqual(['Phường 5', 'Phường 6'])
    expect(unitsOn([before, renamed, merged], '2025-07-01').map(({ name }) => name)).toEqual(['Phường Ngũ Hành'])
    expect(unitAt([merged], 'u6', '2025-07-01')).toBeUndefined()
  })

  test('nobody stands before being founded', () => {
    expect(unitAt([before], 'u5', '2002-12-31')).toBeUndefined()
  })

  test('the steering committee receives and does not report', () => {
    expect(cityUnits.filter((unit) => !isReportingUnit(unit))).toEqual([committee])
  })
})

test.each([
  ['000.00.00.H41', '000.00.00.H41'],
  [' h06.02.15 ', 'H06.02.15'],
  ['26506', undefined],
  ['H06.', undefined],
  ['H06 02', undefined],
  ['Ủ06.02', undefined],
  [`H${'0'.repeat(35)}`, undefined],
])('"%s" is the identifier %s', (text, identifier) => {
  expect(parseIdentifier(text)).toBe(identifier)
})
