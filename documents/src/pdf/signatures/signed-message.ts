import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

/** A CMS message that was taken apart: who signed, when by his own word, and when by that of a timestamp authority. */
export type Signer = {
  readonly certificate: pkijs.Certificate
  readonly others: readonly pkijs.Certificate[]
  readonly claimedAt: Date | undefined
  readonly timestamp: pkijs.SignedData | undefined
  /** What the timestamp is about. */
  readonly signature: ArrayBuffer
}

export type OpenedMessage = { readonly signer: Signer } | { readonly altered: true } | { readonly unreadable: 'format' | 'weakDigest' }

const oids = {
  signedData: '1.2.840.113549.1.7.2',
  signingTime: '1.2.840.113549.1.9.5',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
}

// A document with the same SHA-1 or MD5 can be made to order.
const weakDigests = new Set(['1.3.14.3.2.26', '1.2.840.113549.2.5'])

/** Whether the message signs exactly these bytes, and by whom. Who that is to us is asked afterwards (trust.ts). */
export async function openMessage(der: Uint8Array, signed: Uint8Array): Promise<OpenedMessage> {
  const message = readMessage(der)
  const info = message?.signerInfos[0]
  // A detached signature with content of its own would sign that, and not the file.
  if (message === undefined || info === undefined || message.signerInfos.length !== 1 || message.encapContentInfo.eContent !== undefined)
    return { unreadable: 'format' }
  if (weakDigests.has(info.digestAlgorithm.algorithmId)) return { unreadable: 'weakDigest' }

  const verified = await message
    .verify({ signer: 0, data: bufferOf(signed), extendedMode: true })
    .catch((error: unknown) => (error instanceof pkijs.SignedDataVerifyError ? error : undefined))
  const certificate = verified?.signerCertificate ?? undefined
  if (verified === undefined || certificate === undefined) return { unreadable: 'format' }
  if (verified.signatureVerified !== true) return { altered: true }
  return {
    signer: {
      certificate,
      others: certificatesIn(message).filter((one) => one !== certificate),
      claimedAt: claimedTime(info),
      timestamp: timestampIn(info),
      signature: bufferOf(info.signature.valueBlock.valueHexView),
    },
  }
}

export function readMessage(der: Uint8Array): pkijs.SignedData | undefined {
  try {
    const { offset, result } = asn1js.fromBER(bufferOf(der))
    if (offset < 0) return undefined
    const content = new pkijs.ContentInfo({ schema: result })
    return content.contentType === oids.signedData ? new pkijs.SignedData({ schema: content.content }) : undefined
  } catch {
    // Whatever was written there instead, it is no message of this kind.
    return undefined
  }
}

export const certificatesIn = (message: pkijs.SignedData): readonly pkijs.Certificate[] =>
  (message.certificates ?? []).filter((one) => one instanceof pkijs.Certificate)

export function readCertificate(der: Uint8Array): pkijs.Certificate | undefined {
  try {
    return pkijs.Certificate.fromBER(bufferOf(der))
  } catch {
    return undefined // What cannot be read is nobody's certificate.
  }
}

/** "Nguyễn Văn A", or the office whose seal it is. */
export function nameOf(certificate: pkijs.Certificate): { readonly name: string; readonly organisation: string } {
  const part = (oid: string): string => {
    const found = certificate.subject.typesAndValues.find(({ type }) => type === oid)
    return found === undefined ? '' : String(found.value.valueBlock.value).normalize('NFC').slice(0, 300)
  }
  const organisation = part(oids.organisation)
  return { name: part(oids.commonName) || organisation, organisation }
}

function claimedTime({ signedAttrs }: pkijs.SignerInfo): Date | undefined {
  const [time]: readonly unknown[] = signedAttrs?.attributes.find(({ type }) => type === oids.signingTime)?.values ?? []
  return time instanceof asn1js.UTCTime || time instanceof asn1js.GeneralizedTime ? time.toDate() : undefined
}

function timestampIn({ unsignedAttrs }: pkijs.SignerInfo): pkijs.SignedData | undefined {
  const [token]: readonly unknown[] = unsignedAttrs?.attributes.find(({ type }) => type === oids.timestampToken)?.values ?? []
  return token instanceof asn1js.Sequence ? readMessage(new Uint8Array(token.toBER())) : undefined
}

export const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer
