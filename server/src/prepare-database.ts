import type { Connection } from './database/connect.ts'
import { migrateToLatest } from './database/migrate.ts'
import { installQueue } from './platform/queue.ts'
import { admitProgram } from './program-role.ts'

/** Schema, queue and the rights of the program, as the owner: what the program itself may not do. Answers with the migrations that were run. */
export async function prepareDatabase(owner: Connection, program: Connection): Promise<readonly string[]> {
  const migrated = await migrateToLatest(owner)
  await installQueue(owner)
  await admitProgram(owner, program)
  return migrated
}
