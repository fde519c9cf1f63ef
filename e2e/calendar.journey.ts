import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'lich'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward.name, role: 'focalPoint' } as const
const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' } as const

test('a holiday that a notice orders moves the dues that are ahead, after they were looked at', async ({ city, browser }) => {
  test.setTimeout(240_000)
  const office = { slug, name: 'UBND thành phố Lịch Nghỉ', place: 'Lịch Nghỉ', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  const clerk = await signInByLink(city.address, lan.name, await addPerson(city, slug, lan))
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-20T08:00:00+07:00')

  const { context, page, faults } = await comeIn(browser, linkIn(await addPerson(city, slug, an)), {
    viewport: { width: 1280, height: 800 },
  })
  await page.getByRole('link', { name: 'Lịch làm việc' }).first().click()
  await expect(page.getByRole('heading', { name: 'Lịch làm việc năm 2024' })).toBeVisible()
  await expect(page.getByText('15 ngày chưa đối chiếu với văn bản')).toBeVisible()
  await expect(page.getByRole('row', { name: /Thứ Bảy 04\/5\/2024/u })).toContainText('Đi làm')
  await checkPage(page, 'the working calendar')
  await lookAt(page, 'lich-lam-viec')
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('button', { name: 'Ghi thay đổi' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ngày', { exact: true }).fill('2024-06-12')
  await dialog.getByRole('button', { name: 'Xem hạn nào dời' }).click()
  await expect(dialog.getByText('Hãy ghi lý do, ví dụ Tết Nguyên đán.')).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Ngày hội tỉnh')
  await dialog.getByRole('button', { name: 'Thêm ngày' }).click()
  const second = dialog.getByRole('group', { name: 'Ngày thứ 2' })
  await second.getByLabel('Ngày', { exact: true }).fill('2024-06-15')
  await second.getByRole('combobox', { name: 'Lịch' }).click()
  await page.getByRole('option', { name: 'Đi làm' }).click()
  await second.getByRole('textbox', { name: /^Lý do/u }).fill('Làm bù')
  await dialog.getByRole('button', { name: 'Xem hạn nào dời' }).click()
  await expect(dialog.getByText(/báo cáo tháng 6\/2024 từ 17:00 ngày 12\/6\/2024 sang 17:00 ngày 13\/6\/2024/u)).toBeVisible()
  await expect(dialog.getByText('ngày đến hạn là Ngày hội tỉnh')).toBeVisible()
  await dialog.getByRole('button', { name: 'Ghi vào lịch' }).click()
  await expect(dialog.getByText('Hãy ghi số, ký hiệu của văn bản.')).toBeVisible()
  await checkPage(page, 'a change of the calendar')
  await takePicture(page, 'lich-thay-doi-1280')
  await page.setViewportSize({ width: 390, height: 844 })
  await takePicture(page, 'lich-thay-doi-390')
  await page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('textbox', { name: /^Số, ký hiệu văn bản/u }).fill('1570/TB-UBND')
  await dialog.getByRole('button', { name: 'Ghi vào lịch' }).click()
  await expect(page.getByText(/Đã ghi vào lịch làm việc\. \d+ báo cáo dời hạn\./u)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Văn bản đã ghi' })).toContainText('1570/TB-UBND ngày 20/5/2024')
  await expect(page.getByRole('row', { name: /Thứ Tư 12\/6\/2024/u })).toContainText('1570/TB-UBND')

  const { reports } = await clerk.get<ReportList>('/api/reports?period=2024-06')
  const june = await clerk.get<Report>(`/api/reports/${reports[0]?.id ?? ''}`)
  expect(june).toMatchObject({ dueAt: '2024-06-13T10:00:00.000Z', movedBecause: 'Ngày hội tỉnh' })

  // A year that nobody has said anything of says so.
  await page.getByRole('combobox', { name: 'Năm' }).click()
  await page.getByRole('option', { name: '2027' }).click()
  await expect(page.getByRole('heading', { name: 'Lịch làm việc năm 2027' })).toBeVisible()
  await page.getByRole('button', { name: 'Đối chiếu các ngày này' }).click()
  await expect(dialog.getByRole('group')).toHaveCount(8)
  expect(faults).toEqual([])
  await context.close()
})
