import { expect, test } from 'vitest'
import type { ReadDocument } from '@haidang/domain/plans/reading'
import { readableFromText } from '../text/read-text.ts'
import { readPlan } from './read-plan.ts'

const head = (title: string) =>
  `UBND TỈNH BÌNH HẢI\nVĂN PHÒNG\n\nSố: 41/TB-VP\n\nBình Hải, ngày 28 tháng 3 năm 2023\n\nTHÔNG BÁO\n\n${title}\n\n`

const meeting = (opening: string, title = 'Kết luận cuộc họp về tiến độ giải ngân vốn đầu tư công'): ReadDocument['meeting'] =>
  readPlan(readableFromText(`${head(title)}${opening}\n\n1. Giao Sở Tài chính rà soát nguồn vốn.\n`.normalize('NFC'))).document.meeting

test('who chaired may be named office first, with or without the word for a person', () => {
  expect(
    meeting(
      'Ngày 20/3/2023, tại Hội trường Ủy ban nhân dân tỉnh, Phó Chủ tịch Thường trực UBND tỉnh Trần Minh Khoa đã chủ trì cuộc họp nghe báo cáo tiến độ giải ngân vốn đầu tư công. Tham dự có các đồng chí: Giám đốc Sở Tài chính Lê Thị Ngân, Phó Giám đốc Sở Xây dựng Phan Văn Lực và đại diện lãnh đạo Kho bạc Nhà nước tỉnh.',
    ),
  ).toEqual({
    date: '2023-03-20',
    chair: 'Trần Minh Khoa',
    chairRole: 'Phó Chủ tịch Thường trực UBND tỉnh',
    place: 'Hội trường Ủy ban nhân dân tỉnh',
    subject: 'báo cáo tiến độ giải ngân vốn đầu tư công',
    attendees: ['Giám đốc Sở Tài chính Lê Thị Ngân', 'Phó Giám đốc Sở Xây dựng Phan Văn Lực', 'đại diện lãnh đạo Kho bạc Nhà nước tỉnh'],
  })
})

test('who took part and directed, or worked with others, led the meeting that a notice reports', () => {
  expect(
    meeting(
      'Ngày 02 tháng 3 năm 2023, Phó Thủ tướng Chính phủ Đỗ Quang Vinh đã tham dự và chỉ đạo Hội nghị toàn quốc về phát triển nuôi biển. Cùng dự tại đầu cầu Bình Hải có Bộ trưởng Bộ Nông nghiệp Hồ Văn Sáng - Trưởng Ban Tổ chức hội nghị; các đồng chí: Lý Thị Thu, Thứ trưởng Bộ Tài chính, Mai Văn Tới, Cục trưởng Cục Thủy sản; lãnh đạo các tỉnh ven biển.',
    ),
  ).toMatchObject({
    date: '2023-03-02',
    chair: 'Đỗ Quang Vinh',
    chairRole: 'Phó Thủ tướng Chính phủ',
    subject: 'phát triển nuôi biển',
    attendees: [
      'Bộ trưởng Bộ Nông nghiệp Hồ Văn Sáng - Trưởng Ban Tổ chức hội nghị',
      'Lý Thị Thu, Thứ trưởng Bộ Tài chính',
      'Mai Văn Tới, Cục trưởng Cục Thủy sản',
      'lãnh đạo các tỉnh ven biển',
    ],
  })
  expect(
    meeting(
      'Trong các ngày 14 và 15 tháng 3 năm 2023, đồng chí Đoàn Thị Mười, Bí thư Tỉnh ủy đã đi kiểm tra thực địa và làm việc với Ban Thường vụ Huyện ủy An Phú về tình hình xây dựng nông thôn mới. Cùng đi có lãnh đạo Sở Nông nghiệp và Môi trường.',
    ),
  ).toMatchObject({
    date: '2023-03-14',
    dateEnd: '2023-03-15',
    chair: 'Đoàn Thị Mười',
    chairRole: 'Bí thư Tỉnh ủy',
    subject: 'tình hình xây dựng nông thôn mới',
    attendees: ['lãnh đạo Sở Nông nghiệp và Môi trường'],
  })
})

test('the day of a document named before the meeting is not its day', () => {
  expect(
    meeting(
      'Thực hiện Kế hoạch số 15/KH-UBND ngày 05/01/2023 của UBND tỉnh, ngày 21/3/2023, UBND tỉnh tổ chức Hội nghị sơ kết công tác chuyển đổi số quý I dưới sự chủ trì của đồng chí Võ Văn Hậu, Phó Chủ tịch UBND tỉnh.',
    ),
  ).toMatchObject({
    date: '2023-03-21',
    chair: 'Võ Văn Hậu',
    chairRole: 'Phó Chủ tịch UBND tỉnh',
    subject: 'Hội nghị sơ kết công tác chuyển đổi số quý I',
  })
})

