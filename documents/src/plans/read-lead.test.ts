import { expect, test } from 'vitest'
import { readableFromText } from '../text/read-text.ts'
import { leadInBrackets, readDirected, readLead } from './read-lead.ts'
import { readPlan } from './read-plan.ts'
import { readCooperating } from './units.ts'

/** How offices of all kinds are told what to do, and sentences that tell nobody. */
const told: readonly (readonly [sentence: string, bodies: readonly string[]])[] = [
  ['Sở Y tế khẩn trương rà soát danh mục thuốc.', ['Sở Y tế']],
  ['Căn cứ các nguồn vốn trên, hằng năm UBND tỉnh xây dựng kế hoạch bảo trì.', ['UBND tỉnh']],
  ['Giám đốc Sở nhấn mạnh, các phòng cần nhanh chóng rà soát danh mục.', ['các phòng']],
  ['Trong tháng này, Sở phải tổ chức xong hội thi.', ['Sở']],
  ['Lãnh đạo tỉnh giao Sở Tài chính khẩn trương xem xét phương án.', ['Sở Tài chính']],
  ['ngành y tế được yêu cầu đẩy mạnh tiêm chủng.', ['ngành y tế']],
  ['Bộ, ngành và địa phương có trách nhiệm bố trí ngân sách.', ['Bộ, ngành và địa phương']],
  ['UBND tỉnh yêu cầu các sở, UBND các huyện: Tạm dừng tổ chức lễ hội.', ['các sở', 'UBND các huyện']],
  ['Sau khi xem xét, Chủ tịch UBND tỉnh có ý kiến như sau: Giao các sở, ngành giải trình số liệu.', ['các sở, ngành']],
  ['Kế hoạch quy định rõ người đứng đầu các trường phải chịu trách nhiệm về an toàn.', ['người đứng đầu các trường']],
  ['Đáng chú ý, cơ quan chức năng sẽ nghiên cứu lắp camera.', ['cơ quan chức năng']],
  ['Nhân viên y tế trường học phối hợp Trạm Y tế xã phun thuốc.', ['Nhân viên y tế trường học']],
  ['Trưởng các dòng họ có trách nhiệm vận động con cháu đi học.', ['Trưởng các dòng họ']],
  ['Nhận thức sâu sắc và chịu trách nhiệm trực tiếp về an toàn.', []],
  ['Việc bảo trì có trách nhiệm của nhiều bên.', []],
  ['UBND tỉnh đã chỉ đạo Sở Y tế hướng dẫn các huyện phun thuốc.', ['Sở Y tế']],
  [
    'Trong công tác truyền thông, các đơn vị như Cổng Thông tin điện tử tỉnh, Báo Lam Giang, Tạp chí Sông Vân cần đưa tin.',
    ['Cổng Thông tin điện tử tỉnh', 'Báo Lam Giang', 'Tạp chí Sông Vân'],
  ],
  ['Giám đốc Sở chia sẻ: “Ngày 01/7 các bến sẽ mở lại”.', []],
  ['Ngày 01/02/2031, UBND tỉnh ban hành Công văn số 17/UBND-VX chỉ đạo phòng dịch.', []],
  [
    'Các sở, ban, ngành, UBND các huyện, thị xã, thành phố và các đơn vị có liên quan căn cứ chức năng, nhiệm vụ được giao, xây dựng kế hoạch cụ thể.',
    ['Các sở, ban, ngành', 'UBND các huyện, thị xã, thành phố', 'các đơn vị có liên quan'],
  ],
  ['Giao Văn phòng UBND tỉnh chủ trì, phối hợp với Sở Nội vụ theo dõi, đôn đốc việc thực hiện Chỉ thị này.', ['Văn phòng UBND tỉnh']],
  [
    'Thủ trưởng các cơ quan chuyên môn thuộc UBND thành phố, Chủ tịch UBND các phường, xã chịu trách nhiệm trước Chủ tịch UBND thành phố về kết quả thực hiện.',
    ['Thủ trưởng các cơ quan chuyên môn thuộc UBND thành phố', 'Chủ tịch UBND các phường, xã'],
  ],
  [
    'Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội tăng cường giám sát.',
    ['Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh', 'các tổ chức chính trị - xã hội'],
  ],
  [
    'Trên cơ sở Kế hoạch này, các cơ quan, đơn vị, địa phương cụ thể hóa thành nhiệm vụ trong chương trình công tác năm.',
    ['các cơ quan, đơn vị, địa phương'],
  ],
  ['Hằng năm, Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí.', ['Sở Tài chính']],
  ['Công an tỉnh và Bộ Chỉ huy Quân sự tỉnh siết chặt quản lý vũ khí.', ['Công an tỉnh', 'Bộ Chỉ huy Quân sự tỉnh']],
  [
    'Báo Lam Giang, Đài Phát thanh và Truyền hình tỉnh, Cổng Thông tin điện tử tỉnh dành thời lượng phù hợp để đưa tin.',
    ['Báo Lam Giang', 'Đài Phát thanh và Truyền hình tỉnh', 'Cổng Thông tin điện tử tỉnh'],
  ],
  ['Ban Tổ chức Tỉnh ủy thẩm định, trình Ban Thường vụ Tỉnh ủy.', ['Ban Tổ chức Tỉnh ủy']],
  [
    'Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy lãnh đạo tổ chức học tập, quán triệt Chương trình.',
    ['Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy'],
  ],
  ['Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với các cơ quan liên quan hướng dẫn tuyên truyền.', ['Ban Tuyên giáo Tỉnh ủy']],
  ['Ban cán sự đảng UBND tỉnh lãnh đạo xây dựng kế hoạch thực hiện.', ['Ban cán sự đảng UBND tỉnh']],
  ['Đảng đoàn HĐND tỉnh lãnh đạo công tác giám sát.', ['Đảng đoàn HĐND tỉnh']],
  [
    'Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội vận động Nhân dân tham gia.',
    ['Mặt trận Tổ quốc', 'các đoàn thể chính trị - xã hội'],
  ],
  [
    'Bộ Tài chính chủ trì, phối hợp với Bộ Kế hoạch và Đầu tư và các bộ, cơ quan liên quan trình Thủ tướng Chính phủ trong tháng 9 năm 2024.',
    ['Bộ Tài chính'],
  ],
  ['Các Bộ: Công Thương, Giao thông vận tải, Xây dựng rà soát các quy chuẩn.', ['Bộ Công Thương', 'Bộ Giao thông vận tải', 'Bộ Xây dựng']],
  ['Ngân hàng Nhà nước Việt Nam điều hành chính sách tiền tệ linh hoạt.', ['Ngân hàng Nhà nước Việt Nam']],
  [
    'Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ, Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương tập trung chỉ đạo quyết liệt.',
    [
      'Bộ trưởng',
      'Thủ trưởng cơ quan ngang bộ',
      'Thủ trưởng cơ quan thuộc Chính phủ',
      'Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương',
    ],
  ],
  ['Phó Thủ tướng Lê Văn An trực tiếp chỉ đạo, đôn đốc.', ['Phó Thủ tướng Lê Văn An']],
  ['UBND tỉnh giao Sở Xây dựng thẩm định hồ sơ.', ['Sở Xây dựng']],
  [
    'Chủ tịch UBND huyện yêu cầu Trưởng phòng Giáo dục và Đào tạo chấn chỉnh ngay việc thu, chi đầu năm học.',
    ['Trưởng phòng Giáo dục và Đào tạo'],
  ],
  ['Để kịp thời khắc phục, UBND tỉnh đề nghị Bộ Giao thông vận tải xem xét hỗ trợ kinh phí.', ['Bộ Giao thông vận tải']],
  ['Đối với các dự án chậm tiến độ, chủ đầu tư phải cam kết thời gian hoàn thành.', ['chủ đầu tư']],
  ['Căn cứ nhiệm vụ được phân công, các thành viên Ban Chỉ đạo chủ động kiểm tra địa bàn.', ['các thành viên Ban Chỉ đạo']],
  ['Bệnh viện Đa khoa tỉnh bố trí khu điều trị riêng.', ['Bệnh viện Đa khoa tỉnh']],
  ['Trung tâm Kiểm soát bệnh tật tỉnh tổ chức điều tra dịch tễ.', ['Trung tâm Kiểm soát bệnh tật tỉnh']],
  ['Tỉnh đoàn phát động đoàn viên, thanh niên tham gia.', ['Tỉnh đoàn']],
  ['Hội Nông dân tỉnh, Hội Liên hiệp Phụ nữ tỉnh tín chấp cho hội viên vay vốn.', ['Hội Nông dân tỉnh', 'Hội Liên hiệp Phụ nữ tỉnh']],
  ['Liên đoàn Lao động tỉnh chăm lo đời sống công nhân.', ['Liên đoàn Lao động tỉnh']],
  ['Viễn thông tỉnh (VNPT), Viettel chi nhánh tỉnh bảo đảm hạ tầng truyền dẫn.', ['Viễn thông tỉnh', 'Viettel chi nhánh tỉnh']],
  ['Các doanh nghiệp viễn thông lắp đặt trạm phát sóng tại các thôn chưa có sóng.', ['Các doanh nghiệp viễn thông']],
  ['Hiệu trưởng các trường THPT chịu trách nhiệm toàn diện.', ['Hiệu trưởng các trường THPT']],
  ['Sở Giáo dục và Đào tạo hướng dẫn các trường sắp xếp lại thời khóa biểu.', ['Sở Giáo dục và Đào tạo']],
  ['Phòng Tài chính - Kế hoạch huyện cấp kinh phí cho các xã.', ['Phòng Tài chính - Kế hoạch huyện']],
  ['Kho bạc Nhà nước huyện tạo điều kiện thuận lợi cho việc giải ngân.', ['Kho bạc Nhà nước huyện']],
  ['Chi cục Thuế khu vực Bắc Sơn phối hợp Đội Quản lý thị trường số 3 kiểm tra giá cả.', ['Chi cục Thuế khu vực Bắc Sơn']],
  ['Tổ Công nghệ số cộng đồng đến từng nhà hướng dẫn người dân.', ['Tổ Công nghệ số cộng đồng']],
  ['Trưởng thôn, tổ trưởng tổ dân phố vận động người dân.', ['Trưởng thôn', 'tổ trưởng tổ dân phố']],
  ['Ông Trần Văn Bảy, Giám đốc Sở Y tế chịu trách nhiệm kiểm điểm.', ['Ông Trần Văn Bảy, Giám đốc Sở Y tế']],
  ['Rà soát, sửa đổi quy chế phối hợp.', []],
  ['Ban hành quy chế hoạt động của Ban Chỉ đạo.', []],
  ['Tổ chức hội nghị tập huấn.', []],
  ['Lãnh đạo, chỉ đạo thực hiện tốt công tác phòng, chống dịch.', []],
  ['Thanh tra, kiểm tra việc chấp hành pháp luật.', []],
  ['Đại diện cho quyền lợi của đoàn viên.', []],
  ['Phòng, chống tham nhũng, lãng phí.', []],
  ['UBND tỉnh đã ban hành Kế hoạch số 12/KH-UBND ngày 5/1/2023.', []],
  ['Sở Nội vụ đang tổng hợp kết quả.', []],
  ['Trung tâm dữ liệu được nâng cấp.', []],
  ['Cơ sở dữ liệu đất đai được đồng bộ.', []],
  ['Ngân hàng dữ liệu câu hỏi được cập nhật.', []],
  ['Bộ chỉ số được ban hành.', []],
  ['Công ty Cổ phần Cấp nước bảo đảm cấp nước liên tục.', ['Công ty Cổ phần Cấp nước']],
  ['Đơn vị tư vấn hoàn chỉnh hồ sơ trước ngày 15/3.', ['Đơn vị tư vấn']],
  ['Các chủ rừng tuần tra bảo vệ rừng.', ['Các chủ rừng']],
  ['Giám đốc Sở Tư pháp có trách nhiệm thẩm định.', ['Giám đốc Sở Tư pháp']],
  [
    'Chánh Văn phòng UBND tỉnh; Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các xã, phường, đặc khu triển khai thực hiện nhiệm vụ.',
    ['Chánh Văn phòng UBND tỉnh', 'Giám đốc Sở Tài chính', 'Giám đốc Sở Nội vụ', 'Chủ tịch UBND các xã, phường, đặc khu'],
  ],
  ['Trung tâm Phục vụ hành chính công xã niêm yết thủ tục hành chính.', ['Trung tâm Phục vụ hành chính công xã']],
  ['Bộ phận Một cửa hướng dẫn tổ chức, cá nhân nộp hồ sơ.', ['Bộ phận Một cửa']],
  ['Đài Khí tượng thủy văn tỉnh theo dõi chặt chẽ diễn biến thời tiết.', ['Đài Khí tượng thủy văn tỉnh']],
  ['Công ty Điện lực tỉnh cung ứng đủ điện.', ['Công ty Điện lực tỉnh']],
  ['Cục Quản lý thị trường tăng cường kiểm tra hàng giả.', ['Cục Quản lý thị trường']],
  ['Ủy ban nhân dân các xã, phường, thị trấn lập danh sách hộ nghèo.', ['Ủy ban nhân dân các xã, phường, thị trấn']],
  ['UBND cấp huyện, UBND cấp xã bố trí quỹ đất.', ['UBND cấp huyện', 'UBND cấp xã']],
  ['Giao các Sở: Khoa học và Công nghệ, Tài chính rà soát định mức.', ['Sở Khoa học và Công nghệ', 'Sở Tài chính']],
  ['Trong tháng 6/2024, Sở Du lịch hoàn thành đề án.', ['Sở Du lịch']],
  ['Đồng chí Phó Chủ tịch Thường trực UBND huyện chỉ đạo giải quyết dứt điểm.', ['Đồng chí Phó Chủ tịch Thường trực UBND huyện']],
  [
    'Thường trực HĐND, các Ban HĐND và đại biểu HĐND tỉnh giám sát việc thực hiện Nghị quyết.',
    ['Thường trực HĐND', 'các Ban HĐND', 'đại biểu HĐND tỉnh'],
  ],
  ['Văn phòng Tỉnh ủy theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.', ['Văn phòng Tỉnh ủy']],
  ['Người đứng đầu cơ quan, đơn vị chịu trách nhiệm nếu để xảy ra chậm trễ.', ['Người đứng đầu cơ quan, đơn vị']],
  ['Mỗi xã chọn ít nhất 01 thôn làm điểm.', ['Mỗi xã']],
  ['Các thôn, tổ dân phố họp dân để lấy ý kiến.', ['Các thôn, tổ dân phố']],
  ['Đề nghị Thường trực HĐND tỉnh xem xét, cho ý kiến.', ['Thường trực HĐND tỉnh']],
  ['Đề nghị Tòa án nhân dân, Viện kiểm sát nhân dân tỉnh đẩy nhanh tiến độ xét xử.', ['Tòa án nhân dân', 'Viện kiểm sát nhân dân tỉnh']],
  ['Giao đồng chí Nguyễn Thị Lan, Phó Chủ tịch UBND xã trực tiếp chỉ đạo.', ['đồng chí Nguyễn Thị Lan, Phó Chủ tịch UBND xã']],
  ['Yêu cầu Giám đốc Công an tỉnh chỉ đạo lực lượng chức năng tuần tra.', ['Giám đốc Công an tỉnh']],
  ['Các cơ quan báo chí, hệ thống thông tin cơ sở phổ biến rộng rãi nội dung Kế hoạch.', ['Các cơ quan báo chí, hệ thống thông tin cơ sở']],
  ['Sở Công Thương là cơ quan đầu mối, tổng hợp kết quả.', ['Sở Công Thương']],
  [
    'Hội Cựu chiến binh xã, Đoàn TNCS Hồ Chí Minh xã vận động hội viên, đoàn viên tham gia.',
    ['Hội Cựu chiến binh xã', 'Đoàn TNCS Hồ Chí Minh xã'],
  ],
  ['Về kinh phí: giao Phòng Tài chính - Kế hoạch cân đối, bố trí bổ sung.', ['Phòng Tài chính - Kế hoạch']],
  ['Đối với UBND phường Bắc Lĩnh: khẩn trương sửa chữa nhà văn hóa.', ['UBND phường Bắc Lĩnh']],
  ['Thời gian tới, Tổ giúp việc họp giao ban hằng tháng.', ['Tổ giúp việc']],
  ['Các đồng chí Ủy viên Ban Chỉ đạo: Chỉ đạo địa phương mình phụ trách.', ['Các đồng chí Ủy viên Ban Chỉ đạo']],
  ['Đề nghị các doanh nghiệp viễn thông, ngân hàng trên địa bàn hỗ trợ thiết bị.', ['các doanh nghiệp viễn thông, ngân hàng trên địa bàn']],
]

