import { unshaped } from '@haidang/api/draft-shape'
import type { DraftItem, Import } from '@haidang/api/imports'
import { lacksOf } from '@haidang/domain/plans/issue-plan'
import type { Lack } from '@haidang/domain/plans/issue-plan'
import type { Passage } from '@haidang/domain/plans/reading'
import type { Pending, Saved, Theirs } from '../app/outbox.ts'
import { nothingTyped } from './draft-edit.ts'
import type { DraftKind, ItemEdit, Typed } from './draft-edit.ts'
import { touchingIn } from './passages.ts'

/** An item as the page shows it: the server's, with what this person has typed over it. */
export type ReviewItem = DraftItem & {
  readonly typed: Typed
  readonly theirs: Theirs<ItemEdit> | undefined
  readonly lacks: readonly Lack[]
}
export type ReviewItemOf<Kind extends DraftKind> = Extract<ReviewItem, { readonly kind: Kind }>

export type Filter = 'all' | 'doubts' | DraftKind
export const filters: readonly Filter[] = ['all', 'doubts', 'document', 'citation', 'indicator', 'task', 'reporting']

/** The same object for the same item as long as nothing about it changes: hundreds of cards are not drawn anew for one letter typed. */
const shownAsIs = new WeakMap<DraftItem, ReviewItem>()
const shownTyped = new WeakMap<Pending<ItemEdit>, { readonly item: DraftItem | undefined; readonly shown: ReviewItem }>()

