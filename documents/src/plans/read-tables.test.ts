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

test('a table copied without the strokes around its rows is one, and the words of a merged cell are said once', () => {
  const table = `TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian trình | Sản phẩm

I | Sửa chữa các bến thuyền | Sửa chữa các bến thuyền | Sửa chữa các bến thuyền | Sửa chữa các bến thuyền | Sửa chữa các bến thuyền

1 | Báo cáo hiện trạng các bến | Sở Xây dựng | UBND các xã | 2026 | Báo cáo

2 | Đề án nạo vét luồng | Sở Tài chính | Sở Xây dựng | Quý II/2027 | Đề án`
  expect(read('PHỤ LỤC', table).tasks.map(({ text, lead, deadline }) => [text, lead, deadline?.iso])).toEqual([
    ['Báo cáo hiện trạng các bến', 'Sở Xây dựng', '2026-12-31'],
    ['Đề án nạo vét luồng', 'Sở Tài chính', '2027-06-30'],
  ])
})

test('a row of work may promise figures in its words, its time and its product', () => {
  const table = `| TT | Nhiệm vụ | Cơ quan chủ trì | Tiến độ | Sản phẩm |
|---|---|---|---|---|
| 1 | Nối mạng các trạm bơm | Sở Xây dựng | Nghiệm thu quý IV/2027; 70% trạm bơm nối mạng năm 2028; 100% năm 2029 | Ít nhất 90 lượt người được tập huấn |`
  const { tasks, indicators } = read('PHỤ LỤC', table)
  expect(tasks).toHaveLength(1)
  expect(indicators.map(({ target, deadline, lead }) => [target.value, deadline?.raw, lead])).toEqual([
    [70, 'năm 2028', 'Sở Xây dựng'],
    [100, 'năm 2029', 'Sở Xây dựng'],
    [90, 'năm 2026', 'Sở Xây dựng'],
  ])
})
