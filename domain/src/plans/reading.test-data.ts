import type { Rated, RatedReading, ReadIndicator, ReadTask } from './reading.ts'

/** A plan of our own wording, as a reader would give it: passages count from the start of an imagined text. */
let place = 0
const passage = (text: string) => {
  const start = place
  place += text.length + 1
  return { start, end: start + text.length }
}

export const readIndicator = (
  text: string,
  target: Partial<ReadIndicator['target']>,
  more: Partial<ReadIndicator> = {},
): Rated<ReadIndicator> => ({
  rule: 'indicator.sentence',
  confidence: 0.9,
  text,
  target: { op: '=', value: null, unit: '%', ...target },
  pillar: 'Chính quyền số',
  ...passage(text),
  ...more,
})

export const readTask = (text: string, more: Partial<ReadTask> = {}): Rated<ReadTask> => ({
  rule: 'task.leadIn',
  confidence: 0.7,
  text,
  lead: null,
  cooperating: [],
  deadline: null,
  section: 'III.1',
  ...passage(text),
  ...more,
})

export const reading: RatedReading = {
  document: {
    type: 'Kế hoạch',
    number: null,
    symbol: 'KH-UBND',
    date: '2024-04-20',
    issuer: 'Ủy ban nhân dân thành phố Hải Vân',
    place: 'Hải Vân',
    title: 'Chuyển đổi số năm 2024',
    signer: null,
    signerRole: null,
    signerAuthority: [],
    recipients: [],
  },
  documentPassages: { title: { start: 10, end: 32 } },
  citations: [
    {
      rule: 'citation.numbered',
      confidence: 0.95,
      type: 'Quyết định',
      number: '12/QĐ-UBND',
      date: '2024-01-05',
      issuer: null,
      relation: 'basis',
      text: 'Quyết định số 12/QĐ-UBND',
      start: 40,
      end: 64,
    },
  ],
  indicators: [
    readIndicator('80% hồ sơ được nộp trực tuyến trên tổng số hồ sơ tiếp nhận.', { value: 80 }),
    readIndicator(
      '4/4 phường, xã có điểm cầu truyền hình.',
      { value: 4, outOf: 4, unit: 'phường, xã' },
      { scope: 'phường, xã', pillar: 'Hạ tầng số' },
    ),
    readIndicator(
      'Đưa trung tâm điều hành vào sử dụng trong quý II/2024.',
      { op: 'milestone', unit: null },
      { pillar: 'Đô thị thông minh', deadline: { raw: 'trong quý II/2024', iso: '2024-06-30', precision: 'quarter' } },
    ),
  ],
  tasks: [
    readTask('Tổ chức tập huấn cho cán bộ một cửa trước ngày 03/8/2024.', {
      lead: 'Phòng Văn hóa và Thông tin',
      cooperating: ['UBND các phường, xã', 'các đơn vị có liên quan'],
      deadline: { raw: 'trước ngày 03/8/2024', iso: '2024-08-03', precision: 'day' },
    }),
    readTask('Tuyên truyền về thanh toán không dùng tiền mặt.'),
  ],
  reporting: [
    {
      rule: 'reporting.leadIn',
      confidence: 0.4,
      text: 'Báo cáo kết quả hằng tháng vào ngày 12, số liệu từ ngày 10 tháng trước đến ngày 10 tháng này.',
      who: ['Các phòng chuyên môn', 'UBND các phường, xã'],
      to: 'UBND thành phố',
      frequency: 'monthly',
      due: { raw: 'ngày 12', day: 12 },
      cutoff: { raw: 'từ ngày 10 đến ngày 10', fromDay: 10, toDay: 10 },
      start: 900,
      end: 990,
    },
    {
      rule: 'reporting.sentence',
      confidence: 0.5,
      text: 'Phòng Văn hóa và Thông tin tổng hợp, báo cáo vào ngày 25 hằng tháng.',
      who: 'Phòng Văn hóa và Thông tin',
      to: 'UBND thành phố',
      frequency: 'monthly',
      due: { raw: 'ngày 25', day: 25 },
      start: 1000,
      end: 1068,
    },
  ],
  doubts: [{ code: 'missingNumber', message: 'Văn bản chưa có số.', start: 0, end: 9 }],
}
