import { randomInt } from 'node:crypto'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { endOtherSessions } from '../platform/sessions.ts'
import { inTransaction, type Tx } from '../platform/transaction.ts'
import { forgetOtherDevices } from './attempts-store.ts'
import { hashPassword } from './passwords.ts'
import { setFirstPassword, voidLinks } from './store.ts'

const consonants = 'bcdghklmnprstvxz'
const vowels = 'aeiou'
const syllablesPerWord = [3, 3, 3] as const

/** Nine syllables that can be said over the telephone, 57 bits of chance: "gavelo-tudika-moxeri". */
export const newFirstPassword = (): string =>
  syllablesPerWord.map((count) => Array.from({ length: count }, () => oneOf(consonants) + oneOf(vowels)).join('')).join('-')

const oneOf = (letters: string): string => letters.charAt(randomInt(letters.length))

/** Gives somebody a password that opens only the way to one of their own; what they had open ends. It is nowhere but in the answer. */
export async function giveFirstPassword(call: Call, accountId: string): Promise<string> {
  const password = newFirstPassword()
  const passwordHash = await hashPassword(password)
  await inTransaction(call, (tx) => saveFirstPassword(tx, call, accountId, passwordHash))
  return password
}

export async function saveFirstPassword(tx: Tx, call: Call, accountId: string, passwordHash: string): Promise<void> {
  await setFirstPassword(tx, call.tenantId, accountId, passwordHash)
  await voidLinks(tx, call.tenantId, accountId)
  await forgetOtherDevices(tx, call.tenantId, accountId, undefined)
  await endOtherSessions(tx, accountId, { tenantId: call.tenantId })
  await audit(tx, call, { stream: 'office', action: 'firstPasswordGiven', subject: accountId, detail: {} })
}
