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
const appendLine = `
with head as (
  insert into audit_streams as s (tenant_id, stream, last_seq, last_hash)
  values ($1, $2, 1, sha256(convert_to(repeat('0', 64) || E'\\n' || $3::text || '1' || $4::text, 'UTF8')))
  on conflict (tenant_id, stream) do update set
    last_seq = s.last_seq + 1,
    last_hash = sha256(convert_to(encode(s.last_hash, 'hex') || E'\\n' || $3::text || (s.last_seq + 1)::text || $4::text, 'UTF8'))
  returning last_seq, last_hash
)
insert into audit_lines (tenant_id, stream, seq, at, actor_id, action, subject, payload, hash)
select $1, $2, last_seq, $5, $6, $7, $8, $3::text || last_seq::text || $4::text, last_hash from head`

/** Writes the one line that belongs to a change, in the transaction of the change. */
export async function audit(tx: Tx, call: Call, { stream, action, subject, detail }: AuditEntry): Promise<void> {
  const [before, after] = aroundSeq({ action, actor: call.actor, at: call.now, detail, requestId: call.requestId, stream, subject })
  await tx.hot('audit-append-line', appendLine, [call.tenantId, stream, before, after, call.now, call.actor.id, action, subject])
}

/** `seq` sorts between `requestId` and `stream`, so the line is the members up to there, the number, and the rest. */
function aroundSeq({ stream, subject, ...before }: Readonly<Record<string, unknown>>): readonly [string, string] {
  return [`${canonicalJson(before).slice(0, -1)},"seq":`, `,${canonicalJson({ stream, subject }).slice(1)}`]
}
