import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readPlan } from '../plans/read-plan.ts'
import { readDocument } from '../read-document.ts'
import { readText } from '../text/read-text.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { pdfOf, pdfOfPages, pdfOfScans, pdfStream } from './testing-pdf.ts'

const plan = readFileSync(fileURLToPath(new URL('../../cases/ke-hoach-thanh-pho/input.txt', import.meta.url)))

const [left, right, letterWidth, leading] = [85, 525, 5, 15]

/** Sets the plan as a printed page does: full lines, gaps between paragraphs, two columns at head and foot, page numbers. */
function typeset(text: string): Uint8Array {
  const pages: { text: string; x: number; y: number }[][] = [[]]
  let y = 780
  const newPage = () => {
    pages.push([{ text: String(pages.length + 1), x: 300, y: 810 }])
    y = 780
  }
  const put = (words: string, x: number) => pages.at(-1)?.push({ text: words, x, y })
  const nextLine = (gap = leading) => {
    y -= gap
    if (y < 60) newPage()
  }
  const twoColumns = (one: readonly string[], other: readonly string[]) => {
    for (let row = 0; row < Math.max(one.length, other.length); row++) {
      if (one[row]) put(one[row] ?? '', left)
      if (other[row]) put(other[row] ?? '', 330)
      nextLine()
    }
  }
  const head = text.slice(0, text.indexOf('KẾ HOẠCH\n'))
  expect(head).toContain('Số:')
  twoColumns(
    ['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ BÌNH HẢI', 'Số: /KH-UBND'],
    ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Bình Hải, ngày tháng 3 năm 2024'],
  )
  nextLine(20)
  const body = text.slice(text.indexOf('KẾ HOẠCH\n'), text.indexOf('Nơi nhận:'))
  for (const paragraph of body
    .replace(/([\p{Ll}])\n\n(?=\p{Ll})/gu, '$1 ')
    .replace(/số\nnăm/u, 'số năm')
    .replace('minh\nnăm', 'minh năm')
    .split('\n')) {
    if (paragraph.trim() === '') continue
    let line = ''
    for (const word of paragraph.split(' ')) {
      if ((line.length + word.length + 1) * letterWidth > right - left) {
        put(line, left)
        nextLine()
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    put(line, left)
    nextLine(leading * 1.6)
  }
  const foot = text.slice(text.indexOf('Nơi nhận:'))
  const recipients = foot
    .slice(0, foot.indexOf('KT. '))
    .split('\n')
    .filter((line) => line !== '')
  if (y < 60 + recipients.length * leading) newPage()
  twoColumns(
    recipients,
    foot
      .slice(foot.indexOf('KT. '))
      .split('\n')
      .filter((line) => line !== ''),
  )
  return pdfOfPages(pages)
}

describe('a PDF with a text layer', () => {
  test('gives the same facts as the text it was set from', async () => {
    const read = readPlan(await readDocument(typeset(plan.toString('utf8')), 'ke-hoach.pdf'))
    const wanted = readPlan(readText(plan))
    expect(read.document).toEqual(wanted.document)
    expect(read.citations.map((citation) => [citation.number, citation.date, citation.issuer, citation.relation])).toEqual(
      wanted.citations.map((citation) => [citation.number, citation.date, citation.issuer, citation.relation]),
    )
    expect(read.indicators.map(({ text, target, pillar }) => [text, target, pillar])).toEqual(
      wanted.indicators.map(({ text, target, pillar }) => [text, target, pillar]),
    )
    expect(read.tasks.map(({ text, lead, cooperating, deadline }) => [text, lead, cooperating, deadline])).toEqual(
      wanted.tasks.map(({ text, lead, cooperating, deadline }) => [text, lead, cooperating, deadline]),
    )
    expect(read.reporting.map(({ who, to, via, due, cutoff }) => [who, to, via, due, cutoff])).toEqual(
      wanted.reporting.map(({ who, to, via, due, cutoff }) => [who, to, via, due, cutoff]),
    )
    expect(read.doubts.map((doubt) => doubt.code)).toEqual(wanted.doubts.map((doubt) => doubt.code))
  })

  test('knows the pages of its blocks', async () => {
    const { blocks, pages } = await readDocument(typeset(plan.toString('utf8')), 'ke-hoach.pdf')
    expect(pages).toBeGreaterThan(1)
    expect(new Set(blocks.map((block) => block.page))).toEqual(new Set(Array.from({ length: pages ?? 0 }, (_value, index) => index + 1)))
  })
})

describe('a page as offices leave it', () => {
  const body = Array.from({ length: 12 }, (_line, index) => ({
    text: `${index + 1}. Giao Sở Nội vụ rà soát việc thứ ${index + 1} trong năm nay.`,
    x: 85,
    y: 600 - index * 20,
  }))
  const head = [
    { text: 'ỦY BAN NHÂN DÂN', x: 100, y: 780 },
    { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', x: 330, y: 780 },
    { text: 'TỈNH MINH CHÂU', x: 105, y: 765 },
    { text: 'Độc lập - Tự do - Hạnh phúc', x: 350, y: 765 },
    { text: 'Số:', x: 90, y: 740 },
    { text: '/KH-UBND', x: 150, y: 740 },
    { text: 'Minh Châu, ngày', x: 330, y: 740 },
    { text: 'tháng 3 năm 2025', x: 440, y: 740 },
    { text: 'KẾ HOẠCH', x: 280, y: 700 },
    { text: 'Về dữ liệu số', x: 270, y: 680 },
  ]

  test('a number and a day that were stamped into their gaps are read with them, and a gap left blank is no column', async () => {
    const stamped = [...head, { text: '173', x: 118, y: 743 }, { text: '21', x: 418, y: 742 }]
    expect(readPlan(await readDocument(pdfOfPages([[...stamped, ...body]]), 'dau.pdf')).document).toMatchObject({
      number: '173/KH-UBND',
      symbol: 'KH-UBND',
      date: '2025-03-21',
      title: 'Về dữ liệu số',
    })
    expect(readPlan(await readDocument(pdfOfPages([[...head, ...body]]), 'trong.pdf')).document).toMatchObject({
      number: null,
      symbol: 'KH-UBND',
      date: '2025-03',
    })
  })

  test('what is printed on every page, and the mark of a signing programme, is not the text of the document', async () => {
    const sentences = ['Sở Nội vụ rà soát.', 'Công an tỉnh cấp tài khoản.', 'Các xã báo cáo.']
    const page = (number: number) => [
      { text: `Cổng thông tin nội bộ - trang ${number}/3`, x: 85, y: 820 },
      { text: sentences[number - 1] ?? '', x: 85, y: 700 },
      { text: 'Thời gian ký: 12/05/2024 15:20:11 +07:00', x: 85, y: 40 },
    ]
    const { text } = await readDocument(pdfOfPages([page(1), page(2), page(3)]), 'in.pdf')
    expect(text.trim().split(/\n+/u)).toEqual(sentences)
  })

  test('a page that lies on its side is read as it is shown', async () => {
    const words = ['Mot hang chu nam ngang.', 'Hang thu hai cua trang.']
    const content = words.map((line, at) => `BT /F1 10 Tf 0 1 -1 0 ${100 + at * 20} 50 Tm (${line}) Tj ET`).join(' ')
    const bytes = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 90 /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      pdfStream(Buffer.from(content)),
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ])
    expect((await readDocument(bytes, 'ngang.pdf')).text.trim().split(/\n+/u)).toEqual(words)
  })

  test('a paragraph goes on over the page, at the end of a sentence too', async () => {
    const full = 'x'.repeat(80)
    const { blocks, text } = await readDocument(
      pdfOfPages([
        [
          { text: `Đoạn một ${full}`.slice(0, 84), x: 105, y: 100 },
          { text: `${'y '.repeat(43)}hết.`, x: 85, y: 80 },
        ],
        [
          { text: 'Câu sau của đoạn một.', x: 85, y: 780 },
          { text: 'Đoạn hai.', x: 105, y: 740 },
        ],
      ]),
      'trang.pdf',
    )
    expect(blocks.map(({ start, end }) => text.slice(start, end).slice(0, 8))).toEqual(['Đoạn một', 'Đoạn hai'])
  })
})

describe('a PDF without a text layer', () => {
  test('says how many of its pages are images', async () => {
    const error = await readDocument(pdfOfScans(14), 'quet.pdf').catch((thrown: unknown) => thrown)
    expect(error instanceof UnreadableFile ? [error.code, error.sentence.vi] : error).toEqual([
      'noTextLayer',
      'Tệp "quet.pdf" không có lớp văn bản: 14 trên 14 trang là ảnh; hãy gửi bản .docx, hoặc nhờ quản trị viên cài Tesseract (tesseract-ocr-vie, poppler-utils) để nhận dạng chữ.',
    ])
  })

  test('a file that begins like a PDF and is none is damaged', async () => {
    await expect(readDocument(Buffer.from('%PDF-1.7\nkhông có gì'), 'hong.pdf')).rejects.toMatchObject({ code: 'corrupt' })
  })
})
