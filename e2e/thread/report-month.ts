import type { Report } from '@haidang/api/reports'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { asWord } from '../support/directives.ts'
import { cellOf, copyTable, expectRows, gridOf, rowsOf, savedState } from '../support/grid.ts'
import type { Row } from '../support/grid.ts'
import type { Person } from '../support/person.ts'
import { checkPage } from '../support/screens.ts'

type Line = Report['indicators'][number]
const nothing: Row = { numerator: null, denominator: null, note: '' }

/** From the list of what is due to the unit's month. */
export async function openDueReport(
  page: Page,
  kind: 'Báo cáo phải nộp' | 'Báo cáo bị trả lại' | 'Báo cáo quá hạn' | 'Đang đính chính',
): Promise<void> {
  await page.goto(new URL('/viec-cua-toi', page.url()).href)
  await page
    .getByRole('main')
    .getByRole('link')
    .filter({ hasText: kind })
    .filter({ hasText: /tháng 5/iu })
    .click()
  await expect(gridOf(page)).toBeVisible()
}

/**
 * Fills a whole month: the first row by keys, the others as a block out of a spreadsheet with a merged head, whose answer is lost on the
 * way and asked again. Two rows stay blank.
 */
export async function fillByBlock(page: Page, server: Person, reportId: string): Promise<readonly Row[]> {
  const { indicators } = await server.get<Report>(`/api/reports/${reportId}`)
  expect(await rowsOf(server, reportId)).toEqual(indicators.map(() => nothing))
  const [first] = indicators
  if (first?.kind !== 'ratio') throw new Error('The form should begin with a ratio.')
  await cellOf(page, 'Tử số', first.name).click()
  await page.keyboard.type('412')
  await page.keyboard.press('Tab')
  await page.keyboard.type('655')
  await page.keyboard.press('Enter')
  await expectRows(server, reportId, page, { 0: { numerator: '412', denominator: '655' } })

  const cells = indicators.map((line, index) => figuresOf(line, index))
  const head = '<tr><th colspan="2">Tháng 5/2024</th></tr><tr><th>Tử số</th><th>Mẫu số</th></tr>'
  await copyTable(page.context(), head + cells.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join(''))
  let reached = 0
  await page.route('**/api/reports/*/entries', async (route) => {
    reached += 1
    if (reached > 1) return route.continue()
    expect((await route.fetch()).ok(), 'the block reached the database').toBe(true)
    return route.abort('connectionreset')
  })
  await page.bringToFront()
  await cellOf(page, 'Tử số', first.name).click()
  await page.keyboard.press('Control+v')
  await expect(page.getByRole('alertdialog')).toContainText(`${cells.flat().filter(Boolean).length} ô sẽ ghi`)
  await page.keyboard.press('Enter')
  const machine = (text: string): string | null => (text === '' ? null : text.replaceAll('.', '').replace(',', '.'))
  const expected = cells.map(([numerator, denominator], index): Row =>
    index === 0
      ? { numerator: '412', denominator: '655', note: '' }
      : { numerator: machine(numerator), denominator: machine(denominator), note: '' },
  )
  await expectRows(server, reportId, page, expected)
  expect(reached, 'the lost answer was asked for again').toBe(2)
  const { indicators: after } = await server.get<Report>(`/api/reports/${reportId}`)
  expect(new Set(after.slice(1).map(({ entry }) => entry.revision)), 'and nothing was written twice').toEqual(new Set([0, 1]))
  await page.unroute('**/api/reports/*/entries')
  return expected
}

/** What the sheet holds for a row: a figure with a part in the fourth, blanks in the sixth and the ninth. */
function figuresOf({ kind }: Line, index: number): readonly [string, string] {
  if (index === 0 || index === 5 || index === 8) return ['', '']
  if (kind === 'ratio') return index === 3 ? ['1.234,5', '2.000'] : [String(100 + 3 * index), `1.${String(200 + 7 * index)}`]
  return kind === 'count' ? [String(1000 + index), ''] : [index % 2 === 0 ? '0' : '1', '']
}

/** Types while the connection is gone; sees that it is kept here, and goes out by itself. */
export async function typeOffline(page: Page, server: Person, reportId: string, line: Line, index: number, note: string): Promise<void> {
  await page.context().setOffline(true)
  await cellOf(page, 'Ghi chú', line.name).click()
  await page.keyboard.type(note)
  await page.keyboard.press('Enter')
  await expect(savedState(page)).toContainText('chưa lưu lên máy chủ, giữ trên máy này')
  expect((await rowsOf(server, reportId))[index]?.note).toBe('')
  await page.context().setOffline(false)
  await expectRows(server, reportId, page, { [index]: { note } })
}

export async function attachEvidence(page: Page, fileName: string): Promise<void> {
  const files = page.getByRole('group', { name: 'Chung cho cả báo cáo' })
  await files.getByLabel('Thêm tệp').setInputFiles({
    name: fileName,
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await asWord('Bảng kê hồ sơ tiếp nhận trong kỳ'),
  })
  await expect(files.getByRole('link', { name: fileName })).toBeVisible()
}

export const headings = ['Kết quả thực hiện', 'Tồn tại, hạn chế và nguyên nhân', 'Giải pháp thời gian tới'] as const

export async function writeNarrative(page: Page, server: Person, reportId: string, texts: readonly string[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    await page.getByRole('textbox', { name: headings[index] ?? '' }).click()
    await page.keyboard.insertText(text)
  }
  await expect.poll(async () => (await server.get<Report>(`/api/reports/${reportId}`)).narratives.map(({ text }) => text)).toEqual(texts)
}

/** Hands it in, with one reason for everything that stays blank. `look` has axe read the dialog. */
export async function submit(
  page: Page,
  { blank, reason, look = false }: { readonly blank: number; readonly reason: string; readonly look?: boolean },
): Promise<void> {
  await expect(savedState(page)).toContainText(/^đã lưu/u)
  await page.getByRole('region', { name: 'Kiểm tra và nộp' }).getByRole('button', { name: 'Nộp báo cáo' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nộp báo cáo tháng 5/2024' })
  if (blank > 0) {
    await expect(dialog).toContainText(`${blank} chỉ tiêu chưa có số liệu`)
    await dialog.getByRole('textbox').first().fill(reason)
    if (blank > 1) await dialog.getByRole('button', { name: 'Dùng lý do này cho mọi chỉ tiêu còn trống' }).click()
  }
  if (look) await checkPage(page, 'submit')
  await dialog.getByRole('button', { name: 'Nộp báo cáo' }).click()
  await expect(page.getByText(/^Đã nộp lúc/u)).toBeVisible()
}
