import { mkdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { feedPreviewSchema, feedRunPageSchema } from '@haidang/api/feeds'
import { noticesSchema } from '@haidang/api/notices'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerMyWorkRoutes } from '../my-work/routes.ts'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { inTransaction } from '../platform/transaction.ts'
import { registerReportsRoutes } from '../reports/routes.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerFeedsJobs } from './jobs.ts'
import { registerFeedsRoutes } from './routes.ts'
import { folderOf } from './run-feed.ts'
import { administrator, dossiersFeed, otherSystem } from './testing.ts'

let office: TestOffice
let plan: TestPlan
let portal: Awaited<ReturnType<typeof otherSystem>>
let an: ReturnType<typeof administrator>
beforeAll(async () => {
  office = await testOffice({
    register: [registerFeedsRoutes, registerReportsRoutes, registerMyWorkRoutes],
    jobs: [registerFeedsJobs],
    feedHosts: ['127.0.0.1'],
  })
  await office.setClock('2024-05-11T02:00:00.000Z')
  plan = await issueTestPlan(office)
  portal = await otherSystem()
  an = administrator(office)
})
afterAll(async () => {
  await portal.close()
  await office.close()
})
beforeEach(() => {
  portal.asked.length = 0
})

const ward = (name: string, trucTuyen: unknown, tiepNhan: unknown, ky = '05/2024') => ({ donVi: name, ky, trucTuyen, tiepNhan })
const overHttp = (path = '/ho-so', host?: string) => ({ kind: 'http' as const, url: portal.url(path, host), header: null })
let named = 0
/** Feeds of one office are not called the same. */
const feedOf = (change: Parameters<typeof dossiersFeed>[1]) =>
  dossiersFeed(plan.indicators.online, { name: `Nguồn thử ${(named += 1)}`, ...change })

const valuesNow = async (feedId: string) => {
  const { rows } = await office.services.owner.query<{ period: string; unit_id: string; numerator: string; denominator: string }>(
    `select period, unit_id, numerator, denominator from feed_values where feed_id = $1 and said_until is null order by period, numerator`,
    [feedId],
  )
  return rows.map((row) => [row.period, row.unit_id, row.numerator, row.denominator])
}
const count = async (sql: string, values: readonly unknown[] = []) =>
  Number((await office.services.owner.query<{ n: string }>(`select count(*) as n from ${sql}`, [...values])).rows[0]?.n)

