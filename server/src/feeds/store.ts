import { feedSettingsSchema } from '@haidang/api/feeds'
import type { FeedFailure, FeedFinding, FeedRun, FeedSettings } from '@haidang/api/feeds'
import type { IndicatorKind } from '@haidang/domain/indicators/indicator'
import { addDays } from '@haidang/domain/periods/day'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { lastDayOf } from '@haidang/domain/periods/period'
import type { FeedFigure } from '@haidang/domain/feeds/delivery'
import { sql } from 'kysely'
import type { FeedRunsTable, FeedsTable } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import type { Tx } from '../platform/transaction.ts'

export type FeedRow = {
  readonly id: string
  readonly state: FeedsTable['state']
  readonly settings: FeedSettings
  readonly secret: Buffer | null
  readonly hasToken: boolean
  readonly revision: number
  readonly since: Instant
  readonly newestAt: Instant | null
  readonly filesUntil: Instant | null
}

const feedColumns = `f.id, f.state, f.settings, f.secret, f.token_hash is not null "hasToken", f.revision, f.since, f.newest_at "newestAt", f.files_until "filesUntil"`

const feedOfRow = ({ settings, ...row }: Omit<FeedRow, 'settings'> & { readonly settings: unknown }): FeedRow => ({
  ...row,
  settings: feedSettingsSchema.parse(settings),
})

/** When something new came last; before anything has, when it began to be expected. */
export const newestOf = ({ since, newestAt }: Pick<FeedRow, 'since' | 'newestAt'>): string =>
  newestAt !== null && newestAt > since ? newestAt : since

/** A feed by its id. Not there and not the office's look the same; `forChange` holds its row until the transaction ends. */
export async function feedOf(tx: Tx, tenantId: number, id: string, mode: 'forReading' | 'forChange' = 'forReading'): Promise<FeedRow> {
  const [row] = await tx.raw<FeedRow>(
    `select ${feedColumns} from feeds f where f.tenant_id = $1 and f.id = $2 ${mode === 'forChange' ? 'for no key update' : ''}`,
    [tenantId, id],
  )
  if (row === undefined) throw problem('notFound')
  return feedOfRow(row)
}

/** The office's feeds by their names. */
export async function feedsOfOffice(tx: Tx, tenantId: number): Promise<readonly FeedRow[]> {
  const rows = await tx.raw<FeedRow>(`select ${feedColumns} from feeds f where f.tenant_id = $1 order by f.name collate "vi-x-icu", f.id`, [
    tenantId,
  ])
  return rows.map(feedOfRow)
}

/** Whose token it is. */
export async function feedOfToken(tx: Tx, tenantId: number, tokenHash: Buffer): Promise<string | undefined> {
  const [row] = await tx.raw<{ id: string }>(`select id from feeds where tenant_id = $1 and token_hash = $2`, [tenantId, tokenHash])
  return row?.id
}

export type RunRow = FeedRun & { readonly feedId: string; readonly feedRevision: number; readonly unmapped: readonly string[] }

const runColumns = `r.id, r.feed_id "feedId", r.feed_revision "feedRevision", r.cause, a.full_name "by", r.started_at "startedAt", r.ended_at "endedAt",
  r.file_name "fileName", r.bytes, r.sha256, r.outcome, r.failure, r.value_count "values", r.figure_count "figures", r.changed, r.findings, r.unmapped`
const runTables = `feed_runs r left join accounts a on a.tenant_id = r.tenant_id and a.id = r.by_account`

const mostRuns = 100

export const runsOf = (tx: Tx, tenantId: number, feedId: string): Promise<readonly RunRow[]> =>
  tx.raw<RunRow>(
    `select ${runColumns} from ${runTables} where r.tenant_id = $1 and r.feed_id = $2 order by r.started_at desc, r.id desc limit ${mostRuns}`,
    [tenantId, feedId],
  )

/** The last run of each feed. */
export async function lastRuns(tx: Tx, tenantId: number): Promise<ReadonlyMap<string, RunRow>> {
  const rows = await tx.raw<RunRow>(
    `select r.* from feeds f cross join lateral (
       select ${runColumns} from ${runTables} where r.tenant_id = $1 and r.feed_id = f.id order by r.started_at desc, r.id desc limit 1) r
      where f.tenant_id = $1`,
    [tenantId],
  )
  return new Map(rows.map((row) => [row.feedId, row]))
}

export async function runOf(tx: Tx, tenantId: number, feedId: string, id: string): Promise<RunRow> {
  const [row] = await tx.raw<RunRow>(`select ${runColumns} from ${runTables} where r.tenant_id = $1 and r.feed_id = $2 and r.id = $3`, [
    tenantId,
    feedId,
    id,
  ])
  if (row === undefined) throw problem('notFound')
  return row
}

