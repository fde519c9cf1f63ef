import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verifyAudit } from '@haidang/server/audit/verify'
import { registerPlansJobs } from '@haidang/server/plans/jobs'
import { openPlan } from '@haidang/server/plans/pages'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { periods } from './figures.ts'
import { loadSample } from './load-sample.ts'
import type { LoadedSample } from './load-sample.ts'
import { auditor, synthesisOfficers } from './people.ts'
import { loadingSlug, removeHalfLoaded } from './load/remove-half-loaded.ts'
import { openServices } from './testing.ts'
import { sampleNow } from './timeline.ts'

let city: Awaited<ReturnType<typeof openServices>>
let loaded: LoadedSample
let seconds = 0
const said: string[] = []
beforeAll(async () => {
  city = await openServices('sample')
  // A load that was killed in the middle left this behind.
  await city.services.db
    .insertInto('tenants')
    .values({
      slug: loadingSlug,
      name: 'Dở dang',
      issuer: 'X',
      superior_body: null,
      place: 'Vũng Tàu',
      symbol_suffix: 'UBND',
      practice: true,
      created_at: sampleNow,
    })
    .execute()
  const begun = performance.now()
  loaded = await loadSample(city.services, (line) => said.push(line))
  seconds = (performance.now() - begun) / 1000
}, 240_000)
afterAll(() => city.close())

const planIdOf = (year: number): string => loaded.office.plans.find((plan) => plan.year === year)?.planId ?? ''
const rows = async <Row extends Record<string, unknown>>(text: string): Promise<readonly Row[]> =>
  (await city.services.pool.query<Row>(text, [loaded.office.tenantId])).rows
const count = async (text: string): Promise<number> =>
  Number((await rows<{ count: number }>(`select count(*)::int as count from ${text}`))[0]?.count)

test('the city has its 40 reporting units, the committee that does not report, and the codes of 2024', async () => {
  const groups = await rows(
    `select unit_group as group, count(*)::int as units from unit_versions where tenant_id = $1 and valid_from < '2025-07-01' group by 1 order by 1`,
  )
  expect(groups).toEqual([
    { group: 'agency', units: 11 },
    { group: 'committee', units: 1 },
    { group: 'department', units: 12 },
    { group: 'ward', units: 17 },
  ])
  expect(await rows(`select name from unit_versions where tenant_id = $1 and official_code = '26545'`)).toEqual([
    { name: 'UBND xã Long Sơn' },
  ])
  expect(
    await rows(
      `select left(period, 4) as year, count(distinct unit_id)::int as units from obligations where tenant_id = $1 and level = 'unit' and period < '2025-07' group by 1 order by 1`,
    ),
  ).toEqual([
    { year: '2024', units: 40 },
    { year: '2025', units: 40 },
  ])
  expect(await count(`tenants where tenant_id <> $1`)).toBe(0)
})

test('on 1 July 2025 the 17 wards are five; reports, tasks and accounts have passed to those that go on', async () => {
  expect(
    await rows(
      `select v.name, v.short_name as short, v.official_code as code, count(e.from_unit_id)::int as parts
         from unit_versions v left join lineage_edges e on e.tenant_id = $1 and e.to_unit_id = v.unit_id
        where v.tenant_id = $1 and v.unit_group = 'ward' and v.valid_to is null group by 1, 2, 3 order by 3`,
    ),
  ).toEqual([
    { name: 'UBND phường Vũng Tàu', short: 'Phường Vũng Tàu', code: '26506', parts: 7 },
    { name: 'UBND phường Tam Thắng', short: 'Phường Tam Thắng', code: '26526', parts: 4 },
    { name: 'UBND phường Rạch Dừa', short: 'Phường Rạch Dừa', code: '26536', parts: 3 },
    { name: 'UBND phường Phước Thắng', short: 'Phường Phước Thắng', code: '26542', parts: 2 },
    { name: 'UBND xã Long Sơn', short: 'Xã Long Sơn', code: '26545', parts: 0 },
  ])
  expect(
    await rows(`select document_number as number, state, effective_on::text as day from reorganisations where tenant_id = $1`),
  ).toEqual([{ number: '1685/NQ-UBTVQH15', state: 'applied', day: '2025-07-01' }])
  const owed = `select period, count(*)::int as reports from reports where tenant_id = $1 and period > '2025' and state <> 'passedOn' group by 1 order by 1`
  expect(await rows(owed)).toEqual([
    ...['05', '06'].map((month) => ({ period: `2025-${month}`, reports: 40 })),
    ...['07', '08', '09', '10', '11', '12'].map((month) => ({ period: `2025-${month}`, reports: 28 })),
  ])
  const endedUnit = (table: string): string =>
    `${table} t join unit_versions v on v.tenant_id = $1 and v.unit_id = t.unit_id and v.valid_to is not null where t.tenant_id = $1`
  expect(await count(endedUnit('accounts'))).toBe(0)
  expect(await count(`${endedUnit('task_assignments')} and t.state in ('assigned', 'inProgress')`)).toBe(0)
})

