import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import { departure, hasText, isBold, paragraphsOf } from './paper.ts'
import type { PaperBlock, PaperParagraph, PaperSection } from './paper.ts'

const heading = /^(Phần|Chương|Mục|Tiểu mục|Điều)\s|^[IVXLC]+\.\s|^\d+(\.\d+)*\.\s/u
const partHeading = /^[IVXLC]+\.\s/u
const indents = [567, 720]

type Sorted = {
  readonly addressees: readonly PaperParagraph[]
  readonly bases: readonly PaperParagraph[]
  readonly headings: readonly PaperParagraph[]
  readonly text: readonly PaperParagraph[]
}

export function checkBody({ blocks }: PaperSection, from: number, to: number): readonly Finding[] {
  const inner = blocks.slice(from, to)
  const { addressees, bases, headings, text } = sort(inner)
  return [
    ...checkAddressees(addressees),
    ...checkBases(bases),
    ...headings.flatMap((paragraph) => {
      const found = departure(paragraph, { sizePt: [13, 14], bold: true, italic: false, upper: partHeading.test(paragraph.text) })
      return found === undefined ? [] : [finding('headingForm', found, paragraph.text)]
    }),
    ...text.flatMap((paragraph) => {
      const found = departure(paragraph, { sizePt: [13, 14], italic: false })
      return found === undefined ? [] : [finding('bodyForm', found, paragraph.text)]
    }),
    ...[...bases, ...text].flatMap(checkParagraph),
    ...checkEnd(text),
    ...checkTables(inner),
  ]
}

function sort(blocks: readonly PaperBlock[]): Sorted {
  const addressees: PaperParagraph[] = []
  const bases: PaperParagraph[] = []
  const headings: PaperParagraph[] = []
  const text: PaperParagraph[] = []
  blocks.forEach((block, index) => {
    if (block.kind !== 'paragraph' || !hasText(block)) return
    const started = headings.length + text.length > 0
    const last = addressees.at(-1)
    if (/^Kính gửi/u.test(block.text)) addressees.push(block)
    else if (last !== undefined && !started && bases.length === 0 && /^- /.test(block.text) && block.align === 'left')
      addressees.push(block)
    else if (!started && /^Căn cứ /iu.test(block.text)) bases.push(block)
    else if (heading.test(block.text) && (isBold(block) || partHeading.test(block.text))) headings.push(block)
    else if (!isCaption(block, blocks[index + 1])) text.push(block)
  })
  return { addressees, bases, headings, text }
}

const isCaption = (paragraph: PaperParagraph, next: PaperBlock | undefined): boolean =>
  paragraph.align === 'center' && next?.kind === 'table'

/** One addressee ends with a full stop on its line; a list ends each line with a semicolon, the last with a full stop (II.9a). */
function checkAddressees(addressees: readonly PaperParagraph[]): readonly Finding[] {
  const lines = addressees.map(({ text }) => text.trim())
  const listed = lines.length > 1 ? lines.slice(1) : lines
  return listed.flatMap((line, index) =>
    line.endsWith(index === listed.length - 1 ? '.' : ';') ? [] : [finding('addresseePunctuation', line.slice(-1), line)],
  )
}

const checkBases = (bases: readonly PaperParagraph[]): readonly Finding[] =>
  bases.flatMap((paragraph, index) => {
    const wanted = index === bases.length - 1 ? '.' : ';'
    const found = departure(paragraph, { sizePt: [13, 14], italic: true, bold: false })
    return [
      ...(paragraph.text.trim().endsWith(wanted)
        ? []
        : [finding('legalBasisPunctuation', paragraph.text.trim().slice(-1), paragraph.text)]),
      ...(found === undefined ? [] : [finding('legalBasisForm', found, paragraph.text)]),
    ]
  })

function checkParagraph({ text, align, firstLine, before, after, line, lineRule }: PaperParagraph): readonly Finding[] {
  const tight = lineRule === 'auto' ? line < 240 || line > 360 : line < 13 * 20
  return [
    ...(align === 'both' ? [] : [finding('bodyAlignment', align, text)]),
    ...(indents.some((indent) => Math.abs(firstLine - indent) <= 6) ? [] : [finding('bodyIndent', `${firstLine} twips`, text)]),
    ...(Math.max(before, after) >= 120 ? [] : [finding('bodySpacing', `${Math.max(before, after)} twips`, text)]),
    ...(tight ? [finding('bodyLineSpacing', `${line} ${lineRule}`, text)] : []),
  ]
}

function checkEnd(text: readonly PaperParagraph[]): readonly Finding[] {
  const end = text.at(-1)?.text.trim() ?? ''
  return end.endsWith('./.') ? [] : [finding('bodyEnd', end.slice(-3), end)]
}

export const leastTableSizePt = 8

export const checkTables = (blocks: readonly PaperBlock[]): readonly Finding[] =>
  paragraphsOf(blocks.filter((block) => block.kind === 'table')).flatMap((paragraph) => {
    const found = departure(paragraph, { sizePt: [leastTableSizePt, 14] })
    return found === undefined ? [] : [finding('tableTextSize', found, paragraph.text)]
  })
