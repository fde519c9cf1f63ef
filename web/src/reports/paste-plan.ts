import { isInWords, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { IndicatorKind } from '@haidang/domain/indicators/indicator'
import { parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import { parseYesOrNo } from '@haidang/domain/reports/typed-cell'
import { fold } from '../ui/fold.ts'
import type { Block } from './clipboard-block.ts'
import type { RowText } from './outbox-entries.ts'
import { cellText, isTooLong } from './outbox-entries.ts'

export type Field = keyof RowText
export type FormRow = { readonly slot: string; readonly name: string; readonly kind: IndicatorKind }
export type PasteWrite = { readonly slot: string; readonly field: Field; readonly text: string }
export type PasteFault = {
  readonly why: 'notANumber' | 'notYesOrNo' | 'wordsTooLong' | 'noSuchCell' | 'beyondTheForm'
  /** Line and column of the block, counted from 1 as the person sees them in the spreadsheet. */
  readonly line: number
  readonly column: number
  readonly name: string | null
  readonly text: string
}
export type PastePlan = {
  readonly writes: readonly PasteWrite[]
  /** Blank cells of the block: what stands there stays. */
  readonly blanks: number
  readonly faults: readonly PasteFault[]
  readonly headLines: number
  readonly nameColumns: number
  /** Rows were put by their names, not by their places. */
  readonly byName: boolean
  /** A third column of computed percentages: the result is computed here. */
  readonly resultColumns: number
  /** Numbers were written 1,234.5 and read so. */
  readonly english: boolean
}

const fields = ['numerator', 'denominator', 'note'] as const
type Column = (typeof fields)[number]

/**
 * Where each cell of a block would go. A blank cell leaves what stands there; a cell that is not a number is reported by its line and
 * column and nothing else is lost; head rows, names and a computed column are recognised.
 */
export function planPaste(block: Block, form: readonly FormRow[], at: { readonly row: number; readonly field: Field }): PastePlan {
  const { headLines, nameColumns } = partsOf(block, form, at.row)
  const body = block.slice(headLines)
  const columns = usedColumns(body, nameColumns)
  const english = isEnglish(body.map((row) => columns.map((column) => row[column] ?? '')))
  const start = fields.indexOf(nameColumns > 0 || at.field === 'words' ? 'numerator' : at.field)
  const named = nameColumns > 0 ? rowsByName(body, nameColumns, form) : undefined

  const writes: PasteWrite[] = []
  const faults: PasteFault[] = []
  let blanks = 0
  const resultColumns = new Set<number>()
  for (const [index, row] of body.entries()) {
    const target = named ? named.get(index) : form[at.row + index]
    for (const [step, column] of columns.entries()) {
      const text = row[column] ?? ''
      const place = { line: headLines + index + 1, column: column + 1, name: target?.name ?? null, text }
      if (text === '') {
        blanks += target ? 1 : 0
        continue
      }
      const field = fields[start + step]
      if (!target || !field) faults.push({ ...place, why: 'beyondTheForm' })
      else if (field === 'note' && looksNumeric(text)) resultColumns.add(column)
      else {
        const read = readCell(target.kind, field, text, english)
        if ('why' in read) faults.push({ ...place, why: read.why })
        else writes.push({ slot: target.slot, ...read })
      }
    }
  }
  return { writes, blanks, faults, headLines, nameColumns, byName: named !== undefined, resultColumns: resultColumns.size, english }
}

/**
 * Heads and names around the figures. Where the cells that it is put on ask for words, words are answers: they are names only where they name lines of
 * the form, and no line of them is a head.
 */
function partsOf(block: Block, form: readonly FormRow[], row: number): { readonly headLines: number; readonly nameColumns: number } {
  const headLines = countHeadLines(block)
  const body = block.slice(headLines)
  const nameColumns = countNameColumns(body)
  const asksWords = form.slice(row, row + block.length).some(({ kind }) => isInWords(kind))
  if (!asksWords || (nameColumns > 0 && rowsByName(body, nameColumns, form) !== undefined)) return { headLines, nameColumns }
  const names = rowsByName(block, 1, form) !== undefined && (block[0]?.length ?? 0) > 1 ? 1 : 0
  return { headLines: 0, nameColumns: names }
}

type Read = Pick<PasteWrite, 'field' | 'text'> | { readonly why: PasteFault['why'] }

function readCell(kind: IndicatorKind, field: Column, text: string, english: boolean): Read {
  const line = text.replace(/\s+/gu, ' ')
  if (field === 'note') return { field, text: line }
  if (field === 'denominator' && kind !== 'ratio') return { why: 'noSuchCell' }
  if (isInWords(kind)) return isTooLong(text) ? { why: 'wordsTooLong' } : { field: 'words', text }
  if (isYesOrNo(kind)) {
    const answer = parseYesOrNo(line)
    return answer === undefined ? { why: 'notYesOrNo' } : { field, text: answer }
  }
  const number = parseVietnameseNumber(english ? asVietnamese(line) : line)
  return number === undefined ? { why: 'notANumber' } : { field, text: cellText(number) }
}

const headWords =
  /\b(tu so|mau so|ket qua|chi tieu|so lieu|bao cao|thang|thuc hien|ty le|ghi chu|noi dung|don vi|stt|tt|so luong|tong so|bieu|phu luc)\b/u

/**
 * Lines above the figures that read as a table's head. A blank line is a line of the form, and so is one with an odd word in it: taking
 * it for a head would move every figure below into the wrong row.
 */
function countHeadLines(block: Block): number {
  const first = block.findIndex((row) => row.some((cell) => looksNumeric(cell) || (cell !== '' && parseYesOrNo(cell) !== undefined)))
  const above = block.slice(0, Math.max(0, first))
  const names = countNameColumns(block.slice(above.length))
  const isHead = (row: readonly string[]): boolean => {
    const words = row.filter((cell) => cell !== '')
    const reachesFigures = row.slice(names).some((cell) => cell !== '')
    return words.some((cell) => headWords.test(fold(cell))) && (reachesFigures || words.length === 1)
  }
  return above.findLastIndex(isHead) + 1
}

/** Columns at the left in which most filled cells are words. */
function countNameColumns(body: Block): number {
  const width = body[0]?.length ?? 0
  for (let column = width - 2; column >= 0; column -= 1) {
    const filled = body.map((row) => row[column] ?? '').filter((cell) => cell !== '')
    const words = filled.filter((cell) => /\p{L}{2}/u.test(cell) && parseYesOrNo(cell) === undefined)
    const hasFiguresAfter = body.some((row) => row.slice(column + 1).some((cell) => looksNumeric(cell) || parseYesOrNo(cell) !== undefined))
    if (words.length * 2 > filled.length && filled.length * 2 > body.length && hasFiguresAfter) return column + 1
  }
  return 0
}

/** Columns with something in them, from the first figure on; a column of blanks in between keeps its place. */
function usedColumns(body: Block, from: number): readonly number[] {
  const width = body[0]?.length ?? 0
  return Array.from({ length: Math.max(0, width - from) }, (_, step) => from + step)
}

function rowsByName(body: Block, nameColumns: number, form: readonly FormRow[]): ReadonlyMap<number, FormRow> | undefined {
  const byName = new Map(form.map((row) => [fold(row.name), row]))
  const found = new Map<number, FormRow>()
  for (const [index, row] of body.entries()) {
    const match = row
      .slice(0, nameColumns)
      .map((cell) => byName.get(fold(cell)))
      .find((one) => one !== undefined)
    if (match) found.set(index, match)
  }
  const lines = body.filter((row) => row.some((cell) => cell !== '')).length
  return found.size * 2 >= lines && found.size > 0 ? found : undefined
}

function looksNumeric(text: string): boolean {
  return /^[+\-−–]?\d[\d.,\s\u00a0\u202f]*%?$/u.test(text)
}

/** Sure signs of 1,234.5 in the block and none of 1.234,5; "1.234" and "1,234" alone say nothing. */
function isEnglish(cells: Block): boolean {
  const all = cells.flat()
  const english = all.some((cell) => /^\d{1,3}(,\d{3})+\.\d+%?$|^\d{1,3}(,\d{3}){2,}$|^\d+\.(\d{1,2}|\d{4,})%?$/u.test(cell))
  const vietnamese = all.some((cell) => /^\d{1,3}(\.\d{3})+,\d+%?$|^\d{1,3}(\.\d{3}){2,}$|^\d+,(\d{1,2}|\d{4,})%?$/u.test(cell))
  return english && !vietnamese
}

function asVietnamese(text: string): string {
  return text.replace(/[.,]/gu, (mark) => (mark === '.' ? ',' : '.'))
}
