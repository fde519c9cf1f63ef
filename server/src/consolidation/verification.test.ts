import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { consolidationSchema } from '@haidang/api/consolidation'
import { problemSchema } from '@haidang/api/problem'
import { verifiedPaperSchema } from '@haidang/api/verification'
import { checkDecree30 } from '@haidang/documents/decree30/check-report'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { upload } from '../plans/testing.ts'
import { testOffice } from '../platform/testing.ts'
import type { PersonName, TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import { registerConsolidationJobs } from './jobs.ts'
import { registerConsolidationRoutes } from './routes.ts'
import { newPrintedAddress } from './verification.ts'

const publicUrl = 'https://haidang.vungtau.example'
let office: TestOffice
let cityId: string
let planId: string

beforeAll(async () => {
  office = await testOffice({ register: [registerConsolidationRoutes], jobs: [registerConsolidationJobs], settings: { publicUrl } })
})
afterAll(() => office.close())
beforeEach(async () => {
  const plan = await issueTestPlan(office)
  planId = plan.planId
  cityId = newId()
  await office.services.db
    .insertInto('obligations')
    .values({
      tenant_id: office.tenantId,
      regime_id: plan.regimeId,
      level: 'city',
      unit_id: office.units.culture,
      form: '[]',
      created_at: '2024-04-20T02:00:00.000Z',
      id: cityId,
      period: '2024-05',
      window_from: '2024-04-10',
      window_to: '2024-05-10',
      nominal_due: '2024-05-25',
      due_at: '2024-05-27T10:00:00.000Z',
      moved_because: 'saturday',
    })
    .execute()
  await office.setClock('2024-05-20T02:00:00.000Z')
})

const send = (person: PersonName, method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) =>
  office.app.inject({ method, url, headers: office.signedIn(person), ...(payload === undefined ? {} : { payload }) })
const page = async () => consolidationSchema.parse((await send('minh', 'GET', `/api/consolidations/2024-05?planId=${planId}`)).json())
const kept = async (sha256: string) => readFile(office.services.files.path(office.tenantId, sha256))
const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

/** Issues the report under a number and writes its files. */
async function issue(number: string): Promise<void> {
  const { edits, revision } = await page()
  await send('minh', 'PUT', `/api/consolidations/${cityId}/edits`, {
    changeKey: newId(),
    baseRevision: revision,
    edits: { ...edits, number, date: '2024-05-25' },
  })
  expect((await send('minh', 'POST', `/api/consolidations/${cityId}/issue`, { baseRevision: revision + 1 })).statusCode).toBe(202)
  await office.runJobs()
}

const issued = async (version: number) => {
  const found = (await page()).issues.find((one) => one.version === version)
  if (found === undefined) throw new Error(`Version ${version} was not issued`)
  return found
}
const tokenOf = async (version: number) => (await issued(version)).address?.replace(`${publicUrl}/kiem-tra/`, '') ?? ''
/** As anybody asks: no cookie, no header. */
const verify = async (token: string) => office.app.inject({ method: 'GET', url: `/api/verification/${token}` })
const verified = async (version: number) => verifiedPaperSchema.parse((await verify(await tokenOf(version))).json())
const recall = (person: PersonName, version: number, reason = 'Nhầm số liệu của Phường 7') =>
  send(person, 'POST', `/api/consolidations/${cityId}/issues/${version}/recall`, { reason })
const attach = (person: PersonName, content: string, name = 'bao-cao-da-ky.pdf') => {
  const { payload, headers } = upload(name, content)
  return office.app.inject({
    method: 'POST',
    url: `/api/consolidations/${cityId}/issues/1/signed-copies`,
    headers: { ...office.signedIn(person), ...headers },
    payload,
  })
}

describe('an issued paper, to whoever holds its address', () => {
  test('is genuine, with what its first page says, its files by hash, and nothing else of the office', async () => {
    await issue('62')
    const { files, address } = await issued(1)
    expect(address).toMatch(/^https:\/\/haidang\.vungtau\.example\/kiem-tra\/\d+-[0-9a-z]{26}$/u)
    const answer = await verified(1)
    expect(answer).toMatchObject({
      state: 'genuine',
      number: '62',
      symbol: 'BC-UBND',
      date: '2024-05-25',
      issuer: 'ỦY BAN NHÂN DÂN THÀNH PHỐ VŨNG TÀU',
      version: 1,
      issuedOn: '2024-05-20',
      supersededBy: null,
      recalled: null,
    })
    expect(answer.files).toContainEqual({ kind: 'docx', sha256: files.docx })
    const told = (await verify(await tokenOf(1))).body
    for (const secret of [cityId, planId, ...Object.values(office.units), ...Object.values(office.people).map(({ name }) => name)])
      expect(told).not.toContain(secret)
  }, 60_000)

  test('carries the code on a page that keeps to the Decree, and is written again as it was', async () => {
    await issue('62')
    const { files } = await issued(1)
    const docx = await kept(files.docx ?? '')
    expect(checkDecree30(docx)).toEqual([])
    expect(docx.includes('word/media/verification.gif')).toBe(true)
  }, 60_000)

  test('is superseded by the next version, which is named and can be opened', async () => {
    await issue('62')
    await issue('63')
    expect(await verified(1)).toMatchObject({ state: 'superseded', supersededBy: { number: '63', version: 2, token: await tokenOf(2) } })
    expect(await verified(2)).toMatchObject({ state: 'genuine' })
    expect(await tokenOf(1)).not.toBe(await tokenOf(2))
  }, 60_000)

  test('is recalled with the day and the reason, and what it had replaced stands again', async () => {
    await issue('62')
    await issue('63')
    expect((await recall('minh', 2)).statusCode).toBe(200)
    expect(await verified(2)).toMatchObject({ state: 'recalled', recalled: { on: '2024-05-20', reason: 'Nhầm số liệu của Phường 7' } })
    expect(await verified(1)).toMatchObject({ state: 'genuine' })
  }, 60_000)

  test.each([
    ['a token of nobody', () => `${office.tenantId}-${'0'.repeat(26)}`],
    ['a token of another office’s number', async () => (await tokenOf(1)).replace(/^\d+/u, '999999')],
    ['no token at all', () => 'kiem-tra'],
  ])(
    '%s is not known, which is all that is said',
    async (_what, token) => {
      await issue('62')
      const reply = await verify(await token())
      expect([reply.statusCode, problemSchema.parse(reply.json()).code]).toEqual([404, 'notFound'])
    },
    60_000,
  )
})

describe('the paper as it was signed outside', () => {
  test('is found by its own hash too; the same file again is nothing new', async () => {
    await issue('62')
    const signed = '%PDF-1.7\n% ký số\n'
    expect((await attach('minh', signed)).json()).toEqual({ sha256: sha(signed) })
    const lines = await office.countAuditLines()
    expect((await attach('minh', signed)).statusCode).toBe(201)
    expect(await office.countAuditLines()).toBe(lines)
    expect((await verified(1)).files).toContainEqual({ kind: 'signed', sha256: sha(signed) })
    const file = await send('thu', 'GET', `/api/consolidations/${cityId}/issues/1/signed-copies/${sha(signed)}`)
    expect([file.statusCode, file.body]).toEqual([200, signed])
  }, 60_000)
})

describe('refusals leave nothing behind', () => {
  test.each<readonly [string, number, () => Promise<{ readonly statusCode: number }>]>([
    ['a focal point recalls', 404, () => recall('lan', 1)],
    ['a leader recalls', 403, () => recall('thu', 1)],
    ['a recall without a reason', 400, () => recall('minh', 1, ' ')],
    ['a version that is not there', 404, () => recall('minh', 9)],
    ['a leader attaches', 403, () => attach('thu', '%PDF-1.7\n')],
    ['a file that is no paper', 415, () => attach('minh', 'chỉ là chữ', 'bao-cao.pdf')],
  ])(
    '%s',
    async (_what, status, act) => {
      await issue('62')
      const lines = await office.countAuditLines()
      expect((await act()).statusCode).toBe(status)
      expect(await office.countAuditLines()).toBe(lines)
      expect(await issued(1)).toMatchObject({ recalled: null, signedCopies: [] })
    },
    60_000,
  )

  test('recalled twice keeps the first reason', async () => {
    await issue('62')
    await recall('minh', 1)
    const again = await recall('minh', 1, 'Lý do khác')
    expect(problemSchema.parse(again.json())).toMatchObject({ code: 'refused', reason: 'alreadyRecalled' })
    expect((await issued(1)).recalled?.reason).toBe('Nhầm số liệu của Phường 7')
  }, 60_000)

  test('what was recalled can be issued again unchanged, as a new version', async () => {
    await issue('62')
    await recall('minh', 1)
    const { revision } = await page()
    expect((await send('minh', 'POST', `/api/consolidations/${cityId}/issue`, { baseRevision: revision })).json()).toEqual({ version: 2 })
  }, 60_000)
})

test('an office that nobody said how to reach prints no code; a practice office leads to its own machine', () => {
  const reached = (reachedAt: object, practice: boolean) =>
    newPrintedAddress({ ...office.services, reachedAt }, { tenantId: 7, practice })?.address
  expect(reached({}, true)).toBeUndefined()
  expect(reached({ local: 'http://localhost:8080' }, false)).toBeUndefined()
  expect(reached({ local: 'http://localhost:8080' }, true)).toMatch(/^http:\/\/localhost:8080\/kiem-tra\/7-[0-9a-z]{26}$/u)
})

// The last one: nobody at this address asks any more after it.
test('tokens are asked for a few times a minute from one address, and no more', async () => {
  const tries = await Promise.all(Array.from({ length: 80 }, () => verify(`1-${'z'.repeat(26)}`)))
  expect(tries.some(({ statusCode }) => statusCode === 429)).toBe(true)
})
