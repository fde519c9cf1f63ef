import { packDocx } from '../docx/write-package.ts'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { readText } from '../text/read-text.ts'

const style = (id: string, paragraphProperties: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:pPr>${paragraphProperties}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:style>`
const styles = [
  style('Normal', '<w:spacing w:after="120"/><w:ind w:firstLine="720"/><w:jc w:val="both"/>'),
  style('Plain', '<w:spacing w:after="0"/>'),
  style('Centred', '<w:spacing w:after="0"/><w:jc w:val="center"/>'),
].join('')

const columnPair = (left: string, right: string): string => {
  const lines = (text: string, id: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => textParagraph(id, line.trim()))
      .join('')
  return table([row([cell(lines(left, 'Plain'), { width: 3900 }), cell(lines(right, 'Centred'), { width: 5200 })])], {
    columns: [3900, 5200],
    borders: false,
    cellMargin: 80,
  })
}

export type Printed = {
  readonly head?: readonly [left: string, right: string]
  /** The body as a text of our cases writes it: paragraphs, and tables of `|`. */
  readonly body: string
  readonly foot?: readonly [recipients: string, signature: string]
}

/** A paper as an office sets it by Decree 30: two columns at head and foot, justified and indented paragraphs, the page's number and title above. */
export function printedDocx({ head, body, foot }: Printed): Uint8Array {
  const { text, blocks } = readText(Buffer.from(body))
  const words = (from: number, to: number) => text.slice(from, to).replace(/[*#]/gu, '').replace(/\s+/gu, ' ').trim()
  const matter = blocks.map((block) => {
    if (block.rows === undefined) return textParagraph('Normal', words(block.start, block.end))
    const columns = Math.max(...block.rows.map((cells) => cells.length))
    const widths = Array.from({ length: columns }, (_column, index) => (index === 0 ? 600 : Math.floor(8500 / (columns - 1))))
    return table(
      block.rows.map((cells, at) =>
        row(
          cells.map(({ start, end }, column) => cell(textParagraph('Plain', words(start, end)), { width: widths[column] ?? 1500 })),
          { head: at === 0, mayBreak: true },
        ),
      ),
      { columns: widths, borders: true, cellMargin: 80 },
    )
  })
  const number =
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
  return packDocx({
    body: `${head === undefined ? '' : columnPair(...head)}${matter.join('')}<w:p/>${foot === undefined ? '' : columnPair(...foot)}<w:p/><w:sectPr><w:headerReference w:type="default" r:id="h1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`,
    styles,
    headers: new Map([['h1', paragraph('Centred', `${run('Văn bản của tỉnh Minh Châu, trang ')}${number}`)]]),
    properties: { title: 'Thử', creator: 'Thử', created: '2025-01-01T00:00:00Z' },
  })
}
