import type { Consolidation, ConsolidationEdits, IssueStarted } from '@haidang/api/consolidation'
import { canConsolidate, canSeeConsolidated } from '@haidang/domain/access/roles'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { assemble, sha256 } from './assemble.ts'
import { newPrintedAddress, tokenDigest } from './verification.ts'
import { signedCopiesOf } from './verification-store.ts'
import { cityObligation, editsForChange, insertIssue, issueOf, issuesOf, letterheadOf, periodsOf, saveEdits } from './store.ts'
import type { RegimeRow } from './store.ts'

/** The city's report of a period as it stands, with what was issued before. */
export const readConsolidation = (call: Call, period: string, planId?: string): Promise<Consolidation> =>
  inReading(call, async (tx) => {
    const owed = await owedForReading(tx, call, { period, planId })
    const { report, edits, revision, obligations } = await assemble(tx, call, owed)
    const issues = await issuesOf(tx, call.tenantId, owed.id)
    const copies = await signedCopiesOf(tx, call.tenantId, owed.id)
    const mayWrite = canConsolidate(call.viewer)
    return {
      id: owed.id,
      period,
      periods: [...(await periodsOf(tx, call.tenantId, owed.planId))],
      planId: owed.planId,
      planTitle: owed.planTitle,
      dueAt: owed.dueAt,
      revision,
      edits,
      preview: report as Consolidation['preview'],
      submittedNotApproved: obligations
        .filter(({ state }) => state === 'submitted')
        .map(({ unitId, name, shortName, group }) => ({ id: unitId, name, shortName, group })),
      issues: issues.map(({ failure, docx, xlsx, pdf, pdfMissing, recalledAt, recalledBy, recallReason, ...issue }) => ({
        ...issue,
        recalled: recalledAt === null ? null : { at: recalledAt, by: recalledBy ?? '', reason: recallReason ?? '' },
        signedCopies: copies
          .filter(({ version }) => version === issue.version)
          .map(({ sha256: hash, fileName, attachedAt, attachedBy }) => ({ sha256: hash, fileName, attachedAt, attachedBy })),
        failure: failure?.message ?? null,
        files: { docx, xlsx, pdf, pdfMissing },
      })),
      can: { edit: mayWrite, issue: mayWrite },
    }
  })

type EditsSaved = { readonly revision: number }

/** Keeps what the officer edited. The same change sent again is answered, not applied twice. */
export const putEdits = (
  call: Call,
  id: string,
  { changeKey, baseRevision, edits }: { readonly changeKey: string; readonly baseRevision: number; readonly edits: ConsolidationEdits },
): Promise<EditsSaved> =>
  inTransaction(call, async (tx) => {
    const owed = await owedForChange(tx, call, id)
    const held = await editsForChange(tx, changeOf(call, owed, edits))
    if (held.changeKey === changeKey) return { revision: held.revision }
    if (held.revision !== baseRevision) throw problem('changedMeanwhile', { current: { revision: held.revision, edits: held.edits } })

    const revision = await saveEdits(tx, { ...changeOf(call, owed, edits), changeKey })
    const before = held.revision === 0 ? null : held.edits
    await audit(tx, call, {
      stream: 'consolidation',
      action: 'consolidationEdited',
      subject: owed.id,
      detail: { period: owed.period, before, after: edits },
    })
    return { revision }
  })

