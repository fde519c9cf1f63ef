import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import type { Call } from './call.ts'
import type { Tx } from './transaction.ts'

export type AuditEntry = {
  /** What is chained together: `unit:<unitId>` for one unit's work, else `plan`, `office` or `consolidation`. */
  readonly stream: string
  readonly action: string
  readonly subject: string
  readonly detail: object
}

/** A unit's stream is its own, so that saving in one unit never waits for another. */
export const unitStream = (unitId: string): string => `unit:${unitId}`

/**
 * The line is the canonical JSON of @haidang/domain/audit/chain with its number in the middle, hash = sha256(previous hash in hex, line
 * feed, line). The number is known only under the stream's row lock, so the database puts the text together and hashes it: one statement.
 */
const appendLine = (first: number, condition: string): string => {
  const [tenant, stream, before, after, at, actor, action, subject] = Array.from(
    { length: lineParameters },
    (_, index) => `$${first + index}`,
  )
  return `
head as (
  insert into audit_streams as s (tenant_id, stream, last_seq, last_hash)
  select ${tenant}::bigint, ${stream}::text, 1, sha256(convert_to(repeat('0', 64) || E'\\n' || ${before}::text || '1' || ${after}::text, 'UTF8'))
  where ${condition}
  on conflict (tenant_id, stream) do update set
    last_seq = s.last_seq + 1,
    last_hash = sha256(convert_to(encode(s.last_hash, 'hex') || E'\\n' || ${before}::text || (s.last_seq + 1)::text || ${after}::text, 'UTF8'))
  returning last_seq, last_hash
)
insert into audit_lines (tenant_id, stream, seq, at, actor_id, action, subject, payload, hash)
select ${tenant}::bigint, ${stream}::text, last_seq, ${at}::timestamptz, ${actor}::uuid, ${action}::text, ${subject}::text,
  ${before}::text || last_seq::text || ${after}::text, last_hash from head`
}

const lineParameters = 8

const appendOne = `with ${appendLine(1, 'true')}`

/** Writes the one line that belongs to a change, in the transaction of the change. */
export async function audit(tx: Tx, call: Call, entry: AuditEntry): Promise<void> {
  await tx.hot('audit-append-line', appendOne, lineValues(call, entry))
}

/**
 * A change and its line in one statement, for the path that everybody waits on: `change` is the text of common table expressions, and the
 * line is written where `condition` (over them) holds. Parameters from `first` on are those of `lineValues`; one row comes back when it was.
 */
export const changeWithLine = (change: string, condition: string, first: number): string =>
  `with ${change},${appendLine(first, condition)} returning seq`

export function lineValues({ tenantId, actor, now, requestId }: Call, { stream, action, subject, detail }: AuditEntry): readonly unknown[] {
  const [before, after] = aroundSeq({ action, actor, at: now, detail, requestId, stream, subject })
  return [tenantId, stream, before, after, now, actor.id, action, subject]
}

/**
 * As `changeWithLine`, where the line says something that only the database knows at that moment: `told` is the SQL of its text, put where
 * `lineValuesWithHole` left a hole. Only for a stream that has its first line, which `change` must see to: the head is updated, never made.
 */
export function changeTelling(change: string, condition: string, told: string, first: number): string {
  const [tenant, stream, before, after, at, actor, action, subject, between] = Array.from(
    { length: lineParameters + 1 },
    (_, index) => `$${first + index}`,
  )
  return `with ${change},
line as (
  select ${before}::text || (${told}) || ${between}::text as before
),
head as (
  update audit_streams s set
    last_seq = s.last_seq + 1,
    last_hash = sha256(convert_to(encode(s.last_hash, 'hex') || E'\\n' || line.before || (s.last_seq + 1)::text || ${after}::text, 'UTF8'))
  from line
  where s.tenant_id = ${tenant}::bigint and s.stream = ${stream}::text and ${condition}
  returning s.last_seq, s.last_hash, line.before
)
insert into audit_lines (tenant_id, stream, seq, at, actor_id, action, subject, payload, hash)
select ${tenant}::bigint, ${stream}::text, last_seq, ${at}::timestamptz, ${actor}::uuid, ${action}::text, ${subject}::text,
  before || last_seq::text || ${after}::text, last_hash from head
returning seq`
}

/** Stands in the detail where the database will tell. Nobody can write it: it is made anew by each process. */
export const hole = `hole ${crypto.randomUUID()}`

export function lineValuesWithHole(call: Call, entry: AuditEntry): readonly unknown[] {
  const [tenantId, stream, before, ...rest] = lineValues(call, entry)
  const [head = '', between, more] = String(before).split(JSON.stringify(hole))
  if (between === undefined || more !== undefined) throw new RangeError('A line that the database completes has exactly one hole')
  return [tenantId, stream, head, ...rest, between]
}

/** `seq` sorts between `requestId` and `stream`, so the line is the members up to there, the number, and the rest. */
function aroundSeq({ stream, subject, ...before }: Readonly<Record<string, unknown>>): readonly [string, string] {
  return [`${canonicalJson(before).slice(0, -1)},"seq":`, `,${canonicalJson({ stream, subject }).slice(1)}`]
}
