import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, expectNothingSticksOut, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'nhac-han'
const culture = 'Phòng Văn hóa và Thông tin'
const ward5 = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const ward7 = { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', code: '107' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward5.name, role: 'focalPoint' } as const
const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' } as const

test('an administrator sees who would be told when, records it from a day on, and has periods lock by rule; who is told of a moved due sees both days', async ({
  city,
  browser,
}) => {
  test.setTimeout(300_000)
  const office = { slug, name: 'UBND thành phố Nhắc Hạn', place: 'Nhắc Hạn', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward5, ward7])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  await addPerson(city, slug, lan)
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-02T08:00:00+07:00')
  const administrator = await signInByLink(city.address, an.name, await addPerson(city, slug, an))
  const link = async (login: string) => linkIn(await city.run('person', 'link', login, '--office', slug))

  const desk = await comeIn(browser, await link(an.login), { viewport: { width: 1280, height: 800 } })
  const { page } = desk
  await page.getByRole('link', { name: 'Lịch làm việc' }).first().click()
  await page.getByRole('link', { name: 'Nhắc hạn, khóa kỳ' }).click()
  await expect(page.getByText('Cơ quan chưa đặt gì, đang nhắc như mặc định.')).toBeVisible()
  await page.getByRole('button', { name: 'Đặt lịch nhắc' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Nhắc trước hạn/u }).fill('7, hai')
  await dialog.getByRole('button', { name: 'Xem ai được nhắc khi nào' }).click()
  await expect(dialog.getByText('Hãy ghi nhiều nhất 6 số khác nhau từ 1 đến 60, cách nhau bằng dấu phẩy.')).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Nhắc trước hạn/u }).fill('7, 2')
  await dialog.getByRole('textbox', { name: /^Nhắc sau hạn/u }).fill('0, 2')
  await dialog.getByRole('checkbox', { name: /^Cán bộ tổng hợp/u }).click()
  await dialog.getByRole('checkbox', { name: 'Không nhắc ngoài giờ' }).click()
  await dialog.getByRole('checkbox', { name: /^Không nhắc ngày nghỉ/u }).click()
  await dialog.getByRole('button', { name: 'Xem ai được nhắc khi nào' }).click()
  await expect(dialog.getByText('Báo cáo tháng 5/2024, hạn 17:00 ngày 13/5/2024')).toBeVisible()
  // Two days before is a Saturday: what waits for Monday is overtaken by the day itself.
  await expect(dialog.getByText(/07:00 ngày 06\/5\/2024, sắp đến hạn: 1 đầu mối đơn vị, 1 cán bộ tổng hợp/u)).toBeVisible()
  await expect(dialog.getByText(/07:00 ngày 13\/5\/2024, hạn trong ngày/u)).toBeVisible()
  await expect(dialog.getByText(/^Chưa có tài khoản đầu mối: .*UBND Phường 7/u)).toBeVisible()
  await checkPage(page, 'reminders are set')
  await takePicture(page, 'nhac-han-xem')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(page, 'nhac-han-dat-390')
  await takePicture(page, 'nhac-han-dat-390')
  await page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Ghi lịch nhắc' }).click()
  await expect(page.getByRole('table', { name: 'Các lần đặt' })).toContainText('18:00 đến 07:00, ngày nghỉ')

  await page.getByRole('button', { name: 'Đặt quy định' }).click()
  await dialog.getByLabel(/^Dùng từ ngày/u).fill('2024-05-02')
  await dialog.getByRole('button', { name: 'Ghi quy định' }).click()
  await expect(dialog.getByText('Hãy chọn từ ngày mai trở đi.')).toBeVisible()
  await dialog.getByLabel(/^Dùng từ ngày/u).fill('2024-05-03')
  await takePicture(page, 'khoa-ky-quy-dinh')
  await dialog.getByRole('button', { name: 'Ghi quy định' }).click()
  await expect(page.getByRole('list', { name: 'Quy định khóa kỳ' })).toContainText('Tự khóa 3 ngày làm việc sau hạn tổng hợp, từ 03/5/2024')
  await lookAt(page, 'nhac-han')

  // The officer sees when the period will lock.
  await page.goto(await link(minh.login))
  await expect(page.getByRole('navigation', { name: 'Các phòng việc' })).toBeVisible()
  await page.goto(`${city.address}/bao-cao?ky=2024-05`)
  await expect(page.getByText(/Kỳ đang mở, tự khóa lúc 17:00 ngày 30\/5\/2024 theo quy định của cơ quan/u)).toBeVisible()

  await administrator.ask('POST', '/api/calendar/changes', {
    days: [{ day: '2024-06-12', kind: 'off', name: 'Ngày hội tỉnh' }],
    documentNumber: '1570/TB-UBND',
    documentDay: '2024-05-02',
    after: null,
  })
  const unit = await comeIn(browser, await link(lan.login), { viewport: { width: 1280, height: 800 } })
  await unit.page.getByRole('button', { name: /^Nhắc việc: 1 chưa đọc/u }).click()
  await expect(unit.page.getByText('Lịch làm việc đổi theo 1570/TB-UBND')).toBeVisible()
  await expect(unit.page.getByText('Báo cáo tháng 6/2024 từ 17:00 ngày 12/6/2024 sang 17:00 ngày 13/6/2024')).toBeVisible()
  await checkPage(unit.page, 'a due moved')
  await takePicture(unit.page, 'nhac-han-doi-han')
  await unit.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(unit.page, 'nhac-han-doi-han-390')
  await takePicture(unit.page, 'nhac-han-doi-han-390')
  await unit.page.getByRole('link', { name: /Lịch làm việc đổi theo/u }).click()
  await expect(unit.page.getByRole('heading', { name: /Báo cáo tháng 6\/2024/u })).toBeVisible()
  expect([...desk.faults, ...unit.faults]).toEqual([])
  await desk.context.close()
  await unit.context.close()
})