/** Freezes the report as its next version; the files are written by a job from the snapshot and nothing else. */
export async function issueConsolidation(call: Call, id: string, baseRevision: number): Promise<IssueStarted> {
  // The queue's own tables must stand before the snapshot is taken, or its job would fall into nothing.
  await call.services.queue.start()
  return inTransaction(call, async (tx) => {
    // One picture of all units: what is approved while we read belongs to the next version.
    await tx.raw('set transaction isolation level repeatable read')
    const owed = await owedForChange(tx, call, id)
    const { edits } = await assemble(tx, call, owed)
    const held = await editsForChange(tx, changeOf(call, owed, edits))
    if (held.revision !== baseRevision) throw problem('changedMeanwhile', { current: { revision: held.revision, edits: held.edits } })

    const { report } = await assemble(tx, call, owed)
    const [latest] = await issuesOf(tx, call.tenantId, id)
    const digest = sha256(canonicalJson(report))
    // A second click, with nothing changed in between, is the same report.
    if (latest?.sha256 === digest && latest.recalledAt === null) return { version: latest.version }

    const version = (latest?.version ?? 0) + 1
    const printed = newPrintedAddress(call.services, { ...(await letterheadOf(tx, call.tenantId)), tenantId: call.tenantId })
    await insertIssue(tx, {
      tenantId: call.tenantId,
      consolidationId: id,
      version,
      content: report,
      sha256: digest,
      at: call.now,
      by: call.viewer.accountId,
      printed,
    })
    await audit(tx, call, {
      stream: 'consolidation',
      action: 'consolidationIssued',
      subject: id,
      detail: {
        period: owed.period,
        version,
        sha256: digest,
        sourceDigest: report.sourceDigest,
        ...(printed === undefined ? {} : { tokenSha256: tokenDigest(printed.token) }),
      },
    })
    await call.services.queue.enqueue(
      tx,
      'write-consolidation',
      { tenantId: call.tenantId, consolidationId: id, version },
      { key: `${call.tenantId}:${id}:${version}` },
    )
    return { version }
  })
}

export type PaperSource = { readonly report: ConsolidatedReport; readonly version?: number; readonly address?: string }

/** What a paper of the period is written from: the newest issue's snapshot, else the report as it stands now. */
export const paperSource = (call: Call, period: string): Promise<PaperSource | undefined> =>
  inReading(call, async (tx) => {
    const owed = await cityObligation(tx, call.tenantId, { period })
    if (owed === undefined) return undefined

    const [latest] = await issuesOf(tx, call.tenantId, owed.id)
    if (latest === undefined) return { report: (await assemble(tx, call, owed)).report }
    const issue = await issueOf(tx, call.tenantId, owed.id, latest.version)
    // What issuing stored is the domain's own type.
    const report = issue?.content as ConsolidatedReport
    return { report, version: latest.version, ...(latest.address === null ? {} : { address: latest.address }) }
  })

export const issuedFiles = ['report.docx', 'annex.xlsx', 'report.pdf'] as const
export type IssuedFile = (typeof issuedFiles)[number]

export type FoundFile = { readonly sha256: string; readonly fileName: string; readonly mediaType: string }

/** An issued file by its name; what is not written yet is not there. */
export const findIssuedFile = (call: Call, id: string, version: number, file: IssuedFile): Promise<FoundFile> =>
  inReading(call, async (tx) => {
    if (!canSeeConsolidated(call.viewer)) throw problem('notFound')
    const issue = await issueOf(tx, call.tenantId, id, version)
    const found = {
      'report.docx': {
        sha256: issue?.docx,
        mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        name: 'Bao cao',
        ending: 'docx',
      },
      'annex.xlsx': {
        sha256: issue?.xlsx,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        name: 'Phu luc',
        ending: 'xlsx',
      },
      'report.pdf': { sha256: issue?.pdf, mediaType: 'application/pdf', name: 'Bao cao', ending: 'pdf' },
    }[file]
    if (issue === undefined || !found.sha256) throw problem('notFound')
    return { sha256: found.sha256, mediaType: found.mediaType, fileName: `${found.name} ${issue.period} ban ${version}.${found.ending}` }
  })

async function owedForReading(tx: Tx, call: Call, by: { period: string; planId?: string | undefined }): Promise<RegimeRow> {
  const owed = canSeeConsolidated(call.viewer) ? await cityObligation(tx, call.tenantId, by) : undefined
  if (owed === undefined) throw problem('notFound')
  return owed
}

async function owedForChange(tx: Tx, call: Call, id: string): Promise<RegimeRow> {
  if (!canSeeConsolidated(call.viewer)) throw problem('notFound')
  if (!canConsolidate(call.viewer)) throw problem('notAllowed')
  const owed = await cityObligation(tx, call.tenantId, { id })
  if (owed === undefined) throw problem('notFound')
  return owed
}

const changeOf = ({ tenantId, viewer, now }: Call, { id, regimeId, period }: RegimeRow, edits: ConsolidationEdits) => ({
  tenantId,
  id,
  regimeId,
  period,
  edits,
  at: now,
  by: viewer.accountId,
})
