/** A row with the line it begins in, and its cells as they stand. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

export class UnclosedQuotation extends Error {
  override readonly name = 'UnclosedQuotation'
  readonly line: number

  constructor(line: number) {
    super(`Line ${line}: a quotation mark is not closed.`)
    this.line = line
  }
}

/**
 * The rows of an RFC 4180 text, in NFC. Between cells a comma, a tab or, as Vietnamese Excel writes it, a semicolon, told by the first line.
 * One by one, so that a list of a hundred thousand is never held twice. Throws UnclosedQuotation.
 */
export function csvRows(text: string): Generator<CsvRow> {
  const clean = text.replace(/^\uFEFF/u, '').normalize('NFC')
  const headLine = clean.split(/\r?\n/u, 1)[0] ?? ''
  return rowsOf(clean, [';', '\t'].find((candidate) => headLine.includes(candidate) && !headLine.includes(',')) ?? ',')
}

function* rowsOf(text: string, separator: string): Generator<CsvRow> {
  for (let at = 0, line = 1; at < text.length;) {
    const lineEnd = text.indexOf('\n', at)
    const end = lineEnd < 0 ? text.length : lineEnd
    const plain = text.slice(at, end)
    if (!plain.includes('"')) {
      yield { line, cells: plain.split(separator) }
      at = end + 1
      line += 1
      continue
    }
    const row = quotedRow(text, at, separator, line)
    yield { line, cells: row.cells }
    at = row.end + 1
    line += row.breaks + 1
  }
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
    if (text[at] === '"' && quoted === undefined) throw new UnclosedQuotation(line)
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
