import { createHash } from 'node:crypto'
import { obligationsFor } from '@haidang/domain/periods/obligation'
import { periodsOf } from '@haidang/domain/periods/regime'
import type { Regime } from '@haidang/domain/periods/regime'
import type { WireTarget } from '@haidang/api/common'
import { v7 as newId } from 'uuid'
import { toJson } from '../database/tables.ts'
import type { TestOffice } from '../platform/testing.ts'

export type TestPlan = {
  readonly planId: string
  readonly regimeId: string
  /** By code: `online` (ratio), `meetings` (count), `portal` (a count of units). */
  readonly indicators: Readonly<Record<'online' | 'meetings' | 'portal', string>>
  readonly tasks: Readonly<Record<'cameras' | 'training' | 'nobody', string>>
  readonly reportOf: (unitId: string, period: string) => string
  readonly reportIds: readonly string[]
}

const issuedAt = '2024-04-20T02:00:00.000Z'

/** The regime of the plan: 10th to 10th, units on the 12th at 17:00, a day off moves to the next working day. */
const regimeOf = (id: string): Regime => ({
  id,
  name: 'Báo cáo tháng',
  frequency: 'monthly',
  window: { from: { shift: -1, date: 10 }, to: { shift: 0, date: 10 } },
  due: { unit: { kind: 'day', shift: 0, date: 12 }, city: { kind: 'day', shift: 0, date: 25 } },
  closingTime: '17:00',
  dayOff: 'next',
  quote: 'Các đơn vị báo cáo trước ngày 12 hằng tháng; số liệu tính từ ngày 10 tháng trước đến ngày 10 tháng báo cáo.',
  outline: ['results', 'shortcomings', 'remedies'],
  asksFigures: true,
})

const indicatorFacts = {
  online: {
    name: 'Tỷ lệ hồ sơ nộp trực tuyến',
    kind: 'ratio',
    unit: '%',
    digits: 2,
    target: { op: '>=', value: '85', unit: '%' },
    rollUp: 'sumRatio',
    labels: ['hồ sơ trực tuyến', 'hồ sơ tiếp nhận'],
  },
  meetings: {
    name: 'Số buổi tuyên truyền',
    kind: 'count',
    unit: 'buổi',
    digits: 0,
    target: { op: '>=', value: '4', unit: 'buổi' },
    rollUp: 'sum',
    labels: [null, null],
  },
  portal: {
    name: 'Trang thông tin phường hoạt động',
    kind: 'unitCount',
    unit: 'phường, xã',
    digits: 0,
    target: { op: '=', value: '2', outOf: 2, unit: 'phường, xã' },
    rollUp: 'unitsReached',
    labels: [null, null],
  },
} as const satisfies Record<
  string,
  {
    name: string
    kind: string
    unit: string
    digits: number
    target: WireTarget
    rollUp: string
    labels: readonly [string | null, string | null]
  }
>

