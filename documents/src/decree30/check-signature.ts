import { finding } from './finding.ts'
import type { Decree30Rule, Finding } from './finding.ts'
import { departure, hasText, isUpper } from './paper.ts'
import type { Form, PaperParagraph, PaperSection, PaperTable } from './paper.ts'

const label = /^Nơi nhận:?$/u

const form = (code: Decree30Rule, paragraph: PaperParagraph, wanted: Form): readonly Finding[] => {
  const found = departure(paragraph, wanted)
  return found === undefined ? [] : [finding(code, found, paragraph.text)]
}

/** Recipients and signer (Decree 30/2020, Annex I, II.7 and II.9b). `bodyTo` is where the body ends. */
export function checkSignature({ blocks }: PaperSection): { readonly findings: readonly Finding[]; readonly bodyTo: number } {
  const at = blocks.findLastIndex((block) => block.kind === 'table' && recipientsCell(block) !== undefined)
  const table = blocks[at]
  if (table === undefined || table.kind !== 'table') return { findings: [finding('signatureTable', 'missing')], bodyTo: blocks.length }

  const cells = table.rows.flat()
  const recipients = recipientsCell(table)
  const signer = cells.find((cell) => cell !== recipients)
  return {
    findings: [
      ...checkRecipients((recipients?.paragraphs ?? []).filter(hasText)),
      ...checkSigner((signer?.paragraphs ?? []).filter(hasText)),
    ],
    bodyTo: at,
  }
}

const recipientsCell = ({ rows }: PaperTable) =>
  rows.flat().find((cell) => cell.paragraphs.some((paragraph) => /^nơi nhận/iu.test(paragraph.text.trim())))

function checkRecipients([head, ...lines]: readonly PaperParagraph[]): readonly Finding[] {
  if (head === undefined) return [finding('recipientsLabel', 'missing')]
  const last = lines.at(-1)
  return [
    ...(label.test(head.text.trim()) && head.text.trim().endsWith(':') ? [] : [finding('recipientsLabel', head.text)]),
    ...form('recipientsLabel', head, { sizePt: [12, 12], bold: true, italic: true }),
    ...lines.flatMap((line) => form('recipientsForm', line, { sizePt: [11, 11], bold: false, italic: false })),
    ...lines.flatMap(({ text }, index) => {
      const fits = /^- ?\S/.test(text.trim()) && text.trim().endsWith(index === lines.length - 1 ? '.' : ';')
      return fits ? [] : [finding('recipientsPunctuation', text)]
    }),
    ...(last !== undefined && /^- ?Lưu: ?VT\b/u.test(last.text.trim()) ? [] : [finding('recipientsArchive', last?.text ?? 'missing')]),
  ]
}

function checkSigner(lines: readonly PaperParagraph[]): readonly Finding[] {
  const last = lines.at(-1)
  if (last === undefined) return [finding('signerForm', 'missing')]

  // The name may be missing on a paper to be signed by hand; the powers and office are always in capitals.
  const name = lines.length > 1 && !isUpper(last.text) ? last : undefined
  const offices = name === undefined ? lines : lines.slice(0, -1)
  return [
    ...offices.flatMap((line) => form('signerForm', line, { sizePt: [13, 14], bold: true, italic: false, upper: true, align: 'center' })),
    ...(name === undefined ? [] : form('signerNameForm', name, { sizePt: [13, 14], bold: true, italic: false, align: 'center' })),
  ]
}
