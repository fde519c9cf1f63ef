import { readFile, readdir, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Ticks since boot at which a process began: with its number it tells two processes apart that had the same number. */
export async function startOf(pid: number): Promise<string | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name in parentheses may hold spaces; the state follows it, and the start is the twentieth field from there.
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')[19]
}

/** Every PostgreSQL process of this cluster: each has the cluster as its working directory, whoever started it. */
export async function processesOf(cluster: string): Promise<readonly number[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const inCluster = await Promise.all(numbers.map(async (pid) => (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === cluster))
  return numbers.filter((pid, index) => pid !== process.pid && inCluster[index] === true)
}

export type PostmasterFile = { readonly pid: number; readonly status: string }

/** What postmaster.pid says: line 1 is the process, line 8 whether it accepts connections. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined

  const lines = text.split('\n')
  return { pid: Number.parseInt(lines[0] ?? '', 10), status: (lines[7] ?? '').trim() }
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended by itself in the meantime.
  }
}

export async function waitUntil(done: () => Promise<boolean>, limitMs: number): Promise<boolean> {
  const limit = Date.now() + limitMs
  for (let pause = 5; Date.now() < limit; pause = Math.min(pause * 1.5, 100)) {
    if (await done()) return true
    await sleep(pause)
  }
  return done()
}

/**
 * After the program was killed, its PostgreSQL runs on; after PostgreSQL was killed, its children may hold the shared memory for a while.
 * Both are ended here, by PostgreSQL's own signals, so that the cluster starts as our child. True if something was found.
 */
export async function endOrphans(cluster: string, socketDirectory: string): Promise<boolean> {
  const file = await readPostmasterFile(cluster)
  const running = await processesOf(cluster)

  if (running.length > 0) {
    const gone = async () => (await processesOf(cluster)).length === 0
    const postmaster = file !== undefined && running.includes(file.pid) ? file.pid : undefined
    if (postmaster !== undefined) signal(postmaster, 'SIGINT')
    if (!(await waitUntil(gone, postmaster === undefined ? 2_000 : 20_000))) {
      // SIGQUIT ends a server process at once, without SIGKILL's leftovers; the next start recovers from the log.
      for (const pid of await processesOf(cluster)) signal(pid, 'SIGQUIT')
      await waitUntil(gone, 20_000)
    }
  }

  // No process of the cluster is left, so what the file names is a stranger that was given the same number (a restarted container).
  if (file !== undefined && (await processesOf(cluster)).length === 0) {
    await rm(join(cluster, 'postmaster.pid'), { force: true })
    await rm(join(socketDirectory, '.s.PGSQL.5432.lock'), { force: true })
    await rm(join(socketDirectory, '.s.PGSQL.5432'), { force: true })
  }
  return running.length > 0
}
