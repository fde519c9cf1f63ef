import type { NamedUnit } from '@haidang/domain/access/person-list'
import type { DataValidation } from 'hucre/xlsx'
import { styles, textCell } from './cells.ts'
import { writeWorkbook } from './write-workbook.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'

const heads = ['Tên đăng nhập', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Vai trò', 'Thư điện tử']
/** As rowsOfPersonList reads them. */
const roleWords = ['đầu mối', 'tổng hợp', 'lãnh đạo', 'thanh tra', 'quản trị']
/** So many lines stand ready; more may be written below. */
const readyLines = 200
const headAt = 4

/** The list of people to be filled in; its second sheet has the units of the day. */
export function writePeopleTemplate({
  units,
  office,
  created,
}: {
  readonly units: readonly NamedUnit[]
  readonly office: string
  readonly created: string
}): Promise<Uint8Array> {
  return writeWorkbook([peopleSheet(office, units.length), unitsSheet(units)], {
    title: `Danh sách người dùng – ${office}`,
    creator: office,
    created,
  })
}

function peopleSheet(office: string, units: number): WorkbookSheet {
  const blank: readonly SheetCell[] = heads.map(() => ({ value: null, style: styles.text }))
  const rows: (readonly SheetCell[])[] = [
    [textCell('Danh sách người dùng', styles.title)],
    [textCell(office, styles.reference)],
    [
      textCell(
        'Tên đăng nhập: chữ không dấu, chữ số và . _ - @. Nhiều vai trò cách nhau bằng dấu phẩy. Thư điện tử có thể để trống.',
        styles.reference,
      ),
    ],
    [],
    heads.map((head) => textCell(head, styles.head)),
    ...Array.from({ length: readyLines }, () => blank),
  ]
  return {
    name: 'Người dùng',
    columnWidths: [20, 28, 30, 34, 20, 32],
    rows,
    merges: [],
    frozen: { rows: headAt + 1, columns: 0 },
    rowHeights: new Map([[headAt, 24]]),
    validations: [...(units === 0 ? [] : [oneOfUnits(units)]), oneOfRoles],
    print: { titleRows: `$${headAt + 1}:$${headAt + 1}`, fitToWidth: true },
  }
}

const lines = (column: string): string => `${column}${headAt + 2}:${column}${headAt + 1 + readyLines}`

// Both only warn: a unit's code will do, and several roles stand in one cell.
const oneOfUnits = (units: number): DataValidation => ({
  type: 'list',
  formula1: `'Đơn vị'!$A$2:$A$${units + 1}`,
  range: lines('D'),
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'warning',
  errorTitle: 'Chọn đơn vị trong danh sách',
  errorMessage: 'Ghi tên, tên ngắn hoặc mã đơn vị như ở trang "Đơn vị".',
})

const oneOfRoles: DataValidation = {
  type: 'list',
  values: roleWords,
  range: lines('E'),
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'information',
  errorTitle: 'Vai trò',
  errorMessage: `Một hoặc nhiều vai trò, cách nhau bằng dấu phẩy: ${roleWords.join(', ')}.`,
}

const unitsSheet = (units: readonly NamedUnit[]): WorkbookSheet => ({
  name: 'Đơn vị',
  columnWidths: [44, 24, 16],
  rows: [
    ['Tên đơn vị', 'Tên ngắn', 'Mã'].map((head) => textCell(head, styles.head)),
    ...units.map(({ name, shortName, code }) => [textCell(name), textCell(shortName), textCell(code ?? '')]),
  ],
  merges: [],
  frozen: { rows: 1, columns: 0 },
  rowHeights: new Map(),
  print: { titleRows: '$1:$1', fitToWidth: true },
})
