import { canEditReport } from '@haidang/domain/reports/policy'
import type { ReportState } from '@haidang/domain/reports/report'
import { surelyOpen } from '../locks/store.ts'
import { changeTelling, hole, lineValuesWithHole, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { sessionStands } from '../platform/recent-sessions.ts'
import { outsideTransaction } from '../platform/transaction.ts'

export type TypedEntry = {
  readonly indicatorId: string
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words?: string
  readonly note: string
  readonly baseRevision: number
}

const states: readonly ReportState[] = ['open', 'submitted', 'returned', 'approved']

/**
 * What happens all day, in one statement that is its own transaction: the report is the unit's own and in a state in which the domain lets the
 * viewer edit, its period is surely not locked, the cell is at the revision that the writer saw and has a figure, and its value is another one. A note
 * that stood there, words, a unit's first line, or any doubt, and nothing is written: the longer way decides and explains.
 */
const statementWhere = (condition: string): string =>
  changeTelling(
    `held as (
     select 1 from reports where tenant_id = $1 and id = $2 and unit_id = $3 and state = any($4::text[]) and lock_seq = 0
       and ${surelyOpen({ tenant: '$1', report: '$2', now: '$11' })} and ${condition} for no key update
   ),
   standing as (
     select numerator::text as numerator, denominator::text as denominator from report_entries
     where tenant_id = $1 and report_id = $2 and indicator_id = $5 and revision = $6::int and note = ''
       and (numerator is not null or denominator is not null)
       and (numerator, denominator, note) is distinct from ($7::numeric, $8::numeric, $9::text)
   ),
   written as (
     insert into report_entries as e (tenant_id, report_id, indicator_id, numerator, denominator, note, revision, change_key, updated_at, updated_by)
     select $1, $2, $5, $7, $8, $9, $6::int + 1, $10, $11, $12 from held
     where exists (select 1 from audit_streams where tenant_id = $1 and stream = $14)
       and case when $6::int > 0 then exists (select 1 from standing)
         else exists (
           select 1 from obligations o where o.tenant_id = $1 and o.id = $2 and o.form @> jsonb_build_array(jsonb_build_object('indicatorId', $5::uuid))
         ) and exists (select 1 from indicators i where i.tenant_id = $1 and i.id = $5 and i.kind <> 'text') end
     on conflict (tenant_id, report_id, indicator_id) do update
       set numerator = excluded.numerator, denominator = excluded.denominator, note = excluded.note, revision = excluded.revision,
         change_key = excluded.change_key, updated_at = excluded.updated_at, updated_by = excluded.updated_by
       where e.revision = excluded.revision - 1
     returning 1
   )`,
    'exists (select 1 from written)',
    // The canonical JSON of the value before, as the longer way writes it; decimals need no escaping.
    `select '{"denominator":' || coalesce('"' || max(denominator) || '"', 'null') || ',"numerator":' || coalesce('"' || max(numerator) || '"', 'null') || '}' from standing`,
    13,
  )

const lineParameters = 9
const ofLookedUp = { name: 'reports: save one entry', text: statementWhere('true') }
const ofRemembered = { name: 'reports: save one entry, with the session', text: statementWhere(sessionStands(13 + lineParameters)) }

/** True when the entry is written, with its line; false when the longer way must look: also at the session, where the caller is a guess. */
export async function saveOneEntry(call: Call, reportId: string, changeKey: string, entry: TypedEntry): Promise<boolean> {
  const { tenantId, viewer, now } = call
  const unitId = viewer.unitId
  const editable = states.filter((state) => canEditReport(viewer, { unitId, state }))
  if (editable.length === 0) return false
  const { indicatorId, numerator, denominator, words, note, baseRevision } = entry
  if (words !== undefined) return false
  // An empty cell that stays empty is no change.
  if (baseRevision === 0 && numerator === null && denominator === null && note === '') return false

  const after = { numerator, denominator, ...(note === '' ? {} : { note }) }
  const { name, text } = call.guess === undefined ? ofLookedUp : ofRemembered
  const rows = await outsideTransaction(call).hot(name, text, [
    tenantId,
    reportId,
    unitId,
    editable,
    indicatorId,
    baseRevision,
    numerator,
    denominator,
    note,
    changeKey,
    now,
    viewer.accountId,
    ...lineValuesWithHole(call, {
      stream: unitStream(unitId),
      action: 'entriesSaved',
      subject: reportId,
      detail: { changes: [{ indicatorId, before: hole, after }] },
    }),
    ...(call.guess?.values ?? []),
  ])
  return rows.length > 0
}
