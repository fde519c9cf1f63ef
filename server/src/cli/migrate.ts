import { migrateToLatest } from '../database/migrate.ts'
import { openDatabase } from '../open-database.ts'
import type { CommandContext } from './command.ts'

export async function run(_args: readonly string[], { settings, print }: CommandContext): Promise<number> {
  const { dataDir, databaseUrl, pgBin } = settings
  const database = await openDatabase({ dataDir, databaseUrl, pgBin, mayJoin: true, log: () => undefined })
  try {
    const done = await migrateToLatest(database.connection)
    print(...done.map((name) => `${name}: xong / done`))
    print('Lược đồ đã ở bản mới nhất / The schema is up to date.')
    return 0
  } finally {
    await database.stop()
  }
}
