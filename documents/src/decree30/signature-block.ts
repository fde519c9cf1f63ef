import type { ConsolidatedReport } from '@haidang/domain/consolidation/consolidated-report'
import { recipientLines, signerLines } from '@haidang/domain/consolidation/wording'
import { cell, paragraph, row, table, textParagraph } from '../docx/write-xml.ts'
import { portrait, textWidthOf } from './page.ts'
import { verificationCells, verificationColumns } from './verification-mark.ts'
import type { Verification } from './verification-mark.ts'

const leftColumn = 4300
const rightColumn = textWidthOf(portrait) - leftColumn

/**
 * Recipients on the left, level with the signer's title on the right (Decree 30/2020, Annex I, II.7 and II.9b). Where the paper can be verified
 * its code stands below the recipients, beside the signature and clear of the place of the office's seal (docs/decisions/0034).
 */
export function signatureBlock({ signature, recipients, addressees }: ConsolidatedReport, verification?: Verification): string {
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
  return gap + (verification === undefined ? sideBySide(left, right) : withVerification(left, right, verification))
}

const bare = { borders: false, cellMargin: 0 } as const

const sideBySide = (left: string, right: string): string =>
  table([row([cell(left, { width: leftColumn }), cell(right, { width: rightColumn })])], { ...bare, columns: [leftColumn, rightColumn] })

function withVerification(left: string, right: string, verification: Verification): string {
  const columns = verificationColumns(leftColumn)
  return table(
    [
      row([cell(left, { width: leftColumn, span: 2 }), cell(right, { width: rightColumn, merge: 'begin' })]),
      row([...verificationCells(verification, columns), cell(textParagraph('Signer', ''), { width: rightColumn, merge: 'continue' })]),
    ],
    { ...bare, columns: [columns.code, columns.words, rightColumn] },
  )
}
