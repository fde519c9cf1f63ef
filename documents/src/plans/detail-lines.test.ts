import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))

test('lines that say how, who and when belong to the item above them, and are no tasks', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. NỘI DUNG HOẠT ĐỘNG\n1. Tổ chức các đoàn kiểm tra thư viện\n- Nội dung kiểm tra: việc bảo quản sách.\n- Thành phần: đại diện các phòng.\n- Đơn vị chuẩn bị: Sở Văn hóa và Thể thao.\n- Thời gian: tháng 10 năm 2031.\n2. Chỉ đạo việc mở tủ sách\na) Nội dung: theo dõi tiến độ.\nb) Phân công: Sở Tài chính chủ trì.\nc) Thời gian: Quý III/2031.\n',
  )
  expect(tasks.map(({ text, lead, deadline }) => [text, lead, deadline?.iso])).toEqual([
    ['Tổ chức các đoàn kiểm tra thư viện', 'Sở Văn hóa và Thể thao', '2031-10-31'],
    ['Chỉ đạo việc mở tủ sách', 'Sở Tài chính', '2031-09-30'],
  ])
})
