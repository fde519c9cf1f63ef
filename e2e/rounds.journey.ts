import type { Plan } from '@haidang/api/imports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, issueDirective, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { comeIn, linkIn, lookAt } from './support/screens.ts'

const slug = 'dot-xuat'
const culture = 'Phòng Văn hóa và Thông tin'
const ward = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward.name, role: 'focalPoint' } as const

test('units are asked for a report outside the regimes, and find it in their work', async ({ city, browser }) => {
  test.setTimeout(240_000)
  const office = { slug, name: 'UBND thành phố Đột Xuất', place: 'Đột Xuất', now: '2024-05-06T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  await addPerson(city, slug, lan)
  await issueDirective(officer, planOfRatios())
  const [plan] = await officer.get<readonly Plan[]>('/api/plans')

  const { context, page, faults } = await comeIn(browser, linkIn(await linkFor(city, slug, minh.login)))
  await page.goto(`${city.address}/ke-hoach/${plan?.id ?? ''}`)
  await page.getByRole('button', { name: 'Yêu cầu báo cáo đột xuất' }).click()
  const dialog = page.getByRole('dialog')
  const send = () => dialog.getByRole('button', { name: 'Gửi yêu cầu' }).click()
  await send()
  await expect(dialog.getByText('Hãy ghi tên đợt báo cáo.')).toBeVisible()
  await expect(dialog.getByText('Hãy chọn ít nhất một đơn vị.')).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Tên đợt báo cáo/u }).fill('Rà soát hạ tầng số')
  await dialog.getByLabel('Hạn của đơn vị').fill('2024-05-03')
  await dialog.getByLabel('Hạn tổng hợp').fill('2024-05-08')
  await dialog.getByRole('button', { name: 'Chọn cả 2 đơn vị' }).click()
  await send()
  await expect(dialog.getByText('Hạn 17:00 ngày 03/5/2024 đã qua.'), 'what was typed stays').toBeVisible()
  await lookAt(page, 'bao-cao-dot-xuat', { full: false })
  // A Saturday: due on the Monday after.
  await dialog.getByLabel('Hạn của đơn vị').fill('2024-05-18')
  await dialog.getByLabel('Hạn tổng hợp').fill('2024-05-21')
  await send()
  await expect(page.getByText('Đã yêu cầu 2 đơn vị báo cáo, hạn 17:00 ngày 20/5/2024')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Báo cáo đợt ngày 18/5/2024 của các đơn vị' })).toBeVisible()

  const unit = await comeIn(browser, linkIn(await linkFor(city, slug, lan.login)))
  await unit.page.goto(`${city.address}/viec-cua-toi`)
  await expect(unit.page.getByText('Rà soát hạ tầng số (đợt ngày 18/5/2024)')).toBeVisible()
  expect([...faults.filter((fault) => !fault.includes('422')), ...unit.faults]).toEqual([])
  await Promise.all([context.close(), unit.context.close()])
})
