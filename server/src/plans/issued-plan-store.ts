import type { DraftItem as WireItem } from '@haidang/api/imports'
import type { Indicator, Target } from '@haidang/domain/indicators/indicator'
import type { Obligation, OwedDates } from '@haidang/domain/periods/obligation'
import type { DueLevel } from '@haidang/domain/periods/regime'
import type { IssuedPlan } from '@haidang/domain/plans/issue-plan'
import type { PrintedDeadline } from '@haidang/domain/plans/reading'
import { v7 as newId } from 'uuid'
import { toJson } from '../database/tables.ts'
import { keepEntry } from '../documents/store.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'
import type { DraftValues } from '@haidang/api/draft-shape'
import { inPieces } from './store.ts'

export type PlanToSave = {
  readonly plan: IssuedPlan
  readonly planId: string
  readonly importId: string
  readonly fileSha256: string
  readonly document: DraftValues['document'] | undefined
  readonly number: string | null
  readonly title: string
  readonly issuedOn: string
  readonly year: number
  readonly citations: readonly Extract<WireItem, { kind: 'citation' }>[]
  /** As printed, by task. */
  readonly deadlines: ReadonlyMap<string, PrintedDeadline>
  readonly content: object
  readonly contentSha256: string
}

/** Writes an issued plan: a few statements of many rows each. */
export async function saveIssuedPlan(tx: Tx, call: Call, saving: PlanToSave): Promise<void> {
  await saveDocument(tx, call, saving)
  await saveIndicators(tx, call, saving)
  await saveTasks(tx, call, saving)
  await saveRegimes(tx, call, saving)
  await keepEntry(tx, call, saving.importId)
}

async function saveDocument(tx: Tx, { tenantId, now, viewer }: Call, saving: PlanToSave): Promise<void> {
  const { planId, document, title, issuedOn } = saving
  const documentId = newId()
  await tx.q
    .insertInto('documents')
    .values({
      tenant_id: tenantId,
      id: documentId,
      import_id: saving.importId,
      file_sha256: saving.fileSha256,
      type: document?.type || 'kế hoạch',
      number: saving.number,
      symbol: document?.symbol || null,
      issued_on: issuedOn,
      issuer: document?.issuer || null,
      title,
      signer: document?.signer || null,
      signer_role: document?.signerRole || null,
      registered_at: now,
      registered_by: viewer.accountId,
    })
    .execute()
  // A legal basis that nobody looked at is still a legal basis: only what was dropped is left out.
  const relations = saving.citations.map(({ value, source }) => ({
    tenant_id: tenantId,
    id: newId(),
    document_id: documentId,
    relation: value.relation,
    target_type: value.type,
    target_number: value.number || null,
    target_number_key: value.number === '' ? null : value.number.normalize('NFC').replace(/\s/gu, '').toUpperCase(),
    target_date: value.date || null,
    target_issuer: value.issuer || null,
    passage: value.text,
    source_start: source?.start ?? null,
    source_end: source?.end ?? null,
  }))
  await inPieces(relations, (rows) =>
    tx.q
      .insertInto('document_relations')
      .values([...rows])
      .execute(),
  )
  await tx.q
    .insertInto('plans')
    .values({ tenant_id: tenantId, id: planId, document_id: documentId, title, year: saving.year, current_version: 1 })
    .execute()
  await tx.q
    .insertInto('plan_versions')
    .values({
      tenant_id: tenantId,
      plan_id: planId,
      version: 1,
      issued_on: issuedOn,
      issued_at: now,
      issued_by: viewer.accountId,
      content: toJson(saving.content),
      content_sha256: saving.contentSha256,
    })
    .execute()
}

async function saveIndicators(tx: Tx, { tenantId }: Call, { plan, planId }: PlanToSave): Promise<void> {
  const rows = plan.indicators.map((indicator, index) => ({
    tenant_id: tenantId,
    id: indicator.id,
    plan_id: planId,
    since_version: 1,
    position: index + 1,
    code: indicator.code,
    pillar: indicator.pillar,
    name: indicator.name,
    kind: indicator.kind,
    numerator_label: indicator.numeratorLabel ?? null,
    denominator_label: indicator.denominatorLabel ?? null,
    unit_of_measure: indicator.unitOfMeasure,
    digits: indicator.digits,
    target: toJson(storedTarget(indicator.target)),
    roll_up: indicator.rollUp,
    clause: indicator.clause?.text ?? '',
    source_start: indicator.clause?.start ?? null,
    source_end: indicator.clause?.end ?? null,
  }))
  await inPieces(rows, (piece) =>
    tx.q
      .insertInto('indicators')
      .values([...piece])
      .execute(),
  )

  const targets = targetsByUnit(plan)
  const assignments = plan.assignments.map(({ indicatorId, unitId }) => ({
    tenant_id: tenantId,
    indicator_id: indicatorId,
    unit_id: unitId,
    target: toJson(targets.get(unitId)?.find((line) => line.indicatorId === indicatorId)?.target ?? {}),
  }))
  await inPieces(assignments, (piece) =>
    tx.q
      .insertInto('indicator_assignments')
      .values([...piece])
      .execute(),
  )
}