describe('a portal that is asked', () => {
  test('what it says stands beside what units typed, and the same again changes nothing', async () => {
    const id = await an.make(feedOf({ source: overHttp() }))
    portal.says({ data: [ward('Phường 5', 412, 655), ward('UBND Phường 7', 300, 300)] })
    expect(await an.run(id)).toMatchObject({
      outcome: 'taken',
      values: 4,
      figures: 2,
      changed: 2,
      findings: [],
      cause: 'person',
      by: office.people.an.name,
    })
    expect(await valuesNow(id)).toEqual([
      ['2024-05', office.units.ward7, '300', '300'],
      ['2024-05', office.units.ward5, '412', '655'],
    ])
    expect(await count('report_entries')).toBe(0)

    const [lines, values] = [await office.countAuditLines(), await count('feed_values')]
    expect(await an.run(id)).toMatchObject({ outcome: 'unchanged', changed: 0, figures: 2 })
    // Other bytes that say the same are no change either.
    portal.says({ data: [ward('Phường 7', 300, 300), ward('Phường 5', '412.0', 655)] })
    expect(await an.run(id)).toMatchObject({ outcome: 'unchanged', changed: 0 })
    expect(await count('feed_values')).toBe(values)
    expect(await office.countAuditLines()).toBe(lines + 1)
  })

  test('what it corrects takes the place of what it said, which stays known', async () => {
    const id = await an.make(feedOf({ source: overHttp() }))
    portal.says({ data: [ward('Phường 5', 412, 655)] })
    await an.run(id)
    portal.says({ data: [ward('Phường 5', 420, 655)] })
    expect(await an.run(id)).toMatchObject({ outcome: 'taken', changed: 1 })
    expect(await valuesNow(id)).toEqual([['2024-05', office.units.ward5, '420', '655']])
    expect(await count('feed_values where feed_id = $1', [id])).toBe(2)
  })

  test('a part that does not come leaves the one that came before', async () => {
    const id = await an.make(feedOf({ source: overHttp() }))
    portal.says({ data: [ward('Phường 5', 412, null)] })
    await an.run(id)
    portal.says({ data: [ward('Phường 5', '', 655)] })
    await an.run(id)
    expect(await valuesNow(id)).toEqual([['2024-05', office.units.ward5, '412', '655']])
  })

  test('what has no place is named in the run, and the rest is taken; once it has one, the same page is read again', async () => {
    const settings = feedOf({ source: overHttp() })
    const id = await an.make(settings)
    portal.says({ data: [ward('Phường 5', 412, 655), ward('P.7', 1, 2), ward('Phường 7', 'chưa có', 5)] })
    expect(await an.run(id)).toMatchObject({
      outcome: 'partly',
      figures: 2,
      findings: [
        { finding: 'unitUnknown', text: 'P.7', line: 2, count: 2 },
        { finding: 'notANumber', text: 'chưa có', line: 3, count: 1 },
      ],
    })
    const mapping = { ...settings.mapping, units: { by: 'name' as const, listed: [{ code: 'P.7', unitId: office.units.ward7 }] } }
    expect((await an.ask('PUT', `/api/feeds/${id}`, { ...settings, mapping, revision: 1 })).statusCode).toBe(200)
    // Ward 7 is said to have had 2 and 5: neither counts.
    expect((await an.run(id)).findings).toMatchObject([{ finding: 'notANumber' }, { finding: 'saidTwice', text: 'Phường 7 · tiepNhan' }])
  })

  test('it is asked for the month, with the secret in its header', async () => {
    const source = { ...overHttp('/ho-so?thang={month}&nam={year}&ky={period}'), header: 'X-Api-Key' }
    const id = await an.make(feedOf({ source, secret: 'khoa-bi-mat' }))
    portal.says({ data: [ward('Phường 5', 1, 2)] })
    await an.run(id)
    expect(portal.asked[0]?.url).toBe('/ho-so?thang=05&nam=2024&ky=2024-05')
    expect(portal.asked[0]?.headers['x-api-key']).toBe('khoa-bi-mat')
  })
})

describe('a portal that is not as it should be', () => {
  const failureOf = async (source = overHttp()) => {
    const run = await an.run(await an.make(feedOf({ source })))
    expect(run).toMatchObject({ outcome: 'failed', figures: 0 })
    return run.failure
  }

  test.each<[string, string, Parameters<Awaited<ReturnType<typeof otherSystem>>['answers']>[0], object]>([
    ['answers that it is ill', 'badAnswer', (_request, reply) => reply.writeHead(503).end('x'), { text: 'HTTP 503' }],
    ['asks to sign in', 'badAnswer', (_request, reply) => reply.writeHead(401).end(), { text: 'HTTP 401' }],
    [
      'answers packed',
      'badAnswer',
      (_request, reply) => reply.setHeader('content-encoding', 'gzip').end('x'),
      { text: 'content-encoding: gzip' },
    ],
    ['hangs up', 'unreachable', (request) => request.socket.destroy(), {}],
    [
      'hangs up in the middle',
      'unreachable',
      (request, reply) => reply.writeHead(200, { 'content-length': 100 }).write('{', () => request.socket.destroy()),
      {},
    ],
    ['sends without end', 'tooLarge', (_request, reply) => void endless(reply), {}],
    ['sends a page', 'notJson', (_request, reply) => reply.end('<html>Đăng nhập</html>'), {}],
    ['sends other fields', 'fieldMissing', (_request, reply) => reply.end('{"data":[{"ma":1}]}'), { text: 'donVi' }],
    ['sends its list elsewhere', 'notAList', (_request, reply) => reply.end('{"items":[]}'), { text: 'data' }],
    ['sends nothing', 'notJson', (_request, reply) => reply.end(), {}],
    ['sends bytes', 'notText', (_request, reply) => reply.end(Buffer.from([0x7b, 0x00, 0xff, 0xfe])), {}],
    ['knows none of our units', 'nothingMatched', (_request, reply) => reply.end(JSON.stringify({ data: [ward('Xã Khác', 1, 2)] })), {}],
  ])('that %s is a run that failed by %s, and nothing else changes', async (_how, failure, answer, more) => {
    portal.answers(answer)
    const [values, lines] = [await count('feed_values'), await office.countAuditLines()]
    expect(await failureOf()).toMatchObject({ failure, ...more })
    expect(await count('feed_values')).toBe(values)
    // The feed that was made for it has its line.
    expect(await office.countAuditLines()).toBe(lines + 1)
  })

  test('that nobody is there', async () => {
    const away = await otherSystem()
    const source = { kind: 'http' as const, url: away.url('/'), header: null }
    await away.close()
    expect(await failureOf(source)).toEqual({ failure: 'unreachable', text: 'ECONNREFUSED' })
  })

  test('that it lies inside, and who runs the machine has not allowed it', async () => {
    portal.says({ data: [ward('Phường 5', 1, 2)] })
    expect(await failureOf(overHttp('/', 'localhost'))).toEqual({ failure: 'addressRefused', text: 'localhost' })
    expect(portal.asked).toEqual([])
  })

  test('that it leads on: to where it may, without the secret; not inside, not for ever', async () => {
    const other = await otherSystem()
    other.says({ data: [ward('Phường 5', 9, 10)] })
    const leadTo = (to: string) => portal.answers((_request, reply) => reply.writeHead(302, { location: to }).end())

    leadTo(other.url('/khac'))
    const id = await an.make(feedOf({ source: { ...overHttp(), header: 'Authorization' }, secret: 'Bearer abc' }))
    expect(await an.run(id)).toMatchObject({ outcome: 'taken' })
    expect(portal.asked[0]?.headers.authorization).toBe('Bearer abc')
    expect(other.asked[0]?.headers.authorization).toBeUndefined()

    for (const to of [
      portal.url('/', 'localhost'),
      'http://[::1]/',
      'http://169.254.169.254/latest',
      'file:///etc/passwd',
      portal.url('/vong-quanh'),
    ]) {
      leadTo(to)
      expect({ to, ...(await failureOf()) }).toMatchObject({ to, failure: 'redirectRefused' })
    }
    await other.close()
  })
})

