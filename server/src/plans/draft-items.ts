import type { DraftItem as WireItem } from '@haidang/api/imports'
import { draftValueSchemas } from '@haidang/api/imports'
import type { mergeItemsSchema, putItemSchema, splitItemSchema } from '@haidang/api/imports'
import { canReviewPlan } from '@haidang/domain/access/roles'
import { mergeItems, splitItem } from '@haidang/domain/plans/split-merge'
import type { MergeOutcome, SplitOutcome } from '@haidang/domain/plans/split-merge'
import type { Passage } from '@haidang/domain/plans/reading'
import type { z } from 'zod'
import { keepEntry } from '../documents/store.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { constraintOf, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { shaped, unshaped } from '@haidang/api/draft-shape'
import type { DraftKind, DraftValue } from '@haidang/api/draft-shape'
import { unitVersions } from '../units/store.ts'
import { rememberCorrections } from './reading-examples.ts'
import { draftItems, importRow, insertItems, updateItem } from './store.ts'
import type { ImportRow, ImportState, StandingItem } from './store.ts'

export type PutItem = z.infer<typeof putItemSchema>
export type SplitItem = z.infer<typeof splitItemSchema>
export type MergeItems = z.infer<typeof mergeItemsSchema>

export type EditRefusal = { readonly refused: 'notEditable'; readonly state: ImportState }
type Refusal<Outcome> = Extract<Outcome, { readonly refused: string }>

/**
 * Changes an item of a draft, or adds one (base revision 0). The same request again is answered and not applied twice; an item that
 * somebody else changed meanwhile answers 409 with what stands there, so that nothing typed is lost on either side.
 */
export async function putItem(call: Call, importId: string, itemId: string, change: PutItem): Promise<WireItem | EditRefusal> {
  const write = () => inTransaction(call, (tx) => put(tx, call, { importId, itemId, change }))
  try {
    return await write()
  } catch (error) {
    // Two requests added the item at once: the second look finds it and answers by it.
    if (constraintOf(error) === 'draft_items_pkey') return write()
    throw error
  }
}

async function put(
  tx: Tx,
  call: Call,
  { importId, itemId, change }: { readonly importId: string; readonly itemId: string; readonly change: PutItem },
): Promise<WireItem | EditRefusal> {
  const row = await importRow(tx, call, importId, 'forEdit')
  if (!canReviewPlan(call.viewer)) throw problem('notAllowed')
  const [standing] = await draftItems(tx, call, importId, [itemId], 'forChange')
  if (standing?.changeKey === change.changeKey) return standing.item
  if (row.state !== 'read') return { refused: 'notEditable', state: row.state }
  if (!standing && change.baseRevision > 0) throw problem('notFound')
  if (standing && standing.item.revision !== change.baseRevision) throw problem('changedMeanwhile', { current: standing.item })
  if (standing && standing.item.kind !== change.kind)
    throw problem('badInput', { fields: [{ path: 'kind', message: `the item is of kind ${standing.item.kind}` }] })

  const value = parsedValue(change.kind, change.value)
  const source = change.source === undefined ? (standing?.item.source ?? null) : checkedSource(change.source, row)
  const position = change.position ?? standing?.item.position ?? (await lastPosition(tx, call, importId)) + 1
  const { rule, confidence } = standing?.item ?? { rule: null, confidence: null }
  const next = { ...value, id: itemId, state: change.state, source, rule, confidence, position, changeKey: change.changeKey }
  if (standing) await updateItem(tx, call, importId, next)
  else await insertItems(tx, call, importId, [{ ...next, ...made(call), changeKey: change.changeKey }])

  if (change.kind === 'document' || change.kind === 'citation') await keepEntry(tx, call, importId)
  const changed = await oneItem(tx, call, importId, itemId)
  await rememberCorrections(tx, call, importId, [changed])

  const { kind, state } = change
  const detail = standing
    ? {
        before: { state: standing.item.state, ...changedFields(standing.item.value, value.value) },
        after: { state, ...changedFields(value.value, standing.item.value) },
      }
    : { after: { state, ...value.value } }
  await audit(tx, call, {
    stream: 'plan',
    action: standing ? 'draftItemChanged' : 'draftItemAdded',
    subject: importId,
    detail: { itemId, kind, ...detail },
  })
  return oneItem(tx, call, importId, itemId)
}

/** Drops an item and puts two in its place, cut at an offset of the document's text. */
export const splitDraftItem = (
  call: Call,
  importId: string,
  itemId: string,
  { baseRevision, at, newIds }: SplitItem,
): Promise<readonly WireItem[] | EditRefusal | Refusal<SplitOutcome>> =>
  inTransaction(call, async (tx) => {
    const row = await importRow(tx, call, importId, 'forChange')
    if (!canReviewPlan(call.viewer)) throw problem('notAllowed')
    const done = await draftItems(tx, call, importId, [itemId, ...newIds])
    if (done.length === 3) return done.map(({ item }) => item)
    if (row.state !== 'read') return { refused: 'notEditable', state: row.state }
    const [standing] = await draftItems(tx, call, importId, [itemId], 'forChange')
    if (!standing || standing.item.state === 'dropped') throw problem('notFound')
    if (standing.item.revision !== baseRevision) throw problem('changedMeanwhile', { current: standing.item })

    const { item } = standing
    const outcome = splitItem(unshaped(item), offsetInItem(item, row.text ?? '', at), newIds[1])
    if ('refused' in outcome) return outcome

    const [next, units] = [await positionAfter(tx, call, importId, item.position), await unitVersions(tx, call.tenantId)]
    const parts = outcome.items.map((part, index) => ({
      ...shaped({ ...part, id: newIds[index] ?? part.id }, units),
      ...made(call),
      position: item.position + ((next - item.position) * (index + 1)) / 3,
    }))
    await drop(tx, call, importId, [standing])
    await insertItems(tx, call, importId, parts)
    await audit(tx, call, {
      stream: 'plan',
      action: 'draftItemSplit',
      subject: importId,
      detail: { itemId, at, into: [...newIds], texts: parts.map(({ value }) => ('text' in value ? value.text : '')) },
    })
    return (await draftItems(tx, call, importId, [itemId, ...newIds])).map((one) => one.item)
  })