test('the figures of a new ward are those of its parts together', async () => {
  const people = async (period: string): Promise<number> =>
    Number(
      (
        await rows<{ people: string }>(
          `select sum(e.denominator) as people from report_entries e join reports r on r.tenant_id = $1 and r.id = e.report_id
             join indicators i on i.tenant_id = $1 and i.id = e.indicator_id and i.name = 'Người trưởng thành có tài khoản dịch vụ công'
            where e.tenant_id = $1 and r.period = $2`.replace('$2', `'${period}'`),
        )
      )[0]?.people,
    )
  const [before, after] = [await people('2025-05'), await people('2025-07')]
  expect(after).toBeGreaterThan(before * 0.9)
  expect(after).toBeLessThan(before * 1.1)
})

test('each of the 40 units has one focal point and 3 to 20 indicators; there are two synthesis officers', async () => {
  const roles = await rows(`select role, count(*)::int as people from account_roles where tenant_id = $1 group by 1 order by 1`)
  expect(roles).toEqual([
    { role: 'administrator', people: 1 },
    { role: 'auditor', people: 1 },
    { role: 'focalPoint', people: 40 },
    { role: 'leader', people: 2 },
    { role: 'synthesis', people: 2 },
  ])
  const [most] = await rows<{ least: number; most: number }>(
    `select min(n)::int as least, max(n)::int as most from (select count(*) as n from indicator_assignments where tenant_id = $1 and indicator_id in (select id from indicators where tenant_id = $1 and plan_id = '${planIdOf(2024)}') group by unit_id) c`,
  )
  expect(most?.least).toBeGreaterThanOrEqual(3)
  expect(most?.most).toBeLessThanOrEqual(20)
})

test('the plan was issued on 20 April with 41 indicators in five pillars, each ratio with both of its names', async () => {
  const plan = await openPlan(callOf(), planIdOf(2024))
  expect(plan).toMatchObject({ issuedOn: '2024-04-20', year: 2024, indicatorCount: 41, unitCount: 40 })
  expect(new Set(plan.indicators.map(({ pillar }) => pillar)).size).toBe(5)
  expect(plan.indicators.filter(({ kind }) => kind !== 'milestone')).toHaveLength(40)
  expect(
    plan.indicators.filter(({ kind }) => kind === 'unitCount').map(({ target, unitIds }) => [target.value, target.outOf, unitIds.length]),
  ).toEqual([
    ['17', 17, 17],
    ['17', 17, 17],
  ])
  expect(plan.tasks.length).toBeGreaterThanOrEqual(25)
  expect(plan.tasks.filter(({ leadUnitIds }) => leadUnitIds.length === 0)).toEqual([])
  const sme = plan.indicators.filter(({ name }) => name.startsWith('Doanh nghiệp nhỏ và vừa thường xuyên'))
  expect(sme.map(({ target }) => target.value)).toEqual(['55', '30'])
})

test('every clause of the plan opens at its passage in the stored directive, and its doubts are named', async () => {
  const [stored] = await rows<{ text: string; doubts: readonly { code: string }[] }>(
    `select document_text as text, reading -> 'doubts' as doubts from plan_imports where tenant_id = $1 order by created_at limit 1`,
  )
  const plan = await openPlan(callOf(), planIdOf(2024))
  for (const { clause, source } of plan.indicators) expect(stored?.text.slice(source?.start, source?.end)).toContain(clause)
  for (const { text, source } of plan.tasks) expect(stored?.text.slice(source?.start, source?.end)).toContain(text)
  const codes = stored?.doubts.map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['missingNumber', 'contradictingTargets', 'overlappingWindow']))
})

