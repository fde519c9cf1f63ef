import type { ReportSummary } from '@haidang/api/reports'
import { describe, expect, test } from 'vitest'
import { countsOf, filterNamed, found, isIn, nextWaiting, standingOf } from './standing.ts'

const report = (name: string, state: ReportSummary['state'], rest: Partial<ReportSummary> = {}): ReportSummary => ({
  id: name,
  unit: { id: name, name, shortName: name.replace('Phường', 'P.'), group: 'ward' },
  period: '2024-05',
  state,
  version: 1,
  dueAt: '2024-05-13T10:00:00.000Z',
  nominalDue: '2024-05-12',
  movedBecause: 'sunday',
  planId: 'p',
  planTitle: 'Kế hoạch',
  roundName: null,
  firstSubmittedAt: state === 'open' ? null : '2024-05-12T10:00:00.000Z',
  submittedAt: null,
  approvedAt: null,
  returnReason: null,
  extension: null,
  extendedFrom: null,
  lock: null,
  punctuality: state === 'open' ? ('overdue' as const) : ('onTime' as const),
  entered: 3,
  expected: 9,
  ...rest,
})

describe('where a report stands for its reviewer', () => {
  test('an open report is missing, an open correction is not', () => {
    expect(standingOf(report('Phường 1', 'open'))).toBe('missing')
    expect(standingOf(report('Phường 1', 'open', { version: 2 }))).toBe('correcting')
    expect(standingOf(report('Phường 1', 'submitted'))).toBe('waiting')
  })

  test('late stays late after a return and an approval', () => {
    expect(isIn('late', report('Phường 1', 'returned', { punctuality: 'late' }))).toBe(true)
    expect(isIn('late', report('Phường 1', 'approved', { punctuality: 'late' }))).toBe(true)
    expect(isIn('late', report('Phường 1', 'open'))).toBe(false)
  })

  test('every filter counts what it shows', () => {
    const reports = [
      report('a', 'open'),
      report('b', 'submitted', { punctuality: 'late' }),
      report('c', 'returned'),
      report('d', 'approved'),
      report('e', 'open', { version: 2 }),
    ]
    expect(countsOf(reports)).toEqual({ all: 5, missing: 1, late: 1, asking: 0, waiting: 1, returned: 1, approved: 1 })
  })

  test('an unknown filter in an address shows all', () => {
    expect(filterNamed('cho-duyet')).toBe('waiting')
    expect(filterNamed('chờ duyệt')).toBe('all')
    expect(filterNamed(null)).toBe('all')
  })

  test('a unit is found without diacritics, within the filter', () => {
    const reports = [report('Phường Thắng Tam', 'submitted'), report('Phường Thắng Nhì', 'approved')]
    expect(found(reports, 'all', 'thang nhi').map(({ id }) => id)).toEqual(['Phường Thắng Nhì'])
    expect(found(reports, 'waiting', 'thang').map(({ id }) => id)).toEqual(['Phường Thắng Tam'])
  })
})

describe('the next report that waits', () => {
  const reports = [report('a', 'submitted'), report('b', 'approved'), report('c', 'submitted'), report('d', 'open')]

  test('comes after this one, around the end', () => {
    expect(nextWaiting(reports, 'a')?.id).toBe('c')
    expect(nextWaiting(reports, 'c')?.id).toBe('a')
    expect(nextWaiting(reports, 'd')?.id).toBe('a')
  })

  test('is the first where none is open, and never the one in hand', () => {
    expect(nextWaiting(reports, null)?.id).toBe('a')
    expect(nextWaiting([report('a', 'submitted')], 'a')).toBeUndefined()
  })
})
