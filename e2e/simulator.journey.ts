import type { Plan } from '@haidang/api/imports'
import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'thu-han'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward.name, role: 'focalPoint' } as const

test('a year’s dates are tried with another day, and who would be late by habit is named; nothing is written', async ({
  city,
  browser,
}) => {
  test.setTimeout(240_000)
  const office = { slug, name: 'UBND thành phố Thử Hạn', place: 'Thử Hạn', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  const clerk = await signInByLink(city.address, lan.name, await addPerson(city, slug, lan))
  await issueDirective(officer, planOfRatios())
  // The 12th of May is a Sunday: on time on Monday the 13th, three days and nine hours after the window closed.
  await city.run('office', 'clock', slug, '2024-05-13T09:00:00+07:00')
  const { reports } = await clerk.get<ReportList>('/api/reports?period=2024-05')
  const { id, indicators } = await clerk.get<Report>(`/api/reports/${reports[0]?.id ?? ''}`)
  const missing = indicators.map((one) => ({ indicatorId: one.id, reason: 'chưa có số liệu' }))
  await clerk.ask('POST', `/api/reports/${id}/submit`, { missing })
  const [plan] = await officer.get<readonly Plan[]>('/api/plans')

  const { context, page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, minh.login)), {
    viewport: { width: 1280, height: 800 },
  })
  await page.goto(`${city.address}/ke-hoach/${plan?.id ?? ''}`)
  await page.getByRole('link', { name: 'Thử hạn trong năm' }).click()
  await expect(page.getByRole('heading', { name: 'Thử hạn báo cáo năm 2024' })).toBeVisible()
  const dates = page.getByRole('table', { name: 'Các kỳ đến hạn trong năm và đơn vị có thể muộn' })
  const row = (name: RegExp) => dates.getByRole('row', { name })
  await expect(row(/^02\/2024/u)).toContainText('12/02/2024 là Tết Nguyên đán')
  await expect(row(/^5\/2024/u)).toContainText('không đơn vị nào')
  await row(/^6\/2024/u)
    .getByText('1 đơn vị')
    .click()
  await expect(row(/^6\/2024/u)).toContainText('Phường 5: theo lệ thường nộp 09:00 ngày 13/6/2024, muộn 16 giờ')
  await expect(page.getByText('Chưa từng nộp, nên không đoán: P. VHTT.')).toBeVisible()
  await checkPage(page, 'a year tried out')
  await lookAt(page, 'thu-han')
  await page.setViewportSize({ width: 1280, height: 800 })

  // Due a day later nobody is late, and the plan stays as it is.
  await page.getByText('Thử cách đặt hạn khác').click()
  const due = page.getByRole('group', { name: 'Đơn vị nộp' }).getByRole('textbox', { name: 'ngày' })
  await due.fill('13')
  await expect(page.getByText('Theo lệ thường, không đơn vị nào muộn')).toBeVisible()
  await expect(page.getByText(/Giữ như kế hoạch thì có \d+ lượt/u)).toBeVisible()
  await due.fill('5')
  await expect(page.getByText('Đơn vị không thể nộp trước khi kỳ số liệu đóng.')).toBeVisible()
  await page.getByRole('button', { name: 'Trở lại như kế hoạch' }).click()
  await expect(due).toHaveValue('12')
  await page.getByRole('combobox', { name: 'Năm' }).click()
  await page.getByRole('option', { name: '2025' }).click()
  await expect(row(/^01\/2025/u)).toContainText('12/01/2025 là Chủ nhật')
  const [after] = await officer.get<readonly Plan[]>('/api/plans')
  expect(after).toEqual(plan)
  expect(faults).toEqual([])
  await context.close()
})
