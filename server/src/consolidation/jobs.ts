import { Readable } from 'node:stream'
import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { writeReportDocx } from '@haidang/documents/decree30/write-report'
import { convertToPdf } from '@haidang/documents/pdf-of-record/convert'
import { writeAnnexXlsx } from '@haidang/documents/xlsx/write-annex'
import { z } from 'zod'
import { audit } from '../platform/audit.ts'
import { systemCall } from '../platform/call.ts'
import type { Services } from '../platform/call.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import { issueOf, saveFailure, saveFiles } from './store.ts'

const payloadSchema = z.object({ tenantId: z.number().int(), consolidationId: z.uuid(), version: z.number().int() })

export const registerConsolidationJobs = (services: Services): Promise<void> =>
  services.queue.work('write-consolidation', async (payload) => {
    const what = payloadSchema.parse(payload)
    try {
      await writeConsolidation(services, what)
    } catch (error) {
      // Said on the page while the queue tries again; a later try that works takes it back.
      const message = error instanceof Error ? error.message : String(error)
      await inTransaction({ services, tenantId: what.tenantId }, (tx) => saveFailure(tx, { ...what, message }))
      throw error
    }
  })

/** Writes the files of an issued report from its snapshot. Written twice it gives the same .docx and .xlsx; the .pdf is made once and kept. */
export async function writeConsolidation(
  services: Services,
  { tenantId, consolidationId, version }: z.infer<typeof payloadSchema>,
): Promise<void> {
  const call = await systemCall(services, tenantId, 'Hải Đăng')
  const issue = await inReading(call, (tx) => issueOf(tx, tenantId, consolidationId, version))
  if (issue === undefined || issue.state === 'written') return

  // What issuing stored is the domain's own type.
  const report = issue.content as ConsolidatedReport
  const docx = await writeReportDocx(report, issue.address === null ? undefined : { address: issue.address })
  const xlsx = await writeAnnexXlsx(report)
  const pdf = await convertToPdf(docx, { timeoutMs: 120_000 })

  const limitBytes = 200 * 1024 * 1024
  const keep = (bytes: Uint8Array, kind: 'docx' | 'xlsx' | 'pdf') =>
    services.files.put(tenantId, Readable.from([bytes]), { limitBytes, allowed: [kind] })
  const kept = {
    docx: await keep(docx, 'docx'),
    xlsx: await keep(xlsx, 'xlsx'),
    pdf: 'pdf' in pdf ? await keep(pdf.pdf, 'pdf') : undefined,
  }
  await inTransaction(call, async (tx) => {
    for (const file of Object.values(kept)) if (file !== undefined) await services.files.record(tx, call, file)
    const digests = {
      docx: kept.docx.sha256,
      xlsx: kept.xlsx.sha256,
      pdf: kept.pdf?.sha256 ?? null,
      pdfMissing: 'missing' in pdf ? pdf.missing : null,
    }
    await saveFiles(tx, { tenantId, consolidationId, version, ...digests })
    await audit(tx, call, {
      stream: 'consolidation',
      action: 'consolidationWritten',
      subject: consolidationId,
      detail: { version, ...digests },
    })
  })
}
