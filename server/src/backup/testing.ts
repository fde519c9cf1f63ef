import { mkdtempSync, writeFileSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { run as runBackup } from '../cli/backup.ts'
import type { CommandContext } from '../cli/command.ts'
import { run as runRestore } from '../cli/restore.ts'
import { run as runVerify } from '../cli/verify-backup.ts'
import type { Connection } from '../database/connect.ts'
import { removeAfterwards } from '../database/embedded/testing.ts'
import { readSettings, type Environment } from '../platform/settings.ts'
import { StartProblem } from '../platform/start-problem.ts'

const commands = { backup: runBackup, restore: runRestore, 'verify-backup': runVerify } as const

/** A place of this test's own, with a key: commands are run on it as from the terminal. */
export type Bench = {
  readonly place: (name: string) => string
  /** What a command printed and its exit code; a refusal is its English sentence. */
  readonly ran: (
    command: keyof typeof commands,
    args: readonly string[],
    environment?: Environment,
  ) => Promise<{ readonly code: number; readonly said: string }>
}

export function bench(passphrase = 'con tàu về bến đúng hẹn'): Bench {
  const directory = mkdtempSync(join(tmpdir(), 'haidang-backup-'))
  removeAfterwards(directory)
  const place = (name: string) => join(directory, name)
  writeFileSync(place('key'), `${passphrase}\n`)
  return {
    place,
    ran: async (command, args, environment = {}) => {
      // The account of the database must be able to pass.
      await chmod(directory, 0o755)
      const lines: string[] = []
      const settings = readSettings(
        { DATA_DIR: place('data'), PG_BIN: process.env['PG_BIN'], HAIDANG_BACKUP_KEY_FILE: place('key'), ...environment },
        false,
      )
      const print = (...said: readonly string[]) => void lines.push(...said)
      // These commands open the database themselves.
      const withServices: CommandContext['withServices'] = () => Promise.reject(new Error('not here'))
      try {
        const code = await commands[command](args, { settings, print, withServices })
        return { code, said: lines.join('\n') }
      } catch (error) {
        if (!(error instanceof StartProblem)) throw error
        return { code: 1, said: error.english }
      }
    },
  }
}

/** Every row of every table as text: what two databases must have in common. The last three are what a backup leaves out. */
export async function contentOf(connection: Connection): Promise<Readonly<Record<string, readonly string[]>>> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables
       where schemaname = 'public' and tablename not in ('migrations', 'migrations_lock', 'sessions', 'sign_in_links') order by 1`,
    )
    const content: Record<string, readonly string[]> = {}
    for (const { name } of rows) {
      const { rows: found } = await client.query<{ line: string }>(`select t::text as line from "${name}" t order by t::text collate "C"`)
      content[name] = found.map(({ line }) => line)
    }
    return content
  } finally {
    await client.end()
  }
}

export async function ask<Row extends pg.QueryResultRow>(connection: Connection, text: string): Promise<readonly Row[]> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Every file below a directory, by its path there. */
export async function filesBelow(directory: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  const files: Record<string, string> = {}
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    files[path.slice(directory.length + 1)] = (await readFile(path)).toString('latin1')
  }
  return files
}

/** A copy of a backup folder, to break. */
export async function copyOf(folder: string, to: string): Promise<string> {
  await mkdir(to, { recursive: true })
  await cp(folder, to, { recursive: true })
  return to
}
