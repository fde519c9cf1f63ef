import { createHash } from 'node:crypto'
import type { issuedPlanSchema, issuePlanSchema } from '@haidang/api/imports'
import { canIssuePlan } from '@haidang/domain/access/roles'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { partsOf } from '@haidang/domain/periods/day'
import { yearOf } from '@haidang/domain/periods/period'
import { issuePlan as issueDraft } from '@haidang/domain/plans/issue-plan'
import type { IssuedPlan, IssueRefusal } from '@haidang/domain/plans/issue-plan'
import { v7 as newId } from 'uuid'
import type { z } from 'zod'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { calendarOf } from '../calendar/store.ts'
import { shareRegister, unitVersions } from '../units/store.ts'
import type { EditRefusal } from './draft-items.ts'
import { unshaped } from '@haidang/api/draft-shape'
import type { DraftValues } from '@haidang/api/draft-shape'
import { saveIssuedPlan } from './issued-plan-store.ts'
import { draftItems, importRow, setImportState } from './store.ts'
import type { StandingItem } from './store.ts'

export type IssueInput = z.infer<typeof issuePlanSchema>
export type Issued = z.infer<typeof issuedPlanSchema>

/**
 * Turns a reviewed draft into what the city works by: document, relations, plan with its first version, indicators, tasks, regime, and the
 * year's obligations with their reports, all in one transaction. A second click gets the same plan.
 */
export const issuePlan = (call: Call, importId: string, input: IssueInput): Promise<Issued | IssueRefusal | EditRefusal> =>
  inTransaction(call, async (tx) => {
    await shareRegister(tx, call.tenantId)
    const row = await importRow(tx, call, importId, 'forChange')
    if (!canIssuePlan(call.viewer)) throw problem('notAllowed')
    if (row.planId !== null) return issuedCounts(tx, call, row.planId)
    if (row.state !== 'read') return { refused: 'notEditable', state: row.state }

    const standing = await draftItems(tx, call, importId)
    const items = standing.map(({ item }) => unshaped(item))
    const plan = issueDraft({
      items,
      units: await unitVersions(tx, call.tenantId),
      calendar: [...nationalCalendar, ...(await calendarOf(tx, call.tenantId))],
      issuedOn: input.issuedOn,
      periods: input.periods ?? {},
      openDoubts: row.doubts ?? [],
    })
    if ('refused' in plan) return withItemIds(plan)

    const planYear = yearOfPlan(input.issuedOn, plan)
    const planId = newId()
    const document = documentOf(standing)
    const content = { ...plan, document, issuedOn: input.issuedOn, number: input.number, title: input.title, year: planYear }
    const contentSha256 = createHash('sha256').update(canonicalJson(content)).digest('hex')
    await saveIssuedPlan(tx, call, {
      plan,
      planId,
      importId,
      fileSha256: row.fileSha256,
      document,
      number: numberOf(input.number, document?.symbol ?? ''),
      title: input.title,
      issuedOn: input.issuedOn,
      year: planYear,
      citations: standing
        .map(({ item }) => item)
        .filter((item) => item.kind === 'citation' && item.state !== 'dropped')
        .filter((item) => item.kind === 'citation'),
      deadlines: new Map(
        items.flatMap((item) => (item.kind === 'task' && item.value.deadline ? [[item.id, item.value.deadline] as const] : [])),
      ),
      content,
      contentSha256,
    })
    await setImportState(tx, call.tenantId, importId, 'issued', { planId })

    const counts = await issuedCounts(tx, call, planId)
    const { indicators, tasks, obligations, units } = counts
    await audit(tx, call, {
      stream: 'plan',
      action: 'planIssued',
      subject: planId,
      detail: {
        importId,
        number: input.number,
        title: input.title,
        issuedOn: input.issuedOn,
        contentSha256,
        counts: {
          indicators,
          tasks,
          obligations,
          units,
          assignments: plan.assignments.length,
          unassignedTasks: plan.unassignedTasks.length,
          unseenItems: plan.unseenItems.length,
          openDoubts: plan.openDoubts.length,
        },
      },
    })
    return counts
  })

/** A plan issued in December whose reports run through the year after is that year's. */
function yearOfPlan(issuedOn: string, { regimes }: IssuedPlan): number {
  const years = regimes.flatMap(({ obligations }) => obligations.map(({ period }) => yearOf(period)))
  return years.reduce((latest, year) => Math.max(latest, year), partsOf(issuedOn).year)
}

function documentOf(standing: readonly StandingItem[]): DraftValues['document'] | undefined {
  const found = standing.map(({ item }) => item).find((item) => item.kind === 'document' && item.state !== 'dropped')
  return found?.kind === 'document' ? found.value : undefined
}

/** "123/KH-UBND" and "123" are the same number of a document whose symbol is KH-UBND. */
function numberOf(typed: string, symbol: string): string | null {
  const number = typed.normalize('NFC').trim()
  const plain =
    symbol !== '' && number.toUpperCase().endsWith(`/${symbol.toUpperCase()}`) ? number.slice(0, -symbol.length - 1).trim() : number
  return plain === '' ? null : plain
}

function withItemIds(refusal: IssueRefusal): IssueRefusal & { readonly itemIds?: readonly string[] } {
  return refusal.refused === 'incomplete' ? { ...refusal, itemIds: refusal.items.map(({ itemId }) => itemId) } : refusal
}

async function issuedCounts(tx: Tx, { tenantId }: Call, planId: string): Promise<Issued> {
  const [row] = await tx.hot<Omit<Issued, 'planId'>>(
    'issued-plan-counts',
    `select
      (select count(*)::int from indicators where tenant_id = $1 and plan_id = $2) as indicators,
      (select count(*)::int from tasks where tenant_id = $1 and plan_id = $2) as tasks,
      (select count(*)::int from obligations o join regimes r on r.tenant_id = o.tenant_id and r.id = o.regime_id where o.tenant_id = $1 and r.plan_id = $2 and o.level = 'unit') as obligations,
      (select count(distinct o.unit_id)::int from obligations o join regimes r on r.tenant_id = o.tenant_id and r.id = o.regime_id where o.tenant_id = $1 and r.plan_id = $2 and o.level = 'unit') as units`,
    [tenantId, planId],
  )
  return { planId, indicators: row?.indicators ?? 0, tasks: row?.tasks ?? 0, obligations: row?.obligations ?? 0, units: row?.units ?? 0 }
}
