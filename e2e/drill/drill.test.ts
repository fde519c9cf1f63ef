import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Ledger } from './ledger.ts'

const drill = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), '--writers', '9', ...args], { encoding: 'utf8' })

describe('the short drill', () => {
  test('loses nothing acknowledged when the program is killed, alone and with its database', { timeout: 300_000 }, () => {
    const { status, stdout, stderr } = drill('--program-kills', '2', '--database-kills', '2', '--without-faults')
    expect(stderr).toBe('')
    expect(stdout).toMatch(
      /2 kills of the program, 2 of the database with it, 9 writers, \d+ acknowledged writes; in flight at a kill: least (8|9)/u,
    )
    expect(status).toBe(0)
  })

  test('fails where a permission check is dropped', { timeout: 300_000 }, () => {
    const { status, stderr } = drill('--program-kills', '1', '--database-kills', '0', '--fault', 'permission-dropped')
    expect(stderr).toContain('FAULT UBND Phường 1 wrote to the report of UBND Phường 2: 200')
    expect(status).toBe(1)
  })
})

describe('the ledger', () => {
  const cell = { reportId: 'a', indicatorId: 'b' }
  const change = (value: number) => ({ ...cell, value, changeKey: String(value), baseRevision: value - 1 })
  const withLedger = (work: (ledger: Ledger, path: string) => void) => {
    const place = mkdtempSync(join(tmpdir(), 'haidang-ledger-'))
    const ledger = new Ledger(join(place, 'ledger.jsonl'))
    try {
      work(ledger, join(place, 'ledger.jsonl'))
    } finally {
      ledger.close()
      rmSync(place, { recursive: true })
    }
  }

  test('takes what was acknowledged or was under way after it, and nothing else', () =>
    withLedger((ledger, path) => {
      expect(ledger.fault(cell, undefined)).toBeUndefined()
      ledger.begins(change(1))
      ledger.acknowledged(change(1), 1)
      ledger.begins(change(2))
      expect(ledger.fault(cell, 1)).toBeUndefined()
      expect(ledger.fault(cell, 2)).toBeUndefined()
      expect(ledger.fault(cell, 3)).toMatch(/acknowledged 1, under way 2, standing 3/u)
      expect(ledger.fault(cell, undefined)).toMatch(/standing nothing/u)
      expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(1)
    }))

  test('holds a refused change for surely not written', () =>
    withLedger((ledger) => {
      ledger.begins(change(1))
      ledger.refused(change(1))
      expect(ledger.fault(cell, 1)).toMatch(/acknowledged nothing, under way nothing, standing 1/u)
    }))
})
