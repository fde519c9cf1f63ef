import type { DraftItem } from '@haidang/api/imports'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { put } from '../app/fetch.ts'
import type { Lane, Pending, Saved, Theirs } from '../app/outbox.ts'

export type DraftKind = DraftItem['kind']
export type ValueOf<Kind extends DraftKind> = Extract<DraftItem, { readonly kind: Kind }>['value']
/** Fields as they were typed while they cannot be read; what stood there before stays in `value`. */
export type Typed = Readonly<Record<string, string>>

type EditOf<Item> = Item extends DraftItem
  ? Pick<Item, 'kind' | 'value' | 'state' | 'position' | 'source'> & { readonly typed: Typed }
  : never
/** An item as one person is typing it. */
export type ItemEdit = EditOf<DraftItem>
/** What a form or a button changes of it; the value is always of the item's own kind. */
export type EditPart = Partial<Pick<ItemEdit, 'state' | 'position' | 'source' | 'typed'>> & { readonly value?: ItemEdit['value'] }

export type ItemBody = { readonly itemId: string; readonly baseRevision: number } & Pick<
  ItemEdit,
  'kind' | 'state' | 'position' | 'source'
> & { readonly value: unknown }

export const nothingTyped: Typed = {}

export function editOf(item: DraftItem): ItemEdit {
  const { state, position, source } = item
  // Kind and value come from the same item and so belong together.
  return { kind: item.kind, value: item.value, state, position, source, typed: nothingTyped } as ItemEdit
}

/** What a new item is compared with: never the same, so that it is sent even before anything is typed in it. */
export function absentBase(edit: ItemEdit): { readonly value: ItemEdit; readonly revision: 0 } {
  return { value: { ...edit, position: -1 }, revision: 0 }
}

export function sameEdit(a: ItemEdit, b: ItemEdit): boolean {
  return sentText(a) === sentText(b)
}

function sentText({ typed: _typed, ...sent }: ItemEdit): string {
  return canonicalJson(sent)
}

/**
 * Three ways, field by field: a field that only one side changed takes that side's value; the same field changed by both is a person's
 * decision.
 */
export function mergeEdits(mine: ItemEdit, base: ItemEdit, theirs: ItemEdit): ItemEdit | undefined {
  if (mine.kind !== theirs.kind) return undefined
  const value = mergeFields(mine.value, base.value, theirs.value)
  const rest = mergeFields(outerOf(mine), outerOf(base), outerOf(theirs))
  if (value === undefined || rest === undefined) return undefined
  return { ...mine, ...rest, value } as ItemEdit // Both sides are of one kind, and every field comes from one of them.
}

function outerOf({ state, position, source }: ItemEdit): object {
  return { state, position, source }
}

function mergeFields(mine: object, base: object, theirs: object): object | undefined {
  const [m, b, t] = [mine, base, theirs].map((one) => new Map<string, unknown>(Object.entries(one)))
  if (!m || !b || !t) return undefined
  const same = (x: unknown, y: unknown): boolean => canonicalJson(x) === canonicalJson(y)
  const merged: Record<string, unknown> = {}
  for (const field of new Set([...m.keys(), ...t.keys()])) {
    const [mineIs, baseIs, theirsIs] = [m.get(field), b.get(field), t.get(field)]
    if (!same(mineIs, theirsIs) && !same(theirsIs, baseIs) && !same(mineIs, baseIs)) return undefined
    merged[field] = same(mineIs, baseIs) ? theirsIs : mineIs
  }
  return merged
}

/** The fields in which two edits differ, for a person who must choose. */
export function differingFields(mine: ItemEdit, theirs: ItemEdit): readonly string[] {
  const others = new Map<string, unknown>(Object.entries({ ...theirs.value, state: theirs.state }))
  return Object.entries({ ...mine.value, state: mine.state })
    .filter(([field, content]) => canonicalJson(content) !== canonicalJson(others.get(field)))
    .map(([field]) => field)
}

export function draftLane(importId: string): Lane<ItemEdit, ItemBody> {
  return {
    mostPerCall: 1,
    bodyOf,
    isSettled: (mine, there) => Object.keys(mine.typed).length === 0 && sameEdit(mine, there),
    merge: mergeEdits,
    send: async (changeKey, [body]) => {
      if (!body) return []
      const { itemId, ...change } = body
      const saved = savedItem(await put<DraftItem>(`/api/imports/${importId}/items/${itemId}`, { changeKey, ...change }))
      // What was sent is what was taken: a server that writes a text in another form must not be sent it again and again.
      return [{ ...saved, value: sentEdit(body) }]
    },
  }
}

function bodyOf(itemId: string, { value: edit, base }: Pending<ItemEdit>): ItemBody | null {
  if (sameEdit(edit, base.value)) return null
  const { kind, state, position, source, value } = edit
  return { itemId, baseRevision: base.revision, kind, state, position, source, value }
}

/** The item that a body says. */
export function sentEdit({ itemId: _itemId, baseRevision: _baseRevision, ...sent }: ItemBody): ItemEdit {
  return { ...sent, typed: nothingTyped } as ItemEdit // Made from an edit by `bodyOf`.
}

export function savedItem(item: DraftItem): Saved<ItemEdit> {
  return { slot: item.id, value: editOf(item), revision: item.revision, by: item.updatedBy, at: item.updatedAt }
}

/** The `current` of a 409: the item as it stands on the server. */
export function theirItems(current: unknown): readonly (Theirs<ItemEdit> & { readonly slot: string })[] {
  return isItem(current) ? [savedItem(current)] : []
}

function isItem(candidate: unknown): candidate is DraftItem {
  return typeof candidate === 'object' && candidate !== null && 'kind' in candidate && 'revision' in candidate && 'value' in candidate
}
