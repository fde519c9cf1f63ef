import { createHash } from 'node:crypto'
import { readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Services } from './call.ts'
import { systemCall } from './call.ts'
import { testOffice, type TestOffice } from './testing.ts'
import { inReading, inTransaction, sqlState } from './transaction.ts'

const runs: string[] = []
let failOnce = false
const jobs = async (services: Services) => {
  await services.queue.work('read-document', async (payload) => {
    if (failOnce) {
      failOnce = false
      throw new Error('the reader was killed')
    }
    runs.push(String(payload['id']))
  })
}

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ jobs: [jobs] })
  await office.services.owner.query('create table counters (name text primary key, value int not null)')
  await office.services.owner.query(`insert into counters values ('a', 0), ('b', 0); grant all on counters to public`)
})
afterAll(() => office.close())

const counter = async (name: string) =>
  (await office.services.owner.query<{ value: number }>('select value from counters where name = $1', [name])).rows[0]?.value
const add = `update counters set value = value + 1 where name = $1`

test('a transaction is all or nothing, by either way in', async () => {
  await inTransaction(office, async (tx) => {
    await tx.hot('test-add', add, ['a'])
    await tx.raw(add, ['a'])
    await tx.q.updateTable('tenants').set({ place: 'Bà Rịa' }).where('tenant_id', '=', office.tenantId).execute()
  })
  expect(await counter('a')).toBe(2)

  await expect(
    inTransaction(office, async (tx) => {
      await tx.q.updateTable('tenants').set({ place: 'Hà Nội' }).where('tenant_id', '=', office.tenantId).execute()
      await tx.hot('test-add', add, ['a'])
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  expect(await counter('a')).toBe(2)
  expect(
    (await office.services.db.selectFrom('tenants').select('place').where('tenant_id', '=', office.tenantId).executeTakeFirstOrThrow())
      .place,
  ).toBe('Bà Rịa')
})

test('lines are copied in; where their source or one of them fails nothing is, and the connection goes on', async () => {
  const copy = (lines: Iterable<string>) => inTransaction(office, (tx) => tx.copyIn('counters (name, value)', lines))
  await copy(['c\t1\nd\t', '2\n'])
  expect([await counter('c'), await counter('d')]).toEqual([1, 2])

  await expect(
    copy(
      (function* () {
        yield 'e\t3\n'
        throw new Error('the source ended')
      })(),
    ),
  ).rejects.toThrow('the source ended')
  await expect(copy(['f\tnot a number\n'])).rejects.toThrow('not a number')
  expect([await counter('e'), await counter('f')]).toEqual([undefined, undefined])
})

test('a refusal is a value, and what was written before it is taken back', async () => {
  const outcome = await inTransaction(office, async (tx) => {
    await tx.raw(add, ['a'])
    return { refused: 'locked' as const }
  })
  expect(outcome).toEqual({ refused: 'locked' })
  expect(await counter('a')).toBe(2)
})

test('two that lock each other out both come through', async () => {
  const bump = (first: string, second: string) =>
    inTransaction(office, async (tx) => {
      await tx.raw(add, [first])
      await new Promise((resolve) => setTimeout(resolve, 100))
      await tx.raw(add, [second])
    })
  const before = [(await counter('a')) ?? 0, (await counter('b')) ?? 0]
  await Promise.all([bump('a', 'b'), bump('b', 'a')])
  expect([await counter('a'), await counter('b')]).toEqual(before.map((value) => value + 2))
})

test('an error that another try does not help is thrown at once, and the connection is good again', async () => {
  let attempts = 0
  await expect(
    inTransaction(office, async (tx) => {
      attempts += 1
      await tx.raw('select 1 / 0')
    }),
  ).rejects.toSatisfy((error) => sqlState(error) === '22012')
  expect(attempts).toBe(1)
  for (let turn = 0; turn < 10; turn += 1) expect(await inTransaction(office, (tx) => tx.raw('select 1 as one'))).toEqual([{ one: 1 }])
})

test('a reading sees one moment and cannot write', async () => {
  await inReading(office, async (tx) => {
    const [before] = await tx.raw<{ value: number }>(`select value from counters where name = 'a'`)
    await office.services.owner.query(add, ['a'])
    expect(await tx.raw(`select value from counters where name = 'a'`)).toEqual([before])
  })
  await expect(inReading(office, (tx) => tx.raw(add, ['a']))).rejects.toSatisfy((error) => sqlState(error) === '25006')
})

test('a connection that breaks in mid-transaction fails that transaction and nothing else', async () => {
  await expect(
    inTransaction(office, async (tx) => {
      const [row] = await tx.raw<{ pid: number }>('select pg_backend_pid() as pid')
      await office.services.pool.query('select pg_terminate_backend($1)', [row?.pid])
      await new Promise((resolve) => setTimeout(resolve, 50))
      await tx.raw(add, ['a'])
    }),
  ).rejects.toThrow(/terminat|not queryable/u)
  expect(await inTransaction(office, (tx) => tx.raw('select 1 as one'))).toEqual([{ one: 1 }])
})

test('a call of the program itself has the office’s clock and no rights', async () => {
  await office.setClock('2024-05-13T09:59:00.000Z')
  const call = await systemCall(office.services, office.tenantId, 'remind')
  expect(call.now.slice(0, 15)).toBe('2024-05-13T09:5')
  expect(call).toMatchObject({ actor: { id: null, name: 'remind' }, viewer: { roles: [] } })
})

const put = (bytes: Buffer | string, allowed: Parameters<Services['files']['put']>[2]['allowed'], limitBytes = 1_000_000) =>
  office.services.files.put(office.tenantId, Readable.from([Buffer.from(bytes)]), { limitBytes, allowed })

const incoming = () => readdir(join(office.services.dataDir, 'files', 'incoming'))

test('a file is kept under the hash of its bytes, once, and comes back whole', async () => {
  const text = 'Kế hoạch chuyển đổi số năm 2024\n'.repeat(1000)
  const file = await put(text, ['text'])
  expect(file).toEqual({
    sha256: createHash('sha256').update(text).digest('hex'),
    size: Buffer.byteLength(text),
    mediaType: 'text/plain; charset=utf-8',
  })
  expect(await put(text, ['text'])).toEqual(file)
  expect(await readdir(join(office.services.files.path(office.tenantId, file.sha256), '..'))).toEqual([file.sha256])
  expect(Buffer.concat(await office.services.files.read(office.tenantId, file.sha256).toArray()).toString()).toBe(text)
  expect(await incoming()).toEqual([])

  const call = office.callAs('minh')
  await inTransaction(call, (tx) => office.services.files.record(tx, call, file))
  await inTransaction(call, (tx) => office.services.files.record(tx, call, file))
  expect(await office.services.db.selectFrom('stored_files').select(['sha256', 'size']).execute()).toEqual([
    { sha256: file.sha256, size: file.size },
  ])
})

test.each([
  ['a program', '\x7fELF\x02\x01\x01\x00\x00\x00', ['docx', 'pdf', 'text']],
  ['a web page with a NUL in it', '<html>\0</html>', ['text']],
  ['a picture where a directive is wanted', '\x89PNG\r\n\x1a\n0000', ['docx', 'pdf', 'text']],
  ['a zip that is no document', `PK\x03\x04${'evil.exe'.padEnd(100)}`, ['docx', 'xlsx']],
  ['a workbook where a document is wanted', `PK\x03\x04${'xl/workbook.xml'.padEnd(100)}`, ['docx']],
  ['an empty file', '', ['text']],
] as const)('%s is not taken, and nothing is left of it', async (_what, bytes, allowed) => {
  await expect(put(Buffer.from(bytes, 'latin1'), allowed)).rejects.toMatchObject({ code: 'fileKindRefused', status: 415 })
  expect(await incoming()).toEqual([])
})

test.each([
  ['docx', `PK\x03\x04${'word/document.xml'.padEnd(100)}`],
  ['xlsx', `PK\x03\x04${'xl/workbook.xml'.padEnd(100)}`],
  ['pdf', '%PDF-1.7\n'],
  ['png', '\x89PNG\r\n\x1a\n0000'],
  ['jpeg', '\xff\xd8\xff\xe0'],
  ['webp', 'RIFF0000WEBPVP8 '],
] as const)('%s is known by its first bytes', async (kind, bytes) => {
  expect((await put(Buffer.from(bytes, 'latin1'), [kind])).size).toBeGreaterThan(3)
})

test('a file above the limit is cut short and not kept', async () => {
  let sent = 0
  const endless = Readable.from(
    (function* () {
      for (;;) {
        sent += 64_000
        yield Buffer.alloc(64_000, 'a')
      }
    })(),
  )
  await expect(office.services.files.put(office.tenantId, endless, { limitBytes: 1_000_000, allowed: ['text'] })).rejects.toMatchObject({
    code: 'fileTooLarge',
    status: 413,
  })
  expect(sent).toBeLessThan(2_500_000)
  expect(await incoming()).toEqual([])
})

test('what a killed upload left is swept away, what is being received is not', async () => {
  const [old, young] = ['old', 'young'].map((name) => join(office.services.dataDir, 'files', 'incoming', name))
  for (const path of [old, young]) await writeFile(path ?? '', 'half')
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  await utimes(old ?? '', yesterday, yesterday)
  expect(await office.services.files.sweep(24 * 3_600_000)).toBe(1)
  expect(await incoming()).toEqual(['young'])
  await rm(young ?? '')
})

test('a path cannot be talked out of the store', () => {
  expect(() => office.services.files.path(office.tenantId, '../../etc/passwd')).toThrow(RangeError)
})

test('a job belongs to its transaction: none after a rollback, one after a commit, one for one key', async () => {
  const { queue } = office.services
  await expect(
    inTransaction(office, async (tx) => {
      await queue.enqueue(tx, 'read-document', { id: 'rolled back' })
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await inTransaction(office, (tx) => queue.enqueue(tx, 'read-document', { id: 'one' }))
  await inTransaction(office, (tx) => queue.enqueue(tx, 'read-document', { id: 'two' }, { key: 'k' }))
  await inTransaction(office, (tx) => queue.enqueue(tx, 'read-document', { id: 'two again' }, { key: 'k' }))
  expect((await queue.depth()).get('read-document')).toBe(2)
  expect(await office.runJobs()).toBe(2)
  expect(runs.toSorted()).toEqual(['one', 'two'])

  await inTransaction(office, (tx) => queue.enqueue(tx, 'read-document', { id: 'later' }, { key: 'k' }))
  await office.runJobs()
  expect(runs).toContain('later')
})

test('a job that failed is tried again', async () => {
  failOnce = true
  await inTransaction(office, (tx) => office.services.queue.enqueue(tx, 'read-document', { id: 'unlucky' }))
  await expect(office.runJobs()).rejects.toThrow('the reader was killed')
  await office.services.owner.query(`update jobs.job set start_after = now() where state = 'retry'`)
  await office.runJobs()
  expect(runs).toContain('unlucky')
})
