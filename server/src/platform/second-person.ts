import type { Viewer } from '@haidang/domain/access/roles'
import { needsSecondPerson } from '@haidang/domain/access/second-person'
import type { ActOfTwo } from '@haidang/domain/access/second-person'
import { securityRulesFrom, type SecurityRules } from '@haidang/domain/access/security-rules'
import type { z } from 'zod'
import type { Call } from './call.ts'
import { problem } from './problems.ts'
import { real } from './sessions.ts'
import type { Tx } from './transaction.ts'

/** What a feature gives so that an act of its can be asked for by one person and done by another. */
export type DoneByTwo<Input = never> = {
  readonly input: z.ZodType<Input>
  /** The right to the act, of who asks and of who answers. */
  readonly can: (viewer: Viewer) => boolean
  /** Does it in this transaction, with its lines; or refuses. */
  readonly run: (tx: Tx, call: Call, input: Input) => Promise<object>
  /** What it is about, for who answers. */
  readonly about: (tx: Tx, call: Call, input: Input) => Promise<string>
}
export type ActsOfTwo = { readonly [Act in ActOfTwo]: DoneByTwo }

/** Keeps an act's own shape within the feature, and is one of many outside: its input is read by its own schema before it runs. */
export const doneByTwo = <Input>(act: DoneByTwo<Input>): DoneByTwo => ({
  ...act,
  input: act.input as z.ZodType<never>, // `run` and `about` are given nothing but what this has read.
})

/** What the office asks today of everybody, read in the transaction of the act. Real time, as all rules of signing in. */
export async function rulesToday(tx: Tx, tenantId: number): Promise<SecurityRules> {
  const [row] = await tx.raw<{ readonly rules: Partial<SecurityRules> }>(
    `select rules from security_rules where tenant_id = $1 and valid_from <= ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date
      order by valid_from desc, version desc limit 1`,
    [tenantId, real(Date.now())],
  )
  return securityRulesFrom(row?.rules ?? null)
}

/**
 * At the head of an act that may be declared: goes on where it is not, or where a second person is just doing it; else says how to ask for one.
 * A command of who has the machine goes on too: it stands in the log as what it is.
 */
export async function demandSecondPerson(tx: Tx, call: Call, act: ActOfTwo, input: object): Promise<void> {
  if (call.actor.id === null || call.approves === act) return
  const rules = await rulesToday(tx, call.tenantId)
  if (needsSecondPerson(rules, act)) throw problem('secondPersonNeeded', { help: { act, input, hours: rules.secondPersonHours } })
}
