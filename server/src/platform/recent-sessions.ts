import type { Call } from './call.ts'
import { callOf, callOfSession, demandSettled, idleHours, real } from './sessions.ts'
import { standingOf } from './standing.ts'
import type { SessionRow, SignedCall, Token } from './sessions.ts'

/**
 * Typing is the one thing that everybody does all day, and half the work of saving a value was to look up who types. So who was looked up is
 * remembered for a moment, as a guess that gives no right to anything: the statement that writes asks for the session itself and writes nothing
 * where it has ended, or where its holder's account, unit, name, roles, whom they act for or office's clock are not as guessed (`sessionStands`).
 */
const rememberedMs = 30_000
const rememberedAtMost = 2000

type Remembered = { readonly token: Token; readonly row: SessionRow; readonly at: number }

/** By the pool that it was read with: tests have many offices in one process. */
const remembered = new WeakMap<object, Map<string, Remembered>>()

/** Who holds this token, by a look-up that may have been a moment ago; only for a route whose statement asks again. */
export async function likelyCallOfSession(
  services: Call['services'],
  tokenText: string | undefined,
  requestId: string,
): Promise<SignedCall | undefined> {
  const of = remembered.get(services.pool) ?? new Map<string, Remembered>()
  remembered.set(services.pool, of)
  if (tokenText === undefined) return undefined

  const known = of.get(tokenText)
  if (known !== undefined && Date.now() - known.at < rememberedMs) {
    const prove = async () => {
      const proven = await callOfSession(services, tokenText, requestId)
      if (proven !== undefined) demandSettled(proven.signed)
      return proven
    }
    const call = callOf(services, known.token, known.row, requestId)
    return { ...call, guess: { values: guessValues(known.token, known.row), prove } }
  }
  of.delete(tokenText)
  return callOfSession(services, tokenText, requestId, (row, token) => {
    of.set(tokenText, { token, row, at: Date.now() })
    for (const oldest of of.keys()) {
      if (of.size <= rememberedAtMost) return
      of.delete(oldest)
    }
  })
}

function guessValues({ tenantId, hash }: Token, row: SessionRow): readonly unknown[] {
  const now = Date.now()
  return [
    tenantId,
    hash,
    real(now),
    real(now - idleHours * 3_600_000),
    row.account_id,
    row.unit_id,
    row.full_name,
    row.roles,
    row.clock_shift_seconds,
    row.under_id,
  ]
}

/** SQL that is true while the session stands and its holder is as guessed. Its ten parameters, from `first` on, are `call.guess.values`. */
export function sessionStands(first: number): string {
  const [tenant, hash, now, idleSince, account, unit, name, roles, shift, under] = Array.from(
    { length: 10 },
    (_, index) => `$${first + index}`,
  )
  return `exists (
    select 1 from sessions s
    join accounts a on a.tenant_id = s.tenant_id and a.id = s.account_id and a.disabled_at is null and not a.must_change_password
    join tenants t on t.tenant_id = s.tenant_id
    cross join lateral (select ((${now}::timestamptz + make_interval(secs => t.clock_shift_seconds)) at time zone 'Asia/Ho_Chi_Minh')::date as today) d
    ${standingOf(`${tenant}::bigint`)}
    where s.tenant_id = ${tenant}::bigint and s.token_hash = ${hash}::bytea and s.expires_at > ${now}::timestamptz and s.last_seen_at > ${idleSince}::timestamptz
      and a.id = ${account}::uuid and p.unit_id = ${unit}::uuid and a.full_name = ${name}::text and t.clock_shift_seconds = ${shift}::bigint
      and p.roles = ${roles}::text[] and u.id is not distinct from ${under}::uuid
  )`
}
