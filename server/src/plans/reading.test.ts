import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import type { Import, ImportSummary } from '@haidang/api/imports'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { inTransaction } from '../platform/transaction.ts'
import { foundUnits } from '../units/store.ts'
import { directiveText } from './directive.test-data.ts'
import { registerPlansJobs, resumeReading } from './jobs.ts'
import { registerPlansRoutes } from './routes.ts'
import { readDirective, requestsOf, upload } from './testing.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({
    register: [registerPlansRoutes],
    jobs: [(services) => registerPlansJobs(services, { memoryMb: 300, timeoutMs: 20_000 })],
  })
  await office.setClock('2024-04-20T02:00:00.000Z')
})
afterAll(() => office.close())

const minh = () => requestsOf(office, 'minh')

test('Minh uploads a directive: it waits, is read by a job, and every item has its passage', async () => {
  const sent = await minh().sendFile('Kế hoạch số 5.txt', directiveText)
  expect(sent.status).toBe(202)
  expect(sent.body).toMatchObject({
    fileName: 'Kế hoạch số 5.txt',
    state: 'waiting',
    createdBy: 'Lê Quang Minh',
    planId: null,
    failure: null,
  })

  await office.runJobs()
  const { body } = await minh().send<Import>('GET', `/api/imports/${sent.body.id}`)
  expect(body).toMatchObject({ state: 'read', can: { edit: true, issue: true, discard: true } })
  const texts = body.items.filter(({ kind }) => kind === 'indicator').map(({ source }) => body.text.slice(source?.start, source?.end))
  expect(texts.join('\n')).toContain('85% hồ sơ thanh toán trực tuyến')
  const exact = body.items.find((item) => item.kind === 'indicator' && item.value.target.value === '98.27')
  expect(exact?.kind === 'indicator' && exact.value.text).toContain('98,27%')
  expect(body.items.find(({ kind }) => kind === 'reporting')?.value).toMatchObject({
    windowFrom: { shift: -1, date: 10 },
    windowTo: { shift: 0, date: 10 },
    unitDue: { kind: 'day', shift: 0, date: 12 },
    cityDue: { kind: 'day', shift: 0, date: 25 },
    makesRegime: true,
  })
  expect(body.doubts.map(({ code }) => code)).toContain('missingNumber')
  expect(body.units.map(({ name }) => name)).toContain('UBND Phường 5')

  const list = await minh().send<ImportSummary[]>('GET', '/api/imports')
  expect(list.body.find(({ id }) => id === body.id)).toMatchObject({ state: 'read', open: body.items.length, total: body.items.length })
})

test('Lan of ward 5 may not send directives: nothing is kept and no line is written', async () => {
  const lines = await office.countAuditLines()
  const text = `${directiveText} của Lan`
  const { status, body } = await requestsOf(office, 'lan').sendFile('ke-hoach.txt', text)

  expect(status).toBe(403)
  expect(body).toMatchObject({ code: 'notAllowed' })
  expect(await office.countAuditLines()).toBe(lines)
  expect(existsSync(office.services.files.path(office.tenantId, createHash('sha256').update(text).digest('hex')))).toBe(false)
  expect((await requestsOf(office, 'lan').send('GET', '/api/imports')).status).toBe(403)
})

test('a draft of another office and one that is not there look the same', async () => {
  const draft = await readDirective(office)
  const neighbour = await office.neighbour()
  const theirs = await requestsOf({ ...neighbour }, 'minh').send('GET', `/api/imports/${draft.id}`)
  const nobodys = await minh().send('GET', '/api/imports/00000000-0000-4000-8000-000000000000')
  const lans = await requestsOf(office, 'lan').send('GET', `/api/imports/${draft.id}`)
  expect([theirs.status, nobodys.status, lans.status]).toEqual([404, 404, 404])
  expect(theirs.body).toMatchObject({ code: 'notFound' })
})

test('the original comes back byte for byte, to be saved and not to be shown', async () => {
  const draft = await readDirective(office)
  const response = await office.app.inject({ url: `/api/imports/${draft.id}/file`, headers: office.signedIn('quan') })
  expect(response.body).toBe(directiveText)
  expect(response.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringContaining('attachment'),
  })

  const refused = await office.app.inject({ url: `/api/imports/${draft.id}/file`, headers: office.signedIn('hung') })
  expect(refused.statusCode).toBe(404)
})

test('a file of another kind is refused before anything is written', async () => {
  const lines = await office.countAuditLines()
  const picture = await minh().sendFile('anh.docx', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]))
  expect(picture).toMatchObject({ status: 415, body: { code: 'fileKindRefused' } })
  const nothing = await office.app.inject({
    method: 'POST',
    url: '/api/imports',
    headers: { ...office.signedIn('minh'), 'content-type': 'application/json' },
    payload: '{}',
  })
  expect(nothing.statusCode).toBe(400)
  expect(await office.countAuditLines()).toBe(lines)
})

const asPage = `<!DOCTYPE html><html><body>${directiveText
  .split('\n')
  .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)
  .join('')}</body></html>`