/** What came with a run, as it came: its own, or of the run that brought the same bytes before. */
export async function deliveredWith(tx: Tx, tenantId: number, run: RunRow): Promise<readonly DeliveredRow[]> {
  const [row] = await tx.raw<{ delivered: readonly DeliveredRow[] }>(
    `select delivered from feed_runs where tenant_id = $1 and feed_id = $2 and sha256 = $3 and delivered is not null and started_at <= $4
      order by started_at desc, id desc limit 1`,
    [tenantId, run.feedId, run.sha256, run.startedAt],
  )
  return row?.delivered ?? []
}

/** Unit, series, period and the text of the value. */
export type DeliveredRow = readonly [string, string, string, string]

export const runByKey = async (tx: Tx, tenantId: number, feedId: string, key: string): Promise<RunRow | undefined> => {
  const [row] = await tx.raw<RunRow>(
    `select ${runColumns} from ${runTables} where r.tenant_id = $1 and r.feed_id = $2 and r.delivery_key = $3`,
    [tenantId, feedId, key],
  )
  return row
}

/**
 * The run that brought these bytes before, where that makes them nothing new: the last one that brought anything, or, of a file, any that read
 * it. What was told by other settings, or left something over, is worth another look.
 */
export async function sameDelivery(
  tx: Tx,
  tenantId: number,
  { id, revision }: FeedRow,
  { sha256, fileName }: { readonly sha256: string; readonly fileName: string | null },
): Promise<RunRow | undefined> {
  const [row] = await tx.raw<RunRow>(
    `select ${runColumns} from ${runTables}
      where r.tenant_id = $1 and r.feed_id = $2 and r.outcome <> 'failed' and ($3::text is null or (r.file_name = $3 and r.sha256 = $4))
      order by r.started_at desc, r.id desc limit 1`,
    [tenantId, id, fileName, sha256],
  )
  return row !== undefined && row.sha256 === sha256 && row.feedRevision === revision && row.outcome !== 'partly' ? row : undefined
}

export type NewRun = {
  readonly id: string
  readonly feed: Pick<FeedRow, 'id' | 'revision'>
  readonly cause: FeedRunsTable['cause']
  readonly by: string | null
  readonly startedAt: Instant
  readonly endedAt: Instant
  readonly fileName: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly key: string | null
  readonly outcome: FeedRunsTable['outcome']
  readonly failure: FeedFailure | null
  readonly values: number
  readonly figures: number
  readonly changed: number
  readonly findings: readonly FeedFinding[]
  readonly unmapped: readonly string[]
  readonly delivered: readonly DeliveredRow[] | null
}

export async function addRun(tx: Tx, { tenantId }: Call, run: NewRun): Promise<void> {
  await tx.q
    .insertInto('feed_runs')
    .values({
      tenant_id: tenantId,
      id: run.id,
      feed_id: run.feed.id,
      feed_revision: run.feed.revision,
      cause: run.cause,
      by_account: run.by,
      started_at: run.startedAt,
      ended_at: run.endedAt,
      file_name: run.fileName,
      bytes: run.bytes,
      sha256: run.sha256,
      delivery_key: run.key,
      outcome: run.outcome,
      failure: run.failure === null ? null : JSON.stringify(run.failure),
      value_count: run.values,
      figure_count: run.figures,
      changed: run.changed,
      findings: JSON.stringify(run.findings),
      unmapped: JSON.stringify(run.unmapped),
      delivered: run.delivered === null ? null : JSON.stringify(run.delivered),
    })
    .execute()
}

/**
 * Keeps what a run says of our figures, and answers of how many it says something else than the feed did before. A part that did not come
 * leaves the one that came earlier: a numerator and its denominator may come in two files.
 */
export async function keepFigures(
  tx: Tx,
  { tenantId }: Call,
  {
    feedId,
    runId,
    at,
    figures,
  }: { readonly feedId: string; readonly runId: string; readonly at: Instant; readonly figures: readonly FeedFigure[] },
): Promise<number> {
  const { rows } = await sql<object>`
    with said as (
      select s.* from jsonb_to_recordset(${JSON.stringify(figures)}) as s ("unitId" uuid, "indicatorId" uuid, period text, numerator numeric, denominator numeric)
    ), news as (
      select s."unitId" unit_id, s."indicatorId" indicator_id, s.period, coalesce(s.numerator, v.numerator) numerator,
             coalesce(s.denominator, v.denominator) denominator
        from said s
        left join feed_values v on v.tenant_id = ${tenantId} and v.period = s.period and v.unit_id = s."unitId" and v.indicator_id = s."indicatorId"
         and v.feed_id = ${feedId} and v.said_until is null
       where v.run_id is null or (coalesce(s.numerator, v.numerator), coalesce(s.denominator, v.denominator)) is distinct from (v.numerator, v.denominator)
    ), closed as (
      update feed_values v set said_until = ${at} from news n
       where v.tenant_id = ${tenantId} and v.period = n.period and v.unit_id = n.unit_id and v.indicator_id = n.indicator_id
         and v.feed_id = ${feedId} and v.said_until is null
      returning v.run_id
    )
    select n.* from news n`.execute(tx.q)
  if (rows.length === 0) return 0
  await sql`
    insert into feed_values (tenant_id, period, unit_id, indicator_id, feed_id, run_id, numerator, denominator, said_at)
    select ${tenantId}, n.period, n.unit_id, n.indicator_id, ${feedId}, ${runId}, n.numerator, n.denominator, ${at}
      from jsonb_to_recordset(${JSON.stringify(rows)}) as n (unit_id uuid, indicator_id uuid, period text, numerator numeric, denominator numeric)`.execute(
    tx.q,
  )
  return rows.length
}

