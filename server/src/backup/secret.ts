import { createHmac, hkdfSync, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { StartProblem } from '../platform/start-problem.ts'

/** What a guess costs: some 0.25 s and 128 MiB. */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const
/** A folder that asks for more than this was not written by us. */
const dearest = { N: 2 ** 20, r: 16, p: 4 } as const
const shortest = 16

/** The one file of a backup folder that is not sealed: how the key comes from the passphrase, and whether it is the right one. */
export const folderHeadSchema = z.strictObject({
  format: z.literal('haidang-backup'),
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.number().int().min(2).max(dearest.N),
    r: z.number().int().min(1).max(dearest.r),
    p: z.number().int().min(1).max(dearest.p),
    salt: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
  check: z.string().regex(/^[0-9a-f]{64}$/u),
})
export type FolderHead = z.infer<typeof folderHeadSchema>

export type FolderKey = {
  readonly master: Buffer
  /** Under which name something is kept: who has no key cannot ask whether a known file is there. */
  readonly nameOf: (text: string) => string
}

/** A new folder's head and key. */
export async function makeFolderKey(passphrase: string): Promise<{ readonly head: FolderHead; readonly key: FolderKey }> {
  const kdf = { name: 'scrypt', ...cost, salt: randomBytes(32).toString('hex') } as const
  const key = await deriveKey(passphrase, kdf)
  return { head: { format: 'haidang-backup', version: 1, kdf, check: checkOf(key, kdf) }, key }
}

/** The key of a folder that is there; undefined where the passphrase is another, or the head was altered. */
export async function openFolderKey(passphrase: string, { kdf, check }: FolderHead): Promise<FolderKey | undefined> {
  const key = await deriveKey(passphrase, kdf)
  return timingSafeEqual(Buffer.from(checkOf(key, kdf), 'hex'), Buffer.from(check, 'hex')) ? key : undefined
}

async function deriveKey(passphrase: string, { N, r, p, salt }: FolderHead['kdf']): Promise<FolderKey> {
  const secret = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'hex'), 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
  const names = part(secret, 'names')
  return { master: part(secret, 'streams'), nameOf: (text) => createHmac('sha256', names).update(text).digest('hex') }
}

const part = (secret: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `haidang backup ${purpose}`, 32))

const checkOf = ({ nameOf }: FolderKey, { N, r, p, salt }: FolderHead['kdf']): string => nameOf(`folder ${N} ${r} ${p} ${salt}`)

/** The passphrase as it stands in a file or a variable, without the end of its line. */
export function readPassphrase(text: string, from: string): string {
  const passphrase = text.trim()
  if (passphrase.length >= shortest) return passphrase
  throw new StartProblem({
    vi: `Khóa sao lưu trong ${from} chỉ có ${passphrase.length} ký tự, cần ít nhất ${shortest}; hãy tạo bằng: openssl rand -base64 32.`,
    en: `The backup key in ${from} has only ${passphrase.length} characters, at least ${shortest} are needed; make one with: openssl rand -base64 32.`,
  })
}
