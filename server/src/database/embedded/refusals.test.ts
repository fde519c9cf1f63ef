import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { debian15, freshDataDir, madeOnce, problemOf, program, remember, remembered, start } from './testing.ts'

let made: Awaited<ReturnType<typeof madeOnce>>
beforeAll(async () => {
  made = await madeOnce()
})
afterAll(() => made.remove())

// What is refused before PostgreSQL is asked, and what both versions are needed for: once is enough, whichever of them is tried.
test('a second program on the same data is refused with the first one’s number, and the first goes on', async () => {
  const dataDir = made.copy()
  const first = await start(dataDir)
  const { said } = await program(dataDir)
  expect(said.problem).toBe('alreadyRunning')

  const problem = await problemOf(start(dataDir))
  expect(problem.code).toBe('alreadyRunning')
  expect(problem.english).toContain(`process ${process.pid}`)
  expect(problem.vietnamese).toContain(`tiến trình ${process.pid}`)
  await remember(first.connection, 'undisturbed')
  await first.stop()
})

test('a lock left by a killed program whose number went to another process is no hindrance', async () => {
  const dataDir = made.copy()
  const first = await start(dataDir)
  await first.stop()
  writeFileSync(
    join(first.home, 'supervisor.lock'),
    JSON.stringify({ pid: process.ppid, start: '1', boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() }),
  )
  const second = await start(dataDir)
  expect(JSON.parse(readFileSync(join(second.home, 'supervisor.lock'), 'utf8'))).toMatchObject({ pid: process.pid })
  await second.stop()
})

test('a data directory that is a file is refused as not writable', async () => {
  const dataDir = freshDataDir()
  writeFileSync(dataDir, 'not a directory')
  const problem = await problemOf(start(join(dataDir, 'below')))
  expect(problem.code).toBe('dataDirUnwritable')
  expect(problem.vietnamese).toContain(dataDir)
})

test('programs that are not there are named', async () => {
  const problem = await problemOf(start(freshDataDir(), { binDir: '/nowhere/bin' }))
  expect(problem.code).toBe('binariesUnusable')
  expect(problem.english).toContain('/nowhere/bin')
})

test('a link to data that is gone does not begin an empty database in silence', async () => {
  const dataDir = freshDataDir()
  mkdirSync(dataDir)
  execFileSync('ln', ['-s', '/var/lib/haidang/data-gone', join(dataDir, 'postgresql')])
  expect((await problemOf(start(dataDir))).code).toBe('dataMissing')
})

test.runIf(existsSync(debian15))('data of another major version is refused with both versions, and left as it was', async () => {
  const dataDir = freshDataDir()
  const older = await start(dataDir, { binDir: debian15 })
  await remember(older.connection, 'fifteen')
  await older.stop()

  const problem = await problemOf(start(dataDir, { binDir: undefined }))
  expect(problem.code).toBe('otherVersion')
  expect(problem.english).toMatch(/belongs to PostgreSQL 15, .* PostgreSQL 18/)
  expect(problem.english).toContain(join(dataDir, 'postgresql', 'data'))

  const again = await start(dataDir, { binDir: debian15 })
  expect(await remembered(again.connection)).toEqual(['fifteen'])
  await again.stop()
})
