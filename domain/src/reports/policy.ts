import { is, readsAllUnits, worksIn } from '../access/roles.ts'
import type { Viewer } from '../access/roles.ts'
import { isEditable } from './report.ts'
import type { ReportState } from './report.ts'

/** `isLocked`: its period is locked, and no exception lets the unit in (lock.ts). */
type ReportInHand = { readonly unitId: string; readonly state: ReportState; readonly isLocked?: boolean }

export type ReportActions = {
  readonly edit: boolean
  readonly submit: boolean
  readonly return: boolean
  readonly approve: boolean
  readonly correct: boolean
}

/** A focal point sees its own unit's reports; those of others look as if they were not there. */
export const canSeeReport = (viewer: Viewer, unitId: string): boolean =>
  readsAllUnits(viewer) || (is(viewer, 'focalPoint') && worksIn(viewer, unitId))

export const canEditReport = (viewer: Viewer, report: ReportInHand): boolean =>
  is(viewer, 'focalPoint') && worksIn(viewer, report.unitId) && isEditable(report.state)

export const canSubmit = (viewer: Viewer, report: ReportInHand): boolean => canEditReport(viewer, report)

/** Returning and approving are the synthesis officer's. */
export const canReview = (viewer: Viewer): boolean => is(viewer, 'synthesis')

/** An approved report is opened again, with a reason, by the synthesis officer or by the unit itself. */
export const canCorrect = (viewer: Viewer, report: ReportInHand): boolean =>
  report.state === 'approved' && (canReview(viewer) || (is(viewer, 'focalPoint') && worksIn(viewer, report.unitId)))

/** What the viewer may do next with this report: the reply says so, the screen shows so. */
export function reportActions(viewer: Viewer, report: ReportInHand): ReportActions {
  const isOpen = report.isLocked !== true
  const isUnderReview = canReview(viewer) && report.state === 'submitted'
  return {
    edit: isOpen && canEditReport(viewer, report),
    submit: isOpen && canSubmit(viewer, report),
    return: isUnderReview,
    approve: isUnderReview,
    correct: isOpen && canCorrect(viewer, report),
  }
}

/** The form of a report as a workbook: for whoever fills it in, and for the synthesis officer, who sends it to a unit without a line. */
export const canTakeWorkbook = (viewer: Viewer, report: ReportInHand): boolean =>
  isEditable(report.state) && report.isLocked !== true && (canReview(viewer) || canEditReport(viewer, report))

/** The figures of all units at once, from one workbook or table, are the synthesis officer's to enter. */
export const canEnterForAll = (viewer: Viewer): boolean => canReview(viewer)

/** A list of values may be sent by whoever enters for all units, and by a unit of its own reports; those of others look as if they were not there. */
export const canImportValues = (viewer: Viewer): boolean => canEnterForAll(viewer) || is(viewer, 'focalPoint')

export const canImportValuesOf = (viewer: Viewer, unitId: string): boolean =>
  canEnterForAll(viewer) || (is(viewer, 'focalPoint') && worksIn(viewer, unitId))
