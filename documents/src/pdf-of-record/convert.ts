import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export type PdfOfRecord = { readonly pdf: Uint8Array } | { readonly missing: 'libreoffice' }

export type ConversionLimits = {
  readonly timeoutMs: number
  /** The programme's name or path; by default `soffice` on the path. */
  readonly soffice?: string
}

/**
 * The PDF of record, made once and kept by its hash. Each conversion has its own LibreOffice profile, because two on one
 * profile silently lose a file.
 */
export async function convertToPdf(docx: Uint8Array, { timeoutMs, soffice = 'soffice' }: ConversionLimits): Promise<PdfOfRecord> {
  const folder = await mkdtemp(join(tmpdir(), 'haidang-pdf-'))
  try {
    const source = join(folder, 'paper.docx')
    await writeFile(source, docx)
    const profile = pathToFileURL(join(folder, 'profile')).href
    const outcome = await runToEnd(
      soffice,
      [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--norestore',
        '--nologo',
        '--convert-to',
        'pdf:writer_pdf_Export',
        '--outdir',
        folder,
        source,
      ],
      { cwd: folder, timeoutMs },
    )
    if ('missing' in outcome) return { missing: 'libreoffice' }

    const pdf = await readFile(join(folder, 'paper.pdf')).catch(() => undefined)
    if (pdf === undefined)
      throw new Error(`LibreOffice ended with code ${outcome.code} and wrote no PDF: ${outcome.said.trim().slice(0, 500)}`)
    return { pdf: new Uint8Array(pdf) }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

type Ending = { readonly missing: true } | { readonly code: number | null; readonly said: string }

function runToEnd(
  command: string,
  args: readonly string[],
  { cwd, timeoutMs }: { readonly cwd: string; readonly timeoutMs: number },
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    // A process group of its own: `soffice` is a script whose child does the work and must end with it.
    const child = spawn(command, args, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    let late = false
    const timer = setTimeout(() => {
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
      if (late) reject(new Error(`LibreOffice did not finish within ${timeoutMs} ms and was stopped; try again or raise the limit.`))
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
