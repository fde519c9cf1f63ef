import type { DraftItem as WireItem, ImportSummary } from '@haidang/api/imports'
import { draftItemSchema } from '@haidang/api/imports'
import { canSeeDraft } from '@haidang/domain/access/roles'
import type { PlanInForce } from '@haidang/domain/plans/check-plans-in-force'
import { numberKey, wholeNumber } from '@haidang/domain/plans/document-number'
import type { Block, Doubt, Reading } from '@haidang/domain/plans/reading'
import { sql } from 'kysely'
import { toJson } from '../database/tables.ts'
import { keepEntry } from '../documents/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import type { Tx } from '../platform/transaction.ts'
import type { DraftKind, ShapedItem } from '@haidang/api/draft-shape'

export type ImportState = ImportSummary['state']

/** Why a file could not be read, in both languages. */
export type Failure = { readonly code: string; readonly vi: string; readonly en: string }

export type ImportRow = {
  readonly id: string
  readonly fileSha256: string
  readonly fileName: string
  readonly state: ImportState
  readonly failure: Failure | null
  readonly text: string | null
  readonly blocks: readonly Block[] | null
  readonly doubts: readonly Doubt[] | null
  readonly planId: string | null
  readonly createdAt: string
  readonly createdBy: string
}

const importColumns = sql`
  p.id, p.file_sha256 as "fileSha256", p.file_name as "fileName", p.state, p.failure, p.document_text as "text", p.blocks,
  p.reading -> 'doubts' as doubts, p.plan_id as "planId", p.created_at as "createdAt", a.full_name as "createdBy"`

/** The only door to an import: not there and not the viewer's to see look the same. `forChange` holds its row until the transaction ends. */
export async function importRow(
  tx: Tx,
  { viewer, tenantId }: Call,
  id: string,
  mode: 'forReading' | 'forEdit' | 'forChange' = 'forReading',
): Promise<ImportRow> {
  if (!canSeeDraft(viewer)) throw problem('notFound')
  // Items may be edited side by side (share), but not while the plan is issued or thrown away.
  if (mode !== 'forReading') {
    const lock = mode === 'forChange' ? sql`for no key update` : sql`for share`
    await sql`select 1 from plan_imports where tenant_id = ${tenantId} and id = ${id} ${lock}`.execute(tx.q)
  }
  const { rows } = await sql<ImportRow>`
    select ${importColumns} from plan_imports p join accounts a on a.tenant_id = p.tenant_id and a.id = p.created_by
    where p.tenant_id = ${tenantId} and p.id = ${id}`.execute(tx.q)
  const row = rows[0]
  if (!row) throw problem('notFound')
  return row
}

export type ImportLine = Omit<ImportSummary, 'failure'> & { readonly failure: Failure | null }

/** Imports with how far their review has come, newest first; discarded ones stay for the auditor's eyes. */
export async function importLines(tx: Tx, { tenantId }: Call, id?: string): Promise<readonly ImportLine[]> {
  const { rows } = await sql<ImportLine>`
    select p.id, p.file_name as "fileName", p.state, p.created_at as "createdAt", a.full_name as "createdBy", p.plan_id as "planId", p.failure,
      coalesce(nullif(i.title, ''), nullif(p.reading -> 'document' ->> 'title', '')) as title,
      coalesce(i.open, 0)::int as open, coalesce(i.total, 0)::int as total
    from plan_imports p
    join accounts a on a.tenant_id = p.tenant_id and a.id = p.created_by
    left join lateral (
      select count(*) as total, count(*) filter (where d.state = 'unseen') as open, max(d.value ->> 'title') filter (where d.kind = 'document' and d.state <> 'dropped') as title
      from draft_items d where d.tenant_id = p.tenant_id and d.import_id = p.id
    ) i on true
    where p.tenant_id = ${tenantId} ${id === undefined ? sql`` : sql`and p.id = ${id}`}
    order by p.created_at desc, p.id desc`.execute(tx.q)
  return rows
}

