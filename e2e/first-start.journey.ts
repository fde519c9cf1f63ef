import type { ReportList } from '@haidang/api/reports'
import { routes } from '@haidang/api/routes'
import type { Session } from '@haidang/api/session'
import { expect, test } from './support/city.ts'
import { signInByLink } from './support/person.ts'

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
