import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { emptyDatabase, type TestDatabase } from './database/testing.ts'
import { sentencesOf } from './platform/start-problem.ts'
import { prepareDatabase } from './prepare-database.ts'
import { clientOf, programConnection } from './program-role.ts'

/** Roles are of the whole server, so these have names of this run. */
const owner = `t_owner_${process.pid}`
let database: TestDatabase
beforeAll(async () => {
  database = await emptyDatabase('program_role')
  await administer(`create role ${owner} login; alter database ${database.connection.database} owner to ${owner}`)
})
afterAll(async () => {
  await database.drop()
  await administer(`drop role if exists ${owner}_program, ${owner}_deputy; drop role ${owner}`)
})

const administrator = () => inject('testServer').administrator
const as = (user: string, password?: string) => {
  const { password: _theirs, ...place } = database.connection
  return { ...place, user, ...(password === undefined ? {} : { password }) }
}
const urlAs = (user: string): string => database.url.replace(/user=[^&]*/u, `user=${user}`)

async function administer(statement: string, name = administrator().database): Promise<void> {
  const client = new pg.Client({ ...administrator(), database: name })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const rolesLike = async (name: string): Promise<number | null> => {
  const client = new pg.Client(administrator())
  await client.connect()
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  await client.end()
  return rowCount
}

const toldBy = async (opening: Promise<unknown>): Promise<string> => {
  const sentences = await opening.then(() => undefined, sentencesOf)
  return sentences?.en ?? 'nothing'
}

describe('where the owner may make no roles', () => {
  test('it is said which one is to be made, and none is', async () => {
    const owned = { connection: as(owner), maker: as(owner) }
    expect(await toldBy(programConnection(owned))).toContain(`create role ${owner}_program login password`)
    expect(await rolesLike(`${owner}_program`)).toBe(0)
  })

  test.each([
    ['the owner itself', () => owner],
    ['a superuser', () => administrator().user],
    ['a member of the owner', () => `${owner}_deputy`],
  ])('%s is refused as the role of the program', async (_who, user) => {
    if (user().endsWith('_deputy')) await administer(`create role ${user()} login; grant ${owner} to ${user()}`)
    const owned = { connection: as(owner), maker: as(owner), programUrl: urlAs(user()) }
    expect(await toldBy(programConnection(owned))).toContain('is above row-level security')
  })
})

describe('where the owner may', () => {
  beforeAll(() => administer(`alter role ${owner} createrole`))

  test('two programs that start together come to one role, which sees nothing of no office; what others keep beside it is left alone', async () => {
    await administer('create table if not exists public.theirs (id int)', database.connection.database)
    const owned = { connection: as(owner), maker: as(owner) }
    const start = async () => {
      const program = await programConnection(owned)
      await prepareDatabase(owned.connection, program)
      return program
    }
    const [one, two] = await Promise.all([start(), start()])
    expect(one).toEqual(two)
    expect(one).toMatchObject({ user: `${owner}_program`, database: database.connection.database })

    const client = new pg.Client(one)
    await client.connect()
    const { rows } = await client.query(`select row_security_active('accounts') as held, (select count(*)::int from accounts) as rows`)
    await expect(client.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query('select from theirs')).rejects.toMatchObject({ code: '42501' })
    await client.end()
    expect(rows).toEqual([{ held: true, rows: 0 }])
  })

  test('its password follows from the owner’s, by URL as by parts, and other owners have others', async () => {
    const passwordOf = async (password: string) =>
      clientOf(await programConnection({ connection: as(owner, password), maker: as(owner) })).password
    const first = await passwordOf('mật khẩu')
    expect(first).toMatch(/^[\w-]{43}$/u)
    expect(await passwordOf('mật khẩu')).toBe(first)
    expect(await passwordOf('khác')).not.toBe(first)

    const url = `${urlAs(owner)}&password=${encodeURIComponent('mật khẩu')}`
    const program = await programConnection({ connection: { connectionString: url }, maker: as(owner) })
    expect(clientOf(program)).toMatchObject({ password: first, user: `${owner}_program`, host: database.connection.host })
  })
})
