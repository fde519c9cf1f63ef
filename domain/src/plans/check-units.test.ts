import { expect, test } from 'vitest'
import { cityUnits } from '../units/units.test-data.ts'
import type { Unit } from '../units/unit.ts'
import { unitDoubts } from './check-units.ts'
import { reading, readIndicator, readTask } from './reading.test-data.ts'
import type { Reading } from './reading.ts'

const on = '2024-04-20'
const given = (leads: readonly (string | null)[]): Reading => ({
  ...reading,
  indicators: [],
  reporting: [],
  tasks: leads.map((lead, index) => readTask(`Việc thứ ${index + 1} của kế hoạch`, { lead, start: index * 100, end: index * 100 + 50 })),
})

test('units of the register, groups of them, people and whoever is meant are not doubted', () => {
  const names = [
    'Phòng Văn hóa và Thông tin',
    'UBND các phường, xã',
    'Ban Chỉ đạo Chuyển đổi số thành phố',
    'Các cơ quan liên quan',
    'Đồng chí Nguyễn Văn An',
    'Chủ tịch UBND Phường 1',
    null,
  ]
  expect(unitDoubts(given(names), cityUnits, on)).toEqual([])
  expect(unitDoubts(reading, cityUnits, on)).toEqual([])
})

test('units that no register has are one doubt that names them and all their places', () => {
  const doubts = unitDoubts(given(['Phòng Nông nghiệp', 'Công an thành phố', 'Sở Xây dựng', 'Phòng nông nghiệp']), cityUnits, on)
  expect(doubts).toEqual([
    {
      code: 'unknownUnit',
      message: '2 đơn vị không có trong danh sách đơn vị ngày 20/4/2024: "Phòng Nông nghiệp", "Sở Xây dựng".',
      start: 0,
      end: 50,
      places: [
        { start: 0, end: 50 },
        { start: 300, end: 350 },
        { start: 200, end: 250 },
      ],
    },
  ])
})

test('a unit that bears another name by then, and one that is yet to come', () => {
  const renamed: readonly Unit[] = cityUnits.flatMap((unit) =>
    unit.id === 'vhtt'
      ? [
          { ...unit, validTo: '2024-03-01' },
          { ...unit, name: 'Phòng Văn hóa, Khoa học và Thông tin', shortName: 'Phòng VH-KH-TT', validFrom: '2024-03-01' },
        ]
      : unit.id === 'longson'
        ? [{ ...unit, validFrom: '2025-01-01' }]
        : [unit],
  )
  expect(
    unitDoubts(given(['Phòng Văn hóa và Thông tin', 'UBND xã Long Sơn']), renamed, on).map(({ code, message }) => [code, message]),
  ).toEqual([
    [
      'unitOfAnotherDay',
      '"Phòng Văn hóa và Thông tin" không còn từ ngày 1/3/2024, văn bản ghi ngày 20/4/2024; nay là "Phòng Văn hóa, Khoa học và Thông tin" (1 chỗ).',
    ],
    ['unitOfAnotherDay', '"UBND xã Long Sơn" đến ngày 1/1/2025 mới có, văn bản ghi ngày 20/4/2024 (1 chỗ).'],
  ])
})

test('whoever is in charge of an indicator or reports is looked up too', () => {
  const read: Reading = {
    ...given([]),
    indicators: [readIndicator('80% hộ có Internet', { value: 80 }, { lead: 'Phòng Kinh tế' })],
    reporting: reading.reporting.map((report) => ({ ...report, who: 'Trung tâm Hành chính công' })),
  }
  expect(unitDoubts(read, cityUnits, on)[0]?.message).toContain('"Phòng Kinh tế"')
  expect(unitDoubts(read, cityUnits, on)[0]?.message).toContain('"Trung tâm Hành chính công"')
})
