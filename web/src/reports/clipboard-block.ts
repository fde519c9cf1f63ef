/** A block of cells as a spreadsheet puts it on the clipboard; merged cells give their text once and blanks after. */
export type Block = readonly (readonly string[])[]

/** The table of the HTML where there is one (it knows merged cells), else tab-separated text. */
export function readBlock(clipboard: { readonly text: string; readonly html: string }): Block {
  const rows = /<table[\s>]/iu.test(clipboard.html) ? rowsOfHtml(clipboard.html) : rowsOfText(clipboard.text)
  const width = Math.max(0, ...rows.map((row) => row.length))
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')])
}

export function isSingleCell(block: Block): boolean {
  return block.length <= 1 && (block[0]?.length ?? 0) <= 1
}

/** Excel quotes a cell that holds a tab, a line break or a quote; the last line ends with a break of its own. */
export function rowsOfText(text: string): Block {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] ?? ''
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === '\t') {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (letter === '\n') {
      rows.at(-1)?.push(cell)
      rows.push([])
      cell = ''
    } else if (letter !== '\r') cell += letter
  }
  rows.at(-1)?.push(cell)
  if (rows.length > 1 && rows.at(-1)?.every((one) => one === '')) rows.pop()
  return rows.map((row) => row.map(tidy))
}

export function rowsOfHtml(html: string): Block {
  const table = /<table[\s>][\s\S]*?<\/table>/iu.exec(html)?.[0] ?? html
  const rows: string[][] = []
  // Cells that reach down from a row above: [row][column] is taken.
  const taken = new Set<string>()
  for (const [index, row] of [...table.matchAll(/<tr[\s>][\s\S]*?(?=<tr[\s>]|<\/table|$)/giu)].entries()) {
    const cells: string[] = []
    for (const [, attributes = '', content = ''] of row[0].matchAll(
      /<t[dh]((?:\s[^>]*)?)>([\s\S]*?)(?=<t[dh][\s>]|<\/t[dhr]|<\/tbody|<\/table|$)/giu,
    )) {
      while (taken.has(`${index}:${cells.length}`)) cells.push('')
      const [across, down] = [spanOf(attributes, 'colspan'), spanOf(attributes, 'rowspan')]
      for (let r = 1; r < down; r += 1) for (let c = 0; c < across; c += 1) taken.add(`${index + r}:${cells.length + c}`)
      cells.push(tidy(plain(content)), ...Array.from({ length: across - 1 }, () => ''))
    }
    while (taken.has(`${index}:${cells.length}`)) cells.push('')
    rows.push(cells)
  }
  return rows
}

function spanOf(attributes: string, name: 'colspan' | 'rowspan'): number {
  const span = Number(new RegExp(`${name}\\s*=\\s*["']?(\\d+)`, 'iu').exec(attributes)?.[1] ?? 1)
  return Math.min(1000, Math.max(1, span))
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", ndash: '–', mdash: '—' }

function plain(html: string): string {
  return html
    .replace(/\s+/gu, ' ')
    .replace(/ ?<br\s*\/?> ?/giu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&(#x?[0-9a-f]+|[a-z]+);/giu, (whole, name: string) => {
      if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
      const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
}

/** Lines within a cell stay: an answer in words may have several. */
function tidy(cell: string): string {
  return cell
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim()
    .normalize('NFC')
}
