import { strFromU8, strToU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { zipOfficeFile } from '../docx/write-zip.ts'
import { checkDecree30 } from './check-report.ts'
import { plantedFaults } from './planted-faults.test-data.ts'
import { sampleReport } from './sample-report.test-data.ts'
import { writeReportDocx } from './write-report.ts'

const sample = sampleReport({ unitCount: 18, taskCount: 4 })
const toSuperior = {
  ...sample,
  letterhead: { ...sample.letterhead, superiorBody: 'Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu' },
  addressees: ['Ủy ban nhân dân tỉnh', 'Sở Thông tin và Truyền thông'],
}
const good = await writeReportDocx(toSuperior)
const codesOf = (docx: Uint8Array) => checkDecree30(docx).map(({ code }) => code)

/** Rewrites one part, and insists that something was changed: a fault that is not planted proves nothing. */
function broken(part: string, edit: (xml: string) => string): Uint8Array {
  const parts = unzipSync(good)
  const before = strFromU8(parts[part] ?? new Uint8Array())
  const after = edit(before)
  expect(after).not.toBe(before)
  return zipOfficeFile(new Map(Object.entries({ ...parts, [part]: strToU8(after) })))
}

describe('papers that keep to the Decree', () => {
  test.each([
    ['a report to a superior body', toSuperior],
    ['a report that addresses nobody', sample],
    ['one addressee', { ...sample, addressees: ['Ủy ban nhân dân tỉnh'] }],
    [
      'a paper not yet numbered, dated or signed',
      { ...sample, letterhead: { ...sample.letterhead, number: null, date: null }, signature: { ...sample.signature, name: null } },
    ],
    ['a day and a month with zeros', { ...sample, letterhead: { ...sample.letterhead, date: '2024-02-05' } }],
    [
      'three lines above the signature',
      { ...sample, signature: { authority: ['TL. Chủ tịch', 'KT. Chánh Văn phòng'], role: 'Phó Chánh Văn phòng', name: 'Lê Thu Hà' } },
    ],
    ['no legal basis, no task, no correction', { ...sample, legalBases: [], tasks: [], corrections: [], narrative: [] }],
    [
      'an issuer with a long name',
      {
        ...sample,
        letterhead: {
          ...sample.letterhead,
          issuer: 'Ban Chỉ đạo Chuyển đổi số và Ứng dụng công nghệ thông tin thành phố Vũng Tàu',
          symbol: 'BC-BCĐ',
        },
      },
    ],
    ['a subject of one short line', { ...sample, title: 'Chuyển đổi số tháng 5 năm 2024' }],
  ])('%s: nothing is found', async (_, report) => {
    expect(checkDecree30(await writeReportDocx(report))).toEqual([])
  })

  test('the other placing of the tone in the country name is accepted, composed or not', () => {
    const other = broken('word/document.xml', (xml) => xml.replace('CỘNG HÒA', 'CỘNG HOÀ'.normalize('NFD')))
    expect(checkDecree30(other)).toEqual([])
  })
})

describe('each rule finds its fault and nothing else does', () => {
  const faults = Object.entries(plantedFaults).flatMap(([code, list]) => list.map((fault) => ({ code, ...fault })))

  test.each(faults)('$code: $title', ({ code, part, edit }) => {
    expect(codesOf(broken(part ?? 'word/document.xml', edit))).toEqual([code])
  })

  test('a fault in a style is found where the style is used', () => {
    const italicBody = broken('word/styles.xml', (xml) => xml.replace(/(w:styleId="BodyText".*?<w:rPr>)/su, '$1<w:i/>'))
    expect(codesOf(italicBody)).toEqual(['bodyForm'])
  })
})
