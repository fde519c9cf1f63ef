import type { DocumentRef } from '@haidang/api/documents'
import { canSeeDraft, canSeePlan } from '@haidang/domain/access/roles'
import { foldedWords, foldInPlace, numberKey, wholeNumber } from '@haidang/domain/plans/document-number'
import type { Block, Passage, Relation } from '@haidang/domain/plans/reading'
import { sql } from 'kysely'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import type { Tx } from '../platform/transaction.ts'

type Head = {
  readonly documentId: string | null
  readonly kind: string
  readonly number: string | null
  readonly symbol: string | null
  readonly issuedOn: string | null
  readonly issuer: string | null
  readonly title: string
  readonly signer: string | null
  readonly signerRole: string | null
  readonly fileName: string
}

/** A text beyond this is found by its beginning: a search vector holds a megabyte. */
const searchedLetters = 400_000

/**
 * Keeps the register as an import, its items and its document now say. Whoever changes one of them calls this in the same transaction, with
 * the text when that was read.
 */
export async function keepEntry(tx: Tx, { tenantId }: Pick<Call, 'tenantId'>, importId: string, text?: string): Promise<void> {
  // The row is made or held before anything is read: of two changes at once the second sees what the first wrote.
  await sql`
    insert into register_entries as e (tenant_id, id, import_id, kind, title, received_at, head)
    select tenant_id, id, id, '', file_name, created_at, '' from plan_imports where tenant_id = ${tenantId} and id = ${importId}
    on conflict (tenant_id, id) do update set import_id = e.import_id`.execute(tx.q)
  const { rows } = await sql<Head>`
    select d.id as "documentId", coalesce(d.type, f.value ->> 'type', '') as kind,
      coalesce(d.number, nullif(f.value ->> 'number', '')) as number, coalesce(d.symbol, nullif(f.value ->> 'symbol', '')) as symbol,
      coalesce(d.issued_on, nullif(f.value ->> 'date', '')) as "issuedOn", coalesce(d.issuer, nullif(f.value ->> 'issuer', '')) as issuer,
      coalesce(d.title, nullif(f.value ->> 'title', ''), i.file_name) as title,
      coalesce(d.signer, nullif(f.value ->> 'signer', '')) as signer, coalesce(d.signer_role, nullif(f.value ->> 'signerRole', '')) as "signerRole",
      i.file_name as "fileName"
    from plan_imports i
    left join documents d on d.tenant_id = i.tenant_id and d.import_id = i.id
    left join lateral (
      select t.value from draft_items t
      where t.tenant_id = i.tenant_id and t.import_id = i.id and t.kind = 'document' and t.state <> 'dropped' order by t.position, t.id limit 1
    ) f on true
    where i.tenant_id = ${tenantId} and i.id = ${importId}`.execute(tx.q)
  const [head] = rows
  if (!head) return

  const whole = wholeNumber(head.number, head.symbol)
  await tx.q
    .updateTable('register_entries')
    .set({
      document_id: head.documentId,
      kind: head.kind.normalize('NFC').toLocaleLowerCase('vi'),
      number: head.number,
      symbol: head.symbol,
      issued_on: head.issuedOn,
      issuer: head.issuer,
      title: head.title,
      signer: head.signer,
      signer_role: head.signerRole,
      number_key: whole === undefined ? null : numberKey(whole),
      head: foldedWords([whole, head.kind, head.issuer, head.title, head.signer, head.fileName].join(' ')).join(' '),
      ...(text === undefined ? {} : { body: foldInPlace(text).slice(0, searchedLetters) }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', importId)
    .execute()
  await keepCitations(tx, tenantId, importId)
}

async function keepCitations(tx: Tx, tenantId: number, importId: string): Promise<void> {
  await tx.q.deleteFrom('register_citations').where('tenant_id', '=', tenantId).where('entry_id', '=', importId).execute()
  const { rows } = await sql<Omit<CitationRow, 'numberKey' | 'entryId'>>`
    select value ->> 'relation' as relation, value ->> 'type' as type, nullif(value ->> 'number', '') as number, nullif(value ->> 'date', '') as date,
      nullif(value ->> 'issuer', '') as issuer, value ->> 'text' as passage, source_start as "sourceStart", source_end as "sourceEnd"
    from draft_items where tenant_id = ${tenantId} and import_id = ${importId} and kind = 'citation' and state <> 'dropped'
    order by position, id`.execute(tx.q)
  const citations = rows.map((row, index) => ({
    tenant_id: tenantId,
    entry_id: importId,
    position: index + 1,
    relation: row.relation,
    type: row.type,
    number: row.number,
    number_key: row.number === null ? null : numberKey(row.number) || null,
    date: row.date,
    issuer: row.issuer,
    passage: row.passage,
    source_start: row.sourceStart,
    source_end: row.sourceEnd,
  }))
  for (let from = 0; from < citations.length; from += 1000)
    await tx.q
      .insertInto('register_citations')
      .values(citations.slice(from, from + 1000))
      .execute()
}

/** What is asked of the register. `words` are folded; `numberKey` where a number could be meant. */
export type Search = {
  readonly words: readonly string[]
  readonly numberKey: string | undefined
  readonly kind: string | undefined
  readonly year: string | undefined
  /** Any part of a word will do, and with pg_trgm a likely one. */
  readonly isLoose: boolean
}

/** Folded words are letters and digits only, so that they stand in a query as they are. */
const exactly = ({ words }: Search) =>
  sql`to_tsquery('simple', ${words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word)).join(' & ')})`

const isNumber = ({ numberKey: key }: Search) => (key === undefined ? sql`false` : sql`e.number_key like ${`${key}%`}`)

function isFound(search: Search, canGuess: boolean) {
  if (search.words.length === 0) return sql`true`
  if (!search.isLoose) return sql`(e.words @@ ${exactly(search)} or ${isNumber(search)})`
  const parts = search.words.map((word) => sql`(e.head like ${`%${word}%`} or e.body like ${`%${word}%`})`)
  const likely = canGuess ? sql`or word_similarity(${search.words.join(' ')}, e.head) > 0.5` : sql``
  return sql`(${sql.join(parts, sql` and `)} ${likely})`
}

/** pg_trgm is an administrator's to install; the program asks and does not insist. */
export async function canGuessWords(tx: Tx): Promise<boolean> {
  const [row] = await tx.raw<{ can: boolean }>(`select to_regprocedure('word_similarity(text, text)') is not null as can`)
  return row?.can === true
}

export type Share = { readonly kind: string; readonly year: string | null; readonly count: number }

/** How many are found, of each kind and year, whatever kind and year are asked for. */
export async function sharesFound(tx: Tx, { tenantId }: Call, search: Search, canGuess: boolean): Promise<readonly Share[]> {
  const { rows } = await sql<Share>`
    select e.kind, left(e.issued_on, 4) as year, count(*)::int as count from register_entries e
    where e.tenant_id = ${tenantId} and ${isFound(search, canGuess)} group by 1, 2`.execute(tx.q)
  return rows
}

export type FoundRow = RefRow & {
  readonly importId: string | null
  readonly fileName: string | null
  readonly fileSize: number | null
  readonly receivedAt: string
  readonly receivedBy: string
  readonly open: number
  readonly total: number
  readonly failure: { readonly vi: string; readonly en: string } | null
  readonly piece: string | null
  readonly isCut: boolean
}

/** A page of the register: the number that was asked for, then what has the words in its head, then in its text; newest first. */
export async function foundRows(
  tx: Tx,
  { tenantId }: Call,
  search: Search,
  { from, limit, canGuess }: { readonly from: number; readonly limit: number; readonly canGuess: boolean },
): Promise<readonly FoundRow[]> {
  const { words, numberKey: key, kind, year } = search
  const rank =
    words.length === 0
      ? sql`0`
      : sql`case when e.number_key = ${key ?? ''} then 0 when ${isNumber(search)} then 1 when to_tsvector('simple', e.head) @@ ${exactly(search)} then 2 else 3 end`
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? ''
  const place =
    words.length === 0
      ? sql`null::int`
      : sql`coalesce(nullif(strpos(e.body, ${words.join(' ')}), 0), nullif(strpos(e.body, ${` ${longest}`}) + 1, 1), nullif(strpos(e.body, ${longest}), 0))`
  const { rows } = await sql<FoundRow>`
    with page as (
      select e.tenant_id, e.id, row_number() over (order by ${rank}, e.received_at desc, e.id) as place from register_entries e
      where e.tenant_id = ${tenantId} and ${isFound(search, canGuess)}
        ${kind === undefined ? sql`` : sql`and e.kind = ${kind}`} ${year === undefined ? sql`` : sql`and left(e.issued_on, 4) = ${year}`}
      order by place limit ${limit} offset ${from}
    )
    select ${refColumns}, e.import_id as "importId", i.file_name as "fileName", s.size as "fileSize", e.received_at as "receivedAt",
      a.full_name as "receivedBy", coalesce(items.open, 0)::int as open, coalesce(items.total, 0)::int as total, i.failure,
      substr(i.document_text, greatest(1, at.place - 90), 280) as piece, coalesce(at.place > 91, false) as "isCut"
    from page join register_entries e on e.tenant_id = page.tenant_id and e.id = page.id ${refJoins}
    join accounts a on a.tenant_id = e.tenant_id and a.id = coalesce(i.created_by, d.registered_by)
    left join stored_files s on s.tenant_id = i.tenant_id and s.sha256 = i.file_sha256
    left join lateral (select ${place} as place) at on true
    left join lateral (
      select count(*) as total, count(*) filter (where t.state = 'unseen') as open from draft_items t
      where t.tenant_id = e.tenant_id and t.import_id = e.import_id
    ) items on true
    order by page.place`.execute(tx.q)
  return rows
}

export type RefRow = Omit<DocumentRef, 'number'> & { readonly number: string | null; readonly symbol: string | null }

const refColumns = sql`
  e.id, e.kind, e.number, e.symbol, e.issued_on as "issuedOn", e.issuer, e.title,
  case when p.id is not null then 'issued' else coalesce(i.state, 'registered') end as state, p.id as "planId"`

const refJoins = sql`
  left join plan_imports i on i.tenant_id = e.tenant_id and i.id = e.import_id
  left join documents d on d.tenant_id = e.tenant_id and d.id = e.document_id
  left join plans p on p.tenant_id = e.tenant_id and p.document_id = e.document_id`

export const refOf = ({ id, kind, number, symbol, issuedOn, issuer, title, state, planId }: RefRow): DocumentRef => ({
  id,
  kind,
  number: wholeNumber(number, symbol) ?? null,
  issuedOn,
  issuer,
  title,
  state,
  planId,
})

/** A plan that was issued is everybody's; what is still read and reviewed is seen by those who see drafts. */
const isSeen = ({ viewer }: Call) => (canSeeDraft(viewer) ? sql`true` : canSeePlan(viewer) ? sql`p.id is not null` : sql`false`)

export type EntryRow = RefRow & {
  readonly importId: string | null
  readonly numberKey: string | null
  readonly signer: string | null
  readonly signerRole: string | null
  readonly receivedAt: string
  readonly receivedBy: string
  readonly fileName: string | null
  readonly fileSize: number | null
  readonly text: string | null
  readonly blocks: readonly Block[] | null
}

/** The only door to a document: not there and not the viewer's to see look the same. Its text and file are for those who see drafts. */
export async function entryRow(tx: Tx, call: Call, id: string): Promise<EntryRow> {
  const { tenantId, viewer } = call
  const mine = canSeeDraft(viewer)
  const { rows } = await sql<EntryRow>`
    select ${refColumns}, e.number_key as "numberKey", e.signer, e.signer_role as "signerRole", e.received_at as "receivedAt", a.full_name as "receivedBy",
      case when ${mine} then e.import_id end as "importId", case when ${mine} then i.file_name end as "fileName", case when ${mine} then s.size end as "fileSize",
      case when ${mine} then i.document_text end as text, case when ${mine} then i.blocks end as blocks
    from register_entries e ${refJoins}
    join accounts a on a.tenant_id = e.tenant_id and a.id = coalesce(i.created_by, d.registered_by)
    left join stored_files s on s.tenant_id = i.tenant_id and s.sha256 = i.file_sha256
    where e.tenant_id = ${tenantId} and (e.id = ${id} or e.document_id = ${id}) and ${isSeen(call)}`.execute(tx.q)
  const [row] = rows
  if (!row) throw problem('notFound')
  return row
}

export type CitationRow = {
  readonly entryId: string
  readonly relation: Relation
  readonly type: string
  readonly number: string | null
  readonly numberKey: string | null
  readonly date: string | null
  readonly issuer: string | null
  readonly passage: string
  readonly sourceStart: number | null
  readonly sourceEnd: number | null
}

const citationColumns = sql`
  c.entry_id as "entryId", c.relation, c.type, c.number, c.number_key as "numberKey", c.date, c.issuer, c.passage, c.source_start as "sourceStart",
  c.source_end as "sourceEnd"`

export async function citationsIn(tx: Tx, { tenantId }: Call, entryId: string): Promise<readonly CitationRow[]> {
  const { rows } = await sql<CitationRow>`
    select ${citationColumns} from register_citations c where c.tenant_id = ${tenantId} and c.entry_id = ${entryId} order by c.position`.execute(
    tx.q,
  )
  return rows
}

/** Citations anywhere in the office that bear this number; whether they mean this document is asked of the domain. */
export async function citationsOf(tx: Tx, { tenantId }: Call, key: string): Promise<readonly CitationRow[]> {
  const { rows } = await sql<CitationRow>`
    select ${citationColumns} from register_citations c where c.tenant_id = ${tenantId} and c.number_key = ${key} order by c.entry_id, c.position`.execute(
    tx.q,
  )
  return rows
}

/** The documents that the viewer may see, by their numbers' keys or by their ids; newest first. What was put aside is not pointed to. */
export async function refsOf(
  tx: Tx,
  call: Call,
  { keys = [], ids = [] }: { readonly keys?: readonly string[]; readonly ids?: readonly string[] },
): Promise<readonly DocumentRef[]> {
  if (keys.length + ids.length === 0) return []
  const { rows } = await sql<RefRow>`
    select ${refColumns} from register_entries e ${refJoins}
    where e.tenant_id = ${call.tenantId} and (e.number_key = any(${keys}::text[]) or e.id = any(${ids}::uuid[])) and ${isSeen(call)}
      and i.state is distinct from 'discarded'
    order by e.issued_on desc nulls last, e.received_at desc`.execute(tx.q)
  return rows.map(refOf)
}

export type PlanRow = {
  readonly id: string
  readonly title: string
  readonly issuedOn: string
  readonly number: string | null
  readonly symbol: string | null
  readonly documentId: string
  readonly indicatorCount: number
  readonly taskCount: number
}

export async function planRow(tx: Tx, call: Call, id: string): Promise<PlanRow> {
  const { rows } = await sql<PlanRow>`
    select p.id, p.title, v.issued_on as "issuedOn", d.number, d.symbol, p.document_id as "documentId",
      (select count(*)::int from indicators i where i.tenant_id = p.tenant_id and i.plan_id = p.id) as "indicatorCount",
      (select count(*)::int from tasks t where t.tenant_id = p.tenant_id and t.plan_id = p.id) as "taskCount"
    from plans p
    join plan_versions v on v.tenant_id = p.tenant_id and v.plan_id = p.id and v.version = p.current_version
    join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
    where p.tenant_id = ${call.tenantId} and p.id = ${id} and ${canSeePlan(call.viewer)}`.execute(tx.q)
  const [row] = rows
  if (!row) throw problem('notFound')
  return row
}

export type PlanTaskRow = { readonly id: string; readonly text: string; readonly leadText: string; readonly deadlineText: string }

export async function tasksOfPlan(tx: Tx, { tenantId }: Call, planId: string): Promise<readonly PlanTaskRow[]> {
  const { rows } = await sql<PlanTaskRow>`
    select id, text, lead_text as "leadText", deadline_text as "deadlineText" from tasks
    where tenant_id = ${tenantId} and plan_id = ${planId} order by position`.execute(tx.q)
  return rows
}

export const passageOf = ({ sourceStart, sourceEnd }: CitationRow): Passage | null =>
  sourceStart === null || sourceEnd === null ? null : { start: sourceStart, end: sourceEnd }
