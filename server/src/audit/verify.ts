import type { Instant } from '@haidang/domain/periods/day'
import type { Services } from '../platform/call.ts'
import { digestOfKept } from '../platform/kept-lists.ts'
import { inReading, type Tx } from '../platform/transaction.ts'
import { checkStream } from './check-stream.ts'
import type { Fault } from './faults.ts'
import { publicKeys, signaturesInOrder } from './signing.ts'
import { linesOf, rootRows } from './store.ts'
import { wrongWitnesses } from './witness.ts'
import { readHeads, rootHash, rootsFile, rootsInFile, rootStart, rootStream } from './roots.ts'
import type { RootInFile } from './roots.ts'

export type Verification = {
  readonly ok: boolean
  readonly streams: number
  readonly lines: number
  readonly roots: number
  readonly batches: number
  /** Roots that a timestamp authority saw. */
  readonly witnesses: number
  readonly checkedAt: Instant
  readonly faults: readonly Fault[]
}

/** The one line of a bulk import: its subject is the batch's id, its detail holds `digest`, the sha256 of the stored list, and `size`. */
export const batchAction = 'valuesImported'

/** Recomputes the whole log of a tenant from its text, in one snapshot, while others go on writing. */
export async function verifyAudit(services: Services, tenantId: number): Promise<Verification> {
  const fileRoots = await rootsByFile(services, tenantId)
  const witnesses = await wrongWitnesses(services, tenantId, (seq) => fileRoots.roots.get(seq))
  return inReading({ services, tenantId }, async (tx) => {
    const streams = await verifyStreams(tx, tenantId)
    const roots = await verifyRoots(tx, tenantId, fileRoots)
    const batches = await verifyBatches(tx, tenantId)
    // A cut tail shows at the stream's head and at each seal of it: it is one fault.
    const witnessed = witnesses.wrong.map((seq): Fault => ({ stream: rootStream, seq, kind: 'witnessWrong' }))
    const faults = unique([...streams.faults, ...roots.faults, ...witnessed, ...batches.faults])
    return {
      ok: faults.length === 0,
      streams: streams.count,
      lines: streams.lines,
      roots: roots.count,
      batches: batches.count,
      witnesses: witnesses.count,
      checkedAt: new Date().toISOString(),
      faults,
    }
  })
}

async function verifyStreams(
  tx: Tx,
  tenantId: number,
): Promise<{ readonly count: number; readonly lines: number; readonly faults: readonly Fault[] }> {
  const heads = await tx.raw<{ stream: string; last_seq: number; last_hash: Buffer }>(
    'select stream, last_seq, last_hash from audit_streams where tenant_id = $1',
    [tenantId],
  )
  const names = await tx.raw<{ stream: string }>(
    'select stream from audit_streams where tenant_id = $1 union select stream from audit_lines where tenant_id = $1 order by 1',
    [tenantId],
  )
  const faults: Fault[] = []
  let lines = 0
  for (const { stream } of names) {
    const check = checkStream(stream, (seq) => lineThatSays(tx, tenantId, stream, seq))
    for await (const line of linesOf(tx, tenantId, stream)) {
      await check.add(line)
      lines += 1
    }
    const head = heads.find((candidate) => candidate.stream === stream)
    // One by one: a log that somebody rewrote has more faults than a call takes arguments.
    for (const fault of check.end(head && { seq: head.last_seq, hash: head.last_hash.toString('hex') })) faults.push(fault)
  }
  return { count: names.length, lines, faults }
}

async function lineThatSays(tx: Tx, tenantId: number, stream: string, seq: number): Promise<number | undefined> {
  const rows = await tx.raw<{ seq: number }>(
    'select seq from audit_lines where tenant_id = $1 and stream = $2 and seq > $3 and strpos(payload, $4) > 0 order by seq limit 1',
    [tenantId, stream, seq, `"seq":${seq},"stream":`],
  )
  return rows[0]?.seq
}

async function verifyRoots(
  tx: Tx,
  tenantId: number,
  inFile: FileRoots,
): Promise<{ readonly count: number; readonly faults: readonly Fault[] }> {
  const faults: Fault[] = []
  const report = (kind: Fault['kind'], seq: number | null) => faults.push({ stream: rootStream, seq, kind })
  for (const line of inFile.unreadable) report('rootChanged', line)
  for (const seq of inFile.unsigned) report('signatureWrong', seq)

  let previous = rootStart
  let lastSeq = 0
  const waiting = new Map([...inFile.roots].map(([seq, root]) => [seq, root.hash]))
  for await (const { seq, at, heads: text, hash: bytes } of rootRows(tx, tenantId)) {
    const hash = bytes.toString('hex')
    const heads = readHeads(text)
    if (seq !== lastSeq + 1) report('removed', lastSeq + 1)
    else if (heads === undefined || rootHash(previous, { seq, at, heads }) !== hash) report('rootChanged', seq)
    const kept = waiting.get(seq)
    // The newest root may be on its way to the file; an older one that the file lacks was taken out of it.
    if (kept === undefined ? seq <= inFile.lastSeq : kept !== hash) report('rootChanged', seq)
    waiting.delete(seq)
    previous = hash
    lastSeq = seq
    if (heads !== undefined) faults.push(...(await headsNotThere(tx, tenantId, heads)))
  }
  if (lastSeq > inFile.lastSeq + 1) report('rootChanged', inFile.lastSeq + 1)
  for (const seq of waiting.keys()) report('tailCut', seq)
  return { count: lastSeq, faults }
}

