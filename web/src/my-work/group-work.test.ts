import { expect, test } from 'vitest'
import { groupWork, tallyOf } from './group-work.ts'
import type { WorkItem } from './group-work.ts'

const item = (key: string, kind: WorkItem['kind'], at: string | null): WorkItem => ({ key, kind, at, title: key, href: '/', detail: '' })

test('what came back stands first, then what is late, what needs a leader, day by day, and what waits for approval', () => {
  const groups = groupWork([
    item('to review', 'reportsToReview', null),
    item('june', 'reportDue', '2024-06-12T10:00:00Z'),
    item('silent units', 'unitsSilent', '2024-05-13T10:00:00Z'),
    item('late task', 'taskOverdue', '2024-04-30T17:00:00Z'),
    item('may', 'reportDue', '2024-05-13T10:00:00Z'),
    item('back', 'reportReturned', '2024-05-10T02:00:00Z'),
    item('some day', 'taskDue', null),
    item('late city report', 'consolidationOverdue', '2024-04-25T10:00:00Z'),
    item('city report', 'consolidationDue', '2024-05-27T10:00:00Z'),
  ])
  expect(groups.map(({ name, day, items }) => [name, day, items.map(({ key }) => key).join()])).toEqual([
    ['returned', null, 'back'],
    ['late', null, 'late task,late city report'],
    ['leading', null, 'silent units'],
    ['day', '2024-05-13', 'may'],
    ['day', '2024-05-27', 'city report'],
    ['day', '2024-06-12', 'june'],
    ['undated', null, 'some day'],
    ['review', null, 'to review'],
  ])
})

test('the tally counts the city’s overdue report as overdue', () => {
  const tally = tallyOf([
    item('back', 'correctionOpen', null),
    item('city report', 'consolidationOverdue', '2024-04-25T10:00:00Z'),
    item('next', 'consolidationDue', '2024-05-27T10:00:00Z'),
    item('some day', 'taskDue', null),
    item('draft', 'draftToReview', null),
    item('silent', 'unitsSilent', null),
  ])
  expect(tally).toEqual({ returned: 1, late: 1, leading: 1, due: 2, review: 1 })
})

test('a task due by the end of 31 May stands under 31 May, though its first late instant is the first of June', () => {
  expect(groupWork([item('plan', 'taskDue', '2024-05-31T17:00:00Z')])[0]?.day).toBe('2024-05-31')
})
