import { expect, test } from './support/city.ts'
import { addPerson, foundOffice } from './support/office.ts'
import { comeIn, linkIn, lookAt, signInAt } from './support/screens.ts'

const slug = 'nguoi-dung'
const units = [
  { name: 'UBND thành phố Người Dùng', shortName: 'UBND TP', group: 'committee' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
] as const
const password = 'sóng lặng trên bến cá 47'

test('an administrator looks after people, and says again who sits there before what is dangerous', async ({ city, browser }) => {
  test.setTimeout(240_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Người Dùng', place: 'Bến Thử', now: '2024-05-11T08:00:00+07:00' }, units)
  const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: units[0].name, role: 'administrator' } as const
  const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức văn hóa – xã hội', unit: units[1].name, role: 'focalPoint' } as const
  const hung = { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: units[1].name, role: 'focalPoint' } as const
  const ward = await comeIn(browser, linkIn(await addPerson(city, slug, lan)))
  await addPerson(city, slug, hung)
  const desk = await comeIn(browser, linkIn(await addPerson(city, slug, an)))
  const { page } = desk
  await page.goto(`${city.address}/dang-nhap/mat-khau`)
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill(password)
  await page.getByLabel('Gõ lại').fill(password)
  await page.getByRole('button', { name: 'Lưu mật khẩu' }).click()
  await page.getByRole('link', { name: 'Bảo mật' }).click()
  await page.getByRole('button', { name: 'Đổi quy định' }).click()
  const rules = page.getByRole('dialog', { name: 'Đổi quy định đăng nhập' })
  await rules.getByLabel(/hỏi lại mật khẩu/u).fill('1')
  await rules.getByLabel('Căn cứ').fill('Quy chế 12/QĐ-UBND')
  await rules.getByRole('button', { name: 'Lưu quy định' }).click()
  await expect(page.getByRole('table', { name: 'Đang áp dụng' })).toContainText('1 phút')
  const began = Date.now()

  // Wrong passwords at the door, which the administrator sees and forgets.
  const door = await browser.newPage()
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answered = door.waitForResponse((reply) => reply.url().endsWith('/api/session') && reply.request().method() === 'POST')
    await signInAt(door, city.address, { office: 'UBND thành phố Người Dùng', login: 'hung', password: `đoán thử lần ${attempt}` })
    expect((await answered).status()).toBe(401)
  }
  await door.close()

  await page.getByRole('link', { name: 'Người dùng' }).click()
  const people = page.getByRole('table', { name: 'Người dùng' })
  const row = (name: string) => people.getByRole('row').filter({ hasText: name })
  await expect(people.getByRole('row')).toHaveCount(4)
  await expect(row('Phạm Văn Hùng')).toContainText('bị giữ tới')
  await lookAt(page, 'nguoi-dung')
  const act = async (name: string, what: string) => {
    await page.getByRole('button', { name: `Việc với tài khoản của ${name}` }).click()
    await page.getByRole('menuitem', { name: what }).click()
  }
  // A minute after the last proof somebody else may sit there.
  await page.waitForTimeout(Math.max(0, began + 61_000 - Date.now()))
  await act('Trần Thị Lan', 'Đổi vai trò')
  const roles = page.getByRole('dialog', { name: 'Vai trò của Trần Thị Lan' })
  await roles.getByText('tổng hợp').click()
  await lookAt(page, 'nguoi-dung-vai-tro')
  await roles.getByRole('button', { name: 'Lưu vai trò' }).click()
  const proof = page.getByRole('dialog', { name: 'Xác nhận lại bạn là ai' })
  await expect(proof.getByLabel('Mật khẩu')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(proof).toBeHidden()
  await expect(roles, 'what asked for it stays').toBeVisible()
  await expect(roles.getByRole('checkbox', { name: 'tổng hợp' })).toBeChecked()
  await expect(roles.getByText('Việc này cần xác nhận lại')).toBeVisible()

  await roles.getByRole('button', { name: 'Lưu vai trò' }).click()
  await proof.getByLabel('Mật khẩu').fill('không phải mật khẩu')
  await proof.getByRole('button', { name: 'Xác nhận và làm tiếp' }).click()
  await expect(proof.getByText('Mật khẩu không đúng.')).toBeVisible()
  await lookAt(page, 'xac-nhan-lai')
  await proof.getByLabel('Mật khẩu').fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Đã đổi vai trò.')).toBeVisible()
  await expect(row('Trần Thị Lan')).toContainText('tổng hợp, đầu mối')

  // The rule is one minute here, which a slow machine may spend on looking.
  const provedIfAsked = async () => {
    const isDone = page.getByText(/Đã thêm tài khoản kết nối|Đây là lần duy nhất/u)
    await expect(proof.or(isDone).first()).toBeVisible()
    if (!(await proof.isVisible())) return
    await proof.getByLabel('Mật khẩu').fill(password)
    await page.keyboard.press('Enter')
    await expect(isDone.first()).toBeVisible()
  }
  await act('Phạm Văn Hùng', 'Xóa các lần nhập sai')
  await expect(row('Phạm Văn Hùng')).not.toContainText('bị giữ tới')
  await act('Phạm Văn Hùng', 'Cấp liên kết đăng nhập')
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp liên kết đăng nhập' }).click()
  const link = await page.locator('.person-link').innerText()
  const came = await comeIn(browser, link)
  await came.context.close()
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click()

  await act('Trần Thị Lan', 'Đóng tài khoản')
  await lookAt(page, 'nguoi-dung-dong')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng tài khoản' }).click()
  await expect(row('Trần Thị Lan')).toContainText('đã đóng')
  await ward.page.reload()
  await expect(ward.page).toHaveURL(/dang-nhap/u)
  await act('Trần Thị Lan', 'Mở lại tài khoản')
  await expect(row('Trần Thị Lan')).not.toContainText('đã đóng')
  await act('Ngô Bình An', 'Đóng tài khoản')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng tài khoản' }).click()
  await expect(page.getByText('Đây là quản trị viên cuối cùng')).toBeVisible()
  await page.keyboard.press('Escape')

  // A program that no person signs in to, with its token.
  await page.getByRole('link', { name: 'Bảo mật' }).click()
  await page.getByRole('link', { name: 'Tài khoản kết nối' }).click()
  await page.getByRole('button', { name: 'Thêm tài khoản kết nối' }).click()
  const program = page.getByRole('dialog', { name: 'Thêm tài khoản kết nối' })
  await program.getByRole('button', { name: 'Thêm', exact: true }).click()
  await expect(program.getByText('Chọn đơn vị.')).toBeVisible()
  await program.getByLabel('Tên chương trình').fill('Kho dữ liệu tỉnh')
  await program.getByLabel('Tên tài khoản').fill('kho-du-lieu')
  await program.getByLabel('Dùng để làm gì').fill('Lấy số liệu đã duyệt hằng đêm')
  await program.getByLabel('Thuộc đơn vị').fill('thanh pho')
  await page.getByRole('option', { name: units[0].name }).click()
  await program.getByText('lãnh đạo').click()
  await lookAt(page, 'tai-khoan-ket-noi-them')
  await program.getByRole('button', { name: 'Thêm', exact: true }).click()
  await provedIfAsked()
  await page.getByRole('button', { name: /^Tạo mã kết nối/u }).click()
  const form = page.getByRole('dialog', { name: 'Tạo mã kết nối cho Kho dữ liệu tỉnh' })
  await form.getByLabel('Tên').fill('Máy chủ kho')
  await form.getByRole('group', { name: 'Chỉ tiêu, số liệu đã duyệt' }).getByText('đọc').click()
  await form.getByRole('button', { name: 'Tạo mã', exact: true }).click()
  await provedIfAsked()
  await page.getByRole('button', { name: 'Đã cất mã' }).click()
  await expect(page.getByRole('table', { name: 'Mã kết nối của Kho dữ liệu tỉnh' })).toContainText('Máy chủ kho')
  await lookAt(page, 'tai-khoan-ket-noi')
  expect(desk.faults).toEqual([])
  await Promise.all([desk.context.close(), ward.context.close()])
})
