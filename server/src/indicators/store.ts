import { definitionSchema, targetPathSchema } from '@haidang/api/indicators'
import type { WireDefinition, WireTargetPath } from '@haidang/api/indicators'
import { indicatorAt } from '@haidang/domain/indicators/definition'
import type { DeclaredChecks } from '@haidang/domain/indicators/declared-checks'
import type { Definition, DefinitionVersion } from '@haidang/domain/indicators/definition'
import type { Indicator, IndicatorKind, LineagePolicy, RollUpMethod } from '@haidang/domain/indicators/indicator'
import type { Instant } from '@haidang/domain/periods/day'
import { sql } from 'kysely'
import type { Tx } from '../platform/transaction.ts'
import { targetOf, wireTarget } from '@haidang/api/targets'

type IndicatorRow = {
  readonly id: string
  readonly code: string
  readonly pillar: string
  readonly name: string
  readonly kind: IndicatorKind
  readonly numeratorLabel: string | null
  readonly denominatorLabel: string | null
  readonly unitOfMeasure: string
  readonly digits: number
  readonly target: unknown
  readonly rollUp: RollUpMethod
  readonly lineagePolicy: LineagePolicy | null
  readonly formula: string | null
  readonly clause: string
  readonly sourceStart: number | null
  readonly sourceEnd: number | null
  readonly definitions: readonly (Omit<DefinitionVersion, 'definition'> & { readonly definition: unknown })[] | null
}

type DefinedIndicator = Indicator & { readonly clause: NonNullable<Indicator['clause']> }

/** The indicators of a plan, or of several, in the plan's order and as the plan has them (`indicatorsIn`: as they were defined later). */
export const indicatorsOfPlan = async (
  tx: Tx,
  tenantId: number,
  planId: string | readonly string[],
): Promise<readonly DefinedIndicator[]> => (await rowsOfPlan(tx, tenantId, [planId].flat())).map(toIndicator)

/** With what was recorded of each since; of both only what was known at a moment, where one is given. */
async function rowsOfPlan(tx: Tx, tenantId: number, planIds: readonly string[], knownAt?: Instant): Promise<readonly IndicatorRow[]> {
  const at = knownAt ?? null
  const { rows } = await sql<IndicatorRow>`
    select id, code, pillar, name, kind, numerator_label "numeratorLabel", denominator_label "denominatorLabel", unit_of_measure "unitOfMeasure", digits,
           target, roll_up "rollUp", lineage_policy "lineagePolicy", formula, clause, source_start "sourceStart", source_end "sourceEnd",
           (select json_agg(json_build_object('version', d.version, 'fromPeriod', d.from_period, 'definition', d.definition,
                    'breaksSeries', d.breaks_series) order by d.version)
              from indicator_definitions d
             where d.tenant_id = i.tenant_id and d.indicator_id = i.id and (${at}::timestamptz is null or d.recorded_at <= ${at})) definitions
      from indicators i where tenant_id = ${tenantId} and plan_id = any(${planIds})
     order by plan_id, position`.execute(tx.q)
  // A computed indicator is added with its first definition: before that was recorded nobody knew it.
  return knownAt === undefined ? rows : rows.filter(({ kind, definitions }) => kind !== 'formula' || definitions !== null)
}

const toIndicator = ({
  numeratorLabel,
  denominatorLabel,
  lineagePolicy,
  formula,
  target,
  clause,
  sourceStart,
  sourceEnd,
  definitions: _later,
  ...row
}: IndicatorRow): DefinedIndicator => ({
  ...row,
  target: targetOf(target),
  clause: { text: clause, ...(sourceStart === null || sourceEnd === null ? {} : { start: sourceStart, end: sourceEnd }) },
  ...(lineagePolicy === null ? {} : { lineagePolicy }),
  ...(formula === null ? {} : { formula }),
  ...(numeratorLabel === null ? {} : { numeratorLabel }),
  ...(denominatorLabel === null ? {} : { denominatorLabel }),
})

/** A recorded definition as the domain reckons with it. */
export function definitionOf(stored: unknown): Definition {
  const {
    numeratorLabel,
    denominatorLabel,
    lineagePolicy,
    periodMethod,
    formula,
    ownerUnitId,
    cascadeRule,
    checks,
    target,
    ...definition
  } = definitionSchema.parse(stored)
  return {
    ...definition,
    target: targetOf(target),
    ...(numeratorLabel === null ? {} : { numeratorLabel }),
    ...(denominatorLabel === null ? {} : { denominatorLabel }),
    ...(lineagePolicy === null ? {} : { lineagePolicy }),
    ...(periodMethod === null ? {} : { periodMethod }),
    ...(formula === null ? {} : { formula }),
    ...(ownerUnitId === null ? {} : { ownerUnitId }),
    ...(cascadeRule === null ? {} : { cascadeRule }),
    ...(checks === null ? {} : { checks: declaredChecks(checks) }),
  }
}

/** What was left out stays out. */
const declaredChecks = ({ demands, samePeriods, relations }: NonNullable<WireDefinition['checks']>): DeclaredChecks => ({
  demands,
  ...(samePeriods === undefined ? {} : { samePeriods }),
  ...(relations === undefined ? {} : { relations }),
})

