import { expect, test } from './support/city.ts'
import { addPerson, foundOffice, linkFor } from './support/office.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'vi-tri'
const units = [
  { name: 'UBND thành phố Vị Trí', shortName: 'UBND TP', group: 'committee' },
  { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' },
] as const

test('people come, go to other posts, act for each other and leave', async ({ city, browser }) => {
  test.setTimeout(240_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Vị Trí', place: 'Bến Thử', now: '2024-05-11T08:00:00+07:00' }, units)
  const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: units[0].name, role: 'administrator' } as const
  const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức văn hóa – xã hội', unit: units[1].name, role: 'focalPoint' } as const
  const hung = { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: units[1].name, role: 'focalPoint' } as const
  await addPerson(city, slug, lan)
  await addPerson(city, slug, hung)
  const desk = await comeIn(browser, linkIn(await addPerson(city, slug, an)))
  const { page } = desk
  await page.getByRole('link', { name: 'Người dùng' }).click()
  const people = page.getByRole('table', { name: 'Người dùng' })
  const row = (name: string) => people.getByRole('row').filter({ hasText: name })
  const act = async (name: string, what: string) => {
    await page.getByRole('button', { name: `Việc với tài khoản của ${name}` }).click()
    await page.getByRole('menuitem', { name: what }).click()
  }

  // Somebody new, by the page and by a list.
  await page.getByRole('button', { name: 'Thêm người' }).click()
  const adding = page.getByRole('dialog', { name: 'Thêm người dùng' })
  await adding.getByRole('button', { name: 'Thêm', exact: true }).click()
  await expect(adding.getByText('Ghi họ và tên.')).toBeVisible()
  await adding.getByLabel('Họ và tên').fill('Đỗ Thị Hoa')
  await adding.getByLabel('Tên đăng nhập').fill('lan')
  await adding.getByLabel('Chức vụ').fill('Công chức văn phòng')
  await adding.getByLabel('Đơn vị').fill('phuong 5')
  await page.getByRole('option', { name: 'UBND Phường 5' }).click()
  await adding.getByLabel('Thư điện tử').fill('hoa@vungtau.gov.vn')
  await lookAt(page, 'nguoi-dung-them')
  await adding.getByRole('button', { name: 'Thêm', exact: true }).click()
  await expect(adding.getByText('Đã có người dùng tên đăng nhập này')).toBeVisible()
  await adding.getByLabel('Tên đăng nhập').fill('hoa.dt')
  await adding.getByRole('button', { name: 'Thêm', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Đã thêm Đỗ Thị Hoa' })).toBeVisible()
  await lookAt(page, 'nguoi-dung-lien-ket')
  const hoa = await comeIn(browser, await page.locator('.person-link').innerText())
  await hoa.context.close()
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click()
  await expect(row('Đỗ Thị Hoa')).toContainText('hoa@vungtau.gov.vn')

  await page.getByRole('button', { name: 'Nhập danh sách' }).click()
  const importing = page.getByRole('dialog', { name: 'Nhập danh sách người dùng từ tệp' })
  const choose = (lines: readonly string[]) =>
    importing.locator('input[type=file]').setInputFiles({
      name: 'nguoi-dung.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['Tên đăng nhập,Họ và tên,Chức vụ,Đơn vị,Vai trò', ...lines].join('\n')),
    })
  await choose(['binh,Lý Văn Bình,Chuyên viên,Phường 9,tổng hợp', 'yen,Bùi Yên,Công chức,Phường 5,thủ kho'])
  await importing.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await expect(importing.getByText('Dòng 2, cột Đơn vị: “Phường 9” không có trong sổ đơn vị hôm nay')).toBeVisible()
  await lookAt(page, 'nguoi-dung-nhap-loi')
  await choose(['binh,Lý Văn Bình,Chuyên viên,UBND TP,tổng hợp', 'yen,Bùi Yên,Công chức,Phường 5,đầu mối'])
  await importing.getByRole('button', { name: 'Kiểm tra tệp' }).click()
  await expect(importing.getByText('Tệp có 2 người, trong đó 2 người mới:')).toBeVisible()
  await lookAt(page, 'nguoi-dung-nhap')
  await importing.getByRole('button', { name: 'Thêm 2 người' }).click()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải tệp liên kết (.csv)' }).click()
  expect((await saved).suggestedFilename()).toBe('lien-ket-dang-nhap.csv')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click()
  await expect(row('Lý Văn Bình')).toContainText('tổng hợp')

  // Somebody goes to another post from a day on, which is taken back; somebody leaves today.
  await act('Phạm Văn Hùng', 'Chuyển vị trí')
  const moving = page.getByRole('dialog', { name: 'Chuyển vị trí công tác của Phạm Văn Hùng' })
  await moving.getByLabel('Từ ngày').fill('2024-06-01')
  await moving.getByLabel('Chức vụ mới').fill('Phó Chủ tịch')
  await moving.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(moving.getByText('Ghi văn bản làm căn cứ')).toBeVisible()
  await moving.getByLabel('Căn cứ').fill('QĐ 12/QĐ-UBND')
  await lookAt(page, 'nguoi-dung-chuyen')
  await moving.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(row('Phạm Văn Hùng')).toContainText('Từ 01/6/2024: Phó Chủ tịch, UBND Phường 5')
  await act('Phạm Văn Hùng', 'Quá trình công tác')
  await expect(page.getByRole('dialog').getByText('từ 11/5/2024')).toBeVisible()
  await lookAt(page, 'nguoi-dung-qua-trinh')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click()
  await act('Phạm Văn Hùng', 'Hủy việc chuyển đã ghi')
  await expect(row('Phạm Văn Hùng')).not.toContainText('Từ 01/6/2024')
  await act('Đỗ Thị Hoa', 'Kết thúc công tác')
  const leaving = page.getByRole('dialog', { name: 'Kết thúc công tác của Đỗ Thị Hoa' })
  await leaving.getByLabel('Bàn giao cho').fill('lan')
  await page.getByRole('option', { name: 'Trần Thị Lan' }).click()
  await leaving.getByLabel('Căn cứ').fill('QĐ 13/QĐ-UBND')
  await lookAt(page, 'nguoi-dung-ket-thuc')
  await leaving.getByRole('button', { name: 'Ghi lại' }).click()
  await expect(row('Đỗ Thị Hoa')).toContainText('đã kết thúc công tác')

  // Somebody is away for a week, and somebody else does the work.
  await page.getByRole('link', { name: 'Ủy quyền' }).click()
  await page.getByRole('button', { name: 'Giao quyền, phụ trách' }).click()
  const giving = page.getByRole('dialog', { name: 'Ủy quyền cho người khác' })
  await giving.getByLabel('Quyền của').fill('hung')
  await page.getByRole('option', { name: 'Phạm Văn Hùng' }).click()
  await giving.getByLabel('Giao cho').fill('binh')
  await page.getByRole('option', { name: 'Lý Văn Bình' }).click()
  await giving.getByRole('button', { name: 'Giao quyền' }).click()
  await expect(giving.getByText('Ghi lý do, ít nhất 3 ký tự.')).toBeVisible()
  await giving.getByLabel('Lý do').fill('Nghỉ phép')
  await lookAt(page, 'uy-quyen-giao')
  await giving.getByRole('button', { name: 'Giao quyền' }).click()
  await expect(page.getByRole('table', { name: 'Ủy quyền và phụ trách' })).toContainText('đang có hiệu lực')
  await lookAt(page, 'uy-quyen')
  const binh = await comeIn(browser, linkIn(await linkFor(city, slug, 'binh')))
  const menu = () => binh.page.getByRole('button', { name: 'Tài khoản: Lý Văn Bình' }).click()
  await menu()
  await binh.page.getByRole('menuitem', { name: 'Làm thay mặt Phạm Văn Hùng, UBND Phường 5' }).click()
  await expect(binh.page.getByText('Đang làm thay mặt Phạm Văn Hùng, UBND Phường 5, đến hết 17/5/2024.')).toBeVisible()
  await lookAt(binh.page, 'uy-quyen-lam-thay')
  await binh.page.getByRole('button', { name: 'Trở lại việc của mình' }).click()
  await expect(binh.page.getByText('Đang làm thay mặt')).toBeHidden()
  await binh.context.close()
  await page.getByRole('link', { name: 'Người dùng' }).click()
  await expect(row('Lý Văn Bình')).toContainText('thay mặt Phạm Văn Hùng, Phường 5 (đầu mối) đến hết 17/5/2024')

  expect(desk.faults).toEqual([])
  await desk.context.close()
})
