import type { ReportList } from '@haidang/api/reports'
import { writeXlsx } from 'hucre/xlsx'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { rowsOf } from './support/grid.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'
import { choose } from './support/workbook.ts'

const slug = 'bang-rieng'
const culture = 'Phòng Văn hóa và Thông tin'
const units = [
  { name: culture, shortName: 'P. VHTT', group: 'department' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
  { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward' },
] as const

test('a table that the office keeps anyway is told once what it is, and read at once the next time', async ({ city, browser }) => {
  test.setTimeout(400_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Bảng', place: 'Bảng', now: '2024-04-20T08:00:00+07:00' }, units)
  const link = await addPerson(city, slug, { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' })
  const minh = await signInByLink(city.address, 'Minh', link)
  await issueDirective(minh, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
  const { reports } = await minh.get<ReportList>('/api/reports?period=2024-05')
  const reportOf = (unit: string): string => reports.find((report) => report.unit.name === unit)?.id ?? ''
  const [of5, of7] = [reportOf('UBND Phường 5'), reportOf('UBND Phường 7')]

  const table = async (figure: number) => ({
    name: 'Một cửa tháng 5.xlsx',
    bytes: await writeXlsx({
      sheets: [
        {
          name: 'Tổng hợp',
          rows: [
            ['TỔNG HỢP BỘ PHẬN MỘT CỬA THÁNG 5', null, null, null],
            ['TT', 'Địa phương', 'Nộp trực tuyến', 'Tiếp nhận'],
            [1, 'P5', figure, 655],
            [2, 'Phường 7', '1.234', '2.000'],
            [null, 'Tổng cộng', figure + 1234, 2655],
          ],
        },
      ],
    }),
  })

  const { page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'minh')))
  const dialog = page.getByRole('dialog')
  const option = (name: string) => page.getByRole('option', { name })
  await page.goto(`${city.address}/bao-cao?ky=2024-05`)
  const open = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Nhập từ Excel' }).click()
    await dialog.getByRole('tab', { name: 'Bảng của cơ quan' }).click()
  }

  await test.step('Minh says once what its columns are', async () => {
    await open()
    await choose(page, 'Chọn tệp', await table(412))
    await expect(dialog.getByRole('row', { name: /Địa phương/u })).toContainText('P5 · Phường 7 · Tổng cộng')
    await expect(dialog.getByText('Chọn ít nhất một cột là số liệu.')).toBeVisible()
    for (const [head, use] of [
      ['Nộp trực tuyến', 'Số liệu (tử số)'],
      ['Tiếp nhận', 'Mẫu số'],
    ] as const) {
      await dialog.getByLabel(`Cột "${head}" là`, { exact: true }).click()
      await option(use).click()
      await dialog.getByLabel(`Cột "${head}" của chỉ tiêu`, { exact: true }).fill('1.1 ')
      await option('1.1 ').first().click()
    }
    await lookAt(page, 'own-table-columns', { full: false })
    await dialog.getByRole('button', { name: 'Lưu cách đọc và xem thay đổi' }).click()
  })

  await test.step('and once whose the names are that the register does not have', async () => {
    await expect(dialog.getByText('2 tên chưa rõ là của ai. Chưa có gì được ghi.')).toBeVisible()
    await dialog.getByLabel('"P5" là', { exact: true }).fill('phuong 5')
    await option('UBND Phường 5').click()
    await dialog.getByLabel('"Tổng cộng" là', { exact: true }).click()
    await option('Bỏ qua các dòng này').click()
    await lookAt(page, 'own-table-names', { full: false })
    await dialog.getByRole('button', { name: 'Lưu tên gọi và đọc tiếp' }).click()
    await expect(dialog.getByRole('status')).toContainText('4 ô của 2 đơn vị sẽ thay đổi')
    expect((await rowsOf(minh, of5))[0]).toMatchObject({ numerator: null })
    await dialog.getByRole('button', { name: 'Ghi 4 ô' }).click()
    await expect(dialog).toBeHidden()
    expect((await rowsOf(minh, of5))[0]).toMatchObject({ numerator: '412', denominator: '655' })
    expect((await rowsOf(minh, of7))[0]).toMatchObject({ numerator: '1234', denominator: '2000' })
  })

  await test.step('the next table with such heads is read at once', async () => {
    await open()
    await choose(page, 'Chọn tệp', await table(413))
    await expect(dialog.getByText('Đọc theo "Một cửa tháng 5".')).toBeVisible()
    await expect(dialog.getByRole('status')).toContainText('1 ô sẽ thay đổi · 3 ô giống số liệu đang có')
    await lookAt(page, 'own-table-again', { full: false })
    await dialog.getByRole('button', { name: 'Sửa cách đọc' }).click()
    await expect(dialog.getByLabel('Tên cách đọc')).toHaveValue('Một cửa tháng 5')
  })
  expect(faults).toEqual([])
})
