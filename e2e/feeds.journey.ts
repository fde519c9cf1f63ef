import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, expectNothingSticksOut, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'nguon-du-lieu'
const culture = 'Phòng Văn hóa và Thông tin'
const ward5 = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const ward7 = { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', code: '107' } as const
const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward5.name, role: 'focalPoint' } as const
const system = 'Cổng dịch vụ công của tỉnh'

const dossiers = (online: number) =>
  JSON.stringify({
    data: [
      { maDonVi: '105', ky: '05/2024', trucTuyen: online, tiepNhan: 655 },
      { maDonVi: 'P7', ky: '05/2024', trucTuyen: 300, tiepNhan: 500 },
    ],
  })

test('an administrator brings a feed in, sees what comes of it; a unit reads it beside the cell and takes it over', async ({
  city,
  browser,
}) => {
  test.setTimeout(420_000)
  const office = { slug, name: 'UBND thành phố Nguồn Xa', place: 'Nguồn Xa', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward5, ward7])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  const clerk = await signInByLink(city.address, lan.name, await addPerson(city, slug, lan))
  await addPerson(city, slug, an)
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
  const { reports } = await clerk.get<ReportList>('/api/reports?period=2024-05')
  const reportId = reports[0]?.id ?? ''
  const { indicators } = await clerk.get<Report>(`/api/reports/${reportId}`)
  const [first] = indicators
  if (first === undefined) throw new Error('The plan has indicators.')

  const { context, page, faults } = await comeIn(browser, linkIn(await city.run('person', 'link', an.login, '--office', slug)))
  await page.getByRole('link', { name: 'Nguồn dữ liệu', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Chưa có nguồn dữ liệu nào' })).toBeVisible()
  await page.getByRole('link', { name: 'Thêm nguồn' }).click()
  const field = (name: RegExp | string) => page.getByRole('textbox', { name })
  const choose = async (label: string, option: string | RegExp): Promise<void> => {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }

  await test.step('what is missing is said at its field', async () => {
    await page.getByRole('button', { name: 'Lưu nguồn' }).click()
    await expect(page.getByText('Còn 4 ô cần xem lại.')).toBeVisible()
    await expect(page.getByText('Hãy đặt tên nguồn (ít nhất hai chữ cái).')).toBeVisible()
  })

  await test.step('the machine’s own network is not reached', async () => {
    await field(/^Địa chỉ/u).fill('http://127.0.0.1:9/thong-ke?ky={period}')
    await page.getByRole('button', { name: 'Hỏi nguồn ngay' }).click()
    await expect(page.getByText('127.0.0.1 là địa chỉ trong mạng nội bộ của máy chủ.')).toBeVisible()
  })

  await test.step('a sample says what there is', async () => {
    await field(/^Tên nguồn/u).fill('Hồ sơ một cửa')
    await field(/^Hệ thống/u).fill(system)
    await choose('Cách nhận', 'Đọc tệp trong thư mục')
    await field(/^Tệp trong thư mục/u).fill('ho-so-*.json')
    await field('Dán mẫu dữ liệu').fill(dossiers(412))
    await page.getByRole('button', { name: 'Đọc thử mẫu này' }).click()
    await expect(page.getByText('Trong JSON không có danh sách').or(page.getByText('JSON không phải là một danh sách.'))).toBeVisible()
    await field(/^Danh sách nằm ở đâu/u).fill('data')
    await page.getByRole('button', { name: 'Đọc thử mẫu này' }).click()
    await expect(page.getByText('Hãy chọn trường nào là đơn vị')).toBeVisible()
    await expect(page.getByRole('table', { name: 'Những dòng đầu' })).toContainText('05/2024')
    await page.getByRole('combobox', { name: /^Trường ghi đơn vị/u }).fill('maDonVi')
    await page.getByRole('combobox', { name: /^Trường ghi kỳ/u }).fill('ky')
    await page.getByRole('combobox', { name: 'Thêm chỉ tiêu' }).fill(first.name.slice(0, 20))
    await page.getByRole('option').first().click()
    await page.getByRole('combobox', { name: /^Chuỗi cho tử số/u }).fill('trucTuyen')
    await page.getByRole('combobox', { name: 'Chuỗi cho mẫu số' }).fill('tiepNhan')
    await page.getByRole('button', { name: 'Đọc thử mẫu này' }).click()
    await expect(page.getByRole('table', { name: 'Thành 1 số liệu ở đây' })).toContainText('412')
    await expect(page.getByText('Mã đơn vị "P7" không có ở đây (2 lần, đầu tiên ở dòng 2)')).toBeVisible()
    await lookAt(page, 'nguon-mau')
    await page.getByRole('button', { name: 'Ghép mã P7' }).click()
    await page.getByRole('combobox', { name: 'Đơn vị ở đây' }).fill('Phường 7')
    await page.getByRole('option', { name: 'UBND Phường 7' }).click()
    await page.getByRole('button', { name: 'Đọc thử mẫu này' }).click()
    await expect(page.getByRole('table', { name: 'Thành 2 số liệu ở đây' })).toContainText('UBND Phường 7')
    await page.getByRole('button', { name: 'Lưu nguồn' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Hồ sơ một cửa' })).toBeVisible()
  })

  const runs = page.getByRole('table', { name: 'Các lần nhận' })
  await test.step('it is asked now; what came of it, and why nothing did, stands there', async () => {
    await page.getByRole('button', { name: 'Lấy ngay' }).click()
    await expect(runs).toContainText('Không thấy tệp nào', { timeout: 30_000 })
    await expect(page.getByText('lần gần nhất bị lỗi')).toBeVisible()
    const folder = join(city.dataDir, 'feeds', slug)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'ho-so-2024-05.json'), dossiers(412))
    await page.getByRole('button', { name: 'Lấy ngay' }).click()
    await expect(runs.getByRole('row').nth(1)).toContainText('Nhận 4 giá trị thành 2 số liệu', { timeout: 30_000 })
    await lookAt(page, 'nguon-trang')
    await runs.getByRole('row').nth(1).press('Enter')
    await expect(page.getByRole('dialog').getByRole('table', { name: 'Giá trị đã nhận' })).toContainText('P7')
    await checkPage(page, 'nguon-lan-nhan')
    await page.keyboard.press('Escape')
  })

  await test.step('paused and resumed; changed', async () => {
    await page.getByRole('button', { name: 'Tạm dừng' }).click()
    await expect(page.getByText('Đã tạm dừng nguồn')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Lấy ngay' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Tiếp tục' }).click()
    await expect(page.getByRole('button', { name: 'Lấy ngay' })).toBeVisible()
    await page.getByRole('link', { name: 'Sửa' }).click()
    await field(/^Im lặng sau/u).fill('30')
    await page.getByRole('button', { name: 'Lưu nguồn' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Hồ sơ một cửa' })).toBeVisible()
  })

  await test.step('one that is sent to us: its token is shown once', async () => {
    await page.goto(`${city.address}/nguon-du-lieu/moi`)
    await field(/^Tên nguồn/u).fill('Hồ sơ gửi sang')
    await field(/^Hệ thống/u).fill('Trục liên thông')
    await choose('Cách nhận', 'Bên kia gửi đến')
    await field(/^Danh sách nằm ở đâu/u).fill('data')
    await page.getByRole('combobox', { name: /^Trường ghi đơn vị/u }).fill('maDonVi')
    await page.getByRole('button', { name: 'Lưu nguồn' }).click()
    await page.getByRole('button', { name: 'Cấp mã' }).click()
    const token = await page.getByRole('dialog').getByRole('textbox', { name: 'Mã gửi dữ liệu' }).inputValue()
    expect(token.length).toBeGreaterThan(20)
    await checkPage(page, 'nguon-ma-gui')
    await page.getByRole('button', { name: 'Đã chép xong' }).click()
    await expect(page.getByRole('button', { name: 'Cấp mã mới' })).toBeVisible()
    await expect(page.getByText(token)).toHaveCount(0)
    await page.getByRole('link', { name: 'Nguồn dữ liệu', exact: true }).click()
    await expect(page.getByRole('table', { name: 'Các nguồn dữ liệu' })).toContainText('chưa có số nào')
    await lookAt(page, 'nguon-danh-sach')
  })
  expect(faults).toEqual([])
  await context.close()

  const clerkPage = await comeIn(browser, linkIn(await city.run('person', 'link', lan.login, '--office', slug)))
  await test.step('a unit reads it beside the cell, takes it over, types another and sees the difference', async () => {
    const { page: sheet } = clerkPage
    await sheet.goto(`${city.address}/bao-cao/${reportId}`)
    await expect(sheet.getByText(`Theo nguồn ${system} lúc`)).toContainText('412 / 655')
    const cell = sheet.locator('[data-cell="0:numerator"]')
    await sheet.getByRole('button', { name: /^Lấy số này từ nguồn/u }).click()
    await expect(cell).toHaveValue('412')
    await expect(sheet.getByText(`Số lấy theo nguồn ${system}`)).toBeVisible()
    await sheet.getByRole('button', { name: 'Hoàn tác' }).click()
    await expect(cell).toHaveValue('')
    await sheet.getByRole('button', { name: /^Lấy số này từ nguồn/u }).click()
    await expect(cell).toHaveValue('412')
    await cell.fill('420')
    await cell.press('Enter')
    await expect(sheet.getByText('số đã nhập lệch +8')).toBeVisible()
    await checkPage(sheet, 'nguon-bao-cao')
    await takePicture(sheet, 'nguon-bao-cao')
    await sheet.setViewportSize({ width: 390, height: 844 })
    await expectNothingSticksOut(sheet, 'nguon-bao-cao-390')
    await takePicture(sheet, 'nguon-bao-cao-390')
    await sheet.setViewportSize({ width: 1280, height: 800 })
    await sheet.getByRole('button', { name: /^Lấy số này từ nguồn/u }).click()
    await expect(sheet.getByText(`Số lấy theo nguồn ${system}`)).toBeVisible()
  })
  expect(clerkPage.faults).toEqual([])
  await sheetIsDecided()
  await clerkPage.context.close()

  async function sheetIsDecided(): Promise<void> {
    const missing = indicators.slice(1).map(({ id }) => ({ indicatorId: id, reason: 'chưa có số liệu' }))
    await clerk.ask('POST', `/api/reports/${reportId}/submit`, { missing })
    const desk = await comeIn(browser, linkIn(await city.run('person', 'link', minh.login, '--office', slug)))
    await desk.page.goto(`${city.address}/bao-cao/${reportId}`)
    await expect(desk.page.getByText(`Số lấy theo nguồn ${system}`)).toBeVisible()
    await officer.ask('POST', `/api/reports/${reportId}/approve`, {})
    await desk.page.goto(`${city.address}/bang-dieu-hanh?ky=2024-05`)
    await desk.page.getByRole('button', { name: new RegExp(`1 đơn vị lấy theo nguồn ${system}`, 'u') }).click()
    await expect(desk.page.getByRole('dialog')).toContainText(`lấy theo nguồn ${system} lúc`)
    await takePicture(desk.page, 'nguon-bang')
    expect(desk.faults).toEqual([])
    await desk.context.close()
  }
})
