import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { serverPrograms } from './replicated-server.ts'

const survive = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'surviving.ts'), '--rounds', '1', ...args], { encoding: 'utf8' })

test.runIf(serverPrograms() !== undefined)(
  'a server that is gone and a standby that takes its place lose nothing acknowledged; meanwhile the program says that it cannot',
  { timeout: 300_000 },
  () => {
    const { status, stdout, stderr } = survive('--only', 'server')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/1 cuts of every connection, 1 fail-overs to a standby, \d+ acknowledged writes/u)
    expect(stdout).toContain('surviving: nothing acknowledged was lost')
    expect(status).toBe(0)
  },
)

test('a full disk loses nothing acknowledged, and the program goes on by itself once there is room', { timeout: 300_000 }, () => {
  const { status, stdout, stderr } = survive('--only', 'disk')
  expect(stderr).toBe('')
  expect(stdout).toMatch(/full 1 times under 10 writers, \d+ acknowledged writes|disk: not tried/u)
  expect(status).toBe(0)
})
