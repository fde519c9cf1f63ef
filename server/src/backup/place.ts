import { lstat, mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { lockHome } from '../database/embedded/lock.ts'
import { EmbeddedDatabaseProblem } from '../database/embedded/problems.ts'
import { processesOf } from '../database/embedded/processes.ts'
import { restoringIn, unfinishedRestore } from '../platform/checks.ts'
import { settle } from './parts.ts'
import { placeNotEmpty, stillRunning } from './problems.ts'

/** What an installation keeps below DATA_DIR and a restore puts there; the database last, so that none starts beside half of its files. */
const kept = ['keys', 'audit-roots', 'files', 'postgresql'] as const

/** A DATA_DIR into which something is restored: made whole beside what is there, then moved into place by renaming. */
export type Place = {
  /** A DATA_DIR of its own within it; no program starts on the outer one as long as it is there. */
  readonly staging: string
  /** Moves what was restored into place and says where what was there before lies now. */
  readonly takeOver: () => Promise<string | undefined>
  readonly discard: () => Promise<void>
}

export type PlaceOptions = { readonly replace: boolean; readonly at: Date }

export async function preparePlace(dataDir: string, { replace, at }: PlaceOptions): Promise<Place> {
  const staging = restoringIn(dataDir)
  if ((await lstat(staging).catch(() => undefined)) !== undefined) throw unfinishedRestore(staging)
  const there = await keptIn(dataDir)
  if (there.length > 0 && !replace) throw placeNotEmpty(dataDir, there)
  await refuseRunning(dataDir)
  await mkdir(staging, { recursive: true, mode: 0o755 })

  const aside = join(dataDir, `before-restore-${at.toISOString().replaceAll(/[:.]/gu, '-')}`)
  return {
    staging,
    takeOver: async () => {
      await refuseRunning(dataDir)
      const before = await keptIn(dataDir)
      if (before.length > 0) await moveAll(dataDir, aside, before)
      await moveAll(staging, dataDir, await keptIn(staging))
      await rmdir(staging)
      await settle(dataDir)
      return before.length > 0 ? aside : undefined
    },
    discard: () => rm(staging, { recursive: true, force: true }),
  }
}

async function keptIn(directory: string): Promise<readonly string[]> {
  const names: readonly string[] = await readdir(directory).catch(() => []) // It is not there yet, so nothing is in it.
  return kept.filter((name) => names.includes(name))
}

async function moveAll(from: string, to: string, names: readonly string[]): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 })
  for (const name of names) await rename(join(from, name), join(to, name))
  await settle(to)
}

/** Neither a program nor a database that a killed program left. */
async function refuseRunning(dataDir: string): Promise<void> {
  const home = await realpath(join(dataDir, 'postgresql')).catch(() => undefined) // There is none.
  if (home === undefined) return
  try {
    await (await lockHome(home)).release()
  } catch (error) {
    if (error instanceof EmbeddedDatabaseProblem && error.code === 'alreadyRunning') throw stillRunning(dataDir)
    throw error
  }
  if ((await processesOf(join(home, 'data'))).length > 0) throw stillRunning(dataDir)
}