test('an office that chairs without a name, and a day that only the title tells', () => {
  expect(
    meeting(
      'Sáng nay, tại cuộc họp giao ban, Chủ tịch UBND huyện chủ trì, nghe Phòng Tài chính - Kế hoạch báo cáo.',
      'Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban ngày 13/3/2023',
    ),
  ).toMatchObject({ date: '2023-03-13', chair: null, chairRole: 'Chủ tịch UBND huyện' })
})

test('one may hold an office before and one after the name; what stands beside an office is no part of it', () => {
  const roles = [
    'Ngày 06/3/2023, Phó Chủ tịch UBND tỉnh Tô Hữu Bằng, Trưởng Ban Chỉ đạo chuyển đổi số tỉnh đã chủ trì Phiên họp thứ hai.',
    'Thừa ủy quyền của Chủ tịch UBND tỉnh, ngày 07/3/2023, Phó Chủ tịch UBND tỉnh Tô Hữu Bằng chủ trì cuộc họp về bến xe.',
    'Ngày 08/3/2023, Đoàn công tác do đồng chí Tô Hữu Bằng, Phó Chủ tịch UBND tỉnh làm Trưởng đoàn đã kiểm tra tiến độ làm đường.',
  ].map((opening) => meeting(opening)?.chairRole)
  expect(roles).toEqual([
    'Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo chuyển đổi số tỉnh',
    'Phó Chủ tịch UBND tỉnh',
    'Phó Chủ tịch UBND tỉnh',
  ])
})

test('where the paragraph names nobody the title may; minutes say it in lines of their own', () => {
  expect(
    meeting(
      'Ngày 13/3/2023, UBND xã tổ chức họp giao ban tuần 11. Sau khi nghe các bộ phận báo cáo, Chủ tịch UBND xã kết luận:',
      'Kết luận của đồng chí Quách Thị Mơ, Chủ tịch UBND xã tại cuộc họp giao ban tuần 11',
    ),
  ).toMatchObject({ date: '2023-03-13', chair: 'Quách Thị Mơ', chairRole: 'Chủ tịch UBND xã', subject: 'họp giao ban tuần 11' })
  expect(
    meeting(
      '- Thời gian: 08 giờ 00 ngày 15 tháng 3 năm 2023.\n\n- Địa điểm: Hội trường UBND xã.\n\n- Chủ trì: Bà Quách Thị Mơ - Chủ tịch UBND xã.\n\n- Đại diện các thôn.',
      'Kết quả họp dân về làm đường',
    ),
  ).toMatchObject({
    date: '2023-03-15',
    chair: 'Quách Thị Mơ',
    chairRole: 'Chủ tịch UBND xã',
    place: 'Hội trường UBND xã',
    attendees: ['Đại diện các thôn'],
  })
})

test('who attended may stand in lines of their own', () => {
  expect(
    meeting(
      'Ngày 09/3/2023, ông Tạ Văn Đức - Chánh Văn phòng UBND tỉnh chủ trì họp về kiểm soát thủ tục hành chính.\n\nThành phần tham dự:\n\n- Ông Kiều Văn Nam, Phó Giám đốc Sở Nội vụ;\n\n- Đại diện lãnh đạo Công an tỉnh.',
    )?.attendees,
  ).toEqual(['Ông Kiều Văn Nam, Phó Giám đốc Sở Nội vụ', 'Đại diện lãnh đạo Công an tỉnh'])
})

test('who met is told to do nothing', () => {
  const opening =
    'Ngày 07/3/2023, Giám đốc Sở Công Thương Lâm Chí Công đã tham dự và phát biểu chỉ đạo Hội nghị kết nối cung cầu. Sau khi nghe báo cáo, Giám đốc Sở Công Thương yêu cầu:'
  const { tasks } = readPlan(
    readableFromText(
      `${head('Kết luận tại Hội nghị kết nối cung cầu')}${opening}\n\n1. Phòng Thương mại lập danh mục hàng hóa.\n`.normalize('NFC'),
    ),
  )
  expect(tasks.map((task) => task.lead)).toEqual(['Phòng Thương mại'])
})

test('a page of news that says who leads a piece of work tells of no meeting', () => {
  const { document, tasks } = readPlan(
    readableFromText(
      'Tỉnh Bình Hải triển khai kế hoạch bảo đảm an toàn thực phẩm năm 2023\n\nNgày 12/3/2023, UBND tỉnh ban hành Kế hoạch số 41/KH-UBND.\n\nTheo kế hoạch, Sở Y tế là cơ quan thường trực, chủ trì, phối hợp với Sở Công Thương kiểm tra các chợ đến ngày 25/12/2023.\n'.normalize(
        'NFC',
      ),
    ),
  )
  expect(document.meeting).toBeUndefined()
  expect(tasks.map((task) => task.lead)).toEqual(['Sở Y tế'])
})
