import { admits, type Scope, type ScopeNeeded } from '@haidang/domain/access/scopes'
import type { Instant } from '@haidang/domain/periods/day'
import { audit } from './audit.ts'
import type { Services } from './call.ts'
import { problem } from './problems.ts'
import { callOfHolder, holderOf, newToken, readToken, real, type HolderRow, type Token, type TokenCall } from './sessions.ts'
import { inTransaction, outsideTransaction, type Tx } from './transaction.ts'

/** By it a token is known for one wherever it lies, in a program's text or in a mail. */
const prefix = 'hd_'
/** "Last used" is written at most this often, and so is that somebody was refused. */
const touchMs = 5 * 60_000
/** Addresses that come and go fill no row: the oldest are forgotten, and told anew. */
const addressesKept = 50

export function newApiToken(tenantId: number): Token & { readonly text: string } {
  const token = newToken(tenantId)
  return { ...token, text: `${prefix}${token.text}` }
}

/** The token that a request brings; undefined where it brings none and a cookie may speak for it. */
export function bearerOf({ authorization }: { readonly authorization?: string | undefined }): string | undefined {
  return /^bearer +(\S.*)$/iu.exec(authorization ?? '')?.[1]?.trim()
}

type TokenRow = HolderRow & {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly last_used_at: Instant | null
  readonly last_address: string | null
  readonly is_known: boolean
  readonly dead_because: 'revoked' | 'expired' | 'closed' | null
}

const findToken = holderOf(
  `s.id, s.name, s.scopes, s.last_used_at, s.last_address, $4 = any(s.known_addresses) as is_known,
  case when s.revoked_at is not null then 'revoked' when s.expires_at <= $3 then 'expired' when a.disabled_at is not null then 'closed' end as dead_because`,
  'api_tokens',
  // A program acts for nobody but its own account.
  'null::uuid',
  's.token_hash = $2',
)

type Asked = { readonly text: string; readonly address: string; readonly requestId: string; readonly needed: ScopeNeeded }

/** A program's call in the office of its account; thrown out where the token is none, is over, or was not let do this. */
export async function callOfToken(services: Services, { text, address, requestId, needed }: Asked): Promise<TokenCall> {
  const token = text.startsWith(prefix) ? readToken(text.slice(prefix.length)) : undefined
  if (token === undefined) throw problem('tokenInvalid')

  const values = [token.tenantId, token.hash, real(Date.now()), address]
  const [row] = await outsideTransaction({ services, tenantId: token.tenantId }).hot<TokenRow>('api-token-find', findToken, values)
  if (row === undefined) throw problem('tokenInvalid')

  const held = callOfHolder(services, token.tenantId, row, requestId)
  const call: TokenCall = {
    ...held,
    actor: { ...held.actor, token: { id: row.id, name: row.name } },
    token: { id: row.id, scopes: row.scopes },
  }
  if (row.dead_because !== null) {
    await noteRefusal(call, { because: row.dead_because, address })
    throw problem('tokenInvalid')
  }
  if (!admits(row.scopes, needed)) {
    await noteRefusal(call, { because: 'scope', scope: needed, address })
    throw problem('tokenScope', { help: { scope: needed, held: row.scopes } })
  }
  await noteUse(call, row, address)
  return call
}

/** Told in the log once for each address; when it was last is kept beside the token. */
async function noteUse(call: TokenCall, row: TokenRow, address: string): Promise<void> {
  const now = Date.now()
  const isFresh = row.last_used_at !== null && Date.parse(row.last_used_at) > now - touchMs
  if (row.is_known && isFresh && row.last_address === address) return

  await inTransaction(call, async (tx) => {
    const isNew = await touchToken(tx, call, { address, at: real(now) })
    if (isNew) await audit(tx, call, { stream: 'office', action: 'tokenUsed', subject: row.id, detail: { name: row.name, address } })
  })
}

/** True where nobody had come by it from there. A program's account that is used is not idle. */
async function touchToken(tx: Tx, call: TokenCall, { address, at }: { readonly address: string; readonly at: Instant }): Promise<boolean> {
  const [row] = await tx.raw<{ is_new: boolean }>(
    `with before as (
       select id, not ($4::text = any(known_addresses)) as is_new from api_tokens where tenant_id = $1 and id = $2 for no key update
     )
     update api_tokens t set last_used_at = $3, last_address = $4,
       known_addresses = case when b.is_new then ($4::text || known_addresses)[1:${addressesKept}] else known_addresses end
     from before b where t.tenant_id = $1 and t.id = b.id returning b.is_new`,
    [call.tenantId, call.token.id, at, address],
  )
  await tx.q
    .updateTable('accounts')
    .set({ idle_since: at })
    .where('tenant_id', '=', call.tenantId)
    .where('id', '=', call.viewer.accountId)
    .where('kind', '=', 'service')
    .execute()
  return row?.is_new === true
}

/** One line in a while: whoever is refused and goes on asking does not fill the log. */
async function noteRefusal(call: TokenCall, why: Readonly<Record<string, string>>): Promise<void> {
  const now = Date.now()
  await inTransaction(call, async (tx) => {
    const { numUpdatedRows } = await tx.q
      .updateTable('api_tokens')
      .set({ refused_at: real(now) })
      .where('tenant_id', '=', call.tenantId)
      .where('id', '=', call.token.id)
      .where((where) => where.or([where('refused_at', 'is', null), where('refused_at', '<', real(now - touchMs))]))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    const detail = { name: call.actor.token?.name ?? '', ...why }
    await audit(tx, call, { stream: 'office', action: 'tokenRefused', subject: call.token.id, detail })
  })
}
