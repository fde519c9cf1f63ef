import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'

/** The city's real plan where the shared documents are at hand, else a plan of our own wording in the same shape. */
export async function directiveText(): Promise<string> {
  const shared = process.env['HAIDANG_SHARED']
  if (!shared) return readFile(resolve(import.meta.dirname, '../../documents/cases/ke-hoach-thanh-pho/input.txt'), 'utf8')
  const seeds = join(shared, 'seeds')
  const name = (await readdir(seeds)).find((file) => file.startsWith('001'))
  if (name === undefined) throw new Error(`${seeds} holds no document 001.`)
  return readFile(join(seeds, name), 'utf8')
}

/** The text as an office would have it in Word: one paragraph a line. */
export async function asWord(text: string): Promise<Buffer> {
  const children = text.split(/\r?\n/u).map((line) => new Paragraph(line))
  return Packer.toBuffer(new Document({ sections: [{ children }] }))
}

/** Things a ward can count, for a plan with as many indicators as a block of thirty rows needs. */
const counted = [
  'hồ sơ được nộp trực tuyến',
  'hồ sơ được thanh toán trực tuyến',
  'kết quả giải quyết thủ tục được số hóa',
  'phản ánh của người dân được trả lời đúng hạn',
  'cán bộ được tập huấn kỹ năng số',
  'hộ kinh doanh nhận thanh toán qua mã QR',
  'hộ gia đình có đường truyền cáp quang',
  'người trưởng thành có tài khoản định danh điện tử',
] as const
const places = ['bộ phận một cửa', 'khu phố', 'chợ và phố mua sắm', 'trường học và trạm y tế'] as const

/** A plan of our own wording: 32 ratios in four pillars, reported monthly. */
export function planOfRatios(): string {
  const pillars = ['Phát triển chính quyền số', 'Phát triển kinh tế số', 'Phát triển xã hội số', 'Xây dựng đô thị thông minh']
  const indicators = pillars.flatMap((pillar, index) => [
    `${index + 1}. ${pillar}`,
    ...counted.map((what, step) => `- ${60 + step}% ${what} tại ${places[index] ?? ''}.`),
  ])
  return [
    'ỦY BAN NHÂN DÂN',
    'THÀNH PHỐ BẾN THỬ',
    'Số: 12/KH-UBND',
    'Bến Thử, ngày 20 tháng 4 năm 2024',
    'KẾ HOẠCH',
    'Chuyển đổi số năm 2024 của thành phố Bến Thử',
    'Phần I',
    'NỘI DUNG KẾ HOẠCH',
    'I. CHỈ TIÊU CHỦ YẾU NĂM 2024',
    ...indicators,
    'II. TỔ CHỨC THỰC HIỆN',
    '1. Các phòng, ban chuyên môn, UBND các phường, xã',
    '- Báo cáo kết quả về UBND thành phố qua Phòng Văn hóa và Thông tin định kỳ hằng tháng, chậm nhất ngày 12 của tháng, số liệu tính từ ngày 10 tháng trước đến ngày 10 tháng báo cáo.',
    '2. Phòng Văn hóa và Thông tin',
    '- Tổng hợp, báo cáo UBND thành phố kết quả thực hiện vào ngày 25 hằng tháng.',
    'Nơi nhận:',
    '- UBND các phường, xã;',
    '- Lưu: VT, VHTT.',
    'CHỦ TỊCH',
    'Nguyễn Văn Thử',
  ].join('\n\n')
}

const works = [
  'rà soát, chuẩn hóa và làm sạch dữ liệu chuyên ngành',
  'tập huấn kỹ năng số cho cán bộ, công chức và tổ công nghệ số cộng đồng',
  'kiểm tra việc tiếp nhận và trả kết quả hồ sơ trên môi trường điện tử',
  'nâng cấp hạ tầng mạng, thiết bị đầu cuối và bảo đảm an toàn thông tin',
  'vận động người dân mở tài khoản định danh điện tử mức độ 2',
  'số hóa hồ sơ, tài liệu lưu trữ còn hiệu lực',
] as const

/** A plan of our own wording as long as a hundred pages: thirty chapters of tasks in twenty items each, of which the units are all known. */
export function planOfAHundredPages(units: readonly string[]): string {
  const chapters = Array.from({ length: 30 }, (_, chapter) => {
    const items = Array.from({ length: 20 }, (_item, item) => {
      const number = chapter * 20 + item
      const [lead, other] = [units[number % units.length] ?? '', units[(number + 3) % units.length] ?? '']
      const work = works[number % works.length] ?? ''
      return `${item + 1}. ${lead} chủ trì, phối hợp với ${other} ${work} theo danh mục số ${number + 1} của nhóm việc ${chapter + 1}, gắn với cải cách hành chính và tinh giản đầu mối; lập danh sách những nơi còn vướng, phân công người theo dõi từng nơi, cập nhật tiến độ lên hệ thống quản lý nhiệm vụ và đề xuất khen thưởng tập thể, cá nhân làm tốt; hoàn thành trước ngày ${1 + (number % 28)}/${6 + (number % 6)}/2024.`
    })
    return [`${roman(chapter + 1)}. NHÓM NHIỆM VỤ SỐ ${chapter + 1}`, ...items]
  })
  return [
    'ỦY BAN NHÂN DÂN',
    'THÀNH PHỐ BẾN THỬ',
    'Số: 15/KH-UBND',
    'Bến Thử, ngày 20 tháng 4 năm 2024',
    'KẾ HOẠCH',
    'Triển khai các nhiệm vụ chuyển đổi số năm 2024 của thành phố Bến Thử',
    ...chapters.flat(),
    'Nơi nhận:',
    '- Như trên;',
    '- Lưu: VT.',
    'CHỦ TỊCH',
    'Nguyễn Văn Thử',
  ].join('\n\n')
}

function roman(place: number): string {
  const digits = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const
  let [left, written] = [place, '']
  for (const [value, letter] of digits)
    while (left >= value) {
      written += letter
      left -= value
    }
  return written
}
