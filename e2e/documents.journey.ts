import type { DocumentList } from '@haidang/api/documents'
import type { ImportSummary, PlanSummary } from '@haidang/api/imports'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { planOfRatios } from './support/directives.ts'
import type { Person } from './support/person.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Tìm trong sổ văn bản' })
const register = (page: Page) => page.getByRole('table', { name: 'Văn bản đã nhận' })

test('a plan of the sample city is found by its number in odd spacing and by words without diacritics', async ({
  city,
  browser,
  hasSample,
}) => {
  test.skip(!hasSample, 'the sample city was not wanted')
  test.setTimeout(120_000)
  const printed = await city.run('person', 'link', 'le.quang.minh', '--office', 'vung-tau')
  const { context, page, faults } = await comeIn(browser, linkIn(printed), { viewport: wide })
  await page.getByRole('link', { name: 'Văn bản', exact: true }).click()
  await expect(register(page)).toContainText('2153/KH-UBND')

  await searchBox(page).fill('2153 / kh -  ubnd')
  await expect(page).toHaveURL(/tim=2153/u)
  await expect(register(page).getByRole('row')).toHaveCount(3)
  await expect(register(page).getByRole('row').nth(1), 'the plan before the one that names it').toContainText('2153/KH-UBND')
  await expect(register(page).getByRole('row').nth(2)).toContainText('1187/KH-UBND')
  await expect(register(page).locator('mark').first()).toBeVisible()

  await searchBox(page).fill('thoi diem chot so lieu')
  await expect(register(page).locator('mark').filter({ hasText: 'thời điểm chốt số liệu' })).toHaveCount(2)
  await takePicture(page, 'so-van-ban-mau', { full: true })

  await searchBox(page).fill('xyzxyz khong co')
  await expect(page.getByRole('heading', { name: 'Không tìm thấy văn bản nào' })).toBeVisible()
  await page.getByRole('link', { name: 'Bỏ tìm và lọc' }).click()
  await expect(searchBox(page)).toHaveValue('')

  await register(page)
    .getByRole('link', { name: /trọng tâm về chuyển đổi số năm 2024/u })
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('trọng tâm về chuyển đổi số năm 2024')
  await expect(page.getByRole('heading', { name: 'Quan hệ với văn bản khác' })).toBeVisible()
  await page.getByRole('link', { name: /Xem chỗ dẫn Quyết định 2207\/QĐ-UBND/u }).click()
  await expect(page.locator('[data-cited]').first()).toBeInViewport()
  await takePicture(page, 'van-ban-mau')
  expect(faults, 'what the browser complained of').toEqual([])
  await context.close()
})

const slug = 'ben-do'
const units = [
  { name: 'Phòng Văn hóa và Thông tin', shortName: 'P. VHTT', group: 'department' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
] as const

/** The plan of an office, the one that replaces it, and a decision that both stand on. */
async function registerOf(city: City): Promise<Person> {
  await foundOffice(city, { slug, name: 'UBND thành phố Bến Thử', place: 'Bến Thử', now: '2024-06-20T08:00:00+07:00' }, units)
  const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: units[0].name, role: 'synthesis' } as const
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  const older = planOfRatios()
  const newer = older
    .replace('Số: 12/KH-UBND', 'Số: 45/KH-UBND')
    .replace('ngày 20 tháng 4 năm 2024', 'ngày 15 tháng 6 năm 2024')
    .replace(
      'NỘI DUNG KẾ HOẠCH',
      'NỘI DUNG KẾ HOẠCH\n\nKế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 20 tháng 4 năm 2024 của UBND thành phố Bến Thử.',
    )
    .replace('60% hồ sơ được nộp trực tuyến tại bộ phận một cửa', '85% hồ sơ được nộp trực tuyến tại bộ phận một cửa')
    .replace('- 64% cán bộ được tập huấn kỹ năng số tại khu phố.', '- 50% tuyến phố chính có camera đọc được biển số xe.')
  await issueDirective(officer, older)
  await issueDirective(officer, newer, { issuedOn: '2024-06-15', number: '45', title: 'Kế hoạch chuyển đổi số năm 2024 (thay thế)' })
  await officer.upload<ImportSummary>('/api/imports', 'quyet-dinh.txt', new TextEncoder().encode(decision))
  await expect
    .poll(async () => (await officer.get<DocumentList>('/api/documents?q=9/Q')).documents.map(({ state }) => state), { timeout: 30_000 })
    .toContain('read')
  return officer
}

