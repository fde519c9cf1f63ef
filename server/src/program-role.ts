import { createHmac } from 'node:crypto'
import pg from 'pg'
import type { Connection } from './database/connect.ts'
import { sqlState } from './platform/transaction.ts'
import { StartProblem } from './platform/start-problem.ts'

/** The database as its owner, who makes tables, and what makes the role as which the program then works (docs/decisions/0030). */
export type Owned = {
  readonly connection: Connection
  /** Who may make roles there: of the embedded database its superuser, else the owner itself, if it may. */
  readonly maker: Connection
  /** DATABASE_PROGRAM_URL: the role was made by the administrator of the server. */
  readonly programUrl?: string | undefined
}

/** The program's connection: a role that owns nothing, made where it is not there, and proved to be held by row-level security. */
export async function programConnection(owned: Owned): Promise<Connection> {
  const connection = owned.programUrl === undefined ? await ownRole(owned) : { connectionString: owned.programUrl }
  await proveHeld(connection, owned)
  return connection
}

/** What the role of the program may do: read and write rows, and of the log only add. Said anew at each start, after the migrations. */
export async function admitProgram(owner: Connection, program: Connection): Promise<void> {
  const role = pg.escapeIdentifier(userOf(program))
  await onClient(owner, async (client) => {
    const { rows } = await client.query<{ tables: string; sequences: string }>(ownTables)
    const { tables = '', sequences = '' } = rows[0] ?? {}
    // Two programs that start at once would change the same rows of the catalogue.
    await client.query(`begin; select pg_advisory_xact_lock(hashtext('haidang: the role of the program'));
      grant usage on schema public, jobs to ${role};
      grant select, insert, update, delete on ${tables} to ${role};
      grant usage on sequence ${sequences} to ${role};
      revoke insert, update, delete on migrations, migrations_lock from ${role};
      revoke insert, delete on tenants from ${role};
      revoke update, delete on audit_lines, audit_roots from ${role};
      commit`)
  })
}

/** Extensions of the server's administrator may have tables beside ours. */
const ownTables = `
  select string_agg(c.oid::regclass::text, ', ') filter (where c.relkind in ('r', 'p')) as tables,
    string_agg(c.oid::regclass::text, ', ') filter (where c.relkind = 'S') as sequences
  from pg_class c
  where c.relnamespace in ('public'::regnamespace, 'jobs'::regnamespace) and pg_has_role(c.relowner, 'usage')`

/** The owner's name and "_program", with a password that follows from the owner's: every program with the same DATABASE_URL comes to the same. */
async function ownRole({ connection, maker }: Owned): Promise<Connection> {
  const owner = clientOf(connection)
  const user = `${owner.user ?? ''}_program`
  const password = owner.password ? derivedPassword(owner.password, user) : undefined
  const program = asUser(connection, { user, ...(password === undefined ? {} : { password }) })
  try {
    await onClient(program, () => Promise.resolve())
  } catch (error) {
    // 28: the role is not there, or has another password. Anything else is no matter of roles.
    if (sqlState(error)?.startsWith('28') !== true) throw error
    await makeRole(maker, user, password)
    await onClient(program, () => Promise.resolve()).catch((still: unknown) => {
      throw noRole(user, still)
    })
  }
  return program
}

/** The same place by the same way (a URL says more than where: TLS, for one), as somebody else. */
function asUser(connection: Connection, credentials: { readonly user: string; readonly password?: string }): Connection {
  if (!('connectionString' in connection)) return { ...connection, ...credentials }
  if (!URL.canParse(connection.connectionString)) throw noRole(credentials.user, new Error('DATABASE_URL is no URL'))
  const url = new URL(connection.connectionString)
  // Before the host neither can be set where the host is a socket; the query comes before it.
  for (const [name, value] of Object.entries(credentials)) url.searchParams.set(name, value)
  return { connectionString: url.href }
}

const derivedPassword = (owners: string, user: string): string => createHmac('sha256', owners).update(`haidang ${user}`).digest('base64url')

const makeRole = (maker: Connection, user: string, password: string | undefined): Promise<unknown> =>
  onClient(maker, async (client) => {
    const role = pg.escapeIdentifier(user)
    const secret = password === undefined ? '' : `password ${pg.escapeLiteral(password)}`
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [user])
    await client.query(`${rowCount === 0 ? 'create' : 'alter'} role ${role} login ${secret}`)
  }).catch((error: unknown) => {
    // Another program that starts at the same time has made it.
    if (sqlState(error) === '42710' || sqlState(error) === '23505') return
    throw noRole(user, error)
  })

/** Neither superuser nor above row-level security, nor one that could become the owner. */
async function proveHeld(program: Connection, { connection }: Owned): Promise<void> {
  const owner = clientOf(connection).user ?? ''
  const held = await onClient(program, async (client) => {
    const { rows } = await client.query<{ held: boolean }>(
      `select not (rolsuper or rolbypassrls or pg_has_role(current_user, $1, 'member')) as held from pg_roles where rolname = current_user`,
      [owner],
    )
    return rows[0]?.held
  })
  if (held !== true) throw notHeld(userOf(program), owner)
}

/** Not connected: it knows who it would connect as, whether that stands in the connection, in a URL or in the environment. */
export const clientOf = (connection: Connection): pg.Client => new pg.Client(connection)
const userOf = (connection: Connection): string => clientOf(connection).user ?? ''

async function onClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const noRole = (user: string, error: unknown): StartProblem => {
  const reason = error instanceof Error ? error.message : String(error)
  return new StartProblem(
    {
      vi: `Chương trình làm việc bằng vai trò PostgreSQL "${user}", vai trò này không mở được và không tạo được (${reason}); hãy nhờ quản trị máy chủ chạy: create role ${user} login password '…'; rồi đặt DATABASE_PROGRAM_URL với vai trò và mật khẩu ấy.`,
      en: `The program works as the PostgreSQL role "${user}", which could be neither opened nor made (${reason}); have the server's administrator run: create role ${user} login password '…'; and set DATABASE_PROGRAM_URL with that role and password.`,
    },
    error,
  )
}

const notHeld = (user: string, owner: string): StartProblem =>
  new StartProblem({
    vi: `Vai trò "${user}" của DATABASE_PROGRAM_URL vượt được bảo mật mức dòng (superuser, BYPASSRLS, hoặc là thành viên của "${owner}"); hãy dùng một vai trò thường.`,
    en: `The role "${user}" of DATABASE_PROGRAM_URL is above row-level security (superuser, BYPASSRLS, or a member of "${owner}"); use a plain role.`,
  })
