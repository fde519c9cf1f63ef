import { defaultReadLimits, readInChild } from '@haidang/documents/read-in-child'
import type { ReadLimits, ReadResult } from '@haidang/documents/read-in-child'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { dayOf, isDay } from '@haidang/domain/periods/day'
import { planDoubts } from '@haidang/domain/plans/check-plans-in-force'
import { unitDoubts } from '@haidang/domain/plans/check-units'
import { draftFromReading } from '@haidang/domain/plans/draft'
import { unitsOn } from '@haidang/domain/units/unit'
import { v7 as newId } from 'uuid'
import { z } from 'zod'
import { audit } from '../platform/audit.ts'
import { allOffices, systemCall } from '../platform/call.ts'
import type { Call, Services } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import { unitVersions } from '../units/store.ts'
import { shaped } from '@haidang/api/draft-shape'
import { importForJob, keepReading, plansInForce, setImportState } from './store.ts'
import type { Failure } from './store.ts'

const payloadSchema = z.object({ tenantId: z.number().int(), importId: z.uuid() })
const program = 'Hải Đăng'

export async function registerPlansJobs(services: Services, limits?: ReadLimits): Promise<void> {
  await services.queue.work('read-document', async (payload) => {
    const { tenantId, importId } = payloadSchema.parse(payload)
    await readDocumentOf(await systemCall(services, tenantId, program), importId, limits)
  })
  await resumeReading(services)
}

/** Reads the file of an import in a process of its own. May run again at any point: what is no longer waiting is left alone. */
import { withRecognisedPages } from '../platform/recognised-pages.ts'
export async function readDocumentOf(call: Call, importId: string, limits?: ReadLimits): Promise<void> {
  const { services, tenantId } = call
  const file = await inTransaction(call, async (tx) => {
    const found = await importForJob(tx, tenantId, importId)
    if (!found || !isUnread(found.state)) return undefined
    await setImportState(tx, tenantId, importId, 'reading')
    return found
  })
  if (!file) return

  const path = services.files.path(tenantId, file.fileSha256)
  const outcome = await withRecognisedPages(importId, (onProgress) =>
    read(services, path, file.fileName, { ...(limits ?? defaultReadLimits), onProgress }),
  )
  await inTransaction(call, async (tx) => {
    const found = await importForJob(tx, tenantId, importId)
    // Somebody discarded it meanwhile, or another run of this job was quicker.
    if (!found || found.state !== 'reading') return
    if ('failure' in outcome) {
      await setImportState(tx, tenantId, importId, 'failed', { failure: outcome.failure })
      await audit(tx, call, { stream: 'plan', action: 'documentUnreadable', subject: importId, detail: { code: outcome.failure.code } })
      return
    }
    const { readable, reading } = outcome
    const printed = reading.document.date ?? ''
    const day = isDay(printed) ? printed : dayOf(call.now)
    const units = await unitVersions(tx, tenantId)
    const draft = draftFromReading(reading, units, day)
    // What only the office knows: its units on that day, and the plans that it works by.
    const doubts = [...reading.doubts, ...unitDoubts(reading, units, day), ...planDoubts(reading, await plansInForce(tx, call))].toSorted(
      (a, b) => a.start - b.start,
    )
    const items = draft.map((item) => ({ ...shaped(item, unitsOn(units, day)), id: newId() }))
    await keepReading(tx, call, importId, { text: readable.text, blocks: readable.blocks, reading: { ...reading, doubts }, items })
    const count = (kind: string): number => items.filter((item) => item.kind === kind).length
    await audit(tx, call, {
      stream: 'plan',
      action: 'documentRead',
      subject: importId,
      detail: {
        citations: count('citation'),
        indicators: count('indicator'),
        tasks: count('task'),
        reporting: count('reporting'),
        doubts: doubts.map(({ code }) => code),
      },
    })
  })
}

/** What was waiting or half read when the program last ended is asked for again. */
export async function resumeReading(services: Services): Promise<number> {
  let found = 0
  for (const tenantId of await allOffices(services)) found += await resumeReadingOf({ services, tenantId })
  return found
}

const resumeReadingOf = ({ services, tenantId }: Pick<Call, 'services' | 'tenantId'>): Promise<number> =>
  inTransaction({ services, tenantId }, async (tx) => {
    const unread = await tx.q
      .selectFrom('plan_imports')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('state', 'in', ['waiting', 'reading'])
      .execute()
    for (const { id } of unread) await services.queue.enqueue(tx, 'read-document', { tenantId, importId: id }, { key: id })
    return unread.length
  })

const isUnread = (state: string): boolean => state === 'waiting' || state === 'reading'

async function read(
  { log }: Services,
  path: string,
  fileName: string,
  limits?: ReadLimits,
): Promise<ReadResult | { readonly failure: Failure }> {
  try {
    return await readInChild(path, fileName, limits)
  } catch (error) {
    if (error instanceof UnreadableFile) return { failure: { code: error.code, ...error.sentence } }
    // The system could not start a process: that passes, and the job is run again.
    if (error instanceof Error && 'syscall' in error) throw error

    // The reader itself stumbled over this file, and would again.
    log.error({ err: error, fileName }, 'a document could not be read')
    return {
      failure: {
        code: 'readerFailed',
        vi: `Chương trình gặp lỗi khi đọc tệp "${fileName}"; hãy lưu lại tệp dưới dạng .docx rồi gửi lại.`,
        en: `The program failed to read file "${fileName}"; save it as .docx and send it again.`,
      },
    }
  }
}
