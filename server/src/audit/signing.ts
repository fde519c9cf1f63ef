import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { link, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import type { Instant } from '@haidang/domain/periods/day'
import type { Services } from '../platform/call.ts'

type Places = Pick<Services, 'dataDir' | 'keysDir'>

/** A public key by which roots are signed (Ed25519, RFC 8032), by its fingerprint; signed by the one before, the first by itself. */
export type PublicKey = {
  /** SHA-256 of the key's bytes (SPKI), in hex: what a third party writes down and compares. */
  readonly id: string
  /** SPKI, base64. */
  readonly key: string
  readonly at: Instant
  readonly signedBy: string | null
  readonly signature: string
}

/** Beside the roots that they sign: an operator copies both to where nobody here can write. */
const publicKeysFile = ({ dataDir }: Pick<Places, 'dataDir'>): string => join(dataDir, 'audit-roots', 'public-keys.jsonl')
const privateKeyFile = ({ keysDir }: Pick<Places, 'keysDir'>, id: string): string => join(keysDir, `audit-${id}.pem`)

/** What is signed of a root, and what a timestamp authority sees the hash of. */
export const textOfRoot = (
  tenantId: number,
  { seq, at, hash }: { readonly seq: number; readonly at: Instant; readonly hash: string },
): Buffer => Buffer.from(canonicalJson({ at, hash, office: tenantId, seq, what: 'haidang audit root' }))
const textOfKey = ({ id, key, at }: Pick<PublicKey, 'id' | 'key' | 'at'>): Buffer =>
  Buffer.from(canonicalJson({ at, id, key, what: 'haidang audit key' }))

/** All public keys, the oldest first; a line that cannot be read is left out and its roots are then signed by nobody known. */
export async function publicKeys(places: Pick<Places, 'dataDir'>): Promise<readonly PublicKey[]> {
  const text = await readFile(publicKeysFile(places), 'utf8').catch((error: unknown) => {
    // No key was made yet; a file that cannot be read is another matter than none.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as PublicKey] // Written below; what it says is checked with its signature.
    } catch {
      return []
    }
  })
}

/** The keys that hold: the first, which signs itself, and each that a key that holds has signed. */
export function trustedKeys(keys: readonly PublicKey[]): ReadonlyMap<string, KeyObject> {
  const trusted = new Map<string, KeyObject>()
  for (const one of keys) {
    const opened = openPublic(one)
    const signer = one.signedBy === null && trusted.size === 0 ? opened : trusted.get(one.signedBy ?? '')
    if (opened !== undefined && signer !== undefined && verify(null, textOfKey(one), signer, Buffer.from(one.signature, 'base64')))
      trusted.set(one.id, opened)
  }
  return trusted
}

function openPublic({ id, key }: PublicKey): KeyObject | undefined {
  const bytes = Buffer.from(key, 'base64')
  if (createHash('sha256').update(bytes).digest('hex') !== id) return undefined
  try {
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' })
  } catch {
    // No key of any kind.
    return undefined
  }
}

export type RootSignature = { readonly key: string; readonly signature: string }

/**
 * Whether each root that follows, in their order, is signed as it should be: by a key that holds and not by one before the last that signed. Roots
 * before the first signature are from before there was a key.
 */
export function signaturesInOrder(
  keys: readonly PublicKey[],
  tenantId: number,
): (root: Parameters<typeof textOfRoot>[1] & Partial<RootSignature>) => boolean {
  const trusted = trustedKeys(keys)
  const order = [...trusted.keys()]
  let newest = -1
  return ({ key: id, signature, ...root }) => {
    if (id === undefined || signature === undefined) return newest < 0
    const key = trusted.get(id)
    const place = order.indexOf(id)
    if (key === undefined || place < newest || !verify(null, textOfRoot(tenantId, root), key, Buffer.from(signature, 'base64')))
      return false
    newest = place
    return true
  }
}

/** Signs roots with the newest key, which is made where there is none. Throws where the newest key's private half is not here. */
export async function signerOfRoots(places: Places): Promise<(tenantId: number, root: Parameters<typeof textOfRoot>[1]) => RootSignature> {
  const newest = (await publicKeys(places)).at(-1) ?? (await firstKey(places))
  const key = createPrivateKey(await readFile(privateKeyFile(places, newest.id)))
  return (tenantId, root) => ({ key: newest.id, signature: sign(null, textOfRoot(tenantId, root), key).toString('base64') })
}

/** A new key, signed by the one before, whose private half is then gone: from now on nobody signs with it. */
export async function rotateKey(places: Places): Promise<{ readonly before: PublicKey; readonly after: PublicKey }> {
  const before = (await publicKeys(places)).at(-1) ?? (await firstKey(places))
  const after = await makeKey(places, before)
  const handle = await open(publicKeysFile(places), 'a', 0o600)
  try {
    await handle.write(`${canonicalJson(after)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rm(privateKeyFile(places, before.id), { force: true })
  return { before, after }
}

/** Made once and whole: whoever comes second finds the first one's. */
async function firstKey(places: Places): Promise<PublicKey> {
  const key = await makeKey(places, undefined)
  const file = publicKeysFile(places)
  await mkdir(dirname(file), { recursive: true })
  const fresh = `${file}.${randomUUID()}`
  await writeFile(fresh, `${canonicalJson(key)}\n`, { mode: 0o600, flush: true })
  try {
    await link(fresh, file)
    return key
  } catch (error) {
    await rm(privateKeyFile(places, key.id), { force: true })
    const [first] = await publicKeys(places)
    if (first === undefined) throw error
    return first
  } finally {
    await rm(fresh, { force: true })
  }
}

/** A key pair, its private half on the disk before anybody is told of the public one. */
async function makeKey(places: Places, before: PublicKey | undefined): Promise<PublicKey> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const bytes = publicKey.export({ format: 'der', type: 'spki' })
  const told = { id: createHash('sha256').update(bytes).digest('hex'), key: bytes.toString('base64'), at: new Date().toISOString() }
  const signer = before === undefined ? privateKey : createPrivateKey(await readFile(privateKeyFile(places, before.id)))
  await mkdir(places.keysDir, { recursive: true, mode: 0o700 })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' })
  await writeFile(privateKeyFile(places, told.id), pem, { mode: 0o600, flag: 'wx', flush: true })
  return {
    ...told,
    signedBy: before?.id ?? null,
    signature: sign(null, textOfKey(told), signer).toString('base64'),
  }
}
