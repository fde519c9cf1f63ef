/** A line of somebody's table, as its cells stand. */
export type TableLine = { readonly line: number; readonly cells: readonly string[] }

export type TableByColumns<Column> = {
  readonly has: (column: Column) => boolean
  /** The lines below the head that are not empty, each as the text of its columns; empty where the table has no such column. */
  readonly rows: readonly { readonly line: number; readonly cell: (column: Column) => string }[]
}

/** A table by what its columns are called, folded; its head is the first line that has the column `mark`. Without one it has neither columns nor rows. */
export function byColumns<Column extends string>(
  lines: readonly TableLine[],
  names: Readonly<Record<Column, readonly string[]>>,
  mark: Column,
): TableByColumns<Column> {
  const placesIn = (cells: readonly string[]) => {
    const heads = cells.map(folded)
    return (column: Column): number => heads.findIndex((head) => names[column].includes(head))
  }
  const headAt = lines.findIndex(({ cells }) => placesIn(cells)(mark) >= 0)
  const place = placesIn(lines[headAt]?.cells ?? [])
  return {
    has: (column) => place(column) >= 0,
    rows:
      headAt < 0
        ? []
        : lines
            .slice(headAt + 1)
            .filter(({ cells }) => cells.some((text) => text.trim() !== ''))
            .map(({ line, cells }) => ({ line, cell: (column) => cells[place(column)]?.normalize('NFC').trim() ?? '' })),
  }
}

/** Text as the heads and names of tables are compared: without diacritics, case and more than one blank. */
export const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim()
