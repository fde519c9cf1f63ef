import { formatTarget, isInWords, isYesOrNo, resultOf } from '@haidang/domain/indicators/indicator'
import type { Figure, Indicator } from '@haidang/domain/indicators/indicator'
import { dayOf, formatDay, timeOf } from '@haidang/domain/periods/day'
import { longestWords } from '@haidang/domain/indicators/words'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import type { WorkbookStamp } from '@haidang/domain/reports/form-workbook'
import { asksDenominator } from '@haidang/domain/reports/typed-cell'
import type { CellStyle } from 'hucre/xlsx'
import { letterOf } from './addresses.ts'
import { countCell, emptyCell, orderCell, resultCell, styles, textCell } from './cells.ts'
import { stampParts } from './workbook-stamp.ts'
import { writeWorkbook } from './write-workbook.ts'
import type { SheetCell, WorkbookSheet } from './write-workbook.ts'

export type FormWorkbookLine = {
  /** With the unit's own target in place of the city's. */
  readonly indicator: Indicator
  readonly previous: Figure | undefined
  readonly numerator: string | null
  readonly denominator: string | null
  /** Of an indicator of words, which has no figures. */
  readonly words?: string
  readonly note: string
}

/** `lines`: what is asked of the unit; none where its report can no longer be filled in, which `state` says. */
export type FormWorkbookUnit = { readonly name: string; readonly state: string; readonly lines: readonly FormWorkbookLine[] }

export type FormWorkbook = {
  /** Its reports are the units that have lines, in their order. */
  readonly stamp: WorkbookStamp
  /** "tháng 5 năm 2024" and "số liệu từ 10/4/2024 đến hết 09/5/2024". */
  readonly periodText: string
  readonly windowText: string
  readonly dueText: string
  readonly units: readonly FormWorkbookUnit[]
  /** A sheet for all units, or the form of the one. */
  readonly isOfAllUnits: boolean
}

export const figuresSheetName = 'Số liệu'
const unitsSheetName = 'Các đơn vị'

/** The words of the hidden row by which the columns are known again, wherever somebody has moved them. */
export const columnMarks = {
  key: 'haidang:key',
  numerator: 'haidang:numerator',
  denominator: 'haidang:denominator',
  note: 'haidang:note',
} as const

export const yesOrNoWords = { '1': 'Đã triển khai', '0': 'Chưa' } as const

/** A form to be filled in away from the program. The same form gives the same bytes. */
export function writeFormWorkbook(workbook: FormWorkbook): Promise<Uint8Array> {
  const { stamp, periodText, isOfAllUnits } = workbook
  const figures = figuresSheet(workbook)
  return writeWorkbook(isOfAllUnits ? [unitsSheet(workbook, figures.firstRows), figures.sheet] : [figures.sheet], {
    title: `Số liệu ${periodText}${isOfAllUnits ? '' : `, ${workbook.units[0]?.name ?? ''}`}`,
    creator: stamp.officeName,
    created: stamp.writtenAt,
    ...stampParts(stamp),
  })
}

export const inputFill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF8DC' } } as const
const unlocked = { locked: false } as const
const right = { horizontal: 'right', vertical: 'center' } as const

const inputStyle = {
  choice: { ...styles.centre, fill: inputFill, protection: unlocked },
  /** As text, so that what looks like a number or a formula stays as it is typed. */
  words: { ...styles.text, fill: inputFill, protection: unlocked, numFmt: '@' },
  note: { ...styles.text, fill: inputFill, protection: unlocked },
} as const satisfies Readonly<Record<string, CellStyle>>

const numberStyles = new Map<number | 'text', CellStyle>()

// One object per format, as the figures' cells have it.
function numberStyle(decimals: number | 'text'): CellStyle {
  const numFmt = decimals === 'text' ? '@' : `#,##0${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}`
  const style = numberStyles.get(decimals) ?? { ...styles.text, alignment: right, fill: inputFill, protection: unlocked, numFmt }
  numberStyles.set(decimals, style)
  return style
}

const seen: CellStyle = { ...styles.text, alignment: { ...right, wrapText: true } }
const resultStyle = (digits: number): CellStyle => ({
  ...styles.text,
  alignment: right,
  numFmt: `0${digits === 0 ? '' : `.${'0'.repeat(digits)}`}%`,
})