/** What was read, what was saved since, and what is typed and not yet saved, in the order of the document. */
export function reviewItems(
  read: readonly DraftItem[],
  saved: ReadonlyMap<string, DraftItem>,
  pending: ReadonlyMap<string, Pending<ItemEdit>>,
): readonly ReviewItem[] {
  const known = new Map(read.map((item) => [item.id, item]))
  for (const item of saved.values()) if ((known.get(item.id)?.revision ?? 0) <= item.revision) known.set(item.id, item)
  const shown = [...known.values()].map((item) => {
    const typed = pending.get(item.id)
    return typed ? typedItem(item.id, item, typed) : asIs(item)
  })
  const added = [...pending].filter(([id]) => !known.has(id)).map(([id, typed]) => typedItem(id, undefined, typed))
  return [...shown, ...added].toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

function asIs(item: DraftItem): ReviewItem {
  const kept = shownAsIs.get(item)
  if (kept) return kept
  const shown = { ...item, typed: nothingTyped, theirs: undefined, lacks: lacksOf(unshaped(item)) }
  shownAsIs.set(item, shown)
  return shown
}

function typedItem(id: string, item: DraftItem | undefined, pending: Pending<ItemEdit>): ReviewItem {
  const kept = shownTyped.get(pending)
  if (kept && kept.item === item) return kept.shown
  const { typed, ...edit } = pending.value
  const stand = item ?? { id, revision: 0, updatedAt: '', updatedBy: null, original: null, rule: null, confidence: null }
  const whole = { ...stand, ...edit } as DraftItem // An edit has the kind of its item.
  const shown: ReviewItem = { ...whole, typed, theirs: pending.theirs, lacks: lacksOf(unshaped(whole)) }
  shownTyped.set(pending, { item, shown })
  return shown
}

/** A saved answer as the item it is; the name of who saved and what was read at first stay as they were. */
export function itemFrom({ slot, value, revision, by, at }: Saved<ItemEdit>, before: DraftItem | undefined): DraftItem {
  const { typed: _typed, ...edit } = value
  const { original = null, rule = null, confidence = null } = before ?? {}
  return { ...edit, id: slot, revision, updatedBy: by, updatedAt: at ?? '', original, rule, confidence } as DraftItem // As above.
}

export type ReviewDoubt = Passage & {
  readonly id: string
  readonly message: string
  /** The items read from the same place. */
  readonly itemIds: readonly string[]
  /** False where it says only how the document is written ("42 tasks have no deadline"): no single item waits for it. */
  readonly holdsUp: boolean
  readonly isSettled: boolean
}

/** What fills the gap that a doubt is about. */
const fills: Readonly<Record<string, (item: ReviewItem) => boolean>> = {
  missingNumber: (item) => item.kind !== 'document' || item.value.number !== '',
  missingDate: (item) => item.kind !== 'document' || item.value.date.length === 10,
  indicatorWithoutUnit: (item) => item.kind !== 'indicator' || item.value.unitIds.length > 0,
  indicatorWithoutMeasure: (item) => item.kind !== 'indicator' || item.value.unitOfMeasure !== '',
  percentWithoutDenominator: (item) => item.kind !== 'indicator' || item.value.denominatorLabel !== '',
  unknownUnit: (item) => item.kind !== 'task' || item.value.leadText === '' || item.value.leadUnitIds.length > 0,
  taskWithoutDeadline: (item) => item.kind !== 'task' || item.value.deadline !== null,
}

/** Doubts about the head of the document: nothing else that was read from their place settles them. */
const ofTheHead: ReadonlySet<string> = new Set(['missingNumber', 'missingDate'])

/** A doubt is settled when the officer has decided about everything read from its place, filled what was blank, or has said to have seen it. */
export function reviewDoubts(doubts: Import['doubts'], items: readonly ReviewItem[], seen: ReadonlySet<string>): readonly ReviewDoubt[] {
  const itemsAt = touchingIn(items.flatMap((item) => (item.source === null ? [] : [{ item, ...item.source }])))
  const found = doubts.map(({ start, end, code, message, places }) => {
    const id = `${code}-${start}`
    const isOfHead = ofTheHead.has(code)
    const touched = isOfHead
      ? items.filter(({ kind }) => kind === 'document')
      : [...new Set((places ?? [{ start, end }]).flatMap((place) => itemsAt(place).map(({ item }) => item)))]
    const decided = isOfHead ? [] : touched.filter(({ kind }) => kind === 'indicator' || kind === 'task' || kind === 'reporting')
    const fill = fills[code]
    const isFilled = fill !== undefined && touched.length > 0 && touched.every((item) => item.state === 'dropped' || fill(item))
    const isDecided = decided.length > 0 && decided.every(({ state }) => state !== 'unseen')
    return {
      id,
      start,
      end,
      message,
      itemIds: touched.map((item) => item.id),
      holdsUp: places === undefined,
      isSettled: seen.has(id) || isFilled || isDecided,
    }
  })
  // What one item waits for stands before what is only said of the whole document.
  return found.toSorted((a, b) => Number(b.holdsUp) - Number(a.holdsUp))
}

/** Where a new item stands: among those of its kind as its passage stands in the document, else after everything. */
export function positionFor(kind: DraftKind, passage: Passage | undefined, items: readonly ReviewItem[]): number {
  const last = Math.max(0, ...items.map(({ position }) => position))
  const before = passage
    ? items.filter((item) => item.kind === kind && item.source !== null && item.source.start <= passage.start).at(-1)
    : undefined
  if (!before) return last + 1
  const next = items.find(({ position }) => position > before.position)
  return next ? (before.position + next.position) / 2 : last + 1
}

/** What one tab shows, in the order in which J and K walk. */
export type Entry =
  | { readonly key: string; readonly item: ReviewItem; readonly doubt?: undefined }
  | { readonly key: string; readonly doubt: ReviewDoubt; readonly item?: undefined }

export function entriesOf(filter: Filter, items: readonly ReviewItem[], doubts: readonly ReviewDoubt[]): readonly Entry[] {
  const doubtEntries = (some: readonly ReviewDoubt[]): Entry[] => some.map((doubt) => ({ key: doubt.id, doubt }))
  const itemEntries = (some: readonly ReviewItem[]): Entry[] => some.map((item) => ({ key: item.id, item }))
  const standing = items.filter(({ state }) => state !== 'dropped')
  const open = doubts.filter(({ isSettled }) => !isSettled)
  if (filter === 'all') return [...doubtEntries(open), ...itemEntries(standing)]
  if (filter === 'doubts')
    return [...doubtEntries(open), ...itemEntries(standing.filter(needsLook)), ...doubtEntries(doubts.filter(({ isSettled }) => isSettled))]
  return itemEntries(standing.filter(({ kind }) => kind === filter))
}

export function countOf(filter: Filter, items: readonly ReviewItem[], doubts: readonly ReviewDoubt[]): number {
  const standing = items.filter(({ state }) => state !== 'dropped')
  if (filter === 'all') return standing.length
  if (filter === 'doubts') return doubts.filter(({ isSettled }) => !isSettled).length + standing.filter(needsLook).length
  return standing.filter(({ kind }) => kind === filter).length
}

/** Something keeps the item from being issued, or two people disagree, or a field cannot be read. */
export function needsLook({ lacks, theirs, typed }: ReviewItem): boolean {
  return lacks.length > 0 || theirs !== undefined || Object.keys(typed).length > 0
}