test('the regime shows our dates beside the plan’s words: 12 May 2024 was a Sunday', async () => {
  const { regimes } = await openPlan(callOf(), planIdOf(2024))
  expect(regimes[0]?.regime.quote).toContain('thời điểm chốt số liệu báo cáo từ 10 tháng trước đến ngày 10 tháng tiếp theo')
  expect(regimes[0]?.dates.map(({ period, unit, city }) => [period, unit.at.slice(0, 10), city.at.slice(0, 10)])).toEqual([
    ['2024-05', '2024-05-13', '2024-05-27'],
    ['2024-06', '2024-06-12', '2024-06-25'],
    ['2024-07', '2024-07-12', '2024-07-25'],
    ['2024-08', '2024-08-12', '2024-08-26'],
    ['2024-09', '2024-09-12', '2024-09-25'],
  ])
})

test('nine months have life in them: late, returned, missing and corrected reports', async () => {
  const months = await rows<{ period: string; late: number; missing: number; returned: number; approved: number }>(
    `select r.period, count(*) filter (where r.first_submitted_at > o.due_at)::int as late, count(*) filter (where r.first_submitted_at is null)::int as missing,
       count(*) filter (where exists (select 1 from report_events e where e.tenant_id = $1 and e.report_id = r.id and e.kind = 'returned'))::int as returned, count(*) filter (where r.state = 'approved')::int as approved
     from reports r join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
     where r.tenant_id = $1 and r.period <= '2025-08' and r.state <> 'passedOn' group by 1 order by 1`,
  )
  expect(months.map(({ period }) => period)).toEqual([...periods])
  for (const month of months) {
    expect(month.late).toBeGreaterThanOrEqual(4)
    expect(month.missing).toBeGreaterThanOrEqual(1)
    expect(month.returned).toBeGreaterThanOrEqual(2)
  }
  const august = months.at(-1)
  expect(august?.approved).toBeGreaterThanOrEqual(14)
  expect(august?.approved).toBeLessThan(28)
  expect(await count(`reports where tenant_id = $1 and period = '2025-08' and state = 'returned'`)).toBe(2)
  expect(
    await rows(
      `select s.version, s.reason is not null as reasoned from report_snapshots s join reports r on r.tenant_id = s.tenant_id and r.id = s.report_id where s.tenant_id = $1 and r.version = 2 order by 1`,
    ),
  ).toEqual([
    { version: 1, reasoned: false },
    { version: 2, reasoned: true },
  ])
})

test('what was not reported is a gap with a reason, never a zero', async () => {
  expect(await count(`report_entries where tenant_id = $1 and numerator is null and note <> ''`)).toBeGreaterThanOrEqual(10)
  expect(await count(`report_entries where tenant_id = $1 and numerator is null and note = ''`)).toBe(0)
  expect(await count(`report_entries where tenant_id = $1 and numerator > denominator`)).toBe(0)
})

test('narratives differ, evidence can be opened, tasks stand in all four states', async () => {
  const [narratives] = await rows<{ total: number; different: number }>(
    `select count(*)::int as total, count(distinct text)::int as different from report_narratives where tenant_id = $1`,
  )
  expect(narratives?.total).toBeGreaterThan(500)
  expect((narratives?.different ?? 0) / (narratives?.total ?? 1)).toBeGreaterThan(0.5)
  const kinds = await rows<{ kind: string }>(
    `select distinct split_part(media_type, ';', 1) as kind from evidence where tenant_id = $1 order by 1`,
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['application/pdf', 'image/png', 'text/plain'])
  const late = await count(
    `task_assignments a join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id where a.tenant_id = $1 and a.part = 'lead' and a.done_at >= t.deadline_at`,
  )
  const overdue = await count(
    `task_assignments a join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id where a.tenant_id = $1 and a.part = 'lead' and a.state not in ('done', 'passedOn') and t.deadline_at < '${sampleNow}'`,
  )
  expect(late).toBeGreaterThan(5)
  expect(overdue).toBeGreaterThan(3)
})

test('all months but August 2025 are issued, and the clock stands at the morning of 9 September 2025', async () => {
  expect(
    await rows(
      `select c.period, i.version from consolidations c join consolidation_issues i on i.tenant_id = c.tenant_id and i.consolidation_id = c.id where c.tenant_id = $1 order by 1`,
    ),
  ).toEqual(periods.slice(0, -1).map((period) => ({ period, version: 1 })))
  const [office] = await rows<{ slug: string; shift: number }>(
    `select slug, clock_shift_seconds as shift from tenants where tenant_id = $1`,
  )
  expect(office?.slug).toBe('vung-tau')
  expect(Math.abs(Date.now() + (office?.shift ?? 0) * 1000 - Date.parse(sampleNow))).toBeLessThan(120_000)
})

