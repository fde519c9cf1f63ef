import type { PrintedDeadline, ReadTarget } from '@haidang/domain/plans/reading'
import { readDeadline, readPlainDeadline } from './read-dates.ts'
import { figureValue, operator } from './read-figures.ts'

const number = '(\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?)'
const figure = new RegExp(`^(.*?)${number}(?:\\s*%?\\s*(?:[-–÷]|đến|tới)\\s*${number})?\\s*(%)?\\s*(.*)$`, 'su')
const ratio = /^\D*?(\d{1,4}(?:\.\d{3})?)\s*\/\s*(\d{1,4}(?:\.\d{3})?)(?![\d/])\s*(.*)$/su
const rankUnit = /thứ bậc|thứ hạng|xếp hạng|^hạng|vị trí|xếp loại/iu

/** The target in a cell of figures, with the unit that a column beside it, the cell itself or the words of the row name. */
export function cellTarget(cell: string, unitCell: string, words: string): ReadTarget | null {
  const text = cell.trim()
  const part = ratio.exec(text)
  if (part?.[1] && part[2] && figureValue(part[1]) <= figureValue(part[2])) {
    return { op: '=', value: figureValue(part[1]), outOf: figureValue(part[2]), unit: namedUnit(unitCell) ?? namedUnit(part[3] ?? '') }
  }
  const found = figure.exec(text)
  if (!found?.[2]) return null
  const [, before = '', low, high, percent, rest = ''] = found
  if (before.length > 30) return null
  const isRank = rankUnit.test(unitCell) || /(?:nhóm|tốp|top|hạng|thứ)\s*$/iu.test(before)
  const unit = isRank ? 'hạng' : percent || isShare(unitCell, rest, words) ? '%' : (namedUnit(unitCell) ?? namedUnit(rest))
  if (high !== undefined && figureValue(low) < figureValue(high))
    return { op: 'range', value: figureValue(low), value2: figureValue(high), unit }
  const op = operator(before, rest === '' ? '' : ` ${rest}`)
  return { op: isRank && op === '=' ? '<=' : op, value: figureValue(low), unit }
}

/** "%", "% dân số", "Tỷ lệ %"; without a column of units a "Tỷ lệ …" is a share as well. */
function isShare(unitCell: string, rest: string, words: string): boolean {
  if (/^(?:%|tỷ lệ|tỉ lệ|phần trăm)/iu.test(unitCell)) return true
  return unitCell === '' && rest === '' && (/\(\s*%\s*\)/u.test(words) || /^(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng)/iu.test(words))
}

const namedUnit = (text: string): string | null => {
  const unit = text.replace(/^\((.*)\)$/su, '$1').replace(/^\s+|[\s.;]+$/gu, '')
  return unit === '' || unit.length > 60 || /^trở (?:lên|xuống)/u.test(unit) ? null : unit
}

/** A day in the notes of a row: "Hoàn thành trước 30/9/2026", "Quý III". A year there tells of what was, not of what shall be. */
export function notedDeadline(note: string, year: number | null): PrintedDeadline | null {
  if (/^(?:hết |trong )?(?:[Qq]uý|[Tt]háng)\s/u.test(note)) {
    const last =
      note
        .split(/[;,]\s*/u)
        .at(-1)
        ?.replace(/:.*$/u, '') ?? note
    const plain = readPlainDeadline(last, year)
    if (plain?.iso) return plain
  }
  const said = readDeadline(note, year)
  return said?.iso && said.precision !== 'year' ? said : null
}