/** More than a delivery may be, if it were taken. */
async function endless(reply: NodeJS.WritableStream & { readonly destroyed: boolean }): Promise<void> {
  for (let megabytes = 0; megabytes < 50 && !reply.destroyed; megabytes += 1)
    await new Promise<void>((resolve) => {
      reply.write(' '.repeat(1024 * 1024), () => resolve())
    })
}

describe('secrets', () => {
  test('are sealed with a key outside the database, and said to nobody', async () => {
    const settings = feedOf({ source: { ...overHttp(), header: 'Authorization' } })
    const secret = 'Bearer bi-mat-12345'
    const id = await an.make({ ...settings, secret })
    const { dataDir, owner: pool } = office.services
    const { rows } = await pool.query<{ all: string }>(
      `select (to_jsonb(f) || jsonb_build_object('text', encode(secret, 'escape')))::text as all from feeds f where id = $1`,
      [id],
    )
    expect(rows[0]?.all).not.toContain('bi-mat')
    expect((await stat(join(dataDir, 'keys', 'feeds.key'))).mode & 0o777).toBe(0o600)

    const said = (await an.ask('GET', `/api/feeds/${id}`)).body + (await an.ask('GET', '/api/feeds')).body
    expect(said).not.toContain('bi-mat')
    expect(said).toContain('"hasSecret":true')
    const { rows: lines } = await pool.query<{ payload: string }>(`select payload from audit_lines where subject = $1`, [id])
    expect(lines.map(({ payload }) => payload).join(' ')).not.toContain('bi-mat')

    // Changed but for the secret, it is kept; for another machine it must be given anew; empty, it is taken away.
    const put = (change: object) => an.ask('PUT', `/api/feeds/${id}`, { ...settings, ...change })
    expect((await put({ revision: 1, freshnessHours: 50 })).json()).toMatchObject({ hasSecret: true, revision: 2 })
    const elsewhere = { ...settings.source, url: 'https://ke-xau.example/' }
    expect((await put({ revision: 2, source: elsewhere })).json()).toMatchObject({ reason: 'secretForAnother' })
    const preview = await an.ask('POST', '/api/feeds/preview', { ...settings, source: elsewhere, feedId: id })
    expect(preview.json()).toMatchObject({ reason: 'secretForAnother' })
    expect((await put({ revision: 2, secret: '' })).json()).toMatchObject({ reason: 'secretMissing' })
    expect((await put({ revision: 2, secret: '', source: { ...settings.source, header: null } })).json()).toMatchObject({
      hasSecret: false,
    })
  })

  test('a database that came without its key says so', async () => {
    const id = await an.make(feedOf({ source: { ...overHttp(), header: 'Authorization' }, secret: 'x' }))
    const key = join(office.services.keysDir, 'feeds.key')
    const kept = await readFile(key)
    await rm(key)
    expect((await an.run(id)).failure).toEqual({ failure: 'secretUnreadable', text: '' })
    await writeFile(key, kept)
  })

  test('a key in an address is not told to the log', async () => {
    const id = await an.make(feedOf({ source: overHttp('/ho-so?token=bi-mat-xyz') }))
    const { rows } = await office.services.owner.query<{ payload: string }>(`select payload from audit_lines where subject = $1`, [id])
    expect(rows[0]?.payload).toContain('/ho-so?…')
    expect(rows[0]?.payload).not.toContain('bi-mat-xyz')
    const reply = await an.ask('POST', '/api/feeds', feedOf({ source: { kind: 'http', url: 'http://an:mat@127.0.0.1/', header: null } }))
    expect(reply.json()).toMatchObject({ code: 'refused', reason: 'secretInAddress' })
  })
})

