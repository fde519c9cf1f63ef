import { expect, test } from './support/city.ts'
import { addPerson, foundOffice } from './support/office.ts'
import { comeIn, linkIn, lookAt, signInAt } from './support/screens.ts'

const slug = 'mat-khau'
const unit = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' } as const
const chosen = 'sóng lặng trên bến cá 47'

test('a first password opens only the way to one’s own, by the rules of the office', async ({ city, browser }) => {
  await foundOffice(city, { slug, name: 'UBND thành phố Mật Khẩu', place: 'Bến Thử', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: unit.name, role: 'administrator' } as const
  const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: unit.name, role: 'focalPoint' } as const
  const desk = await comeIn(browser, linkIn(await addPerson(city, slug, an)))

  // The administrator sets the rules, by a document.
  await desk.page.getByRole('link', { name: 'Bảo mật' }).click()
  await expect(desk.page.getByText('Mặc định của chương trình')).toBeVisible()
  await desk.page.getByRole('button', { name: 'Đổi quy định' }).click()
  const form = desk.page.getByRole('dialog')
  await form.getByRole('button', { name: 'Lưu quy định' }).click()
  await expect(form.getByText('Ghi văn bản làm căn cứ')).toBeVisible()
  await form.getByRole('button', { name: /TCVN 14423/u }).click()
  await expect(form.getByLabel('Căn cứ')).toHaveValue(/chưa đối chiếu/u)
  await form.getByLabel(/Độ dài mật khẩu/u).fill('15')
  await form.getByLabel(/Đóng tài khoản/u).fill('3')
  await form.getByRole('button', { name: 'Lưu quy định' }).click()
  await expect(form.getByText('Nhập số từ 14 đến 730.')).toBeVisible()
  await lookAt(desk.page, 'quy-dinh-doi')
  await form.getByLabel(/Đóng tài khoản/u).fill('90')
  await form.getByRole('button', { name: 'Lưu quy định' }).click()
  await expect(desk.page.getByText('Đã lưu quy định đăng nhập.')).toBeVisible()
  await expect(desk.page.getByRole('table', { name: 'Đang áp dụng' })).toContainText('15 ký tự')
  await lookAt(desk.page, 'quy-dinh')
  expect(desk.faults).toEqual([])
  await desk.context.close()

  const printed = await city.run(
    'person',
    'add',
    '--office',
    slug,
    '--login',
    lan.login,
    '--name',
    lan.name,
    '--post',
    lan.post,
    '--unit',
    lan.unit,
    '--role',
    lan.role,
    '--password',
  )
  const given = /: (\S+)$/mu.exec(printed)?.[1] ?? ''
  expect(given).toMatch(/^[a-z]{6}-[a-z]{6}-[a-z]{6}$/u)
  const context = await browser.newContext()
  const page = await context.newPage()
  await signInAt(page, city.address, { office: 'UBND thành phố Mật Khẩu', login: 'lan', password: given })
  await expect(page.getByRole('heading', { name: 'Đặt mật khẩu' })).toBeVisible()

  await page.goto(`${city.address}/viec-cua-toi`)
  await expect(page, 'every other page leads back').toHaveURL(/mat-khau\?toi=%2Fviec-cua-toi/u)
  const save = page.getByRole('button', { name: 'Lưu mật khẩu' })
  const [current, next, again] = [
    page.getByLabel('Mật khẩu được cấp'),
    page.getByLabel('Mật khẩu mới', { exact: true }),
    page.getByLabel('Gõ lại'),
  ]
  await save.click()
  await expect(page.getByText('Mật khẩu cần ít nhất 15 ký tự.')).toBeVisible()
  const attempt = async (password: string, sentence: string) => {
    await next.fill(password)
    await again.fill(password)
    await save.click()
    await expect(page.getByText(sentence)).toBeVisible()
  }
  await current.fill(given)
  await attempt('Trần Thị Lan 2024', 'Ngoài họ tên của bạn')
  await attempt('123456789012345', 'chỉ lặp lại hoặc đếm dần')
  await attempt('Mật khẩu @ 20242024', 'ai cũng đoán trước')
  await lookAt(page, 'dat-mat-khau')
  await next.fill(chosen)
  await again.fill(chosen)
  await expect(page.getByText('ai cũng đoán trước'), 'what was refused is another').toBeHidden()
  await current.fill('không phải')
  await save.click()
  await expect(page.getByText('Cơ quan, tên đăng nhập hoặc mật khẩu không đúng.')).toBeVisible()
  await expect(next, 'what was typed stays').toHaveValue(chosen)
  await current.fill(given)
  await save.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Việc của tôi' })).toBeVisible()
  await context.close()
})
