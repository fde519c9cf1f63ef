import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { Assertion, Attestation } from '@haidang/api/passkeys'

export type TestKey = {
  readonly id: string
  readonly attest: (challenge: string, change?: Change) => Attestation
  readonly assert: (challenge: string, change?: Change) => Assertion
}

/** What a device or a page that lies would say otherwise. */
export type Change = { readonly origin?: string; readonly host?: string; readonly isVerified?: boolean; readonly counter?: number }

const [present, verified, attested] = [1, 4, 64]
const bytes = (...values: readonly number[]): Buffer => Buffer.from(values)
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url')

/** A device of software that makes and uses one key on P-256, written from WebAuthn Level 3, 6.1 and 6.5, apart from the library that reads it. */
export function testKey(origin: string): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const credentialId = randomBytes(32)
  let count = 0

  const clientData = (type: string, challenge: string, change: Change): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: change.origin ?? origin, crossOrigin: false }))
  const authenticatorData = (change: Change, more = Buffer.alloc(0)): Buffer => {
    count += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(change.counter ?? count)
    const flags = present | (change.isVerified === false ? 0 : verified) | (more.length > 0 ? attested : 0)
    return Buffer.concat([sha256(change.host ?? new URL(origin).hostname), bytes(flags), counter, more])
  }
  const common = { id: base64url(credentialId), rawId: base64url(credentialId), type: 'public-key' as const, clientExtensionResults: {} }
  return {
    id: common.id,
    attest: (challenge, change = {}) => {
      // COSE: EC2, ES256, P-256, and the point.
      const cose = Buffer.concat([
        bytes(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20),
        Buffer.from(x, 'base64url'),
        bytes(0x22, 0x58, 0x20),
        Buffer.from(y, 'base64url'),
      ])
      const data = authenticatorData(change, Buffer.concat([Buffer.alloc(16), bytes(0, credentialId.length), credentialId, cose]))
      const head = Buffer.concat([
        bytes(0xa3, 0x63),
        Buffer.from('fmt'),
        bytes(0x64),
        Buffer.from('none'),
        bytes(0x67),
        Buffer.from('attStmt'),
        bytes(0xa0, 0x68),
      ])
      const attestationObject = Buffer.concat([head, Buffer.from('authData'), bytes(0x58, data.length), data])
      return {
        ...common,
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', challenge, change)),
          attestationObject: base64url(attestationObject),
          transports: ['internal'],
        },
      }
    },
    assert: (challenge, change = {}) => {
      const told = clientData('webauthn.get', challenge, change)
      const data = authenticatorData(change)
      const signature = sign('sha256', Buffer.concat([data, sha256(told)]), privateKey)
      return {
        ...common,
        response: { clientDataJSON: base64url(told), authenticatorData: base64url(data), signature: base64url(signature) },
      }
    },
  }
}
