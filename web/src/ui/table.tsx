import './table.css'
import type { KeyboardEvent, ReactNode } from 'react'
import { TableFrame } from './table-frame.tsx'

export type Column<Row> = {
  readonly key: string
  readonly head: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Numbers stand right, under their unit in the head. */
  readonly number?: boolean
  readonly width?: 'narrow' | 'wide'
  /** Named in a card on the phone. */
  readonly cardLabel?: string
  /** The row's name: a `th` for screen readers, first line of the card. */
  readonly rowHead?: boolean
}

type TableProps<Row> = {
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** The address behind a row; Enter and press open it. */
  readonly onOpen?: (row: Row) => void
  readonly groupOf?: (row: Row) => string
  readonly rowClass?: (row: Row) => string | undefined
  readonly foot?: ReactNode
}

/** Sticky head, tabular figures, numbers right; on a phone every row is a card. */
export function Table<Row>({ caption, captionHidden = true, columns, rows, rowKey, onOpen, groupOf, rowClass, foot }: TableProps<Row>) {
  return (
    <TableFrame label={caption}>
      <table className={onOpen ? 'table table-opens' : 'table'}>
        <caption className={captionHidden ? 'visually-hidden' : 'table-caption'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.flatMap((row, index) => {
            const group = groupOf?.(row)
            const above = rows[index - 1]
            const opensGroup = group !== undefined && (above === undefined || groupOf?.(above) !== group)
            return [
              ...(opensGroup
                ? [
                    <tr key={`group-${group}`} className="table-group">
                      <th scope="colgroup" colSpan={columns.length}>
                        {group}
                      </th>
                    </tr>,
                  ]
                : []),
              <tr
                key={rowKey(row)}
                className={rowClass?.(row)}
                data-row={rowKey(row)}
                {...(onOpen
                  ? {
                      tabIndex: 0,
                      onClick: (event) => !isInner(event.target) && onOpen(row),
                      onKeyDown: (event) => openByKey(event, () => onOpen(row)),
                    }
                  : {})}
              >
                {columns.map((column) =>
                  column.rowHead ? (
                    <th key={column.key} scope="row" className={cellClass(column)} data-label={column.cardLabel}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td
                      key={column.key}
                      className={cellClass(column)}
                      data-label={column.cardLabel ?? (typeof column.head === 'string' ? column.head : undefined)}
                    >
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>,
            ]
          })}
        </tbody>
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </TableFrame>
  )
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = [column.number ? 'number' : '', column.width ? `cell-${column.width}` : ''].filter(Boolean)
  return names.length > 0 ? names.join(' ') : undefined
}

function isInner(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, [role="button"]') !== null
}

function openByKey(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  if (event.target !== event.currentTarget) return
  if (event.key === 'Enter') open()
  if (event.key === 'ArrowDown' || event.key === 'j') move(event, 'nextElementSibling')
  if (event.key === 'ArrowUp' || event.key === 'k') move(event, 'previousElementSibling')
}

function move(event: KeyboardEvent<HTMLTableRowElement>, to: 'nextElementSibling' | 'previousElementSibling'): void {
  let row = event.currentTarget[to]
  while (row instanceof HTMLElement && row.tabIndex !== 0) row = row[to]
  if (!(row instanceof HTMLElement)) return
  event.preventDefault()
  row.focus()
}
