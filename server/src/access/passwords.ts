import { hash, verify } from '@node-rs/argon2'

/** argon2id with OWASP's first choice of 19 MiB and two passes: some 30 ms here, and far more for who tries a list. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), cost)

let decoy: Promise<string> | undefined

/** Takes as long for a person who is not there, so that the time does not tell which logins exist. */
export async function passwordMatches(storedHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no one has this password')
  const matches = await verify(storedHash ?? (await decoy), password.normalize('NFC'))
  return matches && storedHash !== null && storedHash !== undefined
}
