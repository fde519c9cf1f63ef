import type { FigureModel, SampleIndicator } from './sample-indicator.ts'
import type { SampleUnit } from './units.ts'

/** An indicator as it is written here: the target as "= 85", the figures as course, size and the shares of May and September. */
export type IndicatorRow = Omit<SampleIndicator, 'id' | 'pillar' | 'kind' | 'op' | 'unitOfMeasure' | 'value' | 'figures'> & {
  readonly target: string
  readonly figures: readonly [FigureModel['course'], FigureModel['size'], number, number]
}

const everyone = ['department', 'agency', 'ward']
const dossierOffices = [
  'van-phong',
  'noi-vu',
  'tu-phap',
  'tai-chinh',
  'tai-nguyen',
  'lao-dong',
  'van-hoa',
  'giao-duc',
  'y-te',
  'kinh-te',
  'do-thi',
]
const adults = ({ population }: SampleUnit): number => Math.round(population * 0.71)
const households = ({ population }: SampleUnit): number => Math.round(population / 3.6)
const dossiers = ({ group, population }: SampleUnit): number => (group === 'ward' ? Math.round(population / 62) : 180)
const procedures = ({ key }: SampleUnit): number => 6 + (key.length % 5) * 4
const staff = (unit: SampleUnit): number => unit.staff
const one = (): number => 1
const about = (count: number) => (): number => count