describe('settings', () => {
  test('that cannot be are refused, and nothing is written', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000'
    const name = `Nguồn thử ${(named += 1)}`
    await an.make(feedOf({ name }))
    const before = await count('feeds')
    const refused = async (change: object) =>
      (await an.ask('POST', '/api/feeds', { ...feedOf({}), ...change })).json<{ reason: string; help: object }>()
    expect(await refused({ name })).toMatchObject({ reason: 'nameTaken' })
    expect(await refused({ source: overHttp() })).toMatchObject({ reason: 'scheduleMissing' })
    expect(await refused({ schedule: { everyHours: 3 } })).toMatchObject({ reason: 'scheduleMissing' })
    expect(await refused({ source: { ...overHttp(), header: 'X-Key' }, schedule: { everyHours: 3 } })).toMatchObject({
      reason: 'secretMissing',
    })
    const mapping = {
      series: [{ indicatorId: nobody, numerator: 'a', denominator: null }],
      units: { by: 'name', listed: [{ code: 'a', unitId: nobody }] },
    }
    expect(await refused({ mapping })).toMatchObject({ reason: 'mappingUnknown', help: { indicatorIds: [nobody], unitIds: [nobody] } })
    const twice = [plan.indicators.online, plan.indicators.online].map((indicatorId) => ({
      indicatorId,
      numerator: 'a',
      denominator: null,
    }))
    expect((await an.ask('POST', '/api/feeds', feedOf({ mapping: { series: twice, units: { by: 'name', listed: [] } } }))).statusCode).toBe(
      400,
    )
    expect(await count('feeds')).toBe(before)
  })

  test('somebody else changed meanwhile are not overwritten', async () => {
    const settings = feedOf({})
    const id = await an.make(settings)
    expect((await an.ask('PUT', `/api/feeds/${id}`, { ...settings, revision: 1 })).statusCode).toBe(200)
    expect((await an.ask('PUT', `/api/feeds/${id}`, { ...settings, revision: 1 })).statusCode).toBe(409)
  })
})