type Column = { readonly head: string; readonly width: number; readonly mark?: string; readonly comment?: string }

const columns = {
  key: { head: '', width: 4, mark: columnMarks.key },
  unit: { head: 'Đơn vị', width: 22 },
  code: { head: 'Mã', width: 6 },
  indicator: { head: 'Chỉ tiêu', width: 52 },
  measure: { head: 'Đơn vị tính', width: 11 },
  target: { head: 'Chỉ tiêu giao', width: 14, comment: 'Giá trị mà kế hoạch giao cho đơn vị.' },
  previous: {
    head: 'Kỳ trước',
    width: 15,
    comment: 'Số liệu đơn vị đã báo cáo ở kỳ liền trước: tử số/mẫu số và kết quả. Dấu – là kỳ trước chưa có số liệu.',
  },
  numerator: {
    head: 'Tử số\n(hoặc số liệu)',
    width: 15,
    mark: columnMarks.numerator,
    comment:
      'Chỉ tiêu tỷ lệ: nhập số đếm được, không nhập phần trăm. Chỉ tiêu khác: nhập số liệu, chọn "Đã triển khai", "Chưa", hoặc trả lời bằng lời. Chưa có số liệu thì để trống, không ghi 0, và ghi lý do ở cột cuối.',
  },
  denominator: {
    head: 'Mẫu số',
    width: 15,
    mark: columnMarks.denominator,
    comment: 'Chỉ của chỉ tiêu tỷ lệ: tổng số mà tử số là một phần. Ô xám không phải nhập.',
  },
  result: { head: 'Kết quả', width: 11, comment: 'Tự tính khi có đủ tử số và mẫu số; không phải nhập.' },
  note: {
    head: 'Ghi chú,\nlý do chưa có số liệu',
    width: 34,
    mark: columnMarks.note,
    comment: 'Giải thích số liệu, hoặc lý do chưa có số liệu.',
  },
} as const satisfies Readonly<Record<string, Column>>
type ColumnName = keyof typeof columns

const columnsOfUnit: readonly ColumnName[] = [
  'key',
  'code',
  'indicator',
  'measure',
  'target',
  'previous',
  'numerator',
  'denominator',
  'result',
  'note',
]
const columnsOfAll: readonly ColumnName[] = ['key', 'unit', ...columnsOfUnit.slice(1)]

const guidance =
  'Chỉ nhập vào ô nền vàng. Chưa có số liệu thì để trống (không ghi 0) và ghi lý do. Nhập xong, lưu tệp .xlsx rồi thả tệp này vào trang báo cáo để kiểm tra và ghi.'
const markRow = 3
const headRow = 4

