import type { AnswerExtension, AskExtension, Report } from '@haidang/api/reports'
import { is, worksIn } from '@haidang/domain/access/roles'
import type { Instant } from '@haidang/domain/periods/day'
import { answeredDue, askingRefusal, canAskNow, isToAnswer } from '@haidang/domain/reports/extension'
import type { ExtensionRefusal, OwedReport } from '@haidang/domain/reports/extension'
import { canReview } from '@haidang/domain/reports/policy'
import { v7 as newId } from 'uuid'
import { audit, unitStream } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { shareRegister } from '../units/store.ts'
import { reportHead } from './store.ts'
import type { ReportHead } from './store.ts'

type Extensions = Report['extensions']
type Asked = Extensions['asked'][number]

/** Every later due that was asked for, oldest first, and what the viewer may do about it. */
export async function extensionsOf(tx: Tx, { tenantId, viewer, now }: Call, head: ReportHead): Promise<Extensions> {
  const asked = await tx.hot<Asked>(
    'extensions-of-report',
    `select e.id, e.wanted_day "wantedDay", e.reason, e.asked_at "askedAt", a.full_name "askedBy", e.answer, e.answer_reason "answerReason",
            e.answered_at "answeredAt", b.full_name "answeredBy", e.due_before "dueBefore", e.due_after "dueAfter"
       from extensions e
       join accounts a on a.tenant_id = e.tenant_id and a.id = e.asked_by
       left join accounts b on b.tenant_id = e.tenant_id and b.id = e.answered_by
      where e.tenant_id = $1 and e.report_id = $2 order by e.asked_at, e.id`,
    [tenantId, head.id],
  )
  const owed = owedOf(head, asked)
  return {
    asked: [...asked],
    can: {
      ask: mayAsk(head, viewer) && canAskNow(owed, now),
      answer: canReview(viewer) && isToAnswer(owed),
    },
  }
}

const mayAsk = ({ unit, state }: ReportHead, viewer: Call['viewer']): boolean =>
  is(viewer, 'focalPoint') && worksIn(viewer, unit.id) && state !== 'passedOn'

const owedOf = ({ dueAt, firstSubmittedAt }: ReportHead, asked: readonly Pick<Asked, 'answer'>[]): OwedReport => ({
  dueAt,
  ...(firstSubmittedAt === null ? {} : { firstSubmittedAt }),
  isAsking: asked.some(({ answer }) => answer === null),
})

type Done = { readonly ok: true }

/** A unit asks for a later due, with its reason. */
export const askExtension = (call: Call, id: string, { wantedDay, reason }: AskExtension): Promise<Done | ExtensionRefusal> =>
  inTransaction<Done | ExtensionRefusal>(call, async (tx) => {
    const { tenantId, viewer, now } = call
    const head = await reportHead(tx, call, id, 'forChange')
    if (!mayAsk(head, viewer)) throw problem('notAllowed')

    const { asked } = await extensionsOf(tx, call, head)
    const why = reason.normalize('NFC').trim()
    const refused = askingRefusal(owedOf(head, asked), { at: now, wantedDay, reason: why })
    if (refused !== undefined) return refused

    await tx.q
      .insertInto('extensions')
      .values({
        tenant_id: tenantId,
        id: newId(),
        report_id: id,
        wanted_day: wantedDay,
        reason: why,
        asked_at: now,
        asked_by: viewer.accountId,
        answer: null,
        answer_reason: null,
        answered_at: null,
        answered_by: null,
        due_before: null,
        due_after: null,
      })
      .execute()
    const { period, dueAt } = head
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: 'extensionAsked',
      subject: id,
      detail: { period, dueAt, wantedDay, reason: why },
    })
    return { ok: true }
  })

/** The synthesis officer grants a later due, which the report is judged by from then on, or refuses with a reason. */
export const answerExtension = (
  call: Call,
  id: string,
  extensionId: string,
  { grantedDay, reason }: AnswerExtension,
): Promise<Done | ExtensionRefusal> =>
  inTransaction<Done | ExtensionRefusal>(call, async (tx) => {
    // A due that the calendar is moving is not the one that is granted more time on.
    await shareRegister(tx, call.tenantId)
    const head = await reportHead(tx, call, id, 'forChange')
    if (!canReview(call.viewer)) throw problem('notAllowed')

    const { asked } = await extensionsOf(tx, call, head)
    const one = asked.find((each) => each.id === extensionId)
    if (one === undefined) throw problem('notFound')
    if (one.answer !== null) return { refused: 'notAsked' }

    const why = reason.normalize('NFC').trim()
    const answer = grantedDay === null ? { refusedBecause: why } : { grantedDay }
    const answered = answeredDue(owedOf(head, asked), answer, call.now)
    if ('refused' in answered) return answered

    const due = grantedDay === null ? null : { before: head.dueAt, after: answered.dueAt }
    await saveAnswer(tx, call, { extensionId, reportId: id, reason: why, due })
    await audit(tx, call, {
      stream: unitStream(head.unit.id),
      action: due === null ? 'extensionRefused' : 'extensionGranted',
      subject: id,
      detail: { period: head.period, reason: why, ...(due === null ? {} : { dueBefore: due.before, dueAfter: due.after }) },
    })
    return { ok: true }
  })

async function saveAnswer(
  tx: Tx,
  { tenantId, viewer, now }: Call,
  {
    extensionId,
    reportId,
    reason,
    due,
  }: {
    readonly extensionId: string
    readonly reportId: string
    readonly reason: string
    readonly due: { readonly before: Instant; readonly after: Instant } | null
  },
): Promise<void> {
  await tx.q
    .updateTable('extensions')
    .set({
      answer: due === null ? 'refused' : 'granted',
      answer_reason: reason === '' ? null : reason,
      answered_at: now,
      answered_by: viewer.accountId,
      due_before: due?.before ?? null,
      due_after: due?.after ?? null,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', extensionId)
    .execute()
  if (due === null) return
  await tx.q.updateTable('obligations').set({ due_at: due.after }).where('tenant_id', '=', tenantId).where('id', '=', reportId).execute()
}