/** Drops items of one kind and puts one in their place that keeps every text. */
export const mergeDraftItems = (
  call: Call,
  importId: string,
  { itemIds, newId }: MergeItems,
): Promise<readonly WireItem[] | EditRefusal | Refusal<MergeOutcome>> =>
  inTransaction(call, async (tx) => {
    const row = await importRow(tx, call, importId, 'forChange')
    if (!canReviewPlan(call.viewer)) throw problem('notAllowed')
    const ids = [...new Set(itemIds)]
    const done = await draftItems(tx, call, importId, [...ids, newId])
    if (done.some(({ item }) => item.id === newId)) return done.map(({ item }) => item)
    if (row.state !== 'read') return { refused: 'notEditable', state: row.state }
    const standing = await draftItems(tx, call, importId, ids, 'forChange')
    if (standing.length < ids.length || standing.some(({ item }) => item.state === 'dropped')) throw problem('notFound')

    const outcome = mergeItems(standing.map(({ item }) => unshaped(item)))
    if ('refused' in outcome) return outcome

    const merged = shaped({ ...outcome.item, id: newId }, await unitVersions(tx, call.tenantId))
    await drop(tx, call, importId, standing)
    await insertItems(tx, call, importId, [{ ...merged, ...made(call), position: standing[0]?.item.position ?? 0 }])
    await audit(tx, call, { stream: 'plan', action: 'draftItemsMerged', subject: importId, detail: { itemIds: ids, into: newId } })
    return (await draftItems(tx, call, importId, [...ids, newId])).map(({ item }) => item)
  })

async function oneItem(tx: Tx, call: Call, importId: string, itemId: string): Promise<WireItem> {
  const [standing] = await draftItems(tx, call, importId, [itemId])
  if (!standing) throw problem('notFound')
  return standing.item
}

async function drop(tx: Tx, call: Call, importId: string, standing: readonly StandingItem[]): Promise<void> {
  for (const { item } of standing) await updateItem(tx, call, importId, { ...item, state: 'dropped', changeKey: null })
}

const made = ({ viewer }: Call) => ({ original: null, rule: null, confidence: null, changeKey: null, updatedBy: viewer.accountId })

function parsedValue(kind: DraftKind, value: unknown): DraftValue {
  switch (kind) {
    case 'document':
      return { kind, value: parsed(draftValueSchemas.document, value) }
    case 'citation':
      return { kind, value: parsed(draftValueSchemas.citation, value) }
    case 'indicator':
      return { kind, value: parsed(draftValueSchemas.indicator, value) }
    case 'task':
      return { kind, value: parsed(draftValueSchemas.task, value) }
    case 'reporting':
      return { kind, value: parsed(draftValueSchemas.reporting, value) }
  }
}

function parsed<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw problem('badInput', { fields: result.error.issues.map(({ path, message }) => ({ path: ['value', ...path].join('.'), message })) })
}

function checkedSource(source: Passage | null, { text }: ImportRow): Passage | null {
  if (source !== null && (source.start >= source.end || source.end > (text ?? '').length)) {
    throw problem('badInput', { fields: [{ path: 'source', message: `the passage ${source.start}–${source.end} is not in the document` }] })
  }
  return source
}

/** The members of `value` that are not the same in `other`: an audit line tells what changed, not the whole item again. */
function changedFields(value: object, other: object): object {
  const others = new Map<string, unknown>(Object.entries(other))
  return Object.fromEntries(
    Object.entries(value).filter(([field, content]) => JSON.stringify(content) !== JSON.stringify(others.get(field))),
  )
}

async function lastPosition(tx: Tx, { tenantId }: Call, importId: string): Promise<number> {
  const { last } = await tx.q
    .selectFrom('draft_items')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow()
  return Number(last ?? 0)
}

async function positionAfter(tx: Tx, { tenantId }: Call, importId: string, position: number): Promise<number> {
  const { next } = await tx.q
    .selectFrom('draft_items')
    .select(({ fn }) => fn.min('position').as('next'))
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .where('position', '>', position)
    .executeTakeFirstOrThrow()
  return next === null ? position + 1 : Number(next)
}

/**
 * An offset in the document's text as an offset in the item's own text, which has other spaces and may have been corrected: as many letters
 * stand before the cut in both.
 */
function offsetInItem(item: WireItem, text: string, at: number): number {
  if (!('text' in item.value) || item.source === null) return at
  const inItem = item.value.text
  const passage = text.slice(item.source.start, item.source.end)
  // A list mark ("- ", "a) ") opens the passage and not the item.
  const opening = letters(inItem).slice(0, 12)
  const lead = Math.max(0, letters(passage).indexOf(opening))
  let left = letters(text.slice(item.source.start, at)).length - lead
  let offset = 0
  for (; offset < inItem.length && left > 0; offset += 1) if (!/\s/u.test(inItem.charAt(offset))) left -= 1
  return offset
}

const letters = (text: string): string => text.replace(/\s+/gu, '')