/** The form's rows; `firstRows` says where each unit with lines begins. */
function figuresSheet({ units, stamp, periodText, windowText, dueText, isOfAllUnits }: FormWorkbook): {
  readonly sheet: WorkbookSheet
  readonly firstRows: ReadonlyMap<FormWorkbookUnit, number>
} {
  const shown = isOfAllUnits ? columnsOfAll : columnsOfUnit
  const at = (name: ColumnName): string => letterOf(shown.indexOf(name))
  const atEdge = (text: string): readonly (SheetCell | null)[] => [null, textCell(text, styles.reference)]
  const whose = isOfAllUnits ? 'các đơn vị' : (units[0]?.name ?? '')
  const rows: (readonly (SheetCell | null)[])[] = [
    [null, textCell(`Số liệu ${periodText} · ${whose}`, styles.title)],
    atEdge(`${stamp.planTitle} · ${windowText} · ${dueText}`),
    atEdge(guidance),
    shown.map((name) => ({ value: markOf(name) })),
    shown.map(headCell),
  ]
  const firstRows = new Map<FormWorkbookUnit, number>()
  const merges: [number, number, number, number][] = []
  const choices: Place[] = []
  const numbers: Place[] = []
  const answers: Place[] = []
  const rowHeights = new Map([[headRow, 34]])
  for (const [report, unit] of units.filter(({ lines }) => lines.length > 0).entries()) {
    firstRows.set(unit, rows.length)
    let pillar: string | undefined
    for (const [position, line] of unit.lines.entries()) {
      if (!isOfAllUnits && line.indicator.pillar !== pillar) {
        pillar = line.indicator.pillar
        merges.push([rows.length, 1, rows.length, shown.length - 1])
        rows.push([
          null,
          ...shown.slice(1).map((_, index) => (index === 0 ? textCell(pillar ?? '', styles.group) : { value: null, style: styles.group })),
        ])
      }
      const row = rows.length + 1
      const { kind } = line.indicator
      if (isYesOrNo(kind)) choices.push({ column: at('numerator'), row })
      else if (isInWords(kind)) {
        answers.push({ column: at('numerator'), row })
        merges.push([row - 1, shown.indexOf('numerator'), row - 1, shown.indexOf('result')])
        rowHeights.set(row - 1, heightOfAnswer(line))
      } else numbers.push({ column: at('numerator'), row })
      if (asksDenominator(kind)) numbers.push({ column: at('denominator'), row })
      const cells = lineCells(line, `r${report}.${position}`, unit.name, {
        numerator: `${at('numerator')}${row}`,
        denominator: `${at('denominator')}${row}`,
      })
      rows.push(shown.map((name) => cells[name]))
    }
  }
  const lastRow = rows.length
  rows.push(
    [],
    atEdge(`Tải từ hệ thống lúc ${timeOf(stamp.writtenAt)} ngày ${formatDay(dayOf(stamp.writtenAt))}, người tải: ${stamp.writtenBy}.`),
  )
  return {
    firstRows,
    sheet: {
      name: figuresSheetName,
      columnWidths: shown.map((name) => columns[name].width),
      rows,
      merges,
      frozen: { rows: headRow + 1, columns: shown.indexOf('indicator') + 1 },
      rowHeights,
      hiddenRows: [markRow],
      hiddenColumns: [0],
      isLocked: true,
      ...(isOfAllUnits ? { filter: `B${headRow + 1}:${letterOf(shown.length - 1)}${lastRow}` } : {}),
      validations: [...rangesOf(choices).map(choice), ...rangesOf(numbers).map(notNegative), ...rangesOf(answers).map(notTooLong)],
      print: { titleRows: `$${headRow + 1}:$${headRow + 1}`, fitToWidth: true },
    },
  }
}

const markOf = (name: ColumnName): string | null => {
  const column: Column = columns[name]
  return column.mark ?? null
}

function headCell(name: ColumnName): SheetCell | null {
  const column: Column = columns[name]
  if (name === 'key') return null
  return { value: column.head, style: styles.head, ...(column.comment === undefined ? {} : { comment: column.comment }) }
}

function lineCells(
  { indicator, previous, numerator, denominator, words, note }: FormWorkbookLine,
  key: string,
  unit: string,
  address: { readonly numerator: string; readonly denominator: string },
): Readonly<Record<ColumnName, SheetCell>> {
  const { kind, code, unitOfMeasure, target } = indicator
  const isPair = asksDenominator(kind)
  return {
    key: { value: key },
    unit: textCell(unit),
    code: textCell(code, styles.centre),
    indicator: textCell(nameWithParts(indicator)),
    measure: unitOfMeasure === '' ? emptyCell : textCell(unitOfMeasure, styles.centre),
    target: isInWords(kind)
      ? textCell('trả lời bằng lời', styles.centre)
      : textCell(isYesOrNo(kind) && target.value === '1' ? yesOrNoWords['1'] : formatTarget(target), styles.centre),
    previous: textCell(previousText(indicator, previous), isInWords(kind) ? styles.text : seen),
    numerator: isInWords(kind)
      ? { value: words ?? null, style: inputStyle.words }
      : isYesOrNo(kind)
        ? choiceCell(numerator)
        : inputCell(numerator, previous?.numerator, isPair ? 0 : indicator.digits),
    denominator: isInWords(kind)
      ? { value: null, style: inputStyle.words }
      : isPair
        ? inputCell(denominator, previous?.denominator, 0)
        : { value: null, style: styles.notOwed },
    result: isInWords(kind)
      ? { value: null, style: inputStyle.words }
      : isPair
        ? ratioCell(indicator, { numerator, denominator }, address)
        : { value: null, style: styles.notOwed },
    note: { value: note === '' ? null : note, style: inputStyle.note },
  }
}

