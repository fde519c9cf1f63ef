import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

/** Whether the tests that print or convert with the real LibreOffice can run here. */
export const hasLibreOffice = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
})()

/** PDFs of these papers by one start of LibreOffice, which takes seconds however much it prints; what it made no PDF of is left out. */
export async function printTogether(
  papers: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, { readonly docx: Uint8Array; readonly pdf: Uint8Array }>> {
  const folder = await mkdtemp(join(tmpdir(), 'haidang-printed-'))
  try {
    const names = [...papers.keys()]
    const place = (index: number, kind: 'docx' | 'pdf') => join(folder, `${index}.${kind}`)
    for (const [index, name] of names.entries()) await writeFile(place(index, 'docx'), papers.get(name) ?? '')
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
    const sources = names.map((_name, index) => place(index, 'docx'))
    const args = [profile, '--headless', '--convert-to', 'pdf:writer_pdf_Export', '--outdir', folder, ...sources]
    await promisify(execFile)('soffice', args, { timeout: 150_000 })
    const made = [...papers].map(async ([name, docx], index) =>
      existsSync(place(index, 'pdf')) ? [[name, { docx, pdf: new Uint8Array(await readFile(place(index, 'pdf'))) }] as const] : [],
    )
    return new Map((await Promise.all(made)).flat())
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
