import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyDatabase, testDatabase, type TestDatabase } from './testing.ts'

/**
 * The schema stays one that can be distributed by tenant in place (row-based sharding of Citus; docs/decisions/0002). PostgreSQL itself
 * would take all of what is refused here, so the catalog is asked.
 */
const notSharded: readonly string[] = ['tenants', 'migrations', 'migrations_lock']

let database: TestDatabase
let faulty: TestDatabase
beforeAll(async () => {
  ;[database, faulty] = await Promise.all([testDatabase('sharding'), emptyDatabase('sharding_faulty')])
})
afterAll(async () => {
  await database.drop()
  await faulty.drop()
})

/** Every row is one obstacle: which rule, which table, which thing in it. $1 lists the tables that are on every node instead. */
const obstacles = `
  with tables as (
    select c.oid, c.relname as name, t.attnum as tenant, t.atttypid as tenant_type
    from pg_class c
    left join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not (c.relname = any ($1))
  ), keys as (
    select k.*, t.name, t.tenant, f.tenant as other_tenant
    from pg_constraint k join tables t on t.oid = k.conrelid left join tables f on f.oid = k.confrelid
    where k.contype = 'f'
  )
  select 'table without tenant_id' as rule, name, '' as what from tables where tenant is null
  union all
  select 'tenant_id is not bigint', name, format_type(tenant_type, null) from tables where tenant_type <> 'int8'::regtype
  union all
  select 'unique or exclusion without tenant_id', t.name, i.indexrelid::regclass::text
  from tables t join pg_index i on i.indrelid = t.oid
  where (i.indisunique or i.indisexclusion) and not (t.tenant = any (i.indkey::int2[]))
  union all
  select 'foreign key that does not carry tenant_id on both sides', name, conname from keys
  where other_tenant is not null
    and not exists (select from generate_subscripts(conkey, 1) n where conkey[n] = tenant and confkey[n] = other_tenant)
  union all
  select 'foreign key that would set tenant_id to null or a default', name, conname from keys
  where tenant = any (conkey) and (confdeltype in ('n', 'd') or confupdtype in ('n', 'd'))
  union all
  select 'foreign key from a table on every node to a sharded one', c.relname, k.conname
  from pg_constraint k join pg_class c on c.oid = k.conrelid join tables f on f.oid = k.confrelid
  where k.contype = 'f' and c.relname = any ($1)
  union all
  select 'trigger', t.name, g.tgname from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
  union all
  select 'rule', t.name, r.rulename from tables t join pg_rewrite r on r.ev_class = t.oid
  union all
  select 'counted column narrower than bigint', t.name, a.attname
  from tables t join pg_attribute a on a.attrelid = t.oid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%') and a.atttypid <> 'int8'::regtype
  order by 1, 2, 3`

async function obstaclesIn({ connection }: TestDatabase, prepare = ''): Promise<readonly string[]> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query(prepare)
    const { rows } = await client.query<{ rule: string; name: string; what: string }>(obstacles, [notSharded])
    return rows.map(({ rule, name, what }) => `${name}: ${rule}${what === '' ? '' : ` (${what})`}`)
  } finally {
    await client.end()
  }
}

test('nothing in the schema stands in the way of distributing it by tenant', async () => {
  expect(await obstaclesIn(database)).toEqual([])
})

test('the schema has tables, most of them of a tenant', async () => {
  const client = new pg.Client(database.connection)
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from pg_attribute where attname = 'tenant_id' and attrelid in (select oid from pg_class where relkind = 'r')",
  )
  await client.end()
  expect(rows[0]?.count).toBeGreaterThan(10)
})

test('each kind of obstacle is found', async () => {
  const schema = `
    create table tenants (tenant_id bigint primary key, favourite bigint);
    create table sound (tenant_id bigint not null references tenants, id uuid not null, primary key (tenant_id, id));
    create table lonely (id bigint primary key);
    create table narrow (tenant_id int not null, primary key (tenant_id));
    create table loose (tenant_id bigint not null, id uuid not null, code text unique, primary key (tenant_id, id));
    create table crossing (tenant_id bigint not null, id uuid not null, other bigint references lonely, primary key (tenant_id, id),
      sound_tenant bigint, sound_id uuid, constraint crossing_tenants foreign key (sound_tenant, sound_id) references sound (tenant_id, id));
    create table forgetting (tenant_id bigint, id uuid not null, unique (tenant_id, id),
      constraint forgetting_tenant foreign key (tenant_id, id) references sound (tenant_id, id) on delete set null);
    alter table tenants add constraint backwards foreign key (favourite) references lonely (id);
    create table counted (tenant_id bigint not null, n int generated always as identity, m serial, primary key (tenant_id, n));
    create function nothing() returns trigger language plpgsql as 'begin return new; end';
    create trigger on_insert before insert on sound for each row execute function nothing();
    create rule as_well as on insert to counted do also delete from lonely;`

  expect(await obstaclesIn(faulty, schema)).toEqual([
    'counted: counted column narrower than bigint (m)',
    'counted: counted column narrower than bigint (n)',
    'tenants: foreign key from a table on every node to a sharded one (backwards)',
    'crossing: foreign key that does not carry tenant_id on both sides (crossing_tenants)',
    'forgetting: foreign key that would set tenant_id to null or a default (forgetting_tenant)',
    'counted: rule (as_well)',
    'lonely: table without tenant_id',
    'narrow: tenant_id is not bigint (integer)',
    'sound: trigger (on_insert)',
    'loose: unique or exclusion without tenant_id (loose_code_key)',
  ])
})
