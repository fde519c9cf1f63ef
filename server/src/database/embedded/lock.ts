import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { startOf } from './processes.ts'
import { alreadyRunning, isCode } from './problems.ts'

/**
 * One program for one home. The kernel's own name table decides (an abstract socket, freed by the kernel when its holder dies, so no stale
 * lock and no race between two starters); the file says who holds it, and holds by itself where two programs do not share a network.
 */
export async function lockHome(home: string): Promise<{ release: () => Promise<void> }> {
  const file = join(home, 'supervisor.lock')
  const { dev, ino } = await stat(home)
  const holder = await readHolder(file)

  const name = await claimName(`\0haidang-postgresql-${dev}-${ino}`)
  if (name === 'taken') throw alreadyRunning(home, holder?.pid)
  try {
    if (holder !== undefined && holder.pid !== process.pid && (await isAlive(holder))) throw alreadyRunning(home, holder.pid)

    await writeFile(file, JSON.stringify({ pid: process.pid, start: await startOf(process.pid), boot: await boot() }), { mode: 0o644 })
  } catch (error) {
    name?.close()
    throw error
  }
  return {
    release: async () => {
      await rm(file, { force: true })
      name?.close()
    },
  }
}

type Holder = { readonly pid: number; readonly start: string; readonly boot: string }

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const read: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof read !== 'object' || read === null || !('pid' in read) || !('start' in read) || !('boot' in read)) return undefined
    return { pid: Number(read.pid), start: String(read.start), boot: String(read.boot) }
  } catch {
    // No file, or one cut off by a kill in mid-writing: nobody is named.
    return undefined
  }
}

const isAlive = async ({ pid, start, boot: since }: Holder): Promise<boolean> => since === (await boot()) && start === (await startOf(pid))

const boot = async (): Promise<string> => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')).trim()

/** undefined where the kernel knows no abstract names (not Linux): then the file alone holds. */
function claimName(name: string): Promise<Server | 'taken' | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('error', (error) => resolve(isCode(error, 'EADDRINUSE') ? 'taken' : undefined))
    server.listen(name, () => resolve(server))
  })
}