describe('a folder', () => {
  const lay = async (name: string, text: string, at: string) => {
    const file = join(folderOf(office.services.dataDir, office.slug), name)
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, text)
    await utimes(file, new Date(at), new Date(at))
    return file
  }
  const csv = (...rows: readonly string[]) => ['donVi;ky;trucTuyen;tiepNhan', ...rows].join('\n')
  const inFolder = (path: string) =>
    feedOf({
      source: { kind: 'folder', path },
      reading: { format: 'csv', recordsAt: '', layout: { unit: 'donVi', period: 'ky', long: null, numbers: 'vietnamese' }, month: 'this' },
    })

  test('each new file is a run, older ones first; one that was read is not read again', async () => {
    const id = await an.make(inFolder('mot-cua/ho-so-*.csv'))
    await lay('mot-cua/ho-so-0.csv', csv('Phường 5;05/2024;1;2'), '2024-05-01T00:00:00Z')
    await lay('mot-cua/ho-so-1.csv', csv('Phường 5;05/2024;412;1.655'), '2024-05-10T00:00:00Z')
    await lay('mot-cua/khac.csv', csv('Phường 5;05/2024;9;9'), '2024-05-10T09:00:00Z')
    // Of what lay there before the feed was made, the newest.
    expect(await an.run(id)).toMatchObject({ outcome: 'taken', fileName: 'ho-so-1.csv', changed: 1 })
    expect(await valuesNow(id)).toEqual([['2024-05', office.units.ward5, '412', '1655']])

    await lay('mot-cua/ho-so-2.csv', csv('Phường 5;05/2024;420;1.660', 'Phường 7;05/2024;1;2'), '2024-05-10T00:00:00Z')
    await lay('mot-cua/ho-so-3.csv', csv('Phường 5;05/2024;430;1.670'), '2024-05-10T00:00:01Z')
    await an.run(id)
    expect((await an.feed(id)).runs.map(({ fileName, outcome, changed }) => [fileName, outcome, changed])).toEqual([
      ['ho-so-3.csv', 'taken', 1],
      ['ho-so-2.csv', 'taken', 2],
      ['ho-so-1.csv', 'unchanged', 0],
      ['ho-so-1.csv', 'taken', 1],
    ])
    expect(await valuesNow(id)).toEqual([
      ['2024-05', office.units.ward7, '1', '2'],
      ['2024-05', office.units.ward5, '430', '1670'],
    ])
    expect(await an.run(id)).toMatchObject({ outcome: 'unchanged', fileName: 'ho-so-3.csv' })
  })

  test('nothing outside is read, by path or by link', async () => {
    const outside = join(office.services.dataDir, 'bi-mat.csv')
    await writeFile(outside, csv('Phường 5;05/2024;1;2'))
    const home = folderOf(office.services.dataDir, office.slug)
    await mkdir(home, { recursive: true })
    await symlink(outside, join(home, 'lien-ket.csv'))
    await symlink(office.services.dataDir, join(home, 'thu-muc'))
    const failure = async (path: string) => (await an.run(await an.make(inFolder(path)))).failure?.failure
    expect(await failure('../../bi-mat.csv')).toBe('outsideFolder')
    expect(await failure('../khac/a.csv')).toBe('outsideFolder')
    expect(await failure('a/../../../bi-mat.csv')).toBe('outsideFolder')
    expect(await failure('thu-muc/bi-mat.csv')).toBe('outsideFolder')
    expect(await failure('lien-ket.csv')).toBe('fileNotFound')
    expect(await failure('*/ho-so.csv')).toBe('outsideFolder')
    expect(await failure('khong-co.csv')).toBe('fileNotFound')
  })
})

