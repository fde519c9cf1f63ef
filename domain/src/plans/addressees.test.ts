import { describe, expect, test } from 'vitest'
import type { Unit } from '../units/unit.ts'
import { cityUnits, committee, reportingUnits, wardIds } from '../units/units.test-data.ts'
import { addresseesOf, fold, unitIdsOf } from './addressees.ts'

const idsOf = (printed: string | readonly string[] | null): readonly string[] => unitIdsOf(addresseesOf(printed, cityUnits), cityUnits)

const everybody = reportingUnits.map(({ id }) => id)
const departments = ['vhtt', 'tckh', 'gddt']

describe('groups', () => {
  test.each([
    ['các phòng chuyên môn', departments],
    ['Các phòng, ban chuyên môn', departments],
    ['UBND các phường, xã', wardIds],
    ['Ủy ban nhân dân các xã, phường', wardIds],
    ['Chủ tịch UBND các phường, xã', wardIds],
    ['4 phường, xã', wardIds],
    ['04/04 phường, xã', wardIds],
    ['phường, xã', wardIds],
    ['UBND 4 phường, xã', wardIds],
    ['các cơ quan, đơn vị', everybody],
    ['các phòng, ban, đơn vị', everybody],
    ['Thủ trưởng các phòng, ban, cơ quan, đơn vị', everybody],
    ['các cơ quan, đơn vị, UBND các phường xã', everybody],
  ])('"%s" is a group of the register', (printed, expected) => {
    expect(idsOf(printed)).toEqual(expected)
  })

  test('several addressees are the union, each unit once, in the order of the register', () => {
    expect(idsOf(['UBND các phường, xã', 'Các phòng chuyên môn', 'Phòng Văn hóa và Thông tin'])).toEqual([...departments, ...wardIds])
  })

  test('a group stays a group until it is counted out', () => {
    expect(addresseesOf('UBND các phường, xã', cityUnits)).toEqual({ unitIds: [], groups: ['ward'] })
  })

  test('the steering committee is never among those who report', () => {
    expect(idsOf('các cơ quan, đơn vị')).not.toContain(committee.id)
    expect(idsOf(committee.name)).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['Phòng Văn hóa và Thông tin Thành phố', ['vhtt']],
    ['PHÒNG VĂN HOÁ VÀ THÔNG TIN', ['vhtt']],
    ['Phòng Tài chính – Kế hoạch', ['tckh']],
    ['Công an thành phố', ['ca']],
    ['Công an thành phố, Phòng Giáo dục và Đào tạo', ['gddt', 'ca']],
    ['UBND Phường 1', ['p1']],
    ['Phường 10', ['p10']],
    ['UBND xã Long Sơn và UBND phường Thắng Nhì', ['thangnhi', 'longson']],
    ['Bảo hiểm xã hội', ['bhxh']],
    ['Phòng Văn hóa và Thông tin chủ trì, phối hợp UBND các phường, xã', ['vhtt', ...wardIds]],
  ])('"%s" is found by its words', (printed, expected) => {
    expect(idsOf(printed)).toEqual(expected)
  })

  test('NFD text is the same text', () => {
    expect(idsOf('Phòng Văn hóa và Thông tin'.normalize('NFD'))).toEqual(['vhtt'])
    expect(fold('ĐƯỜNG Hoà Bình'.normalize('NFD'))).toBe('duong hoa binh')
  })
})

describe('never guessed', () => {
  test.each([
    null,
    '',
    'UBND thành phố',
    'các sở, ban, ngành của tỉnh',
    'các cơ quan, đơn vị có liên quan',
    'các phòng, ban, các cơ quan, đơn vị liên quan',
    'các tổ chức và cá nhân có liên quan',
    'Công an tỉnh',
    'Bộ Công an',
    'Sở Văn hóa và Thông tin',
    'Tổ giúp việc Ban Chỉ đạo',
    'Phường 11',
    'người dân trên địa bàn các phường',
  ])('"%s" names nobody of the register', (printed) => {
    expect(addresseesOf(printed, cityUnits)).toEqual({ unitIds: [], groups: [] })
  })

  test('a name that two units share names neither', () => {
    const twin: Unit = { id: 'ca2', name: 'Công an', shortName: 'Công an', group: 'agency', validFrom: '2020-01-01' }
    expect(unitIdsOf(addresseesOf('Công an', [...cityUnits, twin]), cityUnits)).toEqual([])
  })

  test('a unit that is not in the register of the day falls away', () => {
    expect(unitIdsOf({ unitIds: ['p1', 'gone'], groups: [] }, cityUnits)).toEqual(['p1'])
  })
})
