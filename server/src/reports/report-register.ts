import { isEditable } from '@haidang/domain/reports/report'
import type { ReportState } from '@haidang/domain/reports/report'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type RegisteredReport = { readonly id: string; readonly isEditable: boolean; readonly form: ReadonlySet<string> }

/** What a name answers that two things have. */
export const ambiguous = Symbol('ambiguous')

/** Which report a row of a list is for, by whatever it is called there. */
export type ReportRegister = {
  readonly byId: (id: string) => RegisteredReport | undefined
  readonly byUnit: (unitId: string, period: string) => RegisteredReport | typeof ambiguous | undefined
  readonly unit: (text: string) => string | typeof ambiguous | undefined
  readonly indicator: (text: string) => string | undefined
}

/** All reports of the office (of one plan), their forms, and the names of units and indicators, in four queries. */
export async function openReportRegister(tx: Tx, { tenantId }: Call, planId?: string): Promise<ReportRegister> {
  const ofPlan = planId === undefined ? '' : 'and g.plan_id = $2'
  const values = planId === undefined ? [tenantId] : [tenantId, planId]
  const reports = await tx.raw<{ id: string; unit_id: string; period: string; state: ReportState; form_key: string }>(
    `select r.id, r.unit_id, r.period, r.state, md5(o.form::text) as form_key
     from reports r
     join obligations o on o.tenant_id = r.tenant_id and o.id = r.id
     join regimes g on g.tenant_id = o.tenant_id and g.id = o.regime_id
     where r.tenant_id = $1 ${ofPlan}`,
    values,
  )
  // Thousands of reports share a few dozen forms.
  const forms = await tx.raw<{ form_key: string; indicator_ids: string[] }>(
    `select f.form_key, array(select x.item ->> 'indicatorId' from jsonb_array_elements(f.form) as x (item)) as indicator_ids
     from (select distinct md5(o.form::text) as form_key, o.form from obligations o where o.tenant_id = $1 and o.level = 'unit') f`,
    [tenantId],
  )
  const units = await tx.raw<{ unit_id: string; name: string; short_name: string; official_code: string | null }>(
    `select distinct v.unit_id, v.name, v.short_name, v.official_code from unit_versions v where v.tenant_id = $1`,
    [tenantId],
  )
  const indicators = await tx.raw<{ id: string; code: string }>(
    `select i.id, i.code from indicators i where i.tenant_id = $1 ${planId === undefined ? '' : 'and i.plan_id = $2'}`,
    values,
  )

  const formOf = new Map(forms.map(({ form_key, indicator_ids }) => [form_key, new Set(indicator_ids)]))
  const none: ReadonlySet<string> = new Set()
  const byId = new Map(
    reports.map(({ id, state, form_key }) => [id, { id, isEditable: isEditable(state), form: formOf.get(form_key) ?? none }]),
  )
  const byUnit = uniqueBy(reports.map(({ id, unit_id, period }) => [`${unit_id} ${period}`, id]))
  const reporting = new Set(reports.map(({ unit_id }) => unit_id))
  const unitNames = uniqueBy(
    units
      .filter(({ unit_id }) => reporting.has(unit_id))
      .flatMap(({ unit_id, name, short_name, official_code }) =>
        [unit_id, name, short_name, ...(official_code === null ? [] : [official_code])].map((text) => [folded(text), unit_id] as const),
      ),
  )
  // A code that two plans use names neither.
  const indicatorNames = uniqueBy(indicators.flatMap(({ id, code }) => [id, code].map((text) => [folded(text), id] as const)))

  return {
    byId: (id) => byId.get(id),
    byUnit: (unitId, period) => {
      const id = byUnit.get(`${unitId} ${period}`)
      return id === undefined || id === ambiguous ? id : byId.get(id)
    },
    unit: (text) => unitNames.get(folded(text)),
    indicator: (text) => {
      const id = indicatorNames.get(folded(text))
      return id === ambiguous ? undefined : id
    },
  }
}

/** What a key stands for; a key of two things is ambiguous. */
function uniqueBy(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, string | typeof ambiguous> {
  const found = new Map<string, string | typeof ambiguous>()
  for (const [key, value] of pairs) found.set(key, (found.get(key) ?? value) === value ? value : ambiguous)
  return found
}

const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
