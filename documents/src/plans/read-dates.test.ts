import { expect, test } from 'vitest'
import { dateFrom, readDeadline, readPlainDeadline } from './read-dates.ts'

test('what somebody does for a limited time is no deadline', () => {
  expect(readDeadline('hỗ trợ nhân viên luân phiên có thời hạn đến trạm y tế xã trong tháng 5', 2031)?.iso).not.toBeNull()
  expect(readDeadline('hỗ trợ nhân viên luân phiên có thời hạn đến trạm y tế xã', 2031)).toBeNull()
})

test('a day behind "định kỳ" comes again in every year, however long the clause is', () => {
  expect(
    readDeadline('kiểm tra việc mở tủ sách, định kỳ 6 tháng báo cáo kết quả về Sở Văn hóa và Thể thao trước ngày 15 tháng 6', 2031),
  ).toBeNull()
  expect(
    readDeadline('báo cáo định kỳ theo quy định. Mở tủ sách cho các trường trung học ở vùng cao trước ngày 15 tháng 6', 2031)?.iso,
  ).toBe('2031-06-15')
})

test('"trong giai đoạn 2031 - 2033" ends with its last year', () => {
  expect(readPlainDeadline('trong giai đoạn 2031 - 2033', 2031)).toMatchObject({ iso: '2033-12-31', precision: 'year' })
})

test('a date in a title of capitals is a date', () => {
  expect(dateFrom(' NGÀY 05 THÁNG 5 NĂM 2030 CỦA BỘ CHÍNH TRỊ')?.iso).toBe('2030-05-05')
})

test('a stage of months is due when it ends', () => {
  expect(readDeadline('rà soát trong giai đoạn từ tháng 9 đến tháng 11 năm 2031', 2031)?.iso).toBe('2031-11-30')
})

test('how far a plan looks, and the year of a target, are no deadline of the work', () => {
  expect(readDeadline('hoàn thành việc lập Quy hoạch chung vùng sông Lam đến năm 2045, tầm nhìn đến năm 2065', 2031)).toBeNull()
  expect(readDeadline('huy động nguồn lực để hoàn thành các mục tiêu đến năm 2035', 2031)).toBeNull()
  expect(readDeadline('đầu tư đường sắt; phấn đấu tỷ lệ vận tải công cộng đạt 30% vào năm 2035', 2031)).toBeNull()
  expect(readDeadline('hoàn thành 100% đường vành đai trước năm 2034', 2031)?.iso).toBe('2034-12-31')
  expect(readDeadline('sơ kết Nghị quyết vào năm 2035', 2031)?.iso).toBe('2035-12-31')
})

test('a month in brackets at the end says when', () => {
  expect(readDeadline('Bộ Xây dựng: Thông tư hướng dẫn quy hoạch (dự kiến tháng 8/2031);', 2031)).toMatchObject({
    iso: '2031-08-31',
    precision: 'month',
  })
})

test.for(['Từ năm 2032', 'Năm 2032 và các năm tiếp theo', 'từ quý I năm 2032 trở đi', 'Bắt đầu từ tháng 3/2032'])(
  '"%s" begins and does not end',
  (raw) => {
    expect(readPlainDeadline(raw, 2031)).toEqual({ raw, iso: null })
    expect(readDeadline(`Thời gian thực hiện: ${raw}.`, 2031)).toEqual({ raw, iso: null })
  },
)

test('a span ends with its second time', () => {
  expect(readDeadline('Thời gian: Quý IV/2031 - Quý II/2032.', 2031)).toMatchObject({ iso: '2032-06-30', precision: 'quarter' })
  expect(readDeadline('Thời gian thực hiện: từ tháng 11 năm 2031 đến hết tháng 6 năm 2032.', 2031)?.iso).toBe('2032-06-30')
  expect(readPlainDeadline('Tháng 10/2031 - tháng 3/2032', 2031)?.iso).toBe('2032-03-31')
  expect(readPlainDeadline('2031 - 2033', 2031)?.iso).toBe('2033-12-31')
})

test('what is then done may follow its year', () => {
  expect(readDeadline('bố trí quỹ đất; đến hết năm 2033 hoàn thành việc giao đất', 2031)?.iso).toBe('2033-12-31')
  expect(readDeadline('bố trí quỹ đất; đến năm 2033 giao đất cho các phường', 2031)).toBeNull()
})

test('the day of a kind of report is no deadline of the work', () => {
  expect(readDeadline('tổng kết năm (báo cáo 6 tháng trước ngày 20/6, báo cáo năm trước ngày 10/12)', 2031)).toBeNull()
})
