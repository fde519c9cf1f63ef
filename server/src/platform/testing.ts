import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Role } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { v7 as newId } from 'uuid'
import { openDb, openPool } from '../database/connect.ts'
import type { Db } from '../database/tables.ts'
import { testDatabase } from '../database/testing.ts'
import { defaultLimits, officeNow, type Call, type Services } from './call.ts'
import { openFileStore } from './files.ts'
import { buildApp, type HttpSettings } from './http.ts'
import type { IssuerSecrets } from './issuer-secrets.ts'
import { openQueue } from './queue.ts'
import { openSession, sessionCookieFor } from './sessions.ts'
import { inTransaction } from './transaction.ts'
import { foundUnits } from '../units/store.ts'

export type PersonName = 'minh' | 'lan' | 'hung' | 'thu' | 'quan' | 'an'
export type Person = {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly unitId: string
  readonly roles: readonly Role[]
}
export type UnitName = 'culture' | 'ward5' | 'ward7' | 'committee'

/** The program's services, whose pool sees one office at a time, and beside them a pool of the database's owner, who sees all. */
export type TestServices = Services & { readonly owner: pg.Pool; readonly db: Db }

/** Services for what makes offices. */
export const asOwner = (services: TestServices): Services => ({ ...services, pool: services.owner })

export type TestOffice = {
  readonly services: TestServices
  readonly tenantId: number
  readonly slug: string
  readonly units: Readonly<Record<UnitName, string>>
  readonly people: Readonly<Record<PersonName, Person>>
  /** A call as this person; `now` defaults to the office's clock. */
  readonly callAs: (person: PersonName, now?: Instant) => Call
  readonly app: FastifyInstance
  /** Headers of a request from the person's own page. */
  readonly signedIn: (person: PersonName) => Readonly<Record<string, string>>
  /** Moves the office's clock to an instant, as an administrator does. */
  readonly setClock: (now: Instant) => Promise<void>
  /** Runs what waits in the queue, now and here. */
  readonly runJobs: () => Promise<number>
  readonly countAuditLines: () => Promise<number>
  /** Another office in the same database, with people of the same names, to try whether anything leaks. */
  readonly neighbour: () => Promise<Omit<TestOffice, 'neighbour' | 'close'>>
  readonly close: () => Promise<void>
}

export type TestOfficeOptions = {
  readonly register?: readonly ((app: FastifyInstance) => void)[]
  readonly jobs?: readonly ((services: Services) => Promise<void> | void)[]
  readonly settings?: Partial<HttpSettings>
  readonly feedHosts?: readonly string[]
  readonly timestamps?: Services['timestamps']
  readonly issuerSecrets?: IssuerSecrets
  /** The day from which the units exist. */
  readonly unitsSince?: string
}

const unitFacts = {
  culture: { name: 'Phòng Văn hóa và Thông tin', short: 'P. VHTT', group: 'department' },
  ward5: { name: 'UBND Phường 5', short: 'Phường 5', group: 'ward' },
  ward7: { name: 'UBND Phường 7', short: 'Phường 7', group: 'ward' },
  committee: { name: 'UBND thành phố', short: 'UBND TP', group: 'committee' },
} as const

const peopleFacts: Readonly<
  Record<PersonName, { readonly name: string; readonly post: string; readonly unit: UnitName; readonly roles: readonly Role[] }>
> = {
  minh: { name: 'Lê Quang Minh', post: 'Chuyên viên tổng hợp', unit: 'culture', roles: ['synthesis'] },
  lan: { name: 'Trần Thị Lan', post: 'Công chức văn hóa – xã hội', unit: 'ward5', roles: ['focalPoint'] },
  hung: { name: 'Phạm Văn Hùng', post: 'Công chức văn phòng – thống kê', unit: 'ward7', roles: ['focalPoint'] },
  thu: { name: 'Đỗ Thị Thu', post: 'Phó Chủ tịch', unit: 'committee', roles: ['leader'] },
  quan: { name: 'Vũ Anh Quân', post: 'Thanh tra viên', unit: 'committee', roles: ['auditor'] },
  an: { name: 'Ngô Bình An', post: 'Quản trị hệ thống', unit: 'committee', roles: ['administrator'] },
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (...said: unknown[]) => console.error(...said),
}

