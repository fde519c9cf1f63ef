import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'web', 'dist', '.built')

/** Everything that the built pages are made of, by content: a fresh checkout with new file times is not stale. */
function digestOfSources(): string {
  const sources = globSync(['web/**/*', 'api/src/**/*', 'domain/src/**/*', 'package-lock.json'], {
    cwd: root,
    exclude: (name) => name === 'dist' || name === 'node_modules',
  })
  const hash = createHash('sha256')
  for (const file of sources.toSorted()) {
    const path = join(root, file)
    if (!statSync(path).isFile() || /\.test\.tsx?$/.test(file)) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function lastBuilt(): string | undefined {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return undefined
  }
}

/** Builds the pages if their sources have changed since; false if the build failed (its words are on the error stream). */
export function buildWebIfStale(): boolean {
  const digest = digestOfSources()
  if (lastBuilt() === digest) return true

  process.stderr.write('Đang dựng giao diện… / Building the pages…\n')
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'warn'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  if (status !== 0) {
    process.stderr.write(
      `${stdout}\nKhông dựng được giao diện; lý do ở ngay phía trên.\nThe pages could not be built; the reason stands just above.\n`,
    )
    return false
  }
  mkdirSync(join(root, 'web', 'dist'), { recursive: true })
  writeFileSync(stamp, digest)
  return true
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = buildWebIfStale() ? 0 : 1
