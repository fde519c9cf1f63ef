import type { Evidence, UnitRef } from '@haidang/api/common'
import type { Instant } from '@haidang/domain/periods/day'
import type { TaskState } from '@haidang/domain/tasks/task'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

/** One unit's part in a task. */
export type TaskDuty = {
  readonly taskId: string
  readonly planId: string
  readonly unit: UnitRef
  readonly part: 'lead' | 'cooperating'
  readonly text: string
  readonly section: string
  readonly leadText: string
  readonly cooperatingText: string
  readonly deadlineText: string
  readonly deadlineAt: Instant | null
  readonly precision: string | null
  readonly state: TaskState
  readonly doneAt: Instant | null
  readonly note: string
  readonly revision: number
  readonly updatedAt: Instant | null
  readonly updatedBy: string | null
  readonly evidence: readonly Evidence[]
  readonly notes: readonly { readonly at: Instant; readonly by: string; readonly state: string; readonly note: string }[]
}

export type DutyFilter = { readonly unitIds?: readonly string[]; readonly planId?: string; readonly taskId?: string }

/** Duties in the order of the plan, each with its evidence and its notes, newest first. */
export async function taskDuties(tx: Tx, { tenantId, now }: Call, { unitIds, planId, taskId }: DutyFilter): Promise<readonly TaskDuty[]> {
  const where = sql`
    a.tenant_id = ${tenantId} and a.state <> 'passedOn'
    ${unitIds === undefined ? sql`` : sql`and a.unit_id = any(${unitIds})`}
    ${planId === undefined ? sql`` : sql`and t.plan_id = ${planId}`}
    ${taskId === undefined ? sql`` : sql`and a.task_id = ${taskId}`}`
  const { rows } = await sql<Omit<TaskDuty, 'evidence' | 'notes'>>`
    select t.id as "taskId", t.plan_id as "planId", a.part, t.text, t.section, t.lead_text as "leadText", t.cooperating_text as "cooperatingText",
      json_build_object('id', a.unit_id, 'name', u.name, 'shortName', u.short_name, 'group', u.unit_group) as unit,
      t.deadline_text as "deadlineText", t.deadline_at as "deadlineAt", t.deadline ->> 'precision' as precision,
      a.state, a.done_at as "doneAt", a.note, a.revision, case when w.id is not null then a.updated_at end as "updatedAt", w.full_name as "updatedBy"
    from task_assignments a
    left join accounts w on w.tenant_id = a.tenant_id and w.id = a.updated_by
    join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id
    cross join lateral (
      select v.name, v.short_name, v.unit_group, v.position from unit_versions v
      where v.tenant_id = a.tenant_id and v.unit_id = a.unit_id
      order by (v.valid_from <= ${now}::timestamptz::date) desc, v.valid_from desc limit 1
    ) u
    where ${where}
    order by t.plan_id, t.position, a.part desc, u.position, u.name collate "vi-x-icu"`.execute(tx.q)
  if (rows.length === 0) return []

  const evidence = await sql<Evidence & { unitId: string }>`
    select e.id, e.file_name as "fileName", e.media_type as "mediaType", e.size, e.sha256, e.added_at as "addedAt", coalesce(p.full_name, '') as "addedBy",
      e.indicator_id as "indicatorId", e.task_id as "taskId", e.unit_id as "unitId"
    from evidence e
    join task_assignments a on a.tenant_id = e.tenant_id and a.task_id = e.task_id and a.unit_id = e.unit_id
    join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id
    left join accounts p on p.tenant_id = e.tenant_id and p.id = e.added_by
    where ${where} and e.removed_at is null order by e.added_at, e.id`.execute(tx.q)
  const notes = await sql<{ taskId: string; unitId: string; at: Instant; by: string; state: string; note: string }>`
    select n.task_id as "taskId", n.unit_id as "unitId", n.at, coalesce(p.full_name, '') as by, n.state, n.note
    from task_notes n
    join task_assignments a on a.tenant_id = n.tenant_id and a.task_id = n.task_id and a.unit_id = n.unit_id
    join tasks t on t.tenant_id = a.tenant_id and t.id = a.task_id
    left join accounts p on p.tenant_id = n.tenant_id and p.id = n.by_account
    where ${where} order by n.at desc, n.id`.execute(tx.q)

  const evidenceOf = Map.groupBy(evidence.rows, ({ taskId: id, unitId: unit }) => `${id} ${unit}`)
  const notesOf = Map.groupBy(notes.rows, ({ taskId: id, unitId: unit }) => `${id} ${unit}`)
  return rows.map((row) => ({
    ...row,
    evidence: evidenceOf.get(`${row.taskId} ${row.unit.id}`) ?? [],
    notes: notesOf.get(`${row.taskId} ${row.unit.id}`) ?? [],
  }))
}

export type UnassignedTask = { readonly taskId: string; readonly text: string; readonly section: string; readonly deadlineText: string }

/** Tasks whose lead no unit of the register answers for: somebody must be found. */
export async function tasksWithoutLead(tx: Tx, { tenantId }: Call, planId?: string): Promise<readonly UnassignedTask[]> {
  const { rows } = await sql<UnassignedTask>`
    select t.id as "taskId", t.text, t.section, t.deadline_text as "deadlineText"
    from tasks t
    where t.tenant_id = ${tenantId} ${planId === undefined ? sql`` : sql`and t.plan_id = ${planId}`}
      and not exists (select 1 from task_assignments a where a.tenant_id = t.tenant_id and a.task_id = t.id and a.part = 'lead' and a.state <> 'passedOn')
    order by t.plan_id, t.position`.execute(tx.q)
  return rows
}

export type StandingDuty = {
  readonly part: 'lead' | 'cooperating'
  readonly state: TaskState
  readonly doneAt: Instant | null
  readonly note: string
  readonly revision: number
}

/** Holds the duty's row until the transaction ends. */
export async function dutyForChange(tx: Tx, { tenantId }: Call, taskId: string, unitId: string): Promise<StandingDuty | undefined> {
  const { rows } = await sql<StandingDuty>`
    select part, state, done_at as "doneAt", note, revision from task_assignments
    where tenant_id = ${tenantId} and task_id = ${taskId} and unit_id = ${unitId} and state <> 'passedOn' for no key update`.execute(tx.q)
  return rows[0]
}

/** `noteId` is the writer's change key: the note that is there already is the sign of a repeated request. */
export async function hasNote(tx: Tx, { tenantId }: Call, noteId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from task_notes where tenant_id = ${tenantId} and id = ${noteId}`.execute(tx.q)
  return rows.length > 0
}

export async function saveDuty(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  { taskId, unitId, noteId, ...duty }: StandingDuty & { readonly taskId: string; readonly unitId: string; readonly noteId: string },
): Promise<void> {
  await sql`
    update task_assignments set state = ${duty.state}, done_at = ${duty.doneAt}, note = ${duty.note}, revision = ${duty.revision},
      updated_at = ${now}, updated_by = ${viewer.accountId}
    where tenant_id = ${tenantId} and task_id = ${taskId} and unit_id = ${unitId}`.execute(tx.q)
  await sql`
    insert into task_notes (tenant_id, id, task_id, unit_id, at, by_account, state, note)
    values (${tenantId}, ${noteId}, ${taskId}, ${unitId}, ${now}, ${viewer.accountId}, ${duty.state}, ${duty.note})`.execute(tx.q)
}