/** The last day that the reports of each period cover, by the plans of these indicators; of a period that nobody owes its own last. */
export async function lastDays(
  tx: Tx,
  tenantId: number,
  indicatorIds: readonly string[],
  periods: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  const rows = await tx.raw<{ period: string; windowTo: Day }>(
    `select o.period, max(o.window_to) "windowTo" from obligations o join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
      where o.tenant_id = $1 and o.level = 'unit' and o.period = any($3::text[])
        and g.plan_id in (select plan_id from indicators where tenant_id = $1 and id = any($2::uuid[]))
      group by o.period`,
    [tenantId, indicatorIds, periods],
  )
  const owed = new Map(rows.map(({ period, windowTo }) => [period, addDays(windowTo, -1)]))
  return new Map(periods.map((period) => [period, owed.get(period) ?? lastDayOf(period)]))
}

export type MappableIndicator = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly planTitle: string
  readonly numeratorLabel: string | null
  readonly denominatorLabel: string | null
}

/** Indicators of which units report figures, of all plans, the newest first. */
export const mappableIndicators = (tx: Tx, tenantId: number): Promise<readonly MappableIndicator[]> =>
  tx.raw<MappableIndicator>(
    `select i.id, i.code, i.name, i.kind, p.title "planTitle", i.numerator_label "numeratorLabel", i.denominator_label "denominatorLabel"
       from indicators i join plans p on p.tenant_id = i.tenant_id and p.id = i.plan_id
      where i.tenant_id = $1 and i.kind not in ('formula', 'text') order by p.year desc, p.title, i.position`,
    [tenantId],
  )

export const unknownUnits = async (tx: Tx, tenantId: number, ids: readonly string[]): Promise<readonly string[]> => {
  const rows = await tx.raw<{ id: string }>(`select id from units where tenant_id = $1 and id = any($2::uuid[])`, [tenantId, ids])
  const known = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !known.has(id))
}

export const slugOf = async (tx: Tx, tenantId: number): Promise<string> => {
  const { slug } = await tx.q.selectFrom('tenants').select('slug').where('tenant_id', '=', tenantId).executeTakeFirstOrThrow()
  return slug
}

export type SaidFigure = {
  readonly indicatorId: string
  readonly runId: string
  readonly system: string
  readonly at: Instant
  readonly numerator: string | null
  readonly denominator: string | null
}

/** What the office's feeds say of a unit in a period, the newest first. */
export const feedFiguresOf = (tx: Tx, tenantId: number, unitId: string, period: string): Promise<readonly SaidFigure[]> =>
  tx.hot<SaidFigure>(
    'feed-figures-of-unit',
    `select v.indicator_id "indicatorId", v.run_id "runId", f.settings ->> 'system' "system", v.said_at "at", v.numerator, v.denominator
       from feed_values v join feeds f on f.tenant_id = v.tenant_id and f.id = v.feed_id
      where v.tenant_id = $1 and v.period = $2 and v.unit_id = $3 and v.said_until is null order by v.said_at desc, f.name`,
    [tenantId, period, unitId],
  )

export type TakenFigure = {
  readonly indicatorId: string
  readonly revision: number
  readonly runId: string
  readonly system: string
  readonly at: Instant
}

/** Which entries of a report, at which revision, were taken over from a feed. */
export const takenFiguresOf = (tx: Tx, tenantId: number, reportId: string): Promise<readonly TakenFigure[]> =>
  tx.hot<TakenFigure>(
    'taken-figures-of-report',
    `select distinct on (t.indicator_id) t.indicator_id "indicatorId", t.revision, t.run_id "runId", f.settings ->> 'system' "system", r.ended_at "at"
       from entries_from_feeds t
       join feed_runs r on r.tenant_id = t.tenant_id and r.id = t.run_id
       join feeds f on f.tenant_id = r.tenant_id and f.id = r.feed_id
      where t.tenant_id = $1 and t.report_id = $2 order by t.indicator_id, t.revision desc`,
    [tenantId, reportId],
  )
