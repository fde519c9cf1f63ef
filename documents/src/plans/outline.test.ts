import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const read = (text: string) => readPlan(readableFromText(text.normalize('NFC')))

test('what a chapter of aims wants others to do is no task', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. MỤC TIÊU\n1. Chỉ đạo các sở, ngành hoàn thành các mục tiêu của Chương trình.\nII. NHIỆM VỤ\n1. Chỉ đạo các huyện mở tủ sách.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['các huyện'])
})

test('a title of a chapter may run over three lines; who attended a meeting is told to do nothing', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. NHIỆM VỤ\n1. Tuyên truyền, quán triệt, nâng cao nhận thức, đột phá về đổi mới cách nghĩ, xác định quyết tâm mạnh mẽ, quyết liệt lãnh đạo, chỉ đạo, tạo xung lực mới, khí thế mới trong toàn tỉnh về khuyến đọc, mở tủ sách và giữ gìn sách\n- Sở Văn hóa và Thể thao mở lớp.\n- Sở Nội vụ mở chuyên mục.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Sở Văn hóa và Thể thao', 'Sở Nội vụ'])
  const met = read(
    'THÔNG BÁO\nKết luận cuộc họp khuyến đọc\nNgày 28/7/2031, đồng chí Trần Văn Bình, Phó Chủ tịch UBND tỉnh đã chủ trì cuộc họp.\nI. THÀNH PHẦN THAM DỰ\n1. Tham dự:\n- Lãnh đạo Văn phòng UBND tỉnh;\n- Lãnh đạo, chuyên viên các phòng thuộc Sở Tài chính.\nII. NỘI DUNG\n1. Về tủ sách\nVăn phòng nghiên cứu, phối hợp Sở Tài chính lập danh mục.\n',
  )
  expect(met.tasks.map(({ lead, cooperating }) => [lead, cooperating])).toEqual([['Văn phòng', ['Sở Tài chính']]])
})

test('a paragraph behind the items of a lead-in is said to all whom it names', () => {
  const { tasks, reporting } = read(
    'CÔNG VĂN\nVề khuyến đọc\nSở Nội vụ đề nghị các cơ quan, đơn vị:\n1. Rà soát các tủ sách trong tháng 6/2031.\n2. Về kinh phí: Sở Tài chính theo dõi giải ngân.\nBáo cáo kết quả về Sở Nội vụ (qua Phòng Văn hóa) trước ngày 25/6/2031.\nSở Nội vụ đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.\n',
  )
  expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
    ['các cơ quan, đơn vị', '2031-06-30'],
    ['Sở Tài chính', undefined],
    ['các cơ quan, đơn vị', '2031-06-25'],
  ])
  expect(reporting.map(({ who }) => who)).toEqual(['các cơ quan, đơn vị'])
})

test('requirements beside the aims of a plan say how it is meant, whoever they name', () => {
  const { tasks } = read(
    'KẾ HOẠCH\nKhuyến đọc năm 2031\nI. MỤC ĐÍCH, YÊU CẦU\n1. Yêu cầu\n- Các sở, ngành, UBND các xã xác định rõ trách nhiệm, chủ động triển khai các nhiệm vụ được giao.\nII. NHIỆM VỤ\n1. Các đảng ủy trực thuộc, căn cứ Kế hoạch này, mở tủ sách trước ngày 28/02/2031.\n2. Rà soát các kho sách (Chi cục Lưu trữ; trước 30/9/2031).\n',
  )
  expect(tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
    ['Các đảng ủy trực thuộc', '2031-02-28'],
    ['Chi cục Lưu trữ', '2031-09-30'],
  ])
})

test('prose under the title of a task stays together, whoever it says answers for it', () => {
  const { tasks } = read(
    'CHƯƠNG TRÌNH HÀNH ĐỘNG\nKhuyến đọc\nIII. NHIỆM VỤ, GIẢI PHÁP\n1. Tăng cường sự lãnh đạo\nCác cấp ủy, tổ chức đảng tập trung lãnh đạo mở tủ sách. Người đứng đầu cấp ủy chịu trách nhiệm về kết quả thực hiện. Gắn kết quả với xếp loại hằng năm.\n2. Giữ gìn kho sách\nNâng cao chất lượng kho sách. Các cấp, các ngành quan tâm sửa kho. Sở Nội vụ lập danh mục.\n- Về tổ chức: Sắp xếp lại các kho. Các xã dọn kho.\n',
  )
  expect(tasks.map(({ text, lead }) => [text.slice(0, 16), lead])).toEqual([
    ['Các cấp ủy, tổ c', 'Các cấp ủy, tổ chức đảng'],
    ['Nâng cao chất lư', null],
    ['Sở Nội vụ lập da', 'Sở Nội vụ'],
    ['Về tổ chức: Sắp ', null],
    ['Các xã dọn kho.', 'Các xã'],
  ])
})

test('who watches over a directive is told so in its last sentence; an article names whose work it lists', () => {
  const { tasks } = read(
    'CHỈ THỊ\nVề khuyến đọc\nĐể mở tủ sách, Bộ trưởng chỉ thị:\n1. Vụ Pháp chế mở tủ sách.\n2. Chánh Văn phòng và Thủ trưởng các cơ quan chịu trách nhiệm thi hành Chỉ thị này.\nCục Xuất bản theo dõi, đôn đốc, báo cáo Bộ trưởng./.\n',
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['Vụ Pháp chế', 'Cục Xuất bản'])
  const decided = read(
    'QUYẾT ĐỊNH\nVề Tổ khuyến đọc\nĐiều 2. Nhiệm vụ của Tổ\n1. Hướng dẫn người dân mượn sách.\nĐiều 3. Các thành viên làm việc theo chế độ kiêm nhiệm.\n',
  )
  expect(decided.tasks.map(({ lead }) => lead)).toEqual(['Tổ'])
})