test('a saved page is read as its document', async () => {
  const sent = await minh().sendFile('ke-hoach.html', asPage)
  expect(sent.status).toBe(202)
  await office.runJobs()
  const { body } = await minh().send<Import>('GET', `/api/imports/${sent.body.id}`)
  const draft = await readDirective(office)
  expect(body.items.map(({ kind, value }) => ({ kind, value }))).toEqual(draft.items.map(({ kind, value }) => ({ kind, value })))
  // It is kept, and sent back as text only.
  const file = await office.app.inject({ url: `/api/imports/${sent.body.id}/file`, headers: office.signedIn('quan') })
  expect(file.headers['content-type']).toContain('text/plain')
})

test('a zip bomb of a .docx fails with a reason, and the program lives on', async () => {
  const sent = await minh().sendFile('bom.docx', zipBomb(1_500_000_000))
  expect(sent.status).toBe(202)
  await office.runJobs()

  const { body } = await minh().send<Import>('GET', `/api/imports/${sent.body.id}`)
  expect(body.state).toBe('failed')
  expect(body.failure?.message).toContain('bom.docx')
  expect(['tooLarge', 'tookTooMuchMemory', 'corrupt', 'tookTooLong', 'readerStopped']).toContain(body.failure?.code)
  const english = await office.app.inject({
    url: `/api/imports/${sent.body.id}`,
    headers: { ...office.signedIn('minh'), 'accept-language': 'en' },
  })
  expect(english.json().failure.message).not.toBe(body.failure?.message)
})

test('a program that ended in the middle of reading reads again at its next start, once', async () => {
  const sent = await minh().sendFile('ke-hoach.txt', directiveText)
  // The killed program had begun: the state says so, and its job is gone with it.
  await office.services.db.updateTable('plan_imports').set({ state: 'reading' }).where('id', '=', sent.body.id).execute()
  await office.services.owner.query('delete from jobs.job')

  expect(await resumeReading(office.services)).toBe(1)
  await resumeReading(office.services)
  await office.runJobs()
  const { body } = await minh().send<Import>('GET', `/api/imports/${sent.body.id}`)
  expect(body.state).toBe('read')
  expect(body.items.filter(({ kind }) => kind === 'document')).toHaveLength(1)
  const lines = await office.services.db
    .selectFrom('audit_lines')
    .select('action')
    .where('subject', '=', sent.body.id)
    .orderBy('seq')
    .execute()
  expect(lines.map(({ action }) => action)).toEqual(['documentReceived', 'documentRead'])
})

test('what was put aside is not read any more, and stays', async () => {
  const sent = await minh().sendFile('ke-hoach.txt', directiveText)
  expect((await minh().send('DELETE', `/api/imports/${sent.body.id}`)).status).toBe(204)
  await office.runJobs()
  expect((await minh().send<Import>('GET', `/api/imports/${sent.body.id}`)).body).toMatchObject({
    state: 'discarded',
    items: [],
    can: { edit: false, issue: false, discard: false },
  })

  const lines = await office.countAuditLines()
  expect((await minh().send('DELETE', `/api/imports/${sent.body.id}`)).status).toBe(204)
  expect((await requestsOf(office, 'quan').send('DELETE', `/api/imports/${sent.body.id}`)).status).toBe(403)
  expect(await office.countAuditLines()).toBe(lines)
})

test('a path or a direction mark in a file name is not kept', async () => {
  const { payload, headers } = upload('..\\\\..\\\\etc/ke\u202Etxt.hoach.txt', directiveText)
  const response = await office.app.inject({
    method: 'POST',
    url: '/api/imports',
    headers: { ...office.signedIn('minh'), ...headers },
    payload,
  })
  expect(response.json().fileName).toBe('ketxt.hoach.txt')
})

/** A .docx whose document is zeros by the gigabyte, in a few kilobytes. */
function zipBomb(size: number): Buffer {
  const piece = Buffer.alloc(64 * 1024 * 1024, 0x20)
  const text = Buffer.concat([
    Buffer.from('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'),
    piece,
  ])
  const content = deflateRawSync(text)
  const name = Buffer.from('word/document.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(content.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(content.length, 20)
  central.writeUInt32LE(size, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(local.length + name.length + content.length, 16)
  return Buffer.concat([local, name, content, central, name, end])
}

test('a day that the document does not say is left open, never guessed', async () => {
  const draft = await readDirective(
    office,
    directiveText.replace(', thời điểm chốt số liệu báo cáo từ 10 tháng trước đến ngày 10 tháng tiếp theo', ''),
  )
  const [first] = draft.items.filter((item) => item.kind === 'reporting')
  expect(first?.value).toMatchObject({ frequency: 'monthly', unitDue: { date: 12 }, windowFrom: null, windowTo: null })
})

test('a group means the units that stand on the document’s day, not those that have ended', async () => {
  const ended = newId()
  await inTransaction(office, (tx) =>
    foundUnits(tx, { tenantId: office.tenantId, now: '2023-12-02T00:00:00.000Z' }, [
      { id: ended, name: 'UBND Phường 6', shortName: 'Phường 6', group: 'ward', validFrom: '2020-01-01', validTo: '2024-01-01' },
    ]),
  )
  const draft = await readDirective(office, directiveText.replace('Số: /KH-UBND', 'Số: 7/KH-UBND'))
  const [reporting] = draft.items.filter((item) => item.kind === 'reporting')
  expect(reporting?.value.unitIds).toContain(office.units.ward5)
  expect(reporting?.value.unitIds).not.toContain(ended)
})
