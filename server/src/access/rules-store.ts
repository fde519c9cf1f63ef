import { securityRulesFrom, versionInForce, type SecurityRules } from '@haidang/domain/access/security-rules'
import { dayOf, type Day, type Instant } from '@haidang/domain/periods/day'
import { toJson } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

export type RulesVersion = {
  readonly version: number
  readonly validFrom: Day
  /** As it was kept: a version from before a rule was known lacks it. */
  readonly rules: Partial<SecurityRules>
  readonly source: string
  readonly recordedAt: Instant
  readonly recordedBy: string | null
}

/** Every version, the newest first. */
export const rulesVersions = (tx: Tx, tenantId: number): Promise<readonly RulesVersion[]> =>
  tx.raw<RulesVersion>(
    `select r.version, r.valid_from "validFrom", r.rules, r.source, r.recorded_at "recordedAt", a.full_name "recordedBy"
     from security_rules r left join accounts a on a.tenant_id = r.tenant_id and a.id = r.recorded_by
     where r.tenant_id = $1 order by r.version desc`,
    [tenantId],
  )

/** What the office asks of who signs in today, by the real day. */
export async function rulesInForce(tx: Tx, tenantId: number): Promise<SecurityRules> {
  const today = dayOf(new Date().toISOString())
  return securityRulesFrom(versionInForce(await rulesVersions(tx, tenantId), today)?.rules ?? null)
}

/** Waits for whoever is just changing the office's rules. */
export async function holdRules(tx: Tx, tenantId: number): Promise<void> {
  await tx.q.selectFrom('tenants').select('tenant_id').where('tenant_id', '=', tenantId).forNoKeyUpdate().execute()
}

export async function saveRules(
  tx: Tx,
  { tenantId, viewer }: Call,
  saved: Pick<RulesVersion, 'version' | 'validFrom' | 'source' | 'recordedAt'> & { readonly rules: SecurityRules },
): Promise<void> {
  await tx.q
    .insertInto('security_rules')
    .values({
      tenant_id: tenantId,
      version: saved.version,
      valid_from: saved.validFrom,
      rules: toJson(saved.rules),
      source: saved.source,
      recorded_at: saved.recordedAt,
      recorded_by: viewer.accountId,
    })
    .execute()
}
