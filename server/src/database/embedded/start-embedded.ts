import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { checkVersion, createCluster, launch, type Cluster } from './cluster.ts'
import { openHome, openSocketDirectory } from './home.ts'
import { lockHome } from './lock.ts'
import { asProblem } from './problems.ts'
import { endOrphans, signal } from './processes.ts'
import type { ChildProcess } from 'node:child_process'

export type EmbeddedOptions = {
  /** DATA_DIR; the database is kept in `postgresql` below it. */
  readonly dataDir: string
  /** PG_BIN: the directory with postgres and initdb of another installation. */
  readonly binDir?: string | undefined
  readonly log: (line: string) => void
  /** Server settings beside ours, for measuring and tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told when PostgreSQL ended without being asked to; it is started again on the same data without further ado. */
  readonly onExit?: (how: { readonly code: number | null; readonly signal: NodeJS.Signals | null }) => void
  /** Told when it accepts connections again. Connections held before are dead. */
  readonly onRestart?: () => void
}

/** As `pg` takes it: `host` is the directory of the socket; who may enter it may connect, so there is no password. */
export type EmbeddedConnection = { readonly host: string; readonly port: 5432; readonly user: string; readonly database: string }

export type EmbeddedDatabase = {
  /** The program's own database, as its owner. */
  readonly connection: EmbeddedConnection
  /** The superuser, for backups and for making databases. */
  readonly administrator: EmbeddedConnection
  /** "18.4" */
  readonly version: string
  /** Where cluster, log and lock are: not always below DATA_DIR (see home.ts). */
  readonly home: string
  /** A server left by a killed program was found and ended. */
  readonly adopted: boolean
  /** Changes when PostgreSQL is started again; undefined while it is not running. */
  readonly pid: number | undefined
  /** Resolves only if PostgreSQL ended and cannot be started again: the program should end with this. */
  readonly failed: Promise<unknown>
  /** Fast shutdown: open transactions are rolled back, what was committed is written out. */
  readonly stop: () => Promise<void>
}

/** Starts the embedded PostgreSQL on a data directory, creating it if need be, and keeps it running until `stop`. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { log } = options
  const dataDir = resolve(options.dataDir)
  const { directory: home, account } = await openHome(dataDir, log)
  const lock = await lockHome(home).catch((error: unknown) => {
    throw asProblem(error, home)
  })

  try {
    const binaries = await findBinaries({ binDir: options.binDir, account, dataDir, log })
    const socketDirectory = await openSocketDirectory({ directory: home, account })
    const cluster: Cluster = {
      home,
      directory: join(home, 'data'),
      socketDirectory,
      account,
      binaries,
      settings: options.settings ?? {},
      log,
    }

    const state = await checkVersion(cluster)
    if (state === 'absent') {
      log(`creating a database of PostgreSQL ${binaries.version} in ${cluster.directory}`)
      await createCluster(cluster)
    }
    const adopted = state === 'present' && (await endOrphans(cluster.directory, socketDirectory))
    if (adopted) log('ended the database server that a killed program had left running')

    return await supervise(cluster, { ...options, adopted, release: lock.release })
  } catch (error) {
    await lock.release()
    throw asProblem(error, home)
  }
}

type Supervision = Pick<EmbeddedOptions, 'onExit' | 'onRestart'> & { readonly adopted: boolean; readonly release: () => Promise<void> }

async function supervise(cluster: Cluster, { adopted, release, onExit, onRestart }: Supervision): Promise<EmbeddedDatabase> {
  const { log, socketDirectory, binaries } = cluster
  const administrator = { host: socketDirectory, port: 5432, user: 'postgres', database: 'postgres' } as const
  const connection = { ...administrator, user: 'haidang', database: 'haidang' }

  let stopping = false
  let child: ChildProcess | undefined = await launch(cluster, () => true)
  let restarting: Promise<void> | undefined
  let reportFailure: (problem: unknown) => void = () => undefined
  const failed = new Promise<unknown>((tell) => (reportFailure = tell))

  const endWithProgram = () => {
    if (child?.pid !== undefined) signal(child.pid, 'SIGINT')
  }
  process.on('exit', endWithProgram)

  const watch = (running: ChildProcess) => {
    running.unref()
    running.once('exit', (code, signalName) => {
      child = undefined
      if (stopping) return
      log(`PostgreSQL ended unexpectedly (${signalName ?? `code ${code}`}); starting it again`)
      onExit?.({ code, signal: signalName })
      restarting = restart()
    })
  }

  const restart = async () => {
    for (let failures = 0; !stopping; failures += 1) {
      try {
        const again = await launch(cluster, () => !stopping)
        child = again
        // It may have died between becoming ready and being watched.
        if (again.exitCode === null && again.signalCode === null) {
          watch(again)
          if (!stopping) onRestart?.()
          return
        }
      } catch (error) {
        if (stopping) return
        log(`PostgreSQL does not start: ${error instanceof Error ? error.message : String(error)}`)
        if (failures >= 3) return reportFailure(error)
      }
      await sleep(200 * 2 ** failures)
    }
  }

  const stop = async () => {
    if (stopping) return
    stopping = true
    await restarting
    if (child !== undefined) await shutDown(child)
    process.off('exit', endWithProgram)
    await release()
  }

  watch(child)
  try {
    await makeDatabase(administrator, connection)
  } catch (error) {
    stopping = true
    if (child !== undefined) await shutDown(child)
    throw error
  }
  return {
    connection,
    administrator,
    version: binaries.version,
    home: cluster.home,
    adopted,
    get pid() {
      return child?.pid
    },
    failed,
    stop,
  }
}

async function shutDown(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return

  child.ref()
  const ended = once(child, 'exit')
  const pid = child.pid
  signal(pid, 'SIGINT')
  // A disk that does not answer must not hold the program for ever; recovery makes the immediate shutdown whole.
  const impatience = setTimeout(() => signal(pid, 'SIGQUIT'), 60_000)
  await ended
  clearTimeout(impatience)
}

/** The role and database of the program; again on every start, so that a kill between the two does no harm. */
async function makeDatabase(administrator: EmbeddedConnection, connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client(administrator)
  await client.connect()
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      'select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = $2) as database',
      [connection.user, connection.database],
    )
    if (rows[0]?.role !== true) await client.query(`create role ${connection.user} login`)
    if (rows[0]?.database !== true) await client.query(`create database ${connection.database} owner ${connection.user}`)
  } finally {
    await client.end()
  }
}
