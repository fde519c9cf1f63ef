import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { join } from 'node:path'

/** The programs of a PostgreSQL server, which the one that the project brings is without (pg_basebackup). */
export const serverPrograms = (): string | undefined =>
  [process.env['PG15_BIN'] ?? '', '/usr/lib/postgresql/15/bin'].find((place) => place !== '' && existsSync(join(place, 'pg_basebackup')))

export type ReplicatedServer = {
  /** postgres://… of whichever server leads, by way of here, as an address that moves with it. */
  readonly databaseUrl: string
  /** Breaks every connection, as a network that fails for a moment. */
  readonly cut: () => void
  /** Ends the leading server as a power cut does; from now on nothing answers. */
  readonly killLeader: () => Promise<void>
  /** The standby leads, and a new standby follows it. */
  readonly failOver: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A server with a synchronous standby: what it acknowledged is on both disks. */
export async function startReplicated(bin: string, folder: string): Promise<ReplicatedServer> {
  const account = process.getuid?.() === 0 ? idsOf('postgres') : undefined
  mkdirSync(folder, { mode: 0o755 })
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
  const run = (name: string, ...args: readonly string[]) => execFileSync(join(bin, name), args, { ...account, cwd: folder, stdio: 'pipe' })
  const sql = (port: number, statement: string): string =>
    run('psql', '-h', folder, '-p', String(port), '-U', 'haidang', '-d', 'postgres', '-Atc', statement).toString().trim()

  type Server = { readonly port: number; readonly data: string; readonly child: ChildProcess }
  const started = async (port: number): Promise<Server> => {
    const data = join(folder, String(port))
    const settings = [`port=${port}`, 'listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=60']
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...account,
      cwd: folder,
      stdio: 'ignore',
    })
    await until(() => isReady(run, folder, port), `server ${port}`)
    return { port, data, child }
  }
  let last = 1
  run('initdb', '-D', join(folder, '1'), '-U', 'haidang', '-A', 'trust', '-E', 'UTF8', '--locale=C')
  let leader = await started(last)
  const followed = async (): Promise<Server> => {
    last += 1
    run('pg_basebackup', '-D', join(folder, String(last)), '-R', '-h', folder, '-p', String(leader.port), '-U', 'haidang', '-c', 'fast')
    const standby = await started(last)
    await until(() => sql(leader.port, "select count(*) from pg_stat_replication where state = 'streaming'") === '1', 'standby')
    // Only once somebody follows: before that, no commit would be answered.
    sql(leader.port, "alter system set synchronous_standby_names = '*'")
    sql(leader.port, 'select pg_reload_conf()')
    await until(() => sql(leader.port, "select count(*) from pg_stat_replication where sync_state = 'sync'") === '1', 'synchronous standby')
    return standby
  }
  sql(leader.port, 'create database haidang')
  let standby = await followed()

  let target: number | undefined = leader.port
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const gate = createServer((program) => {
    if (target === undefined) return void program.destroy()
    const database = createConnection(join(folder, `.s.PGSQL.${target}`))
    for (const [from, to] of [
      [program, database],
      [database, program],
    ] as const) {
      sockets.add(from)
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.on('error', () => to.destroy())
      from.pipe(to)
    }
  })
  gate.listen(0, '127.0.0.1')
  await once(gate, 'listening')
  const address = gate.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0

  return {
    databaseUrl: `postgres://haidang@127.0.0.1:${port}/haidang`,
    cut,
    killLeader: async () => {
      target = undefined
      const gone = once(leader.child, 'exit')
      leader.child.kill('SIGKILL')
      cut()
      await gone
    },
    failOver: async () => {
      // The old one is not let in again: its standby does not wait for anybody until a new one follows.
      appendFileSync(join(standby.data, 'postgresql.auto.conf'), "synchronous_standby_names = ''\n")
      run('pg_ctl', 'promote', '-w', '-D', standby.data)
      leader = standby
      sql(leader.port, 'select pg_reload_conf()')
      target = leader.port
      standby = await followed()
    },
    close: async () => {
      cut()
      gate.close()
      for (const { child } of [standby, leader]) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const gone = once(child, 'exit')
        child.kill('SIGINT')
        await gone
      }
    },
  }
}

function isReady(run: (name: string, ...args: readonly string[]) => Buffer, folder: string, port: number): boolean {
  try {
    run('pg_isready', '-q', '-h', folder, '-p', String(port))
    return true
  } catch {
    return false
  }
}

function idsOf(name: string): { readonly uid: number; readonly gid: number } {
  const id = (what: '-u' | '-g') => Number(execFileSync('id', [what, name]).toString())
  return { uid: id('-u'), gid: id('-g') }
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const limit = Date.now() + 60_000; !isSo(); await new Promise((done) => setTimeout(done, 50)))
    if (Date.now() > limit) throw new Error(`${what} was not there within 60 s.`)
}
