import type { MadeToken, MakeToken, Tokens } from '@haidang/api/tokens'
import { latestExpiry, scopes as allScopes, tokenFault, type TokenFault } from '@haidang/domain/access/scopes'
import type { SecurityRules } from '@haidang/domain/access/security-rules'
import { addDays, dayOf, startOfDay, type Day } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { newApiToken } from '../platform/api-tokens.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { real, type SignedCall } from '../platform/sessions.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { addToken, revokeTokens, tokensOf, workingTokens, type TokenOfAccount } from './tokens-store.ts'

/** More than these are forgotten ones. */
const tokensAtMost = 50

export type TokenRefusal = { readonly refused: TokenFault | 'tooManyTokens'; readonly latest?: Day }

/** Tokens go by real days, whatever a practice office's clock says. */
export const tokenDays = ({ tokenDays: days }: Pick<SecurityRules, 'tokenDays'>): Pick<Tokens, 'today' | 'latestExpiry'> => {
  const today = dayOf(real(Date.now()))
  return { today, latestExpiry: latestExpiry(today, { tokenDays: days }) }
}

export const readOwnTokens = (call: SignedCall): Promise<Tokens> =>
  inReading(call, async (tx) => ({
    tokens: (await tokensOf(tx, call.tenantId, call.viewer.accountId, real(Date.now()))).map(tokenView),
    ...tokenDays(call.signed.rules),
  }))

/** What the wire says of a token; whose it is stands where it is listed. */
export const tokenView = ({ accountId: _account, ownerName: _name, ownerIsProgram: _program, ...token }: TokenOfAccount) => token

export const makeOwnToken = (call: SignedCall, wanted: MakeToken): Promise<MadeToken | TokenRefusal> =>
  inTransaction(call, (tx) => makeToken(tx, call, call.viewer.accountId, wanted))

/** Makes a token of an account; the token itself is nowhere but in the answer. */
export async function makeToken(tx: Tx, call: SignedCall, accountId: string, wanted: MakeToken): Promise<MadeToken | TokenRefusal> {
  const now = real(Date.now())
  const days = tokenDays(call.signed.rules)
  const scopes = allScopes.filter((scope) => wanted.scopes.includes(scope))
  const fault = tokenFault({ scopes, expiresOn: wanted.expiresOn }, days.today, call.signed.rules)
  if (fault !== undefined) return { refused: fault, latest: days.latestExpiry }
  if ((await workingTokens(tx, call.tenantId, accountId, now)) >= tokensAtMost) return { refused: 'tooManyTokens' }

  const token = newApiToken(call.tenantId)
  const id = newId()
  const { name, expiresOn } = wanted
  await addToken(tx, call, {
    id,
    accountId,
    hash: token.hash,
    name,
    scopes,
    madeAt: now,
    expiresAt: startOfDay(addDays(expiresOn, 1)),
  })
  await audit(tx, call, { stream: 'office', action: 'tokenMade', subject: accountId, detail: { token: id, name, scopes, expiresOn } })
  return { token: token.text }
}

export const revokeOwnToken = (call: SignedCall, id: string): Promise<void> => revoke(call, id, call.viewer.accountId)

/** An administrator ends anybody's. */
export const revokeOfficeToken = (call: Call, id: string): Promise<void> => revoke(call, id, null)

const revoke = (call: Call, id: string, accountId: string | null): Promise<void> =>
  inTransaction(call, async (tx) => {
    const [revoked] = await revokeTokens(tx, call, { id, accountId, at: real(Date.now()) })
    if (revoked === undefined) throw problem('notFound')
    await audit(tx, call, {
      stream: 'office',
      action: 'tokenRevoked',
      subject: revoked.accountId,
      detail: { token: id, name: revoked.name },
    })
  })
