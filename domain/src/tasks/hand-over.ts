import type { TaskState } from './task.ts'

/** A unit's part in a task. */
export type Assigned = {
  readonly taskId: string
  readonly unitId: string
  readonly part: 'lead' | 'cooperating'
  readonly state: TaskState
}

export type PassedDuty = {
  readonly taskId: string
  readonly heirId: string
  /** The units whose part ends. */
  readonly from: readonly string[]
  readonly part: 'lead' | 'cooperating'
  readonly state: TaskState
  /** The heir had a part of its own: it stays, and becomes that of a lead where one of those that end led. */
  readonly isOwn: boolean
}

/** The open parts of ended units as their heirs take them over; what was done stays with who did it. */
export function dutiesThatPass(assigned: readonly Assigned[], heirOf: ReadonlyMap<string, string>): readonly PassedDuty[] {
  const own = new Map(assigned.map((duty) => [`${duty.taskId} ${duty.unitId}`, duty]))
  const open = assigned.filter(({ unitId, state }) => heirOf.has(unitId) && state !== 'done')
  return [...Map.groupBy(open, ({ taskId, unitId }) => `${taskId} ${heirOf.get(unitId)}`).values()].flatMap((parts) => {
    const [first] = parts
    const heirId = first && heirOf.get(first.unitId)
    if (first === undefined || heirId === undefined) return []
    const had = own.get(`${first.taskId} ${heirId}`)
    const all = had === undefined ? parts : [had, ...parts]
    return [
      {
        taskId: first.taskId,
        heirId,
        from: parts.map(({ unitId }) => unitId),
        part: all.some(({ part }) => part === 'lead') ? 'lead' : 'cooperating',
        state: stateOf(all),
        isOwn: had !== undefined,
      },
    ]
  })
}

/** Of those that lead, where any does: begun where one of them has begun. What is done beside something open is not done. */
function stateOf(parts: readonly Assigned[]): TaskState {
  const leads = parts.filter(({ part }) => part === 'lead')
  return (leads.length > 0 ? leads : parts).some(({ state }) => state === 'inProgress') ? 'inProgress' : 'assigned'
}
