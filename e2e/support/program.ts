import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')

export type ProgramSettings = {
  readonly dataDir: string
  readonly port: number
  readonly environment?: Readonly<Record<string, string>>
}

/** The program as a person starts it, as a process of its own. */
export type RunningProgram = {
  readonly address: string
  readonly pid: number
  /** What it said so far. */
  readonly output: () => string
  /** As Ctrl-C: answers with the exit code. */
  readonly stop: () => Promise<number | null>
  /** Made ready to end it as a power cut does, the program alone or its database with it: `now` kills, `gone` waits for its end. */
  readonly killer: (what: 'program' | 'programAndDatabase') => Promise<{ readonly now: () => void; readonly gone: () => Promise<unknown> }>
}

export async function startProgram({ dataDir, port, environment = {} }: ProgramSettings): Promise<RunningProgram> {
  const child = spawn(process.execPath, [join(root, 'server/src/main.ts')], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HAIDANG_SAMPLE: 'no', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
  child.stderr.on('data', (piece: Buffer) => (output += piece.toString()))
  const address = `http://127.0.0.1:${port}`
  await untilReady(address, child, () => output)
  return {
    address,
    pid: child.pid ?? 0,
    output: () => output,
    stop: async () => {
      child.kill('SIGINT')
      return exitOf(child)
    },
    killer: async (what) => {
      const database = what === 'programAndDatabase' ? await databaseProcesses(dataDir) : []
      return {
        now: () => {
          for (const pid of database) killNow(pid)
          child.kill('SIGKILL')
        },
        gone: () => exitOf(child),
      }
    },
  }
}

async function untilReady(address: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 240_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}:\n${output()}`)
    const reply = await fetch(`${address}/readyz`).catch(() => undefined)
    if (reply?.ok === true) return
    await new Promise((done) => setTimeout(done, 50))
  }
  child.kill('SIGKILL')
  throw new Error(`The program was not ready after 240 s:\n${output()}`)
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

/** The processes of the embedded database of this DATA_DIR, the postmaster first. */
async function databaseProcesses(dataDir: string): Promise<readonly number[]> {
  const cluster = await clusterOf(dataDir)
  const postmaster = Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number)
  const children = await Promise.all(pids.map(async (pid) => ((await parentOf(pid)) === postmaster ? [pid] : [])))
  return [postmaster, ...children.flat()]
}

async function clusterOf(dataDir: string): Promise<string> {
  return join(dataDir, 'postgresql', 'data')
}

async function parentOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return status === undefined ? undefined : Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Runs `haidang …` on the same data and answers with what it printed; another exit code than 0 is an error that says it. */
export const haidang = (dataDir: string, port: number, ...words: readonly string[]): Promise<string> =>
  haidangWith({}, dataDir, port, ...words)

/** The same with more in its environment. */
export async function haidangWith(
  environment: Readonly<Record<string, string>>,
  dataDir: string,
  port: number,
  ...words: readonly string[]
): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'server/src/cli/main.ts'), ...words], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', ...environment },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

/** The socket directory of the running embedded database: the fifth line of PostgreSQL's own file. */
export const socketOf = async (dataDir: string): Promise<string> =>
  (await readFile(join(await clusterOf(dataDir), 'postmaster.pid'), 'utf8')).split('\n')[4] ?? ''

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port was found.')
  return address.port
}
