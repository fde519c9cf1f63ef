import { createHash } from 'node:crypto'
import * as pkijs from 'pkijs'
import { afterAll, describe, expect, test } from 'vitest'
import { testTimestampAuthority } from '../../timestamps/testing-timestamps.ts'
import { timestampRequest } from '../../timestamps/timestamps.ts'
import { bufferOf } from './signed-message.ts'
import { signedPdf, testAuthority } from './testing-signatures.ts'
import { verifySignatures } from './verify-signatures.ts'

const authority = testAuthority('CA thành phố (thử)')
const tsa = testTimestampAuthority('TSA thử')
const brief = authority.signer('Bùi Văn Ngắn', { days: 2 })
afterAll(() => {
  authority.remove()
  tsa.authority.remove()
})

/** Has the signature of a message seen by the authority, as signing programs do (RFC 3161, appendix A). */
function withTimestamp(message: Uint8Array): Uint8Array {
  const content = pkijs.ContentInfo.fromBER(bufferOf(message))
  const signed = new pkijs.SignedData({ schema: content.content })
  const [info] = signed.signerInfos
  const digest = createHash('sha256')
    .update(info?.signature.valueBlock.valueHexView ?? '')
    .digest()
  const { timeStampToken } = pkijs.TimeStampResp.fromBER(bufferOf(tsa.answer(timestampRequest(digest).bytes)))
  if (info === undefined || timeStampToken === undefined) throw new Error('OpenSSL signed and stamped nothing')
  info.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new pkijs.Attribute({ type: '1.2.840.113549.1.9.16.2.14', values: [timeStampToken.toSchema()] })],
  })
  const whole = new pkijs.ContentInfo({ contentType: content.contentType, content: signed.toSchema(true) })
  return new Uint8Array(whole.toSchema().toBER())
}

const later = new Date(Date.now() + 10 * 86_400_000)
const verified = async (pdf: Uint8Array, roots: readonly Uint8Array[]) => (await verifySignatures(pdf, { roots, at: later }))[0]

describe('a signature that a timestamp authority saw', () => {
  const stamped = signedPdf(authority, brief, { complete: withTimestamp })

  test('holds after its certificate has ended, where the office trusts the authority of time too', async () => {
    const signature = await verified(stamped, [authority.root.der, tsa.authority.root.der])
    expect(signature).toMatchObject({ state: 'valid', name: 'Bùi Văn Ngắn' })
    expect(Math.abs(Date.parse(signature?.provenAt ?? '') - Date.now())).toBeLessThan(600_000)
  })

  test('is expired like any other where nobody vouches for the time', async () => {
    expect(await verified(stamped, [authority.root.der])).toMatchObject({ state: 'expired', provenAt: undefined })
  })

  test('has no other time than its own: the stamp of another signature proves nothing', async () => {
    const others: Uint8Array[] = []
    signedPdf(authority, brief, { text: 'khác', complete: (message) => (others.push(withTimestamp(message)), message) })
    const borrowed = signedPdf(authority, brief, {
      complete: (message) => {
        const of = (bytes: Uint8Array) => {
          const content = pkijs.ContentInfo.fromBER(bufferOf(bytes))
          return { content, signed: new pkijs.SignedData({ schema: content.content }) }
        }
        const [own, other] = [of(message), of(others[0] ?? message)]
        const [info] = own.signed.signerInfos
        const unsigned = other.signed.signerInfos[0]?.unsignedAttrs
        if (info === undefined || unsigned === undefined) throw new Error('Nothing to borrow')
        info.unsignedAttrs = unsigned
        const whole = new pkijs.ContentInfo({ contentType: own.content.contentType, content: own.signed.toSchema(true) })
        return new Uint8Array(whole.toSchema().toBER())
      },
    })
    expect(await verified(borrowed, [authority.root.der, tsa.authority.root.der])).toMatchObject({ state: 'expired', provenAt: undefined })
  })
})
