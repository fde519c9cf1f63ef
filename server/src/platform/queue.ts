import { PgBoss, type Db as BossDb, type Job } from 'pg-boss'
import type { Connection } from '../database/connect.ts'
import { poolLimits } from '../database/connect.ts'
import type { Logger } from './log.ts'
import type { Tx } from './transaction.ts'

export type JobName =
  | 'read-document'
  | 'write-consolidation'
  | 'remind'
  | 'seal-audit'
  | 'witness-audit'
  | 'apply-reorganisations'
  | 'roll-up-figures'
  | 'keep-months'
  | 'watch-feeds'
  | 'run-feed'
  | 'tend-accounts'
  | 'tend-posts'
export const jobNames: readonly JobName[] = [
  'read-document',
  'write-consolidation',
  'remind',
  'seal-audit',
  'witness-audit',
  'apply-reorganisations',
  'roll-up-figures',
  'keep-months',
  'watch-feeds',
  'run-feed',
  'tend-accounts',
  'tend-posts',
]

/** May run twice (a killed program's job is run again), so it must come to the same end. */
export type JobHandler = (
  payload: Readonly<Record<string, unknown>>,
  job: { readonly id: string; readonly signal: AbortSignal },
) => Promise<void>

/** Background work that survives a restart: rows of the same database, written in the transaction of the change that wants them. */
export type Queue = {
  readonly start: () => Promise<void>
  /** Waits for running jobs, at most `timeoutMs`; what is cut off is run again at the next start. */
  readonly stop: (timeoutMs?: number) => Promise<void>
  /** With a key, a job that still waits under it is not doubled. */
  readonly enqueue: (
    tx: Tx,
    name: JobName,
    payload: Readonly<Record<string, unknown>>,
    options?: { readonly key?: string },
  ) => Promise<void>
  readonly work: (name: JobName, handler: JobHandler) => Promise<void>
  readonly schedule: (
    name: JobName,
    cron: string,
    options?: { readonly tz?: string; readonly payload?: Readonly<Record<string, unknown>> },
  ) => Promise<void>
  /** Runs what waits, in this process and now, until nothing does: for tests and commands, where no worker polls. */
  readonly drain: () => Promise<number>
  /** How many jobs wait or run, by name. */
  readonly depth: () => Promise<ReadonlyMap<string, number>>
}

export type QueueOptions = {
  readonly connection: Connection
  readonly log: Logger
  /** false: handlers are kept for `drain` and nothing polls. */
  readonly polls?: boolean
}

const queueSettings = { policy: 'short', retryLimit: 4, retryBackoff: true, retryDelay: 2, expireInSeconds: 600, notify: true } as const

const schema = 'jobs'

/** Makes the queue's tables and names, or brings them up to date; as the owner of the database. */
export async function installQueue(owner: Connection): Promise<void> {
  const boss = new PgBoss({ ...owner, schema, application_name: 'haidang-migrate', max: 1, supervise: false, schedule: false })
  // Unheard it would end the program; what matters of it fails the start below.
  boss.on('error', () => undefined)
  await boss.start()
  try {
    for (const name of jobNames) await boss.createQueue(name, queueSettings)
  } finally {
    await boss.stop({ graceful: false })
  }
}

export function openQueue({ connection, log, polls = true }: QueueOptions): Queue {
  const boss = new PgBoss({
    ...connection,
    schema,
    application_name: 'haidang-jobs',
    max: poolLimits.jobs,
    migrate: false,
    useListenNotify: polls,
    supervise: polls,
    schedule: polls,
  })
  // An unheard 'error' would end the program; the queue itself goes on when the database is back.
  boss.on('error', (error) => log.warn({ err: error }, 'queue'))
  boss.on('warning', (warning) => log.debug({ warning }, 'queue'))

  const handlers = new Map<JobName, JobHandler>()
  let started: Promise<unknown> | undefined
  const start = async () => {
    started ??= boss.start()
    await started
  }

  return {
    start,
    stop: async (timeoutMs = 3000) => {
      if (started === undefined) return
      await boss.stop({ graceful: true, timeout: timeoutMs })
    },
    enqueue: async (tx, name, payload, { key } = {}) => {
      await start()
      await boss.send(name, payload, { singletonKey: key ?? crypto.randomUUID(), db: dbOf(tx) })
    },
    work: async (name, handler) => {
      handlers.set(name, handler)
      if (!polls) return
      await start()
      await boss.work(name, { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 10 }, (jobs: Job<Record<string, unknown>>[]) =>
        runAll(jobs, handler),
      )
    },
    schedule: async (name, cron, { tz = 'Asia/Ho_Chi_Minh', payload = {} } = {}) => {
      if (!polls) return
      await start()
      await boss.schedule(name, cron, payload, { tz })
    },
    drain: async () => {
      await start()
      let done = 0
      for (let found = 1; found > 0; done += found) {
        found = 0
        for (const [name, handler] of handlers) found += await drainOne(boss, name, handler)
      }
      return done
    },
    depth: async () => {
      await start()
      const { rows } = await boss
        .getDb()
        .executeSql(`select name, count(*)::int as jobs from jobs.job where state in ('created', 'retry', 'active') group by name`)
      return new Map(rows.map(({ name, jobs }) => [String(name), Number(jobs)]))
    },
  }
}

const dbOf = (tx: Tx): BossDb => ({ executeSql: async (text, values) => ({ rows: await tx.raw(text, values ?? []) }) })

async function runAll(jobs: readonly Job<Record<string, unknown>>[], handler: JobHandler): Promise<void> {
  for (const { id, data, signal } of jobs) await handler(data, { id, signal })
}

async function drainOne(boss: PgBoss, name: JobName, handler: JobHandler): Promise<number> {
  const jobs = await boss.fetch<Record<string, unknown>>(name, { batchSize: 100 })
  for (const job of jobs) {
    try {
      await handler(job.data, { id: job.id, signal: new AbortController().signal })
    } catch (error) {
      await boss.fail(name, job.id, { message: error instanceof Error ? error.message : String(error) })
      throw error
    }
    await boss.complete(name, job.id)
  }
  return jobs.length
}
