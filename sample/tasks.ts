import { idFor } from './chance.ts'

export type SampleTask = {
  /** Part and number in the plan, "III.1". */
  readonly section: string
  readonly text: string
  readonly leadText: string
  readonly lead: readonly string[]
  readonly cooperatingText: string
  readonly cooperating: readonly string[]
  readonly deadline: { readonly raw: string; readonly iso: string; readonly precision: 'day' | 'month' | 'quarter' | 'year' } | null
}

// The annex with the deadlines of the city's plan is not at hand: where the plan itself names no day, the sample sets one; part IV of its
// plan says so.
export const day = (printed: string, iso: string): SampleTask['deadline'] => ({
  raw: `trước ngày ${printed}`,
  iso,
  precision: 'day',
})
export const month = (printed: string, iso: string): SampleTask['deadline'] => ({
  raw: `trong tháng ${printed}`,
  iso,
  precision: 'month',
})
export const quarter = (printed: string, iso: string): SampleTask['deadline'] => ({
  raw: `trong quý ${printed}`,
  iso,
  precision: 'quarter',
})

export const culture = { leadText: 'Phòng Văn hóa và Thông tin', lead: ['van-hoa'] }
export const office = { leadText: 'Văn phòng HĐND và UBND thành phố', lead: ['van-phong'] }
export const everyWard = { leadText: 'UBND các phường, xã', lead: ['ward'] }
export const everyUnit = { leadText: 'Các phòng, ban, đơn vị; UBND các phường, xã', lead: ['department', 'agency', 'ward'] }
export const withWards = { cooperatingText: 'UBND các phường, xã', cooperating: ['ward'] }
export const alone = { cooperatingText: '', cooperating: [] }

