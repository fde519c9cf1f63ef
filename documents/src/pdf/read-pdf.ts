import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { unreadable } from '../unreadable-file.ts'
import type { PdfWord } from './lay-lines.ts'
import { putTogether, type PdfPage } from './put-together.ts'
import { placeOf, rulesOf, turnOf } from './ruled-lines.ts'

const maxPages = 3000
const maxCharacters = 20_000_000

/** What is on the given pages, by page number, or undefined where they cannot be recognised. */
export type RecognisePages = (pdf: Uint8Array, pages: readonly number[]) => Promise<ReadonlyMap<number, PdfPage> | undefined>

/** To recognise a page takes seconds: a book is not recognised whole. */
const maxRecognisedPages = 60
/** A page of an image and less than this is the scan of a page, with the stamp of a signing programme at most. */
const stampLetters = 100

/** Reads a .pdf; of a page that is only an image, what can be recognised. Lines become paragraphs by their place on the page. */
export async function readPdf(bytes: Uint8Array, fileName: string, recognise?: RecognisePages): Promise<ReadableDocument> {
  const pdf = await openPdf(bytes, fileName)
  if (pdf.numPages > maxPages)
    throw unreadable.tooLarge(fileName, {
      vi: `có ${pdf.numPages} trang, tối đa ${maxPages}`,
      en: `it has ${pdf.numPages} pages, at most ${maxPages} are read`,
    })
  const { OPS } = await getResolvedPDFJS()
  const images: ReadonlySet<number> = new Set([OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject])
  const pages: PdfPage[] = []
  let characters = 0
  const scans: number[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const content = await page.getTextContent()
    const turn = turnOf(page.rotate)
    const words: PdfWord[] = []
    for (const item of content.items) {
      if (!('str' in item)) continue
      const [, , skew = 0, scaleY = 10, left = 0, foot = 0] = item.transform as readonly number[]
      const [x, y] = placeOf(turn, left, foot)
      characters += item.str.length
      words.push({ text: item.str.normalize('NFC'), x, y, width: item.width, height: item.height || Math.hypot(skew, scaleY) })
    }
    if (characters > maxCharacters) throw unreadable.tooLarge(fileName, { vi: 'có quá nhiều chữ', en: 'it has too much text' })
    const drawing = await page.getOperatorList()
    if (lettersOf(words) < stampLetters && drawing.fnArray.some((operation) => images.has(operation))) scans.push(number)
    pages.push({ words, rules: rulesOf(drawing, OPS, turn) })
    page.cleanup()
  }
  const total = pdf.numPages
  await pdf.loadingTask.destroy()
  const recognised = scans.length === 0 ? undefined : await recognise?.(bytes, scans.slice(0, maxRecognisedPages))
  for (const [number, page] of recognised ?? []) pages[number - 1] = page
  const imagePages = scans.filter((page) => lettersOf(pages[page - 1]?.words ?? []) === 0).length
  if (pages.every(({ words }) => lettersOf(words) === 0)) throw unreadable.noTextLayer(fileName, imagePages, total)
  const recognisedPages = recognised?.size ?? 0
  return {
    ...putTogether(pages),
    pages: total,
    ...(imagePages > 0 ? { imagePages } : {}),
    ...(recognisedPages > 0 ? { recognisedPages } : {}),
  }
}

const lettersOf = (words: readonly PdfWord[]): number => words.reduce((sum, { text }) => sum + text.trim().length, 0)

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
