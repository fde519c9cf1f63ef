import { describe, expect, test } from 'vitest'
import { findDoubts, indicatorMeaning, type ChapterHead } from './check-draft.ts'
import type { ReadDocument, ReadIndicator, Reading, ReadReporting } from './reading.ts'

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
const head = (label: string, title: string, start: number, parent = -1): ChapterHead => ({ label, title, parent, start, end: start + 4 })
const codes = (reading: Reading, chapters: readonly ChapterHead[] = [], words = text) =>
  findDoubts(reading, words, chapters).map((doubt) => doubt.code)

test('a document with number, date and one meaning for each thing is not doubted', () => {
  expect(
    codes(
      { ...clean, reporting: [report(15, 14)], indicators: [indicator('80% hộ có Internet', 80), indicator('60% hộ có máy tính', 60)] },
      [head('I', 'Mục tiêu', 0), head('II', 'Nhiệm vụ', 9)],
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
