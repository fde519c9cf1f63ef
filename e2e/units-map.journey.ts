import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { addPerson, foundOffice, linkFor } from './support/office.ts'
import { checkPage, comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'ban-do'
const focalPoint = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND xã Gò Cao', role: 'focalPoint' } as const
const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: 'UBND xã Gò Cao', role: 'administrator' } as const

const corner = (lon: number, lat: number) => [lon, lat - (lon - 107) / 2]
const feature = (code: string, ring: readonly (readonly number[])[]) => ({
  type: 'Feature',
  properties: { MA_XA: Number(code) },
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const strip = (code: string, west: number, east = west + 0.02) =>
  feature(code, [corner(west, 10.4), corner(east, 10.4), corner(east, 10.45), corner(west, 10.45), corner(west, 10.4)])
const mapOf = (...features: readonly ReturnType<typeof feature>[]): string => JSON.stringify({ type: 'FeatureCollection', features })

/** Four communes side by side under a town; on 1 July 2025 the two in the west become one. */
async function foundTown(city: City): Promise<void> {
  const office = { slug, name: 'UBND thị xã Gò Cao', place: 'Gò Cao', now: '2026-01-10T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: 'UBND xã Gò Cao', shortName: 'Xã Gò Cao', group: 'ward' }])
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(city.dataDir, name)
    await writeFile(path, content)
    return path
  }
  const units = await write(
    'xa.csv',
    'code,name,kind,parent_code,group\n747,Thị xã Gò Cao,thị xã,,area\n101,Phường An Hòa,phường,747,ward\n102,Phường Bến Cát,phường,747,ward\n103,Xã Cồn Xanh,xã,747,ward\n104,Xã Đông Hải,xã,747,ward\n',
  )
  await city.run('units', 'import', units, '--office', slug, '--since', '2020-01-01')
  const map = mapOf(strip('101', 107), strip('102', 107.02), strip('103', 107.04), strip('104', 107.06))
  const source = ['--source', 'Phòng Tài nguyên và Môi trường thị xã, 3/2024', '--office', slug]
  await city.run('units', 'boundaries', await write('ranh-gioi.geojson', map), '--on', '2024-01-01', ...source)
  const table = await write(
    'nghi-quyet.csv',
    'old_code,new_code,new_name,new_kind,new_parent_code\n101,101,Phường Vọng Hải,phường,747\n102,101,Phường Vọng Hải,phường,747\n',
  )
  await city.run('units', 'reorganise', table, '--on', '2025-07-01', '--document', '99/NQ-UBTVQH', '--office', slug)
}

test.beforeAll(async ({ city }) => {
  test.setTimeout(120_000)
  await foundTown(city)
  for (const person of [focalPoint, an]) await addPerson(city, slug, person)
})

const ground = (page: Page, name: string) => page.getByRole('group', { name: /^Bản đồ/u }).getByRole('button', { name, exact: true })

test('the map of any day: by mouse, by the arrow keys, inside a unit, before and after a merger', async ({ city, browser }) => {
  test.setTimeout(180_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, focalPoint.login)))
  await page.getByRole('link', { name: 'Đơn vị', exact: true }).click()
  await page.getByRole('button', { name: 'Bản đồ', exact: true }).click()
  await expect(page).toHaveURL(/xem=ban-do/u)
  await ground(page, 'Thị xã Gò Cao (ghép từ các đơn vị bên trong)').click()
  await page.getByRole('link', { name: 'Xem các đơn vị bên trong' }).click()

  await expect(page.getByRole('heading', { name: 'Bản đồ Thị xã Gò Cao, ngày 10/01/2026' })).toBeVisible()
  const merged = ground(page, 'Phường Vọng Hải (ghép từ ranh giới cũ)')
  await expect(merged).toBeVisible()
  await ground(page, 'Xã Cồn Xanh').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(merged).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(merged).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('list').getByRole('button', { name: /^Phường Vọng Hải/u })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('status')).toContainText('ghép từ ranh giới cũ')
  await expect(page.getByText('Nguồn ranh giới: Phòng Tài nguyên và Môi trường thị xã, 3/2024.')).toBeVisible()
  await lookAt(page, 'don-vi-ban-do')

  await page.getByRole('button', { name: 'Trước 01/7/2025' }).click()
  await expect(ground(page, 'Phường Bến Cát')).toBeVisible()
  await page
    .getByRole('list')
    .getByRole('button', { name: /^Phường An Hòa/u })
    .click()
  await expect(ground(page, 'Phường An Hòa')).toHaveAttribute('aria-pressed', 'true')
  await ground(page, 'Xã Đông Hải').click()
  await expect(ground(page, 'Xã Đông Hải')).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('link', { name: 'Xem toàn bộ' }).click()
  await expect(page.getByRole('heading', { name: 'Bản đồ đơn vị ngày 30/6/2025' })).toBeVisible()
  await expect(page.getByText('1 đơn vị chưa có ranh giới: UBND xã Gò Cao.')).toBeVisible()
  expect(faults).toEqual([])
  await context.close()
})