/** Of what was said before so much is shown; the whole stands on the page. */
const mostWordsSeen = 60

/** An answer has the room of the three columns of figures: about forty letters a line, of which a spreadsheet shows 27 at most. */
function heightOfAnswer({ words = '', indicator, previous }: FormWorkbookLine): number {
  const linesOf = (text: string, letters: number): number =>
    text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / letters)), 0)
  const before = previousText(indicator, previous)
  return 2 + 14.5 * Math.min(27, Math.max(2, linesOf(words, 38), linesOf(indicator.name, 48), linesOf(before, 13)))
}

/** The two figures of a ratio are told under its name. */
function nameWithParts({ name, kind, numeratorLabel, denominatorLabel }: Indicator): string {
  if (!asksDenominator(kind) || (numeratorLabel === undefined && denominatorLabel === undefined)) return name
  const parts = [
    ...(numeratorLabel === undefined ? [] : [`tử số: ${numeratorLabel}`]),
    ...(denominatorLabel === undefined ? [] : [`mẫu số: ${denominatorLabel}`]),
  ]
  return `${name}\n(${parts.join('; ')})`
}

function previousText(indicator: Indicator, previous: Figure | undefined): string {
  const { numerator, denominator, words } = previous ?? {}
  if (words !== undefined) return words.length > mostWordsSeen ? `${words.slice(0, mostWordsSeen)}…` : words
  if (numerator === undefined && denominator === undefined) return '–'
  if (isYesOrNo(indicator.kind)) return numerator === '1' ? yesOrNoWords['1'] : yesOrNoWords['0']
  if (!asksDenominator(indicator.kind)) return numerator === undefined ? '–' : formatDecimal(numerator)
  const result = resultOf(indicator, previous)
  const figures = `${numerator === undefined ? '–' : formatDecimal(numerator)}/${denominator === undefined ? '–' : formatDecimal(denominator)}`
  return result === undefined ? figures : `${figures}\n${formatDecimal(result, indicator.digits)}%`
}

/** With as many decimals as the figure has, or had last time. Beyond fifteen figures a spreadsheet would change the number, so it stays words. */
function inputCell(amount: string | null, before: string | undefined, digits: number): SheetCell {
  if (amount !== null && amount.replace(/\D/gu, '').length > 15) return { value: formatDecimal(amount), style: numberStyle('text') }
  const decimals = Math.max(digits, decimalsOf(amount ?? ''), decimalsOf(before ?? ''))
  return { value: amount === null ? null : Number(amount), style: numberStyle(decimals) }
}

const decimalsOf = (amount: string): number => amount.split('.')[1]?.length ?? 0

const choiceCell = (answer: string | null): SheetCell => ({
  value: answer === '1' || answer === '0' ? yesOrNoWords[answer] : answer,
  style: inputStyle.choice,
})

function ratioCell(
  indicator: Indicator,
  { numerator, denominator }: Pick<FormWorkbookLine, 'numerator' | 'denominator'>,
  address: { readonly numerator: string; readonly denominator: string },
): SheetCell {
  const result = numerator === null || denominator === null ? undefined : resultOf(indicator, { numerator, denominator })
  const value = result === undefined ? '' : resultCell(result, { digits: indicator.digits, unitOfMeasure: '%' }).value
  return {
    value,
    style: resultStyle(indicator.digits),
    formula: `IF(AND(ISNUMBER(${address.numerator}),ISNUMBER(${address.denominator})),IF(${address.denominator}>0,${address.numerator}/${address.denominator},""),"")`,
  }
}

