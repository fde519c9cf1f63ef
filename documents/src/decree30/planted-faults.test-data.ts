import type { Decree30Rule } from './finding.ts'

/** One paper broken in one place, for every rule of the checker; the type demands that none is forgotten. */
export type PlantedFault = { readonly title: string; readonly part?: string; readonly edit: (xml: string) => string }

const paragraphs = /<w:p>.*?<\/w:p>/gsu

/** Edits the first paragraph that holds the words (as they stand in the XML). */
const inParagraph =
  (words: string, edit: (paragraph: string) => string) =>
  (xml: string): string => {
    let done = false
    return xml.replace(paragraphs, (paragraph) => {
      if (done || !paragraph.includes(words)) return paragraph
      done = true
      return edit(paragraph)
    })
  }

const withRunProperty = (words: string, property: string) =>
  inParagraph(words, (paragraph) => paragraph.replaceAll('<w:r>', `<w:r><w:rPr>${property}</w:rPr>`))
const withParagraphProperty = (words: string, property: string) =>
  inParagraph(words, (paragraph) => paragraph.replace('</w:pPr>', `${property}</w:pPr>`))
const replaced = (words: string, from: string, to: string) => inParagraph(words, (paragraph) => paragraph.replace(from, to))
const lastReplaced =
  (from: string, to: string) =>
  (xml: string): string => {
    const at = xml.lastIndexOf(from)
    return at < 0 ? xml : xml.slice(0, at) + to + xml.slice(at + from.length)
  }
const size = (points: number): string => `<w:sz w:val="${points * 2}"/>`
const upright = '<w:i w:val="0"/>'
const light = '<w:b w:val="0"/>'

const rules = /<w:pBdr>.*?<\/w:pBdr>/gsu
const withoutRule = (order: number) => (xml: string) => {
  let seen = 0
  return xml.replace(rules, (border) => (seen++ === order ? '' : border))
}

const country = 'CỘNG HÒA XÃ HỘI'
const motto = 'Độc lập'
const issuer = 'THÀNH PHỐ VŨNG TÀU'
const superior = 'TỈNH BÀ RỊA'
const number = 'Số: 05/BC-UBND'
const date = 'Vũng Tàu, ngày 25'
const typeName = '>BÁO CÁO<'
const subject = 'Kết quả thực hiện các nhiệm vụ'
const basis = 'Căn cứ Nghị định'
const body = 'Đã nhận báo cáo của'
const annexTitle = 'TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ'

