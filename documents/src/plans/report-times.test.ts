import { expect, test } from 'vitest'
import { readCutoff, readTimes } from './report-times.ts'

const short = (clause: string) =>
  readTimes(clause).times.map(({ frequency, due }) => [frequency, due?.day ?? due?.dates?.join() ?? due?.raw])

test('each frequency has the day that is said with it', () => {
  expect(short('Định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12) báo cáo về UBND tỉnh')).toEqual([
    ['semiannual', '--06-15'],
    ['annual', '--12-15'],
  ])
  expect(short('Báo cáo Tổ công tác hằng tuần và trước ngày 20 hằng tháng')).toEqual([
    ['weekly', undefined],
    ['monthly', 20],
  ])
  expect(short('Định kỳ trước ngày 15 hằng tháng, ngày 10 tháng cuối quý báo cáo kết quả')).toEqual([
    ['monthly', 15],
    ['quarterly', 10],
  ])
  expect(short('định kỳ 6 tháng, hằng năm báo cáo trước ngày 15/6 và ngày 15/12')).toEqual([
    ['semiannual', '--06-15'],
    ['annual', '--12-15'],
  ])
})

test('a day of the month holds for all frequencies before it', () => {
  expect(short('Định kỳ hằng quý, 6 tháng và năm, báo cáo trước ngày 05 của tháng cuối quý')).toEqual([
    ['quarterly', 5],
    ['semiannual', 5],
    ['annual', 5],
  ])
})

test('two days of every year are half-yearly, one is yearly', () => {
  expect(short('báo cáo trước ngày 25/6 và ngày 25/12 hằng năm')).toEqual([['semiannual', '--06-25,--12-25']])
  expect(short('báo cáo trước ngày 30 tháng 11 hằng năm')).toEqual([['annual', '--11-30']])
})

test('a day of the week is due as it is printed', () => {
  expect(short('báo cáo số liệu vào thứ sáu hằng tuần')).toEqual([['weekly', 'vào thứ sáu hằng tuần']])
})

test('what is planned every year says nothing of how often it is reported', () => {
  expect(short('xây dựng kế hoạch hằng năm, báo cáo Sở trước ngày 10 hằng tháng')).toEqual([['monthly', 10]])
})

test('the days that a report counts are no days on which it is due', () => {
  const clause = 'báo cáo hằng tháng, số liệu từ ngày 16 tháng trước đến hết ngày 15 của tháng báo cáo'
  expect(short(clause)).toEqual([['monthly', undefined]])
  expect(readCutoff(clause)).toMatchObject({ fromDay: 16, toDay: 15 })
  expect(readCutoff('số liệu năm tính từ 15/12 năm trước đến 14/12 năm báo cáo')).toMatchObject({ fromDay: 15, toDay: 14 })
})

test('so many times a year is a frequency, each round with its day', () => {
  expect(short('lập hồ sơ, báo cáo định kỳ 02 lần/năm về UBND tỉnh')).toEqual([['semiannual', undefined]])
  expect(
    short(
      'báo cáo mỗi năm 04 lần, cụ thể: Đợt 1 gửi trước ngày 10/02/2031; Đợt 2 gửi trước ngày 10/5/2031; Đợt 3 trước ngày 10/8/2031; Đợt 4 trước ngày 10/11/2031',
    ),
  ).toEqual([['quarterly', '2031-02-10,2031-05-10,2031-08-10,2031-11-10']])
})

test('the hour may stand before the day', () => {
  expect(readTimes('báo cáo về UBND tỉnh trước 16h00 ngày 12/3/2031').due?.dates).toEqual(['2031-03-12'])
  expect(readTimes('báo cáo về UBND tỉnh chậm nhất 17 giờ 00 phút, ngày 12 tháng 3 năm 2031').due?.dates).toEqual(['2031-03-12'])
})

test('a day may be written with a dash', () => {
  expect(readTimes('báo cáo về UBND tỉnh trước ngày 15-7').due?.dates).toEqual(['--07-15'])
  expect(readTimes('báo cáo về UBND tỉnh trước ngày 15-7-2031').due?.dates).toEqual(['2031-07-15'])
})

test('where kinds of reports are named again with their days, each has its own', () => {
  const { times } = readTimes(
    'sơ kết 6 tháng, tổng kết năm, báo cáo UBND tỉnh (báo cáo 6 tháng trước ngày 20/6, báo cáo năm trước ngày 10/12)',
  )
  expect(times.map(({ frequency, due }) => [frequency, due?.dates])).toEqual([
    ['semiannual', ['--06-20']],
    ['annual', ['--12-10']],
  ])
})
