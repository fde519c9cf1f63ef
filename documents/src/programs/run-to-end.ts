import { spawn } from 'node:child_process'

export type Ending = { readonly missing: true } | { readonly code: number | null; readonly said: string }

/**
 * A programme that was run to its end, or is not installed. Without a limit it ends with the process group of its caller; with one it has a
 * group of its own, which is ended when the time is over.
 */
export function runToEnd(
  command: string,
  args: readonly string[],
  { cwd, timeoutMs }: { readonly cwd: string; readonly timeoutMs: number | undefined },
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      // A process group of its own: `soffice` is a script whose child does the work and must end with it.
      detached: timeoutMs !== undefined,
      // Nothing of ours but the way to the programmes and to a person's fonts.
      // Tesseract is slower with threads than without, as soon as something else runs.
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'] ?? cwd, LANG: process.env['LANG'], TMPDIR: cwd, OMP_THREAD_LIMIT: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let late = false
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            late = true
            killGroup(child.pid)
          }, timeoutMs)
    const listen = (chunk: Buffer) => {
      if (said.length < 4000) said += chunk.toString('utf8')
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      if (error.code === 'ENOENT') resolve({ missing: true })
      else reject(error)
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      if (late) reject(new Error(`${command} did not finish within ${timeoutMs} ms and was stopped; try again or raise the limit.`))
      else resolve({ code, said })
    })
  })
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended by itself between the alarm and the signal.
  }
}
