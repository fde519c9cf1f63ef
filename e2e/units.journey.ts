import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { addPerson, foundOffice } from './support/office.ts'
import { comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'cua-bien-cu'
const focalPoint = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND thị xã Cửa Biển', role: 'focalPoint' } as const

/** A province with one town of four wards; on 1 July 2025 three become one, the fourth is parted, and the town ends. */
async function foundProvince(city: City): Promise<string> {
  const office = { slug, name: 'UBND thị xã Cửa Biển', place: 'Cửa Biển', now: '2026-01-10T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: 'UBND thị xã Cửa Biển', shortName: 'UBND thị xã', group: 'committee' }])
  const list = async (name: string, ...lines: readonly string[]): Promise<string> => {
    const path = join(city.dataDir, name)
    await writeFile(path, lines.join('\n'))
    return path
  }
  const units = await list(
    'don-vi.csv',
    'code,name,kind,parent_code',
    '77,Tỉnh Biển Đông,tỉnh,',
    '747,Thị xã Cửa Biển,thị xã,77',
    '26506,Phường 1,phường,747',
    '26509,Phường 2,phường,747',
    '26512,Phường Bến Cát,phường,747',
    '26515,Xã Cồn Xanh,xã,747',
  )
  await city.run('units', 'import', units, '--office', slug, '--since', '2020-01-01')
  const table = await list(
    'sap-xep.csv',
    'old_code,new_code,new_name,new_kind,new_parent_code,extent,share_population,share_area',
    '26506,26506,Phường Vọng Hải,phường,77,,,',
    '26509,26506,Phường Vọng Hải,phường,77,,,',
    '26512,26506,Phường Vọng Hải,phường,77,,,',
    '26515,26506,Phường Vọng Hải,phường,77,part,0.425,0.3',
    '26515,26515,Xã Gò Cao,xã,77,part,0.575,0.7',
    '747,,,,,,,',
  )
  await city.run('units', 'reorganise', table, '--on', '2025-07-01', '--document', '99/NQ-UBTVQH', '--office', slug)
  return addPerson(city, slug, focalPoint)
}

const tree = (page: Page, day: string) => page.getByRole('table', { name: `Đơn vị ngày ${day}` })
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Tìm đơn vị' })

test('an old name is found without diacritics and followed to what it became; the tree is that of the day', async ({ city, browser }) => {
  test.setTimeout(180_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await foundProvince(city)))
  await page.getByRole('link', { name: 'Đơn vị', exact: true }).click()
  await expect(tree(page, '10/01/2026').getByRole('link', { name: 'Tỉnh Biển Đông' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Phường Vọng Hải' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Mở Tỉnh Biển Đông: 2 đơn vị' }).press('Enter')
  await expect(page.getByRole('link', { name: 'Phường Vọng Hải' })).toBeVisible()

  await page.getByRole('button', { name: 'Trước 01/7/2025' }).click()
  await page.getByRole('button', { name: 'Mở Thị xã Cửa Biển: 4 đơn vị' }).click()
  await expect(tree(page, '30/6/2025')).toContainText('Phường Bến Cát')
  await expect(page).toHaveURL(/ngay=2025-06-30/u)
  await lookAt(page, 'don-vi-mot-ngay')

  await searchBox(page).fill('phuong 1')
  const found = page.getByRole('table', { name: 'Đơn vị tìm thấy' })
  await expect(found.getByRole('row').nth(1)).toContainText(/Phường 1.*Thị xã Cửa Biển.*nay thuộc Phường Vọng Hải/u)
  await searchBox(page).fill('26506')
  await expect(found.getByRole('row')).toHaveCount(3)
  await expect(found.getByRole('row').nth(1)).toContainText('01/01/2020 đến hết 30/6/2025')
  await expect(found.getByRole('row').nth(2)).toContainText(/từ 01\/7\/2025.*đang hoạt động/u)
  await lookAt(page, 'don-vi-tim-thay')

  await found.getByRole('link', { name: 'Phường 1' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Phường 1' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nhập vào đơn vị khác' })).toBeVisible()
  await page.getByRole('list', { name: 'Sau' }).getByRole('link', { name: 'Phường Vọng Hải' }).click()
  await expect(page.getByRole('heading', { name: 'Hợp thành từ 4 đơn vị' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Trước' })).toContainText('một phần: 42,5% dân số, 30% diện tích ước tính')
  await lookAt(page, 'don-vi-nay')
  await page.getByRole('link', { name: 'Xã Cồn Xanh' }).click()
  await expect(page.getByText('Nay thuộc')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Chia về 2 đơn vị' })).toBeVisible()
  await takePicture(page, 'don-vi-cu', { full: true })

  await page.goBack()
  await page.goBack()
  await page.goBack()
  await expect(searchBox(page)).toHaveValue('26506')
  await searchBox(page).fill('khong co ten nay')
  await expect(page.getByRole('heading', { name: 'Không tìm thấy đơn vị nào' })).toBeVisible()
  await page.goto(`${city.address}/don-vi/0196f3a0-0000-7000-8000-000000000000`)
  await expect(page.getByRole('alert')).toBeVisible()
  await page.goto(`${city.address}/don-vi?ngay=2019-05-01`)
  await expect(page.getByRole('heading', { name: 'Ngày này chưa có đơn vị nào' })).toBeVisible()
  expect(faults, 'what the browser complained of').toEqual([])
  await context.close()
})
