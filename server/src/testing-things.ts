import { savedViewSchema } from '@haidang/api/analytics'
import { consolidationSchema } from '@haidang/api/consolidation'
import { importSchema, readingExamplesSchema } from '@haidang/api/imports'
import { reorganisationSchema } from '@haidang/api/reorganisations'
import { reportSchema } from '@haidang/api/reports'
import { testAuthority } from '@haidang/documents/pdf/signatures/testing-signatures'
import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import { addPersonWithLink } from './access/people.ts'
import { directiveText } from './plans/directive.test-data.ts'
import { upload } from './plans/testing.ts'
import { addPerson } from './access/store.ts'
import { newApiToken } from './platform/api-tokens.ts'
import type { Scope } from '@haidang/domain/access/scopes'
import { inTransaction } from './platform/transaction.ts'
import { systemCall } from './platform/call.ts'
import type { PersonName, TestOffice } from './platform/testing.ts'
import { issueTestPlan } from './reports/testing.ts'
import { importUnits } from './units/import-units.ts'

/** What stands in an office for the requests to be about. */
export type Things = {
  readonly import: string
  readonly discardable: string
  readonly item: { readonly id: string; readonly kind: string; readonly value: object; readonly middle: number }
  readonly twins: readonly string[]
  readonly example: string
  readonly view: string
  readonly reporting: string
  readonly plan: string
  readonly regime: string
  readonly indicator: string
  readonly openReport: string
  readonly extension: string
  readonly evidenceReport: string
  readonly submittableReport: string
  readonly returnableReport: string
  readonly approvableReport: string
  readonly approvedReport: string
  readonly evidence: string
  readonly taskEvidence: string
  readonly task: string
  readonly unit: string
  readonly city: string
  readonly edits: object
  readonly draft: string
  readonly draftToApply: string
  readonly appliedReorganisation: string
  readonly undoneReorganisation: string
  readonly mergedUnit: string
  readonly heirUnit: string
  readonly feed: string
  readonly feedRun: string
  readonly pulledFeed: string
  readonly person: string
  readonly slug: string
  readonly program: string
  readonly token: string
  readonly root: string
  readonly delegation: string
  readonly asked: string
  readonly askedByQuan: string
  /** What of Lan's unit's work no focal point of another unit may ever be told. */
  readonly marks: readonly string[]
}

export type SomeOffice = Omit<TestOffice, 'neighbour' | 'close'>

export const period = '2024-05'
export const change = { changeKey: '6f1c9a52-3a6e-4f0e-9d3b-1d6a3c0f7a11', baseRevision: 0 }
export const reorganisation = {
  title: 'Sáp nhập',
  documentNumber: '99/NQ',
  effectiveOn: '2030-01-01',
  rows: [
    {
      line: 1,
      oldCode: '',
      oldName: 'UBND Phường 7',
      newCode: '',
      newName: 'UBND phường Hải Triều',
      newKind: '',
      newParentCode: '',
      extent: '',
      shares: {},
    },
  ],
}
export const sent = { kind: 'push' }
export const delivery = 'don_vi,ky,truc_tuyen,tiep_nhan\nP5,2024-05,412,655\n'

export const feedOf = (t: Things, name: string, source: object) => ({
  name,
  system: 'Cổng dịch vụ công',
  source,
  reading: {
    format: 'csv',
    recordsAt: '',
    layout: { unit: 'don_vi', period: 'ky', long: null, numbers: 'machine' },
    month: 'this',
  },
  mapping: {
    series: [{ indicatorId: t.indicator, numerator: 'truc_tuyen', denominator: 'tiep_nhan' }],
    units: { by: 'name', listed: [{ code: 'P5', unitId: t.unit }] },
  },
  schedule: source === sent ? null : { everyHours: 6 },
  freshnessHours: 48,
})
const marks = {
  figure: '487123',
  words: 'Điều này chỉ Phường 5 biết',
  file: 'minh-chung-phuong-5.txt',
  reason: 'Máy chủ của Phường 5 hỏng',
}

