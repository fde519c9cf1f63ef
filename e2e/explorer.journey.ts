import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import type { Person } from './support/person.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'tra-cuu'
const culture = 'Phòng Văn hóa và Thông tin'
const wards = [
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' },
  { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', code: '107' },
] as const
const [five, seven] = wards
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const thu = { login: 'thu', name: 'Đỗ Thị Thu', post: 'Phó Chủ tịch', unit: culture, role: 'leader' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: five.name, role: 'focalPoint' } as const
const hung = { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: seven.name, role: 'focalPoint' } as const

/** A ward as a square beside the last one. */
const square = (code: string, west: number) => ({
  type: 'Feature',
  properties: { code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 10.4],
        [west + 0.02, 10.4],
        [west + 0.02, 10.42],
        [west, 10.42],
        [west, 10.4],
      ],
    ],
  },
})

/** Types the first indicator of a month's report and hands it in. */
async function handIn(clerk: Person, period: string, [numerator, denominator]: readonly [string, string]): Promise<string> {
  const { reports } = await clerk.get<ReportList>(`/api/reports?period=${period}`)
  const { id, indicators } = await clerk.get<Report>(`/api/reports/${reports[0]?.id ?? ''}`)
  const [first, ...others] = indicators
  const entry = { indicatorId: first?.id ?? '', numerator, denominator, note: '', baseRevision: 0 }
  await clerk.ask('PUT', `/api/reports/${id}/entries`, { changeKey: crypto.randomUUID(), entries: [entry] })
  const missing = others.map((one) => ({ indicatorId: one.id, reason: 'chưa có số liệu' }))
  await clerk.ask('POST', `/api/reports/${id}/submit`, { missing })
  return id
}

