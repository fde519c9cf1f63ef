import { randomBytes } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { bufferOf, readCertificate, readMessage } from '../pdf/signatures/signed-message.ts'
import { provenTime } from '../pdf/signatures/trust.ts'

const sha256 = '2.16.840.1.101.3.4.2.1'
const nonceBytes = 16

export type TimestampRequest = { readonly bytes: Uint8Array; readonly nonce: Uint8Array }

/** Asks a timestamp authority (RFC 3161) when it has seen what hashes to this; the text itself stays here. */
export function timestampRequest(digest: Uint8Array): TimestampRequest {
  const nonce = new Uint8Array(randomBytes(nonceBytes))
  // A DER integer that begins with a high bit would be negative, and one that begins with zeros would be shortened on its way.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: sha256 }),
      hashedMessage: new asn1js.OctetString({ valueHex: bufferOf(digest) }),
    }),
    nonce: new asn1js.Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  })
  return { bytes: new Uint8Array(request.toSchema().toBER()), nonce }
}

export type TimestampAnswer = { readonly token: Uint8Array; readonly at: Date } | { readonly refused: string }

/** What the authority answered, if it is a timestamp of these very bytes, for this request, by one that the roots vouch for. */
export async function readTimestampAnswer(
  answer: Uint8Array,
  { text, nonce, roots }: { readonly text: Uint8Array; readonly nonce: Uint8Array; readonly roots: readonly Uint8Array[] },
): Promise<TimestampAnswer> {
  const response = readResponse(answer)
  if (response === undefined) return { refused: 'no timestamp response' }
  const { status, statusStrings } = response.status
  if (status !== pkijs.PKIStatus.granted && status !== pkijs.PKIStatus.grantedWithMods)
    return { refused: `status ${String(status)} ${statusStrings?.map(({ valueBlock }) => valueBlock.value).join(' ') ?? ''}`.trim() }
  if (response.timeStampToken === undefined) return { refused: 'no token' }

  const token = new Uint8Array(response.timeStampToken.toSchema().toBER())
  const sent = nonceIn(token)
  if (sent === undefined || Buffer.compare(sent, nonce) !== 0) return { refused: 'another nonce' }
  const at = await timestampOf(token, { text, roots })
  return at === undefined ? { refused: 'not of these bytes, or by nobody that the roots vouch for' } : { token, at }
}

/** When the authority saw these bytes; undefined where the token is not of them, or by nobody that the roots vouch for. */
export function timestampOf(
  token: Uint8Array,
  { text, roots }: { readonly text: Uint8Array; readonly roots: readonly Uint8Array[] },
): Promise<Date | undefined> {
  const anchors = roots.flatMap((der) => readCertificate(der) ?? [])
  return provenTime({ timestamp: readMessage(token), signature: bufferOf(text) }, anchors)
}

function readResponse(answer: Uint8Array): pkijs.TimeStampResp | undefined {
  try {
    return pkijs.TimeStampResp.fromBER(bufferOf(answer))
  } catch {
    return undefined // A page of errors, or anything else.
  }
}

function nonceIn(token: Uint8Array): Uint8Array | undefined {
  const content = readMessage(token)?.encapContentInfo.eContent?.getValue()
  try {
    return content === undefined ? undefined : pkijs.TSTInfo.fromBER(content).nonce?.valueBlock.valueHexView
  } catch {
    return undefined // It is no timestamp.
  }
}
