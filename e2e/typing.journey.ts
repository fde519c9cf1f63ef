import type { AuditLines } from '@haidang/api/consolidation'
import type { Report, ReportList } from '@haidang/api/reports'
import type { Browser, Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { cellOf, copyTable, expectRows, gridOf, killTab, rowOf, rowsOf, savedState } from './support/grid.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import type { Person } from './support/person.ts'
import { signInByLink } from './support/person.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'ben-thu'
const culture = 'Phòng Văn hóa và Thông tin'
const units = [
  { name: culture, shortName: 'P. VHTT', group: 'department' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
  { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward' },
] as const

type Ward = { readonly reportId: string; readonly unitId: string; readonly names: readonly string[] }
type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>

let minh: Person
let quan: Person
let ward5: Ward
let ward7: Ward
/** Who is signed in, as their browser remembers it. */
let hung: Cookies
let lan: Cookies
let mai: Cookies

test.beforeAll(async ({ city, browser }) => {
  test.setTimeout(300_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Bến Thử', place: 'Bến Thử', now: '2024-04-20T08:00:00+07:00' }, units)
  const people = [
    { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' },
    { login: 'quan', name: 'Vũ Anh Quân', post: 'Thanh tra viên', unit: culture, role: 'auditor' },
    { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: 'UBND Phường 7', role: 'focalPoint' },
    { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND Phường 5', role: 'focalPoint' },
    { login: 'mai', name: 'Lê Ngọc Mai', post: 'Công chức', unit: 'UBND Phường 5', role: 'focalPoint' },
  ] as const
  const [minhLink = '', quanLink = '', ...wardLinks] = await Promise.all(people.map((person) => addPerson(city, slug, person)))
  minh = await signInByLink(city.address, 'Minh', minhLink)
  quan = await signInByLink(city.address, 'Quân', quanLink)
  await issueDirective(minh, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
  const { reports } = await minh.get<ReportList>('/api/reports?period=2024-05')
  const wardOf = async (name: string): Promise<Ward> => {
    const summary = reports.find(({ unit }) => unit.name === name)
    if (summary === undefined) throw new Error(`${name} owes no report.`)
    const report = await minh.get<Report>(`/api/reports/${summary.id}`)
    return { reportId: report.id, unitId: report.unit.id, names: report.indicators.map((line) => line.name) }
  }
  ward5 = await wardOf('UBND Phường 5')
  ward7 = await wardOf('UBND Phường 7')

  const remembered = async (printed: string): Promise<Cookies> => {
    const { context } = await comeIn(browser, linkIn(printed))
    const state = await context.storageState()
    await context.close()
    return state
  }
  hung = await remembered(wardLinks[0] ?? '')
  lan = await remembered(wardLinks[1] ?? '')
  mai = await remembered(wardLinks[2] ?? '')
})

const openAs = async (browser: Browser, address: string, person: Cookies, { reportId }: Ward) => {
  const context = await browser.newContext({ storageState: person, permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(`${address}/bao-cao/${reportId}`)
  await expect(gridOf(page)).toBeVisible()
  return { context, page }
}

const nameAt = ({ names }: Ward, index: number): string => {
  const name = names[index]
  if (name === undefined) throw new Error(`The form has no row ${index}.`)
  return name
}

test('the keys of a spreadsheet move, edit, restore and clear; what stands is what is saved', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, hung, ward7)
  const numerator = (index: number) => cellOf(page, 'Tử số', nameAt(ward7, index))
  await numerator(0).click()
  await page.keyboard.type('412')
  await page.keyboard.press('Tab')
  await page.keyboard.type('655')
  await expect(
    gridOf(page)
      .getByRole('row')
      .filter({ hasText: nameAt(ward7, 0) }),
  ).toContainText('62,90%')
  await page.keyboard.press('Tab')
  await page.keyboard.type('theo sổ một cửa')
  await page.keyboard.press('Tab')
  await expect(numerator(1)).toBeFocused()
  await page.keyboard.type('1234,5')
  await page.keyboard.press('Enter')
  await expect(numerator(1)).toHaveValue('1.234,5')
  await expect(numerator(2)).toBeFocused()

  await page.keyboard.type('7')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('F2')
  await page.keyboard.type('6')
  await page.keyboard.press('Enter')
  await expect(numerator(1)).toHaveValue('1.234,56')
  await expect(numerator(2)).toBeFocused()

  await page.keyboard.type('99')
  await page.keyboard.press('Escape')
  await expect(numerator(2)).toHaveValue('7')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('5')
  await page.keyboard.press('Shift+Enter')
  await expect(numerator(2)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Delete')
  await expect(numerator(3)).toHaveValue('')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.type('0')
  await page.keyboard.press('Shift+Tab')
  await expect(numerator(3)).toBeFocused()

  await expectRows(minh, ward7.reportId, page, {
    0: { numerator: '412', denominator: '655', note: 'theo sổ một cửa' },
    1: { numerator: '1234.56', denominator: null },
    2: { numerator: '7', denominator: null },
    // Cleared is missing; a typed 0 is a figure.
    3: { numerator: null, denominator: '0' },
  })

  await page.keyboard.press('Control+z')
  await expectRows(minh, ward7.reportId, page, { 3: { numerator: null, denominator: null } })
  await page.keyboard.press('Control+Shift+z')
  await expectRows(minh, ward7.reportId, page, { 3: { numerator: null, denominator: '0' } })
  await context.close()
})

test('a block of 30×2 out of a spreadsheet is put in, taken back as one step, put in again and copied out', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, hung, ward7)
  const before = await rowsOf(minh, ward7.reportId)
  expect(before[0], 'the first row has figures for the blank to leave').toMatchObject({ numerator: '412', denominator: '655' })
  const shown = (index: number): readonly [string, string] => {
    if (index === 0) return ['', '']
    if (index === 6) return ['chưa chốt', '2.060']
    return index === 4 ? ['1.234,5', '2.000'] : [`${100 + index}`, index === 9 ? '' : `2.${String(100 + index)}`]
  }
  const cells = Array.from({ length: 30 }, (_, index) => shown(index))
  const head = '<tr><td colspan="2">Số liệu tháng 5/2024</td></tr><tr><td>Tử số</td><td>Mẫu số</td></tr>'
  await copyTable(context, head + cells.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join(''))

  await cellOf(page, 'Tử số', nameAt(ward7, 0)).click()
  await page.keyboard.press('Control+v')
  const preview = page.getByRole('alertdialog')
  await expect(preview).toContainText('56 ô sẽ ghi, 3 ô trống giữ nguyên, 2 dòng tiêu đề bỏ qua, 1 ô không ghi được')
  await expect(preview).toContainText('Dòng 9, cột 1: "chưa chốt" không phải là số')
  expect(await rowsOf(minh, ward7.reportId), 'nothing is written before one says so').toEqual(before)
  await page.keyboard.press('Enter')

  const machine = (text: string): string => text.replaceAll('.', '').replace(',', '.')
  const after = before.map((row, index) => {
    const [numerator = '', denominator = ''] = cells[index] ?? []
    const isFigure = (text: string): boolean => /^\d/u.test(text)
    return {
      ...row,
      ...(isFigure(numerator) ? { numerator: machine(numerator) } : {}),
      ...(isFigure(denominator) ? { denominator: machine(denominator) } : {}),
    }
  })
  expect(after[4]).toMatchObject({ numerator: '1234.5', denominator: '2000' })
  await expectRows(minh, ward7.reportId, page, after)

  await page.keyboard.press('Control+z')
  await expectRows(minh, ward7.reportId, page, before)
  await page.keyboard.press('Control+y')
  await expectRows(minh, ward7.reportId, page, after)

  await cellOf(page, 'Tử số', nameAt(ward7, 0)).click()
  await page.keyboard.press('Shift+ArrowRight')
  for (let row = 1; row < 30; row += 1) await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+c')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const asShown = after.slice(0, 30).map(({ numerator, denominator }) => [numerator, denominator].map(vietnamese).join('\t'))
  expect(copied.split(/\r?\n/u)).toEqual(asShown)
  await context.close()
})

const vietnamese = (value: string | null): string => {
  const [whole = '', part] = (value ?? '').split('.')
  return whole.replace(/\B(?=(\d{3})+$)/gu, '.') + (part === undefined ? '' : `,${part}`)
}

test('a request whose answer is cut off is asked again and written once', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, lan, ward5)
  const linesBefore = await changesOf(ward5)
  let reached = 0
  await page.route('**/api/reports/*/entries', async (route) => {
    reached += 1
    if (reached > 1) return route.continue()
    const reply = await route.fetch()
    expect(reply.ok(), 'the server has written it').toBe(true)
    return route.abort('connectionreset')
  })
  await cellOf(page, 'Tử số', nameAt(ward5, 0)).click()
  await page.keyboard.type('301')
  await page.keyboard.press('Enter')
  await expectRows(minh, ward5.reportId, page, { 0: { numerator: '301', denominator: null } })
  expect(reached, 'the page asked again').toBe(2)
  expect(await changesOf(ward5), 'one change, one line of the log').toBe(linesBefore + 1)
  const [first] = (await minh.get<Report>(`/api/reports/${ward5.reportId}`)).indicators
  expect(first?.entry.revision).toBe(1)
  await context.close()
})

const changesOf = async ({ unitId }: Ward): Promise<number> =>
  (await quan.get<AuditLines>(`/api/audit/lines?stream=${encodeURIComponent(`unit:${unitId}`)}&limit=1`)).lines[0]?.seq ?? 0

test('without a connection typing goes on, is kept on this machine and goes out by itself', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, lan, ward5)
  await context.setOffline(true)
  await cellOf(page, 'Tử số', nameAt(ward5, 1)).click()
  for (const figure of ['11', '12', '13']) {
    await page.keyboard.type(figure)
    await page.keyboard.press('Enter')
  }
  await expect(savedState(page)).toContainText('chưa lưu lên máy chủ, giữ trên máy này')
  expect(await rowOf(minh, ward5.reportId, 1)).toMatchObject({ numerator: null })
  await context.setOffline(false)
  await expectRows(minh, ward5.reportId, page, { 1: { numerator: '11' }, 2: { numerator: '12' }, 3: { numerator: '13' } })
  await context.close()
})

test('a second tab of the same browser sees what is typed; a second browser is asked which value holds', async ({ browser, city }) => {
  const hers = await openAs(browser, city.address, lan, ward5)
  const name = nameAt(ward5, 5)
  const tab = await hers.context.newPage()
  await tab.goto(`${city.address}/bao-cao/${ward5.reportId}`)
  await expect(gridOf(tab)).toBeVisible()
  await hers.page.bringToFront()
  await cellOf(hers.page, 'Tử số', nameAt(ward5, 4)).click()
  await hers.page.keyboard.type('44')
  await hers.page.keyboard.press('Enter')
  await expect(cellOf(tab, 'Tử số', nameAt(ward5, 4))).toHaveValue('44')
  await expectRows(minh, ward5.reportId, hers.page, { 4: { numerator: '44' } })
  await tab.close()

  const others = await openAs(browser, city.address, mai, ward5)
  await hers.context.setOffline(true)
  await cellOf(hers.page, 'Tử số', name).click()
  await hers.page.keyboard.type('50')
  await hers.page.keyboard.press('Enter')
  await cellOf(others.page, 'Tử số', name).click()
  await others.page.keyboard.type('51')
  await others.page.keyboard.press('Enter')
  await expectRows(minh, ward5.reportId, others.page, { 5: { numerator: '51' } })
  await hers.context.setOffline(false)

  const note = hers.page.getByRole('alert').filter({ hasText: 'đã sửa dòng này' })
  await expect(note).toContainText('Lê Ngọc Mai')
  await expect(note).toContainText('Của bạn: 50 / –')
  await expect(note).toContainText('Trên máy chủ: 51 / –')
  expect(await rowOf(minh, ward5.reportId, 5), 'nobody has chosen yet').toMatchObject({ numerator: '51' })
  await note.getByRole('button', { name: 'Lấy của tôi' }).click()
  await expectRows(minh, ward5.reportId, hers.page, { 5: { numerator: '50' } })

  await cellOf(others.page, 'Tử số', name).click()
  await others.page.keyboard.type('52')
  await others.page.keyboard.press('Enter')
  const answer = others.page.getByRole('alert').filter({ hasText: 'Trần Thị Lan đã sửa dòng này' })
  await expect(answer).toContainText('Của bạn: 52 / –')
  await answer.getByRole('button', { name: 'Lấy trên máy chủ' }).click()
  await expect(cellOf(others.page, 'Tử số', name)).toHaveValue('50')
  await expectRows(minh, ward5.reportId, others.page, { 5: { numerator: '50' } })

  // Two cells of a row that both have changed are chosen one by one.
  const type = async (page: Page, numerator: string, denominator: string): Promise<void> => {
    await cellOf(page, 'Tử số', nameAt(ward5, 6)).click()
    await page.keyboard.type(numerator)
    await page.keyboard.press('Tab')
    await page.keyboard.type(denominator)
    await page.keyboard.press('Enter')
  }
  await hers.context.setOffline(true)
  await type(hers.page, '60', '80')
  await type(others.page, '61', '81')
  await expectRows(minh, ward5.reportId, others.page, { 6: { numerator: '61', denominator: '81' } })
  await hers.context.setOffline(false)
  const cells = hers.page.getByRole('alert').filter({ hasText: 'đã sửa dòng này' })
  const dropped = hers.page.waitForRequest(/\/dropped$/u)
  await cells.getByRole('group', { name: 'Tử số' }).getByRole('button', { name: 'Lấy của tôi' }).click()
  await cells.getByRole('group', { name: 'Mẫu số' }).getByRole('button', { name: 'Lấy trên máy chủ' }).click()
  expect((await dropped).postDataJSON()).toMatchObject({ typed: { numerator: '60', denominator: '80' } })
  await expectRows(minh, ward5.reportId, hers.page, { 6: { numerator: '60', denominator: '81' } })
  await hers.page
    .getByTitle(`Chi tiết: ${nameAt(ward5, 6)}`)
    .first()
    .click()
  const history = hers.page.getByRole('dialog').getByRole('listitem')
  await expect(history.filter({ hasText: 'Bỏ số đã gõ' })).toContainText('60 / 80, Trần Thị Lan')
  await expect(history.filter({ hasText: 'Nhập 61 / 81, Lê Ngọc Mai' })).toBeVisible()
  await lookAt(hers.page, 'lich-su-o', { full: false })
  await hers.context.close()
  await others.context.close()
})

test('a killed tab loses nothing: the next one says so, shows it and sends it', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, lan, ward5)
  await context.setOffline(true)
  await cellOf(page, 'Tử số', nameAt(ward5, 7)).click()
  await page.keyboard.type('77')
  await page.keyboard.press('Tab')
  await page.keyboard.type('88')
  await expect(savedState(page)).toContainText('chưa lưu lên máy chủ')
  await killTab(page)
  expect(await rowOf(minh, ward5.reportId, 7)).toMatchObject({ numerator: null, denominator: null })

  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto(`${city.address}/viec-cua-toi`)
  await expect(next.getByText('Trên máy này còn số liệu chưa lưu lên máy chủ')).toBeVisible()
  await next.getByRole('link', { name: 'Báo cáo tháng 5/2024 · UBND Phường 5' }).click()
  await expect(cellOf(next, 'Tử số', nameAt(ward5, 7))).toHaveValue('77')
  await expect(cellOf(next, 'Mẫu số', nameAt(ward5, 7))).toHaveValue('88')
  await expectRows(minh, ward5.reportId, next, { 7: { numerator: '77', denominator: '88' } })
  await context.close()
})