describe('a system that sends', () => {
  const body = (...rows: readonly object[]) => JSON.stringify({ data: rows })

  test('has a token, shown once, and its deliveries have names that work once', async () => {
    const id = await an.make(feedOf({}))
    const token = await an.token(id)
    const { rows } = await office.services.owner.query<{ all: string }>(`select to_jsonb(f)::text as all from feeds f where id = $1`, [id])
    expect(rows[0]?.all).not.toContain(token.split('.')[1])

    const first = await an.send(token, 'ngay-11', body(ward('Phường 5', 412, 655)))
    expect(first.statusCode).toBe(200)
    expect(first.json()).toMatchObject({ outcome: 'taken', changed: 1 })
    const lines = await office.countAuditLines()
    expect((await an.send(token, 'ngay-11', body(ward('Phường 5', 412, 655)))).json()).toEqual(first.json())
    const other = await an.send(token, 'ngay-11', body(ward('Phường 5', 1, 655)))
    expect(other.json()).toMatchObject({ code: 'refused', reason: 'keyUsed' })
    expect(await office.countAuditLines()).toBe(lines)
    expect((await an.feed(id)).runs).toHaveLength(1)

    // An older state that is sent again under a name of its own is what the sender says now.
    await an.send(token, 'ngay-12', body(ward('Phường 5', 420, 655)))
    await an.send(token, 'ngay-13', body(ward('Phường 5', 412, 655)))
    expect(await valuesNow(id)).toEqual([['2024-05', office.units.ward5, '412', '655']])

    const renewed = await an.token(id)
    expect((await an.send(token, 'ngay-14', body())).statusCode).toBe(401)
    expect((await an.send(renewed, 'ngay-14', body(ward('Phường 5', 5, 6)))).statusCode).toBe(200)
  })

  test('many at once under one name are one delivery', async () => {
    const id = await an.make(feedOf({}))
    const token = await an.token(id)
    const replies = await Promise.all(Array.from({ length: 5 }, () => an.send(token, 'cung-luc', body(ward('Phường 5', 412, 655)))))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
    expect(replies[0]?.statusCode).toBe(200)
    expect((await an.feed(id)).runs).toHaveLength(1)
  })

  test('is told when it is wrong: token, name, size, a feed that rests', async () => {
    const id = await an.make(feedOf({}))
    const token = await an.token(id)
    const runs = await count('feed_runs')
    for (const wrong of ['', 'x', `${office.tenantId}.${'a'.repeat(43)}`, token.replace(/^\d+/u, '999')])
      expect([wrong, (await an.send(wrong, 'a', body())).statusCode]).toEqual([wrong, 401])
    const nameless = await office.app.inject({
      method: 'POST',
      url: '/api/feeds/deliveries',
      headers: { authorization: `Bearer ${token}` },
      payload: '{}',
    })
    expect(nameless.statusCode).toBe(400)
    expect((await an.send(token, 'a'.repeat(201), body())).statusCode).toBe(400)
    expect((await an.send(token, 'to', ' '.repeat(5 * 1024 * 1024 + 1))).statusCode).toBe(413)
    // A cookie is not a token, and a token opens nothing else.
    expect(
      (
        await office.app.inject({
          method: 'POST',
          url: '/api/feeds/deliveries',
          headers: { ...office.signedIn('an'), 'idempotency-key': 'a' },
          payload: '{}',
        })
      ).statusCode,
    ).toBe(401)
    expect((await office.app.inject({ method: 'GET', url: '/api/feeds', headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(
      401,
    )
    await an.ask('PUT', `/api/feeds/${id}/state`, { state: 'paused' })
    expect((await an.send(token, 'nghi', body(ward('Phường 5', 1, 2)))).json()).toMatchObject({ reason: 'paused' })
    expect(await count('feed_runs')).toBe(runs)
    // What cannot be read is a run that says why.
    await an.ask('PUT', `/api/feeds/${id}/state`, { state: 'active' })
    expect((await an.send(token, 'rac', 'không phải JSON')).json()).toMatchObject({ outcome: 'failed', failure: { failure: 'notJson' } })
  })

  test('its runs show what came, as it came', async () => {
    const id = await an.make(feedOf({}))
    const sent = body({ ...ward('Phường 5', 412, 655), la: 'x' })
    const run = (await an.send(await an.token(id), '1', sent)).json<{ id: string }>()
    const page = feedRunPageSchema.parse((await an.ask('GET', `/api/feeds/${id}/runs/${run.id}`)).json())
    expect(page).toMatchObject({ bytes: Buffer.byteLength(sent), unmapped: ['la'], values: 3 })
    expect(page.delivered).toContainEqual({ unit: 'Phường 5', series: 'trucTuyen', period: '05/2024', text: '412' })
    const file = await an.ask('GET', `/api/feeds/${id}/runs/${run.id}/file`)
    expect(file.body).toBe(sent)
    expect(file.headers['content-disposition']).toContain('attachment')
  })
})

describe('a sample', () => {
  test('shows what would come, and nothing is kept', async () => {
    const before = [await count('feed_runs'), await count('feed_values'), await count('stored_files'), await office.countAuditLines()]
    const sample = JSON.stringify({ data: [ward('Phường 5', 412, 655), ward('P.9', 1, 2)] })
    const preview = feedPreviewSchema.parse((await an.ask('POST', '/api/feeds/preview', { ...feedOf({}), sample })).json())
    expect(preview).toMatchObject({
      failure: null,
      records: 2,
      fields: ['donVi', 'ky', 'trucTuyen', 'tiepNhan'],
      units: ['P.9', 'Phường 5'],
      series: ['trucTuyen', 'tiepNhan'],
      findings: [{ finding: 'unitUnknown', text: 'P.9', count: 2 }],
      figures: 1,
      shown: [{ unit: 'UBND Phường 5', period: '2024-05', numerator: '412', denominator: '655' }],
    })
    expect(preview.rows[0]).toEqual(['Phường 5', '05/2024', '412', '655'])

    // The source itself, before anything is said of its fields.
    portal.says({ data: [{ ma: 'x' }] })
    const asked = feedPreviewSchema.parse((await an.ask('POST', '/api/feeds/preview', feedOf({ source: overHttp() }))).json())
    expect(asked).toMatchObject({ failure: { failure: 'fieldMissing', text: 'donVi' }, fields: ['ma'], rows: [['x']] })
    expect((await an.ask('POST', '/api/feeds/preview', feedOf({}))).json()).toMatchObject({ reason: 'sampleMissing' })
    expect([await count('feed_runs'), await count('feed_values'), await count('stored_files'), await office.countAuditLines()]).toEqual(
      before,
    )
  })
})

describe('the watch', () => {
  const watch = async () => {
    await inTransaction(office, (tx) => office.services.queue.enqueue(tx, 'watch-feeds', {}))
    await office.runJobs()
  }
  const noticesOf = async (person: 'an' | 'minh') =>
    noticesSchema.parse((await office.app.inject({ method: 'GET', url: '/api/notices', headers: office.signedIn(person) })).json()).notices

  test('asks when it is time, tells of silence once, and is quiet when something comes', async () => {
    // Other tests' feeds rest.
    await office.services.owner.query(`update feeds set state = 'paused'`)
    await office.setClock('2024-05-11T02:00:00.000Z')
    const name = `Nguồn thử ${(named += 1)}`
    const id = await an.make(feedOf({ name, source: overHttp(), schedule: { everyHours: 6 }, freshnessHours: 12 }))
    portal.says({ data: [ward('Phường 5', 1, 2)] })
    await watch()
    expect((await an.feed(id)).runs).toMatchObject([{ cause: 'schedule', by: null, outcome: 'taken' }])
    await watch()
    expect((await an.feed(id)).runs).toHaveLength(1)

    // The portal is away: tried again within the hour, and silent after twelve.
    portal.answers((_request, reply) => reply.writeHead(500).end())
    await office.setClock('2024-05-11T08:30:00.000Z')
    await watch()
    expect(await an.feed(id)).toMatchObject({ condition: 'failing', runs: [{ outcome: 'failed' }, {}] })
    await office.setClock('2024-05-11T09:20:00.000Z')
    await watch()
    expect((await an.feed(id)).runs).toHaveLength(2)
    await office.setClock('2024-05-11T09:35:00.000Z')
    await watch()
    expect((await an.feed(id)).runs).toHaveLength(3)
    expect(await noticesOf('an')).toEqual([])

    await office.setClock('2024-05-11T14:30:00.000Z')
    await watch()
    await watch()
    expect((await an.feed(id)).condition).toBe('silent')
    expect(await noticesOf('an')).toMatchObject([
      { about: 'feed', moment: 'silent', title: name, href: `/nguon-du-lieu/${id}`, settled: false },
    ])
    expect(await noticesOf('minh')).toEqual([])

    portal.says({ data: [ward('Phường 5', 2, 3)] })
    await office.setClock('2024-05-11T16:00:00.000Z')
    await watch()
    expect((await an.feed(id)).condition).toBe('fresh')
    expect(await noticesOf('an')).toMatchObject([{ settled: true }])

    // The same page day after day is not news; its silence is told anew.
    await office.setClock('2024-05-12T16:00:00.000Z')
    await watch()
    expect((await an.feed(id)).condition).toBe('silent')
    expect(await noticesOf('an')).toMatchObject([{ settled: false }, { settled: true }])
  })

  test('a feed that rests is neither asked nor missed, and is expected anew when it begins again', async () => {
    await office.setClock('2024-05-13T00:00:00.000Z')
    const id = await an.make(feedOf({ source: overHttp(), schedule: { dailyAt: '09:00' }, freshnessHours: 24 }))
    await an.ask('PUT', `/api/feeds/${id}/state`, { state: 'paused' })
    expect((await an.ask('POST', `/api/feeds/${id}/run`)).json()).toMatchObject({ reason: 'paused' })
    await office.setClock('2024-06-13T00:00:00.000Z')
    await watch()
    expect(await an.feed(id)).toMatchObject({ condition: 'paused', runs: [], nextRunAt: null })
    await an.ask('PUT', `/api/feeds/${id}/state`, { state: 'active' })
    expect(await an.feed(id)).toMatchObject({ condition: 'never', nextRunAt: '2024-06-13T02:00:00.000Z' })
  })
})