test.for(told)('%s', ([sentence, bodies]) => {
  expect(readLead(sentence)).toEqual(bodies)
})

test('who is told to direct somebody is in charge, and the one directed only where nobody is told', () => {
  expect(readLead('UBND tỉnh chỉ đạo Sở Y tế kiểm tra các cơ sở hành nghề.')).toEqual(['UBND tỉnh'])
  expect(readLead('Chỉ đạo Sở Y tế kiểm tra các cơ sở hành nghề.')).toEqual([])
  expect(readDirected('Chỉ đạo Sở Y tế kiểm tra các cơ sở hành nghề.')).toEqual(['Sở Y tế'])
})

test('a group behind "trên cơ sở … của …" is told where nobody else is', () => {
  const { tasks } = readPlan(
    readableFromText(
      'NGHỊ QUYẾT\nVề khuyến đọc\nI. TỔ CHỨC THỰC HIỆN\n1. Trên cơ sở nội dung Nghị quyết của Bộ Chính trị, Chương trình hành động của Chính phủ, các bộ, cơ quan ngang bộ theo chức năng, nhiệm vụ xây dựng kế hoạch mở tủ sách.\n',
    ),
  )
  expect(tasks.map(({ lead }) => lead)).toEqual(['các bộ, cơ quan ngang bộ'])
})

