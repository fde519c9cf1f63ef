import type { UnitRef } from '@haidang/api/common'
import type { Entry } from '@haidang/api/reports'
import { isComplete } from '@haidang/domain/indicators/indicator'
import type { Figure, Indicator, IndicatorKind, RollUpMethod, Target } from '@haidang/domain/indicators/indicator'
import type { Instant } from '@haidang/domain/periods/day'
import type { NarrativeHeading, Regime } from '@haidang/domain/periods/regime'
import { sameFor } from '@haidang/domain/reports/check-entries'
import { canSeeReport } from '@haidang/domain/reports/policy'
import type { Explained, ReportState } from '@haidang/domain/reports/report'
import { readsAllUnits, unitsActedFor } from '@haidang/domain/access/roles'
import { definitionOf } from '../indicators/store.ts'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import type { Tx } from '../platform/transaction.ts'
import { targetOf } from '@haidang/api/targets'

/** A report with its obligation, its unit as it was called when it was due, and its plan. */
export type ReportHead = {
  readonly id: string
  readonly unit: UnitRef
  readonly period: string
  readonly state: ReportState
  readonly version: number
  readonly dueAt: Instant
  readonly nominalDue: string
  readonly movedBecause: string | null
  /** Null where no days were said that the report covers. */
  readonly windowFrom: string | null
  readonly windowTo: string
  readonly firstSubmittedAt: Instant | null
  readonly submittedAt: Instant | null
  readonly submittedBy: string | null
  readonly submittedById: string | null
  readonly approvedAt: Instant | null
  readonly approvedBy: string | null
  readonly correctionReason: string | null
  readonly regimeId: string
  readonly regime: Pick<Regime, 'name' | 'frequency' | 'quote' | 'closingTime' | 'outline'>
  readonly planId: string
  readonly planTitle: string
  readonly importId: string | null
  readonly expected: number
  readonly returnReason: string | null
  readonly extension: 'asked' | 'granted' | 'refused' | null
  readonly extendedFrom: Instant | null
  readonly shapes: Shapes
}

/** How many entries there are of each shape: whether that is a figure is for the domain to say. */
export type Shapes = readonly (readonly [
  kind: IndicatorKind,
  hasNumerator: boolean,
  hasDenominator: boolean,
  hasWords: boolean,
  count: number,
])[]

/** The shapes of the entries of a report that stands in the query as `r`. */
export const shapes = `
  coalesce((
    select json_agg(json_build_array(s.kind, s.has_numerator, s.has_denominator, s.has_words, s.count))
    from (
      select i.kind, e.numerator is not null as has_numerator, e.denominator is not null as has_denominator, e.words is not null as has_words,
        count(*) as count
      from report_entries e join indicators i on i.tenant_id = e.tenant_id and i.id = e.indicator_id
      where e.tenant_id = r.tenant_id and e.report_id = r.id
      group by 1, 2, 3, 4
    ) s
  ), '[]')`

/** How many of them are figures. */
export const enteredIn = (all: Shapes): number =>
  all
    .filter(([kind, hasNumerator, hasDenominator, hasWords]) =>
      isComplete(
        { kind },
        { ...(hasNumerator && { numerator: '1' }), ...(hasDenominator && { denominator: '1' }), ...(hasWords && { words: 'x' }) },
      ),
    )
    .reduce((sum, [, , , , count]) => sum + count, 0)

/** The unit's name on a day; a unit that no longer stands then keeps its last name. */
const unitNamedOn = (unitId: string, day: string): string => `
  lateral (
    select v.name, v.short_name, v.unit_group, v.position
    from unit_versions v
    where v.tenant_id = r.tenant_id and v.unit_id = ${unitId}
    order by (v.valid_from <= ${day} and (v.valid_to is null or ${day} < v.valid_to)) desc, v.valid_from desc
    limit 1
  ) u`

