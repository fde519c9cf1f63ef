import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const plan = (body: string) =>
  readPlan(
    readableFromText(
      `UBND TỈNH LAM GIANG\nSỞ Y TẾ\nSố: 15/KH-SYT\nLam Giang, ngày 02 tháng 3 năm 2031\nKẾ HOẠCH\nKhám bệnh ngày thứ Bảy\n\n${body}\n\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nTrần Văn Bình\n`.normalize(
        'NFC',
      ),
    ),
  )
const leadsIn = (body: string) => plan(body).tasks.map(({ lead }) => lead)

test('below the name of a piece of work a paragraph is for nobody where it names nobody', () => {
  const body =
    'III. NHIỆM VỤ, GIẢI PHÁP\n\n1. Mở rộng giờ khám\n\nPhòng Nghiệp vụ Y xây dựng lịch trực của các khoa.\n\nĐồng thời, tổ chức đặt lịch khám qua mạng.\n\nBố trí thêm bàn khám vào buổi chiều.'
  expect(leadsIn(body)).toEqual(['Phòng Nghiệp vụ Y', 'Phòng Nghiệp vụ Y', null])
})

test('below a topic prose goes on with whom it named', () => {
  const body =
    'III. NHIỆM VỤ, GIẢI PHÁP\n\n1. Về giờ khám\n\nPhòng Nghiệp vụ Y xây dựng lịch trực của các khoa.\n\nBố trí thêm bàn khám vào buổi chiều.'
  expect(leadsIn(body)).toEqual(['Phòng Nghiệp vụ Y', 'Phòng Nghiệp vụ Y'])
})

test('whose contact a body is, is its work', () => {
  const body =
    'V. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng Sở\n\nLà đầu mối tổng hợp kết quả của các bệnh viện.\n\nBố trí kinh phí in lịch khám.\n\n2. Các bệnh viện\n\nLà nơi người bệnh đến khám đầu tiên.'
  expect(leadsIn(body)).toEqual(['Văn phòng Sở', 'Văn phòng Sở'])
})

test('who praises and then asks sets the work, for whom the order names or for nobody', () => {
  const body =
    'III. NHIỆM VỤ, GIẢI PHÁP\n\n1. Giám đốc Sở đánh giá cao việc ba bệnh viện mở sớm cổng đặt lịch và yêu cầu nhân rộng trong quý III/2031.\n\n2. Giám đốc Sở biểu dương Bệnh viện Nhi; đồng thời yêu cầu Phòng Nghiệp vụ Y theo dõi thời gian chờ.'
  expect(plan(body).tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
    [null, '2031-09-30'],
    ['Phòng Nghiệp vụ Y', undefined],
  ])
})

test('clauses that each name a body and a day of their own are works of their own', () => {
  const body =
    'III. NHIỆM VỤ, GIẢI PHÁP\n\n1. Về hạ tầng: Văn phòng Sở thuê máy chủ, xong chậm nhất ngày 05/5/2031; Viễn thông Lam Giang hỗ trợ đường truyền, hoàn thành trong quý II/2031.\n\n2. Phòng Nghiệp vụ Y mở sổ theo dõi; Văn phòng Sở in lịch khám trước ngày 10/4/2031.'
  expect(plan(body).tasks.map(({ lead, deadline }) => [lead, deadline?.iso])).toEqual([
    ['Văn phòng Sở', '2031-05-05'],
    ['Viễn thông Lam Giang', '2031-06-30'],
    [['Phòng Nghiệp vụ Y', 'Văn phòng Sở'], '2031-04-10'],
  ])
})

test('the rounds of one report are no works of their own', () => {
  const body =
    'III. NHIỆM VỤ, GIẢI PHÁP\n\n1. Các bệnh viện\n\na/ Báo cáo kết quả: lần 1 trước ngày 30/9/2031; lần 2 trước ngày 31/10/2031.'
  expect(leadsIn(body)).toHaveLength(1)
})
