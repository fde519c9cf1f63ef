import { createHash, randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { VerifiedPaper } from '@haidang/api/verification'
import { canConsolidate, canSeeConsolidated } from '@haidang/domain/access/roles'
import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { issuedState } from '@haidang/domain/consolidation/issued-state'
import { dayOf } from '@haidang/domain/periods/day'
import { plainName } from '../evidence/actions.ts'
import { audit } from '../platform/audit.ts'
import type { Call, Services } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { issueOf } from './store.ts'
import { insertSignedCopy, saveRecall, signedCopiesOf, signedCopyHashes, versionsByToken } from './verification-store.ts'
import type { PaperRow } from './verification-store.ts'

// Without the letters that are taken for others: an address is also typed from paper.
const symbols = '0123456789abcdefghjkmnpqrstvwxyz'
const tokenLength = 26

/** What nobody can guess: 130 random bits. */
const newToken = (): string => [...randomBytes(tokenLength)].map((byte) => symbols[byte % symbols.length]).join('')

export type PrintedAddress = { readonly token: string; readonly address: string }

/**
 * What a new paper carries for whoever wants to verify it: none where nobody has said how the office is reached from outside, since a code that
 * leads nowhere is worse than none. A practice office leads to the machine that it runs on.
 */
export function newPrintedAddress(
  { reachedAt }: Services,
  office: { readonly tenantId: number; readonly practice: boolean },
): PrintedAddress | undefined {
  const origin = reachedAt.publicUrl ?? (office.practice ? reachedAt.local : undefined)
  if (origin === undefined) return undefined
  const token = newToken()
  return { token, address: `${origin}/kiem-tra/${office.tenantId}-${token}` }
}

export const tokenDigest = (token: string): string => createHash('sha256').update(token).digest('hex')

/** What the paper says of itself on its first page, and how it stands: for everybody who holds its address. */
export async function verifyPaper(services: Services, officeAndToken: string): Promise<VerifiedPaper> {
  const [office = '', token = ''] = officeAndToken.split('-')
  const tenantId = Number(office)
  const { versions, copies } = await inReading({ services, tenantId }, async (tx) => ({
    versions: await versionsByToken(tx, tenantId, token),
    copies: await signedCopyHashes(tx, tenantId, token),
  }))
  const own = versions.find((row) => row.token === token)
  const standing = issuedState(
    own?.version ?? 0,
    versions.map(({ version, recalledAt }) => ({ version, isRecalled: recalledAt !== null })),
  )
  if (own === undefined || standing === undefined) throw problem('notFound')

  const later = standing.state === 'superseded' ? versions.find(({ version }) => version === standing.by) : undefined
  const { letterhead, title } = reportIn(own)
  return {
    ...numbered(own),
    state: standing.state,
    issuer: letterhead.issuer,
    title,
    version: own.version,
    issuedOn: dayOf(own.issuedAt),
    isPractice: own.practice,
    supersededBy:
      later === undefined
        ? null
        : { ...numbered(later), version: later.version, token: later.token === null ? null : `${tenantId}-${later.token}` },
    recalled: own.recalledAt === null ? null : { on: dayOf(own.recalledAt), reason: own.recallReason ?? '' },
    files: [
      ...(['pdf', 'docx', 'xlsx'] as const).flatMap((kind) => {
        const sha256 = own[kind]
        return sha256 === null ? [] : [{ kind, sha256 }]
      }),
      ...copies.map((sha256) => ({ kind: 'signed' as const, sha256 })),
    ],
  }
}

// What issuing stored is the domain's own type.
const reportIn = ({ content }: PaperRow) => content as ConsolidatedReport

function numbered(row: PaperRow) {
  const { number, symbol, date } = reportIn(row).letterhead
  return { number, symbol, date }
}

/** Takes an issued version back. It stays readable, and whoever verifies it is told the day and the reason. */
export const recallIssue = (call: Call, id: string, version: number, reason: string) =>
  inTransaction(call, async (tx) => {
    await issueForChange(tx, call, id, version)
    const saved = await saveRecall(tx, { ...place(call, id, version), at: call.now, by: call.viewer.accountId, reason })
    if (!saved)
      return {
        refused: 'alreadyRecalled',
        detail: {
          vi: `Bản thứ ${version} đã được thu hồi trước đó; lý do đã ghi không thay được.`,
          en: `Version ${version} was recalled before; its reason stands as it was given.`,
        },
      }
    await audit(tx, call, { stream: 'consolidation', action: 'consolidationRecalled', subject: id, detail: { version, reason } })
    return { ok: true as const }
  })

const copyKinds = ['pdf', 'docx'] as const

/** Keeps the paper as it was signed outside, so that who holds that file finds it by its hash. The same file again is nothing new. */
export async function addSignedCopy(
  call: Call,
  id: string,
  version: number,
  upload: { readonly fileName: string; readonly stream: Readable | AsyncIterable<Uint8Array> },
): Promise<{ readonly sha256: string }> {
  // Asked before a byte is taken in, and again in the transaction that keeps the file.
  await inReading(call, (tx) => issueForChange(tx, call, id, version))
  const { files, limits } = call.services
  const file = await files.put(call.tenantId, upload.stream, { limitBytes: limits.evidenceBytes, allowed: copyKinds })
  const fileName = plainName(upload.fileName)
  return inTransaction(call, async (tx) => {
    await issueForChange(tx, call, id, version)
    await files.record(tx, call, file)
    const row = { ...place(call, id, version), sha256: file.sha256, fileName, at: call.now, by: call.viewer.accountId }
    if (await insertSignedCopy(tx, row))
      await audit(tx, call, {
        stream: 'consolidation',
        action: 'signedCopyAdded',
        subject: id,
        detail: { version, fileName, sha256: file.sha256, size: file.size },
      })
    return { sha256: file.sha256 }
  })
}

export const findSignedCopy = (call: Call, id: string, version: number, sha256: string) =>
  inReading(call, async (tx) => {
    const copies = canSeeConsolidated(call.viewer) ? await signedCopiesOf(tx, call.tenantId, id) : []
    const found = copies.find((copy) => copy.version === version && copy.sha256 === sha256)
    if (found === undefined) throw problem('notFound')
    return found
  })

async function issueForChange(tx: Tx, call: Call, id: string, version: number): Promise<void> {
  if (!canSeeConsolidated(call.viewer)) throw problem('notFound')
  if (!canConsolidate(call.viewer)) throw problem('notAllowed')
  if ((await issueOf(tx, call.tenantId, id, version)) === undefined) throw problem('notFound')
}

const place = ({ tenantId }: Call, consolidationId: string, version: number) => ({ tenantId, consolidationId, version })
