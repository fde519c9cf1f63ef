import type { AuditLines, Consolidation } from '@haidang/api/consolidation'
import type { Plan } from '@haidang/api/imports'
import type { Report, ReportList } from '@haidang/api/reports'
import { committee, reportingUnits } from '../sample/units.ts'
import { percentOf, sumOf, vietnamese } from './support/arithmetic.ts'
import { expect, test } from './support/city.ts'
import { cellOf, expectRows, gridOf } from './support/grid.ts'
import { addPerson, foundOffice, linkFor } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, linkIn } from './support/screens.ts'
import { comparePapers } from './thread/compare-papers.ts'
import { issuePlan, reviewDraft, uploadDirective } from './thread/prepare-plan.ts'
import { verifyPaper } from './thread/verify-paper.ts'
import { attachEvidence, fillByBlock, openDueReport, submit, typeOffline, writeNarrative } from './thread/report-month.ts'

const slug = 'thu-nghiem'
const culture = 'Phòng Văn hóa và Thông tin thành phố Vũng Tàu'
const people = [
  { login: 'minh', name: 'Lê Quang Minh', post: 'Chuyên viên tổng hợp', unit: culture, role: 'synthesis' },
  { login: 'hung', name: 'Phạm Văn Hùng', post: 'Công chức', unit: 'UBND Phường 7', role: 'focalPoint' },
  { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: 'UBND Phường 5', role: 'focalPoint' },
  { login: 'thu', name: 'Đỗ Thị Thu', post: 'Phó Chủ tịch', unit: committee.name, role: 'leader' },
  { login: 'quan', name: 'Vũ Anh Quân', post: 'Thanh tra viên', unit: 'Thanh tra thành phố Vũng Tàu', role: 'auditor' },
] as const