test('each unit’s lines stand in the order of time, and nobody of the real papers is among the people', async () => {
  expect(
    await count(
      `(select at < lag(at) over (partition by stream order by seq) as back from audit_lines where tenant_id = $1 and stream like 'unit:%') l where back`,
    ),
  ).toBe(0)
  const names = loaded.people.map(({ name }) => name)
  for (const official of [
    'Vũ Hồng Thuấn',
    'Vũ Hồng Thuận',
    'Đỗ Quốc Đạt',
    'Võ Minh Châu',
    'Phan Khắc Duy',
    'Nguyễn Văn Thọ',
    'Lê Ngọc Khánh',
    'Lê Việt Trung',
    'Bùi Văn Lý',
  ])
    expect(names).not.toContain(official)
})

test('the log of all this work verifies, and the job that would read the directive again leaves the issued plan alone', async () => {
  await registerPlansJobs(city.services)
  await city.services.queue.drain()
  expect(await rows(`select state, document_text is not null as kept from plan_imports where tenant_id = $1`)).toEqual([
    { state: 'issued', kept: true },
    { state: 'issued', kept: true },
  ])

  const { faults, lines, streams } = await verifyAudit(city.services, loaded.office.tenantId)
  expect(faults).toEqual([])
  expect(streams).toBeGreaterThanOrEqual(40)
  expect(lines).toBeGreaterThan(1500)
})

test('loading takes seconds and says how far it is', () => {
  console.info(`sample loaded in ${seconds.toFixed(1)} s`)
  expect(said.length).toBeGreaterThan(4)
  expect(new Set(said).size).toBe(said.length)
  expect(seconds).toBeLessThan(120)
})

function callOf() {
  const [officer] = synthesisOfficers
  return {
    services: city.services,
    tenantId: loaded.office.tenantId,
    now: sampleNow,
    requestId: crypto.randomUUID(),
    actor: { id: officer.id, name: officer.name },
    viewer: {
      accountId: officer.id,
      tenantId: String(loaded.office.tenantId),
      unitId: auditor.unit.id,
      takenOver: [],
      roles: officer.roles,
    },
  }
}

type GoldIndicator = {
  readonly text: string
  readonly pillar?: string | null
  readonly target: { readonly op: string; readonly value: number | null; readonly outOf?: number; readonly unit: string | null }
}

describe.skipIf(!process.env['HAIDANG_SHARED'])('[shared] the plan of the seed', () => {
  test('the sample has each indicator of part II with its pillar, operator, value and unit', async () => {
    const gold: { indicators: readonly GoldIndicator[] } = JSON.parse(
      readFileSync(join(process.env['HAIDANG_SHARED'] ?? '', 'tools/gold/001_9f770966d2d2f270.gold.json'), 'utf8'),
    )
    const ofPartTwo = gold.indicators.filter(({ pillar }) => typeof pillar === 'string')
    const plan = await openPlan(callOf(), planIdOf(2024))
    const shape = (
      pillar: string,
      { op, value, outOf, unit }: { op: string; value: number | string | null; outOf?: number | undefined; unit: string | null },
    ) => [pillar.toLowerCase(), op, value === null ? null : String(value), outOf ?? null, unit]
    expect(ofPartTwo).toHaveLength(41)
    expect(plan.indicators.map(({ pillar, target }) => shape(pillar, target))).toEqual(
      ofPartTwo.map(({ pillar, target }) => shape(pillar ?? '', target)),
    )
  })

  test('its clauses are our own words', async () => {
    const gold: { indicators: readonly GoldIndicator[] } = JSON.parse(
      readFileSync(join(process.env['HAIDANG_SHARED'] ?? '', 'tools/gold/001_9f770966d2d2f270.gold.json'), 'utf8'),
    )
    const plan = await openPlan(callOf(), planIdOf(2024))
    const texts = new Set(gold.indicators.map(({ text }) => text))
    expect(plan.indicators.filter(({ clause }) => texts.has(clause))).toEqual([])
  })
})

// Last, since nothing is left of the city.
test('had it been cut off at the very end, nothing of it would stay', async () => {
  await city.services.db.updateTable('tenants').set({ slug: loadingSlug }).execute()
  await removeHalfLoaded(city.services)
  expect(await city.services.db.selectFrom('tenants').select('slug').execute()).toEqual([])
})
