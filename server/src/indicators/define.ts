import type { AddComputed, PutDefinition, PutPath, PutUnitTargets } from '@haidang/api/indicators'
import { canReviewPlan, canSeeDashboard } from '@haidang/domain/access/roles'
import { endsBy } from '@haidang/domain/periods/period'
import { definitionFaults, indicatorAt } from '@haidang/domain/indicators/definition'
import type { Definition, DefinitionFault } from '@haidang/domain/indicators/definition'
import { formulaFaults } from '@haidang/domain/indicators/formula'
import { isInWords } from '@haidang/domain/indicators/indicator'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import { targetPathFaults } from '@haidang/domain/indicators/target-path'
import type { TargetPathFault } from '@haidang/domain/indicators/target-path'
import { dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { toJson } from '../database/tables.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { unitsOnDay } from '../units/store.ts'
import { lastApprovedPeriod, regimeOfIndicator } from './page-store.ts'
import type { RegimeOfIndicator } from './page-store.ts'
import { definitionOf, definitionsOfPlan, indicatorsOfPlan } from './store.ts'

export type DefineRefusal =
  | { readonly refused: 'unknownPeriod'; readonly period: string; readonly periods: readonly string[] }
  | { readonly refused: 'definitionFaulty'; readonly faults: readonly DefinitionFault[] }
  | { readonly refused: 'unknownUnit'; readonly unitIds: readonly string[] }
  /** Figures were approved by the old meaning; the new one can begin after them. */
  | { readonly refused: 'periodHasFigures'; readonly lastPeriod: string }
  /** Other indicators are computed from this one, and would not make sense any more. */
  | { readonly refused: 'formulasBreak'; readonly codes: readonly string[] }
  | { readonly refused: 'pathFaulty'; readonly faults: readonly TargetPathFault[] }
  | { readonly refused: 'notOwed'; readonly unitIds: readonly string[] }
  | { readonly refused: 'codeTaken'; readonly code: string }

const noTargetAsked: DefineRefusal = { refused: 'definitionFaulty', faults: [{ fault: 'targetNotAsked' }] }

type Held = {
  readonly regime: RegimeOfIndicator
  readonly indicators: readonly Indicator[]
  readonly indicator: Indicator
  readonly version: number
}

/**
 * Holds an indicator for who may define it, and finds what was recorded of it last; whoever saw another version is told what stands there now.
 */
async function hold(
  tx: Tx,
  { tenantId, viewer }: Call,
  indicatorId: string,
  {
    table,
    baseVersion,
  }: { readonly table: 'indicator_definitions' | 'target_paths' | 'unit_target_revisions'; readonly baseVersion: number },
): Promise<Held> {
  if (!canReviewPlan(viewer)) throw problem(canSeeDashboard(viewer) ? 'notAllowed' : 'notFound')
  const regime = await regimeOfIndicator(tx, tenantId, indicatorId)
  if (regime === undefined) throw problem('notFound')
  // All of the plan's: a formula that is written now must not meet another that comes back to it.
  await tx.raw('select 1 from plans where tenant_id = $1 and id = $2 for update', [tenantId, regime.planId])
  const indicators = await indicatorsOfPlan(tx, tenantId, regime.planId)
  const indicator = indicators.find(({ id }) => id === indicatorId)
  if (indicator === undefined) throw problem('notFound')
  const [row] = await tx.raw<{ readonly version: number | null }>(
    `select max(version) "version" from ${table} where tenant_id = $1 and indicator_id = $2`,
    [tenantId, indicatorId],
  )
  const version = row?.version ?? 0
  if (version !== baseVersion) throw problem('changedMeanwhile', { current: { version } })
  return { regime, indicators, indicator, version }
}

/** Records what an indicator means from a period on. What was approved by the old meaning keeps it. */
export const defineIndicator = (
  call: Call,
  indicatorId: string,
  { baseVersion, fromPeriod, definition: given, breaksSeries, reason }: PutDefinition,
): Promise<DefineRefusal | { readonly version: number }> =>
  inTransaction<DefineRefusal | { readonly version: number }>(call, async (tx) => {
    const { tenantId } = call
    const { regime, indicators, indicator, version } = await hold(tx, call, indicatorId, { table: 'indicator_definitions', baseVersion })
    const unknown = unknownPeriod(regime, fromPeriod)
    if (unknown) return unknown

    const versions = Map.groupBy(await definitionsOfPlan(tx, tenantId, regime.planId), (one) => one.indicatorId)
    const then = indicators.map((one) => indicatorAt(one, versions.get(one.id) ?? [], fromPeriod))
    const definition = definitionOf(given)
    const faults = definitionFaults(indicator.code, indicator.kind, definition, then)
    if (faults.length > 0) return { refused: 'definitionFaulty', faults }
    const nobody = await unknownOwner(tx, call, definition)
    if (nobody) return nobody
    const before = then.find(({ id }) => id === indicatorId) ?? indicator
    const lastPeriod = await lastApprovedPeriod(tx, tenantId, indicatorId)
    if (lastPeriod !== undefined && endsBy(fromPeriod, lastPeriod) && meansOther(before, definition))
      return { refused: 'periodHasFigures', lastPeriod }
    const broken = formulasBrokenBy({ ...indicator, ...definition }, then)
    if (broken.length > 0) return { refused: 'formulasBreak', codes: broken }

    await insertDefinition(tx, call, { indicatorId, version: version + 1, fromPeriod, definition: given, breaksSeries, reason })
    return { version: version + 1 }
  })

/** What figures say changes with these; the rest explains them. */
const meaning = ['numeratorLabel', 'denominatorLabel', 'unitOfMeasure', 'digits', 'rollUp', 'lineagePolicy', 'formula'] as const

function meansOther(before: Indicator, after: Definition): boolean {
  if (JSON.stringify(before.target) !== JSON.stringify(after.target)) return true
  return meaning.some((key) => before[key] !== after[key])
}

function formulasBrokenBy(changed: Indicator, indicators: readonly Indicator[]): readonly string[] {
  const all = indicators.map((one) => (one.id === changed.id ? changed : one))
  return all.flatMap((one) =>
    one.kind === 'formula' && one.id !== changed.id && formulaFaults(one.formula ?? '', one, all).length > 0 ? [one.code] : [],
  )
}

async function insertDefinition(
  tx: Tx,
  call: Call,
  {
    indicatorId,
    version,
    fromPeriod,
    definition,
    breaksSeries,
    reason,
  }: Omit<PutDefinition, 'baseVersion'> & { readonly indicatorId: string; readonly version: number },
): Promise<void> {
  const { tenantId, now, viewer } = call
  await tx.q
    .insertInto('indicator_definitions')
    .values({
      tenant_id: tenantId,
      indicator_id: indicatorId,
      version,
      from_period: fromPeriod,
      definition: toJson(definition),
      breaks_series: breaksSeries,
      reason,
      recorded_at: now,
      recorded_by: viewer.accountId,
    })
    .execute()
  await audit(tx, call, {
    stream: 'plan',
    action: 'indicatorDefined',
    subject: indicatorId,
    detail: { version, fromPeriod, definition, breaksSeries, reason },
  })
}

/** Records where an indicator should stand, period by period. */
export const setTargetPath = (
  call: Call,
  indicatorId: string,
  { baseVersion, path, reason }: PutPath,
): Promise<DefineRefusal | { readonly version: number }> =>
  inTransaction<DefineRefusal | { readonly version: number }>(call, async (tx) => {
    const { tenantId, now, viewer } = call
    const { regime, indicator, version } = await hold(tx, call, indicatorId, { table: 'target_paths', baseVersion })
    if (isInWords(indicator.kind)) return noTargetAsked
    const periods = new Set(regime.periods.map(({ period }) => period))
    const faults = targetPathFaults(path, (text) => periods.has(text))
    if (faults.length > 0) return { refused: 'pathFaulty', faults }
    await tx.q
      .insertInto('target_paths')
      .values({
        tenant_id: tenantId,
        indicator_id: indicatorId,
        version: version + 1,
        path: toJson(path),
        reason,
        recorded_at: now,
        recorded_by: viewer.accountId,
      })
      .execute()
    await audit(tx, call, { stream: 'plan', action: 'targetPathSet', subject: indicatorId, detail: { version: version + 1, path, reason } })
    return { version: version + 1 }
  })

/**
 * Revises targets of units from a period on. A report that was handed in keeps the target that it answered; the forms of those that nobody has handed
 * in take over the new one.
 */
export const reviseUnitTargets = (
  call: Call,
  indicatorId: string,
  { baseVersion, fromPeriod, targets, reason }: PutUnitTargets,
): Promise<DefineRefusal | { readonly version: number; readonly reports: number }> =>
  inTransaction<DefineRefusal | { readonly version: number; readonly reports: number }>(call, async (tx) => {
    const { tenantId, now, viewer } = call
    const { regime, indicator, version } = await hold(tx, call, indicatorId, { table: 'unit_target_revisions', baseVersion })
    if (isInWords(indicator.kind)) return noTargetAsked
    const unknown = unknownPeriod(regime, fromPeriod)
    if (unknown) return unknown
    if (new Set(targets.map(({ unitId }) => unitId)).size < targets.length)
      throw problem('badInput', { fields: [{ path: 'targets', message: 'a unit stands twice in one revision' }] })

    const owing = new Map(
      (await targetsThen(tx, tenantId, { indicatorId, regimeId: regime.regimeId, fromPeriod })).map((row) => [row.unitId, row.target]),
    )
    const notOwed = targets.map(({ unitId }) => unitId).filter((unitId) => !owing.has(unitId))
    if (notOwed.length > 0) return { refused: 'notOwed', unitIds: notOwed }
    const revised = targets.map(({ unitId, target }) => ({ unitId, before: owing.get(unitId) ?? null, after: target }))
    const changed = await tx.raw(takeOverStatement, [tenantId, indicatorId, regime.regimeId, fromPeriod, toJson(revised)])
    await tx.q
      .insertInto('unit_target_revisions')
      .values({
        tenant_id: tenantId,
        indicator_id: indicatorId,
        version: version + 1,
        from_period: fromPeriod,
        targets: toJson(revised),
        reason,
        recorded_at: now,
        recorded_by: viewer.accountId,
      })
      .execute()
    await audit(tx, call, {
      stream: 'plan',
      action: 'unitTargetsRevised',
      subject: indicatorId,
      detail: { version: version + 1, fromPeriod, targets: revised, reason, reports: changed.length },
    })
    return { version: version + 1, reports: changed.length }
  })

/** Of each unit that owes the indicator from a period on, the target in its first form. */
const targetsThen = (
  tx: Tx,
  tenantId: number,
  { indicatorId, regimeId, fromPeriod }: { readonly indicatorId: string; readonly regimeId: string; readonly fromPeriod: string },
): Promise<readonly { readonly unitId: string; readonly target: unknown }[]> =>
  tx.raw(
    `select distinct on (o.unit_id) o.unit_id "unitId", f -> 'target' target
       from obligations o join reports r on r.tenant_id = o.tenant_id and r.id = o.id and r.state <> 'passedOn'
       cross join lateral jsonb_array_elements(o.form) f
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period >= $3 and f ->> 'indicatorId' = $4
      order by o.unit_id, o.period`,
    [tenantId, regimeId, fromPeriod, indicatorId],
  )

const takeOverStatement = `
with revised as (select (x ->> 'unitId')::uuid unit_id, x -> 'after' target from jsonb_array_elements($5::jsonb) x)
update obligations o
   set form = (select jsonb_agg(case when f.item ->> 'indicatorId' = $2::text then jsonb_set(f.item, '{target}', v.target) else f.item end order by f.position)
                 from jsonb_array_elements(o.form) with ordinality f (item, position))
  from revised v, reports r
 where o.tenant_id = $1 and o.regime_id = $3 and o.level = 'unit' and o.period >= $4 and o.unit_id = v.unit_id
   and r.tenant_id = o.tenant_id and r.id = o.id and r.state = 'open' and r.first_submitted_at is null
   and exists (select 1 from jsonb_array_elements(o.form) f where f ->> 'indicatorId' = $2::text)
returning o.id`

/** Adds an indicator that is computed from others of its plan; nobody reports it. */
export const addComputed = (
  call: Call,
  planId: string,
  { code, definition: given, reason }: AddComputed,
): Promise<DefineRefusal | { readonly id: string }> =>
  inTransaction<DefineRefusal | { readonly id: string }>(call, async (tx) => {
    const { tenantId, viewer } = call
    if (!canReviewPlan(viewer)) throw problem(canSeeDashboard(viewer) ? 'notAllowed' : 'notFound')
    const [plan] = await tx.raw<{ readonly version: number }>(
      'select current_version "version" from plans where tenant_id = $1 and id = $2 for update',
      [tenantId, planId],
    )
    const indicators = plan === undefined ? [] : await indicatorsOfPlan(tx, tenantId, planId)
    const [some] = indicators
    const regime = some && (await regimeOfIndicator(tx, tenantId, some.id))
    const first = regime?.periods[0]?.period
    if (plan === undefined || first === undefined) throw problem('notFound')
    if (indicators.some((one) => one.code === code)) return { refused: 'codeTaken', code }

    const definition = definitionOf(given)
    const faults = definitionFaults(code, 'formula', definition, indicators)
    if (faults.length > 0) return { refused: 'definitionFaulty', faults }
    const nobody = await unknownOwner(tx, call, definition)
    if (nobody) return nobody

    const id = newId()
    await tx.q
      .insertInto('indicators')
      .values({
        tenant_id: tenantId,
        id,
        plan_id: planId,
        since_version: plan.version,
        position: indicators.length + 1,
        code,
        pillar: definition.pillar,
        name: definition.name,
        kind: 'formula',
        numerator_label: null,
        denominator_label: null,
        unit_of_measure: definition.unitOfMeasure,
        digits: definition.digits,
        target: toJson(given.target),
        roll_up: 'formula',
        formula: definition.formula ?? '',
        clause: '',
        source_start: null,
        source_end: null,
      })
      .execute()
    await insertDefinition(tx, call, { indicatorId: id, version: 1, fromPeriod: first, definition: given, breaksSeries: false, reason })
    return { id }
  })

function unknownPeriod({ periods }: RegimeOfIndicator, period: string): DefineRefusal | undefined {
  const known = periods.map((one) => one.period)
  return known.includes(period) ? undefined : { refused: 'unknownPeriod', period, periods: known }
}

async function unknownOwner(tx: Tx, call: Call, { ownerUnitId }: Definition): Promise<DefineRefusal | undefined> {
  if (ownerUnitId === undefined) return undefined
  const standing = await unitsOnDay(tx, call.tenantId, dayOf(call.now))
  return standing.some(({ id }) => id === ownerUnitId) ? undefined : { refused: 'unknownUnit', unitIds: [ownerUnitId] }
}
