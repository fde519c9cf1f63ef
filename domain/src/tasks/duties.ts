import type { Instant } from '../periods/day.ts'
import type { TaskState } from './task.ts'

/** What one lead unit owes of a task. */
export type Duty = { readonly unit: string; readonly state: TaskState; readonly doneAt?: Instant; readonly note: string }

/**
 * The task as a whole from its lead units' duties: done when the last of them is done, and then at that moment. A task that several lead
 * notes how many are done; one lead's own note stands as written.
 */
export function taskFromDuties(duties: readonly Duty[]): { readonly doneAt?: Instant; readonly note: string } {
  const done = duties.flatMap(({ state, doneAt }) => (state === 'done' && doneAt !== undefined ? [doneAt] : []))
  const [only] = duties
  const note =
    duties.length === 1 && only
      ? only.note
      : duties.length === 0
        ? 'Chưa giao đơn vị chủ trì'
        : `${done.length}/${duties.length} đơn vị đã hoàn thành`
  const last = done.toSorted((a, b) => (a < b ? -1 : 1)).at(-1)
  return { note, ...(last !== undefined && done.length === duties.length ? { doneAt: last } : {}) }
}
