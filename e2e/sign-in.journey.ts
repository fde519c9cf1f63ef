import { expect, test } from './support/city.ts'
import { addPerson, foundOffice } from './support/office.ts'
import { linkIn } from './support/screens.ts'

const slug = 'cua-vao'
const unit = { name: 'UBND Phường 5', shortName: 'Phường 5', group: 'ward' } as const

test('an answer that comes late does not turn out who has just come in', async ({ city, page }) => {
  await foundOffice(city, { slug, name: 'UBND thành phố Cửa Vào', place: 'Cửa Vào', now: '2024-05-11T08:00:00+07:00' }, [unit])
  const link = linkIn(
    await addPerson(city, slug, { login: 'lan', name: 'Trần Thị Lan', post: 'Công chức', unit: unit.name, role: 'focalPoint' }),
  )
  // "Nobody is signed in" was true when it was asked, and arrives when it is no longer.
  let answered = false
  await page.route('**/api/session', async (route) => {
    const reply = await route.fetch()
    await expect(page.getByRole('heading', { name: 'Việc của tôi' })).toBeVisible()
    await route.fulfill({ response: reply })
    answered = true
  })
  await page.goto(link)
  await expect.poll(() => answered).toBe(true)
  await page.unroute('**/api/session')
  await page.getByRole('link', { name: 'Báo cáo', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Báo cáo' })).toBeVisible()

  await page.goto(link)
  await expect(page.getByText('Không vào được bằng liên kết này'), 'a link works once').toBeVisible()
})
