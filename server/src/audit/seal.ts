import type { StreamHead } from '@haidang/domain/audit/chain'
import { allOffices, type Services } from '../platform/call.ts'
import { inReading, inTransaction, type Tx } from '../platform/transaction.ts'
import { signerOfRoots } from './signing.ts'
import { appendRoots, headsText, lastInFile, rootHash, rootsFile, rootStart, type RootInFile } from './roots.ts'

export type Sealed = { readonly tenantId: number; readonly sealed: boolean; readonly seq: number }

/**
 * Seals the heads of every tenant's streams with a root, where something was written since the last one, and brings the file outside the
 * database up to the table. A file that is ahead of the table is left alone: it is the proof that roots were cut.
 */
export async function sealRoots(services: Services): Promise<readonly Sealed[]> {
  const signed = await signerOf(services)
  const results: Sealed[] = []
  for (const tenantId of await allOffices(services)) {
    const { seq, sealed } = await inTransaction({ services, tenantId }, (tx) => sealTenant(tx, tenantId))
    const file = rootsFile(services.dataDir, tenantId)
    const last = await lastInFile(file)
    if ((last?.seq ?? 0) > seq)
      services.log.error({ tenantId, table: seq, file: last?.seq }, 'audit roots are missing from the database; run: haidang audit verify')
    else
      await appendRoots(
        file,
        (await inReading({ services, tenantId }, (tx) => rootsAfter(tx, tenantId, last?.seq ?? 0))).map((root) => ({
          ...root,
          ...signed?.(tenantId, root),
        })),
      )
    results.push({ tenantId, seq, sealed })
  }
  return results
}

/** Without its key the roots are kept all the same, unsigned, which the next check tells. */
const signerOf = (services: Services) =>
  signerOfRoots(services).catch((error: unknown) => {
    services.log.error({ err: error }, 'audit roots are not signed: their key is not in KEYS_DIR')
    return undefined
  })

async function sealTenant(tx: Tx, tenantId: number): Promise<{ readonly seq: number; readonly sealed: boolean }> {
  // Two programs may seal at once; the tenant's row makes them take turns without holding up anybody who refers to it.
  await tx.raw('select 1 from tenants where tenant_id = $1 for no key update', [tenantId])
  const last = await tx.q
    .selectFrom('audit_roots')
    .select(['seq', 'heads', 'hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const heads = await headsOf(tx, tenantId)
  if (heads.length === 0 || last?.heads === headsText(heads)) return { seq: last?.seq ?? 0, sealed: false }

  // Real time: a root says when it was sealed, whatever the office's clock shows.
  const root = { seq: (last?.seq ?? 0) + 1, at: new Date().toISOString(), heads }
  const hash = rootHash(last === undefined ? rootStart : last.hash.toString('hex'), root)
  await tx.q
    .insertInto('audit_roots')
    .values({ tenant_id: tenantId, seq: root.seq, at: root.at, heads: headsText(heads), hash: Buffer.from(hash, 'hex') })
    .execute()
  return { seq: root.seq, sealed: true }
}

async function headsOf(tx: Tx, tenantId: number): Promise<readonly StreamHead[]> {
  const rows = await tx.q
    .selectFrom('audit_streams')
    .select(['stream', 'last_seq', 'last_hash'])
    .where('tenant_id', '=', tenantId)
    .orderBy('stream')
    .execute()
  return rows.map(({ stream, last_seq: seq, last_hash: hash }) => ({ stream, seq, hash: hash.toString('hex') }))
}

async function rootsAfter(tx: Tx, tenantId: number, seq: number): Promise<readonly RootInFile[]> {
  const rows = await tx.q
    .selectFrom('audit_roots')
    .select(['seq', 'at', 'hash'])
    .where('tenant_id', '=', tenantId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq: number, at, hash }) => ({ seq: number, at, hash: hash.toString('hex') }))
}
