import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test(
  'an office that is copied while eight units save is restored whole, and a copy torn between two moments is found',
  { timeout: 300_000 },
  () => {
    const drill = join(import.meta.dirname, 'backup.ts')
    const few = ['--rounds', '1', '--writes', '40', '--faults', 'backup-torn,backup-table-forgotten']
    const { status, stdout, stderr } = spawnSync(process.execPath, [drill, ...few], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toContain('planted backup-torn: The log of "dien-tap" does not come to the lines, root and heads that the backup names')
    expect(stdout).toContain('planted backup-table-forgotten: The backup has no table report_entries')
    expect(stdout).toMatch(
      /backup drill: 1 backups, 2 planted faults, 8 writers, \d+ acknowledged writes, \d+ files: equal data, equal audit roots/u,
    )
    expect(status).toBe(0)
  },
)
