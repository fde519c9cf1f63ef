import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb, openPool } from '@haidang/server/database/connect'
import { testDatabase } from '@haidang/server/database/testing'
import { defaultLimits } from '@haidang/server/platform/call'
import type { Services } from '@haidang/server/platform/call'
import { openFileStore } from '@haidang/server/platform/files'
import { openQueue } from '@haidang/server/platform/queue'

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (...said: unknown[]) => console.error(...said),
}

/** As the loading of the sample has them: of the owner of the database, who makes offices. */
export type OwnersServices = Services & { readonly db: ReturnType<typeof openDb> }

/** What a load works with, on a database and a directory of its own. */
export async function openServices(name: string): Promise<{ readonly services: OwnersServices; readonly close: () => Promise<void> }> {
  const database = await testDatabase(name)
  const dataDir = await mkdtemp(join(tmpdir(), 'haidang-sample-'))
  const pool = openPool(database.connection, { max: 8, name: 'haidang-sample' })
  pool.on('error', () => undefined) // The database is dropped under the pool at the end.
  const queue = openQueue({ connection: database.connection, log: silent, polls: false })
  const services = {
    pool,
    db: openDb(pool),
    files: openFileStore(dataDir),
    queue,
    log: silent,
    limits: defaultLimits,
    dataDir,
    keysDir: join(dataDir, 'keys'),
    feedHosts: [],
    reachedAt: {},
    timestamps: undefined,
    issuerSecrets: async () => [],
  }
  const close = async () => {
    await queue.stop(1000)
    await services.db.destroy()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { services, close }
}
