import type { Readable } from 'node:stream'
import type { Import, ImportSummary } from '@haidang/api/imports'
import { canImport, canIssuePlan, canReviewPlan, canSeeDraft } from '@haidang/domain/access/roles'
import { dayOf, isDay } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import type { FileKind } from '../platform/file-kinds.ts'
import { problem } from '../platform/problems.ts'
import type { Language } from '@haidang/api/problem-words'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { unitRef, unitsOnDay } from '../units/store.ts'
import { suggestionsOf } from './reading-examples.ts'
import { draftItems, importLines, importRow, insertImport, setImportState } from './store.ts'
import type { ImportLine, ImportRow, StandingItem } from './store.ts'

export type Received = { readonly stream: Readable; readonly fileName: string }

/** What `documents` reads; .doc, .odt and .rtf where LibreOffice is installed, and otherwise says what to do. */
const directiveKinds: readonly FileKind[] = ['docx', 'doc', 'odt', 'rtf', 'pdf', 'text']

/** Keeps the file and asks for its reading: file, import, audit line and job stand or fall together. */
export async function receiveDocument(call: Call, { stream, fileName }: Received, language: Language = 'vi'): Promise<ImportSummary> {
  if (!canImport(call.viewer)) throw problem('notAllowed')

  const { services, tenantId } = call
  const file = await services.files.put(tenantId, stream, { limitBytes: services.limits.directiveBytes, allowed: directiveKinds })
  const id = newId()
  const name = shownFileName(fileName)
  return inTransaction(call, async (tx) => {
    await services.files.record(tx, call, file)
    await insertImport(tx, call, { id, fileSha256: file.sha256, fileName: name })
    await audit(tx, call, {
      stream: 'plan',
      action: 'documentReceived',
      subject: id,
      detail: { fileName: name, sha256: file.sha256, size: file.size, mediaType: file.mediaType },
    })
    await services.queue.enqueue(tx, 'read-document', { tenantId, importId: id }, { key: id })
    return summaryOf(tx, call, id, language)
  })
}

export const listImports = (call: Call, language: Language): Promise<ImportSummary[]> =>
  inReading(call, async (tx) => {
    if (!canSeeDraft(call.viewer)) throw problem('notAllowed')
    return (await importLines(tx, call)).map((line) => summary(line, language))
  })

/** An import with everything that its review needs. */
import { recognisedPages } from '../platform/recognised-pages.ts'
export const openImport = (call: Call, id: string, language: Language): Promise<Import> =>
  inReading(call, async (tx) => {
    const row = await importRow(tx, call, id)
    const items = await draftItems(tx, call, id)
    const units = await unitsOnDay(tx, call.tenantId, documentDay(items, call))
    const isOpen = row.state === 'read'
    const read = { items: items.map(({ item }) => item), unitIds: units.map((unit) => unit.id) }
    return {
      ...(await summaryOf(tx, call, id, language)),
      text: row.text ?? '',
      blocks: (row.blocks ?? []).map(({ rows, ...block }) => ({
        ...block,
        ...(rows === undefined ? {} : { rows: rows.map((cells) => [...cells]) }),
      })),
      doubts: (row.doubts ?? []).map(({ places, ...doubt }) => ({ ...doubt, ...(places === undefined ? {} : { places: [...places] }) })),
      items: read.items,
      ...(isOpen ? await suggestionsOf(tx, call, id, read) : { suggestions: [], examples: [] }),
      units: units.map(unitRef),
      can: actionsOn(row, call),
    }
  })

/** The original as it was sent, for whoever may see the draft. */
export const importFile = (
  call: Call,
  id: string,
): Promise<{ readonly sha256: string; readonly fileName: string; readonly mediaType: string; readonly size: number }> =>
  inReading(call, async (tx) => {
    const { fileSha256, fileName } = await importRow(tx, call, id)
    const file = await tx.q
      .selectFrom('stored_files')
      .select(['media_type', 'size'])
      .where('tenant_id', '=', call.tenantId)
      .where('sha256', '=', fileSha256)
      .executeTakeFirstOrThrow()
    return { sha256: fileSha256, fileName, mediaType: file.media_type, size: file.size }
  })

export type DiscardRefusal = { readonly refused: 'alreadyIssued'; readonly planId: string | null }

/** Puts a draft aside. Nothing is erased, and an issued plan is not a draft any more. */
export const discardImport = (call: Call, id: string): Promise<DiscardRefusal | undefined> =>
  inTransaction(call, async (tx) => {
    const row = await importRow(tx, call, id, 'forChange')
    if (!canReviewPlan(call.viewer)) throw problem('notAllowed')
    if (row.state === 'issued') return { refused: 'alreadyIssued' as const, planId: row.planId }
    if (row.state === 'discarded') return undefined

    await setImportState(tx, call.tenantId, id, 'discarded')
    await audit(tx, call, { stream: 'plan', action: 'draftDiscarded', subject: id, detail: { fileName: row.fileName, state: row.state } })
    return undefined
  })

/** The day whose register of units a draft speaks of: its own, where it prints one. */
export function documentDay(items: readonly StandingItem[], call: Call): string {
  const printed = items
    .map(({ item }) => (item.kind === 'document' && item.state !== 'dropped' ? item.value.date : ''))
    .find((date) => isDay(date))
  return printed ?? dayOf(call.now)
}

/** The last part of a path, without what a file system or a header would trip over. */
export function shownFileName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/u).at(-1) ?? ''
  // A direction mark can turn "gpj.exe" around; it is dropped with the control characters.
  const clean = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return clean === '' ? 'van-ban' : clean.slice(0, 200)
}

function actionsOn({ state }: ImportRow, { viewer }: Call): Import['can'] {
  const isOpen = state === 'read'
  return {
    edit: isOpen && canReviewPlan(viewer),
    issue: isOpen && canIssuePlan(viewer),
    discard: state !== 'issued' && state !== 'discarded' && canReviewPlan(viewer),
  }
}

async function summaryOf(tx: Tx, call: Call, id: string, language: Language): Promise<ImportSummary> {
  const [line] = await importLines(tx, call, id)
  if (!line) throw problem('notFound')
  return summary(line, language)
}

function summary({ failure, ...line }: ImportLine, language: Language): ImportSummary {
  return { ...line, failure: failure === null ? null : { code: failure.code, message: failure[language] }, pages: recognisedPages(line.id) }
}
