import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inReading, inTransaction, inNoOffice, outsideTransaction, sqlState } from '../platform/transaction.ts'
import { testOffice, type TestOffice } from '../platform/testing.ts'
import { openPool } from './connect.ts'
import type { TestDatabase } from './testing.ts'

/** Row-level security (docs/decisions/0030): what the program’s role comes to see where a statement forgot to name its office. */
let office: TestOffice
let neighbour: Awaited<ReturnType<TestOffice['neighbour']>>
beforeAll(async () => {
  office = await testOffice()
  neighbour = await office.neighbour()
})
afterAll(() => office.close())

const policy = `
  create policy office on %s using (tenant_id = nullif(current_setting('haidang.office', true), '')::bigint);`

/** Every table with an office's rows, as the program's role has it. */
const walls = `
  select c.relname as name, c.relrowsecurity as enabled, row_security_active(c.oid) as holds,
    array(select p.polname::text || ' ' || p.polcmd::text || ' ' || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
      from pg_policy p where p.polrelid = c.oid order by 1) as policies
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by 1`

type Wall = { readonly name: string; readonly enabled: boolean; readonly holds: boolean; readonly policies: readonly string[] }

const own = `(tenant_id = (NULLIF(current_setting('haidang.office'::text, true), ''::text))::bigint)`

const missing = ({ name, enabled, holds, policies }: Wall): readonly string[] => {
  const wanted = name === 'tenants' ? [`office w ${own}`, 'offices r true'] : [`office * ${own}`]
  if (enabled && holds && JSON.stringify(policies) === JSON.stringify(wanted)) return []
  return [`${name}: its migration lacks\n  alter table ${name} enable row level security;${policy.replace('%s', name)}`]
}

test('every table with an office’s rows has the wall, and it holds the program', async () => {
  const { rows } = await office.services.pool.query<Wall>(walls)
  expect(rows.length).toBeGreaterThan(50)
  expect(rows.flatMap(missing)).toEqual([])
})

test('a table that comes without it is named, with what it lacks', async () => {
  const { owner, pool } = office.services
  await owner.query(`create table bare (tenant_id bigint not null, id uuid not null, primary key (tenant_id, id));
    create table half (like bare); alter table half enable row level security;
    create table open (like bare); alter table open enable row level security; create policy office on open using (true)`)
  const { rows } = await pool.query<Wall>(walls)
  await owner.query('drop table bare, half, open')
  expect(rows.flatMap(missing).map((words) => words.split(':')[0])).toEqual(['bare', 'half', 'open'])
})

describe('where a statement forgot its office', () => {
  const everybody = 'select distinct tenant_id from accounts order by 1'
  const seen = () => [{ tenant_id: office.tenantId }]

  test('it reads its own rows only, by every way in', async () => {
    const { rows } = await office.services.owner.query(everybody)
    expect(rows).toHaveLength(2)
    expect(await inTransaction(office, (tx) => tx.raw(everybody))).toEqual(seen())
    expect(await inTransaction(office, (tx) => tx.q.selectFrom('accounts').select('tenant_id').distinct().execute())).toEqual(seen())
    expect(await inReading(office, (tx) => tx.hot('wall: everybody', everybody, []))).toEqual(seen())
    expect(await outsideTransaction(office).hot('wall: everybody', everybody, [])).toEqual(seen())
    expect(await outsideTransaction(neighbour).hot('wall: everybody', everybody, [])).toEqual([{ tenant_id: neighbour.tenantId }])
  })

  test('it changes and removes nothing of another office', async () => {
    const changed = await inTransaction(office, async (tx) => {
      const accounts = await tx.raw<{ tenant_id: number }>(`update accounts set post = 'Khác' returning tenant_id`)
      const sessions = await tx.raw<{ tenant_id: number }>('delete from sessions returning tenant_id')
      const offices = await tx.raw<{ tenant_id: number }>(`update tenants set place = 'Khác' returning tenant_id`)
      return { refused: [...accounts, ...sessions, ...offices].map(({ tenant_id }) => tenant_id) }
    })
    expect(new Set(changed.refused)).toEqual(new Set([office.tenantId]))
  })

  test('it adds nothing to another office, nor moves a row there', async () => {
    const stranger = neighbour.tenantId
    const refused = (text: string) =>
      expect(inTransaction(office, (tx) => tx.raw(text))).rejects.toSatisfy((error) => sqlState(error) === '42501', text)
    await refused(`insert into units (tenant_id, id, created_at) values (${stranger}, gen_random_uuid(), now())`)
    await refused(`update accounts set tenant_id = ${stranger}`)
    await refused(`insert into tenants (slug, name, issuer, place, symbol_suffix, created_at) values ('x1', '', '', '', '', now())`)
    await refused('delete from tenants')
  })
})