export const government: readonly IndicatorRow[] = [
  {
    name: 'Thủ tục hành chính đủ điều kiện được đưa lên mức toàn trình',
    clause: 'Cung cấp dịch vụ công trực tuyến toàn trình cho 100% thủ tục hành chính mà pháp luật cho phép thực hiện ở mức này.',
    target: '= 100',
    numerator: 'Thủ tục đã cung cấp toàn trình',
    denominator: 'Thủ tục đủ điều kiện cung cấp toàn trình',
    units: dossierOffices,
    figures: ['stock', procedures, 0.9, 1],
  },
  {
    name: 'Dịch vụ công toàn trình có mặt trên Cổng Dịch vụ công quốc gia',
    clause: 'Giữ mức 100% dịch vụ công trực tuyến toàn trình được tích hợp và cung cấp trên Cổng Dịch vụ công quốc gia.',
    target: '= 100',
    numerator: 'Dịch vụ đã tích hợp lên Cổng quốc gia',
    denominator: 'Dịch vụ công trực tuyến toàn trình',
    units: dossierOffices,
    figures: ['stock', procedures, 0.97, 1],
  },
  {
    name: 'Hồ sơ nộp phí, lệ phí trực tuyến',
    clause: 'Trên tổng số hồ sơ phải thanh toán, 85% hồ sơ được thanh toán trực tuyến qua Cổng Dịch vụ công của tỉnh hoặc của quốc gia.',
    target: '= 85',
    numerator: 'Hồ sơ thanh toán trực tuyến',
    denominator: 'Hồ sơ phải thanh toán',
    units: ['ward', 'van-phong'],
    figures: ['flow', dossiers, 0.66, 0.89],
  },
  {
    name: 'Giá trị phí, lệ phí nộp trực tuyến',
    clause: 'Về giá trị, 40% số tiền thanh toán cho dịch vụ công đi qua kênh trực tuyến của Cổng Dịch vụ công của tỉnh hoặc của quốc gia.',
    target: '= 40',
    numerator: 'Số tiền thanh toán trực tuyến (nghìn đồng)',
    denominator: 'Tổng số tiền thanh toán (nghìn đồng)',
    units: ['ward', 'van-phong'],
    figures: ['flow', (unit) => dossiers(unit) * 34, 0.29, 0.44],
  },
  {
    name: 'Thủ tục có nghĩa vụ tài chính cho nộp tiền trực tuyến',
    clause:
      'Trong các thủ tục hành chính phát sinh nghĩa vụ tài chính, 65% thủ tục được thanh toán trực tuyến trên Cổng Dịch vụ công của tỉnh hoặc của quốc gia.',
    target: '= 65',
    numerator: 'Thủ tục đã có thanh toán trực tuyến',
    denominator: 'Thủ tục có nghĩa vụ tài chính',
    units: ['van-phong', 'tu-phap', 'tai-chinh', 'tai-nguyen', 'kinh-te', 'do-thi'],
    figures: ['stock', procedures, 0.48, 0.68],
  },
  {
    name: 'Người dùng dịch vụ công được định danh, xác thực thống nhất',
    clause:
      'Người dân và doanh nghiệp dùng dịch vụ công trực tuyến được định danh, xác thực thông suốt và hợp nhất trên hệ thống của mọi cấp chính quyền với tỷ lệ 100%.',
    target: '= 100',
    numerator: 'Lượt dùng được xác thực hợp nhất',
    denominator: 'Lượt dùng dịch vụ công trực tuyến',
    units: ['cong-an', 'van-phong'],
    figures: ['flow', about(2_400), 0.93, 0.998],
  },
  {
    name: 'Kết quả giải quyết thủ tục hành chính đã số hóa',
    clause: 'Số hóa 100% kết quả giải quyết thủ tục hành chính.',
    target: '= 100',
    numerator: 'Kết quả đã số hóa',
    denominator: 'Kết quả đã giải quyết trong kỳ',
    units: [...dossierOffices, 'ward'],
    figures: ['flow', dossiers, 0.84, 0.985],
  },
  {
    name: 'Hồ sơ người dân, doanh nghiệp tự nộp từ xa',
    clause: 'Có 55% hồ sơ thủ tục hành chính do người dân, doanh nghiệp tự thực hiện trực tuyến từ xa.',
    target: '= 55',
    numerator: 'Hồ sơ tự nộp từ xa',
    denominator: 'Hồ sơ tiếp nhận trong kỳ',
    units: [...dossierOffices, 'ward'],
    figures: ['flow', dossiers, 0.38, 0.58],
  },
  {
    name: 'Cán bộ được tập huấn kỹ năng số cơ bản',
    clause: 'Tập huấn, bồi dưỡng, phổ cập kỹ năng số cơ bản cho 60% cán bộ, công chức, viên chức.',
    target: '= 60',
    numerator: 'Người đã được tập huấn',
    denominator: 'Cán bộ, công chức, viên chức hiện có',
    units: everyone,
    figures: ['stock', staff, 0.31, 0.67],
  },
  {
    name: 'Lãnh đạo dùng trợ lý ảo và dữ liệu của IOC tỉnh',
    clause:
      'Dùng tài khoản được cấp, 100% cán bộ, công chức, viên chức lãnh đạo sử dụng trợ lý ảo và khai thác dữ liệu của Trung tâm giám sát, điều hành đô thị thông minh (IOC) tỉnh.',
    target: '= 100',
    numerator: 'Lãnh đạo đã sử dụng',
    denominator: 'Lãnh đạo được cấp tài khoản',
    units: everyone,
    figures: ['stock', (unit) => Math.max(2, Math.min(12, Math.round(unit.staff / 6))), 0.45, 0.93],
  },
  {
    name: 'Phản ánh hiện trường xử lý đúng hạn',
    clause: 'Xử lý kịp thời, đúng tiến độ 100% phản ánh, kiến nghị của người dân nhận trên hệ thống Phản ánh hiện trường.',
    target: '= 100',
    numerator: 'Phản ánh xử lý đúng hạn',
    denominator: 'Phản ánh đến hạn trong kỳ',
    units: ['ward', 'do-thi', 'tai-nguyen', 'cong-an'],
    figures: ['flow', ({ population }) => (population ? Math.round(population / 900) : 46), 0.86, 0.99],
  },
  {
    name: 'Phường, xã sẵn sàng họp trực tuyến',
    clause:
      'Triển khai hệ thống hội nghị truyền hình trực tuyến ở 17/17 phường, xã để dự được các cuộc họp từ Trung ương, tỉnh, huyện đến địa phương.',
    target: '= 17/17',
    numerator: 'Điểm cầu đã sẵn sàng (có: 1, chưa: 0)',
    denominator: '',
    units: ['ward'],
    figures: ['each', one, 0.7, 1],
  },
]

