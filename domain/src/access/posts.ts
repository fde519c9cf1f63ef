import type { Day } from '../periods/day.ts'

/** Where somebody worked, and as what, from a day until just before another. */
export type PostSpan = { readonly from: Day; readonly to: Day | null; readonly unitId: string; readonly post: string }

/** What ended one post and began another: what held until then. A reorganisation moves people and leaves them their post. */
export type PostChange = { readonly on: Day; readonly unitBefore: string; readonly postBefore?: string }

/** The posts of somebody from the first day on, the newest first; of changes on one day the last one counts. */
export function postsOf(
  now: { readonly unitId: string; readonly post: string; readonly until: Day | null },
  since: Day,
  changes: readonly PostChange[],
): readonly PostSpan[] {
  const spans: PostSpan[] = []
  let { unitId, post } = now
  let to = now.until
  for (const { on, unitBefore, postBefore = post } of changes.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).toReversed()) {
    if (to === null || on < to) {
      spans.push({ from: on < since ? since : on, to, unitId, post })
      to = on
    }
    unitId = unitBefore
    post = postBefore
  }
  if (to === null || since < to) spans.push({ from: since, to, unitId, post })
  return spans
}

export type MoveRefusal = {
  readonly refused: 'fromPast' | 'changeWaiting' | 'closedAlready' | 'samePost' | 'lastAdministrator' | 'successorClosed'
}

export type Standing = { readonly unitId: string; readonly post: string; readonly roles: readonly string[] }

/** Whether somebody may be given another post from a day on: what was done under the old one stays under it, and one change waits at a time. */
export function moveRefusal(
  person: Standing & { readonly isClosed: boolean; readonly hasWaiting: boolean },
  { from, to, today }: { readonly from: Day; readonly to: Standing | null; readonly today: Day },
): MoveRefusal | undefined {
  if (person.isClosed) return { refused: 'closedAlready' }
  if (from < today) return { refused: 'fromPast' }
  if (person.hasWaiting) return { refused: 'changeWaiting' }
  return to !== null && isSame(person, to) ? { refused: 'samePost' } : undefined
}

const isSame = (a: Standing, b: Standing): boolean =>
  a.unitId === b.unitId && a.post === b.post && a.roles.length === b.roles.length && a.roles.every((role) => b.roles.includes(role))
