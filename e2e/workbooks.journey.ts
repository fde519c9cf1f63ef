import type { Report, ReportList } from '@haidang/api/reports'
import type { AuditLines } from '@haidang/api/consolidation'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { cellOf, expectRows, gridOf, rowsOf } from './support/grid.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'
import { choose, downloaded, dropOn, expectSheetNames, filledIn, sheetOf } from './support/workbook.ts'

const slug = 'bieu-excel'
const culture = 'Phòng Văn hóa và Thông tin'
const units = [
  { name: culture, shortName: 'P. VHTT', group: 'department' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
  { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward' },
] as const
const people = [
  { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' },
  { login: 'quan', name: 'Vũ Anh Quân', post: 'Thanh tra viên', unit: culture, role: 'auditor' },
  { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND Phường 5', role: 'focalPoint' },
] as const

test('a form goes out, is filled in offline and comes home: refused for the wrong month, marked where it is wrong, saved once', async ({
  city,
  browser,
}) => {
  test.setTimeout(600_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Biểu', place: 'Biểu', now: '2024-04-20T08:00:00+07:00' }, units)
  const [minhLink = '', quanLink = '', lanLink = ''] = await Promise.all(people.map((person) => addPerson(city, slug, person)))
  const minh = await signInByLink(city.address, 'Minh', minhLink)
  const quan = await signInByLink(city.address, 'Quân', quanLink)
  const lan = await signInByLink(city.address, 'Lan', lanLink)
  await issueDirective(minh, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
  const reportOf = async (period: string, unit: string): Promise<string> => {
    const { reports } = await minh.get<ReportList>(`/api/reports?period=${period}`)
    return reports.find((report) => report.unit.name === unit)?.id ?? ''
  }
  const [may, june, mayOf7] = [
    await reportOf('2024-05', 'UBND Phường 5'),
    await reportOf('2024-06', 'UBND Phường 5'),
    await reportOf('2024-05', 'UBND Phường 7'),
  ]
  const { indicators } = await minh.get<Report>(`/api/reports/${may}`)
  const names = indicators.map(({ name }) => name)
  const [first = '', second = ''] = names

  const { page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'lan')))
  const dialog = page.getByRole('dialog')
  await page.goto(`${city.address}/bao-cao/${may}`)
  await expect(gridOf(page)).toBeVisible()

  const form = await test.step('Lan takes the form of May', async () => {
    await page.getByRole('button', { name: 'Nhập từ Excel' }).click()
    await lookAt(page, 'workbook-start', { full: false })
    const file = await downloaded(page, dialog.getByRole('link', { name: 'Tải biểu Excel' }))
    expect(file.name).toBe('Số liệu 2024-05 Phường 5.xlsx')
    await expectSheetNames(file, ['Số liệu', 'haidang'])
    return file
  })
  const wrong = await filledIn(form, {
    'r0.0': { numerator: '1.2a', denominator: 100 },
    'r0.1': { numerator: 120, denominator: 100, note: 'theo sổ một cửa' },
    'r0.2': { numerator: '1.234,5', denominator: 2000 },
  })

  await test.step('dropped on June it is refused, with both months and what to do', async () => {
    await page.goto(`${city.address}/bao-cao/${june}`)
    await dropOn(gridOf(page), wrong)
    await expect(dialog.getByRole('alert')).toContainText('Biểu này là số liệu tháng 5/2024, còn đây là báo cáo tháng 6/2024.')
    expect((await rowsOf(lan, june)).every(({ numerator }) => numerator === null)).toBe(true)
  })

  const marked = await test.step('dropped on May its two bad cells are named, and written into the file', async () => {
    await page.goto(`${city.address}/bao-cao/${may}`)
    await dropOn(gridOf(page), wrong)
    await expect(dialog.getByRole('alert')).toContainText('2 ô cần sửa. Chưa có gì được ghi.')
    await expect(dialog.getByRole('row').filter({ hasText: first })).toContainText('"1.2a" không phải là số')
    await expect(dialog.getByRole('row').filter({ hasText: second })).toContainText('Tử số 120 lớn hơn mẫu số 100')
    await lookAt(page, 'workbook-faults', { full: false })
    const file = await downloaded(page, dialog.getByRole('button', { name: 'Tải tệp đã đánh dấu' }))
    const list = await sheetOf(file)
    expect(list.name).toBe('Lỗi cần sửa')
    expect(list.rows.slice(2).map((row) => row[1])).toEqual([first, second])
    const figures = await sheetOf(file, 'Số liệu')
    expect(figures.comments.filter(([, text]) => text.startsWith('Cần sửa: '))).toHaveLength(2)
    expect(figures.rows.flat()).toContain('theo sổ một cửa')
    expect((await rowsOf(lan, may)).every(({ numerator }) => numerator === null)).toBe(true)
    return file
  })

  const mended = await filledIn(marked, { 'r0.0': { numerator: 90 }, 'r0.1': { numerator: 80 } })
  await test.step('mended, it shows what will change, and only then saves it, in one line of the log', async () => {
    await choose(page, 'Chọn tệp khác', mended)
    await expect(dialog.getByRole('status')).toContainText('7 ô sẽ thay đổi')
    await lookAt(page, 'workbook-changes', { full: false })
    expect((await rowsOf(lan, may)).every(({ numerator }) => numerator === null)).toBe(true)
    await dialog.getByRole('button', { name: 'Ghi 7 ô' }).click()
    await expect(dialog).toBeHidden()
    await expectRows(lan, may, page, {
      0: { numerator: '90', denominator: '100' },
      1: { numerator: '80', denominator: '100', note: 'theo sổ một cửa' },
      2: { numerator: '1234.5', denominator: '2000' },
    })
    await expect(cellOf(page, 'Tử số', first)).toHaveValue('90')
    const { lines } = await quan.get<AuditLines>('/api/audit/lines')
    expect(lines.filter(({ action }) => action === 'entriesSaved')).toHaveLength(1)
  })

  await test.step('dropped once more it changes nothing and says so', async () => {
    await dropOn(gridOf(page), mended)
    await expect(dialog.getByText('Không có gì để ghi')).toBeVisible()
    await expect(dialog).toContainText('7 ô trong tệp đều giống số liệu đang có')
    await page.keyboard.press('Escape')
  })

  await test.step('a figure that was taken out of the file goes only where Lan agrees', async () => {
    await dropOn(gridOf(page), await filledIn(mended, { 'r0.2': { numerator: null, denominator: null } }))
    await expect(dialog.getByRole('button', { name: 'Ghi 0 ô' })).toBeDisabled()
    await dialog.getByRole('checkbox', { name: 'Xóa số liệu của 2 ô đã để trống trong tệp' }).click()
    await dialog.getByRole('button', { name: 'Ghi 2 ô' }).click()
    await expectRows(lan, may, page, { 2: { numerator: null, denominator: null } })
  })

  await test.step('an old copy is refused, with the line that was changed since', async () => {
    await cellOf(page, 'Tử số', first).fill('91')
    await page.keyboard.press('Enter')
    await expectRows(lan, may, page, { 0: { numerator: '91' } })
    await dropOn(gridOf(page), mended)
    await expect(dialog.getByRole('alert')).toContainText('đã được sửa trên hệ thống và khác với biểu')
    await expect(dialog.getByRole('listitem')).toContainText(`${first} (Trần Thị Lan, `)
    await page.keyboard.press('Escape')
  })
  expect(faults).toEqual([])

  await test.step('Minh enters for both wards from one workbook, and sees each by its name before', async () => {
    const { page: desk, faults: deskFaults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'minh')))
    const box = desk.getByRole('dialog')
    await desk.goto(`${city.address}/bao-cao?ky=2024-05`)
    await desk.getByRole('button', { name: 'Nhập từ Excel' }).click()
    const all = await downloaded(desk, box.getByRole('link', { name: 'Tải biểu Excel' }))
    await expectSheetNames(all, ['Các đơn vị', 'Số liệu', 'haidang'])
    await choose(
      desk,
      'Chọn tệp',
      await filledIn(all, {
        'r0.3': { numerator: 5, denominator: 10 },
        'r1.0': { numerator: 7, denominator: 10 },
        'r1.1': { note: 'sổ giấy' },
      }),
    )
    await expect(box.getByRole('status')).toContainText('5 ô của 2 đơn vị sẽ thay đổi')
    await box.locator('summary', { hasText: 'UBND Phường 7: 3 ô' }).click()
    await lookAt(desk, 'workbook-month-changes', { full: false })
    await box.getByRole('button', { name: 'Ghi 5 ô' }).click()
    await expect(box).toBeHidden()
    await expect.poll(async () => (await rowsOf(minh, mayOf7))[0]).toEqual({ numerator: '7', denominator: '10', note: '' })
    expect((await rowsOf(minh, may))[3]).toMatchObject({ numerator: '5', denominator: '10' })
    expect(deskFaults).toEqual([])
  })
})
