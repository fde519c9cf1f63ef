import { readFile } from 'node:fs/promises'
import type { Browser, Page } from '@playwright/test'
import { expect } from '../support/city.ts'
import { checkPage, lookAt } from '../support/screens.ts'

/** Whoever holds the paper, without an account: what the code on it leads to, before and after the officer takes it back. */
export async function verifyPaper(browser: Browser, officer: Page, { address, docx }: { readonly address: string; readonly docx: string }) {
  const context = await browser.newContext()
  const outsider = await context.newPage()
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(String(error.error())))
  await outsider.goto(address)
  await expect(outsider.getByText('Văn bản thật, đang có giá trị')).toBeVisible()
  await expect(outsider.getByText('45/BC-UBND')).toBeVisible()

  const bytes = await readFile(docx)
  const compare = (buffer: Buffer) => outsider.locator('input[type="file"]').setInputFiles({ name: 'bao-cao.docx', mimeType: '', buffer })
  const sent: string[] = []
  outsider.on('request', (request) => sent.push(`${request.method()} ${request.url()}`))
  await compare(Buffer.concat([bytes, Buffer.from([0])]))
  await expect(outsider.getByText('Không trùng với tệp nào đã phát hành')).toBeVisible()
  await compare(bytes)
  await expect(outsider.getByText('Trùng khớp: đúng tệp Word đã phát hành.')).toBeVisible()
  expect(sent, 'the file stays where it is').toEqual([])
  await lookAt(outsider, 'verification')

  await officer.getByRole('button', { name: 'Thu hồi' }).click()
  const dialog = officer.getByRole('dialog', { name: /^Thu hồi báo cáo đã phát hành/u })
  await dialog.getByRole('button', { name: 'Thu hồi' }).click()
  await expect(dialog).toContainText('Hãy ghi lý do')
  await dialog.getByRole('textbox', { name: /^Lý do thu hồi/u }).fill('Nhầm số liệu của Phường 7')
  await dialog.getByRole('button', { name: 'Thu hồi' }).click()
  await expect(officer.getByText('Nhầm số liệu của Phường 7')).toBeVisible()
  await checkPage(officer, 'issued-recalled')

  await outsider.reload()
  await expect(outsider.getByText('Văn bản đã bị thu hồi')).toBeVisible()
  await expect(outsider.getByText('Nhầm số liệu của Phường 7')).toBeVisible()
  await checkPage(outsider, 'verification-recalled')
  await outsider.goto(`${address.slice(0, -1)}${address.endsWith('0') ? '1' : '0'}`)
  await expect(outsider.getByText('Không có văn bản này')).toBeVisible()
  expect(faults).toEqual([])
  await context.close()
}
