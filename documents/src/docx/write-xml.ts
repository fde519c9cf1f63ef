/** Small builders of WordprocessingML. They return strings because a report of 400 units has some 200,000 elements. */

export type RunFormat = { readonly sizePt?: number; readonly bold?: boolean; readonly italic?: boolean }

export type CellFormat = {
  readonly width: number
  readonly span?: number
  /** The cell continues the one above it, or begins such a column of cells. */
  readonly merge?: 'begin' | 'continue'
  readonly shaded?: boolean
  readonly verticalAlign?: 'top' | 'center' | 'bottom'
}

export type RowFormat = { readonly head?: boolean; readonly mayBreak?: boolean }

export type TableFormat = {
  readonly columns: readonly number[]
  readonly borders: boolean
  /** Space left and right of the text in each cell, twips. */
  readonly cellMargin: number
  readonly align?: 'left' | 'center'
}

// XML 1.0 allows no other control characters; a pasted vertical tab would make Word refuse the whole file.
const forbidden =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

export const escapeXml = (text: string): string =>
  text
    .normalize('NFC')
    .replace(forbidden, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

const runProperties = ({ sizePt, bold, italic }: RunFormat): string => {
  const inner =
    (bold === undefined ? '' : bold ? '<w:b/>' : '<w:b w:val="0"/>') +
    (italic === undefined ? '' : italic ? '<w:i/>' : '<w:i w:val="0"/>') +
    (sizePt === undefined ? '' : `<w:sz w:val="${sizePt * 2}"/><w:szCs w:val="${sizePt * 2}"/>`)
  return inner === '' ? '' : `<w:rPr>${inner}</w:rPr>`
}

/** A line feed in the text becomes a line break inside the paragraph. */
export function run(text: string, format: RunFormat = {}): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
  return `<w:r>${runProperties(format)}${lines.join('<w:br/>')}</w:r>`
}

/** `style` is the id of a paragraph style; `direct` further paragraph properties in the order of the schema. */
export const paragraph = (style: string, runs: string, direct = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${direct}</w:pPr>${runs}</w:p>`

export const textParagraph = (style: string, text: string, format: RunFormat = {}): string => paragraph(style, run(text, format))

export function cell(content: string, { width, span, merge, shaded, verticalAlign }: CellFormat): string {
  return (
    `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>` +
    (span !== undefined && span > 1 ? `<w:gridSpan w:val="${span}"/>` : '') +
    (merge === undefined ? '' : merge === 'begin' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') +
    (shaded === true ? '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>' : '') +
    (verticalAlign === undefined ? '' : `<w:vAlign w:val="${verticalAlign}"/>`) +
    `</w:tcPr>${content}</w:tc>`
  )
}

/** A row stays on one page unless it is told otherwise; a head row is repeated on every page. */
export const row = (cells: readonly string[], { head = false, mayBreak = false }: RowFormat = {}): string =>
  `<w:tr><w:trPr>${mayBreak ? '' : '<w:cantSplit/>'}${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`

const borderSides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']

export function table(rows: readonly string[], { columns, borders, cellMargin, align = 'left' }: TableFormat): string {
  const width = columns.reduce((sum, column) => sum + column, 0)
  const lines = borderSides.map(
    (side) => `<w:${side} w:val="${borders ? 'single' : 'nil'}"${borders ? ' w:sz="4" w:space="0" w:color="auto"' : ''}/>`,
  )
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="${align}"/>` +
    `<w:tblBorders>${lines.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/>` +
    `<w:tblCellMar><w:left w:w="${cellMargin}" w:type="dxa"/><w:right w:w="${cellMargin}" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${columns.map((column) => `<w:gridCol w:w="${column}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`
  )
}
