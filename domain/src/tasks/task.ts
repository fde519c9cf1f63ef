import type { Clause } from '../indicators/indicator.ts'
import type { Instant } from '../periods/day.ts'
import { addDecimals, divideDecimals, multiplyDecimals } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { isPast } from './deadline.ts'

export type TaskState = 'assigned' | 'inProgress' | 'done'

export type Timeliness = 'doneOnTime' | 'doneLate' | 'openWithinDeadline' | 'openOverdue'

export type Task = {
  readonly id: string
  readonly order: number
  readonly text: string
  readonly section: string
  /** The first instant that is too late; none means never overdue. */
  readonly deadline?: Instant
  /** As printed in the plan. */
  readonly deadlineText: string
  readonly leadText: string
  readonly cooperatingText: string
  readonly clause?: Clause
}

export type TaskCounts = {
  readonly doneOnTime: number
  readonly doneLate: number
  readonly openWithinDeadline: number
  readonly openOverdue: number
  /** done / (done + open overdue), percent at two digits half up; `null` when nothing was done or fell due. */
  readonly dueCompletionRate: Decimal | null
}

/** Computed from dates, never kept by hand. `deadline` is the first instant that is too late, as `resolveDeadline` gives it. */
export function timeliness(task: { readonly deadline?: Instant; readonly doneAt?: Instant }, now: Instant): Timeliness {
  const isDone = task.doneAt !== undefined
  const isLate = task.deadline !== undefined && isPast(task.deadline, task.doneAt ?? now)
  if (isDone) return isLate ? 'doneLate' : 'doneOnTime'
  return isLate ? 'openOverdue' : 'openWithinDeadline'
}

/**
 * The four cells of Government reports and the rate of due tasks: done over done and open overdue, so that tasks not yet due neither help
 * nor hurt (report 1270/BC-TCTTTg of 27 December 2017: 16,051 of 16,051 + 223).
 */
export function countTasks(list: readonly Timeliness[]): TaskCounts {
  const count = (wanted: Timeliness): number => list.filter((one) => one === wanted).length
  const cells = {
    doneOnTime: count('doneOnTime'),
    doneLate: count('doneLate'),
    openWithinDeadline: count('openWithinDeadline'),
    openOverdue: count('openOverdue'),
  }
  const done = String(cells.doneOnTime + cells.doneLate)
  return {
    ...cells,
    dueCompletionRate: divideDecimals(multiplyDecimals(done, '100'), addDecimals(done, String(cells.openOverdue)), 2) ?? null,
  }
}
