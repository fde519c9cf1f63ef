import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { buildBlocks, isPageNumber, type TextLine } from '../text/build-blocks.ts'
import { unreadable } from '../unreadable-file.ts'
import { layLines, type LaidLine, type PdfWord } from './lay-lines.ts'

const maxPages = 3000
const maxCharacters = 20_000_000

/** Reads a .pdf that has a text layer. Lines become paragraphs by their place on the page. */
export async function readPdf(bytes: Uint8Array, fileName: string): Promise<ReadableDocument> {
  const pdf = await openPdf(bytes, fileName)
  if (pdf.numPages > maxPages)
    throw unreadable.tooLarge(fileName, {
      vi: `có ${pdf.numPages} trang, tối đa ${maxPages}`,
      en: `it has ${pdf.numPages} pages, at most ${maxPages} are read`,
    })
  const pages: (readonly LaidLine[])[] = []
  let characters = 0
  let imagePages = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    const words: PdfWord[] = []
    for (const item of content.items) {
      if (!('str' in item)) continue
      const [, , , scaleY, x, y] = item.transform as readonly number[]
      characters += item.str.length
      words.push({ text: item.str, x: x ?? 0, y: y ?? 0, width: item.width, height: item.height || Math.abs(scaleY ?? 10) })
    }
    if (characters > maxCharacters) throw unreadable.tooLarge(fileName, { vi: 'có quá nhiều chữ', en: 'it has too much text' })
    const lines = layLines(words)
    if (lines.length === 0 && (await hasImage(page))) imagePages++
    pages.push(lines)
    page.cleanup()
  }
  const total = pdf.numPages
  await pdf.loadingTask.destroy()
  if (pages.every((lines) => lines.length === 0)) throw unreadable.noTextLayer(fileName, imagePages, total)
  const read = putTogether(pages)
  return { ...read, pages: total, ...(imagePages > 0 ? { imagePages } : {}) }
}

async function openPdf(bytes: Uint8Array, fileName: string) {
  try {
    // A copy: the reader takes the buffer away from its caller.
    return await getDocumentProxy(new Uint8Array(bytes), { useSystemFonts: false, verbosity: 0 })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException') throw unreadable.encrypted(fileName)
    const message = error instanceof Error ? error.message : String(error)
    throw unreadable.corrupt(fileName, { vi: `không phải PDF hợp lệ (${message})`, en: `it is no valid PDF (${message})` })
  }
}

async function hasImage(page: { readonly getOperatorList: () => Promise<{ readonly fnArray: readonly number[] }> }): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS()
  const images: ReadonlySet<number> = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
  const { fnArray } = await page.getOperatorList()
  return fnArray.some((operation) => images.has(operation))
}

function putTogether(pages: readonly (readonly LaidLine[])[]): ReadableDocument {
  const written: string[] = []
  let length = 0
  const lines: TextLine[] = []
  for (const [index, page] of pages.entries()) {
    for (const [at, line] of page.entries()) {
      const text = line.text.normalize('NFC').trim()
      if (text === '' || ((at === 0 || at === page.length - 1) && isPageNumber(text))) continue
      if (line.paragraphBefore && length > 0) {
        written.push('\n')
        length++
      }
      lines.push({
        start: length,
        end: length + text.length,
        blankBefore: line.paragraphBefore,
        page: index + 1,
        ...(line.paragraphBefore ? {} : { joined: true }),
      })
      written.push(`${text}\n`)
      length += text.length + 1
    }
  }
  const text = written.join('')
  return { text, blocks: buildBlocks(text, lines) }
}