/** What whoever collects for forty units looks at first: which are empty still, and where each begins. The counts reckon while one types. */
function unitsSheet(
  { units, stamp, periodText, windowText, dueText }: FormWorkbook,
  firstRows: ReadonlyMap<FormWorkbookUnit, number>,
): WorkbookSheet {
  const numeratorColumn = letterOf(columnsOfAll.indexOf('numerator'))
  const heads = ['TT', 'Đơn vị', 'Tình trạng báo cáo', 'Chỉ tiêu đã có số liệu', 'Chỉ tiêu phải báo cáo']
  const listed = units.map((unit, index): readonly SheetCell[] => {
    const first = firstRows.get(unit)
    const name =
      first === undefined
        ? textCell(unit.name)
        : { ...textCell(unit.name, linkStyle), linkTo: `'${figuresSheetName}'!${letterOf(columnsOfAll.indexOf('indicator'))}${first + 1}` }
    if (first === undefined) return [orderCell(index + 1), name, textCell(unit.state, styles.centre), emptyCell, emptyCell]
    const filled = unit.lines.filter(({ numerator, words }) => numerator !== null || words !== undefined).length
    const range = `'${figuresSheetName}'!${numeratorColumn}${first + 1}:${numeratorColumn}${first + unit.lines.length}`
    return [
      orderCell(index + 1),
      name,
      textCell(unit.state, styles.centre),
      { ...countCell(filled), formula: `COUNTA(${range})` },
      countCell(unit.lines.length),
    ]
  })
  const headAt = 4
  return {
    name: unitsSheetName,
    columnWidths: [5, 48, 24, 16, 16],
    rows: [
      [textCell(`Số liệu ${periodText} · các đơn vị`, styles.title)],
      [textCell(`${stamp.planTitle} · ${windowText} · ${dueText}`, styles.reference)],
      [
        textCell(
          `Nhập ở trang "${figuresSheetName}": bấm tên đơn vị để tới dòng đầu của đơn vị, hoặc lọc theo cột Đơn vị, cột Mã. ${guidance}`,
          { ...styles.reference, alignment: { horizontal: 'left', vertical: 'top', wrapText: true } },
        ),
      ],
      [],
      heads.map((head) => textCell(head, styles.head)),
      ...listed,
    ],
    merges: [[2, 0, 2, heads.length - 1]],
    frozen: { rows: headAt + 1, columns: 0 },
    rowHeights: new Map([
      [2, 50],
      [headAt, 34],
    ]),
    isLocked: true,
    print: { titleRows: `$${headAt + 1}:$${headAt + 1}`, fitToWidth: true },
  }
}

const linkStyle: CellStyle = { ...styles.text, font: { ...styles.text.font, underline: true, color: { rgb: '0B5394' } } }

type Validations = NonNullable<WorkbookSheet['validations']>[number]

const choice = (range: string): Validations => ({
  type: 'list',
  values: Object.values(yesOrNoWords).toReversed(),
  range,
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'stop',
  errorTitle: 'Chọn trong danh sách',
  errorMessage: 'Chọn "Đã triển khai" hoặc "Chưa"; chưa có số liệu thì để trống.',
})

const notNegative = (range: string): Validations => ({
  type: 'decimal',
  operator: 'greaterThanOrEqual',
  formula1: '0',
  range,
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'warning',
  errorTitle: 'Ô này cần một số',
  errorMessage: 'Nhập một số không âm, không kèm chữ hay dấu %. Nếu đã ghi đúng kiểu 1.234,5 thì chọn Có: hệ thống vẫn đọc được.',
})

const notTooLong = (range: string): Validations => ({
  type: 'textLength',
  operator: 'lessThanOrEqual',
  formula1: String(longestWords),
  range,
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: 'warning',
  errorTitle: 'Câu trả lời dài quá',
  errorMessage: `Trả lời trong tối đa ${longestWords} chữ; phần còn lại gửi kèm bằng văn bản.`,
})

type Place = { readonly column: string; readonly row: number }

/** So many areas a rule: what a spreadsheet takes in one is limited, and nowhere said. */
const areasPerRule = 100

/** The cells as areas, those below each other put together. */
function rangesOf(places: readonly Place[]): readonly string[] {
  const areas: { readonly column: string; readonly first: number; last: number }[] = []
  for (const { column, row } of places.toSorted((a, b) => a.column.localeCompare(b.column) || a.row - b.row)) {
    const before = areas.at(-1)
    if (before?.column === column && before.last === row - 1) before.last = row
    else areas.push({ column, first: row, last: row })
  }
  const named = areas.map(({ column, first, last }) => (first === last ? `${column}${first}` : `${column}${first}:${column}${last}`))
  return Array.from({ length: Math.ceil(named.length / areasPerRule) }, (_, index) =>
    named.slice(index * areasPerRule, (index + 1) * areasPerRule).join(' '),
  )
}
