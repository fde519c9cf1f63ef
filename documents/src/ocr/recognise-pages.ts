import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PdfPage } from '../pdf/put-together.ts'
import { runToEnd } from '../programs/run-to-end.ts'
import { drawnRules } from './drawn-rules.ts'
import { wordsOfTsv } from './words-of-tsv.ts'

/** The longer side of a page as an image: A4 at 300 dots an inch, whatever size a page says it has. */
const imageSide = 3508
const pageSide = 842

export type Recognition = {
  readonly onPage?: (done: number, of: number) => void
  readonly pdftoppm?: string
  readonly tesseract?: string
}

/**
 * The words and the straight lines of pages that are images, by page number; undefined where Tesseract with its Vietnamese words, or poppler, is not installed.
 * Poppler draws the page rather than we its image: it turns, masks and puts together the strips of scanners, and reads their JBIG2 and JPEG 2000.
 * One page at a time lies on the disk. For a process that is watched and ended with all that it began.
 */
export async function recognisePages(
  pdf: Uint8Array,
  pages: readonly number[],
  { onPage, pdftoppm = 'pdftoppm', tesseract = 'tesseract' }: Recognition = {},
): Promise<ReadonlyMap<number, PdfPage> | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'haidang-ocr-'))
  try {
    const languages = await runToEnd(tesseract, ['--list-langs'], { cwd: folder, timeoutMs: undefined })
    if ('missing' in languages || !/^vie$/mu.test(languages.said)) return undefined
    await writeFile(join(folder, 'paper.pdf'), pdf)
    const found = new Map<number, PdfPage>()
    for (const [done, page] of pages.entries()) {
      onPage?.(done, pages.length)
      const drawn = await runToEnd(
        pdftoppm,
        ['-gray', '-scale-to', String(imageSide), '-f', String(page), '-l', String(page), '-singlefile', 'paper.pdf', 'page'],
        { cwd: folder, timeoutMs: undefined },
      )
      if ('missing' in drawn) return undefined
      await runToEnd(tesseract, ['page.pgm', 'page', '-l', 'vie', 'tsv'], { cwd: folder, timeoutMs: undefined })
      // A page that could not be drawn or read is an image still.
      const tsv = await readFile(join(folder, 'page.tsv'), 'utf8').catch(() => '')
      const words = wordsOfTsv(tsv, pageSide / imageSide)
      const image = await readFile(join(folder, 'page.pgm')).catch(() => new Uint8Array())
      if (words.length > 0) found.set(page, { words, rules: drawnRules(image, pageSide / imageSide) })
      await Promise.all(['page.pgm', 'page.tsv'].map((name) => rm(join(folder, name), { force: true })))
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
