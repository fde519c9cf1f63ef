export type Role = 'administrator' | 'synthesis' | 'focalPoint' | 'leader' | 'auditor'

export const roles: readonly Role[] = ['administrator', 'synthesis', 'focalPoint', 'leader', 'auditor']

export type Viewer = {
  readonly accountId: string
  readonly tenantId: string
  readonly unitId: string
  /** Ended units that the viewer's own has taken over: what they have left to do is done by it, and what was theirs stays readable. */
  readonly takenOver: readonly string[]
  readonly roles: readonly Role[]
  /** There where the rights are another's: by which delegation, and whose (nobody's, of an acting head). */
  readonly under?: { readonly delegationId: string; readonly holderId: string | null }
}

/** The helpers that policies are written with. */
export const is = (viewer: Viewer, role: Role): boolean => viewer.roles.includes(role)

export const isAnyOf = (viewer: Viewer, ...wanted: readonly Role[]): boolean => wanted.some((role) => is(viewer, role))

/** The viewer's unit, and those that it has taken over. */
export const unitsActedFor = ({ unitId, takenOver }: Viewer): readonly string[] => [unitId, ...takenOver]

export const worksIn = (viewer: Viewer, unitId: string): boolean => viewer.unitId === unitId || viewer.takenOver.includes(unitId)

/** Where a day begins: whoever leads, and neither reports nor reviews, begins at the board; everybody else at what waits for them. */
export const firstRoom = (held: readonly Role[]): 'board' | 'myWork' =>
  held.includes('leader') && !held.includes('focalPoint') && !held.includes('synthesis') ? 'board' : 'myWork'

/** Sees the work of every unit of the tenant. Seeing is all that a leader, an auditor or an administrator does with reports. */
export const readsAllUnits = (viewer: Viewer): boolean => isAnyOf(viewer, 'synthesis', 'leader', 'auditor', 'administrator')

export const canImport = (viewer: Viewer): boolean => is(viewer, 'synthesis')

/** Correct, split, merge, drop and accept the items of a draft. */
export const canReviewPlan = (viewer: Viewer): boolean => is(viewer, 'synthesis')

export const canIssuePlan = (viewer: Viewer): boolean => is(viewer, 'synthesis')

/** An issued plan is what everybody works by. */
export const canSeePlan = (viewer: Viewer): boolean => viewer.roles.length > 0

export const canSeeDraft = (viewer: Viewer): boolean => isAnyOf(viewer, 'synthesis', 'auditor')

export const canConsolidate = (viewer: Viewer): boolean => is(viewer, 'synthesis')

export const canSeeConsolidated = (viewer: Viewer): boolean => readsAllUnits(viewer)

export const canSeeDashboard = (viewer: Viewer): boolean => readsAllUnits(viewer)

export const canSeeFiguresOf = (viewer: Viewer, unitId: string): boolean => canSeeDashboard(viewer) || worksIn(viewer, unitId)

export const canAdminister = (viewer: Viewer): boolean => is(viewer, 'administrator')

export const canReadAudit = (viewer: Viewer): boolean => isAnyOf(viewer, 'auditor', 'administrator')

/** A lead unit reports on its task; cooperating units see it. */
export const canUpdateTask = (viewer: Viewer, leadUnitIds: readonly string[]): boolean =>
  is(viewer, 'focalPoint') && leadUnitIds.some((unitId) => worksIn(viewer, unitId))

export const canSeeTask = (viewer: Viewer, unitIds: readonly string[]): boolean =>
  readsAllUnits(viewer) || unitIds.some((unitId) => worksIn(viewer, unitId))
