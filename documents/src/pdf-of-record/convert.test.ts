import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { sampleReport } from '../decree30/sample-report.test-data.ts'
import { textWidthTwips } from '../decree30/text-width.ts'
import { writeReportDocx } from '../decree30/write-report.ts'
import { hasLibreOffice } from '../libreoffice/testing-libreoffice.ts'
import { convertToPdf } from './convert.ts'

// A temporary directory of its own, so that what stands there is ours and not another program's.
const ownTemporary = mkdtempSync(join(tmpdir(), 'haidang-convert-'))
vi.stubEnv('TMPDIR', ownTemporary)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(ownTemporary, { recursive: true, force: true })
})

const leftovers = () => readdirSync(ownTemporary)
const docx = await writeReportDocx(sampleReport({ unitCount: 14, taskCount: 3 }))

test('where LibreOffice is not installed the answer says so and leaves nothing behind', async () => {
  expect(await convertToPdf(docx, { timeoutMs: 5_000, soffice: 'soffice-that-is-not-there' })).toEqual({ missing: 'libreoffice' })
  expect(leftovers()).toEqual([])
})

test('a conversion that does not end is stopped with its children', async () => {
  // Any programme that ignores its arguments and waits stands for a LibreOffice that hangs.
  const waits = new URL('../libreoffice/waits-for-ever.test-data.sh', import.meta.url).pathname
  await expect(convertToPdf(docx, { timeoutMs: 300, soffice: waits })).rejects.toThrow('did not finish within 300 ms')
  expect(leftovers()).toEqual([])
})

describe.skipIf(!hasLibreOffice)('LibreOffice renders the report', () => {
  test('the report upright, the tables of its annexes across, the motto as wide as its rule', async () => {
    const outcome = await convertToPdf(docx, { timeoutMs: 120_000 })
    if ('missing' in outcome) throw new Error('LibreOffice answered --version and was then missing')

    const document = await getDocumentProxy(outcome.pdf)
    const pages = await Promise.all(
      Array.from({ length: document.numPages }, async (_, index) => {
        const page = await document.getPage(index + 1)
        const { items } = await page.getTextContent()
        const [, , width = 0, height = 0] = page.view
        return {
          across: width > height,
          pieces: items.flatMap((item) => ('str' in item ? [{ text: item.str.normalize('NFC'), width: item.width }] : [])),
        }
      }),
    )
    const textOf = (page: (typeof pages)[number]) => page.pieces.map(({ text }) => text).join('')
    const annexAt = pages.findIndex((page) => textOf(page).includes('Phụ lục I') && textOf(page).includes('KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU'))
    expect(annexAt).toBeGreaterThan(1)
    // Tables lie across; the units' own words, in Annex III, stand upright again.
    const wordsAt = pages.findIndex((page, index) => index > annexAt && textOf(page).includes('Phụ lục III') && !page.across)
    expect(wordsAt).toBeGreaterThan(annexAt)
    expect(pages.map(({ across }) => across)).toEqual(pages.map((_, index) => index >= annexAt && index < wordsAt))
    expect(pages.slice(annexAt, wordsAt).some((page) => textOf(page).includes('TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ'))).toBe(true)
    // Page numbers: none on first pages, 2 on the second page of report and annex alike.
    const first = (index: number) => pages[index]?.pieces.find(({ text }) => text.trim() !== '')?.text
    expect([first(1), first(annexAt + 1)]).toEqual(['2', '2'])
    expect(first(0)).not.toBe('1')

    const motto = pages[0]?.pieces.filter(({ text }) => /Độc lập|Tự do|Hạnh phúc/.test(text))
    const printed = (motto ?? []).reduce((sum, { width }) => sum + width, 0)
    expect(printed * 20).toBeCloseTo(textWidthTwips('Độc lập - Tự do - Hạnh phúc', { sizePt: 14, bold: true }), -2)
  }, 180_000)
})