export const economy: readonly IndicatorRow[] = [
  {
    name: 'Tỷ trọng giá trị tăng thêm của kinh tế số trong GRDP',
    clause: 'Giá trị tăng thêm của kinh tế số chiếm 16% GRDP.',
    target: '= 16',
    numerator: 'Giá trị tăng thêm của kinh tế số (tỷ đồng)',
    denominator: 'GRDP trên địa bàn (tỷ đồng)',
    units: ['thong-ke'],
    figures: ['flow', about(8_640), 0.141, 0.158],
  },
  {
    name: 'Doanh nghiệp nhỏ và vừa được dùng thử nền tảng số',
    clause: 'Tạo điều kiện để 95% doanh nghiệp nhỏ và vừa tiếp cận, dùng thử các nền tảng chuyển đổi số.',
    target: '= 95',
    numerator: 'Doanh nghiệp đã tiếp cận, dùng thử',
    denominator: 'Doanh nghiệp nhỏ và vừa đang hoạt động',
    units: ['kinh-te'],
    figures: ['stock', about(4_275), 0.72, 0.88],
  },
  {
    name: 'Doanh nghiệp nhỏ và vừa thường xuyên dùng nền tảng số (mức 55%)',
    clause: 'Có 55% doanh nghiệp nhỏ và vừa sử dụng thường xuyên các nền tảng chuyển đổi số.',
    target: '= 55',
    numerator: 'Doanh nghiệp dùng thường xuyên',
    denominator: 'Doanh nghiệp nhỏ và vừa đang hoạt động',
    units: ['kinh-te'],
    figures: ['stock', about(4_275), 0.29, 0.412],
  },
  {
    name: 'Doanh nghiệp nhỏ và vừa có trang web tên miền .vn',
    clause: 'Có 50% doanh nghiệp nhỏ và vừa mở website dùng tên miền .vn.',
    target: '= 50',
    numerator: 'Doanh nghiệp có website tên miền .vn',
    denominator: 'Doanh nghiệp nhỏ và vừa đang hoạt động',
    units: ['thue'],
    figures: ['stock', about(4_275), 0.27, 0.36],
  },
  {
    name: 'Hộ sản xuất nông nghiệp có gian hàng trên sàn thương mại điện tử',
    clause:
      'Trong các hộ sản xuất nông nghiệp có giấy chứng nhận đăng ký kinh doanh, 90% hộ có tài khoản (gian hàng) trên sàn thương mại điện tử.',
    target: '= 90',
    numerator: 'Hộ có gian hàng trên sàn',
    denominator: 'Hộ sản xuất nông nghiệp có đăng ký kinh doanh',
    units: ['long-son', 'phuong-11', 'phuong-12', 'buu-dien'],
    figures: ['stock', ({ key }) => 18 + key.length * 4, 0.52, 0.91],
  },
  {
    name: 'Doanh nghiệp nhỏ và vừa thường xuyên dùng nền tảng số (mức 30%)',
    clause: 'Có 30% doanh nghiệp nhỏ và vừa trên địa bàn thành phố sử dụng thường xuyên các nền tảng chuyển đổi số.',
    target: '= 30',
    numerator: 'Doanh nghiệp trên địa bàn dùng thường xuyên',
    denominator: 'Doanh nghiệp nhỏ và vừa trên địa bàn',
    units: ['kinh-te'],
    figures: ['stock', about(4_275), 0.29, 0.412],
  },
]