export async function furnish(home: SomeOffice): Promise<Things> {
  const { units } = home
  const as =
    (person: PersonName) =>
    async (method: 'GET' | 'PUT' | 'POST', url: string, payload?: object | Buffer, headers = {}) => {
      const reply = await home.app.inject({
        method,
        url,
        headers: { ...home.signedIn(person), ...headers },
        ...(payload === undefined ? {} : { payload }),
      })
      expect(reply.statusCode, `${method} ${url}: ${reply.body.slice(0, 300)}`).toBeLessThan(300)
      return reply
    }
  const [minh, lan] = [as('minh'), as('lan')]
  await home.setClock('2024-05-11T02:00:00.000Z')
  const plan = await issueTestPlan(home, { first: period, last: '2024-09' })
  // Written straight into the tables by the helper, which needs no version of it.
  await home.services.db
    .insertInto('plan_versions')
    .values({
      tenant_id: home.tenantId,
      plan_id: plan.planId,
      version: 1,
      issued_on: '2024-04-20',
      issued_at: '2024-04-20T02:00:00.000Z',
      issued_by: home.people.minh.id,
      content: '{}',
      content_sha256: '0'.repeat(64),
    })
    .execute()
  const city = newId()
  await home.services.db
    .insertInto('obligations')
    .values({
      tenant_id: home.tenantId,
      id: city,
      regime_id: plan.regimeId,
      level: 'city',
      unit_id: units.culture,
      period,
      window_from: '2024-04-10',
      window_to: '2024-05-10',
      nominal_due: '2024-05-25',
      due_at: '2024-05-27T10:00:00.000Z',
      moved_because: null,
      form: '[]',
      created_at: '2024-04-20T02:00:00.000Z',
    })
    .execute()

  const sent = async () => {
    const { payload, headers } = upload('ke-hoach.txt', directiveText)
    return String((await minh('POST', '/api/imports', payload, headers)).json<{ id: string }>().id)
  }
  const [draftId, discardable] = [await sent(), await sent()]
  await home.runJobs()
  const draft = importSchema.parse((await minh('GET', `/api/imports/${draftId}`)).json())
  const [first] = draft.items.filter(({ kind }) => kind === 'task')
  const [reporting] = draft.items.filter(({ kind }) => kind === 'reporting')
  const [dropped] = importSchema
    .parse((await minh('GET', `/api/imports/${discardable}`)).json())
    .items.filter(({ kind }) => kind === 'task')
  await minh('PUT', `/api/imports/${discardable}/items/${dropped?.id ?? ''}`, {
    ...change,
    baseRevision: 1,
    kind: 'task',
    state: 'dropped',
    value: dropped?.value,
  })
  const { examples } = readingExamplesSchema.parse((await minh('GET', '/api/reading-examples')).json())
  const indicators = draft.items.filter(({ kind }) => kind === 'indicator')
  if (first === undefined || first.source === null || indicators.length !== 2)
    throw new Error('The test directive has a task and two indicators')

  const missing = Object.values(plan.indicators).map((indicatorId) => ({ indicatorId, reason: 'chưa có số liệu' }))
  const report = (month: string) => plan.reportOf(units.ward5, month)
  for (const month of ['2024-07', '2024-08']) await lan('POST', `/api/reports/${report(month)}/submit`, { missing })
  for (const month of [period, '2024-09']) {
    const entry = { indicatorId: plan.indicators.meetings, numerator: marks.figure, denominator: null, note: '', baseRevision: 0 }
    await lan('PUT', `/api/reports/${report(month)}/entries`, { changeKey: newId(), entries: [entry] })
    await lan('PUT', `/api/reports/${report(month)}/narratives/shortcomings`, { changeKey: newId(), baseRevision: 0, text: marks.words })
  }
  const others = missing.filter(({ indicatorId }) => indicatorId !== plan.indicators.meetings)
  await lan('POST', `/api/reports/${report('2024-09')}/submit`, { missing: others })
  await minh('POST', `/api/reports/${report('2024-09')}/approve`, {})
  const paper = upload(marks.file, `minh chứng của ${home.slug}`)
  const evidence = (await lan('POST', `/api/reports/${report(period)}/evidence`, paper.payload, paper.headers)).json<{ id: string }>().id
  const photo = upload('anh.txt', `ảnh của ${home.slug}`)
  const duty = `/api/tasks/${plan.tasks.cameras}/units/${units.ward5}`
  const taskEvidence = (await lan('POST', `${duty}/evidence`, photo.payload, photo.headers)).json<{ id: string }>().id
  const wanted = { wantedDay: '2024-05-16', reason: marks.reason }
  const { extensions } = reportSchema.parse((await lan('POST', `/api/reports/${report(period)}/extensions`, wanted)).json())
  const extension = extensions.asked[0]?.id ?? ''
  const consolidation = consolidationSchema.parse((await minh('GET', `/api/consolidations/${period}`)).json())
  return {
    import: draftId,
    discardable,
    item: { id: first.id, kind: first.kind, value: first.value, middle: Math.floor((first.source.start + first.source.end) / 2) },
    twins: indicators.map(({ id }) => id),
    example: examples[0]?.id ?? '',
    view: savedViewSchema.parse((await lan('POST', '/api/analytics/views', { name: 'Của Lan', question: 'tu=2024-05' })).json()).id,
    reporting: reporting?.id ?? '',
    plan: plan.planId,
    regime: plan.regimeId,
    indicator: plan.indicators.online,
    openReport: report(period),
    extension,
    evidenceReport: report(period),
    submittableReport: report('2024-06'),
    returnableReport: report('2024-07'),
    approvableReport: report('2024-08'),
    approvedReport: report('2024-09'),
    evidence,
    taskEvidence,
    task: plan.tasks.cameras,
    unit: units.ward5,
    city,
    edits: consolidation.edits,
    marks: Object.values(marks),
    person: await newcomer(home),
    ...(await program(home)),
    root: await trustedRoot(home),
    delegation: await delegation(home),
    asked: await askedFor(home),
    askedByQuan: await askedFor(home),
    ...(await reorganise(home)),
    ...(await feed(home, { indicator: plan.indicators.online, unit: units.ward5 })),
  }
}

