import type { ReorganisationView } from '@haidang/api/reorganisations'
import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import type { Person } from './support/person.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'cua-bien'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = (number: number, code: string) =>
  ({ name: `UBND Phường ${number}`, shortName: `Phường ${number}`, group: 'ward', code }) as const
const units = [
  { name: culture, shortName: 'P. VHTT', group: 'department' },
  { name: 'UBND thành phố', shortName: 'UBND TP', group: 'committee' },
  ward(5, '105'),
  ward(7, '107'),
  ward(9, '109'),
] as const
const people = [
  { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' },
  { login: 'thu', name: 'Đỗ Thị Thu', post: 'Phó Chủ tịch', unit: 'UBND thành phố', role: 'leader' },
  { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' },
  { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND Phường 5', role: 'focalPoint' },
  { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: 'UBND Phường 7', role: 'focalPoint' },
  { login: 'mai', name: 'Lê Ngọc Mai', post: 'Công chức', unit: 'UBND Phường 9', role: 'focalPoint' },
] as const

const clock = (city: City, instant: string) => city.run('office', 'clock', slug, instant)

/** The ward's May: so much of so much on the first row, and a reason on all others. */
async function report(person: Person, numerator: string, denominator: string): Promise<string> {
  const { reports } = await person.get<ReportList>('/api/reports?period=2024-05')
  const { id, indicators } = await person.get<Report>(`/api/reports/${reports[0]?.id ?? ''}`)
  const [first, ...others] = indicators
  const entry = { indicatorId: first?.id ?? '', numerator, denominator, note: '', baseRevision: 0 }
  await person.ask('PUT', `/api/reports/${id}/entries`, { changeKey: crypto.randomUUID(), entries: [entry] })
  await person.ask('POST', `/api/reports/${id}/submit`, {
    missing: others.map(({ id: indicatorId }) => ({ indicatorId, reason: 'chưa có số liệu' })),
  })
  return id
}

test('a leader sees May on the wards of today, opens a share to its old cell, and goes back to what was known on a day', async ({
  city,
  browser,
}) => {
  test.setTimeout(240_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Cửa Biển', place: 'Cửa Biển', now: '2024-04-20T08:00:00+07:00' }, units)
  const [minhLink = '', thuLink = '', anLink = '', ...wardLinks] = await Promise.all(people.map((person) => addPerson(city, slug, person)))
  const [minh, an] = [await signInByLink(city.address, 'Minh', minhLink), await signInByLink(city.address, 'An', anLink)]
  await issueDirective(minh, planOfRatios())
  await clock(city, '2024-05-12T08:00:00+07:00')
  const figures = [
    ['90', '100'],
    ['10', '10'],
    ['40', '80'],
  ] as const
  const reports: string[] = []
  for (const [index, link] of wardLinks.entries()) {
    const [numerator, denominator] = figures[index] ?? ['0', '1']
    reports.push(await report(await signInByLink(city.address, people[index + 3]?.name ?? '', link), numerator, denominator))
  }
  await clock(city, '2024-05-14T08:00:00+07:00')
  for (const id of reports) await minh.ask('POST', `/api/reports/${id}/approve`, {})

  const { context, page, faults } = await comeIn(browser, linkIn(thuLink))
  const cell = page.getByRole('button', { name: /hồ sơ được nộp trực tuyến tại bộ phận một cửa/u })
  await page.goto(`${city.address}/bang-dieu-hanh?ky=2024-05`)
  await expect(cell).toContainText('73,68%') // 140/190
  await expect(page.getByRole('group', { name: 'Đơn vị' }), 'nothing was reorganised').toHaveCount(0)

  // Ward 5 and two fifths of ward 9 become one, the rest of ward 9 another; of ward 7 nobody has said how it is parted.
  const row = (line: number, oldCode: string, newCode: string, newName: string, population?: string) => ({
    line,
    oldCode,
    oldName: '',
    newCode,
    newName,
    newKind: '',
    newParentCode: '',
    extent: oldCode === '105' ? 'whole' : 'part',
    shares: population === undefined ? {} : { population },
  })
  const draft = {
    title: 'Sắp xếp đơn vị hành chính',
    documentNumber: '99/NQ-UBTVQH',
    effectiveOn: '2024-06-01',
    rows: [
      row(1, '105', '201', 'UBND phường Cửa Biển'),
      row(2, '109', '201', 'UBND phường Cửa Biển', '0.4'),
      row(3, '109', '202', 'UBND phường Gò Cao', '0.6'),
      row(4, '107', '201', 'UBND phường Cửa Biển'),
      row(5, '107', '202', 'UBND phường Gò Cao'),
    ],
    heirs: {},
  }
  await clock(city, '2024-06-03T08:00:00+07:00')
  const { id, passes } = await an.ask<ReorganisationView>('POST', '/api/reorganisations', draft)
  const parted = passes.find(({ to }) => to === null)
  const heirs = { [parted?.unit.id ?? '']: parted?.candidates[0]?.id ?? '' }
  await an.ask('PUT', `/api/reorganisations/${id}`, { ...draft, heirs, revision: 1 })
  await an.ask('POST', `/api/reorganisations/${id}/apply`, { revision: 2 })

  await page.reload()
  await expect(cell, 'as it was nothing has changed').toContainText('73,68%')
  await expect(page.getByText('đơn vị đã sắp xếp lại ngày 01/6/2024 (99/NQ-UBTVQH)')).toBeVisible()
  await page.getByRole('button', { name: 'như hiện nay' }).click()
  await expect(page).toHaveURL(/don-vi=hien-nay/u)
  await expect(cell).toContainText('72,22%') // 130/180
  const rows = page.getByRole('table', { name: 'Theo đơn vị' }).getByRole('row')
  await expect(rows.filter({ hasText: 'phường Cửa Biển' })).toContainText('gộp từ Phường 5, 40% của Phường 9 ước tính')
  await expect(rows.filter({ hasText: 'phường Gò Cao' })).toContainText('gộp từ 60% của Phường 9 ước tính')
  await expect(page.locator('.board-nobody')).toContainText('UBND Phường 7: đã chia tách nhưng chưa có tỷ lệ chia (5/2024)')
  await checkPage(page, 'the board as it is')
  await takePicture(page, 'bang-dieu-hanh-nhu-hien-nay')

  await cell.click()
  const drawer = page.getByRole('dialog')
  const now = drawer.getByRole('table', { name: 'Gộp về đơn vị của ngày 03/6/2024' }).getByRole('row')
  // 90 + 0.4 · 40 of 100 + 0.4 · 80.
  await expect(now.filter({ hasText: 'phường Cửa Biển' })).toContainText(/106\s*132\s*80,30% ước tính/u)
  await expect(now.filter({ hasText: 'phường Cửa Biển' }).getByRole('link', { name: '40% của Phường 9' })).toBeVisible()
  await expect(
    drawer.getByRole('table', { name: 'Số liệu của từng đơn vị' }).getByRole('row').filter({ hasText: 'Phường 7' }),
  ).toContainText('100,00%')
  await checkPage(page, 'the drawer as it is')
  await takePicture(page, 'chung-cu-nhu-hien-nay')
  await drawer.getByRole('link', { name: 'Mở trang chỉ tiêu' }).click()
  await expect(page).toHaveURL(/chi-tieu\/.*don-vi=hien-nay/u)
  const onPage = page.getByRole('table', { name: 'Các đơn vị' }).getByRole('row')
  await expect(onPage.filter({ hasText: 'Cửa Biển' })).toContainText('80,30% ước tính')
  await expect(onPage.filter({ hasText: 'Cửa Biển' }).getByRole('link', { name: 'Phường 9' })).toBeVisible()
  await expect(page.locator('.board-nobody')).toContainText('UBND Phường 7')
  await lookAt(page, 'chi-tieu-nhu-hien-nay')
  await page.goBack()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'như lúc báo cáo' }).click()
  await page.getByRole('button', { name: 'Như đã biết ngày …' }).click()
  await page.getByLabel('Như đã biết ngày').fill('2024-05-13')
  await expect(page).toHaveURL(/da-biet=2024-05-13/u)
  await expect(page.getByText('3/4 đơn vị đã báo cáo · đã duyệt 0'), 'on that day nobody had approved anything').toBeVisible()
  await expect(cell).toContainText('chưa có số liệu')
  await checkPage(page, 'the board as known on a day')
  await takePicture(page, 'bang-dieu-hanh-nhu-da-biet')

  // The address is enough for a colleague.
  const other = await comeIn(browser, linkIn(await linkFor(city, slug, 'minh')))
  await other.page.goto(page.url())
  await expect(other.page.getByText('3/4 đơn vị đã báo cáo · đã duyệt 0')).toBeVisible()
  await page.getByRole('button', { name: 'Về hiện nay' }).click()
  await expect(cell).toContainText('73,68%')
  expect.soft([...faults, ...other.faults], 'what the browsers complained of').toEqual([])
  await Promise.all([context.close(), other.context.close()])
})
