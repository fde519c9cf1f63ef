import { describe, expect, test } from 'vitest'
import { findDoubts } from './check-draft.ts'
import type { NumberedHead } from './check-numbering.ts'
import { indicatorMeaning } from './check-targets.ts'
import type { ReadDocument, ReadIndicator, Reading, ReadReporting, ReadTask } from './reading.ts'

const document: ReadDocument = {
  type: 'kế hoạch',
  number: '15/KH-UBND',
  symbol: 'KH-UBND',
  date: '2025-01-20',
  issuer: 'UBND xã Tân Hòa',
  place: 'Tân Hòa',
  title: 'Chuyển đổi số năm 2025',
  signer: 'Lê Văn Tám',
  signerRole: 'Chủ tịch',
  signerAuthority: [],
  recipients: [],
}
const clean: Reading = { document, documentPassages: {}, citations: [], indicators: [], tasks: [], reporting: [], doubts: [] }
const text = 'Kế hoạch chuyển đổi số năm 2025 của xã Tân Hòa'
const indicator = (words: string, value: number, year = 2025): ReadIndicator => ({
  rule: 'indicator.sentence',
  text: words,
  target: { op: '=', value, unit: '%' },
  deadline: { raw: `năm ${year}`, iso: `${year}-12-31`, precision: 'year' },
  lead: 'Văn phòng HĐND và UBND',
  start: 0,
  end: 8,
})
const report = (fromDay: number, toDay: number): ReadReporting => ({
  rule: 'reporting.sentence',
  text: 'Báo cáo hằng tháng',
  who: 'UBND các xã',
  to: 'UBND huyện',
  frequency: 'monthly',
  cutoff: { raw: `từ ngày ${fromDay} tháng trước đến ngày ${toDay}`, fromDay, toDay },
  start: 0,
  end: 8,
})
const task = (words: string, raw: string | null = 'quý II năm 2025', iso = '2025-06-30'): ReadTask => ({
  rule: 'task.assigned',
  text: words,
  lead: 'Phòng Văn hóa - Xã hội',
  cooperating: [],
  deadline: raw === null ? null : { raw, iso, precision: 'quarter' },
  section: 'II',
  start: 10,
  end: 20,
})
const head = (label: string, title: string, start: number, parent = -1): NumberedHead => ({
  label,
  title,
  parent,
  isChapter: true,
  start,
  end: start + 4,
})
const doubts = (more: Partial<Reading>, words = text) => findDoubts({ ...clean, ...more }, words, [])
const codes = (reading: Reading, heads: readonly NumberedHead[] = [], words = text) =>
  findDoubts(reading, words, heads).map((doubt) => doubt.code)

test('a document with number, date and one meaning for each thing is not doubted', () => {
  expect(
    codes(
      {
        ...clean,
        reporting: [report(15, 14)],
        indicators: [indicator('80% hộ có Internet', 80), indicator('60% hộ có máy tính', 60)],
        tasks: [task('Lập danh sách các hộ chưa có Internet'), task('Tập huấn cho tổ công nghệ số cộng đồng')],
      },
      [
        head('I', 'Mục tiêu', 0),
        head('1', 'Chung', 2, 0),
        head('2', 'Riêng', 4, 0),
        head('II', 'Nhiệm vụ', 9),
        head('1', 'Nguồn lực', 12, 9),
      ],
      'Kế hoạch số 31/02/KH-UBND, thực hiện từ ngày 29/02/2024 đến ngày 31 tháng 12 năm 2025, hằng năm trước ngày 15/11.',
    ),
  ).toEqual([])
})

describe('gaps', () => {
  test('a number left blank names the symbol behind it', () => {
    expect(findDoubts({ ...clean, document: { ...document, number: null } }, text, [])).toMatchObject([
      { code: 'missingNumber', message: 'Số của văn bản còn để trống trước ký hiệu "KH-UBND".' },
    ])
  })

  test('a date of which only month and year are printed says so', () => {
    expect(findDoubts({ ...clean, document: { ...document, date: '2025-01' } }, text, [])).toMatchObject([
      { code: 'missingDate', message: 'Ngày ban hành còn để trống, chỉ có tháng 1 năm 2025.' },
    ])
  })

  test('something without type and symbol is one doubt, not three', () => {
    expect(codes({ ...clean, document: { ...document, type: null, symbol: null, number: null, date: null } })).toEqual(['unknownKind'])
  })

  test('an annex that is mentioned and not there', () => {
    expect(codes(clean, [], 'Nhiệm vụ cụ thể tại Phụ lục kèm theo.')).toEqual(['missingAnnex'])
    expect(codes(clean, [], 'Nhiệm vụ cụ thể tại Phụ lục kèm theo.\n\nPHỤ LỤC\nDanh mục nhiệm vụ')).toEqual([])
    expect(codes(clean, [], 'Theo Phụ lục kèm theo Quyết định số 12/QĐ-UBND.')).toEqual([])
  })
})

