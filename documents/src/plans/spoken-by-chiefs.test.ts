import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const page = (text: string) =>
  readPlan(
    readableFromText(
      `Không để người bệnh phải chờ lâu ở các bệnh viện tuyến cuối của ngành y tế\n\nNgày 12/4/2032, Bộ trưởng Bộ Y tế Trần Thị Mai làm việc với các bệnh viện.\n\n${text}\n`.normalize(
        'NFC',
      ),
    ),
  ).tasks.map(({ lead, text: said }) => [lead, said])

test('a list below "Bộ trưởng … chỉ đạo:" is what is to be done, and not by the minister', () => {
  expect(
    page(
      'Bộ trưởng Trần Thị Mai chỉ đạo:\n\n- Cắt giảm thời gian chờ.\n\n- Bố trí thêm bàn khám.\n\n- Vụ Tổ chức cán bộ bổ sung nhân lực.',
    ),
  ).toEqual([
    [null, 'Cắt giảm thời gian chờ.'],
    [null, 'Bố trí thêm bàn khám.'],
    ['Vụ Tổ chức cán bộ', 'Vụ Tổ chức cán bộ bổ sung nhân lực.'],
  ])
})

test.for([
  ['Bộ trưởng Trần Thị Mai cũng chỉ đạo các bệnh viện mở cổng đặt lịch.', 'các bệnh viện'],
  ['Bộ trưởng Bộ Y tế Trần Thị Mai chỉ đạo Cục Khám bệnh rà soát quy trình.', 'Cục Khám bệnh'],
] as const)('in "%s" %s is told', ([said, lead]) => {
  expect(page(said)).toEqual([[lead, said]])
})

test('a minister named by the office alone may be told to direct others', () => {
  const said = 'Tổng Bí thư yêu cầu: Bộ trưởng Bộ Y tế chỉ đạo xây dựng đề án khám bệnh từ xa.'
  expect(page(said).map(([lead]) => lead)).toEqual(['Bộ trưởng Bộ Y tế'])
})

test('"Đồng chí giao …" tells whom it names; a sentence that ends with a month is one; who is given a prize is told nothing', () => {
  expect(
    page(
      'Đồng chí giao Cục Khám bệnh xây dựng quy trình, trình Bộ trong tháng 8. Các bệnh viện chủ động bố trí bàn khám.\n\nNhân dịp này, Bộ Y tế tặng Bằng khen cho 5 tập thể.',
    ),
  ).toEqual([
    ['Cục Khám bệnh', 'Đồng chí giao Cục Khám bệnh xây dựng quy trình, trình Bộ trong tháng 8.'],
    ['Các bệnh viện', 'Các bệnh viện chủ động bố trí bàn khám.'],
  ])
})
