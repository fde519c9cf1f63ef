import type { Evidence } from '@haidang/api/common'
import type { PutTask, TaskLine, TaskList } from '@haidang/api/reports'
import { canSeeTask, canUpdateTask, readsAllUnits, unitsActedFor } from '@haidang/domain/access/roles'
import { saysWhy } from '@haidang/domain/reports/report'
import { countTasks, timeliness } from '@haidang/domain/tasks/task'
import type { Timeliness } from '@haidang/domain/tasks/task'
import { addEvidence, removeEvidence } from '../evidence/actions.ts'
import type { Upload } from '../evidence/actions.ts'
import { findEvidence, unitsOfTask } from '../evidence/store.ts'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { dutyForChange, hasNote, saveDuty, taskDuties, tasksWithoutLead } from './store.ts'
import type { TaskDuty } from './store.ts'

export type TaskQuery = {
  readonly unitId?: string | undefined
  readonly planId?: string | undefined
  readonly timeliness?: Timeliness | undefined
}

/** The tasks that the viewer may see; the counts are of the lead units' duties, before the filter by timeliness. */
export const listTasks = (call: Call, query: TaskQuery): Promise<TaskList> =>
  inReading(call, async (tx) => {
    const { viewer } = call
    const unitIds = query.unitId === undefined ? (readsAllUnits(viewer) ? undefined : unitsActedFor(viewer)) : [query.unitId]
    if (unitIds !== undefined && !canSeeTask(viewer, unitIds)) throw problem('notFound')

    const filter = { ...(unitIds === undefined ? {} : { unitIds }), ...(query.planId === undefined ? {} : { planId: query.planId }) }
    const lines = (await taskDuties(tx, call, filter)).map((duty) => taskLine(call, duty))
    return {
      tasks: lines.filter((line) => query.timeliness === undefined || line.timeliness === query.timeliness),
      counts: countTasks(lines.filter(({ part }) => part === 'lead').map((line) => line.timeliness)),
      unassigned: readsAllUnits(viewer) ? [...(await tasksWithoutLead(tx, call, query.planId))] : [],
    }
  })

/** The duties of one unit, for its monthly report. */
export async function taskLinesOf(tx: Tx, call: Call, filter: { readonly unitId: string; readonly planId: string }): Promise<TaskLine[]> {
  return (await taskDuties(tx, call, { planId: filter.planId, unitIds: [filter.unitId] })).map((duty) => taskLine(call, duty))
}

export type TaskRefusal = { readonly refused: 'reasonRequired' }

/** The lead unit says where its task stands. Done is done now; what was done may be opened again, and the note says why. */
export const updateTask = (call: Call, taskId: string, unitId: string, change: PutTask): Promise<TaskLine | TaskRefusal> =>
  inTransaction<TaskLine | TaskRefusal>(call, async (tx) => {
    await seenTask(tx, call, taskId, unitId)
    const standing = await dutyForChange(tx, call, taskId, unitId)
    if (!standing) throw problem('notFound')
    if (await hasNote(tx, call, change.changeKey)) return dutyLine(tx, call, taskId, unitId)
    if (standing.part !== 'lead' || !canUpdateTask(call.viewer, [unitId])) throw problem('notAllowed')
    if (standing.revision !== change.baseRevision) throw problem('changedMeanwhile', { current: await dutyLine(tx, call, taskId, unitId) })

    const note = change.note.normalize('NFC').trim()
    if (standing.state === 'done' && change.state !== 'done' && !saysWhy(note)) return { refused: 'reasonRequired' }

    const doneAt = change.state === 'done' ? (standing.doneAt ?? call.now) : null
    await saveDuty(tx, call, {
      taskId,
      unitId,
      noteId: change.changeKey,
      part: standing.part,
      state: change.state,
      doneAt,
      note,
      revision: standing.revision + 1,
    })
    await audit(tx, call, {
      stream: unitStream(unitId),
      action: 'taskUpdated',
      subject: taskId,
      detail: { unitId, before: { state: standing.state, note: standing.note }, after: { state: change.state, note } },
    })
    return dutyLine(tx, call, taskId, unitId)
  })

/** A file behind a task, from a unit that leads it. */
export const addTaskEvidence = (call: Call, taskId: string, unitId: string, upload: Upload): Promise<Evidence> =>
  addEvidence<never>(call, upload, async (tx) => {
    await ledTask(tx, call, taskId, unitId)
    return { unitId, taskId }
  })

/** Takes away what the unit itself put there. */
export const removeTaskEvidence = (call: Call, taskId: string, unitId: string, evidenceId: string): Promise<{ readonly ok: true }> =>
  inTransaction(call, async (tx) => {
    await ledTask(tx, call, taskId, unitId)
    const found = await findEvidence(tx, call, evidenceId)
    if (!found || found.taskId !== taskId || found.unitId !== unitId) throw problem('notFound')
    // Taken away already: the repeated request has what it wants.
    if (found.removedAt === null) await removeEvidence(tx, call, found)
    return { ok: true }
  })

/** Only who leads the task proves it; the duty's row is held until the transaction ends. */
async function ledTask(tx: Tx, call: Call, taskId: string, unitId: string): Promise<void> {
  await seenTask(tx, call, taskId, unitId)
  const duty = await dutyForChange(tx, call, taskId, unitId)
  if (duty?.part !== 'lead' || !canUpdateTask(call.viewer, [unitId])) throw problem('notAllowed')
}

async function seenTask(tx: Tx, call: Call, taskId: string, unitId: string): Promise<void> {
  const units = await unitsOfTask(tx, call, taskId)
  if (!units.includes(unitId) || !canSeeTask(call.viewer, units)) throw problem('notFound')
}

async function dutyLine(tx: Tx, call: Call, taskId: string, unitId: string): Promise<TaskLine> {
  const [duty] = await taskDuties(tx, call, { taskId, unitIds: [unitId] })
  if (!duty) throw problem('notFound')
  return taskLine(call, duty)
}

function taskLine({ viewer, now }: Call, { planId: _planId, ...duty }: TaskDuty): TaskLine {
  const dates = {
    ...(duty.deadlineAt === null ? {} : { deadline: duty.deadlineAt }),
    ...(duty.doneAt === null ? {} : { doneAt: duty.doneAt }),
  }
  return {
    ...duty,
    evidence: duty.evidence.map(({ id, fileName, mediaType, size, sha256, addedAt, addedBy, indicatorId, taskId }): Evidence => ({
      id,
      fileName,
      mediaType,
      size,
      sha256,
      addedAt,
      addedBy,
      indicatorId,
      taskId,
    })),
    notes: duty.notes.map(({ at, by, state, note }) => ({ at, by, state, note })),
    timeliness: timeliness(dates, now),
    can: { update: duty.part === 'lead' && canUpdateTask(viewer, [duty.unit.id]) },
  }
}
