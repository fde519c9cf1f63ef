import { formatDecimal, formatPercent } from '@haidang/domain/quantities/decimal'
import { divideDecimals, multiplyDecimals } from '@haidang/domain/quantities/decimal'
import { chanceFor } from './chance.ts'
import type { Chance } from './chance.ts'
import type { SampleFigure, SamplePeriod } from './figures.ts'
import { periods } from './figures.ts'
import type { SampleUnit } from './units.ts'

/** The figures of a unit's month by the name of the indicator. */
export type MonthFigures = ReadonlyMap<string, SampleFigure>

export type SampleNarrative = { readonly results: string; readonly shortcomings: string; readonly remedies: string }

/** A sentence about a figure; it is left out where the unit has none. */
type AboutFigure = { readonly indicator: string; readonly say: (figure: string) => string }

const aboutFigures: readonly AboutFigure[] = [
  {
    indicator: 'Hồ sơ nộp phí, lệ phí trực tuyến',
    say: (figure) => `Bộ phận một cửa hướng dẫn người dân nộp phí ngay trên điện thoại; trong kỳ có ${figure} hồ sơ thanh toán trực tuyến.`,
  },
  {
    indicator: 'Hồ sơ người dân, doanh nghiệp tự nộp từ xa',
    say: (figure) => `Hồ sơ do người dân, doanh nghiệp tự nộp từ xa đạt ${figure}.`,
  },
  {
    indicator: 'Kết quả giải quyết thủ tục hành chính đã số hóa',
    say: (figure) => `Kết quả giải quyết thủ tục được số hóa cùng lúc với việc trả hồ sơ, đạt ${figure}.`,
  },
  {
    indicator: 'Phản ánh hiện trường xử lý đúng hạn',
    say: (figure) => `Phản ánh hiện trường đến hạn được xử lý đúng hạn ${figure}, chủ yếu về vệ sinh đường phố và trật tự lòng lề đường.`,
  },
  {
    indicator: 'Người trưởng thành có tài khoản định danh điện tử',
    say: (figure) => `Phối hợp công an khu vực đến tận tổ dân phố, nâng số người có tài khoản định danh lên ${figure}.`,
  },
  {
    indicator: 'Người trưởng thành có chữ ký số, chữ ký điện tử',
    say: (figure) =>
      `Cùng doanh nghiệp viễn thông cấp chữ ký số miễn phí vào sáng thứ Bảy; lũy kế ${figure} người trưởng thành có chữ ký số.`,
  },
  {
    indicator: 'Cơ sở kinh doanh nhận thanh toán không tiền mặt',
    say: (figure) => `Số cơ sở kinh doanh nhận thanh toán bằng mã QR đạt ${figure}.`,
  },
  { indicator: 'Hộ gia đình có Internet cáp quang', say: (figure) => `Hạ tầng Internet cáp quang đã đến ${figure} hộ gia đình.` },
  {
    indicator: 'Cán bộ được tập huấn kỹ năng số cơ bản',
    say: (figure) => `Lũy kế ${figure} cán bộ, công chức, viên chức của đơn vị đã qua tập huấn kỹ năng số.`,
  },
  {
    indicator: 'Máy tính được bảo vệ và dùng hệ điều hành bản quyền',
    say: (figure) => `Đã rà soát, cài phần mềm phòng virus và hệ điều hành bản quyền trên ${figure} máy tính.`,
  },
  {
    indicator: 'Cán bộ được phổ biến kỹ năng an toàn thông tin',
    say: (figure) => `Tổ chức phổ biến kỹ năng an toàn thông tin cho ${figure} người.`,
  },
  { indicator: 'Người có hồ sơ sức khỏe điện tử', say: (figure) => `Duy trì hồ sơ sức khỏe điện tử cho ${figure} người dân.` },
  { indicator: 'Người hưởng lương hưu, trợ cấp nhận qua tài khoản', say: (figure) => `Người hưởng nhận tiền qua tài khoản đạt ${figure}.` },
  {
    indicator: 'Doanh nghiệp nhỏ và vừa được dùng thử nền tảng số',
    say: (figure) => `Đã đưa nền tảng số đến ${figure} doanh nghiệp nhỏ và vừa để dùng thử.`,
  },
  {
    indicator: 'Doanh nghiệp nhỏ và vừa thường xuyên dùng nền tảng số (mức 55%)',
    say: (figure) =>
      `Doanh nghiệp dùng thường xuyên nền tảng số đạt ${figure}; kế hoạch đặt hai mức 55% và 30% cho cùng một chỉ tiêu nên đơn vị báo cáo cả hai dòng.`,
  },
  {
    indicator: 'Kinh phí dành cho an toàn thông tin',
    say: (figure) => `Kinh phí dành cho an toàn thông tin đã bố trí ${figure} triệu đồng.`,
  },
  {
    indicator: 'Hệ thống thông tin được phê duyệt cấp độ an toàn',
    say: (figure) => `Hồ sơ cấp độ an toàn đã được phê duyệt cho ${figure} hệ thống.`,
  },
  {
    indicator: 'Trường trung học cơ sở có chương trình an toàn thông tin',
    say: (figure) => `Chương trình an toàn thông tin học đường đã có ở ${figure} trường trung học cơ sở.`,
  },
]

