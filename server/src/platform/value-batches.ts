import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { v7 as newId } from 'uuid'
import { audit } from './audit.ts'
import type { Call } from './call.ts'
import type { Tx } from './transaction.ts'

/** The action of the one audit line that a bulk import has; its detail holds `digest` and `size`, its subject is the batch's id. */
export const batchAction = 'valuesImported'

/** The text that is stored and digested: the number of changes, then each as one canonical line (@haidang/domain/audit/chain, batchDigest). */
export const batchText = (changes: readonly unknown[]): string => `${changes.length}\n${changes.map((change) => canonicalJson(change)).join('\n')}`

/** Keeps the ordered list of value changes of a bulk import, with its one chained line. A caller in a hurry may bring the text already made. */
export async function recordValueBatch(
  tx: Tx,
  call: Call,
  { stream, size, text, detail = {} }: { readonly stream: string; readonly size: number; readonly text: string; readonly detail?: object },
): Promise<{ readonly id: string; readonly digest: string }> {
  const bytes = Buffer.from(text)
  const digest = createHash('sha256').update(bytes).digest('hex')
  const id = newId()
  await tx.q.insertInto('value_batches').values({ tenant_id: call.tenantId, id, size, changes: bytes, digest, imported_at: call.now }).execute()
  await audit(tx, call, { stream, action: batchAction, subject: id, detail: { ...detail, digest, size } })
  return { id, digest }
}
