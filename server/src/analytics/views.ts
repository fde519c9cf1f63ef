import type { SavedView, SavedViews, SaveView } from '@haidang/api/analytics'
import { v7 as newId } from 'uuid'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { removeView, viewOf, viewsOf, writeView } from './views-store.ts'

/** As many as a person can tell apart in a list. */
const viewsAtMost = 100

type Refused = { readonly refused: 'nameTaken' | 'tooManyViews' }

/** The questions that a person keeps; nobody else sees them. */
export const readViews = (call: Call): Promise<SavedViews> => inReading(call, async (tx) => ({ views: await viewsOf(tx, call) }))

export const saveView = (call: Call, view: SaveView): Promise<SavedView | Refused> =>
  inTransaction(call, async (tx) => {
    if ((await viewsOf(tx, call)).length >= viewsAtMost) return { refused: 'tooManyViews' } as const
    return keep(tx, call, newId(), view)
  })

export const changeView = (call: Call, id: string, view: SaveView): Promise<SavedView | Refused> =>
  inTransaction(call, async (tx) => {
    if ((await viewOf(tx, call, id)) === undefined) throw problem('notFound')
    return keep(tx, call, id, view)
  })

export const dropView = (call: Call, id: string): Promise<void> =>
  inTransaction(call, async (tx) => {
    const view = await viewOf(tx, call, id)
    if (view === undefined) throw problem('notFound')
    await removeView(tx, call, id)
    await audit(tx, call, { stream: unitStream(call.viewer.unitId), action: 'viewDropped', subject: id, detail: { name: view.name } })
  })

async function keep(tx: Tx, call: Call, id: string, view: SaveView): Promise<SavedView | Refused> {
  if (!(await writeView(tx, call, id, view))) return { refused: 'nameTaken' }
  await audit(tx, call, { stream: unitStream(call.viewer.unitId), action: 'viewSaved', subject: id, detail: view })
  return { id, ...view, savedAt: call.now }
}
