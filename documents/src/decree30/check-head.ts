import { finding } from './finding.ts'
import type { Decree30Rule, Finding } from './finding.ts'
import { departure, hasText, isBold } from './paper.ts'
import type { Form, PaperCell, PaperParagraph, PaperSection, PaperTable } from './paper.ts'
import { textWidthTwips } from './text-width.ts'

// Both ways of placing the tone are in the Decree's own annex.
const country = /^CỘNG (HÒA|HOÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$/u
const motto = /^Độc lập - Tự do - Hạnh phúc$/u
// A paper not yet numbered leaves room for the number.
const number = /^Số: ?(\d{2,}|\s*)\/[A-ZĐ][A-Za-zĐđ]*-[A-ZĐ][A-Za-zĐđ0-9-]*$/u
const date = /^\S.*, ngày (\d{2}|\s+) tháng (\d{1,2}|\s+) năm (\d{4})$/u

const form = (code: Decree30Rule, paragraph: PaperParagraph, wanted: Form): readonly Finding[] => {
  const found = departure(paragraph, wanted)
  return found === undefined ? [] : [finding(code, found, paragraph.text)]
}

export function checkHead({ blocks, width, margin }: PaperSection): { readonly findings: readonly Finding[]; readonly bodyFrom: number } {
  const tableAt = blocks.findIndex((block) => block.kind === 'table' || hasText(block))
  const table = blocks[tableAt]
  if (table === undefined || table.kind !== 'table') return { findings: [finding('headTable', 'no head of two columns')], bodyFrom: 0 }

  const title = checkTitle(blocks.slice(tableAt + 1), width - margin.left - margin.right)
  return { findings: [...checkColumns(table), ...title.findings], bodyFrom: tableAt + 1 + title.length }
}

function checkColumns({ rows, columnCount }: PaperTable): readonly Finding[] {
  const [[left, right] = [], ...below] = rows
  if (columnCount !== 2 || left === undefined || right === undefined) return [finding('headTable', 'no head of two columns')]

  return [
    ...checkIssuer(left),
    ...checkCountry(right),
    ...checkNumberAndDate([left, ...below.flatMap(([cell]) => cell ?? [])], [right, ...below.flatMap(([, cell]) => cell ?? [])]),
  ]
}

function checkIssuer(cell: PaperCell): readonly Finding[] {
  const lines = cell.paragraphs.filter((paragraph) => hasText(paragraph) && !/^Số\b/.test(paragraph.text))
  const lastPlain = lines.slice(0, -1).findLastIndex((line) => !isBold(line))
  const issuer = lines.slice(lastPlain + 1)
  const widths = issuer.flatMap(({ text, runs }) =>
    text.split('\n').map((line) => textWidthTwips(line, { sizePt: runs[0]?.sizePt ?? 13, bold: true })),
  )
  return [
    ...lines
      .slice(0, lastPlain + 1)
      .flatMap((line) => form('superiorForm', line, { sizePt: [12, 13], bold: false, italic: false, upper: true, align: 'center' })),
    ...issuer.flatMap((line) => form('issuerForm', line, { sizePt: [12, 13], bold: true, italic: false, upper: true, align: 'center' })),
    ...shortRule('issuerRule', cell.paragraphs, Math.max(0, ...widths), cell.width),
  ]
}

function checkCountry({ paragraphs, width }: PaperCell): readonly Finding[] {
  const [name, line] = paragraphs.filter(hasText)
  if (name === undefined || line === undefined) return [finding('countryName', 'missing')]

  const length = textWidthTwips(line.text, { sizePt: line.runs[0]?.sizePt ?? 14, bold: true })
  const rule = ruleLength(paragraphs, width)
  return [
    ...(country.test(name.text.trim()) ? [] : [finding('countryName', name.text)]),
    ...form('countryNameForm', name, { sizePt: [12, 13], bold: true, italic: false, align: 'center' }),
    ...(motto.test(line.text.trim()) ? [] : [finding('motto', line.text)]),
    ...form('mottoForm', line, { sizePt: [13, 14], bold: true, italic: false, align: 'center' }),
    ...(rule !== undefined && Math.abs(rule - length) <= 0.03 * length
      ? []
      : [finding('mottoRule', rule === undefined ? 'no rule' : `${rule} of ${length} twips`)]),
  ]
}

function checkNumberAndDate(left: readonly PaperCell[], right: readonly PaperCell[]): readonly Finding[] {
  const numberLine = left.flatMap((cell) => cell.paragraphs).find((paragraph) => /^số\s*:/iu.test(paragraph.text.trim()))
  const dateLine = right.flatMap((cell) => cell.paragraphs).find((paragraph) => /ngày/i.test(paragraph.text))
  return [
    ...(numberLine === undefined
      ? [finding('numberPattern', 'missing')]
      : [
          ...(number.test(numberLine.text.trim()) ? [] : [finding('numberPattern', numberLine.text)]),
          ...form('numberForm', numberLine, { sizePt: [13, 13], bold: false, italic: false, align: 'center' }),
        ]),
    ...(dateLine === undefined
      ? [finding('datePattern', 'missing')]
      : [
          ...(isDateLine(dateLine.text.trim()) ? [] : [finding('datePattern', dateLine.text)]),
          ...form('dateForm', dateLine, { sizePt: [13, 14], bold: false, italic: true, align: 'center' }),
        ]),
  ]
}

/** Days below 10 and months 1 and 2 with a zero, months 3 to 9 without (II.4). */
function isDateLine(text: string): boolean {
  const [, day, month] = date.exec(text) ?? []
  if (day === undefined || month === undefined) return false
  const dayFits = day.trim() === '' || (Number(day) >= 1 && Number(day) <= 31)
  return dayFits && (month.trim() === '' || /^(0[12]|[3-9]|1[0-2])$/.test(month))
}

function checkTitle(blocks: PaperSection['blocks'], column: number): { readonly findings: readonly Finding[]; readonly length: number } {
  let typeName: PaperParagraph | undefined
  const subject: PaperParagraph[] = []
  const rules: PaperParagraph[] = []
  let length = 0
  for (const block of blocks) {
    if (block.kind !== 'paragraph') break
    if (hasText(block)) {
      if (typeName === undefined) typeName = block
      else if (block.align === 'center' && rules.length === 0 && !/^Kính gửi/u.test(block.text)) subject.push(block)
      else break
    } else if (block.rule !== undefined) {
      rules.push(block)
    }
    length += 1
  }
  if (typeName === undefined) return { findings: [finding('typeNameForm', 'missing')], length }

  const widths = subject.flatMap(({ text, runs }) =>
    text.split('\n').map((line) => textWidthTwips(line, { sizePt: runs[0]?.sizePt ?? 14, bold: true })),
  )
  return {
    findings: [
      ...form('typeNameForm', typeName, { sizePt: [13, 14], bold: true, italic: false, upper: true, align: 'center' }),
      ...(subject.length === 0
        ? [finding('subjectForm', 'missing')]
        : subject.flatMap((line) => form('subjectForm', line, { sizePt: [13, 14], bold: true, italic: false }))),
      ...shortRule('subjectRule', rules, Math.min(column, Math.max(0, ...widths)), column),
    ],
    length,
  }
}

/** A third to a half of the line above it (II.2, II.5). */
function shortRule(code: Decree30Rule, paragraphs: readonly PaperParagraph[], textLength: number, column: number): readonly Finding[] {
  const rule = ruleLength(paragraphs, column)
  if (rule !== undefined && rule >= textLength / 3 - 20 && rule <= textLength / 2 + 20) return []
  return [finding(code, rule === undefined ? 'no rule' : `${rule} of ${textLength} twips`)]
}

function ruleLength(paragraphs: readonly PaperParagraph[], column: number): number | undefined {
  const paragraph = paragraphs.find((one) => one.rule !== undefined)
  if (paragraph?.rule === undefined) return undefined
  return paragraph.rule.length === 'column' ? column - paragraph.left - paragraph.right : paragraph.rule.length
}
