import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { DraftItem, ImportSummary } from '@haidang/api/imports'
import { committee, reportingUnits } from '../sample/units.ts'
import { expect, test } from './support/city.ts'
import { asWord, planOfRatios } from './support/directives.ts'
import { addPerson, foundOffice, linkFor, untilRead } from './support/office.ts'
import { signInByLink } from './support/person.ts'
import { comeIn, linkIn } from './support/screens.ts'

const slug = 'ba-dang-tep'
const minh = {
  login: 'minh3',
  name: 'Lê Quang Minh',
  post: 'Chuyên viên tổng hợp',
  unit: 'Phòng Văn hóa và Thông tin thành phố Vũng Tàu',
  role: 'synthesis',
} as const

test('the same plan is read as the same plan from every kind of file', async ({ city, browser }) => {
  test.setTimeout(480_000)
  const units = [committee, ...reportingUnits].map(({ name, shortName, group }) => ({ name, shortName, group }))
  await foundOffice(city, { slug, name: 'UBND thành phố Bến Thử', place: 'Bến Thử', now: '2024-04-20T08:00:00+07:00' }, units)
  const { page } = await comeIn(browser, linkIn(await addPerson(city, slug, minh)))
  const server = await signInByLink(city.address, minh.name, await linkFor(city, slug, minh.login))

  const text = planOfRatios()
  const word = await asWord(text)
  const files = [
    { name: 'ke-hoach.txt', mimeType: 'text/plain', buffer: Buffer.from(text) },
    { name: 'ke-hoach.docx', mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', buffer: word },
    { name: 'ke-hoach.html', mimeType: 'text/html', buffer: asPage(text) },
    { name: 'ke-hoach.pdf', mimeType: 'application/pdf', buffer: await asOffice(word, 'pdf') },
    // One of the older kinds stands for .odt and .rtf, which take the same way through LibreOffice (documents/src/libreoffice/convert.test.ts).
    { name: 'ke-hoach.doc', mimeType: 'application/msword', buffer: await asOffice(word, 'doc') },
  ]
  const received = () => server.get<readonly ImportSummary[]>('/api/imports')
  for (const file of files) {
    await page.goto(`${city.address}/van-ban`)
    await page.getByLabel('Thêm tệp').setInputFiles(file)
    await expect(page.getByText(file.name).first()).toBeVisible()
    // Named on the page as soon as it is chosen; whoever leaves before it has arrived takes it back.
    await expect.poll(async () => (await received()).map(({ fileName }) => fileName), { timeout: 30_000 }).toContain(file.name)
  }
  const imports = await received()
  const plans = await Promise.all(
    files.map(async ({ name }) => {
      const { id } = imports.find(({ fileName }) => fileName === name) ?? {}
      if (id === undefined) throw new Error(`${name} was not received.`)
      const draft = await untilRead(server, id)
      return { items: draft.items.map(meaning), doubts: draft.doubts.map(({ code }) => code) }
    }),
  )
  const [plain, ...others] = plans
  expect(plain?.items.filter(({ kind }) => kind === 'indicator')).toHaveLength(32)
  expect(plain?.items.filter(({ kind }) => kind === 'reporting').length).toBeGreaterThan(0)
  for (const [index, other] of others.entries()) expect(other, files[index + 1]?.name).toEqual(plain)
})

/** What an item says, wherever in its file it stands. */
const meaning = ({ kind, value }: DraftItem) => ({ kind, value })

/** As a portal shows it: one paragraph a line, below a menu. */
function asPage(text: string): Buffer {
  const lines = text.split('\n').map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  return Buffer.from(
    `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng thông tin</title></head><body><nav><a href="/">Trang chủ</a></nav><main>${lines.join('')}</main></body></html>`,
  )
}

/** As an office prints its plan to PDF, or keeps it in an older kind of file. */
async function asOffice(word: Buffer, kind: 'pdf' | 'doc'): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'haidang-office-'))
  try {
    await writeFile(join(folder, 'ke-hoach.docx'), word)
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    await promisify(execFile)('soffice', ['--headless', profile, '--convert-to', kind, '--outdir', folder, join(folder, 'ke-hoach.docx')], {
      timeout: 90_000,
    })
    return await readFile(join(folder, `ke-hoach.${kind}`))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
