import { readFile } from 'node:fs/promises'
import type { Consolidation } from '@haidang/api/consolidation'
import type { Report, ReportList } from '@haidang/api/reports'
import { checkDecree30 } from '@haidang/documents/decree30/check-report'
import { readPaper } from '@haidang/documents/decree30/read-paper'
import type { Page } from '@playwright/test'
import { expect, test } from './support/city.ts'
import { cellOf, copyTable, savedState } from './support/grid.ts'
import { addPerson, foundOffice, issueDraft, linkFor, untilRead, uploadDirective } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { choose, deskOf, indicatorsOf, itemCalled } from './support/review-desk.ts'
import { comeIn, expectNothingSticksOut, linkIn, lookAt, takePicture } from './support/screens.ts'

const slug = 'tra-loi'
const culture = 'Phòng Văn hóa và Thông tin'
const ward5 = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' } as const
const ward7 = { name: 'UBND Phường 7', shortName: 'Phường 7', group: 'ward' } as const

const directive = [
  'ỦY BAN NHÂN DÂN',
  'THÀNH PHỐ BẾN LỜI',
  'Số: 12/KH-UBND',
  'Bến Lời, ngày 20 tháng 4 năm 2024',
  'KẾ HOẠCH',
  'Chuyển đổi số năm 2024 của thành phố Bến Lời',
  'Phần I',
  'NỘI DUNG KẾ HOẠCH',
  'I. CHỈ TIÊU CHỦ YẾU NĂM 2024',
  '1. Phát triển chính quyền số',
  '- 60% hệ thống một cửa điện tử tại bộ phận một cửa được nâng cấp.',
  '- 80% hồ sơ được nộp trực tuyến tại bộ phận một cửa.',
  '- 90% hồ sơ được số hóa tại bộ phận một cửa.',
  'II. TỔ CHỨC THỰC HIỆN',
  '1. Các phòng, ban chuyên môn, UBND các phường, xã',
  '- Báo cáo kết quả về UBND thành phố qua Phòng Văn hóa và Thông tin định kỳ hằng tháng, chậm nhất ngày 12 của tháng, số liệu tính từ ngày 10 tháng trước đến ngày 10 tháng báo cáo.',
  '2. Phòng Văn hóa và Thông tin',
  '- Tổng hợp, báo cáo UBND thành phố kết quả thực hiện vào ngày 25 hằng tháng.',
  'Nơi nhận:',
  '- UBND các phường, xã;',
  '- Lưu: VT, VHTT.',
  'CHỦ TỊCH',
  'Nguyễn Văn Thử',
].join('\n\n')

const typed = 'VNPT iGate 2.0'
const said = 'Đang dùng VNPT iGate 2.0, nâng cấp xong ngày 15/5; "một cửa" của phường chưa nối kho số hóa.'