/** Somebody whom nothing else here is about. */
async function newcomer({ services, tenantId }: SomeOffice): Promise<string> {
  const mai = { login: 'mai', fullName: 'Hồ Thị Mai', post: 'Công chức', unit: 'UBND Phường 7', roles: ['focalPoint'] as const }
  await addPersonWithLink(await systemCall(services, tenantId, 'test'), mai)
  const { id } = await services.db
    .selectFrom('accounts')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('login', '=', mai.login)
    .executeTakeFirstOrThrow()
  return id
}

/** An account of a program with a token. */
async function program({ services, tenantId, slug, units, people }: SomeOffice) {
  const id = newId()
  const facts = { login: 'kho', fullName: 'Kho dữ liệu tỉnh', post: 'Lấy số liệu', unitId: units.committee, roles: ['leader'] as const }
  await inTransaction({ services, tenantId }, async (tx) =>
    addPerson(tx, await systemCall(services, tenantId, 'test'), { id, ...facts, email: null, mustChangePassword: false, kind: 'service' }),
  )
  return { slug, program: id, token: (await giveToken({ services, tenantId, people }, id, ['figures:read'])).id }
}

/** So that what people ask for is not counted with it. */
export const programAddress = '127.0.0.2'

export async function giveToken(
  { services, tenantId, people }: Pick<SomeOffice, 'services' | 'tenantId' | 'people'>,
  accountId: string,
  held: readonly Scope[],
) {
  const { text, hash } = newApiToken(tenantId)
  const id = newId()
  await services.db
    .insertInto('api_tokens')
    .values({
      tenant_id: tenantId,
      id,
      account_id: accountId,
      token_hash: hash,
      name: 'Thử',
      scopes: held,
      made_at: new Date().toISOString(),
      made_by: people.an.id,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      // Told before: neither the first use nor a refusal is new.
      known_addresses: [programAddress],
      last_address: programAddress,
      last_used_at: new Date(Date.now() + 3_600_000).toISOString(),
      refused_at: new Date(Date.now() + 3_600_000).toISOString(),
      revoked_at: null,
      revoked_by: null,
    })
    .execute()
  return { id, headers: { authorization: `Bearer ${text}` } }
}

/** One feed that is sent to us and has delivered, and one that is fetched. */
async function feed(home: SomeOffice, about: Pick<Things, 'indicator' | 'unit'>) {
  const post = async <T>(url: string, payload: object | string, headers: Readonly<Record<string, string>> = home.signedIn('an')) => {
    const reply = await home.app.inject({ method: 'POST', url, headers, payload })
    expect(reply.statusCode, `${url}: ${reply.body.slice(0, 300)}`).toBeLessThan(300)
    return reply.json<T>()
  }
  const things = about as Things // All that the body asks of it.
  const { id } = await post<{ id: string }>('/api/feeds', feedOf(things, 'Hồ sơ gửi đến', sent))
  const { token } = await post<{ token: string }>(`/api/feeds/${id}/token`, {})
  const bearer = { authorization: `Bearer ${token}`, 'idempotency-key': '1', 'content-type': 'text/csv' }
  const run = await post<{ id: string }>('/api/feeds/deliveries', delivery, bearer)
  const pulled = await post<{ id: string }>('/api/feeds', feedOf(things, 'Hồ sơ trong thư mục', { kind: 'folder', path: 'ho-so-*.csv' }))
  return { feed: id, feedRun: run.id, pulledFeed: pulled.id }
}

