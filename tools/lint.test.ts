import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** One fault each, in the folder where its rule holds. */
const faults = [
  { rule: 'no-floating-promises', file: 'server/src/a.ts', text: `export function save() { Promise.resolve(1) }` },
  { rule: 'no-misused-promises', file: 'server/src/b.ts', text: `export const late = [1].filter(async () => true)` },
  { rule: 'await-thenable', file: 'server/src/c.ts', text: `export const one = async () => await 1` },
  { rule: 'no-explicit-any', file: 'server/src/d.ts', text: `export const open = (x: any) => String(x)` },
  { rule: 'no-non-null-assertion', file: 'server/src/e.ts', text: `export const first = (list: readonly string[]) => list[0]!` },
  {
    rule: 'switch-exhaustiveness-check',
    file: 'domain/src/f.ts',
    text: `export function f(state: 'draft' | 'locked') { switch (state) { case 'draft': return 1 } return 0 }`,
  },
  { rule: 'only-throw-error', file: 'server/src/g.ts', text: `export function fail() { throw 'no' }` },
  { rule: 'no-restricted-properties', file: 'domain/src/h.ts', text: `export const now = () => Date.now()` },
  { rule: 'no-default-export', file: 'api/src/i.ts', text: `export default 1` },
  { rule: 'no-unsafe-return', file: 'server/src/j.ts', text: `export const read = (text: string): string => JSON.parse(text)` },
  {
    rule: 'rules-of-hooks',
    file: 'web/src/k.tsx',
    text: `import { useState } from 'react'\nexport function Page(p: { open: boolean }) { if (p.open) { useState(1) } return null }`,
  },
  {
    rule: 'no-focused-tests',
    file: 'domain/src/l.test.ts',
    text: `import { expect, test } from 'vitest'\ntest.only('a', () => { expect(1).toBe(1) })`,
  },
] as const

const sound = { file: 'server/src/sound.ts', text: `export const twice = (n: number): number => n * 2` }

let tree = ''
let found: readonly string[] = []

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'haidang-lint-'))
  for (const { file, text } of [...faults, sound]) {
    mkdirSync(join(tree, file, '..'), { recursive: true })
    writeFileSync(join(tree, file), `${text}\n`)
  }
  writeFileSync(
    join(tree, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noUncheckedIndexedAccess: true,
        target: 'es2024',
        module: 'nodenext',
        jsx: 'react-jsx',
        noEmit: true,
      },
    }),
  )
  symlinkSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'))

  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--format', 'unix', 'domain', 'server', 'api', 'web'],
    { cwd: tree, encoding: 'utf8' },
  )
  found = stdout.split('\n')
})

afterAll(() => rmSync(tree, { recursive: true }))

test.each(faults)('$rule is found', ({ rule, file }) => {
  expect(found.filter((line) => line.startsWith(file)).join('\n')).toContain(rule)
})

test('sound code passes', () => {
  expect(found.filter((line) => line.includes(sound.file))).toEqual([])
})
