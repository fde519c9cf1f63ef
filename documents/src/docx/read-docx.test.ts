import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  AlignmentType,
  Document,
  Footer,
  FootnoteReferenceRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalMergeType,
} from 'docx'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Reading } from '@haidang/domain/plans/reading'
import { readPlan } from '../plans/read-plan.ts'
import { readText } from '../text/read-text.ts'
import { readDocx } from './read-docx.ts'

const plan = readFileSync(fileURLToPath(new URL('../../cases/ke-hoach-thanh-pho/input.txt', import.meta.url)))

const pack = async (
  children: readonly (Paragraph | Table)[],
  more: Partial<ConstructorParameters<typeof Document>[0]> = {},
): Promise<Uint8Array> => new Uint8Array(await Packer.toBuffer(new Document({ ...more, sections: [{ children: [...children] }] })))

/** A .docx of the bare minimum, for markup that the writing package does not make. */
const handMade = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'word/document.xml': strToU8(`<w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps"><w:body>${body}</w:body></w:document>`),
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
  })
const paragraph = (inner: string) => `<w:p>${inner}</w:p>`
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`

const withoutPlaces = (reading: Reading): unknown => {
  const drop = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(drop)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== 'start' && key !== 'end')
        .map(([key, inner]) => [key, drop(inner)]),
    )
  }
  const { documentPassages: _places, ...facts } = reading
  return drop(facts)
}

describe('a Word document', () => {
  test('made from a plan gives the same facts as its text', async () => {
    const lines = plan
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
    const bytes = await pack(lines.map((line) => new Paragraph({ children: [new TextRun(line)] })))
    expect(withoutPlaces(readPlan(await readDocx(bytes, 'ke-hoach.docx')))).toEqual(withoutPlaces(readPlan(readText(plan))))
  })

  test('with letterhead and signature in tables gives the same facts too', async () => {
    const text = plan.toString('utf8')
    const cell = (lines: string) => new TableCell({ children: lines.split('\n').map((line) => new Paragraph(line)) })
    const body = text
      .slice(text.indexOf('KẾ HOẠCH\n'), text.indexOf('Nơi nhận:'))
      .split('\n')
      .filter((line) => line.trim() !== '')
    const recipients = text.slice(text.indexOf('Nơi nhận:'), text.indexOf('KT. CHỦ TỊCH')).trim()
    const signature = text.slice(text.indexOf('KT. CHỦ TỊCH')).trim()
    const bytes = await pack([
      new Table({
        rows: [
          new TableRow({
            children: [
              cell('ỦY BAN NHÂN DÂN\nTHÀNH PHỐ BÌNH HẢI'),
              cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc'),
            ],
          }),
          new TableRow({ children: [cell('Số:       /KH-UBND'), cell('Bình Hải, ngày     tháng 3 năm 2024')] }),
        ],
      }),
      ...body.map((line) => new Paragraph(line)),
      new Table({ rows: [new TableRow({ children: [cell(recipients), cell(signature)] })] }),
    ])
    expect(withoutPlaces(readPlan(await readDocx(bytes, 'ke-hoach.docx')))).toEqual(withoutPlaces(readPlan(readText(plan))))
  })

  test('prints the numbers that Word counts: I, 1, a, with restarts under each heading', async () => {
    const numbering = {
      config: [
        {
          reference: 'outline',
          levels: [
            { level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.', alignment: AlignmentType.LEFT },
            { level: 1, format: LevelFormat.DECIMAL, text: '%2.', alignment: AlignmentType.LEFT },
            { level: 2, format: LevelFormat.DECIMAL, text: '%2.%3.', alignment: AlignmentType.LEFT },
            { level: 3, format: LevelFormat.LOWER_LETTER, text: '%4)', alignment: AlignmentType.LEFT },
          ],
        },
      ],
    }
    const item = (text: string, level: number) => new Paragraph({ text, numbering: { reference: 'outline', level } })
    const { text, blocks } = await readDocx(
      await pack(
        [
          item('MỤC TIÊU', 0),
          item('Mục đích', 1),
          item('Yêu cầu', 1),
          item('Rõ việc', 2),
          item('Rõ người', 2),
          item('Lãnh đạo', 3),
          item('Cán bộ', 3),
          item('NHIỆM VỤ', 0),
          item('Rà soát', 1),
        ],
        { numbering },
      ),
      'so.docx',
    )
    expect(text.trim().split('\n')).toEqual([
      'I. MỤC TIÊU',
      '1. Mục đích',
      '2. Yêu cầu',
      '2.1. Rõ việc',
      '2.2. Rõ người',
      'a) Lãnh đạo',
      'b) Cán bộ',
      'II. NHIỆM VỤ',
      '1. Rà soát',
    ])
    expect(blocks.map((block) => block.mark)).toEqual(['I', '1', '2', '2.1', '2.2', 'a', 'b', 'II', '1'])
  })

  test('letters of a Vietnamese list go c, d, đ, e', async () => {
    const list = paragraph('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>' + run('điểm'))
    const numbering =
      '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/><w:rPr><w:lang w:val="vi-VN"/></w:rPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    const { text } = await readDocx(handMade(list.repeat(4), { 'word/numbering.xml': numbering }), 'diem.docx')
    expect(text.trim().split('\n')).toEqual(['c) điểm', 'd) điểm', 'đ) điểm', 'e) điểm'])
  })

  test('keeps the spans of merged cells and the passage of every cell', async () => {
    const cell = (text: string, more: object = {}) =>
      new TableCell({ children: text === '' ? [new Paragraph('')] : [new Paragraph(text)], ...more })
    const bytes = await pack([
      new Table({
        rows: [
          new TableRow({ children: [cell('TT'), cell('Nội dung nhiệm vụ'), cell('Cơ quan chủ trì'), cell('Thời gian hoàn thành')] }),
          new TableRow({ children: [cell('Chính quyền số', { columnSpan: 4 })] }),
          new TableRow({
            children: [
              cell('1'),
              cell('Rà soát danh mục dữ liệu'),
              cell('Phòng Nội vụ', { verticalMerge: VerticalMergeType.RESTART }),
              cell('Quý I/2025'),
            ],
          }),
          new TableRow({
            children: [
              cell('2'),
              cell('Làm sạch dữ liệu cán bộ'),
              cell('', { verticalMerge: VerticalMergeType.CONTINUE }),
              cell('30/6/2025'),
            ],
          }),
        ],
      }),
    ])
    const document = await readDocx(bytes, 'bang.docx')
    const rows = document.blocks[0]?.rows ?? []
    expect(rows[1]?.[0]).toMatchObject({ colSpan: 4 })
    expect(rows[2]?.[2]).toMatchObject({ rowSpan: 2 })
    expect(rows[2]?.map((place) => document.text.slice(place.start, place.end))).toEqual([
      '1',
      'Rà soát danh mục dữ liệu',
      'Phòng Nội vụ',
      'Quý I/2025',
    ])
    expect(readPlan(document).tasks.map((task) => [task.text, task.lead, task.deadline?.iso])).toEqual([
      ['Rà soát danh mục dữ liệu', 'Phòng Nội vụ', '2025-03-31'],
      ['Làm sạch dữ liệu cán bộ', 'Phòng Nội vụ', '2025-06-30'],
    ])
  })

  test('accepts tracked changes, leaves out what was deleted, hidden or only a field code', async () => {
    const { text } = await readDocx(
      handMade(
        paragraph(
          `${run('Tỷ lệ ')}<w:ins>${run('chín mươi')}</w:ins><w:del><w:r><w:delText>tám mươi</w:delText></w:r></w:del>${run(' phần trăm')}<w:r><w:rPr><w:vanish/></w:rPr><w:t> ghi chú ẩn</w:t></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>`,
        ),
      ),
      'sua.docx',
    )
    expect(text.trim()).toBe('Tỷ lệ chín mươi phần trăm')
  })

  test('reads a text box once and a footnote beside its paragraph', async () => {
    const box = (words: string) => `<w:txbxContent>${paragraph(run(words))}</w:txbxContent>`
    const { text } = await readDocx(
      handMade(
        paragraph(
          `${run('Trước khung')}<w:r><mc:AlternateContent><mc:Choice>${box('Trong khung')}</mc:Choice><mc:Fallback>${box('Trong khung')}</mc:Fallback></mc:AlternateContent></w:r>`,
        ),
      ),
      'khung.docx',
    )
    expect(text.trim().split('\n')).toEqual(['Trước khung', 'Trong khung'])
    const noted = await readDocx(
      await pack(
        [new Paragraph({ children: [new TextRun('Theo số liệu điều tra'), new FootnoteReferenceRun(1)] }), new Paragraph('Đoạn sau')],
        {
          footnotes: { 1: { children: [new Paragraph('Cục Thống kê, năm 2024')] } },
        },
      ),
      'chu-thich.docx',
    )
    expect(noted.text).toMatch(/Theo số liệu điều tra\n\[1\] Cục Thống kê, năm 2024\nĐoạn sau/u)
  })

  test('text comes out composed (NFC) even if it was typed decomposed', async () => {
    const { text } = await readDocx(await pack([new Paragraph('Kế hoạch tuyên truyền'.normalize('NFD'))]), 'nfd.docx')
    expect(text.trim()).toBe('Kế hoạch tuyên truyền'.normalize('NFC'))
  })

  const numbered = (text: string, level: number, numId = 1) =>
    paragraph(`<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr></w:pPr>${text === '' ? '' : run(text)}`)
  const numberingOf = (levels: string, nums: string) =>
    `<w:numbering xmlns:w="w" xmlns:mc="mc"><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum>${nums}</w:numbering>`
  const linesOf = async (body: string, parts: Readonly<Record<string, string>> = {}) =>
    (await readDocx(handMade(body, parts), 'tay.docx')).text.trim().split('\n')

  test('a list of one own format, one that starts again, and an empty item that is counted', async () => {
    const numbering = numberingOf(
      '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="a, b, c, d, đ, e, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1)"/></w:lvl>',
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    )
    expect(
      await linesOf(numbered('một', 0) + numbered('', 0) + numbered('ba', 0) + numbered('năm', 0, 2), { 'word/numbering.xml': numbering }),
    ).toEqual(['a) một', 'c) ba', 'đ) năm'])
  })

  test('a paragraph is numbered by its style, at the level that the list names for it', async () => {
    const styles =
      '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    const numbering = numberingOf(
      '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:pStyle w:val="Muc"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>',
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    const styled = paragraph(`<w:pPr><w:pStyle w:val="Muc"/></w:pPr>${run('Rà soát')}`)
    expect(
      await linesOf(numbered('NHIỆM VỤ', 0) + styled + styled, { 'word/numbering.xml': numbering, 'word/styles.xml': styles }),
    ).toEqual(['I. NHIỆM VỤ', '1.1. Rà soát', '1.2. Rà soát'])
  })

  test('runs in old fonts are read by their font, over the seams between them', async () => {
    const typed = (font: string, text: string) =>
      `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
    expect(
      await linesOf(
        paragraph(typed('.VnTimeH', 'ñy ban nh©n d©n')) +
          paragraph(typed('.VnTime', 'ChuyÓn ®æi sè ') + run('năm 2024')) +
          paragraph(typed('VNI-Times', 'Uy\u00fb ban nha') + typed('VNI-Times', 'ân daân xaõ, ñöôøng phoá')),
      ),
    ).toEqual(['ỦY BAN NHÂN DÂN', 'Chuyển đổi số năm 2024', 'Uỷ ban nhân dân xã, đường phố'])
  })

  test('a field gives its result, a sign of Symbol its meaning, a deleted end of paragraph joins two', async () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
    expect(
      await linesOf(
        paragraph(`${run('Tỷ lệ ')}<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>${run(' 95%')}`) +
          paragraph(`${run('Mục ')}${field('begin')}${run('REF a')}${field('separate')}${run('3')}${field('end')}`) +
          paragraph(`<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('Giao Phòng ')}`) +
          paragraph(run('Nội vụ')),
      ),
    ).toEqual(['Tỷ lệ ≥ 95%', 'Mục 3', 'Giao Phòng Nội vụ'])
  })

  test('points of a Vietnamese list go a, b, c, d, đ, e, g, and a list in another language goes its own way', async () => {
    const level = (language: string) =>
      `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/><w:rPr><w:lang w:val="${language}"/></w:rPr></w:lvl>`
    const nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    const items = Array.from({ length: 7 }, () => numbered('điểm', 0)).join('')
    const marks = async (language: string) =>
      (await linesOf(items, { 'word/numbering.xml': numberingOf(level(language), nums) })).map((line) => line.replace(' điểm', ''))
    expect(await marks('vi-VN')).toEqual(['a)', 'b)', 'c)', 'd)', 'đ)', 'e)', 'g)'])
    expect(await marks('en-US')).toEqual(['a)', 'b)', 'c)', 'd)', 'e)', 'f)', 'g)'])
  })

  test('a level that never starts again counts on under each heading', async () => {
    const levels = (restart: string) =>
      `<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1">${restart}<w:lvlText w:val="Điều %2."/></w:lvl>`
    const body = numbered('MỘT', 0) + numbered('một', 1) + numbered('HAI', 0) + numbered('hai', 1)
    const read = (restart: string) =>
      linesOf(body, { 'word/numbering.xml': numberingOf(levels(restart), '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') })
    expect(await read('<w:lvlRestart w:val="0"/>')).toEqual(['I. MỘT', 'Điều 1. một', 'II. HAI', 'Điều 2. hai'])
    expect(await read('')).toEqual(['I. MỘT', 'Điều 1. một', 'II. HAI', 'Điều 1. hai'])
  })

  test('a list that takes its levels from a list of a style', async () => {
    const styles =
      '<w:styles xmlns:w="w"><w:style w:type="numbering" w:styleId="DanhMuc"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>'
    const numbering =
      '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:styleLink w:val="DanhMuc"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Mục %1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="DanhMuc"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    expect(
      await linesOf(numbered('đầu', 0, 5) + numbered('sau', 0, 5), { 'word/numbering.xml': numbering, 'word/styles.xml': styles }),
    ).toEqual(['Mục 1. đầu', 'Mục 2. sau'])
  })

  test('an endnote stands below the paragraph that refers to it, numbered after the footnotes before it', async () => {
    const notes = (kind: string, words: string) =>
      `<w:${kind}s xmlns:w="w"><w:${kind} w:id="0" w:type="separator">${paragraph(run('vạch'))}</w:${kind}><w:${kind} w:id="2">${paragraph(run(words))}</w:${kind}></w:${kind}s>`
    expect(
      await linesOf(
        paragraph(`${run('Theo điều tra')}<w:r><w:footnoteReference w:id="2"/></w:r>`) +
          paragraph(`${run('Theo báo cáo')}<w:r><w:endnoteReference w:id="2"/></w:r>`) +
          paragraph(run('Đoạn sau')),
        { 'word/footnotes.xml': notes('footnote', 'Cục Thống kê'), 'word/endnotes.xml': notes('endnote', 'Sở Nội vụ') },
      ),
    ).toEqual(['Theo điều tra', '[1] Cục Thống kê', 'Theo báo cáo', '[2] Sở Nội vụ', 'Đoạn sau'])
  })

  test('a row that begins further in keeps its columns, a deleted row is gone', async () => {
    const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(run(text))}</w:tc>`
    const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`
    const document = await readDocx(
      handMade(
        `<w:tbl>${row(cell('TT') + cell('Nội dung') + cell('Chủ trì'))}${row(cell('1') + cell('Việc bỏ') + cell('Sở A'), '<w:del w:id="1"/>')}${row(cell('Việc chung') + cell('Sở B'), '<w:gridBefore w:val="1"/>')}</w:tbl>`,
      ),
      'bang.docx',
    )
    expect(document.blocks[0]?.rows?.map((cells) => cells.map(({ start, end }) => document.text.slice(start, end)))).toEqual([
      ['TT', 'Nội dung', 'Chủ trì'],
      ['', 'Việc chung', 'Sở B'],
    ])
  })

  test('page footers do not stand in the text', async () => {
    const bytes = new Uint8Array(
      await Packer.toBuffer(
        new Document({
          sections: [
            { footers: { default: new Footer({ children: [new Paragraph('Chân trang')] }) }, children: [new Paragraph('Nội dung')] },
          ],
        }),
      ),
    )
    expect((await readDocx(bytes, 'chan.docx')).text.trim()).toBe('Nội dung')
  })
})
