import { readdir } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Fault } from './audit/faults.ts'
import { verifyAudit } from './audit/verify.ts'
import type { BackupFolder } from './backup/folder.ts'
import { schemaAgainst, type Manifest } from './backup/manifest.ts'
import { preparePlace } from './backup/place.ts'
import { newerSchema } from './backup/problems.ts'
import { refuseFilled, restoreDatabase } from './backup/restore-database.ts'
import { restoreFiles } from './backup/restore-files.ts'
import type { WaitingJob } from './backup/store.ts'
import { keysWithin } from './backup/take-backup.ts'
import { migrateToLatest, migrationNames } from './database/migrate.ts'
import { openDatabase } from './open-database.ts'
import { openServices } from './open-services.ts'
import type { Services } from './platform/call.ts'
import { checkDataDir } from './platform/checks.ts'
import { openLog } from './platform/log.ts'
import { jobNames } from './platform/queue.ts'
import type { Settings } from './platform/settings.ts'
import { inNoOffice } from './platform/transaction.ts'

export type Restored = {
  /** Migrations that brought an older schema up to this program's. */
  readonly migrated: readonly string[]
  readonly jobs: number
  /** Faults of the audit log, as they were when the backup was taken. */
  readonly faults: readonly { readonly office: string; readonly fault: Fault }[]
  readonly movedAside: string | undefined
}

/**
 * An installation from a backup that was verified: the database (embedded below DATA_DIR, or the empty one of DATABASE_URL), the files, the
 * roots and the keys, compared with the manifest, then brought to this program's schema. Put in place only when all of it stands.
 */
export async function restoreInstallation(
  settings: Settings,
  folder: BackupFolder,
  manifest: Manifest,
  { replace }: { readonly replace: boolean },
): Promise<Restored> {
  const against = schemaAgainst(manifest.schema, await migrationNames())
  if (typeof against === 'object') throw newerSchema(against.unknown)

  const place = await preparePlace(settings.dataDir, { replace, at: new Date() })
  try {
    await checkDataDir(place.staging)
    const staged = withDataDir(settings, place.staging)
    await fillDatabase(staged, folder, manifest)
    await restoreFiles(place.staging, folder, manifest)
    const told = await bringUp(staged, folder, manifest)
    return { ...told, movedAside: await place.takeOver() }
  } catch (error) {
    await place.discard()
    throw error
  }
}

/** The same settings for another DATA_DIR: keys that lie in it move with it, keys kept apart stay where they are. */
export const withDataDir = (settings: Settings, dataDir: string): Settings => ({
  ...settings,
  dataDir,
  keysDir: settings.keysDir === keysWithin(settings.dataDir) ? keysWithin(dataDir) : settings.keysDir,
})

const quiet = () => undefined

async function fillDatabase(settings: Settings, folder: BackupFolder, manifest: Manifest): Promise<void> {
  const { dataDir, databaseUrl, pgBin } = settings
  const database = await openDatabase({ dataDir, databaseUrl, pgBin, mayJoin: false, log: quiet })
  try {
    if (database.kind === 'server') await refuseFilled(database.connection)
    const newest = manifest.schema.at(-1)
    await migrateToLatest(database.connection, newest === undefined ? {} : { upTo: newest })
    await restoreDatabase(database.connection, folder, manifest)
  } finally {
    await database.stop()
  }
}

/** As the program opens it: the schema is brought up to date, what waited in the queue waits again, the log is verified. */
async function bringUp(settings: Settings, folder: BackupFolder, manifest: Manifest): Promise<Omit<Restored, 'movedAside'>> {
  const { services, migrated, close } = await openServices(settings, { log: openLog('error'), say: quiet, isProgram: false })
  try {
    const jobs = await queueAgain(services, folder, manifest)
    const faults: { readonly office: string; readonly fault: Fault }[] = []
    for (const { tenantId, slug } of manifest.offices) {
      const verified = await verifyAudit(services, tenantId)
      for (const fault of verified.faults) faults.push({ office: slug, fault })
    }
    return { migrated, jobs, faults }
  } finally {
    await close()
  }
}

/** Jobs come to the same end however often they run, so one that ran at the moment of the backup is simply begun again. */
async function queueAgain(services: Services, { parts }: BackupFolder, manifest: Manifest): Promise<number> {
  let count = 0
  for await (const line of createInterface({ input: Readable.from(parts.read(manifest.jobs.part)), crlfDelay: Infinity })) {
    // The backup was written by this program and every byte of it is proved.
    const { name, data, key } = JSON.parse(line) as WaitingJob
    const known = jobNames.find((candidate) => candidate === name)
    if (known === undefined) continue
    await inNoOffice({ services }, (tx) => services.queue.enqueue(tx, known, data, key === null ? {} : { key }))
    count += 1
  }
  return count
}

/** Whether DATA_DIR has a database of its own; opening one that is not there would make it. */
export async function hasEmbedded(dataDir: string): Promise<boolean> {
  const names: readonly string[] = await readdir(dataDir).catch(() => []) // No directory, no database.
  return names.includes('postgresql')
}