test('who agrees with a report is told to do nothing; names and labels before a verb', () => {
  expect(readLead('Chính phủ cơ bản thống nhất với đề nghị của Bộ Nội vụ.')).toEqual([])
  expect(readLead('Ban Bí thư thống nhất với Báo cáo của Đảng ủy Quốc hội.')).toEqual([])
  expect(readLead('Sở Nội vụ thống nhất với Sở Tài chính mức hỗ trợ.')).toEqual(['Sở Nội vụ'])
  expect(readLead('Chế độ báo cáo: các đơn vị báo cáo định kỳ hằng quý.')).toEqual(['các đơn vị'])
  expect(readLead('Kiện toàn các Ban Chỉ đạo: Ban Chỉ đạo các tỉnh hoàn thành kiện toàn trong quý III.')).toEqual(['Ban Chỉ đạo các tỉnh'])
  expect(readCooperating('Chủ trì, phối hợp với Bộ Ngoại giao thúc đẩy đàm phán.')).toEqual(['Bộ Ngoại giao'])
})

test('in brackets the name of who does it ends before when', () => {
  expect(leadInBrackets('In 5.000 tờ gấp (Sở Văn hóa, Thể thao và Du lịch, quý II/2032).')).toEqual(['Sở Văn hóa, Thể thao và Du lịch'])
  expect(leadInBrackets('Mở tủ sách (ở xã, trong năm 2032).')).toEqual([])
})
