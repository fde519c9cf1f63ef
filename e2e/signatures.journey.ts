import { plainPdf, signedPdf, testAuthority } from '@haidang/documents/pdf/signatures/testing-signatures'
import { expect, test } from './support/city.ts'
import { addPerson, foundOffice, linkFor, untilRead } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'chu-ky-so'
const units = [
  { name: 'UBND thành phố Chữ Ký', shortName: 'UBND TP', group: 'committee' },
  { name: 'Phòng Văn hóa và Thông tin', shortName: 'P. VHTT', group: 'department' },
] as const

test('an administrator trusts an authority, and the register says how each signature of a document stands', async ({ city, browser }) => {
  test.setTimeout(180_000)
  const [authority, stranger] = [testAuthority('CA chuyên dùng Chính phủ (thử)'), testAuthority('CA lạ')]
  try {
    // Certificates are in force from today on, so the practice office lives today.
    const now = new Date(Date.now() + 3_600_000).toISOString()
    await foundOffice(city, { slug, name: 'UBND thành phố Chữ Ký', place: 'Bến Thử', now }, units)
    const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: units[0].name, role: 'administrator' } as const
    const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: units[1].name, role: 'synthesis' } as const
    const admin = await comeIn(browser, linkIn(await addPerson(city, slug, an)))
    const desk = await comeIn(browser, linkIn(await addPerson(city, slug, minh)))

    const { page } = admin
    await page.getByRole('link', { name: 'Bảo mật' }).click()
    await page.getByRole('button', { name: 'Thêm chứng thư gốc' }).click()
    const form = page.getByRole('dialog', { name: 'Thêm chứng thư gốc' })
    await form.getByRole('button', { name: 'Thêm chứng thư gốc' }).click()
    await expect(form).toContainText('Hãy chọn tệp chứng thư.')
    await form.getByLabel('Căn cứ').fill('Quy chế 12/QĐ-UBND')
    const choose = (bytes: Uint8Array) =>
      form
        .getByLabel('Chọn tệp chứng thư', { exact: true })
        .first()
        .setInputFiles({ name: 'goc.cer', mimeType: '', buffer: Buffer.from(bytes) })
    await choose(authority.signer('Trần Thị Hoa').der)
    await form.getByRole('button', { name: 'Thêm chứng thư gốc' }).click()
    await expect(form).toContainText('không phải là chứng thư của tổ chức cấp chứng thư')
    await choose(authority.root.der)
    await form.getByRole('button', { name: 'Thêm chứng thư gốc' }).click()
    await expect(page.getByRole('table', { name: 'Chứng thư gốc được tin' })).toContainText('CA chuyên dùng Chính phủ (thử)')
    await checkPage(page, 'trusted-roots')

    const server = await signInByLink(city.address, 'Minh', await linkFor(city, slug, 'minh'))
    const received = async (name: string, bytes: Uint8Array) => {
      const { id } = await server.upload<{ id: string }>('/api/imports', name, bytes)
      await untilRead(server, id)
      return id
    }
    const look = async (id: string) => {
      await desk.page.goto(`${city.address}/van-ban/${id}`)
      return desk.page.getByRole('region', { name: 'Chữ ký số trên văn bản' })
    }
    const good = signedPdf(authority, authority.signer('Trần Thị Hoa'))
    const both = signedPdf(authority, authority.signer('UBND thành phố Chữ Ký'), {}, good)
    const part = await look(await received('hop-le.pdf', both))
    await expect(part.getByRole('listitem')).toHaveCount(2)
    await expect(part.getByText('hợp lệ', { exact: true })).toHaveCount(2)
    const then = await look(await received('them-sau.pdf', signedPdf(stranger, stranger.signer('Người lạ'), {}, good)))
    await expect(then.getByRole('listitem').first()).toContainText('có thêm sau khi ký')
    await expect(then.getByRole('listitem').last()).toContainText('chưa rõ người ký')
    await lookAt(desk.page, 'document-signatures')
    await expect(await look(await received('khong-ky.pdf', plainPdf('Không ai ký')))).toContainText('không mang chữ ký số nào')
    expect([admin, desk].flatMap(({ faults }) => faults)).toEqual([])
  } finally {
    authority.remove()
    stranger.remove()
  }
})
