import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text))

const targets = (text: string) =>
  readPlan(readableFromText(text.normalize('NFC'))).indicators.map(({ text: said, target, deadline }) => [
    said,
    target.op,
    target.value2 === undefined ? target.value : [target.value, target.value2],
    target.unit,
    deadline?.iso,
  ])

const plan = (title: string, body: string) =>
  `UBND TỈNH BÌNH HẢI\n\nSố: 25/KH-UBND\n\nBình Hải, ngày 10 tháng 12 năm 2025\n\nKẾ HOẠCH\n\n${title}\n\n${body}\n`

test('a sentence that opens with its promise makes targets of all that it lists', () => {
  expect(
    targets(
      plan(
        'Phát triển kinh tế - xã hội 5 năm 2026 - 2030',
        'I. ĐỊNH HƯỚNG\n\na) Phấn đấu kinh tế tăng bình quân 7-8%/năm; thu nhập bình quân đầu người năm 2030 là 90 triệu đồng/năm; sản lượng thủy sản 1,2 triệu tấn; xuất khẩu gấp 3 lần năm 2020; tỷ suất sinh dưới 11 ‰, 85% lao động qua đào tạo (trong đó có bằng cấp đạt 35%); diện tích cây xanh 12m2/người.',
      ),
    ),
  ).toEqual([
    ['Phấn đấu kinh tế tăng bình quân 7-8%/năm', 'range', [7, 8], '%', '2030-12-31'],
    ['thu nhập bình quân đầu người năm 2030 là 90 triệu đồng/năm', '=', 90, 'triệu đồng/năm', '2030-12-31'],
    ['sản lượng thủy sản 1,2 triệu tấn', '=', 1.2, 'triệu tấn', '2030-12-31'],
    ['xuất khẩu gấp 3 lần năm 2020', '=', 3, 'lần', '2030-12-31'],
    ['tỷ suất sinh dưới 11 ‰', '<', 11, '‰', '2030-12-31'],
    ['85% lao động qua đào tạo', '=', 85, '%', '2030-12-31'],
    ['trong đó có bằng cấp đạt 35%', '=', 35, '%', '2030-12-31'],
    ['diện tích cây xanh 12m2/người.', '=', 12, 'm2/người', '2030-12-31'],
  ])
})

test('how far a title looks is not the year of the plan: what is due before is still due', () => {
  expect(
    targets(
      plan(
        'Cấp nước sạch đến năm 2035',
        'I. MỤC TIÊU\n\n- Giai đoạn 2026-2030: 90% hộ dân; tỷ lệ thất thoát không quá 15%.\n\n- Đến năm 2035: 98% hộ dân có nước sạch.',
      ),
    ),
  ).toEqual([
    ['Giai đoạn 2026-2030: 90% hộ dân', '=', 90, '%', '2030-12-31'],
    ['tỷ lệ thất thoát không quá 15%.', '<=', 15, '%', '2030-12-31'],
    ['Đến năm 2035: 98% hộ dân có nước sạch.', '=', 98, '%', '2035-12-31'],
  ])
})

test('steps from year to year are targets, whatever their chapter is called', () => {
  expect(
    targets(
      plan(
        'Giao chỉ tiêu số hóa hồ sơ',
        '1. Cấp xã\n\nSố xã hoàn thành số hóa theo từng năm như sau:\n\n- Năm 2026: 20 xã.\n\n- Năm 2027: 35 xã.',
      ),
    ),
  ).toEqual([
    ['Năm 2026: 20 xã.', '=', 20, 'xã', '2026-12-31'],
    ['Năm 2027: 35 xã.', '=', 35, 'xã', '2027-12-31'],
  ])
})

test('parts of a whole, and figures of so many people or years, are targets of their own', () => {
  expect(
    targets(
      plan(
        'Năm 2026',
        'I. CHỈ TIÊU\n\n- Cơ cấu lao động: nông nghiệp 20%, công nghiệp 45%, dịch vụ 35%.\n\n- Số điều dưỡng/vạn dân đạt 18; tuổi thọ trung bình đạt 76,5 tuổi.',
      ),
    ).map(([said, , value, unit]) => [said, value, unit]),
  ).toEqual([
    ['Cơ cấu lao động: nông nghiệp 20%', 20, '%'],
    ['công nghiệp 45%', 45, '%'],
    ['dịch vụ 35%.', 35, '%'],
    ['Số điều dưỡng/vạn dân đạt 18', 18, null],
    ['tuổi thọ trung bình đạt 76,5 tuổi.', 76.5, 'tuổi'],
  ])
})

