import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'
import { openDb, openPool, type Connection } from './connect.ts'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Migrations are plain SQL, one file each, run in the order of their names. They go forward only. */
export const sqlFiles = (directory = folder): MigrationProvider => ({
  async getMigrations() {
    const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
    const migrations: Record<string, Migration> = {}
    for (const name of names) {
      const text = await readFile(join(directory, name), 'utf8')
      migrations[name.replace(/\.sql$/u, '')] = {
        up: (db) =>
          sql
            .raw(text)
            .execute(db)
            .then(() => undefined),
      }
    }
    return migrations
  },
})

/** The names of all migrations that this program has, in order. */
export const migrationNames = async (): Promise<readonly string[]> => Object.keys(await sqlFiles().getMigrations())

/** Brings a database to the newest schema, or up to the named migration; two programs that start together wait for each other. */
export async function migrateToLatest(
  connection: Connection,
  { upTo, directory }: { readonly upTo?: string; readonly directory?: string } = {},
): Promise<readonly string[]> {
  const pool = openPool(connection, { max: 1, name: 'haidang-migrate', isPatient: true })
  const db = openDb(pool)
  try {
    const migrator = new Migrator({
      db,
      provider: sqlFiles(directory),
      migrationTableName: 'migrations',
      migrationLockTableName: 'migrations_lock',
    })
    const { error, results } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
    if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error })
    return (results ?? []).filter(({ status }) => status === 'Success').map(({ migrationName }) => migrationName)
  } finally {
    await db.destroy()
  }
}