test('what a reorganisation puts together is chosen on the map', async ({ city, browser }) => {
  test.setTimeout(180_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, an.login)))
  await page.goto(`${city.address}/don-vi/sap-xep/moi`)
  await page.getByRole('textbox', { name: /^Tên lần sắp xếp/u }).fill('Nhập hai xã')
  await page.getByRole('button', { name: 'Bắt đầu' }).click()
  await page.getByRole('button', { name: 'Chọn đơn vị' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Bản đồ' }).click()
  await dialog.getByRole('combobox', { name: 'Mở bản đồ của' }).click()
  await page.getByRole('option', { name: 'Thị xã Gò Cao' }).click()
  await ground(page, 'Xã Cồn Xanh').click()
  await ground(page, 'Xã Cồn Xanh').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('status')).toHaveText('Đã chọn 2 đơn vị: Xã Cồn Xanh, Xã Đông Hải')
  await lookAt(page, 'sap-xep-chon-tren-ban-do', { full: false })
  await dialog.getByRole('textbox', { name: /^Tên/u }).fill('Xã Biển Xanh')
  await dialog.getByRole('button', { name: 'Thêm vào bảng' }).click()
  await expect(page.getByRole('region', { name: 'Xem trước' })).toContainText('Chấm dứt 2 đơn vị')
  expect(faults).toEqual([])
  await context.close()
})

// Last, since it changes the map.
test('an administrator imports boundaries on the map of a day: what is wrong is named, what stands out is seen before it is recorded, and what was known stays', async ({
  city,
  browser,
}) => {
  test.setTimeout(180_000)
  await city.run('office', 'clock', slug, '2026-01-12T08:00:00+07:00')
  const { context, page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, an.login)))
  await page.goto(`${city.address}/don-vi?xem=ban-do`)
  await page.getByRole('button', { name: 'Nhập ranh giới' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await expect(dialog).toContainText('Hãy chọn tệp.')
  await expect(dialog).toContainText('Hãy ghi nguồn.')
  await dialog.getByRole('textbox', { name: /^Nguồn/u }).fill('Sở Nông nghiệp và Môi trường, 12/2025')
  await dialog.getByLabel(/^Có hiệu lực từ ngày/u).fill('2026-01-01')
  const choose = (name: string, content: string): Promise<void> =>
    dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/geo+json', buffer: Buffer.from(content) })

  const crossed = feature('103', [
    corner(107.04, 10.4),
    corner(107.06, 10.45),
    corner(107.06, 10.4),
    corner(107.04, 10.42),
    corner(107.04, 10.4),
  ])
  await choose('loi.geojson', mapOf(crossed, strip('999', 107.06)))
  await dialog.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await expect(dialog.getByRole('alert')).toContainText('2 chỗ trong tệp chưa đúng')
  await expect(dialog.getByRole('alert')).toContainText('đường ranh giới tự cắt nhau (kinh độ 107,0')
  await expect(dialog.getByRole('alert')).toContainText('không có trong sổ đơn vị của ngày này')
  await checkPage(page, 'don-vi-nhap-ranh-gioi-loi')
  await takePicture(page, 'don-vi-nhap-ranh-gioi-loi')

  await choose('moi.geojson', mapOf(strip('103', 107.04, 107.061), strip('104', 107.06)))
  await dialog.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await expect(dialog).toContainText('1 chỗ hai đơn vị chồng lên nhau')
  await expect(dialog).toContainText('Xã Cồn Xanh, Xã Đông Hải')
  await dialog.getByRole('button', { name: 'Nhập 2 ranh giới' }).click()
  await expect(dialog).toContainText('Hãy sửa tệp, hoặc xác nhận vẫn nhập.')
  await dialog.getByText('Vẫn nhập dù có chỗ hai đơn vị chồng lên nhau').click()
  await lookAt(page, 'don-vi-nhap-ranh-gioi', { full: false })
  await dialog.getByRole('button', { name: 'Nhập 2 ranh giới' }).click()
  await expect(page.getByText('Đã nhập 2 ranh giới')).toBeVisible()
  await expect(page.getByText('Sở Nông nghiệp và Môi trường, 12/2025')).toBeVisible()

  await page.getByRole('button', { name: 'Như đã biết ngày …' }).click()
  await page.getByLabel('Như đã biết ngày').fill('2026-01-11')
  await expect(page).toHaveURL(/da-biet=2026-01-11/u)
  await expect(page.getByRole('heading', { name: 'Bản đồ đơn vị ngày 11/01/2026' })).toBeVisible()
  await expect(page.getByText('Nguồn ranh giới: Phòng Tài nguyên và Môi trường thị xã, 3/2024.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Nhập ranh giới' }), 'nothing of the past is changed').toHaveCount(0)
  await lookAt(page, 'don-vi-ban-do-nhu-da-biet')
  await page.getByLabel('Như đã biết ngày').fill('2026-01-09')
  await expect(page.getByRole('heading', { name: /^Chưa có ranh giới/u })).toBeVisible()
  expect(faults).toEqual([])
  await context.close()
})
