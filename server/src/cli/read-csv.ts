import { mistake } from './command.ts'

export type CsvRow = { readonly line: number; readonly cells: Readonly<Record<string, string>> }

/** RFC 4180 with a head row; a comma or, as Vietnamese Excel writes it, a semicolon between cells. Text comes out in NFC. */
export function readCsv(text: string, columns: readonly string[]): readonly CsvRow[] {
  const clean = text.replace(/^\uFEFF/u, '').normalize('NFC')
  const headLine = clean.split(/\r?\n/u, 1)[0] ?? ''
  const [head, ...rows] = cellsOf(clean, headLine.includes(';') && !headLine.includes(',') ? ';' : ',')
  const names = head?.cells.map((name) => name.trim().toLowerCase()) ?? []
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw mistake(`Dòng đầu thiếu cột ${missing.join(', ')}.`, `The first line lacks the columns ${missing.join(', ')}.`)
  return rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({ line, cells: Object.fromEntries(names.map((name, index) => [name, (cells[index] ?? '').trim()])) }))
}

function cellsOf(text: string, separator: string): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  let cell = ''
  let cells: string[] = []
  let quoted = false
  let line = 1
  let began = 1
  const endRow = () => {
    rows.push({ line: began, cells: [...cells, cell] })
    cell = ''
    cells = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '\n') line += 1
    if (quoted) {
      if (character !== '"') cell += character
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) {
      cells.push(cell)
      cell = ''
    } else if (character === '\n') {
      endRow()
      began = line
    } else if (character !== '\r') cell += character
  }
  if (quoted) throw mistake(`Dòng ${began}: dấu ngoặc kép không đóng.`, `Line ${began}: a quotation mark is not closed.`)
  if (cell !== '' || cells.length > 0) endRow()
  return rows
}
