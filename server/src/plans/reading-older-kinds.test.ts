import type { Import } from '@haidang/api/imports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { directiveText } from './directive.test-data.ts'
import { registerPlansJobs } from './jobs.ts'
import { registerPlansRoutes } from './routes.ts'
import { requestsOf } from './testing.ts'

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

const asRtf = `{\\rtf1\\ansi ${directiveText
  .replaceAll('\n', '\\par ')
  .replace(/[\u0080-\uffff]/gu, (letter) => `\\u${letter.charCodeAt(0)}?`)}}`

test('an older kind is received, and read where LibreOffice is installed; elsewhere the remedy is said', async () => {
  const sent = await minh().sendFile('ke-hoach.rtf', asRtf)
  expect(sent.status).toBe(202)
  await office.runJobs()
  const { body } = await minh().send<Import>('GET', `/api/imports/${sent.body.id}`)
  if (body.state === 'failed') {
    expect(body.failure?.code).toBe('needsLibreOffice')
    return
  }
  expect(body.items.filter(({ kind }) => kind === 'document')).toHaveLength(1)
  expect(body.items.length).toBeGreaterThan(3)
}, 120_000)

test('an old office file that is no Word document, and an empty .odt, fail with a reason', async () => {
  const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)])
  const old = await minh().sendFile('bang.xls', ole)
  const odt = await minh().sendFile(
    'rong.odt',
    Buffer.from('PK\u0003\u0004' + '\0'.repeat(26) + 'mimetypeapplication/vnd.oasis.opendocument.text', 'latin1'),
  )
  expect([old.status, odt.status]).toEqual([202, 202])
  await office.runJobs()
  const failures = await Promise.all(
    [old, odt].map(async ({ body }) => (await minh().send<Import>('GET', `/api/imports/${body.id}`)).body.failure?.code),
  )
  expect(failures).toEqual(['unsupportedKind', 'corrupt'])
}, 60_000)
