import { v7 as newId } from 'uuid'
import { expect } from 'vitest'
import type { TestOffice } from '../platform/testing.ts'
import { submitReport } from '../reports/actions.ts'
import { saveEntries } from '../reports/save-entries.ts'
import type { TestPlan } from '../reports/testing.ts'

type Office = Omit<TestOffice, 'neighbour' | 'close'>

/** The city's own obligations of May and June: the periods that can be asked for. */
export async function cityOwes(office: Office, plan: TestPlan): Promise<void> {
  for (const [period, from, to] of [
    ['2024-05', '2024-04-10', '2024-05-10'],
    ['2024-06', '2024-05-10', '2024-06-10'],
  ] as const)
    await office.services.db
      .insertInto('obligations')
      .values({
        tenant_id: office.tenantId,
        id: newId(),
        regime_id: plan.regimeId,
        level: 'city',
        unit_id: office.units.culture,
        period,
        window_from: from,
        window_to: to,
        nominal_due: `${period}-25`,
        due_at: `${period}-25T10:00:00.000Z`,
        moved_because: null,
        form: '[]',
        created_at: '2024-04-20T02:00:00.000Z',
      })
      .execute()
}

type Ward = { readonly person: 'lan' | 'hung'; readonly period: string; readonly at: string }

/** A ward hands in its dossiers received online, and says that it has nothing else. */
export async function handIn(
  office: Office,
  plan: TestPlan,
  { person, period, at }: Ward,
  [numerator, denominator]: readonly [string, string],
  baseRevision = 0,
): Promise<string> {
  const id = plan.reportOf(person === 'lan' ? office.units.ward5 : office.units.ward7, period)
  const call = office.callAs(person, at)
  const entry = { indicatorId: plan.indicators.online, numerator, denominator, note: '', baseRevision }
  expect(await saveEntries(call, id, { changeKey: newId(), entries: [entry] })).not.toHaveProperty('refused')
  const missing = [plan.indicators.meetings, plan.indicators.portal].map((indicatorId) => ({ indicatorId, reason: 'chưa có' }))
  expect(await submitReport(call, id, { missing })).not.toHaveProperty('refused')
  return id
}
