import type { Plan } from '@haidang/api/imports'
import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, expectNothingSticksOut, linkIn, takePicture } from './support/screens.ts'

const slug = 'chi-tieu'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward.name, role: 'focalPoint' } as const

test('what an indicator means is changed from a month on, its path is set, and one is computed from it', async ({ city, browser }) => {
  test.setTimeout(240_000)
  const office = { slug, name: 'UBND thành phố Chỉ Tiêu', place: 'Chỉ Tiêu', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  const clerk = await signInByLink(city.address, lan.name, await addPerson(city, slug, lan))
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-12T08:00:00+07:00')
  const { reports } = await clerk.get<ReportList>('/api/reports?period=2024-05')
  const { id, indicators } = await clerk.get<Report>(`/api/reports/${reports[0]?.id ?? ''}`)
  const [first, ...others] = indicators
  const entry = { indicatorId: first?.id ?? '', numerator: '45', denominator: '100', note: '', baseRevision: 0 }
  await clerk.ask('PUT', `/api/reports/${id}/entries`, { changeKey: crypto.randomUUID(), entries: [entry] })
  const missing = others.map((one) => ({ indicatorId: one.id, reason: 'chưa có số liệu' }))
  await clerk.ask('POST', `/api/reports/${id}/submit`, { missing })
  await officer.ask('POST', `/api/reports/${id}/approve`, {})

  const { context, page, faults } = await comeIn(browser, linkIn(await city.run('person', 'link', minh.login, '--office', slug)))
  await page.goto(`${city.address}/bang-dieu-hanh?ky=2024-05`)
  await expect(page.getByRole('region', { name: 'Câu hỏi còn mở' })).toContainText('32 trong 32 chỉ tiêu còn điều chưa trả lời')
  await page.getByRole('button', { name: /hồ sơ được nộp trực tuyến tại bộ phận một cửa/u }).click()
  await page.getByRole('link', { name: 'Mở trang chỉ tiêu' }).click()
  await expect(page.getByText('Còn thiếu: đơn vị chịu trách nhiệm, nguồn số liệu, cách cộng các kỳ.')).toBeVisible()
  await checkPage(page, 'an indicator')

  // The way of reckoning cannot change under figures that were approved; what was typed stays in the dialog.
  await page.getByRole('button', { name: 'Đổi định nghĩa' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: /^Mẫu số là gì/u }).fill('hồ sơ nhận trực tiếp và trực tuyến')
  await dialog.getByRole('button', { name: 'Ghi định nghĩa mới' }).click()
  await expect(dialog.getByText('Hãy ghi lý do (ít nhất 3 chữ).')).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Công văn 15/VHTT')
  await dialog.getByRole('button', { name: 'Ghi định nghĩa mới' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Đã có số liệu được duyệt theo định nghĩa cũ đến tháng 5/2024')
  await expect(dialog.getByRole('textbox', { name: /^Mẫu số là gì/u })).toHaveValue('hồ sơ nhận trực tiếp và trực tuyến')
  await checkPage(page, 'a definition that is refused')
  await takePicture(page, 'chi-tieu-dinh-nghia-bi-tu-choi')
  await dialog.getByRole('combobox', { name: 'Áp dụng từ kỳ' }).click()
  await page.getByRole('option', { name: 'tháng 6/2024' }).click()
  await dialog.getByRole('combobox', { name: 'Cách cộng các kỳ' }).click()
  await page.getByRole('option', { name: /^Cộng các kỳ/u }).click()
  await dialog.getByRole('checkbox', { name: /không còn so sánh được/u }).check()
  await dialog.getByRole('button', { name: 'Ghi định nghĩa mới' }).click()
  await expect(page.getByText('Đã ghi định nghĩa mới')).toBeVisible()
  const versions = page.getByRole('table', { name: 'Các lần đổi định nghĩa' })
  await expect(versions.getByRole('row').filter({ hasText: 'tháng 6/2024' })).toContainText('Công văn 15/VHTT')

  await page.getByRole('button', { name: 'Lập lộ trình' }).click()
  await dialog.getByRole('textbox', { name: 'Mức tháng 5/2024' }).fill('50,5')
  await dialog.getByRole('textbox', { name: 'Mức tháng 12/2024' }).fill('6o')
  await expect(dialog.getByText('Không phải là số viết kiểu Việt Nam')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Mức tháng 12/2024' }).fill('60')
  await dialog.getByRole('textbox', { name: 'Tên ngưỡng 1' }).fill('cần chú ý')
  await dialog.getByRole('textbox', { name: /^Ngưỡng 1/u }).fill('80')
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Lộ trình năm')
  await dialog.getByRole('button', { name: 'Ghi lộ trình' }).click()
  await expect(page.getByText('chậm tiến độ: cần chú ý').first()).toBeVisible()
  await expect(page.getByText('lẽ ra đạt 50,50% vào tháng 5/2024')).toBeVisible()

  // A formula is read as it is typed, and the plan says what it cannot be.
  const [plan] = await officer.get<readonly Plan[]>('/api/plans')
  await page.goto(`${city.address}/ke-hoach/${plan?.id ?? ''}`)
  await page.getByRole('button', { name: 'Thêm chỉ tiêu tính toán' }).click()
  await dialog.getByRole('textbox', { name: 'Mã chỉ tiêu' }).fill('9.1')
  await dialog.getByRole('textbox', { name: 'Tên chỉ tiêu' }).fill('Hồ sơ chưa nộp trực tuyến')
  await dialog.getByRole('textbox', { name: 'Trụ cột' }).fill('Tính toán')
  const formula = dialog.getByRole('textbox', { name: 'Công thức' })
  await formula.fill('1 - [1.1')
  await expect(dialog.getByText('Không hiểu "[" ở chữ thứ 5.')).toBeVisible()
  await formula.fill('1 - [7.7]')
  await dialog.getByRole('textbox', { name: 'Mức chỉ tiêu' }).fill('10')
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Theo dõi phần còn lại')
  await dialog.getByRole('button', { name: 'Thêm vào kế hoạch' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Kế hoạch không có chỉ tiêu [7.7].')
  await formula.fill('1 - [1.1]')
  await dialog.getByRole('button', { name: 'Thêm vào kế hoạch' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hồ sơ chưa nộp trực tuyến')
  await expect(page.getByText('Chỉ tiêu này máy tính từ các chỉ tiêu khác; không đơn vị nào nhập.')).toBeVisible()
  const together = page.getByRole('region', { name: 'Liên hệ với chỉ tiêu khác' })
  await expect(together).toContainText('Tính từ các chỉ tiêu')
  await takePicture(page, 'chi-tieu-lien-he', { full: true })
  await together.getByRole('link').click()
  await expect(together).toContainText('Được dùng để tính')
  await takePicture(page, 'chi-tieu-duoc-dung', { full: true })
  await together.getByRole('link', { name: 'Hồ sơ chưa nộp trực tuyến' }).click()
  await expect(together).toContainText('Tính từ các chỉ tiêu')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(page, 'a computed indicator on the phone')
  await checkPage(page, 'a computed indicator')
  await takePicture(page, 'chi-tieu-tinh-toan', { full: true })

  await page.goto(`${city.address}/bang-dieu-hanh?ky=2024-05`)
  const cell = page.getByRole('button', { name: /Hồ sơ chưa nộp trực tuyến/u })
  await expect(cell).toContainText('55,00%')
  await cell.click()
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Tính từ' })).toContainText('45,00%')
  expect(faults).toEqual([])
  await context.close()
})