const results = {
  ward: [
    'Tổ công nghệ số cộng đồng duy trì trực hai buổi mỗi tuần tại nhà văn hóa khu phố.',
    'Loa truyền thanh phát chuyên mục chuyển đổi số vào sáng thứ Ba và chiều thứ Sáu.',
    'Trang thông tin điện tử đăng 12 tin, bài về dịch vụ công và an toàn trên mạng.',
    'Đoàn thanh niên ra quân cuối tuần, hướng dẫn tiểu thương chợ tạo mã QR.',
    'Kênh Zalo của phường trả lời câu hỏi về thủ tục trong ngày làm việc.',
    'Phường đã tổ chức một buổi đối thoại với người cao tuổi về cách nộp hồ sơ qua mạng.',
  ],
  department: [
    'Đơn vị đã ban hành kế hoạch chuyển đổi số của mình và phân công từng việc cho từng người.',
    'Văn bản đi, đến được xử lý hoàn toàn trên phần mềm quản lý văn bản, trừ văn bản mật.',
    'Hai thủ tục đã được rút ngắn thời gian giải quyết nhờ dùng lại dữ liệu dân cư.',
    'Đã rà soát quy trình nội bộ và bỏ ba biểu mẫu giấy không còn cần.',
    'Tham gia đoàn kiểm tra việc thực hiện tại bốn phường, góp ý trực tiếp cho bộ phận một cửa.',
  ],
  agency: [
    'Dữ liệu nghiệp vụ được chia sẻ với thành phố qua trục liên thông của tỉnh.',
    'Đơn vị duy trì quầy hướng dẫn người dân thực hiện giao dịch trực tuyến.',
    'Đã tổ chức một đợt diễn tập xử lý sự cố an toàn thông tin trong nội bộ.',
    'Ký số được dùng cho toàn bộ văn bản phát hành của đơn vị.',
  ],
} as const

const shortcomings = {
  ward: [
    'Người lớn tuổi còn ngại thao tác trên điện thoại, phần lớn nhờ con cháu nộp hộ nên số hồ sơ tự nộp chưa bền vững.',
    'Một số hộ kinh doanh nhỏ chỉ nhận chuyển khoản vào tài khoản cá nhân, chưa dùng mã QR của cửa hàng.',
    'Cổng Dịch vụ công có lúc chậm vào giờ cao điểm, người dân phải chờ nhận mã xác thực.',
    'Cán bộ phụ trách kiêm nhiệm nhiều việc, thời gian dành cho chuyển đổi số còn ít.',
    'Địa bàn có nhiều người thuê trọ, danh sách dân số trưởng thành thay đổi liên tục.',
    'Thiết bị ở hai điểm loa đã cũ, hay mất kết nối khi trời mưa.',
  ],
  department: [
    'Số liệu phải nhập ở nhiều phần mềm, chưa liên thông nên mất thời gian đối chiếu.',
    'Một số thủ tục còn đòi bản giấy có chứng thực do quy định chuyên ngành chưa sửa.',
    'Máy tính cấu hình thấp chưa nâng được hệ điều hành, cần kinh phí thay thế.',
    'Việc dùng trợ lý ảo mới ở mức tra cứu văn bản, chưa thành thói quen hằng ngày.',
  ],
  agency: [
    'Phần mềm ngành dọc do cấp trên quản lý, đơn vị không chủ động được thời điểm kết xuất số liệu.',
    'Một bộ phận người dân chưa quen giao dịch không dùng tiền mặt, nhất là ở xã đảo.',
    'Nhân sự có chuyên môn công nghệ thông tin còn mỏng, chủ yếu kiêm nhiệm.',
  ],
} as const

