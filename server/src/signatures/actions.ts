import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { DocumentSignatures, EndTrustedRoot, TrustedRoots } from '@haidang/api/signatures'
import { verifySignaturesInChild } from '@haidang/documents/read-in-child'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { canAdminister } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { entryRow } from '../documents/store.ts'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { withReceivedFile } from '../platform/received-file.ts'
import type { ReceivedFile } from '../platform/received-file.ts'
import { inReading, inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { importedFile, insertRoot, rootRows, saveEnd } from './store.ts'
import type { RootRow } from './store.ts'

/** How the signatures stand on a document that came in, by the roots that the office trusts for files of that day. */
export async function verifyDocument(call: Call, id: string): Promise<DocumentSignatures> {
  const { file, receivedAt, roots } = await inReading(call, async (tx) => {
    const entry = await entryRow(tx, call, id)
    // Its file is for those who see drafts, and so is what is said of it.
    if (entry.importId === null) throw problem('notFound')
    const day = dayOf(entry.receivedAt)
    return {
      receivedAt: entry.receivedAt,
      file: await importedFile(tx, call, entry.importId),
      roots: (await rootRows(tx, call)).filter((root) => isTrustedOn(root, day)),
    }
  })
  if (file?.mediaType !== 'application/pdf') return { signatures: [], receivedAt, roots: roots.length }

  const path = call.services.files.path(call.tenantId, file.sha256)
  const anchors = { roots: roots.map(({ certificate }) => new Uint8Array(certificate)), at: receivedAt }
  const signatures = await verifySignaturesInChild(path, file.fileName, anchors).catch((error: unknown) => {
    throw error instanceof UnreadableFile ? problem('refused', { reason: error.code, detail: error.sentence }) : error
  })
  return {
    signatures: signatures.map(({ trust, claimedAt, provenAt, allowsChanges, because, ...signature }) => ({
      ...signature,
      trust: trust ?? null,
      claimedAt: claimedAt ?? null,
      provenAt: provenAt ?? null,
      allowsChanges: allowsChanges ?? null,
      because: because ?? null,
    })),
    receivedAt,
    roots: roots.length,
  }
}

const isTrustedOn = ({ trustedFrom, until }: RootRow, day: Day): boolean => trustedFrom <= day && (until === null || day < until)

export const readTrustedRoots = (call: Call): Promise<TrustedRoots> => inReading(call, (tx) => view(tx, call))

async function view(tx: Tx, call: Call): Promise<TrustedRoots> {
  return { roots: (await rootRows(tx, call)).map(onWire), can: { change: canAdminister(call.viewer) } }
}

function onWire(row: RootRow): TrustedRoots['roots'][number] {
  const { id, sha256, trustedFrom, source, recordedAt, recordedBy, until, reason, endedAt, endedBy } = row
  const { subject, issuer, validFromDate, validToDate } = new X509Certificate(row.certificate)
  return {
    id,
    name: nameIn(subject),
    issuer: nameIn(issuer),
    sha256,
    inForce: { from: dayOf(validFromDate.toISOString()), until: dayOf(validToDate.toISOString()) },
    trustedFrom,
    source,
    recordedAt,
    recordedBy,
    ended: until === null ? null : { until, reason: reason ?? '', at: endedAt ?? '', by: endedBy ?? '' },
  }
}

/** Node writes a name as lines, "CN=…" the last of them. */
const nameIn = (subject: string): string =>
  /^CN=(.*)$/mu.exec(subject)?.[1] ?? /^O=(.*)$/mu.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ')

const mostCertificateBytes = 64 * 1024

/** Trusts an authority from a day on: whoever it vouches for is a known signer of the documents that come since then. */
export async function addTrustedRoot(call: Call, { from, source }: { readonly from: Day; readonly source: string }, file: ReceivedFile) {
  const certificate = await withReceivedFile(file.stream, mostCertificateBytes, async (path) => certificateIn(await readFile(path)))
  if (certificate === undefined)
    return refused('notACertificate', {
      vi: `Tệp “${file.fileName}” không phải là chứng thư X.509 (.cer, .crt, .pem).`,
      en: `The file “${file.fileName}” is no X.509 certificate (.cer, .crt, .pem).`,
    })
  const name = nameIn(certificate.subject)
  if (!certificate.ca)
    return refused('notAnAuthority', {
      vi: `“${name}” không phải là chứng thư của tổ chức cấp chứng thư; hãy lấy chứng thư gốc của nơi cấp ra nó (${nameIn(certificate.issuer)}).`,
      en: `“${name}” is not the certificate of an authority; take that of who issued it (${nameIn(certificate.issuer)}).`,
    })

  const sha256 = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
  return inTransaction(call, async (tx) => {
    const id = newId()
    if (!(await insertRoot(tx, call, { id, certificate: certificate.raw, sha256, from, source })))
      return refused('trustedAlready', { vi: `Cơ quan đã tin “${name}” rồi.`, en: `“${name}” is trusted already.` })
    await audit(tx, call, { stream: 'office', action: 'trustedRootAdded', subject: id, detail: { name, sha256, from, source } })
    return view(tx, call)
  })
}

/** Ends the trust from a day on; documents from before it stay vouched for. */
export const endTrustedRoot = (call: Call, id: string, { until, reason }: EndTrustedRoot) =>
  inTransaction(call, async (tx) => {
    const root = (await rootRows(tx, call)).find((one) => one.id === id)
    if (root === undefined) throw problem('notFound')
    if (root.until !== null)
      return refused('endedAlready', {
        vi: `Đã thôi tin chứng thư này từ ${root.until}; điều đó không đổi được.`,
        en: `It is not trusted since ${root.until}, which stands.`,
      })
    await saveEnd(tx, call, { id, until, reason })
    await audit(tx, call, { stream: 'office', action: 'trustedRootEnded', subject: id, detail: { sha256: root.sha256, until, reason } })
    return view(tx, call)
  })

const refused = (code: string, detail: { readonly vi: string; readonly en: string }) => ({ refused: code, detail })

function certificateIn(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes)
  } catch {
    return undefined // OpenSSL says only that it could not.
  }
}
