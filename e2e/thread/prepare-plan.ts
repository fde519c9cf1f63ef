import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { asWord, directiveText } from '../support/directives.ts'
import type { Person } from '../support/person.ts'
import { choose, deskOf, draftOf, expectDraft, importIdIn, indicatorsOf, itemCalled, tasksOf } from '../support/review-desk.ts'
import { checkPage } from '../support/screens.ts'

/** Uploads the directive as a Word file, waits until it is read and sees what is doubtful before anything else. */
export async function uploadDirective(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Văn bản', exact: true }).click()
  await checkPage(page, 'documents')
  await page.getByLabel('Thêm tệp').setInputFiles({
    name: 'ke-hoach-2024.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await asWord(await directiveText()),
  })
  const row = page.getByRole('table', { name: 'Văn bản đã nhận' }).getByRole('row').filter({ hasText: 'ke-hoach-2024.docx' })
  await expect(row).toContainText('đang soát', { timeout: 30_000 })
  await row.getByRole('link', { name: /^Soát/u }).click()
  const { entries } = deskOf(page)
  for (const [place, doubt] of [
    'Số của văn bản còn để trống',
    /ngày/iu,
    'Mục "II" được đánh số hai lần',
    /doanh nghiệp nhỏ và vừa .* được giao hai mức: (55% và 30%|60% và 40%)/u,
  ].entries())
    await expect(entries.nth(place)).toContainText(doubt)
  await expect(entries.filter({ hasText: 'tính ngày 10 hai lần' })).toBeVisible()
  await checkPage(page, 'review')
  return importIdIn(page)
}

/** Accepts, corrects, drops, splits, merges and adds, by keys and mouse; `server` says after each what is kept. */
export async function reviewDraft(page: Page, server: Person, importId: string): Promise<void> {
  const desk = deskOf(page)
  const before = await draftOf(server, importId)
  const [accepted, corrected] = indicatorsOf(before)
  const doubt = before.doubts.find(({ code }) => code === 'contradictingTargets')
  const [split, first, second] = tasksOf(before).filter(({ value }) => value.text.split(' ').length > 6)
  const contradicted = indicatorsOf(before)
    .filter(({ value }) => value.text.includes('doanh nghiệp nhỏ và vừa'))
    .at(-1)
  if (!accepted || !corrected || !doubt || !contradicted || !split || !first || !second)
    throw new Error('The reading lacks what is reviewed here.')

  await desk.tab('Chỉ tiêu').click()
  await choose(itemCalled(page, 'Chỉ tiêu', accepted.value.name))
  await page.keyboard.press('Enter')
  await expect(itemCalled(page, 'Chỉ tiêu', accepted.value.name, 'đã nhận')).toBeVisible()

  // The next one has the focus by itself; what is typed in it survives a reload in the same second.
  await expect(itemCalled(page, 'Chỉ tiêu', corrected.value.name)).toBeFocused()
  await page.keyboard.press('e')
  const correctedName = 'Dịch vụ công trực tuyến toàn trình đã đưa lên cổng'
  await page.getByRole('textbox', { name: 'Tên chỉ tiêu' }).fill('')
  await page.getByRole('textbox', { name: 'Tên chỉ tiêu' }).pressSequentially(correctedName)
  await page.reload()
  await desk.tab('Chỉ tiêu').click()
  await expect(itemCalled(page, 'Chỉ tiêu', correctedName)).toBeVisible()
  await expect(itemCalled(page, 'Chỉ tiêu', accepted.value.name, 'đã nhận')).toBeVisible()
  await expectDraft(server, importId, (draft) => indicatorsOf(draft).find(({ id }) => id === corrected.id)?.value.name, correctedName)
  await choose(itemCalled(page, 'Chỉ tiêu', correctedName))
  await page.keyboard.press('Enter')

  await choose(itemCalled(page, 'Chỉ tiêu', contradicted.value.name))
  await page.keyboard.press('x')
  await expect(page.getByText(`Đã bỏ: ${contradicted.value.name}`)).toBeVisible()
  await expectDraft(server, importId, ({ items }) => items.find(({ id }) => id === contradicted.id)?.state, 'dropped')

  await desk.tab('Nhiệm vụ').click()
  await choose(itemCalled(page, 'Nhiệm vụ', split.value.text))
  await page.keyboard.press('s')
  const cut = page.getByRole('dialog', { name: 'Tách làm hai' })
  await cut.getByRole('slider', { name: 'Chỗ tách' }).press('ArrowRight')
  await cut.getByRole('button', { name: 'Tách', exact: true }).click()
  await expect(cut).toBeHidden()
  await choose(itemCalled(page, 'Nhiệm vụ', first.value.text))
  await page.keyboard.press('Space')
  await choose(itemCalled(page, 'Nhiệm vụ', second.value.text))
  await page.keyboard.press('Space')
  await page.keyboard.press('m')
  const join = page.getByRole('dialog', { name: 'Gộp 2 điều làm một' })
  await join.getByRole('button', { name: 'Gộp', exact: true }).click()
  await expect(join).toBeHidden()
  await expectDraft(server, importId, (draft) => tasksOf(draft).length, tasksOf(before).length)
  const after = await draftOf(server, importId)
  const stateOf = (id: string) => after.items.find((item) => item.id === id)?.state
  expect([split, first, second].map(({ id }) => stateOf(id))).toEqual(['dropped', 'dropped', 'dropped'])
  const made = tasksOf(after).filter(({ id }) => !before.items.some((item) => item.id === id))
  expect(made).toHaveLength(3)
  const [left, right] = made.filter(
    ({ source }) => source && split.source && source.start < split.source.end && split.source.start < source.end,
  )
  expect(`${left?.value.text} ${right?.value.text}`.replaceAll(/\s+/gu, ' '), 'no word is lost in the cut').toContain(
    split.value.text.split(' ').slice(1, 4).join(' '),
  )

  await desk.document.getByText(/mã QR/u).first().click({ clickCount: 3 })
  await desk.document.getByRole('button', { name: 'Thêm điều' }).click()
  const add = page.getByRole('dialog', { name: 'Thêm một điều' })
  await expect(add).toContainText('mã QR')
  await add.getByRole('button', { name: 'Chỉ tiêu' }).click()
  const form = (name: string) => page.getByLabel(name, { exact: true })
  await form('Tên chỉ tiêu').fill('Cửa hàng nhận thanh toán qua mã QR')
  await form('Trụ cột').fill('kinh tế số')
  await form('Tử số là gì').fill('số cửa hàng nhận thanh toán qua mã QR')
  await form('Mẫu số là gì').fill('tổng số cửa hàng')
  await form('Mức').fill('62,5')
  await page.keyboard.press('Escape')
  await expectDraft(
    server,
    importId,
    (draft) =>
      indicatorsOf(draft)
        .filter(({ value }) => value.name === 'Cửa hàng nhận thanh toán qua mã QR')
        .map(({ value, source }) => [value.target.value, source !== null]),
    [['62.5', true]],
  )
}

