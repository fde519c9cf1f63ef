import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** RFC 6238 as every authenticator reads it: SHA-1, six digits, thirty seconds. */
const stepSeconds = 30
const digits = 6
/** A clock may be off by one step, RFC 6238 section 5.2. */
const drift = 1

/** As long as the hash, RFC 4226 section 4. */
export const newTotpSecret = (): string => base32(randomBytes(20))

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 section 6, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/gu) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '').join('')
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/gu) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

export const stepAt = (milliseconds: number): number => Math.floor(milliseconds / 1000 / stepSeconds)

/** RFC 4226 section 5.3. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0')
}

/** The step whose code this is; undefined for a wrong one, and for a step that is not after the last used: a code that was seen opens nothing. */
export function matchingStep(secret: string, code: string, at: number, lastStep: number | null): number | undefined {
  const now = stepAt(at)
  const steps = Array.from({ length: 2 * drift + 1 }, (_, index) => now - drift + index)
  return steps.find((step) => (lastStep === null || step > lastStep) && isSame(totpCode(secret, step), code))
}

const isSame = (right: string, typed: string): boolean =>
  /^[0-9]{6}$/u.test(typed) && timingSafeEqual(Buffer.from(right), Buffer.from(typed))

/**
 * What an authenticator reads from the QR code (Key Uri Format). What is as by default is left out, and the place stands for the office: each
 * Vietnamese letter takes six or nine signs, and a dense picture is hard to scan.
 */
export const otpauthAddress = ({
  secret,
  login,
  place,
}: {
  readonly secret: string
  readonly login: string
  readonly place: string
}): string => {
  const issuer = `Hải Đăng ${place}`
  return `otpauth://totp/${encodeURIComponent(`${issuer}:${login}`)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}
