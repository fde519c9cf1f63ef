import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { inTransaction, piecesInReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { linesOf, rootRows } from './store.ts'
import { readHeads, rootsFile, rootsInFile } from './roots.ts'
import { publicKeys } from './signing.ts'
import { witnessesIn } from './witness.ts'

/** What `tools/verify-audit-export.mjs` knows by these names; a verifier from before there were witnesses refuses the second. */
export const exportFormats = { plain: 'haidang-audit-1', witnessed: 'haidang-audit-2' } as const

/**
 * The whole log of an office as lines of JSON, in one state of it: who it is of, the public keys, the roots with their signatures, then every line
 * of every stream as it was hashed. Enough to check it without us; that it was taken is a line of the log itself, the last one in it.
 */
export async function exportAudit(call: Call): Promise<AsyncGenerator<string>> {
  const office = await inTransaction(call, async (tx) => {
    await audit(tx, call, { stream: 'office', action: 'auditExported', subject: String(call.tenantId), detail: {} })
    const [row] = await tx.raw<{ slug: string; name: string }>('select slug, name from tenants where tenant_id = $1', [call.tenantId])
    return row
  })
  // Read before the snapshot is taken: the table may then only be ahead of the file.
  const signatures = await signaturesOf(call)
  const keys = await publicKeys(call.services)
  const witnesses = (await witnessesIn(call.services, call.tenantId)).filter((witness) => witness !== undefined)
  const format = witnesses.length === 0 ? exportFormats.plain : exportFormats.witnessed
  return piecesInReading(call, async function* (tx) {
    yield piece({ kind: 'office', format, office: call.tenantId, ...office, exportedAt: new Date().toISOString() })
    for (const key of keys) yield piece({ kind: 'key', ...key })
    const roots = yield* rootPieces(tx, call.tenantId, signatures)
    for (const { seq, token } of witnesses) yield piece({ kind: 'witness', seq, token })
    const lines = yield* linePieces(tx, call.tenantId)
    yield piece({ kind: 'end', roots, lines })
  })
}

const piece = (value: object): string => `${canonicalJson(value)}\n`

async function signaturesOf({
  services,
  tenantId,
}: Call): Promise<ReadonlyMap<number, { readonly key: string; readonly signature: string }>> {
  const signatures = new Map<number, { readonly key: string; readonly signature: string }>()
  for await (const root of rootsInFile(rootsFile(services.dataDir, tenantId)))
    if (root?.key !== undefined && root.signature !== undefined) signatures.set(root.seq, { key: root.key, signature: root.signature })
  return signatures
}

async function* rootPieces(tx: Tx, tenantId: number, signatures: Awaited<ReturnType<typeof signaturesOf>>): AsyncGenerator<string, number> {
  let count = 0
  for await (const { seq, at, heads, hash } of rootRows(tx, tenantId)) {
    count += 1
    yield piece({ kind: 'root', seq, at, heads: readHeads(heads) ?? null, hash: hash.toString('hex'), ...signatures.get(seq) })
  }
  return count
}

/** A line's text is sent as it was hashed, between quotation marks: whoever checks it needs no rule of how JSON is written. */
async function* linePieces(tx: Tx, tenantId: number): AsyncGenerator<string, number> {
  const streams = await tx.raw<{ stream: string }>(
    'select stream from (select distinct stream from audit_lines where tenant_id = $1) s order by stream collate "C"',
    [tenantId],
  )
  let count = 0
  for (const { stream } of streams) {
    let lines = ''
    for await (const { seq, payload, hash } of linesOf(tx, tenantId, stream)) {
      count += 1
      lines += piece({ kind: 'line', stream, seq, payload, hash: hash.toString('hex') })
      if (lines.length < pieceSize) continue
      yield lines
      lines = ''
    }
    yield lines
  }
  return count
}

const pieceSize = 64 * 1024
