import type { Report, ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import { planOfRatios } from './support/directives.ts'
import { cellOf, savedState } from './support/grid.ts'
import { addPerson, foundOffice, issueDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, expectNothingSticksOut, linkIn, takePicture } from './support/screens.ts'

const slug = 'khoa-ky'
const culture = 'Phòng Văn hóa và Thông tin'
const ward5 = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward', code: '105' } as const
const ward7 = { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward', code: '107' } as const
const minh = { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' } as const
const hung = { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: ward7.name, role: 'focalPoint' } as const
const hoa = { login: 'hoa', name: 'Đỗ Thị Hoa', post: 'Phó Trưởng phòng', unit: culture, role: 'synthesis' } as const
const an = { login: 'an', name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: culture, role: 'administrator' } as const
const lan = { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: ward5.name, role: 'focalPoint' } as const

test('a period is locked while a ward types: what was typed stays, is let in by an exception, and the lock stands again at its end', async ({
  city,
  browser,
}) => {
  test.setTimeout(300_000)
  const office = { slug, name: 'UBND thành phố Khóa Kỳ', place: 'Khóa Kỳ', now: '2024-04-20T08:00:00+07:00' }
  await foundOffice(city, office, [{ name: culture, shortName: 'P. VHTT', group: 'department' }, ward5, ward7])
  const officer = await signInByLink(city.address, minh.name, await addPerson(city, slug, minh))
  await addPerson(city, slug, lan)
  const other = await signInByLink(city.address, hung.name, await addPerson(city, slug, hung))
  await issueDirective(officer, planOfRatios())
  await city.run('office', 'clock', slug, '2024-05-14T08:00:00+07:00')
  const { reports } = await officer.get<ReportList>('/api/reports?period=2024-05')
  const id = reports.find(({ unit: { name } }) => name === ward5.name)?.id ?? ''
  const submitted = reports.find(({ unit: { name } }) => name === ward7.name)?.id ?? ''
  const { indicators: owed } = await other.get<Report>(`/api/reports/${submitted}`)
  await other.ask('POST', `/api/reports/${submitted}/submit`, {
    missing: owed.map((line) => ({ indicatorId: line.id, reason: 'chưa có số liệu' })),
  })
  const { indicators } = await officer.get<Report>(`/api/reports/${id}`)
  const link = async (login: string) => linkIn(await city.run('person', 'link', login, '--office', slug))

  const unit = await comeIn(browser, await link(lan.login))
  await unit.page.goto(`${city.address}/bao-cao/${id}`)
  const typed = cellOf(unit.page, 'Tử số', indicators[0]?.name ?? '')
  await typed.fill('412')
  await expect(savedState(unit.page)).toContainText('đã lưu')

  const desk = await comeIn(browser, await link(minh.login))
  await desk.page.goto(`${city.address}/bao-cao?ky=2024-05`)
  const lock = desk.page.getByRole('region', { name: 'Khóa kỳ báo cáo' })
  await expect(lock.getByText('Kỳ đang mở')).toBeVisible()
  await lock.getByRole('button', { name: 'Khóa kỳ' }).click()
  const dialog = desk.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Khóa kỳ' }).click()
  await expect(dialog.getByText('Hãy ghi lý do.')).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Đã gửi báo cáo lên tỉnh')
  await checkPage(desk.page, 'a period is locked')
  await takePicture(desk.page, 'khoa-ky-hop')
  await dialog.getByRole('button', { name: 'Khóa kỳ' }).click()
  await expect(lock).toContainText(/đã khóa từ 08:00 ngày 14\/5\/2024, Lê Quang Minh khóa: Đã gửi báo cáo lên tỉnh/u)

  // Typed on a page that knows nothing of the lock, without a line.
  await unit.context.setOffline(true)
  await typed.fill('421')
  await typed.blur()
  await unit.context.setOffline(false)
  await expect(unit.page.getByText('Kỳ báo cáo đã khóa')).toBeVisible()
  await expect(
    unit.page.getByText(/Lý do: Đã gửi báo cáo lên tỉnh\. Cần nhập hay sửa thì đề nghị Lê Quang Minh \(P\. VHTT\)/u).first(),
  ).toBeVisible()
  await expect(unit.page.getByText(/^Số đã gõ mà chưa lưu vẫn ở trên máy này/u)).toBeVisible()
  await expect(typed).toHaveValue('421')
  await expect(unit.page.getByRole('button', { name: 'Nộp báo cáo' })).toBeHidden()
  await checkPage(unit.page, 'a locked report')
  await takePicture(unit.page, 'khoa-ky-don-vi')
  await unit.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(unit.page, 'khoa-ky-don-vi-390')
  await takePicture(unit.page, 'khoa-ky-don-vi-390')
  await unit.page.setViewportSize({ width: 1280, height: 800 })

  await lock.getByRole('button', { name: 'Mở riêng cho đơn vị' }).click()
  await dialog.getByRole('button', { name: 'Mở riêng cho đơn vị' }).click()
  await expect(dialog.getByText('Hãy chọn đơn vị được mở riêng.')).toBeVisible()
  await dialog.getByRole('combobox', { name: /^Đơn vị/u }).fill('Phường 5')
  await desk.page.getByRole('option', { name: ward5.name }).click()
  await dialog.getByLabel(/^Đến ngày/u).fill('2024-05-15')
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Đếm sót hồ sơ của bộ phận một cửa')
  await checkPage(desk.page, 'a unit is let in')
  await takePicture(desk.page, 'khoa-ky-mo-rieng')
  await desk.page.setViewportSize({ width: 390, height: 844 })
  await takePicture(desk.page, 'khoa-ky-mo-rieng-390')
  await desk.page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Mở riêng cho đơn vị' }).click()
  await expect(lock.getByRole('list', { name: 'Đang mở riêng' })).toContainText('UBND Phường 5 đến 17:00 ngày 15/5/2024')
  await lock.getByText('Quá trình khóa, mở').click()
  await checkPage(desk.page, 'the locks of a period')
  await takePicture(desk.page, 'khoa-ky-danh-sach')
  await desk.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(desk.page, 'khoa-ky-danh-sach-390')
  await takePicture(desk.page, 'khoa-ky-danh-sach-390')
  await desk.page.setViewportSize({ width: 1280, height: 800 })

  // What was handed in is still reviewed; whoever gives it back is told that its unit cannot mend it.
  await desk.page.goto(`${city.address}/bao-cao/${submitted}`)
  await desk.page.getByRole('button', { name: /^Trả lại/u }).click()
  await expect(dialog.getByText(/^Kỳ này đã khóa: Phường 7 thấy lý do trả lại/u)).toBeVisible()
  await checkPage(desk.page, 'a report is returned into a locked period')
  await takePicture(desk.page, 'khoa-ky-tra-lai')

  await unit.page.reload()
  await expect(unit.page.getByText('Kỳ đã khóa, riêng đơn vị được nhập và nộp đến 17:00 ngày 15/5/2024')).toBeVisible()
  await expect(typed).toHaveValue('421')
  await expect(savedState(unit.page)).toContainText('đã lưu')
  await checkPage(unit.page, 'a report that is let in')
  await takePicture(unit.page, 'khoa-ky-duoc-mo')
  await unit.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(unit.page, 'khoa-ky-duoc-mo-390')
  await takePicture(unit.page, 'khoa-ky-duoc-mo-390')
  await unit.page.setViewportSize({ width: 1280, height: 800 })

  await city.run('office', 'clock', slug, '2024-05-15T17:00:02+07:00')
  await unit.page.goto(await link(lan.login))
  await expect(unit.page.getByRole('navigation', { name: 'Các phòng việc' })).toBeVisible()
  await unit.page.goto(`${city.address}/bao-cao/${id}`)
  await expect(unit.page.getByText('Kỳ báo cáo đã khóa')).toBeVisible()
  await expect(typed).toHaveValue('421')
  await unit.page.goto(`${city.address}/bao-cao`)
  await expect(unit.page.getByRole('row', { name: /tháng 5\/2024/u })).toContainText('kỳ đã khóa')

  await desk.page.goto(await link(minh.login))
  await expect(desk.page.getByRole('navigation', { name: 'Các phòng việc' })).toBeVisible()
  await desk.page.goto(`${city.address}/bao-cao?ky=2024-05`)
  await expect(lock.getByRole('list', { name: 'Đang mở riêng' })).toBeHidden()
  await lock.getByRole('button', { name: 'Mở lại kỳ' }).click()
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Tỉnh yêu cầu rà soát lại')
  await dialog.getByRole('button', { name: 'Mở lại kỳ' }).click()
  await expect(lock.getByText('Kỳ đang mở')).toBeVisible()
  await unit.page.goto(`${city.address}/bao-cao/${id}`)
  await expect(unit.page.getByRole('button', { name: 'Nộp báo cáo' })).toBeVisible()

  // The office has two persons do it from now on: one asks, another looks at it and does it.
  const keeper = await signInByLink(city.address, an.name, await addPerson(city, slug, an))
  const rules = {
    leastPasswordLength: 12,
    idleDays: null,
    factorRoles: [],
    proofMinutes: 10,
    secondPersonActs: ['unlockPeriod'],
    secondPersonHours: 24,
  }
  await keeper.ask('PUT', '/api/security-rules', { rules, source: 'Quy chế 12/QĐ-UBND', validFrom: '2024-01-01', after: 0 })
  await lock.getByRole('button', { name: 'Khóa kỳ' }).click()
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Đã gửi lại tỉnh')
  await dialog.getByRole('button', { name: 'Khóa kỳ' }).click()
  await lock.getByRole('button', { name: 'Mở lại kỳ' }).click()
  await dialog.getByRole('textbox', { name: /^Lý do/u }).fill('Phường 5 đếm sót hồ sơ')
  await dialog.getByRole('button', { name: 'Mở lại kỳ' }).click()
  const asking = desk.page.getByRole('dialog', { name: 'Việc này cần người thứ hai duyệt' })
  await expect(asking.getByLabel('Vì sao cần làm')).toHaveValue('Phường 5 đếm sót hồ sơ')
  await takePicture(desk.page, 'hai-nguoi-de-nghi')
  await asking.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await expect(dialog.getByText('Đã gửi đề nghị. Chưa có gì thay đổi; việc được làm khi người thứ hai duyệt.')).toBeVisible()
  await takePicture(desk.page, 'hai-nguoi-da-gui')
  const second = await comeIn(browser, linkIn(await addPerson(city, slug, hoa)))
  await second.page.getByRole('link', { name: 'Việc hai người' }).click()
  await checkPage(second.page, 'what waits for a second person')
  await takePicture(second.page, 'hai-nguoi-danh-sach')
  await second.page.setViewportSize({ width: 390, height: 844 })
  await expectNothingSticksOut(second.page, 'hai-nguoi-danh-sach-390')
  await takePicture(second.page, 'hai-nguoi-danh-sach-390')
  await second.page.setViewportSize({ width: 1280, height: 800 })
  await second.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Duyệt', exact: true }).click()
  await expect(second.page.getByRole('table', { name: 'Việc hai người' })).toContainText('đã duyệt')
  await takePicture(second.page, 'hai-nguoi-da-duyet')
  await desk.page.reload()
  await expect(lock.getByText('Kỳ đang mở')).toBeVisible()
  expect(second.faults).toEqual([])
  await second.context.close()
  expect([...unit.faults, ...desk.faults]).toEqual([])
  await unit.context.close()
  await desk.context.close()
})