test('a directive becomes a plan, two wards report, the city report is written, a leader asks for the proof', async ({ city, browser }) => {
  test.setTimeout(600_000)
  const units = [committee, ...reportingUnits].map(({ name, shortName, group, officialCode }) => ({
    name,
    shortName,
    group,
    ...(officialCode ? { code: officialCode } : {}),
  }))
  await foundOffice(city, { slug, name: 'UBND thành phố Vũng Tàu', place: 'Vũng Tàu', now: '2024-04-20T08:00:00+07:00' }, units)
  const links = await Promise.all(people.map((person) => addPerson(city, slug, person)))
  const linkOf = (login: (typeof people)[number]['login']): string =>
    linkIn(links[people.findIndex((person) => person.login === login)] ?? '')
  // What the screens show is compared with what the server holds, asked for beside the browser.
  const server = await signInByLink(city.address, 'Minh', await linkFor(city, slug, 'minh'))
  const minh = await comeIn(browser, linkOf('minh'))

  const { page } = minh
  const importId = await test.step('the officer uploads the directive and sees the doubts first', () => uploadDirective(page))
  await test.step('accepts, corrects, drops, splits, merges and adds; a reload in the middle loses nothing', () =>
    reviewDraft(page, server, importId))
  const planId = await test.step('assigns the indicators, settles the regime and issues the plan', () => issuePlan(page))

  const plan = await server.get<Plan>(`/api/plans/${planId}`)
  const may = plan.regimes[0]?.dates.find(({ period }) => period === '2024-05')
  expect(may).toMatchObject({
    window: { from: '2024-04-10', to: '2024-05-10' },
    unit: { nominal: '2024-05-12', at: '2024-05-13T10:00:00.000Z' },
  })

  const { reports } = await server.get<ReportList>('/api/reports?period=2024-05')
  expect(reports).toHaveLength(40)
  const reportIdOf = (unit: string): string => reports.find((report) => report.unit.name === unit)?.id ?? ''
  const [ward7, ward5] = [reportIdOf('UBND Phường 7'), reportIdOf('UBND Phường 5')]
  const reportOf = (id: string): Promise<Report> => server.get<Report>(`/api/reports/${id}`)
  const { indicators } = await reportOf(ward7)
  const [first, second] = indicators
  if (!first || !second) throw new Error('Ward 7 was assigned nothing.')

  const hung = await test.step('on Saturday ward 7 finds its month in the list of what is due, types, pastes and hands in', async () => {
    await city.run('office', 'clock', slug, '2024-05-11T08:00:00+07:00')
    const visitor = await comeIn(browser, linkOf('hung'))
    await checkPage(visitor.page, 'my-work')
    await openDueReport(visitor.page, 'Báo cáo phải nộp')
    await expect(visitor.page.getByText('12/5 là Chủ nhật')).toBeVisible()
    await expect(visitor.page.getByText('từ 10/4 đến hết 09/5')).toBeVisible()
    await fillByBlock(visitor.page, server, ward7)
    await typeOffline(visitor.page, server, ward7, second, 1, 'số liệu của bộ phận một cửa')
    await attachEvidence(visitor.page, 'bang-ke-thang-5.docx')
    await writeNarrative(visitor.page, server, ward7, [
      'Đã mở thêm 02 điểm hỗ trợ nộp hồ sơ.',
      'Thiếu máy quét ở bộ phận một cửa.',
      'Xin bổ sung 01 máy quét trong tháng 6.',
    ])
    await checkPage(visitor.page, 'unit-month')
    await submit(visitor.page, { blank: 2, reason: 'Chưa phát sinh trong kỳ', look: true })
    await expect(visitor.page.getByText('Đúng hạn.')).toBeVisible()
    await visitor.page.getByRole('navigation', { name: 'Các phòng việc' }).getByRole('link', { name: 'Nhiệm vụ' }).click()
    await expect(visitor.page.getByRole('heading', { level: 1, name: 'Nhiệm vụ' })).toBeVisible()
    await checkPage(visitor.page, 'tasks')
    return visitor
  })
  const firstSubmitted = (await reportOf(ward7)).firstSubmittedAt
  expect(firstSubmitted).not.toBeNull()

  const lan = await test.step('on Tuesday ward 5 is late', async () => {
    await city.run('office', 'clock', slug, '2024-05-14T09:00:00+07:00')
    const visitor = await comeIn(browser, linkOf('lan'))
    await openDueReport(visitor.page, 'Báo cáo quá hạn')
    await cellOf(visitor.page, 'Tử số', first.name).click()
    for (const keys of ['307', 'Tab', '498', 'Enter', '1208', 'Shift+Tab', '1011,25', 'Enter']) {
      if (/^\d/u.test(keys)) await visitor.page.keyboard.type(keys)
      else await visitor.page.keyboard.press(keys)
    }
    await expectRows(server, ward5, visitor.page, {
      0: { numerator: '307', denominator: '498' },
      1: { numerator: '1011.25', denominator: '1208' },
    })
    await submit(visitor.page, { blank: indicators.length - 2, reason: 'Chưa có nguồn số liệu' })
    await expect(visitor.page.getByText(/Muộn 15 giờ|Muộn 16 giờ/u)).toBeVisible()
    return visitor
  })

  await test.step('the officer sees who was on time and returns one report for one cell', async () => {
    await page.getByRole('link', { name: 'Báo cáo', exact: true }).click()
    await expect(page.getByText('2/40 đơn vị đã nộp')).toBeVisible()
    const lineOf = (unit: string) => page.getByRole('row').filter({ hasText: unit })
    await expect(lineOf('UBND Phường 7')).toContainText('đúng hạn')
    await expect(lineOf('UBND Phường 5')).toContainText('muộn 16 giờ')
    await checkPage(page, 'reports')
    await page.getByRole('link', { name: 'UBND Phường 7' }).click()
    await page.getByRole('button', { name: `Đánh dấu ô cần sửa: ${first.name}` }).click()
    await page.getByRole('textbox', { name: `Cần sửa gì ở: ${first.name}` }).fill('Số này là của cả quý')
    await checkPage(page, 'report-review')
    await page.getByRole('button', { name: /^Trả lại \(1 ô\)/u }).click()
    const dialog = page.getByRole('dialog', { name: 'Trả lại báo cáo tháng 5/2024 của UBND Phường 7' })
    await dialog.getByRole('textbox', { name: /^Lý do trả lại/u }).fill('Cần số liệu riêng của kỳ này')
    await checkPage(page, 'return')
    await dialog.getByRole('button', { name: 'Trả lại cho Phường 7' }).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('ward 7 sees why, corrects it and hands in again; the first time stays', async () => {
    await openDueReport(hung.page, 'Báo cáo bị trả lại')
    await expect(hung.page.getByRole('alert').getByText('Cần số liệu riêng của kỳ này')).toBeVisible()
    await expect(gridOf(hung.page).getByText('Số này là của cả quý')).toBeVisible()
    await cellOf(hung.page, 'Tử số', first.name).click()
    await hung.page.keyboard.type('398')
    await hung.page.keyboard.press('Enter')
    await expectRows(server, ward7, hung.page, { 0: { numerator: '398', denominator: '655' } })
    await submit(hung.page, { blank: 2, reason: 'Chưa phát sinh trong kỳ' })
    await expect(hung.page.getByText('Lần nộp đầu tiên')).toBeVisible()
    const { firstSubmittedAt, submittedAt, punctuality } = await reportOf(ward7)
    expect({ firstSubmittedAt, punctuality }).toEqual({ firstSubmittedAt: firstSubmitted, punctuality: 'onTime' })
    expect(submittedAt).not.toBe(firstSubmitted)
  })

  const approve = async (reportId: string): Promise<void> => {
    await page.goto(`${city.address}/bao-cao/${reportId}`)
    await page.getByRole('button', { name: /^Duyệt/u }).click()
    await page
      .getByRole('dialog', { name: /^Duyệt báo cáo tháng 5/u })
      .getByRole('button', { name: 'Duyệt và khóa' })
      .click()
    await expect.poll(async () => (await reportOf(reportId)).state).toBe('approved')
  }
  await test.step('the officer approves both; ward 5 corrects an approved figure as version 2', async () => {
    await approve(ward7)
    await approve(ward5)
    await lan.page.reload()
    await lan.page.getByRole('button', { name: 'Xin đính chính' }).click()
    const dialog = lan.page.getByRole('dialog', { name: 'Xin đính chính' })
    await dialog.getByRole('textbox', { name: /^Lý do đính chính/u }).fill('Cộng sót một khu phố')
    await dialog.getByRole('button', { name: 'Mở bản đính chính' }).click()
    await cellOf(lan.page, 'Tử số', first.name).click()
    await lan.page.keyboard.type('321')
    await lan.page.keyboard.press('Enter')
    await expectRows(server, ward5, lan.page, { 0: { numerator: '321', denominator: '498' } })
    await submit(lan.page, { blank: indicators.length - 2, reason: 'Chưa có nguồn số liệu' })
    await page.goto(`${city.address}/bao-cao/${ward5}`)
    await expect(page.getByText('Lý do: Cộng sót một khu phố')).toBeVisible()
    await approve(ward5)
    const { version, versions } = await reportOf(ward5)
    expect([version, ...versions.map((one) => one.version)]).toEqual([2, 1, 2])
  })

  await test.step('the city report names who is missing, is edited, issued and downloaded; every figure is the database’s', async () => {
    await city.run('office', 'clock', slug, '2024-05-24T08:00:00+07:00')
    await page.getByRole('link', { name: 'Tổng hợp', exact: true }).click()
    await expect(page.getByText('38 đơn vị chưa nộp, sẽ nêu tên trong báo cáo')).toBeVisible()
    await checkPage(page, 'consolidation')
    await page.getByRole('tab', { name: 'Lời văn' }).click()
    const results = page.getByRole('region', { name: 'Kết quả thực hiện' })
    const summary = 'Hai phường đã báo cáo, các đơn vị khác cần gửi ngay.'
    await results.getByRole('textbox', { name: /^Tổng hợp của thành phố/u }).fill(summary)
    await page.getByRole('tab', { name: 'Thể thức' }).click()
    await page.getByRole('textbox', { name: /^Số/u }).fill('45')
    await page.getByLabel(/^Ngày ban hành/u).fill('2024-05-24')
    const periodOf = (): Promise<Consolidation> => server.get<Consolidation>('/api/consolidations/2024-05')
    await expect
      .poll(async () => (({ edits }) => [edits.number, edits.date, edits.summaries.results])(await periodOf()))
      .toEqual(['45', '2024-05-24', summary])
    await page.getByRole('button', { name: 'Phát hành báo cáo' }).click()
    await page
      .getByRole('dialog', { name: /^Phát hành báo cáo tổng hợp/u })
      .getByRole('button', { name: 'Phát hành', exact: true })
      .click()
    const download = async (name: string): Promise<string> => {
      const started = page.waitForEvent('download', { timeout: 90_000 })
      await page.getByRole('link', { name }).click({ timeout: 90_000 })
      return (await started).path()
    }
    const files = { docx: await download('Báo cáo (Word)'), xlsx: await download('Phụ lục (Excel)') }
    await checkPage(page, 'issued')
    await comparePapers(server, plan, [ward7, ward5], files, { summary, number: '45/BC-UBND' })

    const address = (await periodOf()).issues[0]?.address ?? ''
    expect(address).toContain(`${city.address}/kiem-tra/`)
    await verifyPaper(browser, page, { address, docx: files.docx })
  })

  const thu =
    await test.step('a leader opens a number of the board to who typed it, who approved it and the clause it answers', async () => {
      const visitor = await comeIn(browser, linkOf('thu'))
      await visitor.page.getByRole('link', { name: 'Bảng điều hành' }).click()
      await expect(visitor.page.getByText('2/40 đơn vị đã báo cáo · đã duyệt 2')).toBeVisible()
      await checkPage(visitor.page, 'board')
      await visitor.page.getByRole('button').filter({ hasText: first.name }).click()
      const proof = visitor.page.getByRole('dialog', { name: first.name })
      const figures = async (id: string) => (await reportOf(id)).indicators[0]?.entry
      const [of7, of5] = [await figures(ward7), await figures(ward5)]
      if (!of7?.numerator || !of7.denominator || !of5?.numerator || !of5.denominator)
        throw new Error('Both wards reported the first indicator.')
      const whole = [sumOf([of7.numerator, of5.numerator]), sumOf([of7.denominator, of5.denominator])] as const
      await expect(proof).toContainText(`${vietnamese(percentOf(...whole, first.digits))}%`)
      await expect(proof).toContainText(whole.map(vietnamese).join(' / '))
      const ofWard7 = proof.getByRole('row').filter({ hasText: 'Phường 7' })
      await expect(ofWard7).toContainText(vietnamese(of7.numerator))
      await expect(ofWard7).toContainText('Phạm Văn Hùng')
      await expect(ofWard7).toContainText('Lê Quang Minh')
      await checkPage(visitor.page, 'proof')
      await expect(proof).toContainText(first.clause)
      await proof.getByRole('link', { name: 'Xem kế hoạch' }).click()
      await expect(visitor.page).toHaveURL(new RegExp(planId, 'u'))
      await expect(visitor.page.getByRole('heading', { name: 'Căn cứ và quan hệ' })).toBeVisible()

      // The document itself is the office's: the officer goes on to the very words.
      await page.goto(`${city.address}/bang-dieu-hanh?ky=2024-05&chi-tieu=${first.id}`)
      await page.getByRole('dialog', { name: first.name }).getByRole('link', { name: 'Xem trong văn bản' }).click()
      await expect(page).toHaveURL(new RegExp(importId, 'u'))
      const cited = page.locator('[data-cited]').first()
      await expect(cited).toBeInViewport()
      await expect(cited).toContainText(first.clause.slice(0, 60))
      return visitor
    })

  const quan = await test.step('an auditor has every line of the log reckoned anew', async () => {
    const visitor = await comeIn(browser, linkOf('quan'))
    await visitor.page.getByRole('link', { name: 'Nhật ký', exact: true }).click()
    await expect(visitor.page.getByRole('row').filter({ hasText: 'Phát hành báo cáo tổng hợp' })).toContainText('Lê Quang Minh')
    await visitor.page.getByRole('button', { name: 'Kiểm tra nhật ký' }).click()
    const banner = visitor.page.getByRole('region', { name: 'Kiểm tra nhật ký' })
    await expect(banner).toContainText('Nhật ký nguyên vẹn')
    const ask = async (query: string): Promise<AuditLines> => {
      const reply = await visitor.page.request.get(`${city.address}/api/audit/lines?limit=1${query}`)
      return (await reply.json()) as AuditLines // What the route promises; its own tests hold it to that.
    }
    const { streams } = await ask('')
    expect(streams, 'office, plan, consolidation and two wards').toHaveLength(5)
    const newest = await Promise.all(streams.map(async (stream) => (await ask(`&stream=${encodeURIComponent(stream)}`)).lines[0]?.seq ?? 0))
    const lines = sumOf(newest.map(String))
    expect(Number(lines)).toBeGreaterThan(60)
    await expect(banner).toContainText(`Đã tính lại ${vietnamese(lines)} dòng trong 5 mạch`)
    await checkPage(visitor.page, 'audit')
    return visitor
  })

  expect([minh, hung, lan, thu, quan].flatMap(({ faults }) => faults)).toEqual([])
})