const headColumns = `
  r.id,
  json_build_object('id', r.unit_id, 'name', u.name, 'shortName', u.short_name, 'group', u.unit_group) as unit,
  r.period, r.state, r.version, o.due_at as "dueAt", o.nominal_due as "nominalDue", o.moved_because as "movedBecause",
  o.window_from as "windowFrom", o.window_to as "windowTo",
  r.first_submitted_at as "firstSubmittedAt", r.submitted_at as "submittedAt", sa.full_name as "submittedBy", r.submitted_by as "submittedById",
  r.approved_at as "approvedAt", aa.full_name as "approvedBy", r.correction_reason as "correctionReason",
  g.id as "regimeId", g.definition as regime, p.id as "planId", p.title as "planTitle", d.import_id as "importId",
  jsonb_array_length(o.form) as expected,
  case when r.state = 'returned' then (
    select e.reason from report_events e
    where e.tenant_id = r.tenant_id and e.report_id = r.id and e.kind = 'returned' order by e.at desc limit 1
  ) end as "returnReason",
  (select coalesce(x.answer, 'asked') from extensions x where x.tenant_id = r.tenant_id and x.report_id = r.id order by x.asked_at desc, x.id desc limit 1) as extension,
  (select x.due_before from extensions x where x.tenant_id = r.tenant_id and x.report_id = r.id and x.answer = 'granted' order by x.answered_at limit 1) as "extendedFrom",
  ${shapes} as shapes`

const headTables = `
  reports r
  join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
  join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
  join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
  join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
  cross join ${unitNamedOn('r.unit_id', 'o.nominal_due')}
  left join accounts sa on sa.tenant_id = r.tenant_id and sa.id = r.submitted_by
  left join accounts aa on aa.tenant_id = r.tenant_id and aa.id = r.approved_by`

/** The reports of a period that the viewer may see, in the order of the register of units. */
export async function reportsOfPeriod(tx: Tx, { viewer, tenantId }: Call, period: string): Promise<readonly ReportHead[]> {
  const { rows } = await sql<ReportHead>`
    select ${sql.raw(headColumns)} from ${sql.raw(headTables)}
    where r.tenant_id = ${tenantId} and r.period = ${period} and r.state <> 'passedOn' and (${readsAllUnits(viewer)} or r.unit_id = any(${unitsActedFor(viewer)}))
    order by p.title, u.position, u.name collate "vi-x-icu", r.id`.execute(tx.q)
  return rows.filter(({ unit }) => canSeeReport(viewer, unit.id))
}

/** Every report of the viewer's own unit, oldest first. */
export async function reportsOfOwnUnit(tx: Tx, { viewer, tenantId }: Call): Promise<readonly ReportHead[]> {
  const { rows } = await sql<ReportHead>`
    select ${sql.raw(headColumns)} from ${sql.raw(headTables)}
    where r.tenant_id = ${tenantId} and r.unit_id = any(${unitsActedFor(viewer)}) and r.state <> 'passedOn'
    order by o.window_to, r.period, p.title, r.id`.execute(tx.q)
  return rows.filter(({ unit }) => canSeeReport(viewer, unit.id))
}

export type PeriodDates = { readonly period: string; readonly windowTo: string }

/** The periods in which the viewer has reports to see, the first that closes first. */
export async function periodsOfViewer(tx: Tx, { viewer, tenantId }: Call): Promise<readonly PeriodDates[]> {
  const { rows } = await sql<PeriodDates>`
    select o.period, max(o.window_to) as "windowTo" from obligations o
    where o.tenant_id = ${tenantId} and o.level = 'unit' and (${readsAllUnits(viewer)} or o.unit_id = any(${unitsActedFor(viewer)}))
    group by o.period order by max(o.window_to), o.period`.execute(tx.q)
  return rows
}

/** The only door to a report: not there and not the viewer's look the same. `forChange` holds its row until the transaction ends. */
export async function reportHead(
  tx: Tx,
  { viewer, tenantId }: Call,
  id: string,
  mode: 'forReading' | 'forChange' = 'forReading',
): Promise<ReportHead> {
  // The row is locked before anything is read, so that what is read is what stands when the lock was granted.
  if (mode === 'forChange') {
    await tx.hot('hold-report', 'select 1 from reports where tenant_id = $1 and id = $2 for no key update', [tenantId, id])
  }
  const [head] = await tx.hot<ReportHead>('report-head', `select ${headColumns} from ${headTables} where r.tenant_id = $1 and r.id = $2`, [
    tenantId,
    id,
  ])
  if (!head || !canSeeReport(viewer, head.unit.id)) throw problem('notFound')
  return head
}

export type FormLine = {
  readonly indicator: Indicator
  readonly unitTarget: Target
  readonly clause: string
  readonly sourceStart: number | null
  readonly sourceEnd: number | null
  readonly entry: Entry
  /** Of the change that wrote the entry last. */
  readonly changeKey: string | null
}

