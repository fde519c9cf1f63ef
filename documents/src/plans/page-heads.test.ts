import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const body =
  '\n\nCăn cứ Quyết định số 37/QĐ-TTg ngày 03/01/2031 của Thủ tướng Chính phủ;\n\nBan Chỉ đạo xây dựng Kế hoạch như sau:\n\n## I. NỘI DUNG\n\n1. Bộ Y tế mở tủ sách, hoàn thành trong quý II/2032.\n'
const read = (head: string) => readPlan(readableFromText(`${head}${body}`.normalize('NFC')))
const expected = {
  type: 'kế hoạch',
  number: '41/KH-BCĐQG37',
  date: '2031-11-11',
  issuer: 'Ban Chỉ đạo quốc gia về khuyến đọc',
  place: 'Hà Nội',
  title: 'MỞ TỦ SÁCH Ở CÁC XÃ, PHƯỜNG',
}

test('a letterhead in cells with rows of dashes is one', () => {
  const { document } = read(
    '| BAN CHỈ ĐẠO QUỐC GIA VỀ KHUYẾN ĐỌC ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------------- |\n| :---- | :---- |\n| Số: 41/KH-BCĐQG37 | Hà Nội, ngày 11 tháng 11 năm 2031 |\n\n**KẾ HOẠCH**\n\n**MỞ TỦ SÁCH Ở CÁC XÃ, PHƯỜNG**',
  )
  expect(document).toMatchObject(expected)
})

test('what a page calls a document stands above its letterhead', () => {
  const { document, tasks } = read(
    '# KẾ HOẠCH MỞ TỦ SÁCH Ở CÁC XÃ, PHƯỜNG\n\n**BAN CHỈ ĐẠO QUỐC GIA VỀ KHUYẾN ĐỌC**\n**-------**\n\n**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**\n**---------------**\n\nSố: 41/KH-BCĐQG37\n\n*Hà Nội, ngày 11 tháng 11 năm 2031*\n\n**KẾ HOẠCH**\n\n**MỞ TỦ SÁCH Ở CÁC XÃ, PHƯỜNG**',
  )
  expect(document).toMatchObject(expected)
  expect(tasks).toHaveLength(1)
})

test('the conference that adopted a resolution is no part of its title', () => {
  const party = '**BAN CHẤP HÀNH TRUNG ƯƠNG**\n\n**ĐẢNG CỘNG SẢN VIỆT NAM**\n\n**Số 20-NQ/TW**\n\n*Hà Nội, ngày 01 tháng 11 năm 2032*\n\n'
  const named = '**HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHOÁ XV**'
  expect(read(`${party}**NGHỊ QUYẾT**\n\n${named}\n\n**Về khuyến đọc**`).document.title).toBe('Về khuyến đọc')
  expect(read(`${party}NGHỊ QUYẾT\nHội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khoá XV\nvề khuyến đọc`).document.title).toBe(
    'về khuyến đọc',
  )
})
