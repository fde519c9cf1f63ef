import { mistake } from './command.ts'

/** A row with the line it begins in; its cells trimmed, in the order in which the columns were asked for. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/**
 * RFC 4180 with a head row, whose order is free; the cells of an optional column that is not there are empty. Between cells a comma, a tab or, as Vietnamese Excel writes it, a semicolon, told by the head.
 * Text comes out in NFC, rows without a word in them not at all.
 */
export function readCsv(text: string, columns: readonly string[], optional: readonly string[] = []): readonly CsvRow[] {
  const clean = text.replace(/^\uFEFF/u, '').normalize('NFC')
  const headLine = clean.split(/\r?\n/u, 1)[0] ?? ''
  const [head, ...rows] = rowsOf(clean, [';', '\t'].find((candidate) => headLine.includes(candidate) && !headLine.includes(',')) ?? ',')
  const names = head?.cells.map((name) => name.trim().toLowerCase()) ?? []
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw mistake(`Dòng đầu thiếu cột ${missing.join(', ')}.`, `The first line lacks the columns ${missing.join(', ')}.`)
  const places = [...columns, ...optional].map((column) => names.indexOf(column))
  const found: CsvRow[] = []
  for (const { line, cells } of rows)
    if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells: places.map((place) => (cells[place] ?? '').trim()) })
  return found
}

function rowsOf(text: string, separator: string): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: readonly string[] }[] = []
  for (let at = 0, line = 1; at < text.length;) {
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd < 0 ? text.length : lineEnd
    const plain = text.slice(at, end)
    if (!plain.includes('"')) {
      rows.push({ line, cells: plain.split(separator) })
      at = end + 1
      line += 1
      continue
    }
    const row = quotedRow(text, at, separator, line)
    rows.push({ line, cells: row.cells })
    at = row.end + 1
    line += row.breaks + 1
  }
  return rows
}

/** A row with quotation marks in it: cell by cell, and it may go on over line breaks. */
function quotedRow(
  text: string,
  from: number,
  separator: string,
  line: number,
): { readonly cells: readonly string[]; readonly end: number; readonly breaks: number } {
  const cells: string[] = []
  let [at, breaks] = [from, 0]
  for (;;) {
    const quoted = text[at] === '"' ? quotedCell(text, at) : undefined
    if (text[at] === '"' && quoted === undefined)
      throw mistake(`Dòng ${line}: dấu ngoặc kép không đóng.`, `Line ${line}: a quotation mark is not closed.`)
    let end = quoted?.end ?? at
    while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1
    // What stands behind a closing quotation mark belongs to the cell, as spreadsheets read it.
    cells.push((quoted?.text ?? '') + text.slice(quoted?.end ?? at, end))
    breaks += quoted?.breaks ?? 0
    if (text[end] !== separator) return { cells, end, breaks }
    at = end + 1
  }
}

/** The words between the quotation marks, a doubled one read as one; undefined where none closes it. */
function quotedCell(text: string, at: number): { readonly text: string; readonly end: number; readonly breaks: number } | undefined {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 2)) {
    if (text[end + 1] === '"') continue
    const inside = text.slice(at + 1, end).replaceAll('""', '"')
    return { text: inside, end: end + 1, breaks: inside.split('\n').length - 1 }
  }
  return undefined
}
