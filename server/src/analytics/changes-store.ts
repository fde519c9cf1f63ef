import type { Change } from '@haidang/api/analytics'
import type { Instant } from '@haidang/domain/periods/day'
import type { Tx } from '../platform/transaction.ts'
import { unitAtEndOf } from '../units/store.ts'

type Raw = Pick<Tx, 'raw'>

/** On which days, and of which units; null for all. */
export type ChangesQuestion = {
  readonly tenantId: number
  readonly from: Instant
  readonly until: Instant
  readonly unitIds: readonly string[] | null
}

export type ReportChange = Pick<Change, 'at' | 'by' | 'reason'> & {
  readonly kind: 'approved' | 'returned'
  readonly version: number
  readonly report: NonNullable<Change['report']>
}

/** Reports that were approved or came back, the newest first. */
export const reportChanges = (
  tx: Raw,
  { tenantId, from, until, unitIds }: ChangesQuestion,
  atMost: number,
): Promise<readonly (ReportChange & { readonly all: number })[]> =>
  tx.raw(
    `select e.kind, e.version, e.at, coalesce(a.full_name, '') "by", e.reason, count(*) over ()::int "all",
            json_build_object('id', o.id, 'period', o.period, 'unit', json_build_object('id', o.unit_id, 'name', v.name, 'shortName', v.short_name, 'group', v.unit_group)) report
       from report_events e
       join obligations o on o.tenant_id = $1 and o.id = e.report_id
       left join accounts a on a.tenant_id = $1 and a.id = e.by_account
      cross join ${unitAtEndOf('o')}
      where e.tenant_id = $1 and e.at >= $2 and e.at < $3 and e.kind in ('approved', 'returned') and ($4::uuid[] is null or o.unit_id = any($4::uuid[]))
      order by e.at desc, e.id desc limit ${atMost}`,
    [tenantId, from, until, unitIds],
  )

type Figure = { readonly numerator: string | null; readonly denominator: string | null; readonly words: string | null }
export type CorrectedFigure = {
  readonly reportId: string
  readonly version: number
  readonly indicatorId: string
  readonly before: Figure
  readonly after: Figure
}

/** Of corrections (a report and its version) the figures that are others than in the version before. */
export const correctedFigures = (
  tx: Raw,
  tenantId: number,
  corrections: readonly { readonly reportId: string; readonly version: number }[],
): Promise<readonly CorrectedFigure[]> =>
  tx.raw(
    `with wanted as (select * from unnest($2::uuid[], $3::int[]) w (report_id, version)),
     figures as (
       select s.report_id, s.version, (f ->> 'indicatorId')::uuid indicator_id, f ->> 'numerator' numerator, f ->> 'denominator' denominator, f ->> 'words' words, place
         from wanted w
         join report_snapshots s on s.tenant_id = $1 and s.report_id = w.report_id and s.version in (w.version, w.version - 1)
        cross join jsonb_array_elements(s.content -> 'figures') with ordinality t (f, place)
     )
     select w.report_id "reportId", w.version, a.indicator_id "indicatorId", json_build_object('numerator', b.numerator, 'denominator', b.denominator, 'words', b.words) before,
            json_build_object('numerator', a.numerator, 'denominator', a.denominator, 'words', a.words) after
       from wanted w
       join figures a on a.report_id = w.report_id and a.version = w.version
       left join figures b on b.report_id = w.report_id and b.version = w.version - 1 and b.indicator_id = a.indicator_id
      where (a.numerator, a.denominator, a.words) is distinct from (b.numerator, b.denominator, b.words)
      order by a.report_id, a.place`,
    [tenantId, corrections.map(({ reportId }) => reportId), corrections.map(({ version }) => version)],
  )

export type PlanChange = Pick<Change, 'at' | 'by' | 'reason' | 'indicator' | 'plan'> & {
  readonly kind: 'definition' | 'path' | 'unitTargets' | 'plan'
}

/** Definitions, target paths and units' targets that were changed, and plans that were issued; of units' targets only those of the units asked about. */
export const planChanges = (tx: Raw, { tenantId, from, until, unitIds }: ChangesQuestion): Promise<readonly PlanChange[]> =>
  tx.raw(
    `with changes as (
       select 'definition' kind, indicator_id, recorded_at as at, recorded_by, reason, from_period from indicator_definitions
        where tenant_id = $1 and recorded_at >= $2 and recorded_at < $3
       union all
       select 'path', indicator_id, recorded_at, recorded_by, reason, null from target_paths where tenant_id = $1 and recorded_at >= $2 and recorded_at < $3
       union all
       select 'unitTargets', indicator_id, recorded_at, recorded_by, reason, from_period from unit_target_revisions
        where tenant_id = $1 and recorded_at >= $2 and recorded_at < $3
          and ($4::uuid[] is null or exists (select 1 from jsonb_array_elements(targets) t where (t ->> 'unitId')::uuid = any($4::uuid[])))
     )
     select c.kind, c.at, coalesce(a.full_name, '') "by", c.reason, json_build_object('id', i.id, 'name', i.name, 'from', c.from_period) indicator,
            json_build_object('id', p.id, 'title', p.title) plan
       from changes c
       join indicators i on i.tenant_id = $1 and i.id = c.indicator_id
       join plans p on p.tenant_id = $1 and p.id = i.plan_id
       left join accounts a on a.tenant_id = $1 and a.id = c.recorded_by
     union all
     select 'plan', v.issued_at, coalesce(a.full_name, ''), null, null, json_build_object('id', p.id, 'title', p.title)
       from plan_versions v
       join plans p on p.tenant_id = $1 and p.id = v.plan_id
       left join accounts a on a.tenant_id = $1 and a.id = v.issued_by
      where v.tenant_id = $1 and v.issued_at >= $2 and v.issued_at < $3`,
    [tenantId, from, until, unitIds],
  )

export const namesOfIndicators = (
  tx: Raw,
  tenantId: number,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly name: string; readonly digits: number; readonly unitOfMeasure: string }[]> =>
  tx.raw(
    'select id, name, digits, unit_of_measure "unitOfMeasure" from indicators where tenant_id = $1 and id = any($2::uuid[]) order by plan_id, position',
    [tenantId, ids],
  )
