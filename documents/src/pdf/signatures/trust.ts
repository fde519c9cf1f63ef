import * as pkijs from 'pkijs'
import { certificatesIn } from './signed-message.ts'
import type { Signer } from './signed-message.ts'

/** Whether a chain leads from a certificate to one of the office's roots, each link in force at the instant. */
export type Trust = 'known' | 'unknown' | 'expired'

const notInForce = 8
const timestamping = '1.3.6.1.5.5.7.3.8'
const extendedKeyUsage = '2.5.29.37'

export async function trustIn(
  { certificate, others }: Pick<Signer, 'certificate' | 'others'>,
  roots: readonly pkijs.Certificate[],
  at: Date,
): Promise<Trust> {
  if (roots.length === 0) return 'unknown'
  const engine = new pkijs.CertificateChainValidationEngine({ trustedCerts: [...roots], certs: [...others, certificate], checkDate: at })
  // Lists of revoked certificates are not fetched: the page says so.
  const { result, resultCode } = await engine.verify({ passedWhenNotRevValues: true })
  if (result) return 'known'
  return resultCode === notInForce ? 'expired' : 'unknown'
}

/** When the signature existed at the latest, by an authority that the roots know; undefined where there is no such word. */
export async function provenTime(
  { timestamp, signature }: Pick<Signer, 'timestamp' | 'signature'>,
  roots: readonly pkijs.Certificate[],
): Promise<Date | undefined> {
  const verified = await timestamp?.verify({ signer: 0, data: signature, extendedMode: true }).catch(() => undefined)
  const certificate = verified?.signerCertificate
  if (timestamp === undefined || verified?.signatureVerified !== true || !certificate || !mayTimestamp(certificate)) return undefined

  const others = certificatesIn(timestamp).filter((one) => one !== certificate)
  return verified.date !== undefined && (await trustIn({ certificate, others }, roots, verified.date)) === 'known'
    ? verified.date
    : undefined
}

function mayTimestamp({ extensions }: pkijs.Certificate): boolean {
  const usage: unknown = extensions?.find(({ extnID }) => extnID === extendedKeyUsage)?.parsedValue
  return usage instanceof pkijs.ExtKeyUsage && usage.keyPurposes.includes(timestamping)
}
