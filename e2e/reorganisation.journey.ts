import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReorganisationView } from '@haidang/api/reorganisations'
import type { Report, ReportList } from '@haidang/api/reports'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import type { Person } from './support/person.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'vong-hai'
const culture = 'Phòng Văn hóa và Thông tin'
const units = [
  { name: culture, shortName: 'P. VHTT', group: 'department' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '26518' },
  { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', code: '26524' },
  { name: 'UBND Phường 8', shortName: 'Phường 8', group: 'ward', code: '26527' },
] as const
const people = [
  { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' },
  { login: 'binh', name: 'Đào Thanh Bình', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' },
  { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND Phường 5', role: 'focalPoint' },
  { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: 'UBND Phường 7', role: 'focalPoint' },
] as const
const admin = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' } as const
const period = '2024-05'

/** Two wards have reported May, 30 of 40 and 10 of 60 of the first indicator; it is July now. */
async function reportedMonth(city: City): Promise<{ readonly indicatorId: string; readonly binh: Person; readonly link: string }> {
  await foundOffice(city, { slug, name: 'UBND thành phố Vọng Hải', place: 'Vọng Hải', now: '2024-04-20T08:00:00+07:00' }, units)
  const [minh, binh, lan, hung] = await Promise.all(
    people.map(async (person) => signInByLink(city.address, person.name, await addPerson(city, slug, person))),
  )
  if (!minh || !binh || !lan || !hung) throw new Error('There are four of them.')
  await issueDirective(minh, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
  const { reports } = await minh.get<ReportList>(`/api/reports?period=${period}`)
  let indicatorId = ''
  const report = async (person: Person, name: string, numerator: string, denominator: string): Promise<void> => {
    const id = reports.find(({ unit }) => unit.name === name)?.id ?? ''
    const [first, ...others] = (await person.get<Report>(`/api/reports/${id}`)).indicators
    indicatorId = first?.id ?? ''
    const entries = [{ indicatorId, numerator, denominator, note: '', baseRevision: 0 }]
    await person.ask('PUT', `/api/reports/${id}/entries`, { changeKey: crypto.randomUUID(), entries })
    const missing = others.map((indicator) => ({ indicatorId: indicator.id, reason: 'Chưa có nguồn số liệu' }))
    await person.ask('POST', `/api/reports/${id}/submit`, { missing })
    await minh.ask('POST', `/api/reports/${id}/approve`, {})
  }
  await report(lan, 'UBND Phường 5', '30', '40')
  await report(hung, 'UBND Phường 7', '10', '60')
  await city.run('office', 'clock', slug, '2024-07-10T08:00:00+07:00')
  return { indicatorId, binh, link: linkIn(await addPerson(city, slug, admin)) }
}

const preview = (page: Page) => page.getByRole('region', { name: 'Xem trước' })
const saved = (page: Page) => page.getByText(/đã lưu \d\d:\d\d ✓/u)

test('two wards are merged by hand, old months are read on both registers, and it is undone', async ({ city, browser }) => {
  test.setTimeout(600_000)
  const { indicatorId, binh, link } = await reportedMonth(city)
  const { context, page, faults } = await comeIn(browser, link)
  await page.getByRole('link', { name: 'Đơn vị', exact: true }).click()
  await page.getByRole('link', { name: 'Sắp xếp đơn vị' }).click()
  await expect(page.getByRole('heading', { name: 'Chưa có lần sắp xếp nào' })).toBeVisible()
  await page.getByRole('link', { name: 'Chuẩn bị sắp xếp' }).click()
  await page.getByRole('textbox', { name: /^Tên lần sắp xếp/u }).fill('Sắp xếp Phường 5 và Phường 7')
  // What was typed is still there after a reload, before it is on the server.
  await page.reload()
  await expect(page.getByRole('textbox', { name: /^Tên lần sắp xếp/u })).toHaveValue('Sắp xếp Phường 5 và Phường 7')
  await page.getByLabel('Có hiệu lực từ ngày').fill('2024-07-01')
  await checkPage(page, 'sap-xep-moi')
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await expect(preview(page)).toContainText('Thêm dòng để xem điều sẽ đổi.')

  await test.step('what happens is said in the tree of the day before', async () => {
    await page.getByRole('button', { name: 'Chọn đơn vị' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('Các đơn vị theo sổ ngày 30/6/2024.')
    await dialog.getByRole('button', { name: 'Thêm vào bảng' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Hãy chọn từ hai đơn vị.')
    await dialog.getByRole('checkbox', { name: /UBND Phường 5/u }).click()
    await dialog.getByRole('checkbox', { name: /UBND Phường 7/u }).click()
    await dialog.getByRole('textbox', { name: /^Tên/u }).fill('UBND phường Vọng Hải')
    await dialog.getByRole('textbox', { name: 'Mã' }).fill('26518')
    await lookAt(page, 'sap-xep-chon-don-vi', { full: false })
    await dialog.getByRole('button', { name: 'Thêm vào bảng' }).click()
    await expect(preview(page)).toContainText('Chấm dứt 2 đơn vị')
    await expect(preview(page)).toContainText('Mã 26518 đến nay là của UBND Phường 5, từ ngày sắp xếp là của UBND phường Vọng Hải.')
    await expect(preview(page)).toContainText(/UBND Phường 5 → UBND phường Vọng Hải.*1 tài khoản/u)
    await expect(preview(page)).toContainText('Hãy điền số văn bản rồi áp dụng.')
    await expect(page.getByRole('button', { name: 'Áp dụng' })).toBeDisabled()
  })

  await test.step('a fault is told at its row, and mended', async () => {
    const oldCode = page.getByRole('textbox', { name: 'Dòng 1: Mã cũ' })
    await oldCode.fill('99999')
    await expect(preview(page)).toContainText('Dòng 1: mã cũ “99999” không có trong sổ đơn vị ngày 30/6/2024.')
    await checkPage(page, 'sap-xep-sai')
    await takePicture(page, 'sap-xep-sai', { full: true })
    await preview(page)
      .getByRole('button', { name: /^Dòng 1/u })
      .click()
    await expect(oldCode).toBeFocused()
    await oldCode.fill('26518')
    await expect(preview(page)).toContainText('Hãy điền số văn bản rồi áp dụng.')
  })

  await test.step('a table of a file is added behind, and a row of it taken out', async () => {
    const path = join(city.dataDir, 'bang.csv')
    await writeFile(path, 'old_code,old_name,new_code,new_name,extent\n26527,UBND Phường 8,26527,UBND phường Tám,\n')
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm vào sau' }).click()
    await expect(preview(page)).toContainText('Thay đổi 1 đơn vị')
    await page.getByRole('button', { name: 'Bỏ dòng 3' }).click()
    await expect(preview(page)).not.toContainText('Thay đổi 1 đơn vị')
  })

  await test.step('the resolution itself is read: its rows with their words', async () => {
    const path = join(city.dataDir, 'nghi-quyet.txt')
    await writeFile(path, 'NGHỊ QUYẾT\nĐiều 1. Sắp xếp đơn vị hành chính cấp xã\n1. Đổi tên phường 8 thành phường Tám.\n')
    await page.locator('input[type=file]').setInputFiles(path)
    await page.getByRole('dialog').getByRole('button', { name: 'Thêm vào sau' }).click()
    await expect(page.getByText('Theo văn bản: “Đổi tên phường 8 thành phường Tám.”')).toBeVisible()
    await expect(preview(page)).toContainText('Thay đổi 1 đơn vị')
    await takePicture(page, 'sap-xep-tu-nghi-quyet', { full: true })
    await page.getByRole('button', { name: 'Bỏ dòng 3' }).click()
    await expect(preview(page)).not.toContainText('Thay đổi 1 đơn vị')
  })

  await test.step('another administrator changed it meanwhile: nothing is lost, and a person chooses', async () => {
    await expect(saved(page)).toBeVisible()
    const id = page.url().split('/').at(-1) ?? ''
    const { title: _title, ...seen } = await binh.get<ReorganisationView>(`/api/reorganisations/${id}`)
    const { documentNumber, effectiveOn, rows, heirs, revision } = seen
    await binh.ask('PUT', `/api/reorganisations/${id}`, { title: 'Sắp xếp năm 2024', documentNumber, effectiveOn, rows, heirs, revision })
    await page.getByRole('textbox', { name: /^Tên lần sắp xếp/u }).fill('Sắp xếp hai phường')
    await expect(page.getByText('Bản này vừa được sửa ở nơi khác')).toBeVisible()
    await checkPage(page, 'sap-xep-hai-noi')
    await page.getByRole('button', { name: /^Giữ bản ở đây/u }).click()
    await page.getByRole('textbox', { name: 'Số văn bản' }).fill('99/NQ-HĐND')
    await expect(preview(page)).toContainText('Không có chỗ sai. Có thể áp dụng.')
    await lookAt(page, 'sap-xep-xem-truoc')
  })

  await test.step('it is applied after a look at what will happen', async () => {
    await page.getByRole('button', { name: 'Áp dụng' }).click()
    const dialog = page.getByRole('dialog', { name: 'Áp dụng “Sắp xếp hai phường”' })
    await expect(dialog).toContainText(/Lập mới 1 đơn vị\..*Chấm dứt 2 đơn vị\..*Chuyển 2 tài khoản/u)
    await checkPage(page, 'sap-xep-ap-dung')
    await dialog.getByRole('button', { name: 'Áp dụng' }).click()
    await expect(page.getByText('đã áp dụng', { exact: true })).toBeVisible()
    await lookAt(page, 'sap-xep-da-ap-dung')
  })
  const told = page.url()

  await test.step('May stands at the wards that reported it, and rolled into the new one', async () => {
    await page.goto(`${city.address}/bang-dieu-hanh?ky=${period}&chi-tieu=${indicatorId}`)
    const drawer = page.getByRole('dialog')
    await expect(drawer).toContainText('75,00%')
    await expect(drawer).toContainText('16,67%')
    await page.goto(`${city.address}/bang-dieu-hanh?ky=${period}`)
    await page.getByRole('button', { name: 'như hiện nay' }).click()
    await expect(page).toHaveURL(/don-vi=hien-nay/u)
    await page.goto(`${page.url()}&chi-tieu=${indicatorId}`)
    await expect(drawer).toContainText(/UBND phường Vọng Hải|Vọng Hải/u)
    await expect(drawer).toContainText('40,00%')
    await page.goto(`${city.address}/don-vi?tim=phuong+5`)
    const found = page.getByRole('table', { name: 'Đơn vị tìm thấy' })
    await expect(found).toContainText('nay thuộc UBND phường Vọng Hải')
    await found.getByRole('link', { name: 'UBND phường Vọng Hải' }).first().click()
    await expect(page.getByRole('heading', { name: 'UBND phường Vọng Hải' })).toBeVisible()
    await page.goto(`${page.url()}?ky=${period}`)
    await expect(page.getByText(/Số liệu do chính đơn vị này báo cáo khi ấy.*Có số liệu: 0\//u)).toBeVisible()
    await page.getByRole('button', { name: 'Theo đơn vị hiện nay' }).click()
    const figures = page.getByRole('table', { name: 'Số liệu đã phê duyệt, tháng 5/2024' })
    await expect(figures).toContainText(/40\/100\s*40,00%\s*2/u)
    await checkPage(page, 'don-vi-so-lieu')
  })

  await test.step('where an old ward went is recorded anew, to two units; the same once more is refused', async () => {
    await page.goto(told)
    await page.getByRole('button', { name: 'Đính chính: UBND Phường 5 về đâu' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /^Lý do đính chính/u }).fill('Nghị quyết ghi hai phần')
    await dialog.getByRole('button', { name: 'Lưu đính chính' }).click()
    await expect(dialog.getByRole('alert')).toContainText('không có gì để đính chính')
    await dialog.getByRole('button', { name: 'Thêm đơn vị nhận' }).click()
    await dialog.getByRole('button', { name: 'Lưu đính chính' }).click()
    await expect(dialog).toContainText('Hãy chọn đơn vị nhận.')
    await dialog
      .getByRole('combobox', { name: /^Về đơn vị/u })
      .last()
      .fill('phuong 8')
    await page.getByRole('option', { name: 'UBND Phường 8' }).click()
    const shares = dialog.getByRole('textbox', { name: /dân số/u })
    await shares.first().fill('90')
    await shares.last().fill('10')
    await lookAt(page, 'sap-xep-dinh-chinh', { full: false })
    await dialog.getByRole('button', { name: 'Lưu đính chính' }).click()
    await expect(page.getByRole('table', { name: 'Các lượt chuyển' })).toContainText(/UBND Phường 8\s*một phần\s*10% dân số/u)
  })

  await test.step('undone with a reason, the wards stand again, and what was is told', async () => {
    await page.goto(told)
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Hoàn tác' }).click()
    await expect(dialog).toContainText('Hãy ghi lý do.')
    await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Nghị quyết lùi ngày có hiệu lực')
    await checkPage(page, 'sap-xep-hoan-tac')
    await dialog.getByRole('button', { name: 'Hoàn tác' }).click()
    await expect(page.getByText('Lý do hoàn tác: Nghị quyết lùi ngày có hiệu lực')).toBeVisible()
    await page.goto(`${city.address}/don-vi`)
    await expect(page.getByRole('link', { name: 'UBND Phường 5' })).toBeVisible()
    await page.goto(`${city.address}/don-vi/sap-xep`)
    await expect(page.getByRole('table', { name: 'Các lần sắp xếp' })).toContainText(
      /Sắp xếp hai phường.*99\/NQ-HĐND.*01\/7\/2024.*đã hoàn tác/u,
    )
    await lookAt(page, 'sap-xep-danh-sach')
  })
  expect(faults, 'what the browser complained of').toEqual([])
  await context.close()
})