export const society: readonly IndicatorRow[] = [
  {
    name: 'Người trưởng thành có điện thoại thông minh',
    clause: 'Có 80% người trưởng thành dùng điện thoại thông minh.',
    target: '= 80',
    numerator: 'Người trưởng thành có điện thoại thông minh',
    denominator: 'Dân số trưởng thành',
    units: ['ward'],
    figures: ['stock', adults, 0.76, 0.83],
  },
  {
    name: 'Hộ gia đình có Internet cáp quang',
    clause: 'Đưa đường Internet cáp quang băng rộng đến 100% hộ gia đình.',
    target: '= 100',
    numerator: 'Hộ có Internet cáp quang',
    denominator: 'Hộ gia đình',
    units: ['ward'],
    figures: ['stock', households, 0.82, 0.93],
  },
  {
    name: 'Phường, xã có đài truyền thanh ứng dụng công nghệ',
    clause: 'Triển khai đài truyền thanh ứng dụng công nghệ thông tin – viễn thông ở 60% xã, phường, thị trấn.',
    target: '= 60',
    numerator: 'Đài truyền thanh ứng dụng công nghệ đã hoạt động',
    denominator: 'Xã, phường, thị trấn',
    units: ['ward'],
    figures: ['each', one, 0.24, 0.76],
  },
  {
    name: 'Người trưởng thành có tài khoản định danh điện tử',
    clause: 'Có 70% người trưởng thành được cấp tài khoản định danh điện tử.',
    target: '= 70',
    numerator: 'Người đã có tài khoản định danh điện tử',
    denominator: 'Dân số trưởng thành',
    units: ['ward'],
    figures: ['stock', adults, 0.63, 0.78],
  },
  {
    name: 'Người trưởng thành có chữ ký số, chữ ký điện tử',
    clause: 'Có 20% người trưởng thành sở hữu chữ ký số hoặc chữ ký điện tử cá nhân.',
    target: '= 20',
    numerator: 'Người có chữ ký số hoặc chữ ký điện tử',
    denominator: 'Dân số trưởng thành',
    units: ['ward'],
    figures: ['stock', adults, 0.06, 0.155],
  },
  {
    name: 'Người từ 15 tuổi có tài khoản thanh toán',
    clause: 'Giữ mức 85% người từ 15 tuổi trở lên có tài khoản giao dịch thanh toán ở ngân hàng hoặc tổ chức được phép.',
    target: '= 85',
    numerator: 'Người có tài khoản thanh toán',
    denominator: 'Dân số từ 15 tuổi trở lên',
    units: ['tai-chinh'],
    figures: ['stock', about(271_300), 0.842, 0.881],
  },
  {
    name: 'Người trưởng thành có tài khoản dịch vụ công',
    clause: 'Có 70% người trưởng thành mở tài khoản dịch vụ công trực tuyến.',
    target: '= 70',
    numerator: 'Người có tài khoản dịch vụ công',
    denominator: 'Dân số trưởng thành',
    units: ['ward'],
    figures: ['stock', adults, 0.51, 0.66],
  },
  {
    name: 'Người trưởng thành dùng tư vấn khám chữa bệnh từ xa',
    clause: 'Có 40% người trưởng thành sử dụng nền tảng hỗ trợ tư vấn khám, chữa bệnh từ xa.',
    target: '= 40',
    numerator: 'Người đã dùng nền tảng tư vấn từ xa',
    denominator: 'Dân số trưởng thành',
    units: ['trung-tam-y-te'],
    figures: ['stock', about(258_600), 0.14, 0.23],
  },
  {
    name: 'Người dân có hồ sơ sức khỏe điện tử',
    clause: 'Giữ mức trên 90% dân số có hồ sơ sức khỏe điện tử.',
    target: '> 90',
    numerator: 'Người có hồ sơ sức khỏe điện tử',
    denominator: 'Dân số',
    units: ['trung-tam-y-te'],
    figures: ['stock', about(364_440), 0.902, 0.934],
  },
  {
    name: 'Cơ sở đào tạo đã chuyển đổi số',
    clause:
      'Trong các trường đại học, cao đẳng, trung cấp, 75% cơ sở thực hiện chuyển đổi số: quản trị số, hoạt động số, dữ liệu số được chuẩn hóa, kho học liệu số mở.',
    target: '= 75',
    numerator: 'Cơ sở đã chuyển đổi số',
    denominator: 'Trường đại học, cao đẳng, trung cấp',
    units: ['giao-duc'],
    figures: ['stock', about(8), 0.5, 0.75],
  },
  {
    name: 'Hóa đơn viễn thông, truyền hình trả không tiền mặt',
    clause: 'Giữ mức trên 95% hóa đơn viễn thông, truyền hình được thanh toán không dùng tiền mặt.',
    target: '> 95',
    numerator: 'Hóa đơn trả không dùng tiền mặt',
    denominator: 'Hóa đơn viễn thông, truyền hình trong kỳ',
    units: ['buu-dien'],
    figures: ['flow', about(96_800), 0.948, 0.966],
  },
  {
    name: 'Hóa đơn nước trả không tiền mặt',
    clause: 'Giữ mức trên 80% hóa đơn nước được thanh toán không dùng tiền mặt.',
    target: '> 80',
    numerator: 'Hóa đơn trả không dùng tiền mặt',
    denominator: 'Hóa đơn nước trong kỳ',
    units: ['do-thi'],
    figures: ['flow', about(88_200), 0.79, 0.846],
  },
  {
    name: 'Cơ sở kinh doanh nhận thanh toán không tiền mặt',
    clause: 'Vận động trên 95% siêu thị, nhà hàng, trung tâm mua sắm, tiểu thương chấp nhận thanh toán không dùng tiền mặt.',
    target: '> 95',
    numerator: 'Cơ sở nhận thanh toán không dùng tiền mặt',
    denominator: 'Siêu thị, nhà hàng, trung tâm mua sắm, tiểu thương',
    units: ['ward', 'kinh-te'],
    figures: ['stock', ({ population }) => (population ? Math.round(population / 48) : 64), 0.78, 0.955],
  },
  {
    name: 'Người hưởng lương hưu, trợ cấp nhận qua tài khoản',
    clause: 'Có 70% người hưởng lương hưu, trợ cấp nhận tiền bằng hình thức không dùng tiền mặt.',
    target: '= 70',
    numerator: 'Người nhận không dùng tiền mặt',
    denominator: 'Người hưởng lương hưu, trợ cấp',
    units: ['bao-hiem', 'lao-dong'],
    figures: ['stock', ({ key }) => (key === 'bao-hiem' ? 12_480 : 5_130), 0.61, 0.74],
  },
  {
    name: 'Phường, xã có tuyến đường không tiền mặt',
    clause: 'Xây dựng tuyến đường thanh toán không sử dụng tiền mặt ở 17/17 phường, xã.',
    target: '= 17/17',
    numerator: 'Tuyến đường đã ra mắt (có: 1, chưa: 0)',
    denominator: '',
    units: ['ward'],
    figures: ['each', one, 0.3, 0.88],
  },
]