/** Assigns what has no unit yet, settles who reports until when, and makes it binding. */
export async function issuePlan(page: Page): Promise<string> {
  const desk = deskOf(page)
  await desk.tab('Chỉ tiêu').click()
  await page.getByRole('button', { name: /^Giao đơn vị cho \d+ chỉ tiêu chưa giao$/u }).click()
  const assign = page.getByRole('dialog', { name: /^Giao đơn vị cho/u })
  await assign.getByRole('checkbox', { name: '17 phường, xã' }).check()
  await assign.getByRole('button', { name: 'Giao', exact: true }).click()
  await expect(assign).toBeHidden()
  for (const kind of ['Văn bản', 'Căn cứ', 'Chỉ tiêu', 'Nhiệm vụ', 'Chế độ báo cáo'] as const) {
    await desk.tab(kind).click()
    const acceptRest = page.getByRole('button', { name: /^Nhận (phần văn bản|\d+ .* còn lại)$/u })
    await acceptRest.click()
    await expect(acceptRest).toBeHidden()
  }
  await choose(page.getByRole('group', { name: /^Chế độ báo cáo: / }).filter({ hasText: /hằng tháng/iu }))
  await page.keyboard.press('e')
  const reporters = page.getByRole('group', { name: 'Đơn vị phải báo cáo' })
  for (const box of await reporters.getByRole('checkbox').all()) await box.check()
  await expect(reporters).toContainText('tất cả 40 đơn vị')
  const may = page
    .getByRole('table', { name: 'Các kỳ và hạn trong năm' })
    .getByRole('row')
    .filter({ hasText: /^5\/2024/u })
  await expect(may).toContainText('10/4 → hết 09/5')
  await expect(may).toContainText('12/5/2024 là Chủ nhật → 13/5/2024 17:00')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click()
  const issue = page.getByRole('dialog', { name: 'Ban hành kế hoạch' })
  await issue.getByRole('textbox', { name: /^Số, ký hiệu kế hoạch/u }).fill('28/KH-UBND')
  await issue.getByRole('textbox', { name: /^Ngày ban hành/u }).fill('20/4/2024')
  await expect(issue).toContainText(/\d+ chỉ tiêu có hiệu lực/u)
  await expect(issue).toContainText(/\d+ nghĩa vụ báo cáo cho 40 đơn vị, các kỳ từ tháng 5\/2024/u)
  await checkPage(page, 'issue')
  await issue.getByRole('button', { name: 'Ban hành', exact: true }).click()
  await expect(page).toHaveURL(/\/ke-hoach\//u)
  await expect(page.getByText('28/KH-UBND, ban hành ngày 20/4/2024')).toBeVisible()
  await checkPage(page, 'plan')
  return importIdIn(page)
}
