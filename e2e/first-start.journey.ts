import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { ReportList } from '@haidang/api/reports'
import { routes } from '@haidang/api/routes'
import type { Session } from '@haidang/api/session'
import { expect, test } from './support/city.ts'
import { signInByLink } from './support/person.ts'
import { freePort } from './support/program.ts'

test.skip(({ hasSample }) => !hasSample, 'the sample city was not wanted')

test('an empty directory becomes the sample city; every printed link lets in whom it names', async ({ city }) => {
  const said = city.firstStart.output()
  expect(said).toContain('Đang nạp thành phố mẫu')
  expect(said.match(/Đến ngày \d\d\/\d\d\/202[45]: \d+ mục đã ghi/gu)?.length, 'progress is shown').toBeGreaterThanOrEqual(3)

  const printed = [...said.matchAll(/^ +([^,\n]+), [^\n]+\n +(http\S+#\S+)$/gmu)].map(([, name = '', link = '']) => ({ name, link }))
  expect(printed.length).toBeGreaterThanOrEqual(8)
  const sessions = await Promise.all(
    printed.map(async ({ name, link }) => (await signInByLink(city.address, name, link)).get<Session>('/api/session')),
  )
  expect(sessions.map(({ account }) => account.name)).toEqual(printed.map(({ name }) => name))
  expect(said, 'people work in the units of now').toContain('UBND phường Vũng Tàu')
  expect([...new Set(sessions.flatMap(({ roles }) => roles))].toSorted()).toEqual([
    'administrator',
    'auditor',
    'focalPoint',
    'leader',
    'synthesis',
  ])
})

test('Ctrl-C ends with 0; the second start is quick and has everything', async ({ city }) => {
  const minh = await signInByLink(city.address, 'Minh', await city.run('person', 'link', 'le.quang.minh', '--office', 'vung-tau'))
  const before = await minh.get<ReportList>('/api/reports?period=2024-05')
  expect(before.counts.expected).toBe(40)
  expect(await city.stop()).toBe(0)
  expect(await city.start(), 'seconds of the second start').toBeLessThan(15)
  expect(await minh.get<ReportList>('/api/reports?period=2024-05'), 'who was in is still in').toEqual(before)
})

type Ending = { readonly code: number; readonly said: string }
/** Starts the program where it cannot run, and waits until it has ended by itself. */
const startInVain = (environment: Readonly<Record<string, string>>): Promise<Ending> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [resolve(import.meta.dirname, '../server/src/main.ts')],
      { env: { ...process.env, LOG_LEVEL: 'error', ...environment }, timeout: 30_000 },
      (error, stdout, stderr) => done({ code: typeof error?.code === 'number' ? error.code : 0, said: (stdout + stderr).trim() }),
    )
  })

test('a taken port and a directory that cannot be written are said in one sentence each, with the remedy', async ({ city }) => {
  const taken = await startInVain({ DATA_DIR: join(city.dataDir, 'another'), PORT: String(city.port) })
  expect(taken.code).toBe(1)
  expect(taken.said.split('\n')).toEqual([
    expect.stringContaining(`Cổng ${city.port} đang có chương trình khác dùng; hãy dừng chương trình ấy, hoặc đặt PORT`),
    expect.stringContaining(`Port ${city.port} is taken by another program`),
  ])

  const file = join(city.dataDir, 'a-file')
  await writeFile(file, '')
  const unwritable = await startInVain({ DATA_DIR: join(file, 'data'), PORT: String(await freePort()) })
  expect(unwritable.code).toBe(1)
  expect(unwritable.said.split('\n')).toEqual([
    expect.stringContaining(`Không ghi được vào thư mục dữ liệu ${join(file, 'data')}`),
    expect.stringContaining(`The data directory ${join(file, 'data')} cannot be written`),
  ])
})

test('the interface describes itself as OpenAPI 3.1, route by route; its health can be asked', async ({ city }) => {
  const answer = async (path: string) => {
    const reply = await fetch(city.address + path)
    return { status: reply.status, text: await reply.text() }
  }
  const document: { readonly openapi: string; readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>> } = JSON.parse(
    (await answer('/api/openapi.json')).text,
  )
  expect(document.openapi).toMatch(/^3\.1\./u)
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const promised = Object.values(routes).map((route) => route.replaceAll(/:(\w+)/gu, '{$1}'))
  expect(described.filter((route) => route.includes(' /api/')).toSorted()).toEqual(promised.toSorted())

  expect((await answer('/healthz')).status).toBe(200)
  expect((await answer('/readyz')).status).toBe(200)
  const metrics = await answer('/metrics')
  expect(metrics.status).toBe(200)
  expect(metrics.text).toMatch(/^# TYPE \w+ (counter|histogram|gauge)$/mu)
})
