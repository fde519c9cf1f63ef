import { readFile } from 'node:fs/promises'
import { mostValues, valueListSchema } from '@haidang/api/value-lists'
import type { ValueList } from '@haidang/api/value-lists'
import { defaultReadLimits, readTypedSheetsInChild } from '@haidang/documents/read-in-child'
import { csvRows, UnclosedQuotation } from '@haidang/documents/text/csv-rows'
import { decodeText } from '@haidang/documents/text/read-text'
import { UnreadableFile } from '@haidang/documents/unreadable-file'
import { parseDecimal } from '@haidang/domain/quantities/decimal'
import type { TypedCell } from '@haidang/domain/reports/typed-cell'
import { ColumnsMissing, valuesOfList } from '@haidang/domain/reports/value-list'
import type { ValueLine } from '@haidang/domain/reports/value-list'
import type { IncomingValue } from './import-values.ts'

export type ValueFileRefusal =
  | { readonly refused: 'columnsMissing'; readonly columns: readonly string[] }
  | { readonly refused: 'listUnreadable' }
  | { readonly refused: 'tooManyRows'; readonly most: number }
  | { readonly refused: 'quotationOpen'; readonly line: number }

/** The values of a list (.csv, .xlsx, or .json as the interface takes it), all for one period where one is named. A .xlsx is opened in a process of its own. */
export async function readValueFile(
  path: string,
  fileName: string,
  period: string | undefined,
): Promise<{ readonly values: Iterable<IncomingValue> } | ValueFileRefusal> {
  try {
    if (fileName.toLowerCase().endsWith('.json')) return jsonValues(await readFile(path, 'utf8'))
    const bytes = await readFile(path)
    // A .xlsx is an archive, whatever its name says.
    const lines = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await sheetLines(path) : csvRows(decodeText(bytes))
    return 'refused' in lines ? lines : withoutTooMany(valuesOfList(lines, period))
  } catch (error) {
    if (error instanceof ColumnsMissing) return { refused: 'columnsMissing', columns: error.columns }
    if (error instanceof UnclosedQuotation) return { refused: 'quotationOpen', line: error.line }
    if (error instanceof UnreadableFile) return { refused: 'listUnreadable' }
    throw error
  }
}

async function sheetLines(path: string): Promise<readonly ValueLine[] | ValueFileRefusal> {
  // The head, and one more than may be, by which too many are told.
  const reading = await readTypedSheetsInChild(path, 'list.xlsx', { ...defaultReadLimits, maxRows: mostValues + 1 })
  if ('refused' in reading)
    return reading.refused === 'tooManyRows' ? { refused: 'tooManyRows', most: mostValues } : { refused: 'listUnreadable' }
  const sheet = reading.sheets.find(({ isHidden, rows }) => !isHidden && rows.length > 0)
  return (sheet?.rows ?? []).map((cells, index) => ({ line: index + 1, cells }))
}

/** Read whole, so that what is wrong with it is said before anything is looked up. */
function withoutTooMany(listed: Iterable<IncomingValue>): { readonly values: readonly IncomingValue[] } | ValueFileRefusal {
  const values: IncomingValue[] = []
  for (const value of listed) {
    if (values.length === mostValues) return { refused: 'tooManyRows', most: mostValues }
    values.push(value)
  }
  return { values }
}

function jsonValues(text: string): { readonly values: readonly IncomingValue[] } | ValueFileRefusal {
  try {
    const { success, data } = valueListSchema.safeParse(JSON.parse(text))
    return success ? { values: valuesOnWire(data) } : { refused: 'listUnreadable' }
  } catch (error) {
    if (error instanceof SyntaxError) return { refused: 'listUnreadable' }
    throw error
  }
}

/** The values of a JSON list. Its numbers are numbers, however words are to be read. */
export const valuesOnWire = ({ values }: ValueList): readonly IncomingValue[] =>
  values.map(({ numerator, denominator = null, ...value }) => ({
    ...value,
    numerator: cellOf(numerator),
    denominator: cellOf(denominator),
  }))

/** 1e21 has no plain form in JSON: as words it is no number, and is said so. */
const cellOf = (value: string | number | null): TypedCell => {
  if (typeof value !== 'number') return value
  const plain = parseDecimal(String(value))
  return plain === undefined ? String(value) : { number: plain }
}