/** A practice office with named people on a database of the test file's own. Call in beforeAll, `close` in afterAll. */
export async function testOffice({
  register = [],
  jobs = [],
  settings = {},
  feedHosts = [],
  timestamps,
  issuerSecrets = async () => [],
  unitsSince = '2020-01-01',
}: TestOfficeOptions = {}): Promise<TestOffice> {
  const database = await testDatabase('office')
  const dataDir = await mkdtemp(join(tmpdir(), 'haidang-office-'))
  const pool = openPool(database.program, { max: 8, name: 'haidang-test' })
  const owner = openPool(database.connection, { max: 4, name: 'haidang-test-owner' })
  const queue = openQueue({ connection: database.program, log: silent, polls: false })
  const services: TestServices = {
    pool,
    owner,
    db: openDb(owner),
    files: openFileStore(dataDir),
    queue,
    log: silent,
    limits: defaultLimits,
    dataDir,
    keysDir: join(dataDir, 'keys'),
    feedHosts,
    timestamps,
    reachedAt: settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl },
    issuerSecrets,
  }
  for (const registerJobs of jobs) await registerJobs(services)
  const app = await buildApp(
    services,
    {
      webDist: resolve('web/dist'),
      requestsPerMinute: 0,
      signInsPerMinute: 1000,
      tokenRequestsPerMinute: 100_000,
      version: 'test',
      processMetrics: false,
      maxEventLoopDelayMs: 0,
      isServing: () => true,
      ...settings,
    },
    register,
  )
  await app.ready()

  const office = await makeOffice(services, app, { slug: 'vung-tau-test', unitsSince })
  let neighbours = 0
  return {
    ...office,
    neighbour: () => makeOffice(services, app, { slug: `lang-gieng-${(neighbours += 1)}`, unitsSince }),
    close: async () => {
      await app.close()
      await queue.stop(1000)
      await pool.end()
      await services.db.destroy()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function makeOffice(
  services: TestServices,
  app: FastifyInstance,
  { slug, unitsSince }: { readonly slug: string; readonly unitsSince: string },
): Promise<Omit<TestOffice, 'neighbour' | 'close'>> {
  const { db, queue } = services
  const created = '2023-12-01T00:00:00.000Z'
  const { tenant_id: tenantId } = await db
    .insertInto('tenants')
    .values({
      slug,
      name: 'UBND thành phố Vũng Tàu (thử)',
      issuer: 'ỦY BAN NHÂN DÂN THÀNH PHỐ VŨNG TÀU',
      superior_body: null,
      place: 'Vũng Tàu',
      symbol_suffix: 'UBND',
      practice: true,
      created_at: created,
    })
    .returning('tenant_id')
    .executeTakeFirstOrThrow()

  const units = { culture: newId(), ward5: newId(), ward7: newId(), committee: newId() }
  const names = ['culture', 'ward5', 'ward7', 'committee'] as const
  await inTransaction({ services, tenantId }, (tx) =>
    foundUnits(
      tx,
      { tenantId, now: created },
      names.map((name) => ({
        id: units[name],
        name: unitFacts[name].name,
        shortName: unitFacts[name].short,
        group: unitFacts[name].group,
        validFrom: unitsSince,
      })),
    ),
  )

  const person = (login: PersonName): Person => ({
    id: newId(),
    login,
    name: peopleFacts[login].name,
    unitId: units[peopleFacts[login].unit],
    roles: peopleFacts[login].roles,
  })
  const people = {
    minh: person('minh'),
    lan: person('lan'),
    hung: person('hung'),
    thu: person('thu'),
    quan: person('quan'),
    an: person('an'),
  }
  const everybody = Object.values(people)
  await db
    .insertInto('accounts')
    .values(
      everybody.map(({ id, login, name, unitId }) => ({
        tenant_id: tenantId,
        id,
        login,
        full_name: name,
        post: peopleFacts[login as PersonName].post,
        unit_id: unitId,
        password_hash: null,
        disabled_at: null,
        disabled_because: null,
        created_at: created,
      })),
    )
    .execute()
  await db
    .insertInto('account_roles')
    .values(everybody.flatMap(({ id, roles }) => roles.map((role) => ({ tenant_id: tenantId, account_id: id, role }))))
    .execute()
  const tokens = await inTransaction({ services, tenantId }, async (tx) => {
    const made = new Map<string, string>()
    for (const { id } of everybody)
      made.set(id, await openSession(tx, { tenantId, accountId: id, device: { userAgent: '', address: '127.0.0.1' } }))
    return made
  })

  let shiftSeconds = 0
  return {
    services,
    tenantId,
    slug,
    units,
    people,
    app,
    callAs: (name, now = officeNow(shiftSeconds)) => {
      const { id, unitId, roles, name: fullName } = people[name]
      return {
        services,
        tenantId,
        viewer: { accountId: id, tenantId: String(tenantId), unitId, takenOver: [], roles },
        actor: { id, name: fullName },
        now,
        requestId: newId(),
      }
    },
    signedIn: (name) => ({
      cookie: `${sessionCookieFor(app.settings.publicUrl)}=${tokens.get(people[name].id) ?? ''}`,
      'x-haidang': '1',
      'sec-fetch-site': 'same-origin',
    }),
    setClock: async (now) => {
      shiftSeconds = Math.round((Date.parse(now) - Date.now()) / 1000)
      await db.updateTable('tenants').set({ clock_shift_seconds: shiftSeconds }).where('tenant_id', '=', tenantId).execute()
    },
    runJobs: () => queue.drain(),
    countAuditLines: async () => {
      const row = await db
        .selectFrom('audit_lines')
        .select(({ fn }) => fn.countAll<number>().as('lines'))
        .where('tenant_id', '=', tenantId)
        .executeTakeFirstOrThrow()
      return row.lines
    },
  }
}
