import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { addPerson, foundOffice } from './support/office.ts'
import type { Newcomer } from './support/office.ts'
import { comeIn, linkIn, lookAt, takePicture } from './support/screens.ts'

const focalPoint = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND thị xã Cửa Biển', role: 'focalPoint' } as const
const administrator = {
  login: 'an',
  name: 'Ngô Bình An',
  post: 'Quản trị hệ thống',
  unit: 'UBND thị xã Cửa Biển',
  role: 'administrator',
} as const

/** A province with one town of four wards; on 1 July 2025 three become one, the fourth is parted, and the town ends. */
async function foundProvince(city: City, slug: string, person: Newcomer): Promise<string> {
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
  return addPerson(city, slug, person)
}

const tree = (page: Page, day: string) => page.getByRole('table', { name: `Đơn vị ngày ${day}` })
const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Tìm đơn vị' })

test('an old name is found without diacritics and followed to what it became; the tree is that of the day', async ({ city, browser }) => {
  test.setTimeout(180_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await foundProvince(city, 'cua-bien-cu', focalPoint)))
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

test('an administrator records heads and an e-identifier by their decisions; each stands on its day, and a mistake is undone', async ({
  city,
  browser,
}) => {
  test.setTimeout(240_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await foundProvince(city, 'cua-bien-thu-truong', administrator)))
  const dialog = page.getByRole('dialog')
  const facts = page.locator('.page-facts')
  const open = () => page.getByRole('button', { name: 'Đổi thủ trưởng, mã định danh' }).click()
  const field = (name: RegExp) => dialog.getByRole('textbox', { name })
  const fill = async (number: string, day: string, head: string): Promise<void> => {
    await field(/^Số quyết định/u).fill(number)
    await dialog.getByLabel('Có hiệu lực từ ngày').fill(day)
    await field(/^Họ và tên/u).fill(head)
    await field(/^Chức vụ/u).fill('Chủ tịch UBND phường')
  }
  const save = () => dialog.getByRole('button', { name: 'Lưu thay đổi' }).click()
  const toUnit = async (name: string): Promise<void> => {
    await page.goto(`${city.address}/don-vi?tim=${encodeURIComponent(name)}`)
    await page.getByRole('table', { name: 'Đơn vị tìm thấy' }).getByRole('link', { name, exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  }

  await test.step('on the day on which the ward was founded', async () => {
    await toUnit('Phường Vọng Hải')
    await open()
    await save()
    await expect(dialog.getByText('Hãy ghi số quyết định.')).toBeVisible()
    await field(/^Họ và tên/u).fill('Trần Thị Hoa')
    await field(/^Mã định danh điện tử/u).fill('26506')
    await expect(dialog.getByText('Hãy ghi chức vụ.')).toBeVisible()
    await expect(dialog.getByText('Mã gồm chữ A–Z, chữ số và dấu chấm')).toBeVisible()
    await lookAt(page, 'don-vi-doi-thu-truong', { full: false })
    await fill('12/QĐ-UBND', '2025-07-01', 'Trần Thị Hoa')
    await field(/^Mã định danh điện tử/u).fill('h77.01.06')
    await save()
    await expect(page.getByText('Đã ghi thay đổi')).toBeVisible()
    await expect(facts).toContainText('mã định danh H77.01.06')
    await expect(facts).toContainText('thủ trưởng: Trần Thị Hoa, Chủ tịch UBND phường')
  })

  await test.step('another since the autumn, and one who is to come', async () => {
    await open()
    await fill('40/QĐ-UBND', '2025-10-15', 'Lê Văn Nam')
    await save()
    await expect(page.getByRole('heading', { name: 'Đổi thủ trưởng', exact: true })).toBeVisible()
    await open()
    await fill('3/QĐ-UBND', '2026-02-01', 'Đỗ Thị Mai')
    await save()
    await expect(page.getByText('Sẽ tự áp dụng vào ngày 01/02/2026')).toBeVisible()
    await expect(page.getByText('Chờ đến ngày', { exact: true })).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: '15/10/2025' })).toContainText(
      'Thủ trưởng:Lê Văn Nam, Chủ tịch UBND phường (trước đó: Trần Thị Hoa, Chủ tịch UBND phường)',
    )
    await lookAt(page, 'don-vi-thu-truong')
  })

  await test.step('as on a day before, from the register of that day', async () => {
    await page.getByLabel('Xem đơn vị như ngày').fill('2025-09-01')
    await expect(page).toHaveURL(/ngay=2025-09-01/u)
    await expect(facts).toContainText('như ngày 01/9/2025')
    await expect(facts).toContainText('thủ trưởng: Trần Thị Hoa')
    await page.getByRole('link', { name: '← Đơn vị' }).click()
    await page.getByRole('button', { name: /^Mở Tỉnh Biển Đông/u }).click()
    await expect(tree(page, '01/9/2025').getByRole('row').filter({ hasText: 'Phường Vọng Hải' })).toContainText('Trần Thị Hoa')
    // The days to choose from are those of reorganisations.
    await expect(page.getByRole('button', { name: 'Từ 01/7/2025' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Từ 15/10/2025' })).toHaveCount(0)
    await lookAt(page, 'don-vi-so-thu-truong')
  })

  await test.step('and how many people live in it', async () => {
    await toUnit('Phường Vọng Hải')
    await page.getByRole('button', { name: 'Ghi dân số' }).click()
    await dialog.getByRole('textbox', { name: /^Số người/u }).fill('12,5')
    await dialog.getByRole('button', { name: 'Lưu dân số' }).click()
    await expect(dialog.getByText('Hãy ghi số người là một số nguyên lớn hơn 0')).toBeVisible()
    await dialog.getByRole('textbox', { name: /^Số người/u }).fill('38.450')
    await dialog.getByLabel('Tính đến ngày').fill('2025-12-31')
    await dialog.getByRole('textbox', { name: /^Nguồn/u }).fill('Công an tỉnh, báo cáo 15/BC-CAT')
    await lookAt(page, 'don-vi-ghi-dan-so', { full: false })
    await dialog.getByRole('button', { name: 'Lưu dân số' }).click()
    await expect(facts).toContainText('dân số 38.450 (31/12/2025)')
  })

  await test.step('an identifier that another bears is refused', async () => {
    await toUnit('Xã Gò Cao')
    await open()
    await field(/^Số quyết định/u).fill('13/QĐ-UBND')
    await field(/^Mã định danh điện tử/u).fill('H77.01.06')
    await save()
    await expect(dialog.getByRole('alert').filter({ hasText: 'Mã định danh H77.01.06 đang là của Phường Vọng Hải.' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Thôi' }).click()
  })

  await test.step('is found by its identifier, and a mistake is undone', async () => {
    await toUnit('Phường Vọng Hải')
    await searchBox(page).waitFor({ state: 'detached' })
    await page.goto(`${city.address}/don-vi?tim=H77.01.06`)
    await page.getByRole('table', { name: 'Đơn vị tìm thấy' }).getByRole('link', { name: 'Phường Vọng Hải' }).click()
    await city.run('office', 'clock', 'cua-bien-thu-truong', '2026-01-12T08:00:00+07:00')
    await page
      .getByRole('listitem')
      .filter({ hasText: '15/10/2025' })
      .getByRole('link', { name: 'Thay đổi thủ trưởng của Phường Vọng Hải' })
      .click()
    await expect(page.getByRole('heading', { name: 'Thay đổi 1 đơn vị' })).toBeVisible()
    await lookAt(page, 'sap-xep-thu-truong')
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await dialog.getByRole('textbox', { name: /^Lý do hoàn tác/u }).fill('Quyết định đã thu hồi')
    await dialog.getByRole('button', { name: 'Hoàn tác' }).click()
    await expect(page.getByRole('heading', { name: 'Đã hoàn tác' })).toBeVisible()
    await page.goto(`${city.address}/don-vi/sap-xep`)
    await page.getByRole('button', { name: 'Đổi thủ trưởng, mã định danh (3)' }).click()
    await expect(page.getByRole('row').filter({ hasText: '40/QĐ-UBND' })).toContainText('đã hoàn tác')
    await expect(page.getByRole('row').filter({ hasText: '3/QĐ-UBND' })).toContainText('chờ đến ngày')
    await lookAt(page, 'sap-xep-cac-thu-truong')
    await toUnit('Phường Vọng Hải')
    await expect(facts).toContainText('thủ trưởng: Trần Thị Hoa')
  })

  await test.step('as it was known before the mistake was undone, and before anybody knew of the ward', async () => {
    await page.getByRole('button', { name: 'Như đã biết ngày …' }).click()
    await page.getByLabel('Như đã biết ngày').fill('2026-01-11')
    await expect(page).toHaveURL(/da-biet=2026-01-11/u)
    await expect(facts).toContainText('thủ trưởng: Lê Văn Nam')
    await expect(page.getByRole('listitem').filter({ hasText: '15/10/2025' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Đổi thủ trưởng, mã định danh' }), 'nothing of the past is changed').toHaveCount(0)
    await lookAt(page, 'don-vi-nhu-da-biet')
    await page.getByRole('link', { name: '← Đơn vị' }).click()
    await expect(page.getByText('Theo những gì sổ đơn vị đã ghi đến hết ngày 11/01/2026.')).toBeVisible()
    await page.getByRole('button', { name: /^Mở Tỉnh Biển Đông/u }).click()
    await expect(tree(page, '11/01/2026').getByRole('row').filter({ hasText: 'Phường Vọng Hải' })).toContainText('Lê Văn Nam')
    await lookAt(page, 'so-don-vi-nhu-da-biet')
    await tree(page, '11/01/2026').getByRole('link', { name: 'Phường Vọng Hải' }).click()
    await page.getByLabel('Như đã biết ngày').fill('2026-01-09')
    await expect(page.getByText('Đến hết ngày 09/01/2026 sổ đơn vị chưa ghi đơn vị này.')).toBeVisible()
    await lookAt(page, 'don-vi-chua-biet')
    await page.getByRole('button', { name: 'Về hiện nay' }).click()
    await expect(facts).toContainText('thủ trưởng: Trần Thị Hoa')
  })
  expect(faults, 'what the browser complained of').toEqual([])
  await context.close()
})

test('an administrator enters a list of units: a faulty line is named, what is new is seen before it is entered', async ({
  city,
  browser,
}) => {
  test.setTimeout(180_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await foundProvince(city, 'cua-bien-danh-sach', administrator)))
  await page.goto(`${city.address}/don-vi`)
  await page.getByRole('button', { name: 'Nhập danh sách đơn vị' }).click()
  const dialog = page.getByRole('dialog')
  const check = () => dialog.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await check()
  await expect(dialog).toContainText('Hãy chọn tệp.')
  const choose = (...lines: readonly string[]): Promise<void> =>
    dialog.locator('input[type=file]').setInputFiles({ name: 'don-vi.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
  const head = 'STT;Tên đơn vị;Loại;Mã;Mã cấp trên'
  await choose(head, '1;Xã Bãi Dài;xã;26520;77', '2;Đội 3;đội;26521;77')
  await check()
  await expect(dialog.getByRole('alert').last()).toContainText('Dòng 3: nhóm hoặc loại “đội” không phải một trong các nhóm')
  await lookAt(page, 'don-vi-danh-sach-sai', { full: false })
  await choose(head, '1;Xã Bãi Dài;xã;26520;77', '2;Phường Vọng Hải;phường;26506;77')
  await check()
  await expect(dialog).toContainText('Tệp có 2 đơn vị, trong đó 1 đơn vị mới:')
  await lookAt(page, 'don-vi-danh-sach', { full: false })
  await dialog.getByRole('button', { name: 'Thêm 1 đơn vị' }).click()
  await expect(page.getByText('Đã thêm 1 đơn vị')).toBeVisible()
  await page.getByRole('button', { name: /^Mở Tỉnh Biển Đông/u }).click()
  await expect(tree(page, '10/01/2026').getByRole('link', { name: 'Xã Bãi Dài' })).toBeVisible()
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([])
  await context.close()
})