describe('contradictions', () => {
  test('a chapter numbered twice under the same heading, not under two headings', () => {
    expect(findDoubts(clean, text, [head('II', 'Mục tiêu', 0), head('II', 'Chỉ tiêu', 9)])).toMatchObject([
      { code: 'repeatedChapter', message: 'Mục "II" được đánh số hai lần: "Mục tiêu" và "Chỉ tiêu".' },
    ])
    expect(codes(clean, [head('1', 'Mục tiêu', 0, 3), head('1', 'Chỉ tiêu', 9, 7)])).toEqual([])
  })

  test('one indicator at two values, wherever it is said to hold', () => {
    const indicators = [
      indicator('55% doanh nghiệp nhỏ và vừa dùng nền tảng số.', 55),
      indicator('30% Doanh nghiệp nhỏ và vừa trên địa bàn thành phố dùng nền tảng số', 30),
    ]
    expect(findDoubts({ ...clean, indicators }, text, [])[0]?.message).toBe(
      'Cùng một chỉ tiêu "55% doanh nghiệp nhỏ và vừa dùng nền tảng số." được giao hai mức: 55% và 30%.',
    )
  })

  test('two steps in two years, or two indicators that share words, contradict nothing', () => {
    expect(
      codes({ ...clean, indicators: [indicator('50% hộ dùng chữ ký số', 50, 2025), indicator('80% hộ dùng chữ ký số', 80, 2030)] }),
    ).toEqual([])
    expect(
      codes({
        ...clean,
        indicators: [
          indicator('95% doanh nghiệp được tiếp cận nền tảng số', 95),
          indicator('55% doanh nghiệp thường xuyên dùng nền tảng số', 55),
        ],
      }),
    ).toEqual([])
  })

  test('what an indicator measures does not depend on its figure or place', () => {
    expect(indicatorMeaning('Duy trì trên 90% dân số trên địa bàn tỉnh Hải Sơn có hồ sơ sức khỏe')).toBe(
      indicatorMeaning('85,5% dân số có hồ sơ sức khỏe'),
    )
  })

  test('a window that ends on the day on which the next begins counts that day twice', () => {
    expect(codes({ ...clean, reporting: [report(10, 10)] })).toEqual(['overlappingWindow'])
    expect(codes({ ...clean, reporting: [report(11, 10)] })).toEqual([])
  })
})

describe('numbering', () => {
  test('a number left out between two neighbours is named with both', () => {
    expect(findDoubts(clean, text, [head('1.', 'Hạ tầng', 0), head('3.', 'Dữ liệu', 9)])).toMatchObject([
      { code: 'skippedNumber', message: 'Sau mục "1." là mục "3." ("Dữ liệu"): thiếu 1 mục ở giữa.', start: 9 },
    ])
    expect(codes(clean, [head('IX', 'Tám', 0), head('XII', 'Chín', 9)])).toEqual(['skippedNumber'])
    expect(codes(clean, [head('2.1', 'Một', 0), head('2.3', 'Hai', 9)])).toEqual(['skippedNumber'])
    expect(codes(clean, [head('a', 'Một', 0), head('c', 'Hai', 9)])).toEqual(['skippedNumber'])
  })

  test('a list may leave out đ, i or o, begin anew, and say numbers that are no list', () => {
    expect(codes(clean, [head('d', 'Một', 0), head('e', 'Hai', 9)])).toEqual([])
    expect(codes(clean, [head('h', 'Một', 0), head('k', 'Hai', 9)])).toEqual([])
    expect(codes(clean, [head('c', 'Một', 0), head('d', 'Hai', 9), head('đ', 'Ba', 12), head('e', 'Bốn', 15)])).toEqual([])
    expect(codes(clean, [head('2.1', 'Một', 0), head('3.1', 'Hai', 9)])).toEqual([])
    expect(codes(clean, [head('2', 'Một', 0), head('20', 'tháng 5 là ngày hội', 9)])).toEqual([])
  })
})

describe('dates', () => {
  test('a day that no calendar has', () => {
    expect(doubts({}, 'Hoàn thành trước ngày 31/02/2025.')).toMatchObject([
      { code: 'impossibleDate', message: '"31/02/2025" không phải là một ngày có thật: tháng 2 không có ngày 31.', start: 22, end: 32 },
    ])
    expect(doubts({}, 'Hoàn thành ngày 12 tháng 13 năm 2025.')[0]?.message).toBe(
      '"ngày 12 tháng 13 năm 2025" không phải là một ngày có thật: không có tháng 13.',
    )
    expect(codes(clean, [], 'gửi trước ngày 31/4 hằng năm')).toEqual(['impossibleDate'])
    expect(codes(clean, [], 'Từ 29/02/2023')).toEqual(['impossibleDate'])
  })

  test('a deadline before the day of the document, not one whose year is not printed', () => {
    expect(doubts({ tasks: [task('Rà soát mạng nội bộ', 'tháng 12/2024', '2024-12-31')] })).toMatchObject([
      { code: 'deadlineBeforeDocument', message: '"Rà soát mạng nội bộ" có hạn tháng 12/2024, trước ngày của văn bản (20/1/2025).' },
    ])
    expect(doubts({ tasks: [task('Gửi báo cáo năm', 'trước ngày 15/11', '2024-11-15')] })).toEqual([])
    expect(doubts({ document: { ...document, date: '2025-01' }, tasks: [task('Rà soát', 'năm 2020', '2020-12-31')] })).toMatchObject([
      { code: 'missingDate' },
    ])
  })
})

