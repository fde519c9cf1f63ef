import type { Block, ReadableDocument } from '@haidang/domain/plans/reading'
import { buildBlocks, type TextLine } from '../text/build-blocks.ts'
import { isRule } from '../text/rule-line.ts'
import { flatText, type BodyItem, type BodyTable } from './body.ts'

/** The text that a person would read, with blocks over it. */
export function layOut(items: readonly BodyItem[]): ReadableDocument {
  const written: string[] = []
  let length = 0
  const blocks: Block[] = []
  let lines: TextLine[] = []
  const write = (text: string) => {
    written.push(text)
    length += text.length
  }
  const tables: { readonly at: number; readonly block: Block }[] = []
  const placeItems = (list: readonly BodyItem[]): void => {
    for (const item of list) {
      if (item.kind === 'table') {
        if (isLayout(item)) {
          for (const column of columnsOf(item)) placeItems(column)
          continue
        }
        tables.push({ at: lines.length, block: placeTable(item) })
        continue
      }
      for (const [index, line] of item.text.split('\n').entries()) {
        const trimmed = line.trim()
        if (trimmed !== '' && !isRule(trimmed)) {
          const start = length + line.indexOf(trimmed)
          lines.push({ start, end: start + trimmed.length, blankBefore: index === 0, ownParagraph: index === 0 })
        }
        write(`${line}\n`)
      }
    }
  }
  const placeTable = (table: BodyTable): Block => {
    const start = length
    const rows = table.rows.map((row) => {
      const cells = row.map((cell, index) => {
        if (index > 0) write('\t')
        const from = length
        write(flatText(cell.content))
        return {
          start: from,
          end: length,
          ...(cell.colSpan > 1 ? { colSpan: cell.colSpan } : {}),
          ...(cell.rowSpan === 1 ? {} : { rowSpan: cell.rowSpan }),
        }
      })
      write('\n')
      return cells
    })
    return { kind: 'table', start, end: Math.max(start, length - 1), rows }
  }
  placeItems(items)
  const text = written.join('')
  let from = 0
  for (const table of tables) {
    if (table.at > from) blocks.push(...buildBlocks(text, lines.slice(from, table.at)))
    blocks.push(table.block)
    from = table.at
  }
  lines = lines.slice(from)
  if (lines.length > 0) blocks.push(...buildBlocks(text, lines))
  return { text, blocks }
}

/** Letterhead and signature stand in tables without lines: their columns are read one after the other. */
function isLayout(table: BodyTable): boolean {
  if (table.rows.length > 5 || table.rows.some((row) => row.length > 3)) return false
  const text = table.rows.map((row) => row.map((cell) => flatText(cell.content)).join('\n')).join('\n')
  if (text.length > 6000) return false
  return (
    table.rows.every((row) => row.length === 1) ||
    /CỘNG HO[ÀA]|CỘNG HÒA|Độc lập|ĐẢNG CỘNG SẢN|Nơi nhận|(?:^|\n)\s*Số\s*:|(?:^|\n)\s*(?:KT|TM|TL|TUQ)\.\s?\p{Lu}|(?:^|\n)\s*V\/v/u.test(
      text,
    )
  )
}

function columnsOf(table: BodyTable): readonly (readonly BodyItem[])[] {
  const columns: BodyItem[][] = []
  for (const row of table.rows) {
    for (const [index, cell] of row.entries()) {
      const column = (columns[index] ??= [])
      column.push(...cell.content)
    }
  }
  return columns
}
