import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { resolve } from 'node:path'

export type Machine = {
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly postgresql: string | null
}

/** What a figure must be read with. */
export function machineOf(postgresql: string | null): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    postgresql,
  }
}

/** "6d371ab", with "+changes" where files stand otherwise; null outside of a clone. */
export function commitOf(): string | null {
  const git = (...words: readonly string[]) =>
    execFileSync('git', words, { cwd: resolve(import.meta.dirname, '..'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+changes')
  } catch {
    return null
  }
}
