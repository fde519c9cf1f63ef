import type { SavedView, SaveView } from '@haidang/api/analytics'
import type { Call } from '../platform/call.ts'
import { constraintOf } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'

type Owner = Pick<Call, 'tenantId' | 'viewer'>

const ofOwner = (tx: Tx, { tenantId, viewer }: Owner) =>
  tx.q.selectFrom('saved_views').where('tenant_id', '=', tenantId).where('account_id', '=', viewer.accountId)

const told = ['id', 'name', 'question', 'saved_at as savedAt'] as const

export const viewsOf = (tx: Tx, owner: Owner): Promise<SavedView[]> =>
  ofOwner(tx, owner)
    .select(told)
    .orderBy('name', (order) => order.collate('vi-x-icu'))
    .execute()

/** Only one's own: what is another's is not there. */
export const viewOf = (tx: Tx, owner: Owner, id: string): Promise<SavedView | undefined> =>
  ofOwner(tx, owner).select(told).where('id', '=', id).forUpdate().executeTakeFirst()

/** False where the person has another of the name. */
export async function writeView(tx: Tx, { tenantId, viewer, now }: Call, id: string, { name, question }: SaveView): Promise<boolean> {
  try {
    await tx.q
      .insertInto('saved_views')
      .values({ tenant_id: tenantId, id, account_id: viewer.accountId, name, question, saved_at: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ name, question, saved_at: now }))
      .execute()
    return true
  } catch (error) {
    if (constraintOf(error) === 'saved_views_tenant_id_account_id_name_key') return false
    throw error
  }
}

export const removeView = (tx: Tx, { tenantId }: Owner, id: string) =>
  tx.q.deleteFrom('saved_views').where('tenant_id', '=', tenantId).where('id', '=', id).execute()