/** The tasks of the plan's parts II.5, III and V in our own words. */
export const tasksOf2024: readonly SampleTask[] = [
  {
    section: 'II.5',
    text: 'Xây dựng xong Trung tâm điều hành đô thị thông minh (OC Vũng Tàu) và đưa vào khai thác.',
    ...culture,
    cooperatingText: 'Ban Quản lý dự án đầu tư xây dựng; Văn phòng HĐND và UBND thành phố',
    cooperating: ['du-an', 'van-phong'],
    deadline: { raw: 'trong quý II/2024', iso: '2024-06-30', precision: 'quarter' },
  },
  {
    section: 'II.5',
    text: 'Kiện toàn bộ máy và ban hành cơ chế vận hành OC Vũng Tàu để giải quyết kịp thời kiến nghị của người dân.',
    ...office,
    cooperatingText: 'Phòng Nội vụ; Phòng Văn hóa và Thông tin',
    cooperating: ['noi-vu', 'van-hoa'],
    deadline: quarter('III/2024', '2024-09-30'),
  },
  {
    section: 'III.1',
    text: 'Kiện toàn Ban Chỉ đạo Chuyển đổi số thành phố để chỉ đạo được xuyên suốt.',
    leadText: 'Phòng Nội vụ',
    lead: ['noi-vu'],
    cooperatingText: 'Phòng Văn hóa và Thông tin',
    cooperating: ['van-hoa'],
    deadline: day('01/6/2024', '2024-06-01'),
  },
  {
    section: 'III.1',
    text: 'Lập kế hoạch hoạt động của Ban Chỉ đạo Chuyển đổi số ở thành phố và ở từng phường, xã.',
    ...culture,
    ...withWards,
    deadline: month('6/2024', '2024-06-30'),
  },
  {
    section: 'III.1',
    text: 'Gắn trách nhiệm người đứng đầu với kết quả chuyển đổi số; kiểm tra, đôn đốc và báo cáo theo kế hoạch.',
    ...everyUnit,
    ...alone,
    deadline: null,
  },
  {
    section: 'III.1',
    text: 'Thiết lập mới đài truyền thanh cấp xã và lập chuyên mục chuyển đổi số theo quý.',
    ...everyWard,
    cooperatingText: 'Trung tâm Văn hóa – Thông tin – Thể thao',
    cooperating: ['trung-tam-van-hoa'],
    deadline: quarter('III/2024', '2024-09-30'),
  },
  {
    section: 'III.2',
    text: 'Ban hành kế hoạch chuyển đổi số, ứng dụng công nghệ thông tin năm 2024 của đơn vị theo kế hoạch của tỉnh.',
    ...everyUnit,
    ...alone,
    deadline: month('5/2024', '2024-05-31'),
  },
  {
    section: 'III.2',
    text: 'Rà soát việc đã làm năm 2023 và ban hành kế hoạch khắc phục mặt hạn chế.',
    ...culture,
    cooperatingText: 'Thanh tra thành phố',
    cooperating: ['thanh-tra'],
    deadline: day('15/6/2024', '2024-06-15'),
  },
  {
    section: 'III.2',
    text: 'Kiểm tra, đôn đốc thường xuyên các cơ quan, đơn vị thực hiện nhiệm vụ chuyển đổi số.',
    leadText: 'Thanh tra thành phố; Phòng Nội vụ',
    lead: ['thanh-tra', 'noi-vu'],
    cooperatingText: 'Phòng Văn hóa và Thông tin',
    cooperating: ['van-hoa'],
    deadline: null,
  },
  {
    section: 'III.3',
    text: 'Trang bị máy tính nối mạng cho toàn bộ cán bộ, công chức, viên chức và dùng mạng truyền số liệu chuyên dùng ở bộ phận một cửa.',
    leadText: 'Phòng Tài chính – Kế hoạch',
    lead: ['tai-chinh'],
    ...withWards,
    deadline: quarter('IV/2024', '2024-12-31'),
  },
  {
    section: 'III.3',
    text: 'Rà soát, đề xuất mua sắm, nâng cấp hạ tầng kết nối và bảo mật của đơn vị.',
    leadText: 'Văn phòng HĐND và UBND thành phố; Phòng Tài chính – Kế hoạch',
    lead: ['van-phong', 'tai-chinh'],
    cooperatingText: 'Điện lực thành phố',
    cooperating: ['dien-luc'],
    deadline: day('31/7/2024', '2024-07-31'),
  },
  {
    section: 'III.3',
    text: 'Cấp đủ tài khoản phần mềm quản lý văn bản và điều hành cho cán bộ, công chức, viên chức.',
    ...office,
    ...withWards,
    deadline: month('7/2024', '2024-07-31'),
  },
  {
    section: 'III.4',
    text: 'Cử đầu mối am hiểu công nghệ thông tin phụ trách chuyển đổi số của đơn vị.',
    leadText: 'Phòng Nội vụ',
    lead: ['noi-vu'],
    ...alone,
    deadline: day('10/5/2024', '2024-05-10'),
  },
  {
    section: 'III.4',
    text: 'Thành lập, duy trì tổ công nghệ số cộng đồng từ thành phố đến phường, xã.',
    ...everyWard,
    cooperatingText: 'Phòng Văn hóa và Thông tin',
    cooperating: ['van-hoa'],
    deadline: month('8/2024', '2024-08-31'),
  },
  {
    section: 'III.4',
    text: 'Huy động doanh nghiệp công nghệ thông tin trên địa bàn hỗ trợ chuyển đổi số.',
    leadText: 'Phòng Kinh tế',
    lead: ['kinh-te'],
    cooperatingText: 'Chi cục Thuế; Bưu điện thành phố',
    cooperating: ['thue', 'buu-dien'],
    deadline: null,
  },
  {
    section: 'III.4',
    text: 'Mở các lớp tập huấn chuyên đề cho đội ngũ nòng cốt về chuyển đổi số.',
    leadText: 'Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên',
    lead: ['giao-duc-nghe'],
    cooperatingText: 'Phòng Nội vụ; Phòng Văn hóa và Thông tin',
    cooperating: ['noi-vu', 'van-hoa'],
    deadline: day('30/9/2024', '2024-09-30'),
  },
  {
    section: 'III.5',
    text: 'Rà soát nhu cầu cài phần mềm quét virus cho máy chủ, máy trạm trên địa bàn.',
    leadText: 'Công an thành phố',
    lead: ['cong-an'],
    ...withWards,
    deadline: day('20/6/2024', '2024-06-20'),
  },
  {
    section: 'III.5',
    text: 'Cử cán bộ chuyên trách an toàn, an ninh thông tin sẵn sàng phối hợp khi có sự cố.',
    leadText: 'UBND 17 phường, xã; Văn phòng HĐND và UBND thành phố',
    lead: ['ward', 'van-phong'],
    cooperatingText: 'Công an thành phố',
    cooperating: ['cong-an'],
    deadline: month('6/2024', '2024-06-30'),
  },
  {
    section: 'III.5',
    text: 'Phổ biến kỹ năng xử lý tình huống bảo mật, an ninh mạng cho cán bộ chuyên trách công nghệ thông tin.',
    leadText: 'Công an thành phố',
    lead: ['cong-an'],
    cooperatingText: 'Phòng Văn hóa và Thông tin',
    cooperating: ['van-hoa'],
    deadline: quarter('III/2024', '2024-09-30'),
  },
  {
    section: 'III.6',
    text: 'Dùng phần mềm quản lý văn bản và điều hành thông suốt ba cấp; phát hành, tiếp nhận văn bản đúng quy trình.',
    ...office,
    cooperatingText: 'Các phòng, ban; UBND các phường, xã',
    cooperating: ['department', 'ward'],
    deadline: null,
  },
  {
    section: 'III.6',
    text: 'Cấp và quản lý chữ ký số cho toàn bộ lãnh đạo cơ quan, đơn vị.',
    ...office,
    cooperatingText: 'Kho bạc Nhà nước',
    cooperating: ['kho-bac'],
    deadline: day('15/8/2024', '2024-08-15'),
  },
  {
    section: 'III.6',
    text: 'Niêm yết công khai thủ tục hành chính, nâng tỷ lệ thủ tục cung cấp trực tuyến toàn trình.',
    leadText: 'Phòng Tư pháp',
    lead: ['tu-phap'],
    ...withWards,
    deadline: month('9/2024', '2024-09-30'),
  },
  {
    section: 'III.6',
    text: 'Bổ sung thông tin theo quy định lên trang thông tin điện tử của thành phố và 17 phường, xã.',
    leadText: 'Trung tâm Văn hóa – Thông tin – Thể thao',
    lead: ['trung-tam-van-hoa'],
    ...withWards,
    deadline: null,
  },
  {
    section: 'III.7',
    text: 'Rà soát, hỗ trợ doanh nghiệp nhỏ và vừa làm chủ công nghệ số trong quản lý, sản xuất, kinh doanh.',
    leadText: 'Phòng Kinh tế',
    lead: ['kinh-te'],
    cooperatingText: 'Chi cục Thuế; Chi cục Thống kê',
    cooperating: ['thue', 'thong-ke'],
    deadline: quarter('III/2024', '2024-09-30'),
  },
  {
    section: 'III.7',
    text: 'Vận động người dân đăng ký thương hiệu, đưa sản phẩm lên sàn thương mại điện tử.',
    leadText: 'Bưu điện thành phố',
    lead: ['buu-dien'],
    cooperatingText: 'UBND xã Long Sơn; UBND Phường 11; UBND Phường 12',
    cooperating: ['long-son', 'phuong-11', 'phuong-12'],
    deadline: month('10/2024', '2024-10-31'),
  },
  {
    section: 'III.8',
    text: 'Xây dựng thói quen chi trả không dùng tiền mặt ở chợ, trường học, bệnh viện và tuyến đường mẫu.',
    leadText: 'Phòng Tài chính – Kế hoạch',
    lead: ['tai-chinh'],
    ...withWards,
    deadline: null,
  },
  {
    section: 'III.8',
    text: 'Phổ biến việc đăng ký, sử dụng chữ ký điện tử cá nhân và hợp đồng điện tử.',
    ...culture,
    ...withWards,
    deadline: quarter('IV/2024', '2024-12-31'),
  },
  {
    section: 'III.8',
    text: 'Đẩy mạnh công nghệ số trong y tế và giáo dục: hồ sơ sức khỏe, học bạ, thanh toán học phí, viện phí.',
    leadText: 'Trung tâm Y tế; Phòng Giáo dục và Đào tạo',
    lead: ['trung-tam-y-te', 'giao-duc'],
    cooperatingText: 'Phòng Y tế; Bảo hiểm xã hội thành phố',
    cooperating: ['y-te', 'bao-hiem'],
    deadline: day('05/9/2024', '2024-09-05'),
  },
  {
    section: 'V.2',
    text: 'Tham mưu Ban Chỉ đạo lập tổ công nghệ thông tin giúp việc chuyển đổi số của thành phố.',
    ...culture,
    cooperatingText: 'Phòng Nội vụ',
    cooperating: ['noi-vu'],
    deadline: day('30/6/2024', '2024-06-30'),
  },
  {
    section: 'V.2',
    text: 'Chọn phường, xã làm thử truyền thông, phổ cập kỹ năng số cho tổ chức và người dân.',
    ...culture,
    cooperatingText: 'UBND Phường 7; UBND phường Thắng Tam',
    cooperating: ['phuong-7', 'thang-tam'],
    deadline: month('7/2024', '2024-07-31'),
  },
  {
    section: 'V.3',
    text: 'Cân đối ngân sách, tham mưu bố trí kinh phí cho các nhiệm vụ do cơ quan, đơn vị chủ trì.',
    leadText: 'Phòng Tài chính – Kế hoạch',
    lead: ['tai-chinh'],
    ...alone,
    deadline: quarter('II/2024', '2024-06-30'),
  },
]

export const taskId = ({ section, text }: SampleTask): string => idFor('vung-tau', 'task', section, text)
