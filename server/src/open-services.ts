import { openPool, poolLimits } from './database/connect.ts'
import { openDatabase, type OpenDatabase } from './open-database.ts'
import { defaultLimits, type Services } from './platform/call.ts'
import { openFileStore } from './platform/files.ts'
import { issuerSecretsFrom } from './platform/issuer-secrets.ts'
import type { Logger } from './platform/log.ts'
import { openQueue } from './platform/queue.ts'
import type { Settings } from './platform/settings.ts'
import { StartProblem } from './platform/start-problem.ts'
import { prepareDatabase } from './prepare-database.ts'
import { programConnection } from './program-role.ts'

export type Running = {
  readonly services: Services
  /** For what makes offices: work as the owner of the database, whom row-level security does not hold. No request comes here. */
  readonly asOwner: <T>(work: (services: Services) => Promise<T>) => Promise<T>
  readonly database: OpenDatabase
  readonly migrated: readonly string[]
  readonly close: () => Promise<void>
}

export type RunningOptions = {
  readonly log: Logger
  /** Of the embedded database, for the person at the terminal. */
  readonly say: (line: string) => void
  /** The program: polls the queue, and is alone on its data. A command: neither. */
  readonly isProgram: boolean
  readonly onDatabaseExit?: () => void
  readonly onDatabaseRestart?: () => void
}

/** Database, schema, files and queue: all that the program and its commands work with. */
export async function openServices(
  settings: Settings,
  { log, say, isProgram, onDatabaseExit, onDatabaseRestart }: RunningOptions,
): Promise<Running> {
  const database = await openDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    pgBin: settings.pgBin,
    mayJoin: !isProgram,
    log: say,
    onExit: () => onDatabaseExit?.(),
    onRestart: () => onDatabaseRestart?.(),
  })
  try {
    const { databaseProgramUrl: programUrl } = settings
    const program = await programConnection({ ...database, ...(database.kind === 'server' ? { programUrl } : {}) })
    const migrated = await prepareDatabase(database.connection, program).catch((error: unknown) => {
      throw schemaProblem(error)
    })
    let closing = false
    const pool = openPool(program, {
      ...(isProgram ? { max: poolLimits.web, name: 'haidang' } : { max: poolLimits.tool, name: 'haidang-cli' }),
      onIdleError: (error) => closing || log.warn({ err: error }, 'an idle database connection broke'),
    })
    const queue = openQueue({ connection: program, log, polls: isProgram })
    const services: Services = {
      pool,
      files: openFileStore(settings.dataDir),
      queue,
      log,
      limits: defaultLimits,
      dataDir: settings.dataDir,
      keysDir: settings.keysDir,
      feedHosts: settings.feedHosts,
      timestamps: settings.timestamps,
      issuerSecrets: issuerSecretsFrom(settings.issuerSecrets),
      reachedAt: {
        ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
        ...(settings.port === 0 ? {} : { local: `http://localhost:${settings.port}` }),
      },
    }
    const asOwner: Running['asOwner'] = async (work) => {
      const owners = openPool(database.connection, { max: poolLimits.tool, name: 'haidang-owner' })
      try {
        return await work({ ...services, pool: owners })
      } finally {
        await owners.end()
      }
    }
    const close = async () => {
      closing = true
      await queue.stop(2000)
      await pool.end()
      await database.stop()
    }
    return { services, asOwner, database, migrated, close }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** Kysely finds a migration in the database that this program does not have: it was made by a newer one. */
function schemaProblem(error: unknown): unknown {
  if (!(error instanceof Error) || !error.message.startsWith('corrupted migrations')) return error
  return new StartProblem(
    {
      vi: `Dữ liệu ở đây thuộc một phiên bản Hải Đăng mới hơn (${error.message}); hãy chạy phiên bản ấy, hoặc đặt DATA_DIR là một thư mục khác.`,
      en: `The data here belongs to a newer version of Hải Đăng (${error.message}); run that version, or set DATA_DIR to another directory.`,
    },
    error,
  )
}
