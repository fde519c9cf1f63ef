import type { DraftItem, Import } from '@haidang/api/imports'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useQuery } from '../app/query.ts'
import type { Query } from '../app/query.ts'
import { useOutbox } from '../app/outbox-browser.ts'
import type { Outbox, OutboxState } from '../app/outbox.ts'
import { useSession } from '../session/session.tsx'
import { absentBase, draftLane, editOf, theirItems } from './draft-edit.ts'
import type { EditPart, ItemBody, ItemEdit } from './draft-edit.ts'
import { itemFrom, reviewItems } from './review-items.ts'
import type { ReviewItem } from './review-items.ts'

export type Draft = {
  readonly query: Query<Import>
  readonly items: readonly ReviewItem[]
  readonly outbox: Outbox<ItemEdit>
  readonly state: OutboxState<ItemEdit>
  /** What is typed goes to this machine at once and to the server by itself. */
  readonly change: (item: ReviewItem, edit: EditPart) => void
  readonly add: (id: string, edit: ItemEdit) => void
  /** Items that an answer of the server brought: a split, a merge. */
  readonly take: (items: readonly DraftItem[]) => void
}

export function useDraft(id: string): Draft {
  const session = useSession()
  const query = useQuery<Import>(`/api/imports/${id}`)
  const { outbox, state } = useOutbox<ItemEdit, ItemBody>(`haidang.draft/${session.account.id}/${id}`, () => draftLane(id), theirItems)
  const [saved, setSaved] = useState<ReadonlyMap<string, DraftItem>>(new Map())
  const read = query.data?.items

  useEffect(
    () =>
      outbox.onSaved((answers) =>
        setSaved((before) => {
          const next = new Map(before)
          for (const answer of answers)
            next.set(answer.slot, itemFrom(answer, before.get(answer.slot) ?? read?.find((item) => item.id === answer.slot)))
          return next
        }),
      ),
    [outbox, read],
  )

  const items = useMemo(() => (read === undefined ? [] : reviewItems(read, saved, state.items)), [read, saved, state.items])
  const change = useCallback(
    (item: ReviewItem, edit: EditPart) => {
      const standing = { ...editOf(item), typed: item.typed }
      // The base of an item that is being typed is the one that the outbox keeps; this one counts for its first letter.
      outbox.put(item.id, { ...standing, ...edit } as ItemEdit, { value: editOf(item), revision: item.revision })
    },
    [outbox],
  )
  const add = useCallback((newId: string, edit: ItemEdit) => outbox.put(newId, edit, absentBase(edit)), [outbox])
  const take = useCallback(
    (changed: readonly DraftItem[]) => setSaved((before) => new Map([...before, ...changed.map((item) => [item.id, item] as const)])),
    [],
  )
  return { query, items, outbox, state, change, add, take }
}