/** Drafts, a reorganisation in force and one undone, of units that nothing else here is about. */
async function reorganise(home: SomeOffice) {
  const unit = (name: string, line: number) => ({ line, name, shortName: name, group: 'ward' as const, kind: '', code: '', parentCode: '' })
  await importUnits(
    await systemCall(home.services, home.tenantId, 'test'),
    ['UBND xã Bãi Sau', 'UBND xã Bãi Trước'].map(unit),
    '2024-01-01',
  )
  const post = async (url: string, payload: object) => {
    const reply = await home.app.inject({ method: 'POST', url, headers: home.signedIn('an'), payload })
    expect(reply.statusCode, `${url}: ${reply.body.slice(0, 300)}`).toBeLessThan(300)
    return reorganisationSchema.parse(reply.json())
  }
  const prepare = (oldName: string, effectiveOn: string) =>
    post('/api/reorganisations', {
      ...reorganisation,
      effectiveOn,
      heirs: {},
      rows: reorganisation.rows.map((row) => ({ ...row, oldName, newName: `${oldName} mới` })),
    })
  const inForce = await post(`/api/reorganisations/${(await prepare('UBND xã Bãi Sau', '2024-05-01')).id}/apply`, { revision: 1 })
  const undone = await post(`/api/reorganisations/${(await prepare('UBND xã Bãi Trước', '2024-05-01')).id}/apply`, { revision: 1 })
  await post(`/api/reorganisations/${undone.id}/undo`, { reason: 'Nhập nhầm ngày' })
  return {
    draft: (await prepare('UBND Phường 7', '2030-01-01')).id,
    draftToApply: (await prepare('UBND Phường 7', '2030-01-01')).id,
    appliedReorganisation: inForce.id,
    undoneReorganisation: undone.id,
    mergedUnit: inForce.ended[0]?.id ?? '',
    heirUnit: inForce.founded[0]?.id ?? '',
  }
}

/** Rights of Hùng's that the administrator gives to Quân, of which nobody else has heard. */
async function delegation(home: SomeOffice): Promise<string> {
  const { hung, quan } = home.people
  const reply = await home.app.inject({
    method: 'POST',
    url: '/api/delegations',
    headers: home.signedIn('an'),
    payload: {
      holderId: hung.id,
      unitId: null,
      receiverId: quan.id,
      roles: ['focalPoint'],
      from: '2040-01-01',
      until: '2040-01-14',
      reason: 'Nghỉ phép',
      document: '',
    },
  })
  return reply.json<{ id: string }>().id
}

/** Quân wants a second person, who is the administrator. */
async function askedFor({ services, tenantId, people }: SomeOffice): Promise<string> {
  const id = newId()
  await services.owner.query(
    `insert into second_person_requests (tenant_id, id, act, input, about, reason, asked_at, asked_by, expires_at)
     values ($1, $2, 'undoReorganisation', '{}', 'Sáp nhập', 'Nhập nhầm', '2024-05-10T00:00:00Z', $3, '2034-05-10T00:00:00Z')`,
    [tenantId, id, people.quan.id],
  )
  return id
}

async function trustedRoot({ services, tenantId, people }: SomeOffice): Promise<string> {
  const authority = testAuthority('CA thành phố')
  const id = newId()
  await services.owner.query(
    `insert into trusted_roots (tenant_id, id, certificate, sha256, trusted_from, source, recorded_at, recorded_by)
     values ($1, $2, $3, repeat('a', 64), '2024-05-01', 'Quy chế', '2024-05-01T00:00:00Z', $4)`,
    [tenantId, id, Buffer.from(authority.root.der), people.an.id],
  )
  authority.remove()
  return id
}

/** Ids of the other office's things, none of which may ever be read here. */
export const idsOf = ({ marks: _alike, ...things }: Things): readonly string[] =>
  Object.values(things).flatMap((thing: unknown) => (typeof thing === 'string' ? [thing] : Array.isArray(thing) ? thing.map(String) : []))
