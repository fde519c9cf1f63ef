import type pg from 'pg'

/** A country of our own making: communes under provinces, a plan of indicators, and approved figures of every month. */
export type Country = {
  readonly provinces: number
  readonly communes: number
  readonly indicators: number
  readonly months: readonly string[]
  /** Whether obligations have the form of their unit: every indicator with its target. Figures are read without. */
  readonly hasForms?: boolean
}

/** A sound id of version 8, made of a word and a number. */
const id = (kind: string, number: string): string =>
  `overlay(overlay(md5('${kind}' || ${number}) placing '8' from 13) placing '8' from 17)::uuid`

/** Written by the database itself, without the checks that each row would have by the program: what is measured is reading. */
export async function settleCountry(
  client: pg.Client,
  tenantId: string,
  { provinces, communes, indicators, months, hasForms = false }: Country,
): Promise<void> {
  const run = (text: string): Promise<unknown> => client.query(text.replaceAll('$tenant', tenantId))
  const first = months[0] ?? ''
  const monthsTable = `(select m, to_date(m || '-10', 'YYYY-MM-DD') as ends from unnest(array[${months.map((month) => `'${month}'`).join(',')}]) m) months`
  await run('set session_replication_role = replica')
  await run(`set maintenance_work_mem = '1GB'`)
  await run(`
    insert into units (tenant_id, id, created_at)
    select $tenant::bigint, ${id('p', 'n')}, '2020-01-01'::timestamptz from generate_series(1, ${provinces}) n union all select $tenant, ${id('c', 'n')}, '2020-01-01' from generate_series(1, ${communes}) n;
    insert into unit_versions (tenant_id, unit_id, valid_from, position, name, short_name, unit_group, official_code, parent_id, recorded_at)
    select $tenant::bigint, ${id('p', 'n')}, '2020-01-01'::date, n, 'Tỉnh số ' || n, 'Tỉnh ' || n, 'area', 'P' || n, null::uuid, '2020-01-01'::timestamptz from generate_series(1, ${provinces}) n
    union all
    select $tenant, ${id('c', 'n')}, '2020-01-01', ${provinces} + n, 'Xã số ' || n, 'Xã ' || n, 'ward', 'C' || n, ${id('p', `(n % ${provinces} + 1)`)}, '2020-01-01' from generate_series(1, ${communes}) n;
    insert into unit_versions_known (tenant_id, unit_id, valid_from, known_from, valid_to, position, name, short_name, unit_group, kind, official_code, identifier, parent_id)
    select tenant_id, unit_id, valid_from, recorded_at, valid_to, position, name, short_name, unit_group, kind, official_code, identifier, parent_id
      from unit_versions where tenant_id = $tenant and official_code is not null`)
  await run(`
    insert into documents (tenant_id, id, type, title, registered_at, registered_by) values ($tenant, ${id('d', `'1'`)}, 'kế hoạch', 'Kế hoạch diễn tập', '2022-12-01', ${id('p', '1')});
    insert into plans values ($tenant, ${id('k', `'1'`)}, ${id('d', `'1'`)}, 'Kế hoạch diễn tập', 2023, 1);
    insert into regimes values ($tenant, ${id('r', `'1'`)}, ${id('k', `'1'`)}, '{"frequency": "monthly"}', '${first}', '${months.at(-1) ?? ''}', '2022-12-01');
    insert into indicators (tenant_id, id, plan_id, since_version, position, code, pillar, name, kind, numerator_label, denominator_label, unit_of_measure, digits, target, roll_up, clause)
    select $tenant, ${id('i', 'n')}, ${id('k', `'1'`)}, 1, n, 'I.' || n, 'Chính quyền số', 'Chỉ tiêu số ' || n, 'ratio', 'tử số', 'mẫu số', '%', 2, '{"op": ">=", "value": "80", "unit": "%"}', 'sumRatio', ''
      from generate_series(1, ${indicators}) n;
    insert into obligations (tenant_id, id, regime_id, level, unit_id, period, window_from, window_to, nominal_due, due_at, form, created_at)
    select $tenant, ${id('o', `n || m`)}, ${id('r', `'1'`)}, case when n = 0 then 'city' else 'unit' end, case when n = 0 then ${id('p', '1')} else ${id('c', 'n')} end,
           m, (ends - interval '1 month')::date, ends, ends + 2, ends + 2, ${hasForms ? 'form' : `'[]'`}, '2022-12-01'
      from generate_series(0, ${communes}) n cross join ${monthsTable}
     cross join (select jsonb_agg(jsonb_build_object('indicatorId', id, 'target', target) order by position) form from indicators where tenant_id = $tenant) forms;
    insert into reports (tenant_id, id, unit_id, period, state, first_submitted_at, approved_at)
    select tenant_id, id, unit_id, period, 'approved', due_at, due_at from obligations where tenant_id = $tenant and level = 'unit'`)
  const indexes = await client.query<{ text: string; name: string; constraint: string | null }>(
    `select pg_get_indexdef(i.indexrelid) text, i.indexrelid::regclass::text as name, pg_get_constraintdef(c.oid) as constraint
       from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'p' where i.indrelid = 'approved_figures'::regclass`,
  )
  for (const { name, constraint } of indexes.rows)
    await run(constraint === null ? `drop index ${name}` : `alter table approved_figures drop constraint ${name}`)
  await run(`
    insert into approved_figures (tenant_id, period, indicator_id, unit_id, report_id, version, numerator, denominator)
    select $tenant, o.period, i.id, o.unit_id, o.id, 1, (o.number + i.position * 13) % 900 + 1, 1000
      from (select *, abs(hashtext(id::text)) % 900 as number from obligations where tenant_id = $tenant and level = 'unit') o
     cross join (select id, position from indicators where tenant_id = $tenant) i`)
  for (const { name, text, constraint } of indexes.rows)
    await run(constraint === null ? text : `alter table approved_figures add constraint ${name} ${constraint}`)
  await run('vacuum (analyze) approved_figures')
  await run('analyze')
}
