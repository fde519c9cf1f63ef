import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readPlan } from '../plans/read-plan.ts'
import { readDocument } from '../read-document.ts'
import { readText } from '../text/read-text.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { pdfOfPages, pdfOfScans } from './testing-pdf.ts'

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

describe('a PDF without a text layer', () => {
  test('says how many of its pages are images', async () => {
    const error = await readDocument(pdfOfScans(14), 'quet.pdf').catch((thrown: unknown) => thrown)
    expect(error instanceof UnreadableFile ? [error.code, error.sentence.vi] : error).toEqual([
      'noTextLayer',
      'Tệp "quet.pdf" không có lớp văn bản: 14 trên 14 trang là ảnh; hãy gửi bản .docx, hoặc nhận dạng chữ (OCR) rồi gửi lại.',
    ])
  })

  test('a file that begins like a PDF and is none is damaged', async () => {
    await expect(readDocument(Buffer.from('%PDF-1.7\nkhông có gì'), 'hong.pdf')).rejects.toMatchObject({ code: 'corrupt' })
  })
})
