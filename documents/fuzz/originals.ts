import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { packDocx } from '../src/docx/write-package.ts'
import { cell, row, table, textParagraph } from '../src/docx/write-xml.ts'
import { pdfOfPages, pdfOfScans } from '../src/pdf/testing-pdf.ts'

export type FileKind = 'docx' | 'pdf' | 'html' | 'text'
export type Original = { readonly kind: FileKind; readonly fileName: string; readonly bytes: Uint8Array }

const cases = resolve(import.meta.dirname, '../cases')

/** Sound files of each kind, written here from our own documents. */
export function originals(): readonly Original[] {
  const texts = readdirSync(cases).map((name) => {
    const file = readdirSync(join(cases, name)).find((one) => one.startsWith('input.')) ?? ''
    return { name, text: readFileSync(join(cases, name, file), 'utf8').normalize('NFC') }
  })
  return [
    ...texts.flatMap(({ name, text }): readonly Original[] => [
      { kind: 'text', fileName: `${name}.txt`, bytes: Buffer.from(text) },
      { kind: 'docx', fileName: `${name}.docx`, bytes: docxOf(text) },
      { kind: 'pdf', fileName: `${name}.pdf`, bytes: pdfOfPages(pagesOf(text)) },
      { kind: 'html', fileName: `${name}.html`, bytes: Buffer.from(htmlOf(text)) },
    ]),
    { kind: 'text', fileName: 'utf-16.txt', bytes: Buffer.from(`\ufeff${texts[0]?.text ?? ''}`, 'utf16le') },
    { kind: 'pdf', fileName: 'scan.pdf', bytes: pdfOfScans(3) },
  ]
}

/** Every line a paragraph; lines of cells become a table with merged cells. */
export function docxOf(text: string): Uint8Array {
  const body = text
    .split(/\n\s*\n/u)
    .map((part) => {
      const rows = part.split('\n').filter((line) => line.startsWith('|') && !/^[|\s:-]+$/u.test(line))
      return rows.length > 1 ? tableOf(rows) : textParagraph('Normal', part.replace(/[*#]/gu, '').trim())
    })
    .join('')
  return packDocx({
    body: `${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>`,
    styles: '<w:style w:type="paragraph" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
    headers: new Map(),
    properties: { title: 'Thử', creator: 'Thử', created: '2025-01-01T00:00:00Z' },
  })
}

function tableOf(lines: readonly string[]): string {
  const rows = lines.map((line) => line.split('|').slice(1, -1))
  const columns = Math.max(...rows.map((cells) => cells.length))
  return table(
    rows.map((cells, at) =>
      row(
        cells.map((words, column) =>
          cell(textParagraph('Normal', words.trim()), {
            width: 1500,
            ...(column === 0 ? { merge: at % 3 === 1 ? 'begin' : 'continue' } : {}),
          }),
        ),
        { head: at === 0 },
      ),
    ),
    { columns: Array.from({ length: columns }, () => 1500), borders: true, cellMargin: 80 },
  )
}

/** As a portal writes it: paragraphs within a main part, tables with head cells, a menu before. */
function htmlOf(text: string): string {
  const safe = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const parts = text.split(/\n\s*\n/u).map((part) => {
    const rows = part.split('\n').filter((line) => line.startsWith('|') && !/^[|\s:-]+$/u.test(line))
    if (rows.length < 2) return `<p style="text-align: justify">${safe(part.replace(/[*#]/gu, '').trim()).replaceAll('\n', '<br>')}</p>`
    const cells = (row: string, name: string) =>
      row
        .split('|')
        .slice(1, -1)
        .map((words) => `<${name} rowspan="1" colspan="1">${safe(words.trim())}</${name}>`)
        .join('')
    return `<table>${rows.map((row, at) => `<tr>${cells(row, at === 0 ? 'th' : 'td')}</tr>`).join('')}</table>`
  })
  return `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><ul><li><a href="/">Trang chủ</a></li></ul><main><ol><li>Một</li></ol>${parts.join('\n')}</main></body></html>`
}

/** Lines of at most 90 letters, 60 on a page. */
function pagesOf(text: string) {
  const lines = text.split('\n').flatMap((line) => line.match(/.{1,90}(?:\s|$)/gu) ?? [])
  const pages = Array.from({ length: Math.ceil(lines.length / 60) }, (_page, index) => lines.slice(index * 60, index * 60 + 60))
  return pages.map((page) =>
    page.map((line, at) => ({ text: line.trim(), x: 60, y: 800 - at * 12 })).filter(({ text: words }) => words !== ''),
  )
}
