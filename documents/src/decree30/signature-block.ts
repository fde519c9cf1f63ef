import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { cell, paragraph, row, table, textParagraph } from '../docx/write-xml.ts'
import { portrait, textWidthOf } from './page.ts'

const leftColumn = 4300
const rightColumn = textWidthOf(portrait) - leftColumn

/** Recipients on the left, level with the signer's title on the right (Decree 30/2020, Annex I, II.7 and II.9b). */
export function signatureBlock({ signature, recipients, addressees }: ConsolidatedReport): string {
  const lines = [...signature.authority, signature.role].map((line) => line.trim().toUpperCase()).filter((line) => line !== '')
  const left =
    textParagraph('RecipientsLabel', 'Nơi nhận:') +
    recipientLines(recipients, addressees ?? [])
      .map((line) => textParagraph('Recipient', line))
      .join('')
  const right = lines.map((line) => textParagraph('Signer', line)).join('') + textParagraph('SignerName', signature.name ?? '')
  const gap = paragraph('BodyText', '', '<w:keepNext/>')
  return (
    gap +
    table([row([cell(left, { width: leftColumn }), cell(right, { width: rightColumn })])], {
      columns: [leftColumn, rightColumn],
      borders: false,
      cellMargin: 0,
    })
  )
}

function recipientLines(recipients: readonly string[], addressees: readonly string[]): readonly string[] {
  const names = recipients
    .map((name) =>
      name
        .trim()
        .replace(/^-\s*/, '')
        .replace(/[.;,\s]+$/, ''),
    )
    .filter((name) => name !== '')
  // "Như trên" points to "Kính gửi": the one stands exactly where the other does.
  const others = names.filter((name) => name !== 'Như trên')
  const listed = addressees.length > 0 ? ['Như trên', ...others] : others
  const kept = listed.find((name) => /^Lưu\s*:/.test(name)) ?? 'Lưu: VT'
  const informed = listed.filter((name) => !/^Lưu\s*:/.test(name))
  return [...informed.map((name) => `- ${name};`), `- ${kept}.`]
}
