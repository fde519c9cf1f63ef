import { expect, test } from './support/city.ts'
import { openIssuer } from './support/issuer.ts'
import { addPerson, foundOffice } from './support/office.ts'
import { chooseOffice, comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'cua-vao'
const unit = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' } as const

test('an answer that comes late does not turn out who has just come in', async ({ city, page }) => {
  await foundOffice(city, { slug, name: 'UBND thành phố Cửa Vào', place: 'Cửa Vào', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const link = linkIn(
    await addPerson(city, slug, { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: unit.name, role: 'focalPoint' }),
  )
  // "Nobody is signed in" was true when it was asked, and arrives when it is no longer.
  let answered = false
  await page.route('**/api/session', async (route) => {
    const reply = await route.fetch()
    await expect(page.getByRole('heading', { name: 'Việc của tôi' })).toBeVisible()
    await route.fulfill({ response: reply })
    answered = true
  })
  await page.goto(link)
  await expect.poll(() => answered).toBe(true)
  await page.unroute('**/api/session')
  await page.getByRole('link', { name: 'Báo cáo', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Báo cáo' })).toBeVisible()

  await page.goto(link)
  await expect(page.getByText('Không vào được bằng liên kết này'), 'a link works once').toBeVisible()
})

test('one sees where one is signed in, and ends what one does not know', async ({ city, browser }) => {
  const mine = 'cua-vao-phien'
  await foundOffice(city, { slug: mine, name: 'UBND thành phố Cửa Vào', place: 'Cửa Vào', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const hoa = { login: 'hoa', name: 'Đỗ Thị Hoa', post: 'Công chức', unit: unit.name, role: 'focalPoint' } as const
  const here = await comeIn(browser, linkIn(await addPerson(city, mine, hoa)))
  const elsewhere = await comeIn(browser, linkIn(await city.run('person', 'link', 'hoa', '--office', mine)))
  const { page } = here
  await page.getByRole('button', { name: 'Tài khoản: Đỗ Thị Hoa' }).click()
  await page.getByRole('menuitem', { name: 'Phiên đăng nhập' }).click()
  const rows = page.getByRole('table', { name: 'Phiên đăng nhập' }).getByRole('row')
  await expect(rows.filter({ hasText: 'phiên này' })).toContainText(/Chrom\w+ trên Linux.*127\.0\.0\.1/u)
  await expect(rows).toHaveCount(3)
  await lookAt(page, 'phien-dang-nhap')
  await rows
    .filter({ hasNotText: 'phiên này' })
    .getByRole('button', { name: /^Kết thúc/u })
    .click()
  await expect(page.getByText('Đã kết thúc phiên đăng nhập.')).toBeVisible()
  await expect(rows).toHaveCount(2)
  await elsewhere.page.reload()
  await expect(elsewhere.page, 'who was ended signs in again').toHaveURL(/dang-nhap/u)

  // A token for a program of one's own: chosen, shown once, used, and ended.
  await page.getByRole('button', { name: 'Tài khoản: Đỗ Thị Hoa' }).click()
  await page.getByRole('menuitem', { name: 'Mã kết nối' }).click()
  await lookAt(page, 'ma-ket-noi-trong')
  await page.getByRole('button', { name: 'Tạo mã kết nối' }).click()
  const form = page.getByRole('dialog', { name: 'Tạo mã kết nối' })
  await form.getByRole('button', { name: 'Tạo mã', exact: true }).click()
  await expect(form.getByText('Chọn ít nhất một việc.')).toBeVisible()
  await form.getByLabel('Tên').fill('Bảng tính của phường')
  await form.getByRole('group', { name: 'Đơn vị', exact: true }).getByText('đọc').click()
  await lookAt(page, 'ma-ket-noi-tao')
  await form.getByRole('button', { name: 'Tạo mã', exact: true }).click()
  const given = page.getByRole('dialog', { name: 'Mã kết nối mới' })
  const token = await given.locator('.token-given').first().innerText()
  await lookAt(page, 'ma-ket-noi-moi')
  await given.getByRole('button', { name: 'Đã cất mã' }).click()
  const ask = (path: string) => fetch(`${city.address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect((await ask('/api/units')).status).toBe(200)
  expect((await ask('/api/my-reports')).status, 'what it was not let do').toBe(403)
  await page.reload()
  const mineTokens = page.getByRole('table', { name: 'Mã kết nối' })
  await expect(mineTokens).toContainText('từ 127.0.0.1')
  await lookAt(page, 'ma-ket-noi')
  await mineTokens.getByRole('button', { name: /^Thu hồi/u }).click()
  await expect(mineTokens).toContainText('đã thu hồi')
  expect((await ask('/api/units')).status).toBe(401)
  await Promise.all([here.context.close(), elsewhere.context.close()])
})

test('an administrator lets people come by another place of sign-in, and one comes and goes by it', async ({ city, browser, page }) => {
  const own = 'cua-vao-noi-khac'
  const name = 'UBND thành phố Cửa Khác'
  await foundOffice(city, { slug: own, name, place: 'Cửa Khác', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: unit.name, role: 'administrator' } as const
  const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: unit.name, role: 'focalPoint' } as const
  const desk = await comeIn(browser, linkIn(await addPerson(city, own, an)))
  await addPerson(city, own, lan)
  const issuer = await openIssuer(city.address, { login: 'lan', name: lan.name })

  await desk.page.goto(`${city.address}/bao-mat/noi-dang-nhap`)
  await desk.page.getByRole('button', { name: 'Thêm nơi đăng nhập' }).click()
  const form = desk.page.getByRole('dialog', { name: 'Thêm nơi đăng nhập' })
  await form.getByLabel('Tên hiện ở trang đăng nhập').fill('Cổng đăng nhập của tỉnh')
  await form.getByLabel('Địa chỉ (issuer)').fill('https://khong-co.invalid')
  await form.getByLabel('Tên của hệ thống này ở đó').fill('hai-dang')
  await form.getByLabel('Căn cứ').fill('Quy chế an toàn thông tin kèm QĐ 12/QĐ-UBND')
  await form.getByRole('button', { name: 'Lưu' }).click()
  await expect(form.getByText('Không hỏi được địa chỉ này')).toBeVisible()
  await lookAt(desk.page, 'noi-dang-nhap-them')
  await form.getByLabel('Địa chỉ (issuer)').fill(issuer.address)
  await form.getByRole('button', { name: 'Lưu' }).click()
  await expect(desk.page.getByRole('heading', { name: /Cổng đăng nhập của tỉnh/u })).toBeVisible()
  await lookAt(desk.page, 'noi-dang-nhap')

  await page.goto(`${city.address}/dang-nhap?toi=/nhiem-vu`)
  await chooseOffice(page, name)
  await lookAt(page, 'dang-nhap-noi-khac')
  await page.getByRole('button', { name: 'Đăng nhập qua Cổng đăng nhập của tỉnh' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Nhiệm vụ' }), 'where one wanted to go').toBeVisible()
  expect(new URL(page.url()).search).not.toContain('code=')
  await page.getByRole('button', { name: 'Tài khoản: Trần Thị Lan' }).click()
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
  await expect(page, 'to the issuer, which asks whether there too').toHaveURL(new RegExp(`^${issuer.address}/session/end`, 'u'))
  await page.goto(`${city.address}/nhiem-vu`)
  await expect(page).toHaveURL(/dang-nhap/u)
  await page.goto(`${city.address}/dang-nhap/noi-khac?code=x&state=y`)
  await expect(page.getByText('Chưa đăng nhập được')).toBeVisible()
  expect(desk.faults).toEqual([])
  await desk.context.close()
  await issuer.close()
})
