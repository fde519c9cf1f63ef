import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { open, readFile, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asProblem, cannotChangeUser, diskFull, isCode, isMissing, otherVersion, startFailed } from './problems.ts'
import { endOrphans, readPostmasterFile } from './processes.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'

export type Cluster = {
  readonly home: string
  readonly directory: string
  readonly socketDirectory: string
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly settings: Readonly<Record<string, string>>
  readonly log: (line: string) => void
}

/** A fixed environment: nothing of the shell (PGDATA, locale, preloads) reaches the database. */
const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const as = (account: Account | undefined) => (account === undefined ? {} : { uid: account.uid, gid: account.gid })

/** Refuses data of another major version: PostgreSQL reads only its own. */
export async function checkVersion({ directory, binaries }: Cluster): Promise<'absent' | 'present'> {
  const written = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined
    throw asProblem(error, directory)
  })
  if (written === undefined) return 'absent'
  if (Number.parseInt(written, 10) !== binaries.major) throw otherVersion(directory, written.trim(), binaries.version)
  return 'present'
}

/** Made under another name and moved into place, so that a kill in the middle leaves nothing half made. */
export async function createCluster(cluster: Cluster): Promise<void> {
  const { home, directory, account, binaries } = cluster
  for (const name of await readdir(home)) if (name.startsWith('unfinished-')) await rm(join(home, name), { recursive: true })
  await checkSpace(home, 100)

  const unfinished = join(home, `unfinished-${randomBytes(6).toString('hex')}`)
  // From 17 on PostgreSQL brings C.UTF-8 itself; before, the C library's is the same order.
  const locale =
    binaries.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8']
      : ['--locale-provider=libc', '--locale=C.UTF-8', '--lc-messages=C', '--encoding=UTF8']
  const access = ['--username=postgres', '--auth-local=trust', '--auth-host=reject']
  const child = spawn(join(binaries.directory, 'initdb'), ['--pgdata', unfinished, '--data-checksums', ...locale, ...access], {
    cwd: '/',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...as(account),
  })
  let said = ''
  child.stdout.on('data', (text: Buffer) => (said += text.toString()))
  child.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(account !== undefined && isCode(error, 'EPERM') ? cannotChangeUser(account.name, error) : error))
    child.once('close', resolve)
  })
  if (code !== 0) {
    await rm(unfinished, { recursive: true, force: true })
    throw await whyNot(cluster, said)
  }
  await rename(unfinished, directory)
}

async function checkSpace(directory: string, neededMb: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory)
  if ((bavail * bsize) / 1024 / 1024 < neededMb) throw diskFull(directory)
}

/** PostgreSQL's last words as a problem. A full disk may have no room for its last words. */
async function whyNot({ home, directory }: Cluster, said: string): Promise<Error> {
  const { bavail } = await statfs(home)
  if (bavail === 0 || said.includes('No space left on device') || said.includes('Disk quota exceeded')) return diskFull(home)

  const lines = said.split('\n').filter((line) => /FATAL|PANIC|error:|HINT|could not/.test(line))
  const lastWords = lines.slice(-3).map((line) => line.replace(/^.*?(FATAL|PANIC|HINT):\s*/, '$1: '))
  return startFailed(directory, lastWords.join(' ') || said.trim().slice(-300) || 'nothing')
}

const always = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  // Short statements; compiling them costs more than it saves.
  jit: 'off',
  lc_messages: 'C',
} as const

/** In a list setting PostgreSQL splits at commas and spaces unless the item is quoted. */
const quoted = (path: string): string => `"${path.replaceAll('"', '""')}"`

const passing = [/pre-existing shared memory block/, /lock file ".*" already exists/, /could not bind Unix address/]

/** Starts the server as our child and returns when it accepts connections; waits for old children to let go of shared memory. */
export async function launch(cluster: Cluster, isWanted: () => boolean): Promise<ChildProcess> {
  const limit = Date.now() + 60_000
  for (let attempt = 1; ; attempt += 1) {
    const result = await tryLaunch(cluster)
    if ('child' in result) return result.child

    const willPass = passing.some((words) => words.test(result.said))
    if (!willPass || Date.now() > limit || !isWanted()) throw await whyNot(cluster, result.said)
    if (attempt === 1) cluster.log('waiting for the processes of the previous database server to end')
    await endOrphans(cluster.directory, cluster.socketDirectory)
    await sleep(Math.min(50 * attempt, 500))
  }
}

async function tryLaunch({
  home,
  directory,
  socketDirectory,
  account,
  binaries,
  settings,
  log,
}: Cluster): Promise<{ child: ChildProcess } | { said: string }> {
  const logFile = join(home, 'postgres.log')
  const written = await openLog(logFile)
  const flags = { ...always, ...settings, unix_socket_directories: quoted(socketDirectory) }
  let child: ChildProcess
  try {
    child = spawn(
      join(binaries.directory, 'postgres'),
      ['-D', directory, ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: '/',
        env: environment,
        stdio: ['ignore', written.handle.fd, written.handle.fd],
        // A session of its own: Ctrl-C in the terminal is for the program, which stops the database last.
        detached: true,
        ...as(account),
      },
    )
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', (error) =>
        reject(account !== undefined && isCode(error, 'EPERM') ? cannotChangeUser(account.name, error) : error),
      )
    })
  } finally {
    await written.handle.close()
  }

  const began = Date.now()
  let told = 0
  for (let pause = 5; child.exitCode === null && child.signalCode === null; pause = Math.min(pause * 1.3, 100)) {
    const file = await readPostmasterFile(directory)
    if (file?.pid === child.pid && file?.status === 'ready') return { child }
    if (Date.now() - began > (told + 1) * 5_000) {
      told += 1
      log(`the database is still recovering from its log after ${Math.round((Date.now() - began) / 1000)} s`)
    }
    await sleep(pause)
  }
  return { said: (await readFile(logFile)).subarray(written.from).toString() }
}

const largestLog = 16 * 1024 * 1024

async function openLog(path: string): Promise<{ handle: FileHandle; from: number }> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > largestLog) await rename(path, `${path}.1`)
  return { handle: await open(path, 'a', 0o640), from: size > largestLog ? 0 : size }
}
