import encodeQR from 'qr'
import { cell, escapeXml, paragraph, run, textParagraph } from '../docx/write-xml.ts'

/** Where anybody can ask whether the paper is genuine. */
export type Verification = { readonly address: string }

/** The relationship by which the document finds the picture of the code. */
export const codePictureId = 'verification'

const pixelsPerModule = 8
const quietZone = 4
const codeColumn = 1420
const emuPerCentimetre = 360_000
const codeEmu = 2.2 * emuPerCentimetre

/** A photocopy of a fax is read too: a quarter of the squares may be lost. The same address gives the same bytes. */
export const codePicture = ({ address }: Verification): Uint8Array =>
  encodeQR(address, 'gif', { ecc: 'quartile', border: quietZone, scale: pixelsPerModule })

/** The cells below the recipients: the code, and beside it what it is for and its address to be typed. */
export const verificationCells = (
  { address }: Verification,
  columns: { readonly code: number; readonly words: number },
): readonly string[] => [
  cell(paragraph('CodePicture', `<w:r>${drawing(address)}</w:r>`), { width: columns.code, verticalAlign: 'center' }),
  cell(
    textParagraph('CodeWords', 'Quét mã để kiểm tra văn bản này là thật, đã được thay thế hay đã thu hồi:') +
      paragraph('CodeWords', run(address)),
    {
      width: columns.words,
      verticalAlign: 'center',
    },
  ),
]

export const verificationColumns = (left: number): { readonly code: number; readonly words: number } => ({
  code: codeColumn,
  words: left - codeColumn,
})

const drawingNamespace = 'http://schemas.openxmlformats.org/drawingml/2006'

const drawing = (address: string): string =>
  `<w:drawing><wp:inline xmlns:wp="${drawingNamespace}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
  `<wp:extent cx="${codeEmu}" cy="${codeEmu}"/><wp:docPr id="1" name="Mã kiểm tra" descr="Mã QR: ${escapeXml(address)}"/>` +
  `<a:graphic xmlns:a="${drawingNamespace}/main"><a:graphicData uri="${drawingNamespace}/picture">` +
  `<pic:pic xmlns:pic="${drawingNamespace}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="${codePictureId}.gif"/><pic:cNvPicPr/></pic:nvPicPr>` +
  `<pic:blipFill><a:blip r:embed="${codePictureId}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
  `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${codeEmu}" cy="${codeEmu}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
  `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