export const plantedFaults: Readonly<Record<Decree30Rule, readonly PlantedFault[]>> = {
  pageSize: [{ title: 'American letter paper', edit: (xml) => xml.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"') }],
  pageOrientation: [{ title: 'an annex that lies across and is not said to', edit: (xml) => xml.replace(' w:orient="landscape"', '') }],
  margins: [
    { title: 'a top margin of 15 mm', edit: (xml) => xml.replace('w:top="1134"', 'w:top="850"') },
    { title: 'a bottom margin of 30 mm in the last annex', edit: lastReplaced('w:bottom="1134"', 'w:bottom="1701"') },
  ],
  font: [{ title: 'one line in Arial', edit: withRunProperty(body, '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>') }],
  colour: [{ title: 'one red line', edit: withRunProperty(body, '<w:color w:val="FF0000"/>') }],
  firstPageNumber: [
    { title: 'no other first page', edit: (xml) => xml.replace('<w:titlePg/>', '') },
    {
      title: 'a number in the head of the first page',
      part: 'word/header-blank.xml',
      edit: (xml) => xml.replace('</w:p>', '<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'),
    },
  ],
  pageNumber: [
    { title: 'a date for the number', part: 'word/header-number.xml', edit: (xml) => xml.replace(' PAGE ', ' DATE ') },
    {
      title: 'a number at the right',
      part: 'word/header-number.xml',
      edit: (xml) => xml.replace('</w:pPr>', '<w:jc w:val="right"/></w:pPr>'),
    },
    {
      title: 'a number of 10 points',
      part: 'word/header-number.xml',
      edit: (xml) => xml.replaceAll('<w:r>', `<w:r><w:rPr>${size(10)}</w:rPr>`),
    },
  ],
  headTable: [{ title: 'a head of one column', edit: (xml) => xml.replace('<w:gridCol w:w="3685"/>', '') }],
  superiorForm: [{ title: 'superior body in italics', edit: withRunProperty(superior, '<w:i/>') }],
  issuerForm: [{ title: 'issuer in italics', edit: withRunProperty(issuer, '<w:i/>') }],
  issuerRule: [
    { title: 'no rule under the issuer', edit: withoutRule(0) },
    {
      title: 'a rule as wide as the column',
      edit: (xml) => xml.replace(/(<w:pBdr>.*?<w:ind )w:left="\d+" w:right="\d+"/su, '$1w:left="0" w:right="0"'),
    },
  ],
  countryName: [{ title: 'two words run together', edit: replaced(country, 'VIỆT NAM', 'VIỆTNAM') }],
  countryNameForm: [{ title: 'country name of 11 points', edit: withRunProperty(country, size(11)) }],
  motto: [{ title: 'a capital too many', edit: replaced(motto, 'Tự do', 'Tự Do') }],
  mottoForm: [{ title: 'motto in italics', edit: withRunProperty(motto, '<w:i/>') }],
  mottoRule: [
    { title: 'no rule under the motto', edit: withoutRule(1) },
    {
      title: 'a rule half as long',
      edit: (xml) => xml.replace(/(Độc lập.*?<w:ind )w:left="\d+" w:right="\d+"/su, '$1w:left="2000" w:right="2000"'),
    },
  ],
  numberPattern: [
    { title: 'a number below ten without a zero', edit: replaced(number, '05/', '5/') },
    { title: 'a space in the symbol', edit: replaced(number, 'BC-UBND', 'BC - UBND') },
  ],
  numberForm: [{ title: 'number of 14 points', edit: withRunProperty(number, size(14)) }],
  datePattern: [
    { title: 'month 5 with a zero', edit: replaced(date, 'tháng 5', 'tháng 05') },
    { title: 'month 2 without a zero', edit: replaced(date, 'tháng 5', 'tháng 2') },
    { title: 'day 5 without a zero', edit: replaced(date, 'ngày 25', 'ngày 5') },
  ],
  dateForm: [{ title: 'place and date upright', edit: withRunProperty(date, upright) }],
  typeNameForm: [{ title: 'type name not bold', edit: withRunProperty(typeName, light) }],
  subjectForm: [{ title: 'subject in italics', edit: withRunProperty(subject, '<w:i/>') }],
  subjectRule: [{ title: 'no rule under the subject', edit: withoutRule(2) }],
  legalBasisPunctuation: [
    { title: 'a comma after a basis', edit: replaced(basis, ';', ',') },
    { title: 'a semicolon after the last basis', edit: replaced('Căn cứ Kế hoạch', 'năm 2024.', 'năm 2024;') },
  ],
  legalBasisForm: [{ title: 'a basis upright', edit: withRunProperty(basis, upright) }],
  addresseePunctuation: [{ title: 'a semicolon after the last addressee', edit: replaced('- Sở Thông tin', '.', ';') }],
  headingForm: [
    { title: 'a heading in lower case', edit: replaced('I. TÌNH HÌNH', 'TÌNH HÌNH GỬI BÁO CÁO', 'Tình hình gửi báo cáo') },
    { title: 'a heading not bold', edit: withRunProperty('I. TÌNH HÌNH', light) },
  ],
  bodyForm: [
    { title: 'body of 12 points', edit: withRunProperty(body, size(12)) },
    { title: 'body in italics', edit: withRunProperty(body, '<w:i/>') },
  ],
  bodyAlignment: [{ title: 'a paragraph set left', edit: withParagraphProperty(body, '<w:jc w:val="left"/>') }],
  bodyIndent: [{ title: 'a paragraph without indent', edit: withParagraphProperty(body, '<w:ind w:firstLine="0"/>') }],
  bodySpacing: [{ title: 'three points between paragraphs', edit: withParagraphProperty(body, '<w:spacing w:before="60"/>') }],
  bodyLineSpacing: [{ title: 'lines closer than single', edit: withParagraphProperty(body, '<w:spacing w:line="200"/>') }],
  bodyEnd: [{ title: 'a full stop alone', edit: replaced('Trên đây là Báo cáo', './.', '.') }],
  signatureTable: [{ title: 'no recipients', edit: replaced('Nơi nhận:', 'Nơi nhận:', 'Gửi:') }],
  signerForm: [
    { title: 'office not bold', edit: withRunProperty('>CHỦ TỊCH<', light) },
    { title: 'powers in lower case', edit: replaced('TM. ỦY BAN NHÂN DÂN', 'ỦY BAN NHÂN DÂN', 'Ủy ban nhân dân') },
  ],
  signerNameForm: [{ title: 'name in italics', edit: withRunProperty('Trần Minh Khải', '<w:i/>') }],
  recipientsLabel: [
    { title: 'label upright', edit: withRunProperty('Nơi nhận:', upright) },
    { title: 'label of 13 points', edit: withRunProperty('Nơi nhận:', size(13)) },
  ],
  recipientsForm: [{ title: 'a recipient of 12 points', edit: withRunProperty('- Các phòng, ban chuyên môn;', size(12)) }],
  recipientsPunctuation: [{ title: 'a comma after a recipient', edit: replaced('- Các phòng, ban chuyên môn;', ';', ',') }],
  recipientsArchive: [{ title: 'no copy for the archive', edit: replaced('Lưu: VT, VHTT', 'Lưu: VT, VHTT', 'Như kính gửi') }],
  annexLabel: [{ title: 'an Arabic number', edit: replaced('Phụ lục II<', 'Phụ lục II', 'Phụ lục 2') }],
  annexLabelForm: [{ title: 'label of 13 points', edit: withRunProperty('Phụ lục II<', size(13)) }],
  annexTitleForm: [{ title: 'title not bold', edit: withRunProperty(annexTitle, light) }],
  annexReference: [
    { title: 'reference upright', edit: withRunProperty('(Kèm theo', upright) },
    { title: 'reference without brackets', edit: replaced('(Kèm theo', '(Kèm', 'Kèm') },
  ],
  annexOrientation: [
    { title: 'the wide tables upright', edit: lastReplaced('w:w="16838" w:h="11906" w:orient="landscape"', 'w:w="11906" w:h="16838"') },
  ],
  annexNumbering: [{ title: 'pages counted on from the annex before', edit: lastReplaced('<w:pgNumType w:start="1"/>', '') }],
  tableTextSize: [{ title: 'a cell of 7 points', edit: withRunProperty('Tổng số nhiệm vụ<', size(7)) }],
}
