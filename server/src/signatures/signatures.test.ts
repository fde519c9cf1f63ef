import { readFileSync } from 'node:fs'
import { problemSchema } from '@haidang/api/problem'
import { documentSignaturesSchema, trustedRootsSchema } from '@haidang/api/signatures'
import { plainPdf, signedPdf, testAuthority } from '@haidang/documents/pdf/signatures/testing-signatures'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerDocumentsRoutes } from '../documents/routes.ts'
import { registerPlansJobs } from '../plans/jobs.ts'
import { registerPlansRoutes } from '../plans/routes.ts'
import { upload } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { registerSignaturesRoutes } from './routes.ts'

const authority = testAuthority('CA chuyên dùng (thử)')
const stranger = testAuthority('CA lạ')
const hoa = authority.signer('Trần Thị Hoa')

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({
    register: [registerPlansRoutes, registerDocumentsRoutes, registerSignaturesRoutes],
    jobs: [registerPlansJobs],
  })
})
afterAll(async () => {
  authority.remove()
  stranger.remove()
  await office.close()
})
beforeEach(() => office.services.owner.query('delete from trusted_roots'))

const send = (person: PersonName, method: 'GET' | 'POST', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const sendFile = (person: PersonName, url: string, name: string, bytes: Uint8Array) => {
  const { payload, headers } = upload(name, bytes)
  return office.app.inject({ method: 'POST', url, headers: { ...office.signedIn(person), ...headers }, payload })
}
const received = async (bytes: Uint8Array, name = 'ke-hoach.pdf') =>
  (await sendFile('minh', '/api/imports', name, bytes)).json<{ id: string }>().id
const verified = async (id: string) => documentSignaturesSchema.parse((await send('minh', 'GET', `/api/documents/${id}/signatures`)).json())
const trust = (certificate: Uint8Array | string, from = '2020-01-01', person: PersonName = 'an') =>
  sendFile(
    person,
    `/api/trusted-roots?${new URLSearchParams({ from, source: 'Quy chế 12/QĐ-UBND' }).toString()}`,
    'goc.cer',
    typeof certificate === 'string' ? readFileSync(certificate) : certificate,
  )
const roots = async () => trustedRootsSchema.parse((await send('quan', 'GET', '/api/trusted-roots')).json()).roots
const reasonOf = (reply: { readonly json: () => unknown }) => problemSchema.parse(reply.json()).reason
const statesOf = async (id: string) => (await verified(id)).signatures.map(({ state }) => state)

describe('the signatures of a document that came in', () => {
  test('are of nobody known until the office trusts whoever vouches for them, DER or PEM', async () => {
    const id = await received(signedPdf(authority, hoa))
    expect(await statesOf(id)).toEqual(['unknownSigner'])
    expect((await trust(authority.root.certificate)).statusCode).toBe(201)
    expect(await verified(id)).toMatchObject({ signatures: [{ state: 'valid', name: 'Trần Thị Hoa' }], roots: 1 })
  }, 60_000)

  test('are told apart: altered, appended to, of a stranger, and none at all', async () => {
    await trust(authority.root.der)
    const good = signedPdf(authority, hoa, { text: 'Bản hai' })
    const altered = Buffer.from(good)
    altered[altered.indexOf('MediaBox') + 15] = 0x37
    expect(await statesOf(await received(altered))).toEqual(['altered'])
    expect(await statesOf(await received(Buffer.concat([good, Buffer.from('\n% thêm\n')])))).toEqual(['appended'])
    expect(await statesOf(await received(signedPdf(stranger, stranger.signer('Người lạ'))))).toEqual(['unknownSigner'])
    expect(await statesOf(await received(plainPdf('không ai ký')))).toEqual([])
    expect(await statesOf(await received(Buffer.from('KẾ HOẠCH số 28'), 'ke-hoach.txt'))).toEqual([])
  }, 60_000)

  test('go by the day on which the document came', async () => {
    await trust(authority.root.der, '2020-01-01')
    const id = await received(signedPdf(authority, hoa, { text: 'Bản ba' }))
    const [root] = await roots()
    const end = (until: string) => send('an', 'POST', `/api/trusted-roots/${root?.id ?? ''}/end`, { until, reason: 'Khóa bị lộ' })
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    expect((await end(tomorrow)).statusCode).toBe(200)
    expect(await statesOf(id), 'came before the end').toEqual(['valid'])
    expect(reasonOf(await end(tomorrow))).toBe('endedAlready')
    await office.services.owner.query(`update trusted_roots set trusted_until = '2020-02-01'`)
    expect(await statesOf(id), 'came after the end').toEqual(['unknownSigner'])
  }, 60_000)
})

describe('trusting an authority', () => {
  test('is told in the log and shown with what names it', async () => {
    const lines = await office.countAuditLines()
    await trust(authority.root.der, '2024-05-01')
    expect(await office.countAuditLines()).toBe(lines + 1)
    expect(await roots()).toMatchObject([
      { name: 'CA chuyên dùng (thử)', issuer: 'CA chuyên dùng (thử)', trustedFrom: '2024-05-01', recordedBy: 'Ngô Bình An', ended: null },
    ])
  })

  test.each<readonly [string, string, () => Promise<{ readonly statusCode: number; readonly json: () => unknown }>]>([
    ['a file that is no certificate', 'notACertificate', () => trust(Buffer.from('không phải'))],
    ['the certificate of a person', 'notAnAuthority', () => trust(hoa.der)],
  ])('%s is refused by name, and nothing is written', async (_what, reason, act) => {
    const lines = await office.countAuditLines()
    const reply = await act()
    expect([reply.statusCode, reasonOf(reply)]).toEqual([422, reason])
    expect(await roots()).toEqual([])
    expect(await office.countAuditLines()).toBe(lines)
  })

  test('twice is once, and nobody but an administrator may', async () => {
    await trust(authority.root.der)
    const lines = await office.countAuditLines()
    expect(reasonOf(await trust(authority.root.der))).toBe('trustedAlready')
    expect((await trust(stranger.root.der, '2024-05-01', 'minh')).statusCode).toBe(403)
    expect(await roots()).toHaveLength(1)
    expect(await office.countAuditLines()).toBe(lines)
  })
})