export const wireDefinition = (definition: Definition): WireDefinition => ({
  pillar: definition.pillar,
  name: definition.name,
  numeratorLabel: definition.numeratorLabel ?? null,
  denominatorLabel: definition.denominatorLabel ?? null,
  unitOfMeasure: definition.unitOfMeasure,
  digits: definition.digits,
  target: wireTarget(definition.target),
  rollUp: definition.rollUp,
  lineagePolicy: definition.lineagePolicy ?? null,
  periodMethod: definition.periodMethod ?? null,
  formula: definition.formula ?? null,
  source: definition.source ?? '',
  ownerUnitId: definition.ownerUnitId ?? null,
  cascadeRule: definition.cascadeRule ?? null,
  checks: definition.checks === undefined ? null : wireChecks(definition.checks),
})

export const wireChecks = ({ relations, ...checks }: DeclaredChecks): NonNullable<WireDefinition['checks']> => ({
  ...checks,
  ...(relations && { relations: [...relations] }),
})

export type RecordedDefinition = DefinitionVersion & {
  readonly indicatorId: string
  readonly reason: string
  readonly recordedAt: Instant
  readonly recordedBy: string
}

/**
 * The recorded definitions of a plan's indicators in the order in which they were made, each with who recorded it and why; only those known at a
 * moment, where one is given.
 */
export async function definitionsOfPlan(
  tx: Pick<Tx, 'hot'>,
  tenantId: number,
  planId: string,
  knownAt?: Instant,
): Promise<readonly RecordedDefinition[]> {
  const rows = await tx.hot<Omit<RecordedDefinition, 'definition'> & { readonly definition: unknown }>(
    'definitions-of-plan',
    `select d.indicator_id "indicatorId", d.version, d.from_period "fromPeriod", d.definition, d.breaks_series "breaksSeries", d.reason,
            d.recorded_at "recordedAt", a.full_name "recordedBy"
       from indicators i
       join indicator_definitions d on d.tenant_id = i.tenant_id and d.indicator_id = i.id
       join accounts a on a.tenant_id = d.tenant_id and a.id = d.recorded_by
      where i.tenant_id = $1 and i.plan_id = $2 and ($3::timestamptz is null or d.recorded_at <= $3)
      order by d.indicator_id, d.version`,
    [tenantId, planId, knownAt ?? null],
  )
  return rows.map((row) => ({ ...row, definition: definitionOf(row.definition) }))
}

type Defined = {
  readonly definedIn: (period: string) => readonly DefinedIndicator[]
  readonly versionsOf: (indicatorId: string) => readonly DefinitionVersion[]
}

/** A plan's indicators as they are defined in each period, in the plan's order, with their versions; by what was known at a moment, where one is given. */
export async function definedIndicators(tx: Tx, tenantId: number, planId: string, knownAt?: Instant): Promise<Defined> {
  const all = (await rowsOfPlan(tx, tenantId, [planId], knownAt)).map((row) => ({
    indicator: toIndicator(row),
    versions: (row.definitions ?? []).map((one) => ({ ...one, definition: definitionOf(one.definition) })),
  }))
  return {
    definedIn: (period) =>
      all.map(({ indicator, versions }) => ({ ...indicatorAt(indicator, versions, period), clause: indicator.clause })),
    versionsOf: (indicatorId) => all.find(({ indicator }) => indicator.id === indicatorId)?.versions ?? [],
  }
}

/** A plan's indicators as they are defined in each period, in the plan's order; by what was known at a moment, where one is given. */
export const indicatorsIn = async (
  tx: Tx,
  tenantId: number,
  planId: string,
  knownAt?: Instant,
): Promise<(period: string) => readonly DefinedIndicator[]> => (await definedIndicators(tx, tenantId, planId, knownAt)).definedIn

/** The newest target path of each indicator that has one; by what was known at a moment, where one is given. */
export async function targetPaths(
  tx: Pick<Tx, 'raw'>,
  tenantId: number,
  indicatorIds: readonly string[],
  knownAt?: Instant,
): Promise<ReadonlyMap<string, WireTargetPath>> {
  const rows = await tx.raw<{ readonly id: string; readonly path: unknown }>(
    `select distinct on (indicator_id) indicator_id id, path from target_paths
      where tenant_id = $1 and indicator_id = any($2::uuid[]) and ($3::timestamptz is null or recorded_at <= $3) order by indicator_id, version desc`,
    [tenantId, indicatorIds, knownAt ?? null],
  )
  return new Map(rows.map(({ id, path }) => [id, targetPathSchema.parse(path)]))
}

export type FigureRow = {
  readonly period: string
  readonly indicatorId: string
  readonly unitId: string
  readonly numerator: string | null
  readonly denominator: string | null
  readonly words: string | null
  readonly isApproved: boolean
}

/** Figures of a regime in the periods given, one row a cell: the approved ones, and of reports never approved yet what was handed in. */
export const figuresOfPeriods = (tx: Tx, tenantId: number, regimeId: string, periods: readonly string[]): Promise<readonly FigureRow[]> =>
  tx.hot<FigureRow>(
    'figures-of-periods',
    `select f.period, f.indicator_id "indicatorId", f.unit_id "unitId", f.numerator, f.denominator, f.words, true "isApproved"
       from obligations o join approved_figures f on f.tenant_id = o.tenant_id and f.report_id = o.id
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[])
     union all
     select o.period, e.indicator_id, o.unit_id, e.numerator, e.denominator, e.words, false
       from obligations o
       join reports r on r.tenant_id = o.tenant_id and r.id = o.id and r.state = 'submitted' and r.version = 1
       join report_entries e on e.tenant_id = r.tenant_id and e.report_id = r.id
      where o.tenant_id = $1 and o.regime_id = $2 and o.level = 'unit' and o.period = any($3::text[])`,
    [tenantId, regimeId, periods],
  )
