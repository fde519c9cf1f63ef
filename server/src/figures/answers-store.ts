import type { Day } from '@haidang/domain/periods/day'
import type { Tx } from '../platform/transaction.ts'

/** An answer in words, and whose it was by the name of then. */
export type AnswerRow = { readonly indicatorId: string; readonly unit: string; readonly words: string }

/** What was approved in words of a unit in a period; as it is of all whom the unit holds today, parts too: an answer has no share. */
export const answersOfUnit = (
  tx: Pick<Tx, 'hot'>,
  {
    tenantId,
    unitId,
    period,
    lastDay,
    lens,
  }: {
    readonly tenantId: number
    readonly unitId: string
    readonly period: string
    readonly lastDay: Day
    readonly lens: 'asItWas' | 'asItIs'
  },
): Promise<readonly AnswerRow[]> =>
  tx.hot<AnswerRow>(
    'answers-of-unit',
    `with moved as (
       select from_unit_id, heir_id from lineage_now where tenant_id = $1 and since <= $4::date and until > $4::date and share > 0
     ), held as (
       select $2::uuid unit_id where $5 = 'asItWas' or not exists (select 1 from moved where from_unit_id = $2)
       union select from_unit_id from moved where $5 = 'asItIs' and heir_id = $2
     )
     select f.indicator_id "indicatorId", v.short_name unit, f.words
       from held h
       join units u on u.tenant_id = $1 and u.id = h.unit_id
       join indicators i on i.tenant_id = $1 and i.kind = 'text'
       join approved_figures f on f.tenant_id = $1 and f.period = $3 and f.indicator_id = i.id and f.unit_id = h.unit_id and f.words is not null
      cross join lateral (select x.short_name, x.position from unit_versions x where x.tenant_id = $1 and x.unit_id = h.unit_id
        order by (x.valid_from <= $4::date and (x.valid_to is null or x.valid_to > $4::date)) desc, x.valid_from desc limit 1) v
      order by v.position, v.short_name collate "vi-x-icu"`,
    [tenantId, unitId, period, lastDay, lens],
  )