const decision = [
  'ỦY BAN NHÂN DÂN',
  'THÀNH PHỐ BẾN THỬ',
  'Số: 09/QĐ-UBND',
  'Bến Thử, ngày 18 tháng 6 năm 2024',
  'QUYẾT ĐỊNH',
  'Về việc phân công thực hiện kế hoạch chuyển đổi số',
  'Căn cứ Kế hoạch số 45/KH-UBND ngày 15 tháng 6 năm 2024 của UBND thành phố Bến Thử;',
  'Căn cứ Quyết định số 968/QĐ-UBND ngày 10 tháng 4 năm 2024 của UBND tỉnh Bà Rịa – Vũng Tàu;',
  'QUYẾT ĐỊNH:',
  'Điều 1. Phòng Văn hóa và Thông tin chủ trì, phối hợp với UBND Phường 5 lắp đặt camera trước ngày 30/9/2024.',
  'CHỦ TỊCH',
  'Nguyễn Văn Thử',
].join('\n\n')

test('from a decision to the plan that it stands on, to the plan which that one replaced, and side by side', async ({ city, browser }) => {
  test.setTimeout(360_000)
  const officer = await registerOf(city)
  const { context, page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'minh')), { viewport: wide })
  await page.goto(`${city.address}/van-ban`)
  await searchBox(page).fill('9/qd')
  // The row's address is one key away: what is found is opened without the mouse.
  const row = register(page)
    .getByRole('row')
    .filter({ hasText: /phân công thực hiện/u })
  await expect(register(page).getByRole('row')).toHaveCount(2)
  await row.focus()
  await page.keyboard.press('Enter')

  const relations = page.getByRole('region', { name: 'Quan hệ với văn bản khác' })
  await expect(relations).toContainText('968/QĐ-UBND')
  await expect(relations).toContainText('không có trong sổ')
  await lookAt(page, 'van-ban-quyet-dinh')
  await relations.getByRole('link', { name: /^45\/KH-UBND/u }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('thay thế')
  await expect(relations).toContainText('Là căn cứ của')
  await expect(relations.getByRole('link', { name: /^09\/QĐ-UBND|^9\/QĐ-UBND/u })).toBeVisible()
  await expect(relations).toContainText('Kế hoạch đã ban hành')
  await takePicture(page, 'van-ban-ke-hoach', { full: true })

  await relations.getByRole('link', { name: 'So với kế hoạch bị thay thế' }).click()
  const table = page.getByRole('table', { name: /^Chỉ tiêu/u })
  await expect(table.getByRole('row').filter({ hasText: 'thay đổi' })).toContainText(/60%.*85%/u)
  await expect(table.getByRole('row').filter({ hasText: 'thêm mới' })).toContainText('camera đọc được biển số xe')
  await expect(table.getByRole('row').filter({ hasText: 'không còn' })).toContainText('tập huấn kỹ năng số tại khu phố')
  await page.getByRole('button', { name: /^thay đổi/u }).click()
  await expect(table.getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: /^Tất cả/u }).click()
  await lookAt(page, 'so-ke-hoach')

  await page.goBack()
  await relations.getByRole('link', { name: /^12\/KH-UBND/u }).click()
  await expect(relations).toContainText('Bị thay thế bởi')
  await page.goBack()
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('phân công thực hiện')

  const plans = await officer.get<readonly PlanSummary[]>('/api/plans')
  const older = plans.find(({ document }) => document.number === '12')
  await page.goto(`${city.address}/ke-hoach/${older?.id ?? ''}`)
  await expect(page.getByText('Kế hoạch này đã bị thay thế bởi')).toBeVisible()
  await checkPage(page, 'ke-hoach-bi-thay-the')
  await takePicture(page, 'ke-hoach-bi-thay-the')
  await page.getByRole('link', { name: 'So với kế hoạch thay thế' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('So với kế hoạch bị thay thế')

  const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: units[1].name, role: 'focalPoint' } as const
  const ward = await comeIn(browser, linkIn(await addPerson(city, slug, lan)), { viewport: wide })
  await ward.page.setViewportSize(phone)
  await ward.page.goto(`${city.address}/van-ban/${older?.document.id ?? ''}`)
  await expect(ward.page.getByText('Bị thay thế bởi')).toBeVisible()
  await expect(ward.page.getByRole('heading', { name: 'Toàn văn' })).toHaveCount(0)
  await takePicture(ward.page, 'van-ban-cua-phuong-390')
  await ward.page.goto(`${city.address}/van-ban`)
  await expect(ward.page.getByRole('alert')).toBeVisible()
  await expect(searchBox(ward.page)).toHaveCount(0)
  await takePicture(ward.page, 'so-van-ban-tu-choi-390')
  await ward.context.close()

  await page.goto(`${city.address}/van-ban`)
  await expect(register(page).getByRole('row')).toHaveCount(4)
  await lookAt(page, 'so-van-ban')
  expect(faults, 'what the browser complained of').toEqual([])
  await context.close()
})
