import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FetchFailed } from './fetched.ts'

const cipher = 'aes-256-gcm'
const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16]

/**
 * Passwords of other systems must be sent to them as they are, so they cannot be hashed. They are kept sealed, with a key that is a file beside
 * the database and not in it: who has only a copy of the database has no password.
 */
export async function sealSecret(dataDir: string, secret: string): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, await keyOf(dataDir), nonce)
  const sealed = Buffer.concat([sealing.update(secret, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed])
}

export async function openSecret(dataDir: string, sealed: Buffer): Promise<string> {
  try {
    const opening = createDecipheriv(cipher, await keyOf(dataDir), sealed.subarray(0, nonceBytes))
    opening.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8')
  } catch (error) {
    // The database came here without its key.
    throw new FetchFailed('secretUnreadable', '', error)
  }
}

/** The key is made once and appears whole: whoever comes second finds the first one's. */
async function keyOf(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'keys', 'feeds.key')
  const known = await readFile(file).catch(() => undefined) // It is not made yet, or is told below why it cannot be read.
  if (known !== undefined) return known

  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const fresh = `${file}.${randomUUID()}`
  await writeFile(fresh, randomBytes(keyBytes), { mode: 0o600, flush: true })
  try {
    await link(fresh, file)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
  } finally {
    await rm(fresh, { force: true })
  }
  return readFile(file)
}
