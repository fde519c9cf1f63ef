import { findSignatures } from './find-signatures.ts'
import type { FoundSignature } from './find-signatures.ts'
import { nameOf, openMessage, readCertificate } from './signed-message.ts'
import type { Signer } from './signed-message.ts'
import { provenTime, trustIn } from './trust.ts'
import type { Trust } from './trust.ts'

export type SignatureState =
  /** Exactly this file, by somebody whom the office's roots vouch for. */
  | 'valid'
  | 'unknownSigner'
  /** The certificate was not in force when the signature can be shown to have existed. */
  | 'expired'
  /** What was signed is not what stands there. */
  | 'altered'
  /** What was signed stands there, and something after it that nobody known signed. */
  | 'appended'
  /** No signature of a kind that is understood here. */
  | 'unreadable'

export type PdfSignature = {
  readonly state: SignatureState
  readonly trust: Trust | undefined
  readonly name: string
  readonly organisation: string
  readonly issuer: string
  /** By the signer's own clock. */
  readonly claimedAt: string | undefined
  /** By a timestamp authority that the roots know. */
  readonly provenAt: string | undefined
  /** DocMDP: what the signer allows after him. */
  readonly allowsChanges: 1 | 2 | 3 | undefined
  readonly because: 'weakDigest' | undefined
}

export type Anchors = {
  /** Certificates, DER, that the office trusts. */
  readonly roots: readonly Uint8Array[]
  /** When the file was there at the latest: a certificate is asked whether it was in force then, unless a timestamp proves an earlier instant. */
  readonly at: Date
}

type Opened = { readonly found: FoundSignature } & (
  | { readonly fault: 'altered' | 'unreadable'; readonly because?: 'weakDigest' }
  | { readonly signer: Signer; readonly end: number; readonly trust: Trust; readonly provenAt: Date | undefined }
)

const understood = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached'])

/** How each signature of a PDF stands, in the order of the file; none where it bears none. */
export async function verifySignatures(pdf: Uint8Array, { roots, at }: Anchors): Promise<readonly PdfSignature[]> {
  const anchors = roots.flatMap((der) => readCertificate(der) ?? [])
  const opened: Opened[] = []
  for (const found of findSignatures(pdf)) opened.push(await open(found, anchors, at))
  return opened.map((one) => told(one, opened, pdf.length))
}

async function open(found: FoundSignature, roots: Parameters<typeof trustIn>[1], at: Date): Promise<Opened> {
  const { covered, contents, subFilter } = found
  if (covered === undefined) return { found, fault: 'altered' }
  if (!understood.has(subFilter)) return { found, fault: 'unreadable' }

  const message = await openMessage(contents, Buffer.concat(covered.parts))
  if ('altered' in message) return { found, fault: 'altered' }
  if ('unreadable' in message)
    return { found, fault: 'unreadable', ...(message.unreadable === 'weakDigest' ? { because: 'weakDigest' as const } : {}) }

  const { signer } = message
  const provenAt = await provenTime(signer, roots)
  return { found, signer, end: covered.end, provenAt, trust: await trustIn(signer, roots, provenAt ?? at) }
}

function told(one: Opened, all: readonly Opened[], fileLength: number): PdfSignature {
  const { allowsChanges } = one.found
  const nobody = { trust: undefined, name: '', organisation: '', issuer: '', claimedAt: undefined, provenAt: undefined, because: undefined }
  if ('fault' in one) return { ...nobody, state: one.fault, allowsChanges, because: one.because }

  const { signer, trust, provenAt } = one
  const subject = nameOf(signer.certificate)
  return {
    state: isAppended(one, all, fileLength)
      ? 'appended'
      : ({ known: 'valid', unknown: 'unknownSigner', expired: 'expired' } as const)[trust],
    trust,
    ...subject,
    issuer: issuerName(signer),
    claimedAt: signer.claimedAt?.toISOString(),
    provenAt: provenAt?.toISOString(),
    allowsChanges,
    because: undefined,
  }
}

/** What follows is covered only by a later signature of somebody known, to the end of the file; and not even that where the signer forbade it. */
function isAppended({ end, found }: Extract<Opened, { signer: Signer }>, all: readonly Opened[], fileLength: number): boolean {
  if (end === fileLength) return false
  if (found.allowsChanges === 1) return true
  return !all.some((later) => 'signer' in later && later.end === fileLength && later.trust === 'known')
}

const issuerName = ({ certificate }: Signer): string =>
  certificate.issuer.typesAndValues
    .map(({ value }) => String(value.valueBlock.value))
    .join(', ')
    .normalize('NFC')
    .slice(0, 300)
