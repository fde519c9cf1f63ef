import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Connection } from './database/connect.ts'
import { EmbeddedDatabaseProblem } from './database/embedded/problems.ts'
import { startEmbedded, type EmbeddedConnection, type EmbeddedOptions } from './database/embedded/start-embedded.ts'
import { StartProblem } from './platform/start-problem.ts'

export type OpenDatabase = {
  /** As its owner. */
  readonly connection: Connection
  /** As who may make roles there. */
  readonly maker: Connection
  /** "embedded", "joined" (the embedded one of a program that runs already) or "server" */
  readonly kind: 'embedded' | 'joined' | 'server'
  readonly version: string
  /** Resolves if the embedded server ended and cannot be started again. */
  readonly failed: Promise<unknown>
  readonly stop: () => Promise<void>
}

export type OpenOptions = Pick<EmbeddedOptions, 'log' | 'onExit' | 'onRestart'> & {
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly pgBin: string | undefined
  /** A command works beside a running program; a second program does not. */
  readonly mayJoin: boolean
}

const never = new Promise<never>(() => undefined)

/** The database that DATABASE_URL names, else the embedded one below DATA_DIR. */
export async function openDatabase({ dataDir, databaseUrl, pgBin, mayJoin, ...told }: OpenOptions): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    return {
      connection: { connectionString: databaseUrl },
      maker: { connectionString: databaseUrl },
      kind: 'server',
      version: await checkServer(databaseUrl),
      failed: never,
      stop: () => Promise.resolve(),
    }
  }
  try {
    const embedded = await startEmbedded({ dataDir, binDir: pgBin, ...told })
    const { connection, administrator: maker, version, failed, stop } = embedded
    return { connection, maker, kind: 'embedded', version, failed, stop }
  } catch (error) {
    if (!mayJoin || !(error instanceof EmbeddedDatabaseProblem) || error.code !== 'alreadyRunning') throw error
    const connection = await connectionOfRunning(dataDir)
    const maker = { ...connection, user: 'postgres' }
    return { connection, maker, kind: 'joined', version: await versionOf(connection), failed: never, stop: () => Promise.resolve() }
  }
}

/** PostgreSQL writes into its own data where it listens: the fifth line of postmaster.pid is the directory of the socket. */
async function connectionOfRunning(dataDir: string): Promise<EmbeddedConnection> {
  const home = await realpath(join(dataDir, 'postgresql'))
  const host = (await readFile(join(home, 'data', 'postmaster.pid'), 'utf8')).split('\n')[4]?.trim()
  if (!host)
    throw new StartProblem({
      vi: `Không thấy ổ cắm của cơ sở dữ liệu đang chạy trong ${home}.`,
      en: `The socket of the database that runs in ${home} was not found.`,
    })
  return { host, port: 5432, user: 'haidang', database: 'haidang' }
}

const leastVersion = 150_000

async function checkServer(databaseUrl: string): Promise<string> {
  // The password stays out of what is said.
  const where = URL.canParse(databaseUrl) ? new URL(databaseUrl).host + new URL(databaseUrl).pathname : 'DATABASE_URL'
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; version: string; vietnamese: boolean }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
        exists (select from pg_collation where collname = 'vi-x-icu') as vietnamese`,
    )
    const { number = 0, version = '', vietnamese = false } = rows[0] ?? {}
    if (number < leastVersion)
      throw new StartProblem({
        vi: `PostgreSQL tại ${where} là bản ${version}; cần bản 15 trở lên.`,
        en: `PostgreSQL at ${where} is version ${version}; version 15 or newer is needed.`,
      })
    if (!vietnamese)
      throw new StartProblem({
        vi: `PostgreSQL tại ${where} được dựng không có ICU nên không xếp được thứ tự tiếng Việt; hãy dùng bản có ICU.`,
        en: `PostgreSQL at ${where} was built without ICU and cannot sort Vietnamese; use a build with ICU.`,
      })
    return version
  } catch (error) {
    if (error instanceof StartProblem) throw error
    const reason = error instanceof Error ? error.message || String('code' in error ? error.code : '') : String(error)
    throw new StartProblem(
      {
        vi: `Không kết nối được PostgreSQL tại ${where} (${reason}); hãy kiểm tra DATABASE_URL.`,
        en: `PostgreSQL at ${where} cannot be reached (${reason}); check DATABASE_URL.`,
      },
      error,
    )
  } finally {
    await client.end().catch(() => undefined) // It may never have been connected.
  }
}

async function versionOf(connection: Connection): Promise<string> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  } finally {
    await client.end()
  }
}
