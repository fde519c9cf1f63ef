import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { recipientLines, signerLines } from '@haidang/domain/consolidation/wording'
import { cell, paragraph, row, table, textParagraph } from '../docx/write-xml.ts'
import { portrait, textWidthOf } from './page.ts'

const leftColumn = 4300
const rightColumn = textWidthOf(portrait) - leftColumn

/** Recipients on the left, level with the signer's title on the right (Decree 30/2020, Annex I, II.7 and II.9b). */
export function signatureBlock({ signature, recipients, addressees }: ConsolidatedReport): string {
  const left =
    textParagraph('RecipientsLabel', 'Nơi nhận:') +
    recipientLines(recipients, addressees ?? [])
      .map((line) => textParagraph('Recipient', line))
      .join('')
  const right =
    signerLines(signature)
      .map((line) => textParagraph('Signer', line))
      .join('') + textParagraph('SignerName', signature.name ?? '')
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
