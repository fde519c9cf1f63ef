import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'giai-trinh'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' } as const

test('a figure far from the month before goes with a reason, which whoever reviews it reads beside it', async ({ city, browser }) => {
  test.setTimeout(400_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Giải', place: 'Giải', now: '2024-04-20T08:00:00+07:00' }, [
    { name: culture, shortName: 'P. VHTT', group: 'department' },
    ward,
  ])
  const minhLink = await addPerson(city, slug, {
    login: 'minh',
    name: 'Lê Quang Minh',
    post: 'Chuyên viên',
    unit: culture,
    role: 'synthesis',
  })
  const lanLink = await addPerson(city, slug, {
    login: 'lan',
    name: 'Trần Thị Lan',
    post: 'Công chức',
    unit: ward.name,
    role: 'focalPoint',
  })
  const [minh, lan] = [await signInByLink(city.address, 'Minh', minhLink), await signInByLink(city.address, 'Lan', lanLink)]
  await issueDirective(minh, planOfRatios())
  await city.run('office', 'clock', slug, '2024-06-11T08:00:00+07:00')
  const enter = async (period: string, numerator: string): Promise<Report> => {
    const { reports } = await lan.get<ReportList>(`/api/reports?period=${period}`)
    const report = await lan.get<Report>(`/api/reports/${reports[0]?.id ?? ''}`)
    const entry = { indicatorId: report.indicators[0]?.id ?? '', numerator, denominator: '100', note: '', baseRevision: 0 }
    await lan.ask('PUT', `/api/reports/${report.id}/entries`, { changeKey: crypto.randomUUID(), entries: [entry] })
    return report
  }
  const may = await enter('2024-05', '20')
  const [first, ...others] = may.indicators
  const missing = others.map(({ id }) => ({ indicatorId: id, reason: 'chưa có số liệu' }))
  await lan.ask('POST', `/api/reports/${may.id}/submit`, { missing })
  const june = await enter('2024-06', '90')

  const { page: desk, faults: deskFaults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'minh')))
  const box = desk.getByRole('dialog')
  await test.step('Minh declares that from June on a jump asks for a reason', async () => {
    await desk.goto(`${city.address}/chi-tieu/${first?.id ?? ''}?ky=2024-06`)
    await desk.getByRole('button', { name: 'Đổi định nghĩa' }).click()
    await box.getByRole('combobox', { name: 'Áp dụng từ kỳ' }).click()
    await desk.getByRole('option', { name: 'tháng 6/2024' }).click()
    await box.getByRole('combobox', { name: 'Tăng, giảm nhiều so với kỳ trước' }).click()
    await desk.getByRole('option', { name: 'Cần giải trình' }).click()
    await box.getByRole('textbox', { name: /^Lý do/u }).fill('Công văn 21/VHTT')
    await lookAt(desk, 'checks-declared', { full: false })
    await box.getByRole('button', { name: 'Ghi định nghĩa mới' }).click()
    await expect(desk.getByText('Đã ghi định nghĩa mới')).toBeVisible()
  })

  await test.step('Lan cannot hand June in without one', async () => {
    const { page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'lan')))
    const dialog = page.getByRole('dialog')
    await page.goto(`${city.address}/bao-cao/${june.id}`)
    await page.getByRole('button', { name: 'Nộp báo cáo' }).click()
    const why = dialog.getByRole('region', { name: '1 chỗ cần giải trình' }).getByRole('textbox', { name: first?.name ?? '' })
    await dialog.getByRole('textbox', { name: others[0]?.name ?? '' }).fill('chưa có số liệu')
    await dialog.getByRole('button', { name: 'Dùng lý do này cho mọi chỉ tiêu còn trống' }).click()
    await dialog.getByRole('button', { name: 'Nộp báo cáo' }).click()
    await expect(dialog.getByText('Ghi lý do, ít nhất vài chữ.')).toHaveCount(1)
    await lookAt(page, 'checks-asked', { full: false })
    await why.fill('Mở thêm quầy nộp trực tuyến từ 15/5')
    await dialog.getByRole('button', { name: 'Nộp báo cáo' }).click()
    await expect(page.getByText('Người nộp: Trần Thị Lan.')).toBeVisible()
    expect(faults).toEqual([])
  })

  await test.step('Minh reads it beside the figure, with who said it', async () => {
    await desk.goto(`${city.address}/bao-cao/${june.id}`)
    await expect(desk.getByText(/Lý do: Mở thêm quầy nộp trực tuyến từ 15\/5 \(Trần Thị Lan, /u)).toBeVisible()
    await lookAt(desk, 'checks-answered', { full: false })
    await minh.ask('POST', `/api/reports/${june.id}/approve`, {})
    await desk.goto(`${city.address}/bang-dieu-hanh?ky=2024-06`)
    await desk.getByRole('button', { name: /hồ sơ được nộp trực tuyến tại bộ phận một cửa/u }).click()
    await expect(desk.getByText('Giải trình của đơn vị: Mở thêm quầy nộp trực tuyến từ 15/5')).toBeVisible()
  })
  expect(deskFaults).toEqual([])
})
