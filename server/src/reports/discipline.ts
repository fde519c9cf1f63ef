import type { UnitRef } from '@haidang/api/common'
import type { DisciplineQuestion, DisciplineReply } from '@haidang/api/discipline'
import type { Instant } from '@haidang/domain/periods/day'
import { disciplineOf, judgedCount, rankingRule, ranks, shareOf } from '@haidang/domain/reports/discipline'
import type { Discipline, Duty } from '@haidang/domain/reports/discipline'
import { punctuality } from '@haidang/domain/reports/report'
import type { Call } from '../platform/call.ts'
import { inReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { enteredIn, shapes } from './store.ts'
import type { Shapes } from './store.ts'

const shownPeriods = 12

/** Who kept which duty of the newest periods of a form, how much came of it, and the places where there is a ranking. */
export const readDiscipline = (call: Call, { regimeId, upTo }: DisciplineQuestion): Promise<DisciplineReply> =>
  inReading(call, async (tx) => {
    const { now } = call
    const forms = await formsOf(tx, call)
    const form = forms.find((one) => one.regimeId === regimeId) ?? forms[0]
    const nothing = {
      forms: [...forms],
      regimeId: null,
      allPeriods: [],
      periods: [],
      units: [],
      totals: [],
      rule: rankingRule,
      isRanked: false,
    }
    if (form === undefined) return nothing

    const allPeriods = await periodsReached(tx, call, form.regimeId)
    const last = allPeriods.indexOf(upTo ?? '')
    const periods = allPeriods.slice(0, last === -1 ? undefined : last + 1).slice(-shownPeriods)
    const owed = (await dutiesOf(tx, call, form.regimeId, periods)).map((row) => ({ row, duty: dutyOf(row) }))
    const byUnit = Map.groupBy(owed, ({ row }) => row.unit.id)
    const kept = new Map(
      [...byUnit].map(([id, rows]) => [
        id,
        disciplineOf(
          rows.map(({ duty }) => duty),
          now,
        ),
      ]),
    )
    const places = ranks(kept)
    return {
      ...nothing,
      regimeId: form.regimeId,
      allPeriods: [...allPeriods],
      periods: [...periods],
      units: [...byUnit].flatMap(([id, rows]) => {
        const [first, discipline] = [rows[0], kept.get(id)]
        if (first === undefined || discipline === undefined) return []
        return [{ unit: first.row.unit, ...tallyOf(discipline), rank: places.get(id) ?? null, cells: rows.map((one) => cellOf(one, now)) }]
      }),
      totals: periods.map((period) => ({
        period,
        ...tallyOf(
          disciplineOf(
            owed.flatMap(({ row, duty }) => (row.period === period ? [duty] : [])),
            now,
          ),
        ),
      })),
      isRanked: places.size > 0,
    }
  })

const tallyOf = (discipline: Discipline) => ({
  ...discipline,
  onTimeShare: shareOf(discipline.onTime, judgedCount(discipline)) ?? null,
  enteredShare: shareOf(discipline.entered, discipline.expected) ?? null,
})

const cellOf = ({ row, duty }: { readonly row: DutyRow; readonly duty: Duty }, now: Instant) => ({
  reportId: row.reportId,
  period: row.period,
  dueAt: row.dueAt,
  firstSubmittedAt: row.firstSubmittedAt,
  isExtended: row.isExtended,
  punctuality: punctuality(duty.dueAt, duty.firstSubmittedAt, now),
  expected: duty.expected,
  entered: duty.firstSubmittedAt === undefined ? 0 : duty.entered,
})

type DutyRow = {
  readonly reportId: string
  readonly unit: UnitRef
  readonly period: string
  readonly dueAt: Instant
  readonly firstSubmittedAt: Instant | null
  readonly isExtended: boolean
  readonly expected: number
  readonly shapes: Shapes
}

const dutyOf = ({ dueAt, firstSubmittedAt, expected, shapes: all }: DutyRow): Duty => ({
  dueAt,
  expected,
  entered: enteredIn(all),
  ...(firstSubmittedAt === null ? {} : { firstSubmittedAt }),
})

/** The forms that units fill in, newest first: what one regime of a plan asks for. */
const formsOf = (tx: Tx, { tenantId }: Call): Promise<readonly DisciplineReply['forms'][number][]> =>
  tx.raw(
    `select g.id "regimeId", coalesce(g.definition ->> 'name', '') "name", p.title "planTitle"
       from regimes g join plans p on p.tenant_id = g.tenant_id and p.id = g.plan_id
      where g.tenant_id = $1 and exists (select 1 from obligations o where o.tenant_id = $1 and o.regime_id = g.id and o.level = 'unit')
      order by p.year desc, p.title, g.issued_at, g.id`,
    [tenantId],
  )

/** Periods of a form whose data are closed, oldest first. */
async function periodsReached(tx: Tx, { tenantId, now }: Call, regimeId: string): Promise<readonly string[]> {
  const rows = await tx.raw<{ period: string }>(
    `select o.period from obligations o where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit'
      group by o.period having max(o.window_to) <= ($3::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date order by max(o.window_to), o.period`,
    [tenantId, regimeId, now],
  )
  return rows.map(({ period }) => period)
}

/** What units owe and what came of it, in the order of the register; units are called as they are called last. */
const dutiesOf = (tx: Tx, { tenantId }: Call, regimeId: string, periods: readonly string[]): Promise<readonly DutyRow[]> =>
  tx.raw<DutyRow>(
    `select r.id "reportId", json_build_object('id', r.unit_id, 'name', u.name, 'shortName', u.short_name, 'group', u.unit_group) "unit", r.period,
            o.due_at "dueAt", r.first_submitted_at "firstSubmittedAt", jsonb_array_length(o.form) "expected",
            exists (select 1 from extensions x where x.tenant_id = $1 and x.report_id = r.id and x.answer = 'granted') "isExtended",
            ${shapes} "shapes"
       from obligations o
       join reports r on r.tenant_id = $1 and r.id = o.id
       cross join lateral (
         select v.name, v.short_name, v.unit_group, v.position from unit_versions v
          where v.tenant_id = $1 and v.unit_id = r.unit_id order by v.valid_from desc limit 1) u
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[]) and r.state <> 'passedOn'
      order by u.position, u.name collate "vi-x-icu", r.unit_id, o.window_to`,
    [tenantId, regimeId, periods],
  )
