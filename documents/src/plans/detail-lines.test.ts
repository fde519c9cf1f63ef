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

const chapter = (text: string) =>
  read(
    `KẾ HOẠCH\nKhuyến đọc năm 2031\nB. NỘI DUNG, NHIỆM VỤ\nI. MỞ TỦ SÁCH\n${text}\nII. TỔ CHỨC THỰC HIỆN\n1. Bộ Nội vụ theo dõi chung.\n`,
  )
    .tasks.slice(0, -1)
    .map(({ text: said, lead, cooperating, deadline }) => [said, lead, cooperating, deadline?.iso])

test('a list of who does the work of a chapter may say of each what he is', () => {
  expect(
    chapter(
      '1. Nội dung\na) Mở tủ sách ở các xã.\n2. Cơ quan, đơn vị thực hiện\na) Cơ quan chủ trì: Bộ Văn hóa.\nb) Cơ quan phối hợp: Bộ Nội vụ, Bộ Tài chính.\n3. Thời gian thực hiện: Quý I/2032.',
    ),
  ).toEqual([['Mở tủ sách ở các xã.', 'Bộ Văn hóa', ['Bộ Nội vụ', 'Bộ Tài chính'], '2032-03-31']])
})

test('below "Phân công" stand who does it, and work that somebody has for himself', () => {
  expect(
    chapter(
      '1. Nội dung\n- Mở tủ sách ở các xã.\n2. Phân công thực hiện\n- Bộ Văn hóa chủ trì, phối hợp với Bộ Nội vụ.\n- Cấp tỉnh: Ủy ban nhân dân các tỉnh tổ chức thực hiện.\n- Bộ Tài chính thẩm định dự toán mua sách.',
    ),
  ).toEqual([
    ['Mở tủ sách ở các xã.', ['Bộ Văn hóa', 'Ủy ban nhân dân các tỉnh'], ['Bộ Nội vụ'], undefined],
    ['Bộ Tài chính thẩm định dự toán mua sách.', 'Bộ Tài chính', [], undefined],
  ])
})

test('"X chủ trì; Y phối hợp" names who helps', () => {
  expect(chapter('1. In sách cho các xã.\n2. Cơ quan thực hiện: Bộ Văn hóa chủ trì; các nhà xuất bản phối hợp.')).toEqual([
    ['In sách cho các xã.', 'Bộ Văn hóa', ['các nhà xuất bản'], undefined],
  ])
})

test('a line that names the product below an item with its dates is no task', () => {
  expect(
    chapter(
      '2.1. Nâng cấp phần mềm thư viện.\n- Nội dung: bổ sung mượn sách trực tuyến.\n- Sản phẩm: phần mềm vận hành từ 01/9/2031.\n- Chủ trì: Trung tâm Chuyển đổi số.\n- Hoàn thành: 31/8/2031.',
    ),
  ).toEqual([['Nâng cấp phần mềm thư viện.', 'Trung tâm Chuyển đổi số', [], '2031-08-31']])
})
