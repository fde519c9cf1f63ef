import type { DraftItem as WireItem } from '@haidang/api/imports'
import type { setItemStatesSchema } from '@haidang/api/imports'
import { canReviewPlan } from '@haidang/domain/access/roles'
import type { z } from 'zod'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { EditRefusal } from './draft-items.ts'
import { rememberCorrections } from './reading-examples.ts'
import { draftItems, importRow, updateItemStates } from './store.ts'

export type SetItemStates = z.infer<typeof setItemStatesSchema>

/**
 * Accepts many open items at once, or opens accepted ones again, in one transaction with one audit line. What stands otherwise by now than
 * its writer saw it is left as it is: nothing is accepted that nobody looked at. Answers with every item that was asked for.
 */
export const setItemStates = (
  call: Call,
  importId: string,
  { changeKey, state, atLeast, items }: SetItemStates,
): Promise<readonly WireItem[] | EditRefusal> =>
  inTransaction(call, async (tx) => {
    const row = await importRow(tx, call, importId, 'forEdit')
    if (!canReviewPlan(call.viewer)) throw problem('notAllowed')
    const revisions = new Map(items.map(({ id, revision }) => [id, revision]))
    const ids = [...revisions.keys()]
    const standing = await draftItems(tx, call, importId, ids, 'forChange')
    const asTheyStand = standing.map(({ item }) => item)
    if (standing.length < ids.length) throw problem('notFound')
    if (standing.some((one) => one.changeKey === changeKey)) return asTheyStand
    if (row.state !== 'read') return { refused: 'notEditable', state: row.state }

    const from = state === 'accepted' ? 'unseen' : 'accepted'
    const changing = asTheyStand.filter((item) => item.state === from && item.revision === revisions.get(item.id)).map(({ id }) => id)
    if (changing.length === 0) return asTheyStand

    await updateItemStates(tx, call, importId, { ids: changing, state, changeKey })
    const changed = (await draftItems(tx, call, importId, ids)).map(({ item }) => item)
    await rememberCorrections(
      tx,
      call,
      importId,
      changed.filter(({ id }) => changing.includes(id)),
    )
    await audit(tx, call, {
      stream: 'plan',
      action: state === 'accepted' ? 'draftItemsAccepted' : 'draftItemsReopened',
      subject: importId,
      detail: { count: changing.length, ...(atLeast === undefined ? {} : { atLeast: String(atLeast) }), itemIds: changing },
    })
    return changed
  })