const remedies = {
  ward: [
    'Tháng tới mở thêm hai buổi hướng dẫn tại chợ và bến tàu, mời ngân hàng cùng tham gia.',
    'Giao mỗi tổ dân phố lập danh sách hộ chưa có tài khoản định danh để vận động từng nhà.',
    'Đề nghị Phòng Văn hóa và Thông tin hỗ trợ kỹ thuật viên sửa hai cụm loa trước ngày chốt số liệu kỳ sau.',
    'Phân công công chức một cửa theo dõi hằng ngày hồ sơ chưa thanh toán trực tuyến và gọi điện hướng dẫn.',
    'Bổ sung bảng hướng dẫn chữ lớn cho người cao tuổi tại bộ phận một cửa.',
    'Rà soát lại danh sách cơ sở kinh doanh để số liệu kỳ sau đầy đủ hơn.',
  ],
  department: [
    'Phối hợp Văn phòng HĐND và UBND rà soát thủ tục đủ điều kiện, đề nghị tỉnh công bố bổ sung.',
    'Lập dự toán thay máy tính cũ, trình trong đợt điều chỉnh ngân sách gần nhất.',
    'Tổ chức buổi thực hành trợ lý ảo cho lãnh đạo phòng vào tuần đầu tháng sau.',
    'Đưa kết quả thực hiện chỉ tiêu vào tiêu chí xếp loại công chức hằng tháng.',
  ],
  agency: [
    'Đề nghị cấp trên mở chức năng kết xuất theo kỳ 10–10 để khớp với chế độ báo cáo của thành phố.',
    'Phối hợp các phường tổ chức điểm hỗ trợ lưu động vào ngày chi trả.',
    'Cử thêm một viên chức tham gia tổ giúp việc và lớp tập huấn an toàn thông tin quý tới.',
  ],
} as const

/** What a unit writes of its month, in three to six sentences per heading, other ones than the month before. */
export function narrativeOf(seed: string, unit: SampleUnit, period: SamplePeriod, figures: MonthFigures): SampleNarrative {
  if (unit.group === 'committee') throw new RangeError(`${unit.name} does not report.`)
  const chance = chanceFor(seed, 'narrative', unit.key, period)
  const month = periods.indexOf(period)
  const told = chance.some(
    aboutFigures.flatMap(({ indicator, say }) => sentenceAbout(figures.get(indicator), say)),
    chance.whole(2, 3),
  )
  return {
    results: [...told, ...turned(results[unit.group], seed, unit, month, 2)].join(' '),
    shortcomings: turned(shortcomings[unit.group], seed, unit, month, 3).join(' '),
    remedies: turned(remedies[unit.group], seed, unit, month, 3).join(' '),
  }
}

function sentenceAbout(figure: SampleFigure | undefined, say: AboutFigure['say']): readonly string[] {
  if (!figure || figure.numerator === null || figure.denominator === null) return []
  const [numerator, denominator] = [String(figure.numerator), String(figure.denominator)]
  const percent = divideDecimals(multiplyDecimals(numerator, '100'), denominator, 2)
  return percent === undefined ? [] : [say(`${formatDecimal(numerator)}/${formatDecimal(denominator)} (${formatPercent(percent, 2)})`)]
}

/** Each unit goes through a bank in its own order, so that months differ and units too. */
function turned(bank: readonly string[], seed: string, unit: SampleUnit, month: number, count: number): readonly string[] {
  const order = orderFor(chanceFor(seed, 'bank', unit.key, bank[0] ?? ''), bank)
  return Array.from({ length: Math.min(count, order.length) }, (_, index) => order[(month * 2 + index) % order.length] ?? '')
}

const orderFor = (chance: Chance, bank: readonly string[]): readonly string[] => chance.some(bank, bank.length)