export async function insertImport(
  tx: Tx,
  call: Call,
  { id, fileSha256, fileName }: { readonly id: string; readonly fileSha256: string; readonly fileName: string },
): Promise<void> {
  await tx.q
    .insertInto('plan_imports')
    .values({
      tenant_id: call.tenantId,
      id,
      file_sha256: fileSha256,
      file_name: fileName,
      state: 'waiting',
      created_at: call.now,
      created_by: call.viewer.accountId,
    })
    .execute()
  await keepEntry(tx, call, id)
}

/** The state of an import for the job that reads it; its row is held. */
export async function importForJob(
  tx: Tx,
  tenantId: number,
  id: string,
): Promise<
  { readonly state: ImportState; readonly fileSha256: string; readonly fileName: string; readonly mediaType: string } | undefined
> {
  const row = await tx.q
    .selectFrom('plan_imports as p')
    .innerJoin('stored_files as f', (join) => join.onRef('f.tenant_id', '=', 'p.tenant_id').onRef('f.sha256', '=', 'p.file_sha256'))
    .select(['p.state', 'p.file_sha256 as fileSha256', 'p.file_name as fileName', 'f.media_type as mediaType'])
    .where('p.tenant_id', '=', tenantId)
    .where('p.id', '=', id)
    .forNoKeyUpdate('p')
    .executeTakeFirst()
  return row
}

