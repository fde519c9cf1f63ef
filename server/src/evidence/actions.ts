import type { Readable } from 'node:stream'
import type { Evidence } from '@haidang/api/common'
import { canSeeTask } from '@haidang/domain/access/roles'
import { canSeeReport } from '@haidang/domain/reports/policy'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { addEvidenceRow, findEvidence, markEvidenceRemoved, unitsOfTask } from './store.ts'
import type { EvidencePlace, FoundEvidence } from './store.ts'

/** What proves a figure: papers, tables, photos. What a file is, its bytes say. */
const evidenceKinds = ['pdf', 'docx', 'xlsx', 'png', 'jpeg', 'text'] as const

export type Upload = { readonly fileName: string; readonly stream: Readable | AsyncIterable<Uint8Array> }

export type EvidenceRefusal = { readonly refused: string } & Readonly<Record<string, unknown>>

/**
 * Puts a file behind a figure or a task. `mayAdd` finds the place and throws or refuses where the viewer may not: it is asked before a byte is
 * taken in, and again in the transaction that keeps the file.
 */
export async function addEvidence<R extends EvidenceRefusal>(
  call: Call,
  upload: Upload,
  mayAdd: (tx: Tx) => Promise<EvidencePlace | R>,
): Promise<Evidence | R> {
  const early = await inTransaction(call, mayAdd)
  if ('refused' in early) return early

  const { files, limits } = call.services
  const file = await files.put(call.tenantId, upload.stream, { limitBytes: limits.evidenceBytes, allowed: evidenceKinds })
  return inTransaction<Evidence | R>(call, async (tx) => {
    const place = await mayAdd(tx)
    if ('refused' in place) return place

    const id = crypto.randomUUID()
    const fileName = plainName(upload.fileName)
    await files.record(tx, call, file)
    await addEvidenceRow(tx, call, { id, fileName, file, place })
    const { unitId, ...where } = place
    await audit(tx, call, {
      stream: unitStream(unitId),
      action: 'evidenceAdded',
      subject: id,
      detail: { ...where, fileName, sha256: file.sha256, size: file.size },
    })
    return {
      id,
      fileName,
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      addedAt: call.now,
      addedBy: call.actor.name,
      indicatorId: 'reportId' in place ? place.indicatorId : null,
      taskId: 'taskId' in place ? place.taskId : null,
    }
  })
}

/** Takes a file away from its place; what a snapshot refers to stays readable there by its hash. */
export async function removeEvidence(tx: Tx, call: Call, { id, unitId, fileName, sha256, reportId, taskId }: FoundEvidence): Promise<void> {
  await markEvidenceRemoved(tx, call, id)
  await audit(tx, call, {
    stream: unitStream(unitId),
    action: 'evidenceRemoved',
    subject: id,
    detail: { reportId, taskId, fileName, sha256 },
  })
}

/** A file to download, for those who may see its report or task. */
export const evidenceForReading = (call: Call, id: string): Promise<FoundEvidence> =>
  inReading(call, async (tx) => {
    const found = await findEvidence(tx, call, id)
    if (!found || found.removedAt !== null) throw problem('notFound')

    const isSeen =
      found.taskId === null ? canSeeReport(call.viewer, found.unitId) : canSeeTask(call.viewer, await unitsOfTask(tx, call, found.taskId))
    if (!isSeen) throw problem('notFound')
    return found
  })

/** The last part of what the sender calls the file, without what could steer a terminal or a header. */
/** A file's name as it may be shown and sent back: no path, no character that draws nothing. */
export function plainName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/u).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  return [...plain].slice(0, 200).join('') || 'file'
}
