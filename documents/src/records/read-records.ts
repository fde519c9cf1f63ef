import type { Content, DeliveredRecord } from '@haidang/domain/feeds/delivery'
import { csvRows, UnclosedQuotation } from '../text/csv-rows.ts'

export type RecordsFormat = 'json' | 'csv'

export type UnreadableRecords =
  | { readonly unreadable: 'notText' | 'notJson' | 'noRecords' | 'tooManyRecords' }
  /** Nothing that is a list stands at this place of the JSON. */
  | { readonly unreadable: 'notAList'; readonly at: string }
  | { readonly unreadable: 'unclosedQuotation'; readonly line: number }

/** Of a data feed: a city has some dozens of units and of series. */
const mostRecords = 50_000
/** So deep objects in a record are opened, "donVi.ma.so". */
const deepest = 4

/**
 * The records of a data file with their fields by name: a list of objects somewhere in a JSON text (`at`: "data.items"; empty for the whole), or
 * the rows of a CSV with a head. Numbers of a JSON keep the digits that they came with.
 */
export function readRecords(
  bytes: Uint8Array,
  { format, at }: { readonly format: RecordsFormat; readonly at: string },
): readonly DeliveredRecord[] | UnreadableRecords {
  const text = textIn(bytes)
  if (text === undefined) return { unreadable: 'notText' }

  const records = format === 'json' ? jsonRecords(text, at) : csvRecords(text)
  if ('unreadable' in records) return records
  if (records.length > mostRecords) return { unreadable: 'tooManyRecords' }
  return records.length === 0 ? { unreadable: 'noRecords' } : records
}

/** UTF-8, or UTF-16 with its mark. Older encodings are not guessed: the names of units and series must come as they are. */
function textIn(bytes: Uint8Array): string | undefined {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(mark, { fatal: true }).decode(bytes).normalize('NFC')
  } catch {
    return undefined
  }
}

function jsonRecords(text: string, at: string): readonly DeliveredRecord[] | UnreadableRecords {
  let whole: unknown
  try {
    whole = JSON.parse(text, keepDigits)
  } catch {
    // Not JSON, or nested deeper than the stack.
    return { unreadable: 'notJson' }
  }
  const list = at === '' ? whole : at.split('.').reduce<unknown>((found, name) => ownMember(found, name), whole)
  if (!Array.isArray(list)) return { unreadable: 'notAList', at }
  const items: readonly unknown[] = list
  return items.map((item, index) => ({ line: index + 1, fields: new Map(fieldsOf(item, '', 1)) }))
}

class Digits {
  readonly literal: string
  constructor(literal: string) {
    this.literal = literal
  }
}

/** The third argument is of ES2025 and in Node since 21; TypeScript's own types do not have it yet. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? new Digits(context.source) : value
}

const ownMember = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

function* fieldsOf(value: unknown, before: string, depth: number): Generator<readonly [string, Content]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    const name = `${before}${key}`
    if (member instanceof Digits) yield [name, { literal: member.literal }]
    else if (member === null) yield [name, '']
    else if (typeof member === 'string') yield [name, member]
    else if (typeof member === 'boolean') yield [name, String(member)]
    else if (depth < deepest) yield* fieldsOf(member, `${name}.`, depth + 1)
  }
}

function csvRecords(text: string): readonly DeliveredRecord[] | UnreadableRecords {
  let head: readonly string[] | undefined
  const records: DeliveredRecord[] = []
  try {
    for (const { line, cells } of csvRows(text)) {
      if (head === undefined) head = cells.map((name) => name.trim())
      else if (cells.some((cell) => cell.trim() !== '')) records.push({ line, fields: new Map(pairsOf(head, cells)) })
      if (records.length > mostRecords) break
    }
  } catch (error) {
    if (error instanceof UnclosedQuotation) return { unreadable: 'unclosedQuotation', line: error.line }
    throw error
  }
  return records
}

function* pairsOf(head: readonly string[], cells: readonly string[]): Generator<readonly [string, Content]> {
  for (const [index, name] of head.entries()) if (name !== '') yield [name, (cells[index] ?? '').trim()]
}
