import { problem } from '../platform/problems.ts'
import type { IncomingValue } from './import-values.ts'

/** The headings that a list must have, in any order. */
export const valueHeadings = ['unit', 'period', 'indicator', 'numerator', 'denominator'] as const

/**
 * The rows of a CSV file with the headings unit, period, indicator, numerator, denominator. Comma, semicolon (as Excel writes it in Vietnam)
 * or tab, told by the first line; an empty cell is missing, which is not zero. The first value stands in row 2.
 */
export async function* valuesFromCsv(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): AsyncGenerator<IncomingValue> {
  let places: ReadonlyMap<string, number> | undefined
  for await (const cells of csvRows(pieces)) {
    if (cells.length === 1 && cells[0] === '') continue
    if (places === undefined) {
      places = placesOf(cells)
      continue
    }
    const at = (heading: (typeof valueHeadings)[number]): string => cells[places?.get(heading) ?? -1]?.trim() ?? ''
    yield {
      unit: at('unit'),
      period: at('period'),
      indicator: at('indicator'),
      numerator: at('numerator') || null,
      denominator: at('denominator') || null,
    }
  }
}

function placesOf(cells: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map(cells.map((cell, index) => [cell.trim().toLowerCase(), index]))
  const absent = valueHeadings.filter((heading) => !places.has(heading))
  if (absent.length === 0) return places
  throw problem('badInput', { fields: absent.map((heading) => ({ path: heading, message: `row 1 has no column "${heading}"` })) })
}

/** RFC 4180 with the separator of the first line. */
async function* csvRows(pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let separator: string | undefined
  const cut = function* (text: string, isLast: boolean): Generator<readonly string[]> {
    let [cells, cell, quoted, start, index]: [string[], string, boolean, number, number] = [[], '', false, 0, 0]
    for (; index < text.length; index += 1) {
      const character = text[index] ?? ''
      if (quoted) {
        if (character !== '"') cell += character
        else if (text[index + 1] === '"') cell += text[(index += 1)] ?? ''
        else quoted = false
      } else if (character === '"' && cell === '') quoted = true
      else if (character === separator) {
        cells.push(cell)
        cell = ''
      } else if (character === '\n') {
        yield [...cells, cell.replace(/\r$/u, '')]
        ;[cells, cell, start] = [[], '', index + 1]
      } else cell += character
    }
    rest = text.slice(start)
    if (isLast && rest !== '') yield [...cells, cell]
  }
  for await (const piece of pieces) {
    const text = rest + (typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true }))
    const lastLine = text.lastIndexOf('\n') + 1
    separator ??= lastLine === 0 ? undefined : separatorOf(text)
    rest = text
    // Only whole lines: a quoted line break at the very end waits for the next piece with its row.
    if (lastLine > 0 && separator !== undefined) {
      const ahead = text.slice(lastLine)
      yield* cut(text.slice(0, lastLine), false)
      rest += ahead
    }
  }
  separator ??= separatorOf(rest)
  yield* cut(rest + decoder.decode(), true)
}

function separatorOf(text: string): string {
  const first = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1)
  return [';', '\t'].find((candidate) => first.includes(candidate)) ?? ','
}
