import type { Indicator } from '@haidang/domain/indicators/indicator'
import { isEditable } from '@haidang/domain/reports/report'
import type { ReportState } from '@haidang/domain/reports/report'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type RegisteredReport = { readonly id: string; readonly isEditable: boolean; readonly form: ReadonlySet<string> }

export type RegisteredIndicator = Pick<Indicator, 'id' | 'kind' | 'unitOfMeasure'>

/** What a name answers that two things have. */
export const ambiguous = Symbol('ambiguous')

/** Which report a row of a list is for, by whatever it is called there. */
export type ReportRegister = {
  readonly byId: (id: string) => RegisteredReport | undefined
  readonly byUnit: (unitId: string, period: string) => RegisteredReport | typeof ambiguous | undefined
  readonly unit: (text: string) => string | typeof ambiguous | undefined
  readonly indicator: (text: string) => RegisteredIndicator | undefined
}

/** All reports of the office (of one plan) that are the caller's to enter, their forms, and the names of units and indicators, in three queries. */
export async function openReportRegister(
  tx: Tx,
  { tenantId }: Call,
  { planId, mayEnter }: { readonly planId?: string | undefined; readonly mayEnter: (unitId: string) => boolean },
): Promise<ReportRegister> {
  const ofPlan = planId === undefined ? '' : 'and g.plan_id = $2'
  const values = planId === undefined ? [tenantId] : [tenantId, planId]
  // Thousands of reports share a few dozen forms.
  const forms = await tx.raw<{ indicator_ids: string[]; ids: string[]; unit_ids: string[]; periods: string[]; states: ReportState[] }>(
    `select array(select x.item ->> 'indicatorId' from jsonb_array_elements(o.form) as x (item)) as indicator_ids,
       array_agg(r.id::text) as ids, array_agg(r.unit_id::text) as unit_ids, array_agg(r.period) as periods, array_agg(r.state) as states
     from reports r
     join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
     join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
     where r.tenant_id = $1 ${ofPlan}
     group by o.form`,
    values,
  )
  const reports = forms.flatMap(({ indicator_ids, ids, unit_ids, periods, states }) => {
    const form: ReadonlySet<string> = new Set(indicator_ids)
    return ids.flatMap((id, index) => {
      const unitId = unit_ids[index] ?? ''
      if (!mayEnter(unitId)) return []
      return [{ unitId, period: periods[index] ?? '', report: { id, form, isEditable: isEditable(states[index] ?? 'approved') } }]
    })
  })
  const units = await tx.raw<{ unit_id: string; name: string; short_name: string; official_code: string | null }>(
    `select distinct v.unit_id, v.name, v.short_name, v.official_code from unit_versions v where v.tenant_id = $1`,
    [tenantId],
  )
  const indicators = await tx.raw<RegisteredIndicator & { code: string }>(
    `select i.id, i.code, i.kind, i.unit_of_measure as "unitOfMeasure" from indicators i where i.tenant_id = $1 ${planId === undefined ? '' : 'and i.plan_id = $2'}`,
    values,
  )

  const byId = new Map(reports.map(({ report }) => [report.id, report]))
  const byUnit = new Map<string, Map<string, RegisteredReport | typeof ambiguous>>()
  for (const { unitId, period, report } of reports) {
    const months = byUnit.get(unitId) ?? new Map<string, RegisteredReport | typeof ambiguous>()
    byUnit.set(unitId, months.set(period, months.has(period) ? ambiguous : report))
  }
  const reporting = new Set(reports.map(({ unitId }) => unitId))
  const unitNames = uniqueBy(
    units
      .filter(({ unit_id }) => reporting.has(unit_id))
      .flatMap(({ unit_id, name, short_name, official_code }) =>
        [unit_id, name, short_name, ...(official_code === null ? [] : [official_code])].map((text) => [folded(text), unit_id] as const),
      ),
  )
  // A code that two plans use names neither.
  const indicatorNames = uniqueBy(indicators.flatMap(({ id, code }) => [id, code].map((text) => [folded(text), id] as const)))

  const indicatorById = new Map(indicators.map((indicator) => [indicator.id, indicator]))

  return {
    byId: (id) => byId.get(id),
    byUnit: (unitId, period) => byUnit.get(unitId)?.get(period),
    unit: remembering((text) => unitNames.get(folded(text))),
    indicator: remembering((text) => {
      const id = indicatorNames.get(folded(text))
      return id === ambiguous || id === undefined ? undefined : indicatorById.get(id)
    }),
  }
}

/** A list of a hundred thousand rows says the same few hundred names over and over. */
function remembering<T>(look: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined || known.has(text)) return before as T // What is there under a key is a T.
    const found = look(text)
    known.set(text, found)
    return found
  }
}

/** What a key stands for; a key of two things is ambiguous. */
function uniqueBy(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, string | typeof ambiguous> {
  const found = new Map<string, string | typeof ambiguous>()
  for (const [key, value] of pairs) found.set(key, (found.get(key) ?? value) === value ? value : ambiguous)
  return found
}

const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