async function saveTasks(tx: Tx, { tenantId, now }: Call, { plan, planId, deadlines }: PlanToSave): Promise<void> {
  const rows = plan.tasks.map((task) => {
    const printed = deadlines.get(task.id)
    return {
      tenant_id: tenantId,
      id: task.id,
      plan_id: planId,
      position: task.order,
      text: task.text,
      section: task.section,
      lead_text: task.leadText,
      cooperating_text: task.cooperatingText,
      deadline: printed === undefined ? null : toJson(printed),
      deadline_at: task.deadline ?? null,
      deadline_text: task.deadlineText,
      source_start: task.clause?.start ?? null,
      source_end: task.clause?.end ?? null,
    }
  })
  await inPieces(rows, (piece) =>
    tx.q
      .insertInto('tasks')
      .values([...piece])
      .execute(),
  )
  const duties = plan.taskAssignments.map(({ taskId, unitId, role }) => ({
    tenant_id: tenantId,
    task_id: taskId,
    unit_id: unitId,
    part: role,
    state: 'assigned' as const,
    done_at: null,
    updated_at: now,
    updated_by: null,
  }))
  await inPieces(duties, (piece) =>
    tx.q
      .insertInto('task_assignments')
      .values([...piece])
      .execute(),
  )
}

async function saveRegimes(tx: Tx, call: Call, { plan, planId }: PlanToSave): Promise<void> {
  const forms = new Map([...targetsByUnit(plan)].map(([unitId, lines]) => [unitId, toJson(lines)]))
  for (const { regime, obligations, consolidationDues } of plan.regimes) {
    const periods = consolidationDues.map(({ period }) => period).toSorted()
    await tx.q
      .insertInto('regimes')
      .values({
        tenant_id: call.tenantId,
        id: regime.id,
        plan_id: planId,
        definition: toJson(regime),
        first_period: periods[0] ?? null,
        last_period: periods.at(-1) ?? null,
        issued_at: call.now,
      })
      .execute()
    await saveObligations(tx, call, {
      regimeId: regime.id,
      obligations,
      consolidationDues,
      formOf: (unitId) => (regime.asksFigures ? forms.get(unitId) : undefined) ?? toJson([]),
    })
  }
}

export type OwedToSave = {
  readonly regimeId: string
  readonly obligations: readonly Obligation[]
  readonly consolidationDues: readonly OwedDates[]
  /** The frozen form of a unit, as JSON. */
  readonly formOf: (unitId: string) => string
}

/** Writes who owes what, with an open report for each unit. The consolidated report is owed by the unit of the officer who asks. */
export async function saveObligations(
  tx: Tx,
  { tenantId, now, viewer }: Call,
  { regimeId, obligations, consolidationDues, formOf }: OwedToSave,
): Promise<void> {
  const row = (dates: OwedDates, level: DueLevel, unitId: string) => ({
    tenant_id: tenantId,
    id: newId(),
    regime_id: regimeId,
    level,
    unit_id: unitId,
    period: dates.period,
    window_from: dates.windowFrom ?? null,
    window_to: dates.windowTo,
    nominal_due: dates.nominalDue,
    due_at: dates.dueAt,
    moved_because: dates.movedBecause ?? null,
    form: level === 'unit' ? formOf(unitId) : toJson([]),
    created_at: now,
  })
  const ofUnits = obligations.map((owed) => row(owed, 'unit', owed.unitId))
  const ofCity = consolidationDues.map((dates) => row(dates, 'city', viewer.unitId))
  await inPieces([...ofUnits, ...ofCity], (piece) =>
    tx.q
      .insertInto('obligations')
      .values([...piece])
      .execute(),
  )
  const reports = ofUnits.map(({ id, unit_id, period }) => ({
    tenant_id: tenantId,
    id,
    unit_id,
    period,
    state: 'open' as const,
    first_submitted_at: null,
    submitted_at: null,
    submitted_by: null,
    approved_at: null,
    approved_by: null,
    correction_reason: null,
  }))
  await inPieces(reports, (piece) =>
    tx.q
      .insertInto('reports')
      .values([...piece])
      .execute(),
  )
}

type FormLine = { readonly indicatorId: string; readonly target: object }

/** Each unit's form: what it owes in the plan's order, with its targets as they stand on the day of issue. */
function targetsByUnit(plan: IssuedPlan): ReadonlyMap<string, readonly FormLine[]> {
  const order = new Map(plan.indicators.map((indicator, index) => [indicator.id, { indicator, index }]))
  const lines = plan.assignments.toSorted((a, b) => (order.get(a.indicatorId)?.index ?? 0) - (order.get(b.indicatorId)?.index ?? 0))
  const forms = new Map<string, FormLine[]>()
  for (const { indicatorId, unitId, target } of lines) {
    const form = forms.get(unitId) ?? []
    form.push({ indicatorId, target: storedTarget(target ?? openTarget(order.get(indicatorId)?.indicator)) })
    forms.set(unitId, form)
  }
  return forms
}

/** An amount that the city wants in sum asks no level of any one unit. */
function openTarget(indicator: Indicator | undefined): Target {
  return { op: '>=', value: null, unit: indicator?.target.unit ?? null }
}

/** A target as the wire has it: `outOf` is a count. */
function storedTarget({ outOf, ...target }: Target): object {
  return outOf === undefined ? target : { ...target, outOf: Number(outOf) }
}