test('figures are asked for, drawn, kept by a name, sent by their address and taken away', async ({ city, browser }) => {
  test.setTimeout(240_000)
  const office = { slug, name: 'UBND thành phố Tra Cứu', place: 'Tra Cứu', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }])
  const register = join(city.dataDir, `${slug}-phuong.csv`)
  const lines = wards.map(({ name, shortName, group, code }) => `${code},${name},${shortName},${group},74`)
  await writeFile(register, ['code,name,short_name,group,parent_code', '74,Tỉnh Cửa Biển,Cửa Biển,area,', ...lines].join('\n'))
  await city.run('units', 'import', register, '--office', slug, '--since', '2020-01-01')
  const ground = join(city.dataDir, `${slug}.geojson`)
  await writeFile(ground, JSON.stringify({ type: 'FeatureCollection', features: [square(five.code, 107), square(seven.code, 107.02)] }))
  await city.run('units', 'boundaries', ground, '--on', '2024-01-01', '--source', 'Sơ đồ diễn tập', '--office', slug)
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  const lanAsks = await signInByLink(city.address, lan.name, await addPerson(city, slug, lan))
  const hungAsks = await signInByLink(city.address, hung.name, await addPerson(city, slug, hung))
  const thuLink = await addPerson(city, slug, thu)
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-12T08:00:00+07:00')
  for (const id of [await handIn(lanAsks, '2024-05', ['45', '100']), await handIn(hungAsks, '2024-05', ['60', '300'])])
    await officer.ask('POST', `/api/reports/${id}/approve`, {})
  await city.run('office', 'clock', slug, '2024-06-12T08:00:00+07:00')
  await officer.ask('POST', `/api/reports/${await handIn(lanAsks, '2024-06', ['75', '100'])}/approve`, {})
  await officer.ask('POST', `/api/reports/${await handIn(hungAsks, '2024-06', ['90', '300'])}/return`, {
    reason: 'Thiếu minh chứng',
    cells: [],
  })

  const { context, page, faults } = await comeIn(browser, linkIn(thuLink))
  await page.getByRole('navigation', { name: 'Các phòng việc' }).getByRole('link', { name: 'Tra cứu số liệu' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tra cứu số liệu')
  const table = page.getByRole('table', { name: 'Bảng số liệu' })
  const row = (name: string | RegExp) => table.getByRole('row', { name })
  // The whole is the sum of numerators over the sum of denominators; who came back has a dash, and says why.
  await expect(row(/^UBND thành phố Tra Cứu/u)).toContainText('26,25%')
  await expect(row(/^UBND Phường 7/u)).toContainText('20,00%')
  await expect(row(/^UBND Phường 7/u)).toContainText('bị trả lại, chưa nộp lại')
  await lookAt(page, 'tra-cuu')

  // Months beside each other, bar by bar; the table turned.
  await page.getByRole('button', { name: 'Cột', exact: true }).click()
  await page.getByRole('combobox', { name: 'Bên cạnh' }).click()
  await page.getByRole('option', { name: /5\/2024|5\/24/u }).click()
  await expect(page.getByRole('img', { name: /từng đơn vị, tháng 6\/2024/u })).toBeVisible()
  await page.getByRole('button', { name: 'Đổi hàng và cột' }).click()
  await expect(row(/^tháng 5\/2024/iu)).toContainText('45,00%')
  await page.getByRole('combobox', { name: 'Xem' }).click()
  await page.getByRole('option', { name: 'So với kỳ trước' }).click()
  await expect(row(/^tháng 6\/2024/iu)).toContainText('+30,00')
  const changes = page.getByRole('img', { name: /so với kỳ trước, điểm %/u })
  await expect(changes).toContainText('+48,75')
  await expect(changes).not.toContainText('40%')
  await lookAt(page, 'tra-cuu-cot')

  await page.getByRole('button', { name: 'Câu hỏi đã lưu' }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('textbox', { name: 'Tên câu hỏi' }).fill('Hai phường')
  await drawer.getByRole('button', { name: 'Lưu câu hỏi đang xem' }).click()
  await expect(drawer.getByRole('link', { name: 'Hai phường' })).toHaveAttribute('aria-current', 'true')
  await lookAt(page, 'tra-cuu-cau-hoi', { full: false })
  await page.keyboard.press('Escape')
  const kept = page.url()

  const downloads = [page.getByRole('button', { name: 'Tải hình' }), page.getByRole('link', { name: 'Tải CSV' })]
  const files: { readonly name: string; readonly bytes: Buffer }[] = []
  for (const button of downloads) {
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()])
    files.push({ name: file.suggestedFilename(), bytes: await readFile(await file.path()) })
  }
  expect(files[0]?.bytes.subarray(1, 4).toString()).toBe('PNG')
  expect(files[1]?.bytes.toString()).toMatch(/^\u{FEFF}Kỳ;/u)
  expect(files[1]?.bytes.toString()).toContain(';45;100;45;')

  for (const [item, name, begins] of [
    ['Phụ lục chỉ tiêu (.xlsx)', 'Phụ lục chỉ tiêu 2024-06.xlsx', 'PK'],
    ['ADX (XML)', 'so-lieu-2024-05-2024-06.adx.xml', '<?xml'],
    ['SDMX-CSV 2.0', 'so-lieu-2024-05-2024-06.sdmx.csv', 'STRUCTURE,'],
    ['SDMX-JSON 2.0', 'so-lieu-2024-05-2024-06.sdmx.json', '{"meta"'],
    ['Danh mục mã (SDMX)', 'so-lieu-2024-05-2024-06.sdmx-structure.json', '{"meta"'],
  ] as const) {
    await page.getByRole('button', { name: 'Dạng khác' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()])
    expect(file.suggestedFilename()).toBe(name)
    expect((await readFile(await file.path())).subarray(0, begins.length).toString()).toBe(begins)
  }

  await page.goto(`${city.address}/tra-cuu`)
  await page.getByRole('button', { name: 'Câu hỏi đã lưu' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Hai phường' }).click()
  await expect(page).toHaveURL(kept)
  await expect(row(/^tháng 6\/2024/iu)).toContainText('+30,00')

  await page.getByRole('link', { name: 'Thay đổi trong tuần' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Có gì thay đổi trong tuần qua')
  await expect(page.getByText('Lý do: Thiếu minh chứng')).toBeVisible()
  await expect(page.getByRole('link', { name: 'báo cáo tháng 6/2024 của UBND Phường 7' })).toBeVisible()
  await lookAt(page, 'tra-cuu-thay-doi')

  // An indicator on the map of its units: what there is none of is hatched and says so.
  await page.goto(`${city.address}/tra-cuu?hang=chi-tieu`)
  await table
    .getByRole('link', { name: /hồ sơ được nộp trực tuyến tại bộ phận một cửa/u })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('hồ sơ được nộp trực tuyến')
  const map = page.getByRole('group', { name: 'Các đơn vị trên bản đồ ngày 09/6/2024' })
  await expect(map.getByRole('button', { name: 'UBND Phường 5: 75,00%, đạt' })).toBeVisible()
  await map.getByRole('button', { name: 'UBND Phường 7: chưa có số liệu' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'UBND Phường 7' })).toBeVisible()
  await lookAt(page, 'chi-tieu-ban-do')

  await page.goto(`${city.address}/bang-dieu-hanh?ky=2024-05`)
  const [annex] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Phụ lục chỉ tiêu', exact: true }).click(),
  ])
  expect(annex.suggestedFilename()).toBe('Phụ lục chỉ tiêu 2024-05.xlsx')
  await lookAt(page, 'bang-dieu-hanh-phu-luc', { full: false })
  expect(faults).toEqual([])
  await context.close()

  // Who reports for a ward asks about that ward.
  const clerk = await comeIn(browser, linkIn(await linkFor(city, slug, hung.login)))
  await clerk.page.goto(kept)
  const own = clerk.page.getByRole('table', { name: 'Bảng số liệu' })
  await expect(own.getByRole('columnheader', { name: 'Phường 7' })).toBeVisible()
  await expect(own.getByRole('columnheader', { name: 'Phường 5' })).toHaveCount(0)
  expect(clerk.faults).toEqual([])
  await clerk.context.close()
})
