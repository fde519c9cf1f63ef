import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { EmbeddedDatabaseProblem } from './problems.ts'
import { startEmbedded, type EmbeddedConnection, type EmbeddedDatabase, type EmbeddedOptions } from './start-embedded.ts'

export const binDir = process.env['PG_BIN'] || undefined
export const debian15 = '/usr/lib/postgresql/15/bin'
export const isRoot = process.getuid?.() === 0
export const nobody = { uid: 65534, gid: 65534 }

/** Removes these with everything in them when the test that asks is done. */
export function removeAfterwards(...places: readonly string[]): void {
  onTestFinished(() => {
    for (const place of places) rmSync(place, { recursive: true, force: true })
  })
}

/** A DATA_DIR that others may pass, as `./var` of a clone is. */
export function freshDataDir(name = 'data'): string {
  const directory = mkdtempSync(join(tmpdir(), 'haidang-embedded-'))
  chmodSync(directory, 0o755)
  removeAfterwards(directory)
  return join(directory, name)
}

export const start = (dataDir: string, more: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> =>
  startEmbedded({ dataDir, binDir, log: () => undefined, ...more })

/** A database that is made once for a test file, for tests whose subject comes after that: each works on a copy. */
export async function madeOnce(): Promise<{ readonly copy: () => string; readonly remove: () => void }> {
  const directory = mkdtempSync(join(tmpdir(), 'haidang-embedded-'))
  chmodSync(directory, 0o755)
  const original = join(directory, 'data')
  await (await start(original)).stop()
  return {
    copy: () => {
      const dataDir = freshDataDir()
      execFileSync('cp', ['-a', original, dataDir])
      return dataDir
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

export async function query(connection: EmbeddedConnection, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  // A killed server says so on the idle connection as well.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows.map((row) => Object.values(row)[0])
  } finally {
    await client.end()
  }
}

export async function remember(connection: EmbeddedConnection, word: string): Promise<void> {
  await query(connection, 'create table if not exists words (word text)')
  await query(connection, `insert into words values ('${word}')`)
}
export const remembered = (connection: EmbeddedConnection) => query(connection, 'select word from words order by word')

export async function problemOf(attempt: Promise<unknown>): Promise<EmbeddedDatabaseProblem> {
  const problem = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(problem instanceof EmbeddedDatabaseProblem)) throw new Error(`expected a problem with a sentence, got ${String(problem)}`)
  return problem
}

export type Said = { readonly problem?: string; readonly pid: number; readonly version: string; readonly connection: EmbeddedConnection }

/** The test program in a process of its own; resolves when it has said where it runs, or why not. */
export async function program(dataDir: string, as: { uid?: number; gid?: number } = {}): Promise<{ child: ChildProcess; said: Said }> {
  const script = join(import.meta.dirname, 'start-embedded.test-program.ts')
  const child = spawn(process.execPath, [script, dataDir, binDir ?? ''], { stdio: ['pipe', 'pipe', 'inherit'], cwd: '/', ...as })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} and said nothing`)))
  })
  const said: Said = JSON.parse(line)
  return { child, said }
}

/** A dead process whose new parent has not noticed yet (state Z) does not run. */
export const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
export const end = async (child: ChildProcess, order: 'stop' | 'exit') => {
  const ended = once(child, 'exit')
  child.stdin?.write(`${order}\n`)
  await ended
}
