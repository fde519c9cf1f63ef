import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'
import { cellTarget, notedDeadline } from './row-targets.ts'

test('the unit stands in a column beside the figure, in its cell, or in the words of the row', () => {
  expect(cellTarget('≥ 98', '%', 'Hồ sơ đúng hạn')).toEqual({ op: '>=', value: 98, unit: '%' })
  expect(cellTarget('88', '% dân số', 'Có sổ sức khỏe')).toEqual({ op: '=', value: 88, unit: '%' })
  expect(cellTarget('1.250 hộ', '', 'Hộ có nước sạch')).toEqual({ op: '=', value: 1250, unit: 'hộ' })
  expect(cellTarget('75', '', 'Tỷ lệ hồ sơ trực tuyến')).toEqual({ op: '=', value: 75, unit: '%' })
})

test('ranges, parts and ranks', () => {
  expect(cellTarget('60-65', '%', '')).toEqual({ op: 'range', value: 60, value2: 65, unit: '%' })
  expect(cellTarget('14/14', 'thôn', '')).toEqual({ op: '=', value: 14, outOf: 14, unit: 'thôn' })
  expect(cellTarget('10', 'Thứ bậc', '')).toEqual({ op: '<=', value: 10, unit: 'hạng' })
  expect(cellTarget('Trên 92', '%', '')).toEqual({ op: '>', value: 92, unit: '%' })
})

test('words are no figure', () => {
  expect(cellTarget('Đạt mức tiên tiến', '', '')).toBeNull()
})

test('a note may say the day, and tells of a year that is past', () => {
  expect(notedDeadline('Quý II: 180; Quý IV: 310', 2026)).toMatchObject({ iso: '2026-12-31', precision: 'quarter' })
  expect(notedDeadline('Hoàn thành trước 30/9/2026', 2026)).toMatchObject({ iso: '2026-09-30' })
  expect(notedDeadline('Năm 2025: 96,7%', 2026)).toBeNull()
})

test('a cell may set several targets', () => {
  const { indicators } = readPlan(
    readableFromText(
      'KẾ HOẠCH\nKhuyến đọc\nI. CHỈ TIÊU\n\n| TT | Chỉ tiêu | Đơn vị tính | Mục tiêu đến năm 2035 | Cơ quan chủ trì |\n|---|---|---|---|---|\n| 1 | Xếp hạng về số tủ sách | Thứ bậc | ≤ 3 trong vùng; ≤ 20 cả nước | Sở Nội vụ |\n',
    ),
  )
  expect(indicators.map(({ target }) => target)).toMatchObject([
    { op: '<=', value: 3, unit: 'hạng' },
    { op: '<=', value: 20, unit: 'hạng' },
  ])
})
