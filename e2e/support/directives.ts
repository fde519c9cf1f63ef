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
