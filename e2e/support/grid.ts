import type { Report } from '@haidang/api/reports'
import type { BrowserContext, Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Person } from './person.ts'

export type Column = 'Tử số' | 'Mẫu số' | 'Câu trả lời' | 'Ghi chú'
export type Row = { readonly numerator: string | null; readonly denominator: string | null; readonly note: string }

export const gridOf = (page: Page): Locator => page.getByRole('table', { name: /^Số liệu của đơn vị/u })
export const cellOf = (page: Page, column: Column, name: string): Locator =>
  page.getByRole('textbox', { name: `${column}, ${name}`, exact: true })
/** Where the page says what was typed is: on the server, on its way, or on this machine only. */
export const savedState = (page: Page): Locator => page.locator('.saved')

/** The rows as the database has them, in the order of the form. */
export async function rowsOf(person: Person, reportId: string): Promise<readonly Row[]> {
  const { indicators } = await person.get<Report>(`/api/reports/${reportId}`)
  return indicators.map(({ entry: { numerator, denominator, note } }) => ({ numerator, denominator, note }))
}

export const rowOf = async (person: Person, reportId: string, index: number): Promise<Row | undefined> =>
  (await rowsOf(person, reportId))[index]

/** Waits until the database has what it should have, and sees that the page knows it. */
export async function expectRows(
  person: Person,
  reportId: string,
  page: Page,
  expected: Readonly<Record<number, Partial<Row>>> | readonly Row[],
): Promise<void> {
  const wanted = Object.entries(expected)
  await expect
    .poll(
      async () => {
        const rows = await rowsOf(person, reportId)
        return Object.fromEntries(wanted.map(([index, row]) => [index, pick(rows[Number(index)], row)]))
      },
      { timeout: 20_000 },
    )
    .toEqual(Object.fromEntries(wanted))
  await expect(savedState(page)).toContainText(/^đã lưu/u)
}

function pick(row: Row | undefined, like: Partial<Row>): Partial<Row> | undefined {
  return row && Object.fromEntries(Object.entries(row).filter(([field]) => field in like))
}

/** Selects a table on a page of another site and copies it, as out of a spreadsheet that offers cells as a table and as text. */
export async function copyTable(context: BrowserContext, rows: string): Promise<void> {
  const sheet = await context.newPage()
  await sheet.setContent(`<table>${rows}</table>`)
  await sheet.evaluate(() => {
    const range = document.createRange()
    range.selectNode(document.querySelector('table') ?? document.body)
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
  })
  await sheet.keyboard.press('Control+c')
  await sheet.close()
}

/** Kills the tab's process as a crash does: nothing of the page runs any more. */
export async function killTab(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined) // Nobody is left to answer.
  await crashed
  await page.close()
}
