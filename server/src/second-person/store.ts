import type { SecondPersonRequest } from '@haidang/api/second-person'
import type { ActOfTwo } from '@haidang/domain/access/second-person'
import type { Instant } from '@haidang/domain/periods/day'
import { toJson } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type NewRequest = {
  readonly id: string
  readonly act: ActOfTwo
  readonly input: object
  readonly about: string
  readonly reason: string
  readonly expiresAt: Instant
}

export async function saveRequest(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  { id, act, input, about, reason, expiresAt }: NewRequest,
): Promise<void> {
  await tx.raw(
    `insert into second_person_requests (tenant_id, id, act, input, about, reason, asked_at, asked_by, asked_for, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [tenantId, id, act, toJson(input), about, reason, now, viewer.accountId, viewer.under?.holderId ?? null, expiresAt],
  )
}

export type KeptRequest = Omit<SecondPersonRequest, 'state' | 'can'> & {
  readonly input: object
  readonly askedById: string
  readonly askedForId: string | null
  readonly decision: 'approved' | 'refused' | 'withdrawn' | null
}

const most = 100

/** The requests of the office, what waits first and then the newest; or one, held until the transaction ends. */
export const requestsOf = (tx: Tx, tenantId: number, id: string | null = null): Promise<readonly KeptRequest[]> =>
  tx.raw<KeptRequest>(
    `select q.id, q.act, q.input, q.about, q.reason, a.full_name "askedBy", a.id "askedById", f.full_name "askedFor", q.asked_for "askedForId",
       q.asked_at "askedAt", q.expires_at "expiresAt", q.decision,
       case when q.decided_at is null then null else json_build_object(
         'by', d.full_name, 'at', to_char(q.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', q.decision_reason) end "decided"
     from second_person_requests q
     join accounts a on a.tenant_id = $1 and a.id = q.asked_by
     left join accounts f on f.tenant_id = $1 and f.id = q.asked_for
     left join accounts d on d.tenant_id = $1 and d.id = q.decided_by
     where q.tenant_id = $1 and ($2::uuid is null or q.id = $2)
     order by q.decided_at is not null, q.asked_at desc, q.id desc limit ${most}`,
    [tenantId, id],
  )

export async function holdRequest(tx: Tx, tenantId: number, id: string): Promise<void> {
  await tx.raw('select 1 from second_person_requests where tenant_id = $1 and id = $2 for update', [tenantId, id])
}

export async function saveDecision(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  id: string,
  { decision, reason }: { readonly decision: 'approved' | 'refused' | 'withdrawn'; readonly reason: string | null },
): Promise<void> {
  await tx.raw(
    `update second_person_requests set decided_at = $3, decided_by = $4, decision = $5, decision_reason = $6 where tenant_id = $1 and id = $2`,
    [tenantId, id, now, viewer.accountId, decision, reason],
  )
}

/** The same act on the same thing waits already. */
export async function isAskedAlready(tx: Tx, { tenantId, now }: Call, act: ActOfTwo, input: object): Promise<boolean> {
  const rows = await tx.raw(
    `select 1 from second_person_requests where tenant_id = $1 and act = $2 and input = $3::jsonb and decided_at is null and expires_at > $4`,
    [tenantId, act, toJson(input), now],
  )
  return rows.length > 0
}
