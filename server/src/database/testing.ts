import pg from 'pg'
import { inject } from 'vitest'
import type { TestConnection } from './testing-server.ts'

export type TestDatabase = {
  /** As its owner. */
  readonly connection: TestConnection
  /** As the program. */
  readonly program: TestConnection
  /** The same as a URL, for what is started as a process of its own. */
  readonly url: string
  /** Ends whoever is still connected, and removes the database. */
  readonly drop: () => Promise<void>
}

let made = 0

/** A database of this test file's own with all migrations run (a clone of the run's template, some 30 ms). Call in beforeAll, drop in afterAll. */
export const testDatabase = (name: string): Promise<TestDatabase> => makeDatabase(name, inject('testServer').template)

/** A database without any table, for tests of migrations and of databases that sort in another way. */
export const emptyDatabase = (name: string, locale = ''): Promise<TestDatabase> => makeDatabase(name, `template0 ${locale}`)

async function makeDatabase(name: string, template: string): Promise<TestDatabase> {
  const { administrator, owner, program } = inject('testServer')
  made += 1
  const database = `t_${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}_${process.pid}_${made}`.slice(0, 63)
  await onServer(administrator, `create database ${database} template ${template} owner "${owner.user}"`)

  const connection = { ...owner, database }
  return {
    connection,
    program: { ...connection, ...program },
    url: urlOf(connection),
    drop: () => onServer(administrator, `drop database if exists ${database} with (force)`),
  }
}

async function onServer(server: TestConnection, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A socket directory cannot stand where a URL has its host, so everything goes into the query. */
function urlOf({ host, port, user, password, database }: TestConnection): string {
  const query = new URLSearchParams({ host, port: String(port), user, ...(password === undefined ? {} : { password }) })
  return `postgres:///${database}?${query.toString()}`
}
