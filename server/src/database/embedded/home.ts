import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readlink, realpath, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { canReach, databaseAccount, ownerOf, type Account } from './account.ts'
import { ownDirectory } from './binaries.ts'
import { asProblem, dataMissing, dataUnreachable, isMissing } from './problems.ts'

/** Where one embedded database lives: its cluster, its log and its lock. */
export type Home = { readonly directory: string; readonly account: Account | undefined }

const outOfRoot = '/var/lib/haidang'

/**
 * `DATA_DIR/postgresql`, made if it is not there. Where the account of the database cannot reach DATA_DIR (a clone under /root), the home is
 * made under /var/lib/haidang and `DATA_DIR/postgresql` is a link to it: the link is the record, so removing DATA_DIR begins anew.
 */
export async function openHome(dataDir: string, log: (line: string) => void): Promise<Home> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 })
    const entry = join(dataDir, 'postgresql')
    const found = await lstat(entry).catch((error: unknown) => {
      if (isMissing(error)) return undefined
      throw error
    })
    return await (found === undefined ? makeHome(dataDir, entry, log) : existingHome(entry, found.isSymbolicLink()))
  } catch (error) {
    throw asProblem(error, dataDir)
  }
}

async function existingHome(entry: string, isLink: boolean): Promise<Home> {
  if (isLink && !(await stat(entry).catch(() => undefined))) throw dataMissing(entry, await readlink(entry))

  const directory = await realpath(entry)
  const account = (await ownerOf(directory)) ?? (await databaseAccount())
  if (account !== undefined && !(await canReach(join(directory, '..'), account))) throw dataUnreachable(directory, account.name)
  await giveTo(directory, account)
  return { directory, account }
}

async function makeHome(dataDir: string, entry: string, log: (line: string) => void): Promise<Home> {
  const account = await databaseAccount()
  if (await canReach(dataDir, account)) {
    await mkdir(entry, { mode: 0o700 })
    await giveTo(entry, account)
    return { directory: await realpath(entry), account }
  }

  await ownDirectory(outOfRoot)
  const directory = join(outOfRoot, `data-${randomBytes(6).toString('hex')}`)
  await mkdir(directory, { mode: 0o700 })
  await writeFile(join(directory, 'belongs-to'), `${dataDir}\n`)
  await giveTo(directory, account)
  await symlink(directory, entry)
  log(
    `${dataDir} is out of reach for user ${account?.name ?? ''}, who runs PostgreSQL; the database is kept in ${directory} (link: ${entry})`,
  )
  return { directory, account }
}

async function giveTo(directory: string, account: Account | undefined): Promise<void> {
  await chmod(directory, 0o700)
  if (account !== undefined) await chown(directory, account.uid, account.gid)
}

/** struct sockaddr_un holds 108 bytes with the closing zero; PostgreSQL listens on `.s.PGSQL.5432` within the directory. */
const longestSocket = 107

/** A directory that only the database's account can enter, with a path short enough for a socket. */
export async function openSocketDirectory({ directory, account }: Home): Promise<string> {
  const within = join(directory, 'socket')
  const name = `haidang-${createHash('sha256').update(directory).digest('hex').slice(0, 16)}`
  const places = [within, ...(account === undefined ? [tmpdir(), '/tmp'] : ['/run', tmpdir(), '/tmp']).map((place) => join(place, name))]

  let refused: unknown
  for (const place of places.filter((path) => Buffer.byteLength(join(path, '.s.PGSQL.5432')) <= longestSocket)) {
    try {
      await mkdir(place, { mode: 0o700 }).catch((error: unknown) => {
        if (basename(place) === name || place === within) return lstat(place)
        throw error
      })
      const found = await lstat(place)
      const ours = [process.getuid?.(), account?.uid].includes(found.uid)
      if (!found.isDirectory() || !ours) throw new Error(`${place} belongs to someone else`)
      await giveTo(place, account)
      return place
    } catch (error) {
      refused = error
    }
  }
  throw asProblem(refused, directory)
}
