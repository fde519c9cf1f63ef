import { appendFileSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** Pictures of a run, to be looked at, where HAIDANG_PICTURES asks for them; ignored by git. */
export const pictures = resolve(import.meta.dirname, '../../test-results')
const takesPictures = Boolean(process.env['HAIDANG_PICTURES'])

export type Visitor = { readonly context: BrowserContext; readonly page: Page; readonly faults: readonly string[] }

/** A person in a browser of their own, come in by a one-time link. What the browser complains of is kept. */
export async function comeIn(browser: Browser, link: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options })
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(String(error.error())))
  context.on('console', (message) => {
    // A request that a journey cuts, or that is answered with a refusal, is reported by the browser as an error too.
    if (message.type() === 'error' && !/Failed to load resource/u.test(message.text())) faults.push(message.text())
  })
  const page = await context.newPage()
  await page.goto(link)
  await expect(page.getByRole('navigation', { name: 'Các phòng việc' })).toBeVisible()
  return { context, page, faults }
}

export const linkIn = (printed: string): string => {
  const link = /http\S+#\S+/u.exec(printed)?.[0]
  if (link === undefined) throw new Error(`No sign-in link was printed: ${printed}`)
  return link
}

/** Fills in the page of signing in and sends it; the office is chosen where there are several. */
export async function signInAt(
  page: Page,
  address: string,
  { office, login, password }: { readonly office: string; readonly login: string; readonly password: string },
): Promise<void> {
  await page.goto(`${address}/dang-nhap`)
  await page.getByLabel('Tên đăng nhập').fill(login)
  await chooseOffice(page, office)
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

/** On the page of signing in, which asks where there are several. */
export async function chooseOffice(page: Page, office: string): Promise<void> {
  await expect(page.getByRole('main')).toContainText(/Cơ quan|UBND/u)
  const choice = page.getByRole('combobox', { name: 'Cơ quan' })
  if (!(await choice.isVisible())) return
  await choice.click()
  await page.getByRole('option', { name: office }).click()
}

/** What axe finds on a page: nothing serious is let through, everything is written down. */
export async function checkPage(page: Page, name: string): Promise<void> {
  await settled(page)
  // Our pages have no frames, so axe need not put results together in a page of its own; and nobody reads what it found in order.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  await drawAll(page, true)
  const { violations } = await axe.options({ resultTypes: ['violations'], iframes: false }).analyze()
  await drawAll(page, false)
  mkdirSync(pictures, { recursive: true })
  const found = violations.map(({ id, impact, help, nodes }) => ({
    id,
    impact,
    help,
    where: nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 160)}`),
  }))
  for (const one of found) appendFileSync(join(pictures, 'axe.jsonl'), `${JSON.stringify({ page: name, ...one })}\n`)
  expect
    .soft(
      found.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
      `axe on ${name}`,
    )
    .toEqual([])

  await expectNothingSticksOut(page, name)
}

/** Has the browser draw what is out of view too: it keeps the colours of the day for it when the night comes, until somebody scrolls there. */
const drawAll = (page: Page, isWanted: boolean): Promise<void> =>
  page.evaluate((wanted) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { content-visibility: visible !important }')
    document.adoptedStyleSheets = wanted ? [sheet] : []
  }, isWanted)

export async function expectNothingSticksOut(page: Page, name: string): Promise<void> {
  expect.soft(await stickingOut(page), `${name}: the page scrolls sideways`).toEqual([])
}

/** Nothing while the page is as wide as its window; else the innermost parts that reach beyond it. */
const stickingOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const beyond = (element: Element): boolean => element.getBoundingClientRect().right > width + 1
    const parts = [...document.querySelectorAll('body *')].filter((element) => beyond(element) && ![...element.children].some(beyond))
    return parts.slice(0, 8).map((element) => element.outerHTML.slice(0, 200))
  })

export async function takePicture(page: Page, name: string, { full = false }: { readonly full?: boolean } = {}): Promise<void> {
  await settled(page)
  if (takesPictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: full, animations: 'disabled' })
}

const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

/**
 * As a person sees it by day and by night, at the desk and on the phone. axe, which takes seconds, reads it twice: by day at the desk and by
 * night on the phone. Between them are both forms of the page and both sets of colours.
 */
export async function lookAt(page: Page, name: string, { full = true } = {}): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const viewport of [wide, phone]) {
      const where = `${name}-${viewport.width}-${colorScheme}`
      await page.setViewportSize(viewport)
      await takePicture(page, where, { full })
      if ((colorScheme === 'light') === (viewport === wide)) await checkPage(page, where)
      else await expectNothingSticksOut(page, where)
    }
  }
  await page.emulateMedia({ colorScheme: 'light', media: 'print' })
  await page.setViewportSize({ width: 720, height: 1000 })
  await takePicture(page, `${name}-print`, { full })
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize(wide)
}

/** What is shown while something loads has gone, and the letters are there. What lies under a question waits for its answer. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]:not([aria-hidden="true"] *)')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready)
}
