import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))

const text = '**I- NHIỆM VỤ**\n\n1- Ban Tuyên giáo Trung ương hướng dẫn việc mở tủ sách.\n\n'

test('a page that gives the whole text tells above it which document it is, and who signed', () => {
  const { document, citations } = read(
    `# Nghị quyết số 41-NQ/TW\n\n**Thay mặt Bộ Chính trị, Tổng Bí thư Trần Văn Bình đã ký ban hành Nghị quyết số 41-NQ/TW (ngày 12/5/2031) của Bộ Chính trị về khuyến đọc.**\n\n*Trân trọng giới thiệu toàn văn Nghị quyết số 41-NQ/TW:*\n\n${text}`,
  )
  expect(document).toMatchObject({
    type: 'nghị quyết',
    number: '41-NQ/TW',
    symbol: 'NQ/TW',
    date: '2031-05-12',
    issuer: 'Bộ Chính trị',
    title: 'về khuyến đọc',
    signer: 'Trần Văn Bình',
    signerRole: 'Tổng Bí thư',
  })
  expect(citations).toEqual([])
})

test('what the title on a page cites is cited; a signature in a table without recipients is one', () => {
  const { document, citations } = read(
    `# Kết luận số 9-KL/TW\n\nKết luận số 9-KL/TW ngày 11/01/2032 của Bộ Chính trị về tiếp tục thực hiện Nghị quyết số 41-NQ/TW, ngày 12/5/2031 của Bộ Chính trị về khuyến đọc\n\n${text}|   | T/M BỘ CHÍNH TRỊ *(Đã ký)* Lê Thị Hoa |\n| :---- | :---- |\n`,
  )
  expect(document).toMatchObject({ type: 'kết luận', date: '2032-01-11', signer: 'Lê Thị Hoa', signerAuthority: ['T/M. BỘ CHÍNH TRỊ'] })
  expect(citations.map(({ number, date }) => [number, date])).toEqual([['41-NQ/TW', '2031-05-12']])
})

test('a page of news that begins with the number of a document is no such document', () => {
  const { document } = read(
    'Kế hoạch số 15/KH-UBND của UBND tỉnh Lam Giang về khuyến đọc có nhiều điểm mới\n\nNgày 3/4/2031, UBND tỉnh họp bàn việc mở tủ sách.\n',
  )
  expect(document.type).toBeNull()
})

test('how far a plan looks is not the year in which it stands', () => {
  const { indicators } = read(
    'Toàn dân khuyến đọc đến năm 2045\n\nI. MỤC TIÊU\n1. Đến năm 2035, tỷ lệ thôn có tủ sách đạt 85%.\n2. Đến năm 2040, tỷ lệ xã có thư viện đạt 60%.\n',
  )
  expect(indicators.map(({ deadline }) => deadline?.iso)).toEqual(['2035-12-31', '2040-12-31'])
})

test('whose conclusion it is stands between its kind and its title', () => {
  const { document } = read(
    'BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 77-KL/TW\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Nội, ngày 02 tháng 5 năm 2031\nKẾT LUẬN\nCỦA BAN BÍ THƯ\nvề khuyến đọc\n1. Văn phòng Trung ương Đảng mở tủ sách.\nNơi nhận:\n- Lưu Văn phòng.\nT/M BAN BÍ THƯ\nTrần Văn Bình\n',
  )
  expect(document).toMatchObject({ issuer: 'Ban Bí thư', title: 'về khuyến đọc', signerAuthority: ['T/M. BAN BÍ THƯ'], signerRole: null })
})