describe('said twice', () => {
  test('an indicator with the same figure', () => {
    const twice = [indicator('80% hộ gia đình dùng chữ ký số', 80), indicator('Phấn đấu 80% hộ gia đình dùng chữ ký số', 80)]
    expect(doubts({ indicators: twice })).toMatchObject([
      { code: 'repeatedIndicator', message: 'Chỉ tiêu "80% hộ gia đình dùng chữ ký số" (80%) được nêu hai lần.' },
    ])
  })

  test('a task in the same words for the same unit, with its two deadlines where they differ', () => {
    const words = 'Rà soát, cập nhật danh mục thủ tục hành chính toàn trình'
    expect(doubts({ tasks: [task(words), task(`${words};`)] })).toMatchObject([
      { code: 'repeatedTask', message: `Nhiệm vụ "${words};" được nêu hai lần.` },
    ])
    expect(doubts({ tasks: [task(words), task(words, 'quý III năm 2025', '2025-09-30')] })[0]?.message).toContain(
      'với hai thời hạn: quý II năm 2025 và quý III năm 2025',
    )
    expect(doubts({ tasks: [task(words), { ...task(words), lead: 'Công an xã' }] })).toEqual([])
  })
})

describe('windows of reporting', () => {
  test('days between two windows that belong to neither', () => {
    expect(doubts({ reporting: [report(16, 14)] })).toMatchObject([
      {
        code: 'gapInWindow',
        message: 'Kỳ số liệu "từ ngày 16 tháng trước đến ngày 14" bỏ sót ngày 15: không thuộc kỳ này, cũng không thuộc kỳ sau.',
      },
    ])
    expect(doubts({ reporting: [report(20, 14)] })[0]?.message).toContain('các ngày từ 15 đến 19')
  })

  test('days that two windows share', () => {
    expect(doubts({ reporting: [report(10, 12)] })[0]?.message).toContain('tính các ngày từ 10 đến 12 hai lần')
    const withinMonth = { ...report(1, 25), cutoff: { raw: 'từ ngày 01 đến ngày 25', fromDay: 1, toDay: 25 } }
    expect(doubts({ reporting: [withinMonth] })).toEqual([])
  })

  test('a report that is due before its figures are closed', () => {
    expect(doubts({ reporting: [{ ...report(15, 14), due: { raw: 'ngày 12', day: 12 } }] })).toMatchObject([
      { code: 'dueBeforeWindowEnds' },
    ])
    expect(doubts({ reporting: [{ ...report(15, 14), due: { raw: 'ngày 16', day: 16 } }] })).toEqual([])
  })
})

describe('what is not said', () => {
  const unassigned = ({ lead: _lead, ...rest }: ReadIndicator): ReadIndicator => rest

  test('an indicator without a unit in charge', () => {
    expect(doubts({ indicators: [unassigned(indicator('80% hộ gia đình dùng chữ ký số', 80))] })).toMatchObject([
      { code: 'indicatorWithoutUnit', message: 'Chỉ tiêu "80% hộ gia đình dùng chữ ký số" không nói đơn vị nào chịu trách nhiệm.' },
    ])
  })

  test('an indicator without a unit of measure', () => {
    const read = { ...indicator('Trồng 500 dọc tuyến đường liên thôn', 500), target: { op: '=', value: 500, unit: null } as const }
    expect(doubts({ indicators: [read] })).toMatchObject([
      { code: 'indicatorWithoutMeasure', message: 'Chỉ tiêu "Trồng 500 dọc tuyến đường liên thôn" giao mức 500 mà không nói đơn vị tính.' },
    ])
  })

  test('a percentage of nothing', () => {
    expect(doubts({ indicators: [indicator('hết quý II đạt 60%', 60)] })).toMatchObject([
      { code: 'percentWithoutDenominator', message: 'Chỉ tiêu "hết quý II đạt 60%" giao 60% mà không nói là phần trăm của cái gì.' },
    ])
  })

  test('a task without a deadline; sixty of them are one doubt that names every passage', () => {
    expect(doubts({ tasks: [task('Tuyên truyền về chữ ký số', null)] })).toMatchObject([
      { code: 'taskWithoutDeadline', message: 'Nhiệm vụ "Tuyên truyền về chữ ký số" không có thời hạn.' },
    ])
    const sixty = Array.from({ length: 60 }, (_, index) => ({
      ...task(`Việc thứ ${index + 1}`, null),
      start: index * 10,
      end: index * 10 + 8,
    }))
    const [doubt, ...more] = doubts({ tasks: [...sixty, task('Việc có hạn')] })
    expect(more).toEqual([])
    expect(doubt).toMatchObject({ code: 'taskWithoutDeadline', message: '60 trên 61 nhiệm vụ không có thời hạn.', start: 0 })
    expect(doubt?.places).toHaveLength(60)
  })
})