describe('without an office', () => {
  const count = 'select count(*)::int as rows from accounts'
  const none = [{ rows: 0 }]

  test('no row is there: between offices, and on a connection that was in one before', async () => {
    expect(await inNoOffice(office, (tx) => tx.raw(count))).toEqual(none)
    const client = await office.services.pool.connect()
    try {
      await client.query(`begin; set local haidang.office = '${office.tenantId}'`)
      expect((await client.query(count)).rows).not.toEqual(none)
      await client.query('commit')
      expect((await client.query(count)).rows).toEqual(none)
    } finally {
      client.release()
    }
    await outsideTransaction(office).hot('wall: count', count, [])
    for (let turn = 0; turn < 10; turn += 1) expect((await office.services.pool.query(count)).rows).toEqual(none)
  })

  test('which offices there are is known', async () => {
    expect(await inNoOffice(office, (tx) => tx.raw('select 1 as one from tenants'))).toHaveLength(2)
  })

  test.each([0, -1, 1.5, Number.NaN, Number('1e300')])('%s is none', async (tenantId) => {
    await expect(inTransaction({ ...office, tenantId }, (tx) => tx.raw(count))).rejects.toThrow(/is no office/u)
    await expect(outsideTransaction({ ...office, tenantId }).hot('wall: count', count, [])).rejects.toThrow(/is no office/u)
  })
})

describe('the program’s role', () => {
  const asProgram = (text: string) => office.services.pool.query(text)

  test('is no superuser, not above row-level security, nor the owner of anything', async () => {
    const { rows } = await asProgram(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
      exists (select from pg_class c where c.relowner = r.oid) as owns,
      exists (select from pg_auth_members m where m.member = r.oid) as member
      from pg_roles r where rolname = current_user`)
    const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owns: false, member: false }
    expect(rows).toEqual([no])
  })

  test.each([
    'alter table accounts disable row level security',
    'drop policy office on accounts',
    'alter policy office on accounts using (true)',
    'create policy mine on accounts using (true)',
    'alter role current_user bypassrls',
    'set role postgres',
    'create table mine (id int)',
    'truncate audit_lines',
    `update audit_lines set payload = ''`,
    'delete from audit_lines',
    'delete from audit_roots',
    `update audit_roots set heads = ''`,
    'delete from migrations',
  ])('cannot: %s', async (text) => {
    await expect(asProgram(text)).rejects.toSatisfy((error) => sqlState(error) === '42501')
  })

  test('is told, not shown less, where it asks for all rows', async () => {
    const client = await office.services.pool.connect()
    try {
      await client.query('set row_security = off')
      await expect(client.query('select from accounts')).rejects.toSatisfy((error) => sqlState(error) === '42501')
    } finally {
      client.release(true)
    }
  })
})

test('what fails leaves the next statement unharmed, also on the only connection', async () => {
  const { host, port, user, password, database } = office.services.pool.options as unknown as TestDatabase['program']
  const pool = openPool({ host, port, user, database, ...(password === undefined ? {} : { password }) }, { max: 1 })
  const one = outsideTransaction({ services: { pool }, tenantId: office.tenantId })
  const count = () => one.hot<{ rows: number }>('wall: count', 'select count(*)::int as rows from accounts where tenant_id > $1', [0])
  try {
    expect(await count()).toEqual([{ rows: 6 }])
    await expect(one.hot('wall: fails', 'select 1 / $1::int', [0])).rejects.toSatisfy((error) => sqlState(error) === '22012')
    await expect(one.hot('wall: unreadable', 'selekt $1', [0])).rejects.toSatisfy((error) => sqlState(error) === '42601')
    await expect(one.hot('wall: count', 'select $1::int as another', [0])).rejects.toThrow(/must be unique/u)
    expect(await count()).toEqual([{ rows: 6 }])
    expect(await one.hot('wall: without values', 'select 1 as one', [])).toEqual([{ one: 1 }])
    expect(await one.hot('wall: no answer', 'update accounts set post = post where tenant_id = $1', [0])).toEqual([])
  } finally {
    await pool.end()
  }
})