export async function setImportState(
  tx: Tx,
  tenantId: number,
  id: string,
  state: ImportState,
  more: { readonly failure?: Failure; readonly planId?: string } = {},
): Promise<void> {
  await tx.q
    .updateTable('plan_imports')
    .set({
      state,
      failure: more.failure === undefined ? null : toJson(more.failure),
      ...(more.planId === undefined ? {} : { plan_id: more.planId }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Keeps what was read, with its items in the order of the document. */
export async function keepReading(
  tx: Tx,
  call: Call,
  id: string,
  {
    text,
    blocks,
    reading,
    items,
  }: { readonly text: string; readonly blocks: readonly Block[]; readonly reading: Reading; readonly items: readonly ShapedItem[] },
): Promise<void> {
  await tx.q
    .updateTable('plan_imports')
    .set({ state: 'read', failure: null, document_text: text, blocks: toJson(blocks), reading: toJson(reading) })
    .where('tenant_id', '=', call.tenantId)
    .where('id', '=', id)
    .execute()
  await insertItems(
    tx,
    call,
    id,
    items.map((item, index) => ({ ...item, position: index + 1, original: item.value, changeKey: null, updatedBy: null })),
  )
  await keepEntry(tx, call, id, text)
}

export type NewItem = ShapedItem & {
  readonly position: number
  readonly original: object | null
  readonly changeKey: string | null
  readonly updatedBy: string | null
}

export async function insertItems(tx: Tx, call: Call, importId: string, items: readonly NewItem[]): Promise<void> {
  const rows = items.map((item) => ({
    tenant_id: call.tenantId,
    import_id: importId,
    id: item.id,
    kind: item.kind,
    position: item.position,
    state: item.state,
    source_start: item.source?.start ?? null,
    source_end: item.source?.end ?? null,
    rule: item.rule,
    confidence: item.confidence,
    value: toJson(item.value),
    original: item.original === null ? null : toJson(item.original),
    change_key: item.changeKey,
    updated_at: call.now,
    updated_by: item.updatedBy,
  }))
  await inPieces(rows, (piece) =>
    tx.q
      .insertInto('draft_items')
      .values([...piece])
      .execute(),
  )
}

/** One statement takes at most 65,535 parameters. */
export async function inPieces<Row>(rows: readonly Row[], write: (piece: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await write(rows.slice(from, from + 1000))
}

/** An item with what only the server needs to know of it. */
export type StandingItem = { readonly item: WireItem; readonly changeKey: string | null }

type ItemRow = {
  readonly id: string
  readonly kind: DraftKind
  readonly position: number
  readonly state: 'unseen' | 'accepted' | 'dropped'
  readonly sourceStart: number | null
  readonly sourceEnd: number | null
  readonly rule: string | null
  readonly confidence: number | null
  readonly value: unknown
  readonly original: unknown
  readonly revision: number
  readonly changeKey: string | null
  readonly updatedAt: string
  readonly updatedBy: string | null
}

/** The items of an import in the order of the document. `forChange` holds the rows. */
export async function draftItems(
  tx: Tx,
  { tenantId }: Call,
  importId: string,
  ids?: readonly string[],
  mode: 'forReading' | 'forChange' = 'forReading',
): Promise<readonly StandingItem[]> {
  const { rows } = await sql<ItemRow>`
    select d.id, d.kind, d.position, d.state, d.source_start as "sourceStart", d.source_end as "sourceEnd", d.rule,
      d.confidence, d.value, d.original, d.revision,
      d.change_key as "changeKey", d.updated_at as "updatedAt",
      (select a.full_name from accounts a where a.tenant_id = d.tenant_id and a.id = d.updated_by) as "updatedBy"
    from draft_items d
    where d.tenant_id = ${tenantId} and d.import_id = ${importId} ${ids === undefined ? sql`` : sql`and d.id = any(${ids}::uuid[])`}
    order by d.position, d.id ${mode === 'forChange' ? sql`for no key update of d` : sql``}`.execute(tx.q)
  return rows.map((row) => ({ item: wireItem(row), changeKey: row.changeKey }))
}

function wireItem({ sourceStart, sourceEnd, changeKey: _key, ...row }: ItemRow): WireItem {
  const source = sourceStart === null || sourceEnd === null ? null : { start: sourceStart, end: sourceEnd }
  return draftItemSchema.parse({ ...row, source })
}

export async function updateItem(
  tx: Tx,
  call: Call,
  importId: string,
  item: ShapedItem & { readonly position: number; readonly changeKey: string | null },
): Promise<void> {
  await tx.q
    .updateTable('draft_items')
    .set((column) => ({
      state: item.state,
      position: item.position,
      source_start: item.source?.start ?? null,
      source_end: item.source?.end ?? null,
      value: toJson(item.value),
      revision: column('revision', '+', 1),
      change_key: item.changeKey,
      updated_at: call.now,
      updated_by: call.viewer.accountId,
    }))
    .where('tenant_id', '=', call.tenantId)
    .where('import_id', '=', importId)
    .where('id', '=', item.id)
    .execute()
}

/** Puts many items into one state, in one statement. */
export async function updateItemStates(
  tx: Tx,
  call: Call,
  importId: string,
  { ids, state, changeKey }: { readonly ids: readonly string[]; readonly state: WireItem['state']; readonly changeKey: string },
): Promise<void> {
  await sql`
    update draft_items set state = ${state}, revision = revision + 1, change_key = ${changeKey}, updated_at = ${call.now}, updated_by = ${call.viewer.accountId}
    where tenant_id = ${call.tenantId} and import_id = ${importId} and id = any(${ids}::uuid[])`.execute(tx.q)
}

/** The plans that are worked by now, but for those that another of them replaces, with what they set. */
export async function plansInForce(tx: Tx, { tenantId }: Call): Promise<readonly PlanInForce[]> {
  const { rows } = await sql<
    Omit<PlanInForce, 'number'> & { readonly printed: string | null; readonly symbol: string | null; readonly replaces: readonly string[] }
  >`
    select p.title, p.year, d.number as printed, d.symbol,
      coalesce((select json_agg(r.target_number) from document_relations r
        where r.tenant_id = d.tenant_id and r.document_id = d.id and r.relation = 'supersedes' and r.target_number is not null), '[]') as replaces,
      coalesce((select json_agg(json_build_object('name', i.name, 'target', i.target) order by i.position) from indicators i
        where i.tenant_id = p.tenant_id and i.plan_id = p.id), '[]') as indicators
    from plans p join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
    where p.tenant_id = ${tenantId} order by p.year, p.id`.execute(tx.q)
  const replaced = new Set(rows.flatMap((row) => row.replaces.map(numberKey)))
  return rows
    .map(({ printed, symbol, replaces: _replaces, ...plan }) => ({ ...plan, number: wholeNumber(printed, symbol) ?? null }))
    .filter(({ number }) => number === null || !replaced.has(numberKey(number)))
}
