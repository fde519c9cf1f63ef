import { expect, test } from 'vitest'
import { readCountedTerm } from './counted-terms.ts'

test.for([
  ['hoàn thiện dự thảo, trình Giám đốc Sở trong 07 ngày làm việc', 'trong 07 ngày làm việc'],
  ['Nhập kết quả khám trong vòng 03 ngày làm việc kể từ ngày khám', 'trong vòng 03 ngày làm việc kể từ ngày khám'],
  ['hoàn thành trong vòng 15 ngày kể từ ngày nhận đủ hồ sơ', 'trong vòng 15 ngày kể từ ngày nhận đủ hồ sơ'],
  ['ban hành kế hoạch chậm nhất sau 30 ngày kể từ khi Nghị quyết có hiệu lực', 'chậm nhất sau 30 ngày kể từ khi Nghị quyết có hiệu lực'],
] as const)('"%s" has a term that no day ends', ([text, raw]) => {
  expect(readCountedTerm(text, 2031)).toEqual({ raw, iso: null })
})

test('a meeting of a month to which something is brought is a term of that month', () => {
  expect(readCountedTerm('tổng hợp kiến nghị, báo cáo tại phiên họp tháng 6', 2031)).toMatchObject({
    iso: '2031-06-30',
    precision: 'month',
  })
  expect(readCountedTerm('trình HĐND tỉnh tại kỳ họp thường lệ tháng 7/2032', 2031)?.iso).toBe('2032-07-31')
})

test.for([
  'người bệnh được trả kết quả trong 02 ngày làm việc',
  'hồ sơ đã gửi trong 03 ngày làm việc',
  'trong 05 năm qua, hoàn thành 12 trạm y tế',
  'rà soát theo báo cáo của Sở Y tế tại phiên họp tháng 5',
  'triển khai kết luận tại phiên họp tháng 5',
])('"%s" has none', (text) => {
  expect(readCountedTerm(text, 2031)).toBeNull()
})
