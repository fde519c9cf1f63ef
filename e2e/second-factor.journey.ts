import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import { addPerson, foundOffice, linkFor } from './support/office.ts'
import { chooseOffice, comeIn, linkIn, lookAt, signInAt } from './support/screens.ts'

const slug = 'hai-buoc'
const unit = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' } as const
const password = 'sóng lặng trên bến cá 47'

/** What an authenticator would show, reckoned apart from the program (RFC 6238). */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeUInt32BE(Math.floor(Date.now() / 30_000) + steps, 4)
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE(mac.readUInt8(19) & 15) & 0x7fff_ffff) % 1_000_000).padStart(6, '0')
}

/** Gives the page's browser a device with keys, whose holder always says who they are. */
async function plugInKeys(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const secretOn = async (page: Page): Promise<string> => ((await page.locator('.factor-secret').textContent()) ?? '').replaceAll(' ', '')

test('a person sets up a second factor, and comes in with it, by a code and once by each recovery code', async ({ city, browser }) => {
  test.setTimeout(120_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Hai Bước', place: 'Bến Thử', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: unit.name, role: 'synthesis' } as const
  const desk = await comeIn(browser, linkIn(await addPerson(city, slug, minh)))
  const { page } = desk
  await page.goto(`${city.address}/dang-nhap/mat-khau`)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password)
  await page.getByLabel('Gõ lại').fill(password)
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()

  await page.getByRole('button', { name: /^Tài khoản:/u }).click()
  await page.getByRole('menuitem', { name: 'Xác thực hai bước' }).click()
  await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click()
  await expect(page.getByRole('img', { name: /Mã QR/u })).toBeVisible()
  const secret = await secretOn(page)
  await page.getByLabel(/Mã xác thực/u).fill('000000')
  await page.getByRole('button', { name: 'Xác nhận' }).click()
  await expect(page.getByText('hãy chờ mã kế tiếp')).toBeVisible()
  await lookAt(page, 'hai-buoc-bat')
  await page.getByLabel(/Mã xác thực/u).fill(codeOf(secret))
  await page.getByRole('button', { name: 'Xác nhận' }).click()
  const codes = page.locator('.recovery-codes code')
  await expect(codes).toHaveCount(10)
  const [first = '', second = ''] = await codes.allTextContents()
  await page.getByRole('button', { name: 'Xong' }).click()
  await expect(page.getByText('Hãy cất các mã trước')).toBeVisible()
  await lookAt(page, 'hai-buoc-ma-khoi-phuc')
  await page.getByText('Tôi đã cất các mã').click()
  await page.getByRole('button', { name: 'Xong' }).click()
  await expect(page.getByText('còn 10 mã khôi phục')).toBeVisible()
  await lookAt(page, 'hai-buoc')

  const elsewhere = await browser.newPage()
  const signIn = async () => {
    await signInAt(elsewhere, city.address, { office: 'UBND thành phố Hai Bước', login: 'minh', password })
    await expect(elsewhere.getByLabel('Mã xác thực')).toBeFocused()
  }
  await signIn()
  await elsewhere.getByLabel('Mã xác thực').fill(codeOf(secret, -1))
  await elsewhere.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(elsewhere.getByText('hãy chờ mã kế tiếp'), 'an earlier code than the one that was used').toBeVisible()
  await lookAt(elsewhere, 'hai-buoc-dang-nhap')
  await elsewhere.getByLabel('Mã xác thực').fill(codeOf(secret, 1))
  await elsewhere.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  await elsewhere.context().clearCookies()
  await signIn()
  await elsewhere.getByLabel('Mã xác thực').fill(first)
  await elsewhere.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()

  // A link stands for the password only.
  await elsewhere.context().clearCookies()
  await elsewhere.goto(linkIn(await linkFor(city, slug, 'minh')))
  await elsewhere.getByLabel('Mã xác thực').fill(second)
  await elsewhere.getByRole('button', { name: 'Tiếp tục' }).click()
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  await elsewhere.close()

  // A key of one's own, in a device that the browser plays: made, named, signed in by, taken away.
  await plugInKeys(page)
  await page.goto(`${city.address}/xac-thuc-hai-buoc`)
  await page.getByRole('button', { name: 'Thêm khóa đăng nhập' }).click()
  const keyForm = page.getByRole('dialog', { name: 'Thêm khóa đăng nhập' })
  await keyForm.getByRole('button', { name: 'Tạo khóa' }).click()
  await expect(keyForm.getByText('Đặt tên, ít nhất 2 ký tự.')).toBeVisible()
  await keyForm.getByLabel('Tên khóa').fill('Máy ở cơ quan')
  await keyForm.getByRole('button', { name: 'Tạo khóa' }).click()
  const keys = page.getByRole('table', { name: 'Khóa đăng nhập' })
  await expect(keys).toContainText('chưa dùng')
  await lookAt(page, 'khoa-dang-nhap')
  await page.context().clearCookies()
  await page.goto(`${city.address}/dang-nhap`)
  await expect(page.getByRole('button', { name: 'Đăng nhập bằng khóa' })).toBeVisible()
  await lookAt(page, 'dang-nhap-bang-khoa')
  await chooseOffice(page, 'UBND thành phố Hai Bước')
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  await page.goto(`${city.address}/xac-thuc-hai-buoc`)
  await expect(keys).not.toContainText('chưa dùng')
  await page.getByRole('button', { name: 'Việc với khóa Máy ở cơ quan' }).click()
  await page.getByRole('menuitem', { name: 'Bỏ khóa' }).click()
  await expect(page.getByText('Đã bỏ khóa đăng nhập.')).toBeVisible()
  await expect(keys).toHaveCount(0)

  await city.run('person', 'reset-factor', 'minh', '--office', slug)
  await page.goto(`${city.address}/xac-thuc-hai-buoc`)
  await expect(page, 'what was open has ended').toHaveURL(/dang-nhap/u)
  expect(desk.faults).toEqual([])
  await desk.context.close()
})

test('where the office asks it of a role, its holder sets it up first', async ({ city, browser }) => {
  const own = 'hai-buoc-bat-buoc'
  await foundOffice(city, { slug: own, name: 'UBND thành phố Bắt Buộc', place: 'Bến Thử', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: unit.name, role: 'administrator' } as const
  const { context, page } = await comeIn(browser, linkIn(await addPerson(city, own, an)))
  await page.goto(`${city.address}/bao-mat`)
  await page.getByRole('button', { name: 'Đổi quy định' }).click()
  const form = page.getByRole('dialog')
  await form.getByText('quản trị', { exact: true }).click()
  await form.getByLabel('Căn cứ').fill('Quy chế an toàn thông tin kèm QĐ 12/QĐ-UBND')
  await lookAt(page, 'quy-dinh-hai-buoc')
  await form.getByRole('button', { name: 'Lưu quy định' }).click()
  await expect(page.getByRole('table', { name: 'Đang áp dụng' })).toContainText('quản trị')

  await page.getByRole('link', { name: 'Nhật ký' }).click()
  await expect(page).toHaveURL(/hai-buoc\?toi=/u)
  await lookAt(page, 'hai-buoc-bat-buoc')
  await page.getByRole('button', { name: 'Bật xác thực hai bước' }).click()
  const secret = await secretOn(page)
  await page.getByLabel(/Mã xác thực/u).fill(codeOf(secret))
  await page.getByRole('button', { name: 'Xác nhận' }).click()
  await page.getByText('Tôi đã cất các mã').click()
  await page.getByRole('button', { name: 'Xong' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Nhật ký' })).toBeVisible()
  await expect(page.getByText('Bật xác thực hai bước').first()).toBeVisible()
  await context.close()
})
