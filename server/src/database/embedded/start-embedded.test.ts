import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseAccount } from './account.ts'
import { waitUntil } from './processes.ts'
import { end, freshDataDir, isRoot, isRunning, madeOnce, problemOf, program, query, remember, remembered, start } from './testing.ts'

describe('creating and starting', () => {
  test('what was saved before a stop is there after the next start, under the settings that keep it safe', async () => {
    const dataDir = freshDataDir()
    const first = await start(dataDir)
    await remember(first.connection, 'hải đăng')
    expect(
      await query(
        first.administrator,
        "select setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums') order by name",
      ),
    ).toEqual(['on', 'on', 'on', 'on'])
    expect(await query(first.administrator, 'show listen_addresses')).toEqual([''])
    expect(
      await query(first.administrator, "select datcollate || ' ' || datlocprovider::text from pg_database where datname = 'haidang'"),
    ).toEqual([first.version.startsWith('15') ? 'C.UTF-8 c' : 'C b'])
    expect(statSync(first.connection.host).mode & 0o777).toBe(0o700)
    expect(await query(first.connection, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([false])
    const { pid } = first
    await first.stop()
    expect(pid !== undefined && isRunning(pid)).toBe(false)

    const second = await start(dataDir)
    expect(second.adopted).toBe(false)
    expect(await remembered(second.connection)).toEqual(['hải đăng'])
    await second.stop()
  })

  test('a creation that was killed half way is cleared and done again', async () => {
    const dataDir = freshDataDir()
    mkdirSync(join(dataDir, 'postgresql', 'unfinished-0a1b2c', 'base'), { recursive: true })
    const embedded = await start(dataDir)
    await remember(embedded.connection, 'whole')
    await embedded.stop()
    expect(readdirSync(embedded.home).filter((name) => name.startsWith('unfinished'))).toEqual([])
  })

  test('spaces, quotes and commas in the path do no harm', async () => {
    const embedded = await start(freshDataDir(`dữ liệu, "bản chính" 'số 1'`))
    await remember(embedded.connection, 'quoted')
    expect(await remembered(embedded.connection)).toEqual(['quoted'])
    await embedded.stop()
  })

  test('a path too long for a socket gets its socket elsewhere, in a directory closed to others', async () => {
    const dataDir = freshDataDir('phòng-văn-hóa-và-thông-tin-'.repeat(5))
    const embedded = await start(dataDir)
    expect(embedded.connection.host.startsWith(dataDir)).toBe(false)
    expect(Buffer.byteLength(embedded.connection.host)).toBeLessThan(90)
    expect(statSync(embedded.connection.host).mode & 0o777).toBe(0o700)
    await remember(embedded.connection, 'long')
    await embedded.stop()

    const again = await start(dataDir)
    expect(await remembered(again.connection)).toEqual(['long'])
    await again.stop()
  })
})

describe('kills', () => {
  let made: Awaited<ReturnType<typeof madeOnce>>
  beforeAll(async () => {
    made = await madeOnce()
  })
  afterAll(() => made.remove())

  test('a killed program leaves PostgreSQL running; the next start ends it and finds everything that was acknowledged', async () => {
    const dataDir = made.copy()
    const { child, said } = await program(dataDir)
    await remember(said.connection, 'acknowledged')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isRunning(said.pid)).toBe(true)

    const embedded = await start(dataDir)
    expect(embedded.adopted).toBe(true)
    expect(isRunning(said.pid)).toBe(false)
    expect(await remembered(embedded.connection)).toEqual(['acknowledged'])
    await embedded.stop()
  })

  test('a killed PostgreSQL is started again on the same data, and the program is told', async () => {
    const told: string[] = []
    const embedded = await start(made.copy(), {
      onExit: ({ signal }) => told.push(`ended by ${signal}`),
      onRestart: () => told.push('restarted'),
    })
    for (const word of ['one', 'three', 'two']) {
      await remember(embedded.connection, word)
      const { pid } = embedded
      if (pid === undefined) throw new Error('not running')
      process.kill(pid, 'SIGKILL')
      await waitUntil(() => Promise.resolve(embedded.pid !== undefined && embedded.pid !== pid), 30_000)
    }
    expect(await remembered(embedded.connection)).toEqual(['one', 'three', 'two'])
    expect(told).toEqual(['ended by SIGKILL', 'restarted', 'ended by SIGKILL', 'restarted', 'ended by SIGKILL', 'restarted'])
    await embedded.stop()
  })

  test('program and PostgreSQL killed together: the next start waits for the children that hold the memory', async () => {
    const dataDir = made.copy()
    const { child, said } = await program(dataDir)
    await remember(said.connection, 'both')
    // A statement in progress keeps its child alive for a while after the postmaster is gone.
    const busy = new pg.Client(said.connection)
    busy.on('error', () => undefined)
    await busy.connect()
    const statement = busy.query('select pg_sleep(3)').catch(() => undefined)
    process.kill(said.pid, 'SIGKILL')
    child.kill('SIGKILL')
    await once(child, 'exit')

    const embedded = await start(dataDir)
    expect(await remembered(embedded.connection)).toEqual(['both'])
    await embedded.stop()
    await statement
    await busy.end().catch(() => undefined)
  })

  test('a program that ends without stopping takes its PostgreSQL along', async () => {
    const { child, said } = await program(made.copy())
    await end(child, 'exit')
    expect(await waitUntil(() => Promise.resolve(!isRunning(said.pid)), 10_000)).toBe(true)
  })

  test.runIf(isRoot)('a number left in postmaster.pid that now belongs to a stranger is no hindrance', async () => {
    const dataDir = made.copy()
    const first = await start(dataDir)
    await remember(first.connection, 'restarted container')
    const cluster = join(first.home, 'data')
    const file = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
    await first.stop()

    const account = await databaseAccount()
    const stranger = spawn('/bin/sleep', ['60'], { ...account, cwd: '/', stdio: 'ignore' })
    writeFileSync(join(cluster, 'postmaster.pid'), file.replace(/^\d+/, String(stranger.pid)))
    if (account !== undefined) chownSync(join(cluster, 'postmaster.pid'), account.uid, account.gid)
    const second = await start(dataDir)
    expect(await remembered(second.connection)).toEqual(['restarted container'])
    await second.stop()
    stranger.kill()
  })
})

const mountable = isRoot && canMount()
test.runIf(mountable)('a full disk is said to be full, at creation and at a later start, and the data survives it', async () => {
  const dataDir = freshDataDir()
  mkdirSync(dataDir)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=755', 'tmpfs', dataDir])
  try {
    expect((await problemOf(start(dataDir))).code).toBe('diskFull')

    execFileSync('mount', ['-o', 'remount,size=200m', dataDir])
    const first = await start(dataDir)
    await remember(first.connection, 'before')
    await first.stop()
    execFileSync('sh', ['-c', `dd if=/dev/zero of='${dataDir}/filler' bs=1M 2>/dev/null || true`])
    const problem = await problemOf(start(dataDir))
    expect(problem.code).toBe('diskFull')
    expect(problem.english).toContain(dataDir)

    rmSync(join(dataDir, 'filler'))
    const again = await start(dataDir)
    expect(await remembered(again.connection)).toEqual(['before'])
    await again.stop()
  } finally {
    execFileSync('umount', [dataDir])
  }
})

function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), 'haidang-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' })
    execFileSync('umount', [place])
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true })
  }
}
