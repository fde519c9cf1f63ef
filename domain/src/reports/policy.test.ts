import { describe, expect, test } from 'vitest'
import {
  canAdminister,
  canConsolidate,
  canImport,
  canIssuePlan,
  canReadAudit,
  canReviewPlan,
  canSeeDashboard,
  canSeeDraft,
  canSeePlan,
  canSeeTask,
  canUpdateTask,
  roles,
} from '../access/roles.ts'
import type { Role, Viewer } from '../access/roles.ts'
import { canEditReport, canReview, canSeeReport, canSubmit, canTakeWorkbook, reportActions } from './policy.ts'
import type { ReportState } from './report.ts'

const viewer = (unitId: string, ...own: readonly Role[]): Viewer => ({
  accountId: `${unitId}-${own.join('-')}`,
  tenantId: 'vt',
  unitId,
  takenOver: [],
  roles: own,
})

const lan = viewer('p5', 'focalPoint')
const hoa = viewer('p6', 'focalPoint')
const minh = viewer('vhtt', 'synthesis')
const leader = viewer('bcd', 'leader')
const auditor = viewer('tt', 'auditor')
const administrator = viewer('vhtt', 'administrator')
const stranger = viewer('p5')

const states: readonly ReportState[] = ['open', 'submitted', 'returned', 'approved']
const nothing = { edit: false, submit: false, return: false, approve: false, correct: false }

describe('who sees a report', () => {
  test('its own focal point, and those who read all units', () => {
    expect([lan, minh, leader, auditor, administrator].map((one) => canSeeReport(one, 'p5'))).toEqual([true, true, true, true, true])
  })

  test("not the focal point of another unit, nor the unit's people without a role", () => {
    expect([hoa, stranger].map((one) => canSeeReport(one, 'p5'))).toEqual([false, false])
  })
})

describe('who does what with a report', () => {
  test('its focal point edits and submits what is open or came back, and nothing else', () => {
    expect(states.filter((state) => canEditReport(lan, { unitId: 'p5', state }))).toEqual(['open', 'returned'])
    expect(states.filter((state) => canSubmit(lan, { unitId: 'p5', state }))).toEqual(['open', 'returned'])
    expect(reportActions(lan, { unitId: 'p5', state: 'open' })).toEqual({ ...nothing, edit: true, submit: true })
    expect(reportActions(lan, { unitId: 'p5', state: 'submitted' })).toEqual(nothing)
    expect(reportActions(lan, { unitId: 'p5', state: 'approved' })).toEqual({ ...nothing, correct: true })
  })

  test('in a locked period nobody edits, submits or corrects, and what was handed in is still reviewed', () => {
    for (const state of states) expect(reportActions(lan, { unitId: 'p5', state, isLocked: true })).toEqual(nothing)
    expect(reportActions(minh, { unitId: 'p5', state: 'approved', isLocked: true })).toEqual(nothing)
    expect(reportActions(minh, { unitId: 'p5', state: 'submitted', isLocked: true })).toEqual({ ...nothing, return: true, approve: true })
    for (const one of [lan, minh]) expect(canTakeWorkbook(one, { unitId: 'p5', state: 'open', isLocked: true })).toBe(false)
  })

  test('the synthesis officer returns and approves what was handed in, and types into nothing', () => {
    expect(reportActions(minh, { unitId: 'p5', state: 'submitted' })).toEqual({ ...nothing, return: true, approve: true })
    expect(reportActions(minh, { unitId: 'p5', state: 'open' })).toEqual(nothing)
    expect(reportActions(minh, { unitId: 'p5', state: 'approved' })).toEqual({ ...nothing, correct: true })
  })

  test('leader, auditor, administrator, another unit and people without a role change nothing, in no state', () => {
    for (const one of [leader, auditor, administrator, hoa, stranger]) {
      for (const state of states) expect(reportActions(one, { unitId: 'p5', state })).toEqual(nothing)
    }
  })

  test('a focal point that moved to another unit leaves its reports behind', () => {
    expect(canEditReport({ ...lan, unitId: 'p6' }, { unitId: 'p5', state: 'open' })).toBe(false)
  })
})

describe('who does what else', () => {
  const allowed = (may: (one: Viewer) => boolean): readonly Role[] => roles.filter((role) => may(viewer('p5', role)))

  test.each<[string, (one: Viewer) => boolean, readonly Role[]]>([
    ['imports documents', canImport, ['synthesis']],
    ['reviews a draft', canReviewPlan, ['synthesis']],
    ['issues a plan', canIssuePlan, ['synthesis']],
    ['reviews reports', canReview, ['synthesis']],
    ['consolidates', canConsolidate, ['synthesis']],
    ['administers', canAdminister, ['administrator']],
    ['reads the audit log', canReadAudit, ['administrator', 'auditor']],
    ['sees the dashboard', canSeeDashboard, ['administrator', 'synthesis', 'leader', 'auditor']],
    ['sees a draft', canSeeDraft, ['synthesis', 'auditor']],
    ['sees the issued plan', canSeePlan, roles],
  ])('%s', (_, may, expected) => {
    expect(allowed(may)).toEqual(expected)
    expect(may(stranger)).toBe(false)
  })

  test('a task is reported by its lead unit and seen by the cooperating one', () => {
    expect(canUpdateTask(lan, ['p5'])).toBe(true)
    expect([hoa, minh, leader, auditor, stranger].some((one) => canUpdateTask(one, ['p5']))).toBe(false)
    expect(canSeeTask(hoa, ['p5', 'p6'])).toBe(true)
    expect(canSeeTask(hoa, ['p5'])).toBe(false)
    expect(canSeeTask(leader, ['p5'])).toBe(true)
  })
})
