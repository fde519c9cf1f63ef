import { seal, unseal } from '../platform/keys.ts'
import { FetchFailed } from '../platform/fetched.ts'

/** Passwords of other systems must be sent to them as they are, so they are sealed and not hashed. */
export const sealSecret = (keysDir: string, secret: string): Promise<Buffer> => seal(keysDir, 'feeds', secret)

export const openSecret = (keysDir: string, sealed: Buffer): Promise<string> =>
  unseal(keysDir, 'feeds', sealed).catch((error: unknown) => {
    throw new FetchFailed('secretUnreadable', '', error)
  })
