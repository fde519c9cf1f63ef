import type { DraftItem } from '@haidang/api/imports'
import { useState } from 'react'
import { post } from '../app/fetch.ts'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'
import type { ReviewItem } from './review-items.ts'
import type { Draft } from './use-draft.ts'

type Revised = Pick<DraftItem, 'id' | 'revision'>
type Reply = { readonly items: readonly DraftItem[] }

export type ManyActs = {
  /** Answers whether they were accepted; false where something typed could not be saved first, or the server gave no answer. */
  readonly accept: (items: readonly ReviewItem[], atLeast?: number) => Promise<boolean>
  readonly undo: () => Promise<void>
  readonly undoable: number
}

/** Accepting many items in one request, and taking all of them back in another. */
export function useMany({ outbox, take }: Pick<Draft, 'outbox' | 'take'>, importId: string): ManyActs {
  const { many } = useWords(plansWords).review
  const [last, setLast] = useState<readonly Revised[]>([])

  const send = async (
    state: 'accepted' | 'unseen',
    items: readonly Revised[],
    atLeast?: number,
  ): Promise<readonly DraftItem[] | undefined> => {
    try {
      // What was typed before goes before: a revision that waits on this machine is not the one that the server knows.
      const reply = await outbox.flushThen(() =>
        post<Reply>(`/api/imports/${importId}/items/states`, {
          changeKey: crypto.randomUUID(),
          state,
          ...(atLeast === undefined ? {} : { atLeast }),
          items: items.map(({ id, revision }) => ({ id, revision })),
        }),
      )
      if (reply === undefined) return undefined
      take(reply.items)
      return reply.items
    } catch {
      // Lost or refused: nothing was changed there, and the screen still shows what stands.
      return undefined
    }
  }
  const undoFrom = async (items: readonly Revised[]): Promise<void> => {
    if (items.length === 0) return
    const reply = await send('unseen', items)
    if (reply === undefined) return toast({ title: many.notUndone, tone: 'bad' })
    setLast([])
    return toast({ title: many.undone(String(reply.filter(({ state }) => state === 'unseen').length)) })
  }
  const accept: ManyActs['accept'] = async (items, atLeast) => {
    if (items.length === 0) return true
    const asked = new Map(items.map(({ id, revision }) => [id, revision]))
    const reply = await send('accepted', items, atLeast)
    if (reply === undefined) {
      if (atLeast === undefined) toast({ title: many.failed, tone: 'bad' })
      return false
    }
    const accepted = reply.filter(({ id, state, revision }) => state === 'accepted' && revision === (asked.get(id) ?? 0) + 1)
    setLast(accepted)
    const left = reply.length - accepted.length
    toast({
      title: many.done(String(accepted.length)),
      tone: 'good',
      ...(left > 0 ? { detail: many.left(String(left)) } : {}),
    })
    return true
  }
  return { accept, undo: () => undoFrom(last), undoable: last.length }
}
