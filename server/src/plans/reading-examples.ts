import type { DraftItem as WireItem, Import, ReadingExample, ReadingExamples } from '@haidang/api/imports'
import { readingExampleSchema } from '@haidang/api/imports'
import { canReviewPlan, canSeeDraft } from '@haidang/domain/access/roles'
import { fold } from '@haidang/domain/plans/addressees'
import { correctionsIn, exampleKey, patternOf, suggestionsFor } from '@haidang/domain/plans/reading-examples'
import type { Correction, ReviewedItem } from '@haidang/domain/plans/reading-examples'
import type { FactRule } from '@haidang/domain/plans/reading'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { toJson } from '../database/tables.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'

/**
 * Keeps what a person corrected of these items as examples for the next document of the same office, in the transaction that changes them.
 * A correction that was taken back takes its example with it; one that was forgotten stays forgotten.
 */
export async function rememberCorrections(tx: Tx, call: Call, importId: string, items: readonly WireItem[]): Promise<void> {
  const { tenantId, now, viewer } = call
  await tx.q
    .deleteFrom('reading_examples')
    .where('tenant_id', '=', tenantId)
    .where('import_id', '=', importId)
    .where(
      'item_id',
      'in',
      items.map(({ id }) => id),
    )
    .where('forgotten_at', 'is', null)
    .execute()
  const found = items.flatMap((item) => correctionsIn(reviewed(item)).map((correction) => ({ itemId: item.id, correction })))
  const issuer = found.length === 0 ? null : await issuerOf(tx, call, importId)
  if (issuer === null) return

  await tx.q
    .insertInto('reading_examples')
    .values(
      found.map(({ itemId, correction }) => ({
        tenant_id: tenantId,
        id: newId(),
        issuer,
        issuer_key: fold(issuer),
        kind: correction.kind,
        pattern: patternOf(correction),
        correction: toJson(correction),
        import_id: importId,
        item_id: itemId,
        made_at: now,
        made_by: viewer.accountId,
        forgotten_at: null,
        forgotten_by: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'import_id', 'item_id', 'kind', 'pattern']).doNothing())
    .execute()
}

/** What other documents of the office that issued this one suggest for its open items, with the examples that say so. */
export async function suggestionsOf(
  tx: Tx,
  call: Call,
  importId: string,
  { items, unitIds }: { readonly items: readonly WireItem[]; readonly unitIds: readonly string[] },
): Promise<Pick<Import, 'suggestions' | 'examples'>> {
  const issuer = await issuerOf(tx, call, importId)
  if (issuer === null) return { suggestions: [], examples: [] }

  const known = await examples(tx, call, { issuerKey: fold(issuer), besides: importId })
  const byKey = new Map(known.map((example) => [exampleKey(example.correction.kind, patternOf(correctionOf(example))), example]))
  const remembered = new Map([...byKey].map(([key, example]) => [key, correctionOf(example)]))
  const standing = new Set(unitIds)
  const suggestions = items.flatMap((item) =>
    suggestionsFor(reviewed(item), remembered, standing).flatMap((suggestion) => {
      const example = byKey.get(exampleKey(suggestion.kind, suggestion.pattern))
      if (!example) return []
      const change = suggestion.drop ? { drop: true as const } : { drop: false as const, fields: suggestion.fields }
      return [{ itemId: item.id, exampleId: example.id, change }]
    }),
  )
  const used = new Set(suggestions.map(({ exampleId }) => exampleId))
  return { suggestions, examples: known.filter(({ id }) => used.has(id)) }
}

/** Everything that is remembered, office by office. */
export const listExamples = (call: Call): Promise<ReadingExamples> =>
  inReading(call, async (tx) => {
    if (!canSeeDraft(call.viewer)) throw problem('notAllowed')
    return { examples: [...(await examples(tx, call, {}))], can: { forget: canReviewPlan(call.viewer) } }
  })

/** Forgets an example and every other that says the same of the same words of that office; the lines of the audit stay. */
export const forgetExample = (call: Call, id: string): Promise<void> =>
  inTransaction(call, async (tx) => {
    if (!canSeeDraft(call.viewer)) throw problem('notFound')
    if (!canReviewPlan(call.viewer)) throw problem('notAllowed')
    const example = await tx.q
      .selectFrom('reading_examples')
      .select(['issuer', 'issuer_key', 'kind', 'pattern', 'correction', 'forgotten_at'])
      .where('tenant_id', '=', call.tenantId)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!example) throw problem('notFound')
    if (example.forgotten_at !== null) return

    const { numUpdatedRows } = await tx.q
      .updateTable('reading_examples')
      .set({ forgotten_at: call.now, forgotten_by: call.viewer.accountId })
      .where('tenant_id', '=', call.tenantId)
      .where('issuer_key', '=', example.issuer_key)
      .where('kind', '=', example.kind)
      .where('pattern', '=', example.pattern)
      .where('forgotten_at', 'is', null)
      .executeTakeFirst()
    await audit(tx, call, {
      stream: 'plan',
      action: 'readingExampleForgotten',
      subject: id,
      detail: { issuer: example.issuer, correction: example.correction, times: Number(numUpdatedRows) },
    })
  })

/** Of several corrections of the same words by one office the latest counts, with how many times any was made. */
async function examples(
  tx: Tx,
  { tenantId }: Call,
  { issuerKey, besides }: { readonly issuerKey?: string; readonly besides?: string },
): Promise<readonly ReadingExample[]> {
  const { rows } = await sql<ReadingExample>`
    with latest as (
      select distinct on (e.issuer_key, e.kind, e.pattern) e.*, count(*) over (partition by e.issuer_key, e.kind, e.pattern)::int as times
      from reading_examples e
      where e.tenant_id = ${tenantId} and e.forgotten_at is null
        ${issuerKey === undefined ? sql`` : sql`and e.issuer_key = ${issuerKey}`} ${besides === undefined ? sql`` : sql`and e.import_id <> ${besides}`}
      order by e.issuer_key, e.kind, e.pattern, e.made_at desc, e.id desc
    )
    select l.id, l.issuer, l.correction, l.times, l.import_id as "importId", r.title as "documentName", l.made_at as at, a.full_name as by,
      coalesce((
        select json_agg(n.name order by n.position) from (
          select distinct on (v.unit_id) v.name, v.position from unit_versions v
          where v.tenant_id = l.tenant_id and jsonb_exists(coalesce(l.correction -> 'unitIds', l.correction -> 'fields' -> 'unitIds', '[]'), v.unit_id::text)
          order by v.unit_id, v.valid_from desc
        ) n
      ), '[]') as "unitNames"
    from latest l
    join register_entries r on r.tenant_id = l.tenant_id and r.id = l.import_id
    join accounts a on a.tenant_id = l.tenant_id and a.id = l.made_by
    order by l.issuer_key, l.made_at desc, l.id`.execute(tx.q)
  return rows.map((row) => readingExampleSchema.parse(row))
}

async function issuerOf(tx: Tx, { tenantId }: Call, importId: string): Promise<string | null> {
  const entry = await tx.q
    .selectFrom('register_entries')
    .select('issuer')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', importId)
    .executeTakeFirst()
  return entry?.issuer ?? null
}

/** The rules of an item and of a correction were written by us, and a rule that is no more matches nothing. */
const reviewed = ({ kind, state, rule, original, value }: WireItem): ReviewedItem => ({
  kind,
  state,
  rule: rule as FactRule | null,
  original,
  value,
})
const correctionOf = ({ correction }: ReadingExample): Correction => correction as Correction
