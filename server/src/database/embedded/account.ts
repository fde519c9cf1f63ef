import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Stats } from 'node:fs'

/** The system account that PostgreSQL runs as. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

export const runsAsRoot = (): boolean => process.getuid?.() === 0

/** PostgreSQL refuses to run as root: then its own account is used if the machine has it, else `nobody`. An ordinary user stays itself. */
export async function databaseAccount(): Promise<Account | undefined> {
  if (!runsAsRoot()) return undefined

  const accounts = await readAccounts()
  return (
    accounts.find(({ name }) => name === 'postgres') ??
    accounts.find(({ name }) => name === 'nobody') ?? { name: 'nobody', uid: 65534, gid: 65534 }
  )
}

/** Data that an ordinary user made keeps its owner when root starts the program on it once. */
export async function ownerOf(path: string): Promise<Account | undefined> {
  if (!runsAsRoot()) return undefined

  const { uid, gid } = await stat(path)
  if (uid === 0) return undefined
  const known = (await readAccounts()).find((account) => account.uid === uid)
  return { name: known?.name ?? String(uid), uid, gid }
}

async function readAccounts(): Promise<readonly Account[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** Whether the account may pass every directory down to this one. Without an account (we stay ourselves) there is nothing to ask. */
export async function canReach(directory: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true

  for (let at = resolve(directory); ; at = dirname(at)) {
    if (!mayPass(await stat(at), account)) return false
    if (at === dirname(at)) return true
  }
}

function mayPass({ uid, gid, mode }: Stats, account: Account): boolean {
  if (uid === account.uid) return (mode & 0o100) !== 0
  if (gid === account.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
