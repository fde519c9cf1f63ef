import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const cipher = 'aes-256-gcm'
const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16]

/**
 * What the program must be able to read again cannot be hashed. It is kept sealed, with a key that is a file beside the database and not in it
 * (KEYS_DIR, or `keys` in the data directory): who has only a copy of the database can open nothing.
 */
export async function seal(keysDir: string, name: string, text: string): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, await keyNamed(keysDir, name), nonce)
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed])
}

/** Throws where the database came here without its key. */
export async function unseal(keysDir: string, name: string, sealed: Buffer): Promise<string> {
  const opening = createDecipheriv(cipher, await keyNamed(keysDir, name), sealed.subarray(0, nonceBytes))
  opening.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([opening.update(sealed.subarray(nonceBytes + tagBytes)), opening.final()]).toString('utf8')
}

/** The key is made once and appears whole: whoever comes second finds the first one's. */
export async function keyNamed(keysDir: string, name: string): Promise<Buffer> {
  const file = join(keysDir, `${name}.key`)
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
