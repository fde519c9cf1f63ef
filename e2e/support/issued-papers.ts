import { hasText, paragraphsOf } from '@haidang/documents/decree30/paper'
import type { PaperCell, PaperTable } from '@haidang/documents/decree30/paper'
import { readPaper } from '@haidang/documents/decree30/read-paper'
import { readSheet } from '@haidang/documents/xlsx/read-sheet'

/** What a paper says of one indicator: of the city, or of one unit. */
export type Printed = { readonly figures: string; readonly result: string; readonly attainment: string }
/** The same out of the workbook, as the numbers that stand in its cells. */
export type Counted = { readonly numerator: unknown; readonly denominator: unknown; readonly result: unknown; readonly attainment: unknown }
export type Figures<Figure> = { readonly city: ReadonlyMap<string, Figure>; readonly units: ReadonlyMap<string, Figure> }

/** The key of a unit's figure: the indicator's name and the unit's short name. */
export const keyOf = (indicator: string, unit: string): string => `${indicator} | ${unit}`

/** Every figure of the annex, as the eye finds it: by the heads of the tables. */
export function figuresInPaper(docx: Uint8Array): Figures<Printed> & { readonly text: string } {
  const blocks = readPaper(docx).sections.flatMap((section) => section.blocks)
  const tables = blocks.filter((block): block is PaperTable => block.kind === 'table')
  const city = new Map<string, Printed>()
  const names = new Map<string, string>()
  for (const cells of tables.filter(isCityTable).flatMap(({ rows }) => rows.slice(1))) {
    if (cells.length < 8) continue
    const [order, name, , , figures, result, attainment] = cells.map(textOf)
    names.set(order ?? '', cells[1]?.paragraphs[0]?.text ?? name ?? '')
    city.set(names.get(order ?? '') ?? '', { figures: figures ?? '', result: result ?? '', attainment: attainment ?? '' })
  }
  const units = new Map(tables.filter(isUnitTable).flatMap((table) => figuresOfUnits(table, names)))
  return {
    city,
    units,
    text: paragraphsOf(blocks)
      .filter(hasText)
      .map(({ text }) => text)
      .join('\n'),
  }
}

const isCityTable = ({ rows }: PaperTable): boolean => textOf(rows[0]?.[5]) === 'Kết quả đến nay'
const isUnitTable = ({ rows }: PaperTable): boolean => textOf(rows[0]?.[1]) === 'Cơ quan, đơn vị' && /^\(\d+\)/u.test(textOf(rows[0]?.[2]))
const textOf = (cell: PaperCell | undefined): string =>
  (cell?.paragraphs ?? [])
    .map(({ text }) => text)
    .join(' ')
    .trim()

function figuresOfUnits({ rows }: PaperTable, names: ReadonlyMap<string, string>): readonly (readonly [string, Printed])[] {
  const [above = [], below = [], ...body] = rows
  const columns = above.slice(2).map((cell) => ({ order: /^\((\d+)\)/u.exec(textOf(cell))?.[1] ?? '', span: cell.span }))
  const heads = below.slice(2).map(textOf)
  return body.flatMap((cells) => {
    const unit = textOf(cells[1])
    if (!/^\d+$/u.test(textOf(cells[0]))) return []
    const found: (readonly [string, Printed])[] = []
    let [at, head] = [2, 0]
    for (const { order, span } of columns) {
      // A cell over all columns of an indicator says that the unit does not owe it.
      if ((cells[at]?.span ?? 1) === span && span > 1) at += 1
      else {
        const own = new Map(heads.slice(head, head + span).map((name, step) => [name.replace(/\s+/gu, ' '), textOf(cells[at + step])]))
        const figures = (own.get('Tử số/ mẫu số') ?? '').replace(/\s+/gu, '')
        found.push([keyOf(names.get(order) ?? '', unit), { figures, result: own.get('Kết quả') ?? '', attainment: own.get('Đạt') ?? '' }])
        at += span
      }
      head += span
    }
    return found
  })
}

const fixedColumns = 11
const columnsOfUnit = 5

/** Every figure of the workbook's first sheet. */
export async function figuresInSheet(xlsx: Uint8Array): Promise<Figures<Counted>> {
  const read = await readSheet(xlsx)
  if (!('rows' in read)) throw new Error(`The workbook cannot be read: ${read.refused}`)
  const heads = read.rows.find((row) => row[0] === 'TT') ?? []
  const shortNames = heads
    .slice(fixedColumns)
    .filter((_, index) => index % columnsOfUnit === 0)
    .map(String)
  const lines = read.rows.filter((row) => typeof row[0] === 'number')
  const counted = (row: (typeof lines)[number], from: number): Counted => ({
    numerator: row[from] ?? null,
    denominator: row[from + 1] ?? null,
    result: row[from + 2] ?? null,
    attainment: row[from + 3] ?? null,
  })
  return {
    city: new Map(lines.map((row) => [String(row[1]), counted(row, 5)])),
    units: new Map(
      lines.flatMap((row) =>
        shortNames.map((unit, index) => [keyOf(String(row[1]), unit), counted(row, fixedColumns + index * columnsOfUnit + 1)] as const),
      ),
    ),
  }
}
