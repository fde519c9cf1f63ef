import type { Evidence } from '@haidang/api/common'
import { canEditReport } from '@haidang/domain/reports/policy'
import { isEditable } from '@haidang/domain/reports/report'
import type { Refusal } from '@haidang/domain/reports/report'
import { addEvidence, removeEvidence } from '../evidence/actions.ts'
import type { Upload } from '../evidence/actions.ts'
import { findEvidence } from '../evidence/store.ts'
import type { EvidencePlace } from '../evidence/store.ts'
import { lockedOutOf } from '../locks/store.ts'
import type { LockedOut } from '../locks/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { formOf, reportHead } from './store.ts'
import type { ReportHead } from './store.ts'

type NotEditable = Extract<Refusal, { refused: 'notEditable' }> | LockedOut

/** A file behind the report, or behind one indicator of its form, while the unit may change it. */
export const addReportEvidence = (
  call: Call,
  reportId: string,
  indicatorId: string | null,
  upload: Upload,
): Promise<Evidence | NotEditable> =>
  addEvidence<NotEditable>(call, upload, async (tx): Promise<EvidencePlace | NotEditable> => {
    const found = await editableReport(tx, call, reportId)
    if ('refused' in found) return found
    if (indicatorId !== null && !(await formOf(tx, call, reportId)).some(({ indicator }) => indicator.id === indicatorId))
      throw problem('notFound')
    return { unitId: found.head.unit.id, reportId, indicatorId }
  })

export const removeReportEvidence = (call: Call, reportId: string, evidenceId: string): Promise<{ readonly ok: true } | NotEditable> =>
  inTransaction<{ readonly ok: true } | NotEditable>(call, async (tx) => {
    const report = await editableReport(tx, call, reportId)
    if ('refused' in report) return report

    const found = await findEvidence(tx, call, evidenceId)
    if (!found || found.reportId !== reportId) throw problem('notFound')
    // Taken away already: the repeated request has what it wants.
    if (found.removedAt === null) await removeEvidence(tx, call, found)
    return { ok: true }
  })

async function editableReport(tx: Tx, call: Call, reportId: string): Promise<{ readonly head: ReportHead } | NotEditable> {
  const head = await reportHead(tx, call, reportId, 'forChange')
  if (canEditReport(call.viewer, { unitId: head.unit.id, state: head.state })) return (await lockedOutOf(tx, call, head)) ?? { head }
  if (!isEditable(head.state)) return { refused: 'notEditable', state: head.state }
  throw problem('notAllowed')
}
