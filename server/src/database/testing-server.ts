import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { parse } from 'pg-connection-string'
import { startEmbedded } from './embedded/start-embedded.ts'
import { prepareDatabase } from '../prepare-database.ts'
import { clientOf, programConnection } from '../program-role.ts'
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
export type TestServer = {
  /** Makes and drops databases. */
  readonly administrator: TestConnection
  /** Owns them: makes tables, looks at every row. */
  readonly owner: TestConnection
  /** The role of the program, which row-level security holds: no test passes by the rights of a superuser or an owner. */
  readonly program: Pick<TestConnection, 'user' | 'password'>
  readonly template: string
}

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
  const tearDown = async () => {
    if (server.isShared) await administer(server, `drop database if exists ${template} with (force)`)
    await server.close()
  }

  try {
    await administer(server, `create database ${template} owner "${server.owner.user}"`)
    const owner = { ...server.owner, database: template }
    const program = await programConnection({ connection: owner, maker: server.administrator })
    await prepareDatabase(owner, program)
    const { user, password } = clientOf(program)
    project.provide('testServer', {
      administrator: server.administrator,
      owner: server.owner,
      program: { user: user ?? '', ...(password ? { password } : {}) },
      template,
    })
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}

async function administer({ administrator }: OpenServer, statement: string): Promise<void> {
  const client = new pg.Client(administrator)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

type OpenServer = {
  readonly administrator: TestConnection
  readonly owner: TestConnection
  readonly isShared: boolean
  readonly close: () => Promise<void>
}

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
    return { administrator: connection, owner: connection, isShared: true, close: () => Promise.resolve() }
  }

  const dataDir = await mkdtemp(join(tmpdir(), 'haidang-test-'))
  // Under root PostgreSQL runs as another account, which must be able to pass.
  if (process.getuid?.() === 0) await chmod(dataDir, 0o755)
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
  return { administrator: embedded.administrator, owner: embedded.connection, isShared: false, close }
}
