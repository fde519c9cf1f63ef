import type { PlanSummary } from '@haidang/api/imports'
import type { ReportList } from '@haidang/api/reports'
import { expect, test } from './support/city.ts'
import type { City } from './support/city.ts'
import { signInByLink } from './support/person.ts'
import { checkPage, comeIn, expectNothingSticksOut, linkIn, lookAt, takePicture } from './support/screens.ts'

test.skip(({ hasSample }) => !hasSample, 'the sample city was not wanted')

const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

type Room = { readonly name: string; readonly path: string }

/** Who sees which pages of the sample city. */
async function roomsOf(city: City): Promise<Readonly<Record<string, readonly Room[]>>> {
  const asked = async (login: string) => signInByLink(city.address, login, await linkOf(city, login))
  const [minh, lan] = await Promise.all([asked('le.quang.minh'), asked('tran.thi.lan')])
  const plan = (await minh.get<readonly PlanSummary[]>('/api/plans')).find(({ year }) => year === 2025)
  const { reports } = await lan.get<ReportList>('/api/reports?period=2025-09')
  if (!plan?.document.importId || !reports[0]) throw new Error('The sample city lacks its plan or the month that is open.')
  return {
    'tran.thi.lan': [
      { name: 'viec-cua-toi', path: '/viec-cua-toi' },
      { name: 'bao-cao-thang', path: `/bao-cao/${reports[0].id}` },
      { name: 'nhiem-vu', path: '/nhiem-vu' },
    ],
    'le.quang.minh': [
      { name: 'bao-cao', path: '/bao-cao?ky=2025-08' },
      { name: 'ke-hoach', path: `/ke-hoach/${plan.id}` },
      { name: 'soat-van-ban', path: `/van-ban/nhap/${plan.document.importId}` },
      { name: 'tong-hop', path: '/tong-hop/2025-08' },
      { name: 'dung-han', path: '/dung-han' },
    ],
    'do.thi.thu': [{ name: 'bang-dieu-hanh', path: '/bang-dieu-hanh' }],
    'vu.anh.quan': [
      { name: 'nhat-ky', path: '/nhat-ky' },
      { name: 'don-vi', path: '/don-vi' },
    ],
  }
}

const linkOf = (city: City, login: string): Promise<string> => city.run('person', 'link', login, '--office', 'vung-tau')

test('every room fits the desk and the phone, in light and in dark, and speaks to a screen reader', async ({ city, browser }) => {
  test.setTimeout(180_000)
  for (const [login, rooms] of Object.entries(await roomsOf(city))) {
    const { context, page, faults } = await comeIn(browser, linkIn(await linkOf(city, login)), { viewport: wide })
    for (const { name, path } of rooms) {
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(wide)
      await page.goto(city.address + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await takePicture(page, `${name}-1280-light`)
      // By day at the desk axe reads these rooms in the thread; here by night on the phone.
      await expectNothingSticksOut(page, `${name}, 1280, light`)
      await page.emulateMedia({ colorScheme: 'dark' })
      await takePicture(page, `${name}-1280-dark`)
      await page.setViewportSize(phone)
      await takePicture(page, `${name}-390-dark`)
      await checkPage(page, `${name}, 390, dark`)
      await page.emulateMedia({ colorScheme: 'light' })
      await takePicture(page, `${name}-390-light`)
      await expectNothingSticksOut(page, `${name}, 390, light`)
    }
    expect.soft(faults, `${login}: what the browser complained of`).toEqual([])
    await context.close()
  }
})

test('who reports in time has a place where enough of all units came, and nobody has one where not', async ({ city, browser }) => {
  test.setTimeout(120_000)
  const { context, page, faults } = await comeIn(browser, linkIn(await linkOf(city, 'le.quang.minh')), { viewport: wide })
  await page.goto(`${city.address}/dung-han`)
  await expect(page.getByText('Chưa xếp thứ tự: chưa đủ đơn vị có đủ kỳ.')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Thứ tự' })).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Báo cáo nào' }).click()
  await page.getByRole('option', { name: /năm 2024/u }).click()
  await expect(page.getByRole('columnheader', { name: 'Thứ tự' })).toBeVisible()
  const first = page.getByRole('row').filter({ has: page.locator('td[data-label="Thứ tự"]', { hasText: /^1$/u }) })
  await expect(first.first()).toContainText('100,0%')
  await lookAt(page, 'dung-han-thu-tu')
  expect(faults).toEqual([])
  await context.close()
})
