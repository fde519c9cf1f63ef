/**
 * Paragraph styles, one per component of Decree 30/2020, so that a clerk who edits the paper changes the style and not
 * every line. Sizes are those of Annex I, part I, section V.
 */
type Style = {
  readonly id: string
  readonly name: string
  readonly sizePt: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly align: 'left' | 'center' | 'both' | 'right'
  readonly before?: number
  readonly after?: number
  readonly firstLine?: number
  readonly keepNext?: boolean
  readonly outline?: number
  readonly exactLine?: number
}

const bodyIndent = 567

const styles: readonly Style[] = [
  { id: 'SuperiorBody', name: 'Cơ quan chủ quản', sizePt: 13, align: 'center' },
  { id: 'Issuer', name: 'Cơ quan ban hành', sizePt: 13, bold: true, align: 'center' },
  { id: 'Country', name: 'Quốc hiệu', sizePt: 13, bold: true, align: 'center' },
  { id: 'Motto', name: 'Tiêu ngữ', sizePt: 14, bold: true, align: 'center' },
  { id: 'Number', name: 'Số, ký hiệu', sizePt: 13, align: 'center', before: 60 },
  { id: 'PlaceDate', name: 'Địa danh, thời gian', sizePt: 14, italic: true, align: 'center', before: 60 },
  { id: 'TypeName', name: 'Tên loại', sizePt: 14, bold: true, align: 'center', before: 360, keepNext: true },
  { id: 'Subject', name: 'Trích yếu', sizePt: 14, bold: true, align: 'center', keepNext: true },
  { id: 'Rule', name: 'Đường kẻ', sizePt: 1, align: 'center', exactLine: 60 },
  { id: 'Addressee', name: 'Kính gửi', sizePt: 14, align: 'center', before: 240, after: 120 },
  { id: 'AddresseeList', name: 'Kính gửi, danh sách', sizePt: 14, align: 'left' },
  { id: 'LegalBasis', name: 'Căn cứ', sizePt: 14, italic: true, align: 'both', before: 120, firstLine: bodyIndent },
  { id: 'BodyText', name: 'Nội dung', sizePt: 14, align: 'both', before: 120, firstLine: bodyIndent },
  { id: 'Part', name: 'Mục La Mã', sizePt: 14, bold: true, align: 'both', before: 240, firstLine: bodyIndent, keepNext: true, outline: 0 },
  { id: 'Clause', name: 'Khoản', sizePt: 14, bold: true, align: 'both', before: 120, firstLine: bodyIndent, keepNext: true, outline: 1 },
  { id: 'TableCaption', name: 'Tên biểu', sizePt: 13, bold: true, align: 'center', before: 240, after: 120, keepNext: true },
  { id: 'TableNote', name: 'Ghi chú biểu', sizePt: 11, italic: true, align: 'both', before: 120 },
  { id: 'Signer', name: 'Quyền hạn, chức vụ', sizePt: 14, bold: true, align: 'center', keepNext: true },
  { id: 'SignerName', name: 'Họ tên người ký', sizePt: 14, bold: true, align: 'center', before: 1500 },
  { id: 'RecipientsLabel', name: 'Nơi nhận, nhãn', sizePt: 12, bold: true, italic: true, align: 'left', keepNext: true },
  { id: 'Recipient', name: 'Nơi nhận', sizePt: 11, align: 'left' },
  { id: 'AnnexLabel', name: 'Phụ lục, nhãn', sizePt: 14, bold: true, align: 'center', keepNext: true, outline: 0 },
  { id: 'AnnexTitle', name: 'Phụ lục, tên', sizePt: 14, bold: true, align: 'center', keepNext: true },
  { id: 'AnnexReference', name: 'Phụ lục, kèm theo', sizePt: 14, italic: true, align: 'center', keepNext: true },
  { id: 'HeadCell', name: 'Ô đầu biểu', sizePt: 11, bold: true, align: 'center', before: 20, after: 20 },
  { id: 'TextCell', name: 'Ô chữ', sizePt: 11, align: 'left', before: 20, after: 20 },
  { id: 'ProseCell', name: 'Ô lời', sizePt: 11, align: 'both', before: 20, after: 20 },
  { id: 'CentreCell', name: 'Ô giữa', sizePt: 11, align: 'center', before: 20, after: 20 },
  { id: 'FigureCell', name: 'Ô số', sizePt: 11, align: 'right', before: 20, after: 20 },
  { id: 'Source', name: 'Nguồn số liệu', sizePt: 8, align: 'left', before: 120 },
  { id: 'PageNumber', name: 'Số trang', sizePt: 14, align: 'center' },
]

/** Only of a paper that carries a code: the bytes of every other one stay what they were when it was issued. */
const codeStyles: readonly Style[] = [
  { id: 'CodePicture', name: 'Mã kiểm tra', sizePt: 11, align: 'left', before: 120 },
  { id: 'CodeWords', name: 'Mã kiểm tra, lời', sizePt: 9, align: 'left' },
]

const spacingOf = ({ before = 0, after = 0, exactLine }: Style): string =>
  `<w:spacing w:before="${before}" w:after="${after}" w:line="${exactLine ?? 240}" w:lineRule="${exactLine === undefined ? 'auto' : 'exact'}"/>`

const styleXml = (style: Style): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${style.id}"><w:name w:val="${style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>` +
  (style.keepNext === true ? '<w:keepNext/>' : '') +
  spacingOf(style) +
  (style.firstLine === undefined ? '' : `<w:ind w:firstLine="${style.firstLine}"/>`) +
  `<w:jc w:val="${style.align}"/>` +
  (style.outline === undefined ? '' : `<w:outlineLvl w:val="${style.outline}"/>`) +
  `</w:pPr><w:rPr>${style.bold === true ? '<w:b/>' : ''}${style.italic === true ? '<w:i/>' : ''}` +
  `<w:sz w:val="${style.sizePt * 2}"/><w:szCs w:val="${style.sizePt * 2}"/></w:rPr></w:style>`

const font = 'Times New Roman'

export const stylesXml: string =
  `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}"/>` +
  '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>' +
  '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>' +
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>' +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>' +
  '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  styles.map(styleXml).join('')

export const codeStylesXml: string = codeStyles.map(styleXml).join('')

export const headersByRelationship: ReadonlyMap<string, string> = new Map([
  [
    'number',
    '<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>' +
      '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
  ],
  ['blank', '<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr></w:p>'],
])
