import { execFile } from 'node:child_process'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const packages = ['domain', 'documents', 'api', 'server', 'web'] as const

type Config = { readonly forbidden: readonly { readonly name: string }[] }
type Result = { readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] } }

const config: Config = createRequire(import.meta.url)('../.dependency-cruiser.cjs')

let tree = ''
let caught: readonly string[] = []

/** The tree as an installed workspace of its own, so that imports by package name are tried as well. */
beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'haidang-directions-'))
  cpSync(join(import.meta.dirname, 'directions-bite'), tree, { recursive: true })
  mkdirSync(join(tree, 'node_modules', '@haidang'), { recursive: true })
  for (const name of packages) symlinkSync(join(tree, name), join(tree, 'node_modules', '@haidang', name))
  for (const name of ['zod', 'vitest', 'pg']) symlinkSync(join(root, 'node_modules', name), join(tree, 'node_modules', name))

  const gate = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
  const args = [
    gate,
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'domain/src',
    'documents/src',
    'api/src',
    'server/src',
    'web/src',
    'sample',
    'bench',
    'e2e',
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: tree, maxBuffer: 64 * 1024 * 1024 })
  const { summary }: Result = JSON.parse(stdout)
  caught = [...new Set(summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`))].toSorted()
})

afterAll(() => rmSync(tree, { recursive: true }))

function planted(): readonly string[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: tree, exclude: (name) => name === 'node_modules' })
  return files
    .flatMap((file) => {
      const marked = /^\/\/ bites: (.+)$/m.exec(readFileSync(join(tree, file), 'utf8'))?.[1]
      return marked === undefined ? [] : marked.split(', ').map((rule) => `${file}: ${rule}`)
    })
    .toSorted()
}

test('each planted violation is caught by its rule, and nothing else is', () => {
  expect(caught).toEqual(planted())
})

test('each rule of the gate has a violation planted for it', () => {
  const bitten = new Set(planted().map((line) => line.split(': ')[1]))
  expect(config.forbidden.map(({ name }) => name).filter((name) => !bitten.has(name))).toEqual([])
})