type FormRow = {
  readonly report_id: string
  readonly id: string
  readonly code: string
  readonly pillar: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly roll_up: RollUpMethod
  readonly numerator_label: string | null
  readonly denominator_label: string | null
  readonly unit_of_measure: string
  readonly digits: number
  readonly unit_target: unknown
  readonly target: unknown
  readonly clause: string
  readonly source_start: number | null
  readonly source_end: number | null
  readonly definition: unknown
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words: string | null
  readonly note: string
  readonly revision: number
  readonly updated_at: Instant | null
  readonly updated_by: string | null
  readonly change_key: string | null
}

/** The report's frozen form in its order, each indicator with its entry. */
export const formOf = async (tx: Tx, call: Call, reportId: string): Promise<readonly FormLine[]> =>
  (await formsOf(tx, call, [reportId])).get(reportId) ?? []

/** The same of many reports, in one query. */
export async function formsOf(tx: Tx, { tenantId }: Call, reportIds: readonly string[]): Promise<ReadonlyMap<string, readonly FormLine[]>> {
  const rows = await tx.hot<FormRow>(
    'report-forms',
    `select o.id as report_id, i.id, i.code, i.pillar, i.name, i.kind, i.roll_up, i.numerator_label, i.denominator_label, i.unit_of_measure, i.digits,
      coalesce(f.item -> 'target', i.target) as unit_target, i.target, i.clause, i.source_start, i.source_end,
      d.definition, e.numerator, e.denominator, e.words, coalesce(e.note, '') as note, coalesce(e.revision, 0) as revision, e.updated_at, a.full_name as updated_by, e.change_key
    from obligations o
    cross join lateral jsonb_array_elements(o.form) with ordinality as f (item, position)
    join indicators i on i.tenant_id = o.tenant_id and i.id = (f.item ->> 'indicatorId')::uuid
    left join lateral (select x.definition from indicator_definitions x where x.tenant_id = o.tenant_id and x.indicator_id = i.id
      and x.from_period <= o.period order by x.version desc limit 1) d on true
    left join report_entries e on e.tenant_id = o.tenant_id and e.report_id = o.id and e.indicator_id = i.id
    left join accounts a on a.tenant_id = e.tenant_id and a.id = e.updated_by
    where o.tenant_id = $1 and o.id = any($2::uuid[])
    order by o.id, f.position`,
    [tenantId, reportIds],
  )
  const forms = new Map<string, FormLine[]>()
  for (const row of rows) {
    const lines = forms.get(row.report_id) ?? []
    lines.push(formLine(row))
    forms.set(row.report_id, lines)
  }
  return forms
}

function formLine(row: FormRow): FormLine {
  return {
    indicator: {
      id: row.id,
      code: row.code,
      pillar: row.pillar,
      name: row.name,
      kind: row.kind,
      unitOfMeasure: row.unit_of_measure,
      digits: row.digits,
      target: targetOf(row.target),
      rollUp: row.roll_up,
      // What a later definition left out is left out, and not the plan's.
      ...(row.definition === null
        ? {
            ...(row.numerator_label === null ? {} : { numeratorLabel: row.numerator_label }),
            ...(row.denominator_label === null ? {} : { denominatorLabel: row.denominator_label }),
          }
        : definitionOf(row.definition)),
    },
    unitTarget: targetOf(row.unit_target),
    clause: row.clause,
    sourceStart: row.source_start,
    sourceEnd: row.source_end,
    entry: {
      indicatorId: row.id,
      numerator: row.numerator,
      denominator: row.denominator,
      ...(row.words === null ? {} : { words: row.words }),
      note: row.note,
      revision: row.revision,
      updatedAt: row.updated_at,
      updatedBy: row.updated_by,
    },
    changeKey: row.change_key,
  }
}

export type PastFigure = { readonly period: string; readonly indicatorId: string; readonly figure: Figure }

/** How many periods the trend beside a figure reaches back. */
const periodsOfTrend = 12

/**
 * What the unit reported in the periods before, by the same regime, oldest first: the approved figure where one stands, else the submitted one. What was typed
 * and never handed in is not a report.
 */
