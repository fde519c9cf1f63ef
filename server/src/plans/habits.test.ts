import type { Habits } from '@haidang/api/regimes'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testOffice } from '../platform/testing.ts'
import type { TestOffice } from '../platform/testing.ts'
import { issueTestPlan } from '../reports/testing.ts'
import type { TestPlan } from '../reports/testing.ts'
import { registerPlansRoutes } from './routes.ts'
import { requestsOf } from './testing.ts'

let office: TestOffice
let plan: TestPlan
beforeAll(async () => {
  office = await testOffice({ register: [registerPlansRoutes] })
  plan = await issueTestPlan(office)
  const handedIn = (period: string, at: string) =>
    office.services.owner.query(`update reports set state = 'submitted', first_submitted_at = $2, submitted_at = $2 where id = $1`, [
      plan.reportOf(office.units.ward5, period),
      at,
    ])
  await handedIn('2024-05', '2024-05-12T03:00:00.000Z')
  await handedIn('2024-06', '2024-06-13T03:00:00.000Z')
  await handedIn('2024-07', '2024-07-11T03:00:00.000Z')
})
afterAll(() => office.close())

test('a unit’s habit is the middle of its first submissions; one that never handed in has none', async () => {
  const { body } = await requestsOf(office, 'thu').send<Habits>('GET', `/api/plans/${plan.planId}/habits`)
  const of = (unitId: string) => body.units.find(({ unit }) => unit.id === unitId)
  expect(of(office.units.ward5)).toMatchObject({ count: 3, minutesAfter: 2 * 24 * 60 + 10 * 60 })
  expect(of(office.units.ward7)).toMatchObject({ count: 0, minutesAfter: null })
})

test('a return does not change it: what counts is when a report was handed in first', async () => {
  const id = plan.reportOf(office.units.ward5, '2024-06')
  await office.services.owner.query(`update reports set state = 'returned', submitted_at = '2024-06-20T03:00:00Z' where id = $1`, [id])
  const { body } = await requestsOf(office, 'minh').send<Habits>('GET', `/api/plans/${plan.planId}/habits`)
  expect(body.units.find(({ unit }) => unit.id === office.units.ward5)).toMatchObject({ count: 3, minutesAfter: 2 * 24 * 60 + 10 * 60 })
})
