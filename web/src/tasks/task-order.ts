import type { TaskLine } from '@haidang/api/reports'

/** Red first: the order in which the four counts and the tasks stand. */
export const timelinessOrder: readonly TaskLine['timeliness'][] = ['openOverdue', 'openWithinDeadline', 'doneLate', 'doneOnTime']

/** Led before joined, then by timeliness, then the nearest deadline; without a deadline last. */
export function byUrgency(a: TaskLine, b: TaskLine): number {
  if (a.part !== b.part) return a.part === 'lead' ? -1 : 1
  const order = timelinessOrder.indexOf(a.timeliness) - timelinessOrder.indexOf(b.timeliness)
  if (order !== 0) return order
  const [x, y] = [a.deadlineAt ?? '9', b.deadlineAt ?? '9']
  return x === y ? 0 : x < y ? -1 : 1
}