test('what is asked in words is typed, pasted, approved, listed on the board and printed by its unit', async ({ city, browser }) => {
  test.setTimeout(400_000)
  await foundOffice(city, { slug, name: 'UBND thành phố Bến Lời', place: 'Bến Lời', now: '2024-04-20T08:00:00+07:00' }, [
    { name: culture, shortName: 'P. VHTT', group: 'department' },
    ward5,
    ward7,
  ])
  const newcomer = { post: 'Công chức', role: 'focalPoint' } as const
  const minh = await signInByLink(
    city.address,
    'Minh',
    await addPerson(city, slug, { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên', unit: culture, role: 'synthesis' }),
  )
  const lan = await signInByLink(
    city.address,
    'Lan',
    await addPerson(city, slug, { ...newcomer, login: 'lan', name: 'Trần Thị Lan', unit: ward5.name }),
  )
  await addPerson(city, slug, { ...newcomer, login: 'hung', name: 'Phạm Văn Hùng', unit: ward7.name })
  const { page: desk, faults: deskFaults } = await comeIn(browser, linkIn(await linkFor(city, slug, 'minh')))

  const importId = await uploadDirective(minh, directive)
  const [asked, ...others] = indicatorsOf(await untilRead(minh, importId))
  const name = asked?.value.name ?? ''
  await test.step('Minh makes an indicator one of words where the directive is reviewed', async () => {
    expect(asked?.value.kind, 'the reading makes none by itself').toBe('ratio')
    await desk.goto(`${city.address}/van-ban/nhap/${importId}`)
    await deskOf(desk).tab('Chỉ tiêu').click()
    await choose(itemCalled(desk, 'Chỉ tiêu', name))
    await desk.keyboard.press('e')
    await desk.getByRole('combobox', { name: 'Loại chỉ tiêu' }).click()
    await desk.getByRole('option', { name: /^Trả lời bằng lời/u }).click()
    await expect(desk.getByRole('textbox', { name: /^Tử số là gì/u })).toHaveCount(0)
    await lookAt(desk, 'words-review-desk', { full: false })
    await expect.poll(async () => indicatorsOf(await untilRead(minh, importId)).find(({ id }) => id === asked?.id)?.value.kind).toBe('text')
    await issueDraft(minh, importId, { issuedOn: '2024-04-20', number: '12', title: 'Kế hoạch chuyển đổi số năm 2024' })
  })

  await city.run('office', 'clock', slug, '2024-05-12T08:00:00+07:00')
  const { reports } = await lan.get<ReportList>('/api/reports?period=2024-05')
  const reportId = reports[0]?.id ?? ''
  const entry = async () => {
    const { indicators } = await lan.get<Report>(`/api/reports/${reportId}`)
    return indicators.map(({ entry: { numerator, denominator, words } }) => words ?? [numerator, denominator])
  }

  await test.step('Lan types an answer, pastes a block over it with the figures of the other rows, takes it back and pastes again', async () => {
    const { page, faults, context } = await comeIn(browser, linkIn(await linkFor(city, slug, 'lan')))
    await page.goto(`${city.address}/bao-cao/${reportId}`)
    const cell = cellOf(page, 'Câu trả lời', name)
    await cell.click()
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await expect(cellOf(page, 'Tử số', others[0]?.value.name ?? '')).toBeFocused()
    await expect.poll(entry).toEqual([typed, [null, null], [null, null]])
    await expect(savedState(page)).toContainText(/^đã lưu/u)

    await copyTable(context, `<tr><td>${said}</td><td></td></tr><tr><td>412</td><td>500</td></tr><tr><td>90</td><td>100</td></tr>`)
    const paste = async (): Promise<void> => {
      await page.bringToFront()
      await cell.click()
      await page.keyboard.press('Control+v')
      await expect(page.getByRole('alertdialog')).toContainText('5 ô sẽ ghi')
      await page.keyboard.press('Enter')
    }
    await paste()
    await expect.poll(entry).toEqual([said, ['412', '500'], ['90', '100']])
    await page.keyboard.press('Control+z')
    await expect.poll(entry).toEqual([typed, [null, null], [null, null]])
    await paste()
    await expect.poll(entry).toEqual([said, ['412', '500'], ['90', '100']])
    await expect(savedState(page)).toContainText(/^đã lưu/u)
    await lookAt(page, 'words-grid')

    // Away from the server an answer stays on this machine; what somebody else put there meanwhile is chosen against it.
    await context.setOffline(true)
    await cell.fill('Viettel DVC')
    await page.keyboard.press('Tab')
    await page.keyboard.type('đang chuyển đổi')
    await page.keyboard.press('Enter')
    await expect(savedState(page)).toContainText('giữ trên máy này')
    const colleague = { indicatorId: (await lan.get<Report>(`/api/reports/${reportId}`)).indicators[0]?.id, words: 'VNPT iGate 3.0' }
    const { revision } = (await lan.get<Report>(`/api/reports/${reportId}`)).indicators[0]?.entry ?? { revision: 0 }
    const entries = [{ ...colleague, numerator: null, denominator: null, note: '', baseRevision: revision }]
    await lan.ask('PUT', `/api/reports/${reportId}/entries`, { changeKey: crypto.randomUUID(), entries })
    await context.setOffline(false)
    const conflict = page.getByRole('alert').filter({ hasText: 'Viettel DVC' })
    await expect(conflict).toContainText('VNPT iGate 3.0')
    await lookAt(page, 'words-conflict', { full: false })
    await conflict.getByRole('button', { name: 'Lấy trên máy chủ' }).click()
    await expect(cell).toHaveValue('VNPT iGate 3.0')
    await expect(cellOf(page, 'Ghi chú', name)).toHaveValue('đang chuyển đổi')
    await cell.fill(said)
    await page.keyboard.press('Enter')
    await expect.poll(entry).toEqual([said, ['412', '500'], ['90', '100']])
    await expect(savedState(page)).toContainText(/^đã lưu/u)

    await cell.click()
    await page.keyboard.press('F2')
    await page.keyboard.press('Alt+Enter')
    await page.keyboard.type('Dòng hai')
    await page.keyboard.press('Escape')
    await expect(cell).toHaveValue(said)

    await page.getByRole('button', { name, exact: false }).first().click()
    const drawer = page.getByRole('dialog', { name })
    await expect(drawer).toContainText('Đơn vị trả lời bằng lời')
    await expect(
      drawer
        .getByRole('listitem')
        .filter({ hasText: `“${said}”` })
        .first(),
    ).toBeVisible()
    await takePicture(page, 'words-row-drawer')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Nộp báo cáo' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Nộp báo cáo' }).click()
    await expect(page.getByText('Người nộp: Trần Thị Lan.')).toBeVisible()
    expect(faults).toEqual([])
  })

  await test.step('Minh reads the answer and approves; the board says who answered, and opens to the words', async () => {
    await desk.goto(`${city.address}/bao-cao/${reportId}`)
    await expect(desk.getByText(said)).toBeVisible()
    await lookAt(desk, 'words-review', { full: false })
    await minh.ask('POST', `/api/reports/${reportId}/approve`, {})
    await desk.goto(`${city.address}/bang-dieu-hanh?ky=2024-05`)
    const tile = desk.getByRole('button').filter({ hasText: name })
    await expect(tile).toContainText('1/2 đơn vị đã trả lời')
    await expect(tile).not.toContainText(/Chưa đạt|Chưa có số liệu/u)
    await lookAt(desk, 'words-board')
    await tile.click()
    await expect(desk.getByRole('dialog', { name }).getByRole('row').filter({ hasText: ward5.shortName })).toContainText(said)
    await lookAt(desk, 'words-proof', { full: false })
    await desk.getByRole('dialog', { name }).getByRole('link', { name: 'Mở trang chỉ tiêu' }).click()
    await expect(desk.getByRole('table', { name: 'Các đơn vị' }).or(desk.getByRole('table')).first()).toBeVisible()
    await expect(desk.getByText('Chưa có công thức, phép kiểm tra')).toBeVisible()
    await lookAt(desk, 'words-indicator')
  })

  await test.step('the plan and the questions about figures have the words too', async () => {
    await desk.getByRole('link', { name: 'Mở kế hoạch' }).click()
    await expect(desk.getByRole('row').filter({ hasText: name })).toBeVisible()
    await lookAt(desk, 'words-plan', { full: false })
    const { indicators } = await lan.get<Report>(`/api/reports/${reportId}`)
    await desk.goto(`${city.address}/tra-cuu?chi-tieu=${indicators.map(({ id }) => id).join(',')}&nhom=ward,city&tu=2024-05&den=2024-05`)
    await expect(desk.getByRole('row').filter({ hasText: ward5.name }).first()).toContainText(said)
    await expect(desk.getByRole('region', { name: others[0]?.value.name ?? '' })).toBeVisible()
    await takePicture(desk, 'words-explorer', { full: true })
  })

  await test.step('the consolidated report prints the words of the ward under its name, and who gave none', async () => {
    await city.run('office', 'clock', slug, '2024-05-24T08:00:00+07:00')
    await desk.goto(`${city.address}/tong-hop`)
    await desk.getByRole('tab', { name: /^Số liệu/u }).click()
    await expect(desk.getByRole('row').filter({ hasText: name })).toContainText('1/2 đơn vị đã trả lời')
    await lookAt(desk, 'words-consolidation', { full: false })
    const { id, revision } = await minh.get<Consolidation>('/api/consolidations/2024-05')
    await minh.ask('POST', `/api/consolidations/${id}/issue`, { baseRevision: revision })
    await desk.reload()
    const text = await paperOf(desk)
    expect(text).toContain(`${name} (chỉ tiêu 1): 1/2 đơn vị đã trả lời`)
    expect(text).toContain(`${ward5.shortName}\n${said}`)
    expect(text).toContain(`${ward7.shortName}\n–`)
  })
  expect(deskFaults).toEqual([])
})

/** The issued paper, by its paragraphs and cells. */
async function paperOf(page: Page): Promise<string> {
  const started = page.waitForEvent('download', { timeout: 90_000 })
  await page.getByRole('link', { name: 'Báo cáo (Word)' }).click({ timeout: 90_000 })
  const bytes = await readFile(await (await started).path())
  expect(checkDecree30(bytes), 'the form of Decree 30').toEqual([])
  await expectNothingSticksOut(page, 'issued')
  return readPaper(bytes)
    .sections.flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'paragraph' ? [block] : block.rows.flat().flatMap(({ paragraphs }) => paragraphs)))
    .map(({ text }) => text)
    .join('\n')
}
