import { expect, test } from 'vitest'
import { groupWork } from './group-work.ts'
import type { WorkItem } from './group-work.ts'

const item = (key: string, kind: WorkItem['kind'], at: string | null): WorkItem => ({ key, kind, at, title: key, href: '/', detail: '' })

test('what came back stands first, then what is late, then what waits for approval, then day by day', () => {
  const groups = groupWork([
    item('june', 'reportDue', '2024-06-12T10:00:00Z'),
    item('late task', 'taskOverdue', '2024-04-30T17:00:00Z'),
    item('may', 'reportDue', '2024-05-13T10:00:00Z'),
    item('back', 'reportReturned', '2024-05-10T02:00:00Z'),
    item('to review', 'reportsToReview', null),
    item('some day', 'taskDue', null),
    item('late report', 'reportOverdue', '2024-04-12T10:00:00Z'),
  ])
  expect(groups.map(({ name, day, items }) => [name, day, items.map(({ key }) => key).join()])).toEqual([
    ['returned', null, 'back'],
    ['late', null, 'late task,late report'],
    ['review', null, 'to review'],
    ['day', '2024-05-13', 'may'],
    ['day', '2024-06-12', 'june'],
    ['undated', null, 'some day'],
  ])
})

test('a task due by the end of 31 May stands under 31 May, though its first late instant is the first of June', () => {
  expect(groupWork([item('plan', 'taskDue', '2024-05-31T17:00:00Z')])[0]?.day).toBe('2024-05-31')
})