/** Seals whose line is gone or has another hash now. */
async function headsNotThere(
  tx: Tx,
  tenantId: number,
  heads: readonly { readonly stream: string; readonly seq: number; readonly hash: string }[],
): Promise<readonly Fault[]> {
  const rows = await tx.hot<{ stream: string; seq: number; hash: string | null; last: number | null }>(
    'audit-verify-heads',
    `select h.stream, h.seq, encode(l.hash, 'hex') as hash, (select max(m.seq) from audit_lines m where m.tenant_id = $1 and m.stream = h.stream) as last
     from unnest($2::text[], $3::bigint[], $4::text[]) as h (stream, seq, hash)
     left join audit_lines l on l.tenant_id = $1 and l.stream = h.stream and l.seq = h.seq
     where l.hash is null or encode(l.hash, 'hex') <> h.hash`,
    [tenantId, heads.map(({ stream }) => stream), heads.map(({ seq }) => seq), heads.map(({ hash }) => hash)],
  )
  return rows.map(({ stream, seq, hash, last }) => {
    if (hash !== null) return { stream, seq, kind: 'changed' }
    return (last ?? 0) < seq ? { stream, seq: (last ?? 0) + 1, kind: 'tailCut' } : { stream, seq, kind: 'removed' }
  })
}

type FileRoots = {
  readonly roots: ReadonlyMap<number, RootInFile>
  readonly lastSeq: number
  readonly unreadable: readonly number[]
  readonly unsigned: readonly number[]
}

/** Read before the snapshot is taken: the table may then only be ahead of it, never behind. */
async function rootsByFile(services: Services, tenantId: number): Promise<FileRoots> {
  const roots = new Map<number, RootInFile>()
  const unreadable: number[] = []
  const isSigned = signaturesInOrder(await publicKeys(services), tenantId)
  const unsigned: number[] = []
  let line = 0
  for await (const root of rootsInFile(rootsFile(services.dataDir, tenantId))) {
    line += 1
    if (root === undefined) unreadable.push(line)
    else roots.set(root.seq, root)
    if (root !== undefined && !isSigned(root)) unsigned.push(root.seq)
  }
  return { roots, lastSeq: Math.max(0, ...roots.keys()), unreadable, unsigned }
}

/** The stored list of a bulk import against the digest in its line, both ways: a list without a line, and a line without a list. */
async function verifyBatches(tx: Tx, tenantId: number): Promise<{ readonly count: number; readonly faults: readonly Fault[] }> {
  const lines = await tx.raw<{ stream: string; seq: number; subject: string; payload: string }>(
    'select stream, seq, subject, payload from audit_lines where tenant_id = $1 and action = $2 order by stream, seq',
    [tenantId, batchAction],
  )
  const batches = await tx.raw<{ id: string; size: number; digest: string }>(
    'select id, size, digest from value_batches where tenant_id = $1',
    [tenantId],
  )
  const byId = new Map(batches.map((batch) => [batch.id, batch]))
  const faults: Fault[] = []
  for (const { stream, seq, subject, payload } of lines) {
    const told = detailOf(payload)
    const batch = byId.get(subject)
    byId.delete(subject)
    const isAsTold =
      batch !== undefined &&
      batch.digest === told?.digest &&
      batch.size === told.size &&
      (await digestOfBatch(tx, tenantId, subject)) === told.digest
    if (!isAsTold) faults.push({ stream, seq, kind: 'batchChanged' })
  }
  for (const id of byId.keys()) faults.push({ stream: `batch:${id}`, seq: null, kind: 'batchChanged' })
  return { count: batches.length, faults }
}

/** One list at a time: each may have a hundred thousand lines. */
async function digestOfBatch(tx: Tx, tenantId: number, id: string): Promise<string | undefined> {
  const [kept] = await tx.raw<{ changes: Buffer }>('select changes from value_batches where tenant_id = $1 and id = $2', [tenantId, id])
  return kept && digestOfKept(kept.changes)
}

function detailOf(payload: string): { readonly digest: unknown; readonly size: unknown } | undefined {
  try {
    const line: unknown = JSON.parse(payload)
    if (typeof line !== 'object' || line === null || !('detail' in line) || typeof line.detail !== 'object' || line.detail === null)
      return undefined
    return { digest: 'digest' in line.detail ? line.detail.digest : undefined, size: 'size' in line.detail ? line.detail.size : undefined }
  } catch {
    // Told as changed by the check of the chain.
    return undefined
  }
}

function unique(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string>()
  return faults.filter(({ stream, seq, kind }) => {
    const key = `${stream}\n${seq}\n${kind}`
    return !seen.has(key) && seen.add(key)
  })
}
