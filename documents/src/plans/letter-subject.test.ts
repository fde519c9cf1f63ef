import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const titleOf = (head: string) =>
  readPlan(
    readableFromText(
      `${head}\n\nKính gửi: Các chi bộ trực thuộc\n\n1. Các chi bộ mở tủ sách.\n\nNơi nhận:\n- Như trên;\n- Lưu VPĐU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nTrần Văn Bình\n`.normalize(
        'NFC',
      ),
    ),
  ).document.title

const party = 'ĐẢNG BỘ TỈNH LAM GIANG\nĐẢNG UỶ XÃ AN LỘC\n*\n'
const right = '\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nAn Lộc, ngày 02 tháng 6 năm 2031'

test('the subject of a letter of the Party stands below its number without a mark', () => {
  expect(titleOf(`${party}Số 12-CV/ĐU\nMở tủ sách ở các thôn${right}`)).toBe('Mở tủ sách ở các thôn')
  expect(titleOf(`${party}Số       -CV/ĐU\nTriển khai Chỉ thị số 21-CT/TU\ncủa Ban Thường vụ Tỉnh uỷ${right}`)).toBe(
    'Triển khai Chỉ thị số 21-CT/TU của Ban Thường vụ Tỉnh uỷ',
  )
})

test('where nothing stands below the number, a letter has no subject', () => {
  expect(titleOf(`${party}Số 12-CV/ĐU${right}`)).toBeNull()
  expect(titleOf(`${party}Số 12-CV/ĐU\nAn Lộc, ngày 02 tháng 6 năm 2031\n(Dự thảo)`)).toBeNull()
})
