import type { ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, expectNothingSticksOut, linkIn, takePicture } from './support/screens.ts'

const slug = 'lui-han'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward.name, role: 'focalPoint' } as const

test('a unit asks for a later due, is refused, asks again and gets it; everybody sees by which due it is judged', async ({
  city,
  browser,
}) => {
  test.setTimeout(300_000)
  const office = { slug, name: 'UBND thành phố Lùi Hạn', place: 'Lùi Hạn', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  await addPerson(city, slug, lan)
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
  const { reports } = await officer.get<ReportList>('/api/reports?period=2024-05')
  const id = reports.find(({ unit: { name } }) => name === ward.name)?.id ?? ''
  const link = async (login: string) => linkIn(await city.run('person', 'link', login, '--office', slug))

  const unit = await comeIn(browser, await link(lan.login))
  const ask = async (day: string): Promise<void> => {
    const dialog = unit.page.getByRole('dialog')
    await dialog.getByLabel(/^Xin lùi đến ngày/u).fill(day)
    await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Cổng dịch vụ công bảo trì đến ngày 14')
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await expect(unit.page.getByText(/đang chờ trả lời/u)).toBeVisible()
  }
  await unit.page.goto(`${city.address}/bao-cao/${id}`)
  await expect(unit.page.getByText('xin được đến hết ngày 12/5/2024')).toBeVisible()
  await unit.page.getByRole('button', { name: 'Xin lùi hạn nộp' }).click()
  await unit.page.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await expect(unit.page.getByText('Hãy ghi lý do.')).toBeVisible()
  await checkPage(unit.page, 'a later due is asked for')
  await takePicture(unit.page, 'lui-han-xin')
  await ask('2024-05-20')

  const desk = await comeIn(browser, await link(minh.login))
  await desk.page.getByRole('link', { name: /Xin lùi hạn/u }).click()
  await expect(desk.page.getByRole('table', { name: /tháng 5\/2024/u })).toContainText('xin lùi hạn')
  await desk.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(desk.page, 'lui-han-danh-sach-390')
  await takePicture(desk.page, 'lui-han-danh-sach-390')
  await desk.page.setViewportSize({ width: 1280, height: 800 })
  await checkPage(desk.page, 'the list with who asks')
  await takePicture(desk.page, 'lui-han-danh-sach')
  const answer = async (): Promise<void> => {
    await desk.page.goto(`${city.address}/bao-cao/${id}`)
    await desk.page.getByRole('button', { name: 'Trả lời', exact: true }).click()
  }
  await answer()
  await desk.page.getByRole('button', { name: 'Không đồng ý' }).click()
  await expect(desk.page.getByText('Hãy ghi lý do.')).toBeVisible()
  await desk.page.getByRole('textbox', { name: /^Lời trả lời/u }).fill('Thành phố phải báo cáo tỉnh ngày 18')
  await desk.page.getByRole('button', { name: 'Không đồng ý' }).click()
  await expect(desk.page.getByText('Không được lùi hạn, Lê Quang Minh trả lời')).toBeVisible()

  await unit.page.reload()
  await expect(unit.page.getByText('Thành phố phải báo cáo tỉnh ngày 18').first()).toBeVisible()
  await unit.page.getByRole('button', { name: 'Xin lại' }).click()
  await ask('2024-05-16')
  await answer()
  await checkPage(desk.page, 'a later due is answered')
  await takePicture(desk.page, 'lui-han-tra-loi')
  await desk.page.getByRole('button', { name: 'Cho lùi hạn' }).click()
  await expect(desk.page.getByText('đã lùi, hạn đầu 13/5 17:00')).toBeVisible()

  await unit.page.goto(`${city.address}/bao-cao/${id}`)
  await expect(unit.page.getByText('Hạn 16/5 17:00 (đã lùi, hạn đầu 13/5 17:00)')).toBeVisible()
  await expect(unit.page.getByText('Cho lùi hạn từ 17:00 ngày 13/5/2024 đến 17:00 ngày 16/5/2024')).toBeVisible()
  await unit.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(unit.page, 'lui-han-duoc-390')
  await takePicture(unit.page, 'lui-han-duoc-390')
  await unit.page.goto(`${city.address}/viec-cua-toi`)
  await expect(unit.page.getByText('đã được lùi hạn')).toBeVisible()
  // A month later everybody sees how it was kept: the due was moved, the report never came.
  await city.run('office', 'clock', slug, '2024-06-20T08:00:00+07:00')
  await desk.page.goto(await link(minh.login))
  await expect(desk.page.getByRole('navigation', { name: 'Các phòng việc' })).toBeVisible()
  await desk.page.goto(`${city.address}/dung-han`)
  const table = desk.page.getByRole('table', { name: 'Đúng hạn, đầy đủ' })
  await expect(table.getByRole('link', { name: /^chưa nộp, đã quá hạn, hạn 17:00 ngày 16\/5\/2024, hạn đã được lùi/u })).toBeVisible()
  await expect(desk.page.getByText('Chưa xếp thứ tự: chưa đủ đơn vị có đủ kỳ.')).toBeVisible()
  await checkPage(desk.page, 'in time and in full')
  await takePicture(desk.page, 'dung-han')
  await desk.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(desk.page, 'dung-han-390')
  await takePicture(desk.page, 'dung-han-390')
  expect([...unit.faults, ...desk.faults]).toEqual([])
  await unit.context.close()
  await desk.context.close()
})
