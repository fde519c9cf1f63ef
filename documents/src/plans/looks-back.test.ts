import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { looksBack } from './looks-back.ts'
import { readPlan } from './read-plan.ts'

const tasksOf = (text: string) => readPlan(readableFromText(text.normalize('NFC'))).tasks.map(({ lead, text: said }) => [lead, said])

const letter = (opening: string, rest: string) =>
  `UBND TỈNH LAM GIANG\nSỞ Y TẾ\nSố: 12/SYT-VP\nV/v khám bệnh ngày thứ Bảy\nLam Giang, ngày 02 tháng 6 năm 2031\nKính gửi: UBND tỉnh\n${opening}\n${rest}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn Bình\n`

test('a letter that reports orders nothing but in the chapters that look forward', () => {
  const opening = 'Thực hiện Công văn số 9/UBND-VX ngày 01/5/2031 của UBND tỉnh, Sở Y tế báo cáo kết quả khám bệnh ngày thứ Bảy như sau:'
  const rest =
    'I. Công tác chỉ đạo\n1. Thống kê nhiệm vụ\n- Đến hết ngày 31/5/2031, có 7 nhiệm vụ hoàn thành.\n- Rà soát quy trình ở 9 bệnh viện.\nII. Nhiệm vụ thời gian tới\n1. Phòng Nghiệp vụ Y mở thêm bàn khám.\nIII. Kiến nghị\n1. Đề nghị Sở Tài chính bố trí kinh phí.'
  expect(tasksOf(letter(opening, rest))).toEqual([
    ['Phòng Nghiệp vụ Y', 'Phòng Nghiệp vụ Y mở thêm bàn khám.'],
    ['Sở Tài chính', 'Đề nghị Sở Tài chính bố trí kinh phí.'],
  ])
})

test('a letter that asks others to report looks forward', () => {
  const opening = 'Để có cơ sở tổng hợp, Sở Y tế đề nghị các bệnh viện báo cáo kết quả khám bệnh ngày thứ Bảy như sau:'
  expect(tasksOf(letter(opening, '1. Rà soát số bàn khám.\n2. Bố trí người trực.'))).toHaveLength(2)
})

test.for([
  ['công văn', 'UBND huyện báo cáo tình hình thực hiện dự án như sau:', true],
  ['công văn', 'Thực hiện yêu cầu của Sở Y tế, Trung tâm báo cáo kết quả như sau:', true],
  ['công văn', 'Sở Y tế yêu cầu các phòng báo cáo kết quả như sau:', false],
  ['công văn', 'Thực hiện Công văn số 3/SYT-VP về việc báo cáo kết quả năm 2030, Trung tâm đề nghị các khoa như sau:', false],
  ['kế hoạch', 'UBND huyện báo cáo kết quả và ban hành kế hoạch như sau:', false],
  ['báo cáo', 'Trong quý I, Sở đã mở 12 lớp.', true],
  [null, 'Sở Y tế báo cáo kết quả như sau:', false],
] as const)('%s, "%s": a report? %s', ([type, preamble, expected]) => {
  expect(looksBack(type, [preamble])).toBe(expected)
})