test('what is not a number stays where it was typed and is not sent', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, lan, ward5)
  const name = nameAt(ward5, 8)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') sent.push(request.postData() ?? '')
  })
  await cellOf(page, 'Mẫu số', name).click()
  await page.keyboard.type('900')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.type('12 bộ')
  await page.keyboard.press('Enter')
  await expectRows(minh, ward5.reportId, page, { 8: { numerator: null, denominator: '900' } })
  await expect(savedState(page)).toContainText('1 ô chưa đọc được, giữ trên máy này')
  await expect(gridOf(page).getByText('"12 bộ" không phải là số.')).toBeVisible()
  await page.reload()
  await expect(cellOf(page, 'Tử số', name)).toHaveValue('12 bộ')
  await cellOf(page, 'Tử số', name).click()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expectRows(minh, ward5.reportId, page, { 8: { numerator: '12', denominator: '900' } })
  expect(sent.filter((body) => body.includes('bộ'))).toEqual([])
  await context.close()
})

test('a server that stops and starts again under typing hands takes everything', async ({ browser, city }) => {
  const { context, page } = await openAs(browser, city.address, lan, ward5)
  const numerator = cellOf(page, 'Tử số', nameAt(ward5, 10))
  await numerator.click()
  await page.keyboard.type('1000')
  expect(await city.stop(), 'the exit code of Ctrl-C').toBe(0)
  await page.keyboard.press('Enter')
  await page.keyboard.type('1111')
  await page.keyboard.press('Enter')
  await expect(savedState(page)).toContainText('chưa lưu lên máy chủ, giữ trên máy này')
  await city.start()
  await page.keyboard.type('1212')
  await page.keyboard.press('Enter')
  await expectRows(minh, ward5.reportId, page, { 10: { numerator: '1000' }, 11: { numerator: '1111' }, 12: { numerator: '1212' } })
  await context.close()
})