/** An issued plan with its reports, written straight into the tables: three indicators and three tasks for the two wards. */
export async function issueTestPlan(
  office: Pick<TestOffice, 'services' | 'tenantId' | 'units' | 'people'>,
  { first = '2024-05', last = '2024-07', extraUnits = [] as readonly string[] } = {},
): Promise<TestPlan> {
  const { tenantId, units, people } = office
  const { db } = office.services
  const tenant = { tenant_id: tenantId }
  const [documentId, planId, regimeId] = [newId(), newId(), newId()]
  await db
    .insertInto('documents')
    .values({
      ...tenant,
      id: documentId,
      import_id: null,
      file_sha256: null,
      type: 'Kế hoạch',
      number: '70',
      symbol: 'KH-UBND',
      issued_on: '2024-04-20',
      issuer: 'UBND thành phố',
      title: 'Kế hoạch chuyển đổi số năm 2024',
      signer: null,
      signer_role: null,
      registered_at: issuedAt,
      registered_by: people.minh.id,
    })
    .execute()
  await db
    .insertInto('plans')
    .values({ ...tenant, id: planId, document_id: documentId, title: 'Kế hoạch chuyển đổi số năm 2024', year: 2024, current_version: 1 })
    .execute()

  const indicators = { online: newId(), meetings: newId(), portal: newId() }
  const codes = ['online', 'meetings', 'portal'] as const
  await db
    .insertInto('indicators')
    .values(
      codes.map((code, position) => {
        const { name, kind, unit, digits, target, rollUp, labels } = indicatorFacts[code]
        return {
          ...tenant,
          id: indicators[code],
          plan_id: planId,
          since_version: 1,
          position,
          code,
          pillar: 'Chính quyền số',
          name,
          kind,
          numerator_label: labels[0],
          denominator_label: labels[1],
          unit_of_measure: unit,
          digits,
          target: toJson(target),
          roll_up: rollUp,
          clause: `${name}.`,
          source_start: null,
          source_end: null,
        }
      }),
    )
    .execute()

  const tasks = { cameras: newId(), training: newId(), nobody: newId() }
  const taskFacts = [
    {
      id: tasks.cameras,
      text: 'Lắp camera tại các điểm đen',
      lead: 'UBND Phường 5',
      at: '2024-05-31T17:00:00.000Z',
      words: 'trước ngày 01/6/2024',
    },
    { id: tasks.training, text: 'Tập huấn tổ công nghệ số', lead: 'UBND Phường 7', at: null, words: 'thường xuyên' },
    { id: tasks.nobody, text: 'Rà soát thủ tục', lead: 'Các cơ quan liên quan', at: '2024-12-31T17:00:00.000Z', words: 'năm 2024' },
  ]
  await db
    .insertInto('tasks')
    .values(
      taskFacts.map(({ id, text, lead, at, words }, position) => ({
        ...tenant,
        id,
        plan_id: planId,
        position,
        text,
        section: 'III',
        lead_text: lead,
        cooperating_text: '',
        deadline: at === null ? null : toJson({ raw: words, iso: '2024-05-31', precision: 'day' }),
        deadline_at: at,
        deadline_text: words,
        source_start: null,
        source_end: null,
      })),
    )
    .execute()
  await db
    .insertInto('task_assignments')
    .values([
      {
        ...tenant,
        task_id: tasks.cameras,
        unit_id: units.ward5,
        part: 'lead',
        state: 'assigned',
        done_at: null,
        updated_at: issuedAt,
        updated_by: null,
      },
      {
        ...tenant,
        task_id: tasks.cameras,
        unit_id: units.ward7,
        part: 'cooperating',
        state: 'assigned',
        done_at: null,
        updated_at: issuedAt,
        updated_by: null,
      },
      {
        ...tenant,
        task_id: tasks.training,
        unit_id: units.ward7,
        part: 'lead',
        state: 'assigned',
        done_at: null,
        updated_at: issuedAt,
        updated_by: null,
      },
    ])
    .execute()

  const { id, ...definition } = regimeOf(regimeId)
  await db
    .insertInto('regimes')
    .values({ ...tenant, id, plan_id: planId, definition: toJson(definition), first_period: first, last_period: last, issued_at: issuedAt })
    .execute()
  const form = codes.map((code) => ({
    indicatorId: indicators[code],
    target: code === 'portal' ? { op: '=', value: '1', unit: null } : indicatorFacts[code].target,
  }))
  const reporting = [units.ward5, units.ward7, ...extraUnits].map((unitId) => ({ id: unitId }))
  const owed = obligationsFor(regimeOf(regimeId), reporting, periodsOf(regimeOf(regimeId), first, last), []).map((obligation) => ({
    ...obligation,
    id: idFor(planId, obligation.unitId, obligation.period),
  }))
  await db
    .insertInto('obligations')
    .values(
      owed.map((one) => ({
        ...tenant,
        id: one.id,
        regime_id: regimeId,
        level: 'unit' as const,
        unit_id: one.unitId,
        period: one.period,
        window_from: one.windowFrom ?? null,
        window_to: one.windowTo,
        nominal_due: one.nominalDue,
        due_at: one.dueAt,
        moved_because: one.movedBecause ?? null,
        form: toJson(form),
        created_at: issuedAt,
      })),
    )
    .execute()
  await db
    .insertInto('reports')
    .values(
      owed.map((one) => ({
        ...tenant,
        id: one.id,
        unit_id: one.unitId,
        period: one.period,
        state: 'open' as const,
        first_submitted_at: null,
        submitted_at: null,
        submitted_by: null,
        approved_at: null,
        approved_by: null,
        correction_reason: null,
      })),
    )
    .execute()

  return {
    planId,
    regimeId,
    indicators,
    tasks,
    reportIds: owed.map((one) => one.id),
    reportOf: (unitId, period) => idFor(planId, unitId, period),
  }
}

/** Makes the count of meetings an indicator of words, before anybody reports it; with its id. */
export async function askInWords({ services, tenantId }: Pick<TestOffice, 'services' | 'tenantId'>, plan: TestPlan): Promise<string> {
  const id = plan.indicators.meetings
  const words = {
    name: 'Tên hệ thống đang dùng',
    kind: 'text' as const,
    roll_up: 'oneByOne',
    unit_of_measure: '',
    target: toJson({ op: '=', value: null, unit: null }),
  }
  await services.db.updateTable('indicators').set(words).where('tenant_id', '=', tenantId).where('id', '=', id).execute()
  const owed = await services.db
    .selectFrom('obligations')
    .select(['id', 'form'])
    .where('tenant_id', '=', tenantId)
    .where('regime_id', '=', plan.regimeId)
    .execute()
  for (const { id: obligationId, form } of owed) {
    const lines = (form as readonly { readonly indicatorId: string }[]).map((line) =>
      line.indicatorId === id ? { indicatorId: id } : line,
    ) // As it was written above.
    await services.db
      .updateTable('obligations')
      .set({ form: toJson(lines) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', obligationId)
      .execute()
  }
  return id
}

/** The same unit's month of a plan has the same id, so that a test can name it. */
function idFor(planId: string, unitId: string, period: string): string {
  const hex = createHash('sha256').update(`${planId} ${unitId} ${period}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
