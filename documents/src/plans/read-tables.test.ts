import { describe, expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const head = 'Số: 05/KH-UBND\n\nKẾ HOẠCH\nThực hiện việc chung năm 2026\n\n'
const read = (heading: string, table: string) => readPlan(readableFromText(`${head}${heading}\n\n${table}\n`))
const brief = (heading: string, table: string) =>
  read(heading, table).indicators.map(({ text, target, deadline, pillar, lead }) => [
    text,
    target.op,
    target.value,
    deadline?.iso,
    pillar,
    lead,
  ])

describe('a table of targets', () => {
  test('with years beside each other sets one for each year', () => {
    const table = `| TT | Chỉ tiêu | ĐVT | Mục tiêu | |
|---|---|---|---|---|
| | | | Năm 2026 | Năm 2030 |
| 1 | Hộ có nước sạch | % | 90 | 98 |`
    expect(brief('II. CHỈ TIÊU', table).map(([, , value, by]) => [value, by])).toEqual([
      [90, '2026-12-31'],
      [98, '2030-12-31'],
    ])
  })

  test('has its year and its pillars in rows of their own, and a merged cell of who is in charge', () => {
    const table = `| TT | Chỉ tiêu | Đơn vị | Kết quả | Cơ quan chủ trì |
|---|---|---|---|---|
| I | Đến năm 2030 | | | |
| A | XÃ HỘI SỐ | | | |
| 1 | Người dân có chữ ký số | % | > 60 | Sở Nội vụ |
| 2 | Thôn có đài truyền thanh | thôn | 12/12 | |`
    expect(brief('II. CHỈ TIÊU', table)).toEqual([
      ['Người dân có chữ ký số', '>', 60, '2030-12-31', 'xã hội số', 'Sở Nội vụ'],
      ['Thôn có đài truyền thanh', '=', 12, '2030-12-31', 'xã hội số', 'Sở Nội vụ'],
    ])
  })

  test('is told from a budget, and its figures from results', () => {
    const budget = `| TT | Nội dung | Năm 2026 | Năm 2027 |
|---|---|---|---|
| 1 | Mua máy tính | 120 | 130 |`
    expect(brief('III. KINH PHÍ THỰC HIỆN', budget)).toEqual([])
    const both = `| TT | Chỉ tiêu | Thực hiện năm 2025 | Kế hoạch năm 2026 |
|---|---|---|---|
| 1 | Tỷ lệ hồ sơ trực tuyến | 71,4 | 80 |`
    expect(brief('II. CHỈ TIÊU', both).map(([, , value]) => value)).toEqual([80])
  })
})

test('one cell may say in so many words who leads and who helps, over broken lines', () => {
  const table = `| Nội dung | Phân công nhiệm vụ | Tiến độ |
|---|---|---|
| Lập danh mục bến thuyền | Chủ trì: Sở Xây dựng (khảo sát); UBND các xã, phường.<br>Phối hợp: Sở Du lịch, Công an tỉnh. | Quý II/2026 |`
  expect(read('PHỤ LỤC', table).tasks.map(({ lead, cooperating, deadline }) => [lead, cooperating, deadline?.iso])).toEqual([
    [['Sở Xây dựng', 'UBND các xã, phường'], ['Sở Du lịch', 'Công an tỉnh'], '2026-06-30'],
  ])
})

test('whoever leads the work of a row reports as often as its words say', () => {
  const table = `| TT | Nội dung | Cơ quan chủ trì | Thời gian |
|---|---|---|---|
| 1 | Tháo gỡ khó khăn của các bến thuyền, báo cáo Tổ công tác hằng quý. | Sở Xây dựng | Năm 2026 |`
  expect(read('PHỤ LỤC', table).reporting.map(({ who, to, frequency }) => [who, to, frequency])).toEqual([
    ['Sở Xây dựng', 'Tổ công tác', 'quarterly'],
  ])
})
