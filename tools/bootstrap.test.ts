import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const places: string[] = []
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true })
})

const lock = JSON.stringify({
  name: 'clone',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { name: 'clone', dependencies: { 'left-out': '1.0.0' } },
    'node_modules/left-out': { version: '1.0.0', resolved: 'http://127.0.0.1:9/left-out-1.0.0.tgz', integrity: 'sha512-AAAA' },
  },
})

/** A clone in which nothing is installed, with a program that says what it was called with. */
function freshClone(): string {
  const clone = mkdtempSync(join(tmpdir(), 'haidang-clone-'))
  places.push(clone)
  mkdirSync(join(clone, 'server', 'src', 'cli'), { recursive: true })
  cpSync(import.meta.dirname, join(clone, 'tools'), { recursive: true, filter: (path) => !path.includes('directions-bite') })
  writeFileSync(join(clone, 'package.json'), JSON.stringify({ name: 'clone', type: 'module', dependencies: { 'left-out': '1.0.0' } }))
  writeFileSync(join(clone, 'package-lock.json'), lock)
  writeFileSync(
    join(clone, 'server', 'src', 'cli', 'main.ts'),
    'console.log(process.argv.slice(2).join("|"), process.cwd())\nprocess.exitCode = 7\n',
  )
  return clone
}

function haidang(clone: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return spawnSync(process.execPath, [join(clone, 'tools', 'haidang.mjs'), ...args], { cwd: tmpdir(), encoding: 'utf8', env })
}

/** A directory on the path that holds nothing but an npm that does this. */
function pathWithNpm(script: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'haidang-path-'))
  places.push(directory)
  writeFileSync(join(directory, 'npm'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(directory, 'npm'), 0o755)
  return `${directory}:/bin`
}

test('without npm there is a sentence in two languages, and nothing on standard output', () => {
  const { status, stdout, stderr } = haidang(freshClone(), ['read'], { PATH: '/nowhere' })
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('Không tìm thấy npm trên máy này')
  expect(stderr).toContain('npm is not on this machine')
})

test('without a network the registry is named as what is missing', () => {
  const { status, stderr } = haidang(freshClone(), ['read'], {
    PATH: process.env['PATH'] ?? '',
    HOME: tmpdir(),
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(tmpdir(), 'haidang-empty-cache'),
  })
  places.push(join(tmpdir(), 'haidang-empty-cache'))
  expect(status).toBe(2)
  expect(stderr).toContain('Không kết nối được tới kho gói npm')
  expect(stderr).toContain('The npm registry cannot be reached')
})

test('an installation runs once, with scripts off; then the command gets its arguments, the caller’s directory and its exit code', () => {
  const clone = freshClone()
  const npm = pathWithNpm(`echo "npm $*" >&2; mkdir -p node_modules; echo '{}' > node_modules/.package-lock.json`)
  const first = haidang(clone, ['read', 'kế hoạch 1.docx', '--json'], { PATH: npm })
  expect(first.stderr).toMatch(/npm ci --ignore-scripts .*--include=dev --include=optional/)
  expect(first.stdout.trim()).toBe(`read|kế hoạch 1.docx|--json ${tmpdir()}`)
  expect(first.status).toBe(7)

  const second = haidang(clone, ['read'], { PATH: npm })
  expect(second.stderr).toBe('')

  writeFileSync(join(clone, 'package-lock.json'), `${lock}\n`)
  const afterChange = haidang(clone, ['read'], { PATH: npm })
  expect(afterChange.stderr).toContain('npm ci')
})

test('an installation typed by hand is taken as it is, unless the lock file came after it', () => {
  const clone = freshClone()
  mkdirSync(join(clone, 'node_modules'))
  writeFileSync(join(clone, 'node_modules', '.package-lock.json'), '{}')
  expect(haidang(clone, [], { PATH: '/nowhere' }).stderr).toBe('')

  const digest = createHash('sha256').update('another lock file').digest('hex')
  writeFileSync(join(clone, 'node_modules', '.haidang-installed'), digest)
  expect(haidang(clone, [], { PATH: '/nowhere' }).stderr).toContain('npm ci')
})

test('a failed installation shows npm’s own words and its code', () => {
  const { status, stderr } = haidang(freshClone(), [], { PATH: pathWithNpm('echo "the lock file is out of step" >&2; exit 9') })
  expect(status).toBe(2)
  expect(stderr).toContain('the lock file is out of step')
  expect(stderr).toContain('(code 9)')
})

test('the bin of the package may be a link', () => {
  const clone = freshClone()
  mkdirSync(join(clone, 'node_modules'))
  writeFileSync(join(clone, 'node_modules', '.package-lock.json'), '{}')
  const link = join(clone, 'haidang-link')
  symlinkSync(join(clone, 'tools', 'haidang.mjs'), link)
  const { stdout, status } = spawnSync(process.execPath, [link, 'audit', 'verify'], { cwd: clone, encoding: 'utf8' })
  expect(status).toBe(7)
  expect(stdout).toContain('audit|verify')
})