export async function pastFigures(
  tx: Tx,
  { tenantId }: Call,
  head: ReportHead,
): Promise<{ readonly periods: readonly string[]; readonly figures: readonly PastFigure[] }> {
  const { rows } = await sql<StoredFigure & { period: string; indicatorId: string | null }>`
    select r.period, e.indicator_id as "indicatorId",
      case when r.version > 1 or r.state = 'approved' then f.numerator else e.numerator end as numerator,
      case when r.version > 1 or r.state = 'approved' then f.denominator else e.denominator end as denominator,
      case when r.version > 1 or r.state = 'approved' then f.words else e.words end as words
    from (
      select r.* from reports r join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
      where r.tenant_id = ${tenantId} and r.unit_id = ${head.unit.id} and o.regime_id = ${head.regimeId} and r.state <> 'passedOn' and r.period < ${head.period}
      order by r.period desc limit ${periodsOfTrend}
    ) r
    left join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id and r.first_submitted_at is not null
    left join approved_figures f
      on f.tenant_id = r.tenant_id and f.period = r.period and f.indicator_id = e.indicator_id and f.unit_id = r.unit_id
    order by r.period`.execute(tx.q)
  return {
    periods: [...new Set(rows.map(({ period }) => period))],
    figures: rows.flatMap(({ period, indicatorId, ...figure }) =>
      indicatorId === null ? [] : [{ period, indicatorId, figure: figureOf(figure) }],
    ),
  }
}

/** What the unit said of an indicator in the period before, and for how long it had said that; nothing where it was silent. */
export function previousOf(
  past: { readonly periods: readonly string[]; readonly figures: readonly PastFigure[] },
  indicatorId: string,
): (Figure & { readonly sameFor: number }) | undefined {
  const mine = new Map(past.figures.filter((one) => one.indicatorId === indicatorId).map(({ period, figure }) => [period, figure]))
  const figures = past.periods.map((period) => mine.get(period))
  const last = figures.at(-1)
  if (last?.numerator === undefined && last?.denominator === undefined && last?.words === undefined) return undefined
  return { ...last, sameFor: sameFor(figures) }
}

/** A figure as it is kept; on the wire words that are missing are left out. */
export type StoredFigure = {
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words?: string | null | undefined
}

export function figureOf({ numerator, denominator, words }: StoredFigure): Figure {
  return {
    ...(numerator === null ? {} : { numerator }),
    ...(denominator === null ? {} : { denominator }),
    ...(words === null || words === undefined ? {} : { words }),
  }
}

export type NarrativeRow = {
  readonly heading: NarrativeHeading
  readonly text: string
  readonly revision: number
  readonly updatedAt: Instant | null
}

export async function narrativesOf(tx: Tx, { tenantId }: Call, reportId: string): Promise<readonly NarrativeRow[]> {
  const { rows } = await sql<NarrativeRow>`
    select heading, text, revision, updated_at as "updatedAt" from report_narratives
    where tenant_id = ${tenantId} and report_id = ${reportId}`.execute(tx.q)
  return rows
}

export type ReportEventRow = {
  readonly kind: 'submitted' | 'returned' | 'approved' | 'correctionOpened'
  readonly version: number
  readonly at: Instant
  readonly by: string
  readonly reason: string | null
  readonly cells: readonly { readonly indicatorId: string; readonly reason: string }[] | null
  readonly explained: readonly Explained[] | null
}

/** Oldest first. */
export async function eventsOf(tx: Tx, { tenantId }: Call, reportId: string): Promise<readonly ReportEventRow[]> {
  const { rows } = await sql<ReportEventRow>`
    select e.kind, e.version, e.at, coalesce(a.full_name, '') as by, e.reason, e.cells, e.explained
    from report_events e left join accounts a on a.tenant_id = e.tenant_id and a.id = e.by_account
    where e.tenant_id = ${tenantId} and e.report_id = ${reportId} order by e.at, e.id`.execute(tx.q)
  return rows
}

export type VersionRow = {
  readonly version: number
  readonly approvedAt: Instant
  readonly approvedBy: string
  readonly reason: string | null
  readonly sha256: string
}

export async function versionsOf(tx: Tx, { tenantId }: Call, reportId: string): Promise<readonly VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select s.version, s.approved_at as "approvedAt", coalesce(a.full_name, '') as "approvedBy", s.reason, s.sha256
    from report_snapshots s left join accounts a on a.tenant_id = s.tenant_id and a.id = s.approved_by
    where s.tenant_id = ${tenantId} and s.report_id = ${reportId} order by s.version`.execute(tx.q)
  return rows
}

export async function snapshotContent(
  tx: Tx,
  { tenantId }: Call,
  reportId: string,
  version: number,
): Promise<{ readonly content: unknown; readonly sha256: string } | undefined> {
  const { rows } = await sql<{ content: unknown; sha256: string }>`
    select content, sha256 from report_snapshots
    where tenant_id = ${tenantId} and report_id = ${reportId} and version = ${version}`.execute(tx.q)
  return rows[0]
}
