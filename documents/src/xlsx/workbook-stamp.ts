import type { WorkbookStamp } from '@haidang/domain/reports/form-workbook'
import type { TypedReading } from './read-typed-sheets.ts'
import type { WorkbookProperties } from './write-workbook.ts'

/**
 * The stamp stands in the workbook twice, so that whichever programme saves it again keeps one: on a sheet that only a macro could show, and among
 * the document's properties, of which Excel keeps 255 letters each.
 */
const sheetName = 'haidang'
const mark = 'haidang-stamp'
const cellLength = 30_000
const propertyLength = 250

export function stampParts(stamp: WorkbookStamp): Required<Pick<WorkbookProperties, 'custom' | 'hidden'>> {
  const text = JSON.stringify(stamp)
  return {
    hidden: [{ name: sheetName, rows: [[mark], ...piecesOf(text, cellLength).map((piece) => [piece])] }],
    custom: Object.fromEntries(
      piecesOf(text, propertyLength).map((piece, index) => [`${mark}-${String(index + 1).padStart(3, '0')}`, piece]),
    ),
  }
}

/** The stamp's text, for whoever knows what it must look like; undefined where there is none, or two that contradict each other. */
export function stampIn({ sheets, properties }: Extract<TypedReading, { sheets: unknown }>): string | undefined {
  const onSheet = sheets.find(({ rows }) => rows[0]?.[0] === mark)
  const sheetText =
    onSheet?.rows
      .slice(1)
      .map(([piece]) => (typeof piece === 'string' ? piece : ''))
      .join('') ?? ''
  const names = Object.keys(properties).filter((name) => name.startsWith(`${mark}-`))
  const propertyText = names
    .toSorted()
    .map((name) => properties[name])
    .join('')
  if (sheetText !== '' && propertyText !== '' && sheetText !== propertyText) return undefined
  return sheetText || propertyText || undefined
}

/** Surrogate pairs are not torn: an Office file must be whole text. */
function piecesOf(text: string, length: number): readonly string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const end = at + length - (/[\uD800-\uDBFF]/u.test(text[at + length - 1] ?? '') ? 1 : 0)
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}
