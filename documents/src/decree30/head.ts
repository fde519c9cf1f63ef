import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { dateOfReport, numberAndSymbol } from '@haidang/domain/consolidation/letterhead'
import { cell, paragraph, row, run, table, textParagraph } from '../docx/write-xml.ts'
import { portrait, textWidthOf } from './page.ts'
import { breakLines, textWidthTwips } from './text-width.ts'
import type { TypeFace } from './text-width.ts'

const textWidth = textWidthOf(portrait)
const leftColumn = 3685
const rightColumn = textWidth - leftColumn

const issuerFace: TypeFace = { sizePt: 13, bold: true }
const superiorFace: TypeFace = { sizePt: 13 }
const mottoFace: TypeFace = { sizePt: 14, bold: true }
const subjectFace: TypeFace = { sizePt: 14, bold: true }
const motto = 'Độc lập - Tự do - Hạnh phúc'

/** Decree 30/2020, Annex I, II.2 and II.5: the rules under issuer and subject are a third to a half of the line. */
const shortRuleShare = 0.42

/** A rule of exactly this length, centred in a column; a border, because a drawn line moves when the text is edited. */
export function rule(length: number, column: number): string {
  const side = Math.max(0, Math.round((column - length) / 2))
  return paragraph(
    'Rule',
    '',
    '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>' +
      `<w:spacing w:before="60" w:after="0" w:line="60" w:lineRule="exact"/><w:ind w:left="${side}" w:right="${side}"/>`,
  )
}

export const shortRuleUnder = (lines: readonly string[], face: TypeFace, column: number): string =>
  rule(shortRuleShare * Math.max(0, ...lines.map((line) => textWidthTwips(line, face))), column)

export function headOfReport({ letterhead, title, period }: ConsolidatedReport): string {
  const issuer = bodyNameLines(letterhead.issuer, issuerFace)
  const superior = letterhead.superiorBody === null ? [] : bodyNameLines(letterhead.superiorBody, superiorFace)
  const left =
    (superior.length === 0 ? '' : textParagraph('SuperiorBody', superior.join('\n'))) +
    textParagraph('Issuer', issuer.join('\n')) +
    shortRuleUnder(issuer, issuerFace, leftColumn)
  const right =
    textParagraph('Country', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM') +
    textParagraph('Motto', motto) +
    rule(textWidthTwips(motto, mottoFace), rightColumn)
  const cells = (leftContent: string, rightContent: string) =>
    row([cell(leftContent, { width: leftColumn }), cell(rightContent, { width: rightColumn })])

  const subject = subjectLines(title)
  return (
    table(
      [
        cells(left, right),
        cells(
          textParagraph('Number', `Số: ${numberAndSymbol(letterhead)}`),
          textParagraph('PlaceDate', `${letterhead.place}, ${dateOfReport(letterhead, period)}`),
        ),
      ],
      { columns: [leftColumn, rightColumn], borders: false, cellMargin: 0 },
    ) +
    textParagraph('TypeName', 'BÁO CÁO') +
    textParagraph('Subject', subject.join('\n')) +
    shortRuleUnder(subject, subjectFace, textWidth)
  )
}

/** The form of Decree 30/2020, Annex I, II.9a: one addressee on the line, two or more in a list. */
export function addressees(names: readonly string[]): string {
  const [first, ...others] = names.map((name) => name.trim().replace(/[.;,]+$/, ''))
  if (first === undefined) return ''
  if (others.length === 0) return textParagraph('Addressee', `Kính gửi: ${first}.`)

  const indent = `<w:ind w:left="${Math.round(textWidth / 3)}"/>`
  const lines = [first, ...others].map((name, index) => `- ${name}${index === others.length ? '.' : ';'}`)
  return (
    paragraph(
      'AddresseeList',
      run('Kính gửi:'),
      `<w:keepNext/><w:spacing w:before="240" w:after="0"/><w:ind w:left="${Math.round(textWidth / 3) - 1100}"/>`,
    ) + lines.map((line) => paragraph('AddresseeList', run(line), indent)).join('')
  )
}

// Where a subject line is broken by hand: before these words, so that "chuyển đổi số" is not torn apart.
const breakBefore = /\s(?=(?:trên địa bàn|tháng \d|quý [IVX]+|năm \d|giai đoạn|về|của|theo|tại)\s)/gu

function subjectLines(title: string): readonly string[] {
  const width = textWidth - 400
  const lengthOf = (line: string) => textWidthTwips(line, subjectFace)
  if (lengthOf(title) <= width) return [title]

  const halves = [...title.matchAll(breakBefore)]
    .map(({ index }) => [title.slice(0, index), title.slice(index + 1)] as const)
    .filter(([first, second]) => lengthOf(first) <= width && lengthOf(second) <= width)
    .sort((a, b) => Math.abs(lengthOf(a[0]) - lengthOf(a[1])) - Math.abs(lengthOf(b[0]) - lengthOf(b[1])))
  return halves[0] ?? breakLines(title, subjectFace, width)
}

/** A people's committee breaks before its place ("ỦY BAN NHÂN DÂN / THÀNH PHỐ VŨNG TÀU"), any other name where it is even. */
function bodyNameLines(name: string, face: TypeFace): readonly string[] {
  const upper = name.normalize('NFC').toUpperCase()
  if (textWidthTwips(upper, face) <= leftColumn) return [upper]

  const committee = /^([UỦ][YỶ] BAN NHÂN DÂN) (.+)$/.exec(upper)
  const [, authority, place] = committee ?? []
  if (authority !== undefined && place !== undefined && textWidthTwips(place, face) <= leftColumn) return [authority, place]
  return breakLines(upper, face, leftColumn)
}
