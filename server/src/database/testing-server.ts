import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { parse } from 'pg-connection-string'
import { startEmbedded } from './embedded/start-embedded.ts'
import type { TestProject } from 'vitest/node'

/** As `pg` takes it. */
export type TestConnection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password?: string
  readonly database: string
}

/** What the test files are told about the one server of a vitest run. */
export type TestServer = { readonly connection: TestConnection; readonly template: string; readonly version: string }

declare module 'vitest' {
  // eslint-disable-next-line typescript/consistent-type-definitions -- declaration merging needs an interface.
  interface ProvidedContext {
    readonly testServer: TestServer
  }
}

/**
 * vitest's global setup: one server for the run (the embedded one with PG_BIN's or npm's programs, or the one of CITUS_URL or DATABASE_URL)
 * and on it one database with all migrations run, which `testDatabase` clones for each test file.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const template = `haidang_template_${process.pid}_${randomBytes(4).toString('hex')}`
  const administrator = new pg.Client(server.connection)
  await administrator.connect()
  await administrator.query(`create database ${template}`)
  await migrate({ ...server.connection, database: template })
  const { rows } = await administrator.query<{ server_version: string }>('show server_version')
  await administrator.end()

  project.provide('testServer', { connection: server.connection, template, version: rows[0]?.server_version ?? '' })
  return async () => {
    if (server.isShared) {
      const client = new pg.Client(server.connection)
      await client.connect()
      await client.query(`drop database if exists ${template} with (force)`)
      await client.end()
    }
    await server.close()
  }
}

type OpenServer = { readonly connection: TestConnection; readonly isShared: boolean; readonly close: () => Promise<void> }

async function openServer(): Promise<OpenServer> {
  const url = process.env['CITUS_URL'] || process.env['DATABASE_URL']
  if (url) {
    const { host, port, user, password, database } = parse(url)
    const connection = {
      host: host ?? 'localhost',
      port: Number(port ?? 5432),
      user: user ?? 'postgres',
      ...(password ? { password } : {}),
      database: database ?? 'postgres',
    }
    return { connection, isShared: true, close: () => Promise.resolve() }
  }

  const dataDir = await mkdtemp(join(tmpdir(), 'haidang-test-'))
  // Under root PostgreSQL runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await import('node:fs/promises').then(({ chmod }) => chmod(dataDir, 0o755))
  const lines: string[] = []
  const embedded = await startEmbedded({
    dataDir,
    binDir: process.env['PG_BIN'] || undefined,
    log: (line) => lines.push(line),
    // A throw-away server: what a power cut would do to it is tested in embedded/, with fsync on.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  const close = async () => {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { connection: embedded.administrator, isShared: false, close }
}

async function migrate(connection: TestConnection): Promise<void> {
  const file = new URL('./migrate.ts', import.meta.url)
  if (!existsSync(file)) return

  const module: unknown = await import(file.href)
  if (typeof module !== 'object' || module === null || !('migrateToLatest' in module) || typeof module.migrateToLatest !== 'function') {
    throw new Error('server/src/database/migrate.ts exports no migrateToLatest')
  }
  await module.migrateToLatest(connection)
}