export const security: readonly IndicatorRow[] = [
  {
    name: 'Hệ thống thông tin được phê duyệt cấp độ an toàn',
    clause: 'Hoàn thành phê duyệt cấp độ an toàn cho 100% hệ thống thông tin của cơ quan nhà nước.',
    target: '= 100',
    numerator: 'Hệ thống đã phê duyệt cấp độ',
    denominator: 'Hệ thống thông tin đang vận hành',
    units: ['van-hoa', 'van-phong', 'cong-an', 'trung-tam-y-te', 'tai-chinh', 'bao-hiem', 'thue', 'kho-bac', 'dien-luc'],
    figures: ['stock', ({ key }) => 2 + (key.length % 5), 0.62, 0.95],
  },
  {
    name: 'Trang thông tin điện tử cấp xã có nhãn tín nhiệm mạng',
    clause: 'Đánh giá an toàn thông tin và dán nhãn tín nhiệm mạng cho 100% cổng, trang thông tin điện tử của các đơn vị cấp xã.',
    target: '= 100',
    numerator: 'Trang đã được dán nhãn tín nhiệm',
    denominator: 'Cổng, trang thông tin điện tử cấp xã',
    units: ['ward'],
    figures: ['each', one, 0.41, 0.94],
  },
  {
    name: 'Máy tính được bảo vệ và dùng hệ điều hành bản quyền',
    clause:
      'Cài chương trình phòng, chống virus và dùng hệ điều hành có bản quyền trên 100% máy tính; thiết bị bảo mật, thiết bị mạng được nâng cấp, vá lỗi thường xuyên.',
    target: '= 100',
    numerator: 'Máy tính đạt yêu cầu',
    denominator: 'Máy tính đang dùng',
    units: everyone,
    figures: ['stock', ({ staff: people }) => Math.max(5, Math.round(people * 0.9)), 0.74, 0.97],
  },
  {
    name: 'Cổng, trang của thành phố có giải pháp chống tấn công và dự phòng',
    clause:
      'Có giải pháp hiệu quả chống tấn công mạng và phương án dự phòng, khắc phục sự cố để hoạt động liên tục cho 100% cổng, trang thông tin điện tử của thành phố và các cơ quan quản lý nhà nước.',
    target: '= 100',
    numerator: 'Cổng, trang có đủ giải pháp và phương án',
    denominator: 'Cổng, trang thông tin điện tử',
    units: ['van-hoa', 'van-phong', 'trung-tam-van-hoa'],
    figures: ['stock', ({ key }) => 1 + (key.length % 3), 0.6, 1],
  },
  {
    name: 'Cán bộ được phổ biến kỹ năng an toàn thông tin',
    clause:
      'Tuyên truyền, phổ biến trách nhiệm và kỹ năng cơ bản về an toàn thông tin cho 100% cán bộ, công chức, viên chức dùng công nghệ thông tin trong quản lý nhà nước.',
    target: '= 100',
    numerator: 'Người đã được phổ biến',
    denominator: 'Cán bộ, công chức, viên chức hiện có',
    units: everyone,
    figures: ['stock', staff, 0.57, 0.96],
  },
  {
    name: 'Trường trung học cơ sở có chương trình an toàn thông tin',
    clause:
      'Khuyến khích 100% trường trung học cơ sở trên địa bàn triển khai chương trình tuyên truyền, nâng cao nhận thức, trách nhiệm về an toàn, an ninh thông tin.',
    target: '= 100',
    numerator: 'Trường đã triển khai',
    denominator: 'Trường trung học cơ sở',
    units: ['giao-duc'],
    figures: ['stock', about(16), 0.5, 0.94],
  },
  {
    name: 'Kinh phí dành cho an toàn thông tin',
    clause: 'Dành tối thiểu 10% tổng kinh phí của kế hoạch ứng dụng công nghệ thông tin hằng năm cho an toàn thông tin.',
    target: '>= 10',
    numerator: 'Kinh phí cho an toàn thông tin (triệu đồng)',
    denominator: 'Kinh phí ứng dụng công nghệ thông tin (triệu đồng)',
    units: ['tai-chinh'],
    figures: ['stock', about(18_650), 0.074, 0.108],
  },
]

export const smartCity: readonly IndicatorRow[] = [
  {
    name: 'Trung tâm điều hành đô thị thông minh (OC Vũng Tàu) được đưa vào dùng',
    clause: 'Xây dựng xong Trung tâm điều hành đô thị thông minh thành phố (OC Vũng Tàu) và đưa vào khai thác, sử dụng trong quý II/2024.',
    target: 'milestone',
    numerator: 'Đã đưa vào khai thác (rồi: 1, chưa: 0)',
    denominator: '',
    units: ['van-hoa'],
    figures: ['each', one, 0, 1],
  },
]