test('what was reached until now is no target; what is promised once holds for what follows', () => {
  expect(
    targets(
      plan(
        'Phát triển đường tỉnh năm 2026',
        'Thời gian qua, tỷ lệ cứng hóa đạt 61,5%.\n\nI. NHIỆM VỤ\n\n1. Sở Xây dựng rà soát quy hoạch; phấn đấu đến năm 2028 có 300 km đường cấp III, đến năm 2030 có khoảng 500 km.\n\n2. Sở Tài chính cắt giảm ít nhất 20% thời gian và 25% chi phí tuân thủ.\n\n3. Bàn giao tối thiểu 70% mặt bằng trước ngày 30/6/2026, hoàn thành 100% trước ngày 30/11/2026.',
      ),
    ),
  ).toEqual([
    ['phấn đấu đến năm 2028 có 300 km đường cấp III', '=', 300, 'km đường cấp III', '2028-12-31'],
    ['đến năm 2030 có khoảng 500 km.', '=', 500, 'km', '2030-12-31'],
    ['Sở Tài chính cắt giảm ít nhất 20% thời gian', '>=', 20, '%', '2026-12-31'],
    ['25% chi phí tuân thủ.', '=', 25, '%', '2026-12-31'],
    ['Bàn giao tối thiểu 70% mặt bằng trước ngày 30/6/2026', '>=', 70, '%', '2026-06-30'],
    ['hoàn thành 100% trước ngày 30/11/2026.', '=', 100, '%', '2026-11-30'],
  ])
})

test('ranks behind one another are targets of their own; a horizon is no pillar', () => {
  const { indicators } = read(
    'NGHỊ QUYẾT\nVề khuyến đọc\nI. MỤC TIÊU\n1. Đến năm 2035\n- Tỉnh thuộc nhóm 3 tỉnh dẫn đầu vùng, nhóm 20 tỉnh đứng đầu cả nước về số tủ sách.\n2. Tầm nhìn đến năm 2045\nTỷ lệ thôn có tủ sách đạt 95%.\n',
  )
  expect(indicators.map(({ target, pillar }) => [target.value, pillar])).toEqual([
    [3, undefined],
    [20, undefined],
    [95, undefined],
  ])
})

test('the years before an amount are its deadline and no amount; when stands before how much', () => {
  const { indicators } = read(
    'KẾ HOẠCH\nKhuyến đọc\nI. MỤC TIÊU\n- Phấn đấu mở 1.200 tủ sách; trong đó giai đoạn 2034 - 2035 hoàn thành 500 tủ.\n- Đến năm 2033, ít nhất 50% và đến năm 2035, ít nhất 80% thôn có tủ sách.\n',
  )
  expect(indicators.map(({ target, deadline }) => [target.value, deadline?.iso]).slice(1)).toEqual([
    [500, '2035-12-31'],
    [50, '2033-12-31'],
    [80, '2035-12-31'],
  ])
})

test('a rate is measured by its share, whatever else it counts; who comes to a meeting is no target', () => {
  const { indicators } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. MỤC TIÊU\n- Tỉ lệ người dân đọc từ 4 cuốn sách trở lên mỗi năm đạt trên 60%.\nII. NỘI DUNG\n1. Tổ chức hội nghị\n- Thành phần: lãnh đạo các xã có tỷ lệ hộ đọc sách trên 20%.\n- Thời gian: tháng 4 năm 2031.\n',
  )
  expect(indicators.map(({ target }) => [target.op, target.value])).toEqual([['>', 60]])
})

test('where a rate starts from is neither its target nor its year; nothing may be left of what shall end', () => {
  const { indicators } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. MỤC TIÊU\n- Nâng tỷ lệ bạn đọc từ 60% năm 2030 lên 85% năm 2035.\n- Không còn nhà tạm làm kho sách.\n',
  )
  expect(indicators.map(({ target, deadline }) => [target.value, deadline?.iso])).toEqual([
    [85, '2035-12-31'],
    [0, '2031-12-31'],
  ])
})

test('each of several values with years of their own is a target; an item that opens with a year is of that year', () => {
  const { indicators } = readPlan(
    readableFromText(
      'NGHỊ QUYẾT\nvề khuyến đọc\nSố 31-NQ/TW\nHà Nội, ngày 01 tháng 11 năm 2032\nI. MỤC TIÊU CỤ THỂ\n1. Tăng đầu tư cho thư viện đạt 1,5% GDP vào năm 2035, trên 2% GDP vào năm 2040 và khoảng 3% GDP vào năm 2050.\n2. Đến năm 2040, 90% xã có thư viện. Tốc độ đổi mới thiết bị đạt 20%/năm.\n',
    ),
  )
  expect(indicators.map(({ target: { value }, deadline }) => [value, deadline?.iso])).toEqual([
    [1.5, '2035-12-31'],
    [2, '2040-12-31'],
    [3, '2050-12-31'],
    [90, '2040-12-31'],
    [20, '2040-12-31'],
  ])
})
