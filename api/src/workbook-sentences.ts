import { longestWords } from '@haidang/domain/indicators/words'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { longestNote } from '@haidang/domain/reports/typed-cell'
import type { CellFaultCode } from '@haidang/domain/reports/typed-cell'
import type { Language, Words } from './problem-words.ts'

/** A cell that cannot be taken as it stands: in the workbook that goes back, and on the page. */
export type FaultOfCell = {
  readonly code: CellFaultCode | 'rowUnknown' | 'rowTwice' | 'notOnForm'
  readonly text: string
  readonly values: Readonly<Record<string, string>>
}

/** What is wrong with the cell and what to write instead. */
export function cellFaultSentence({ code, text, values }: FaultOfCell, language: Language): string {
  const { numerator = '', denominator = '' } = values
  return sentenceOf(code, text, shown(numerator), shown(denominator))[language]
}

const shown = (quantity: string): string => (quantity === '' ? '' : formatDecimal(quantity))

function sentenceOf(code: FaultOfCell['code'], text: string, numerator: string, denominator: string): Words {
  switch (code) {
    case 'notANumber':
      return {
        vi: `"${text}" không phải là số. Ghi số kiểu 1.234,5, không kèm chữ; chưa có số liệu thì để trống.`,
        en: `"${text}" is not a number. Write it as 1.234,5 without words; leave the cell empty where there is no figure yet.`,
      }
    case 'dateNotNumber':
      return {
        vi: `Ô này là ngày ${text}, không phải là số. Ghi lại số và đổi định dạng ô thành số.`,
        en: `This cell is the date ${text}, not a number. Write the number again and format the cell as a number.`,
      }
    case 'formulaError':
      return {
        vi: `Công thức không cho kết quả (${text}). Sửa công thức, hoặc ghi thẳng số vào ô.`,
        en: `The formula gives no result (${text}). Mend it, or write the number itself.`,
      }
    case 'percentNotCount':
      return {
        vi: `"${text}" là phần trăm. Ô này cần số đếm được, ví dụ 412; tỷ lệ sẽ tự tính.`,
        en: `"${text}" is a percentage. This cell asks for what was counted, such as 412; the ratio is computed.`,
      }
    case 'tooManyDigits':
      return {
        vi: `"${text}" có quá nhiều chữ số để giữ chính xác. Làm tròn còn tối đa 10 chữ số sau dấu phẩy; số dài hơn 15 chữ số thì ghi dạng văn bản.`,
        en: `"${text}" has too many digits to be kept exactly. Round to ten decimals; write numbers beyond 15 digits as text.`,
      }
    case 'noSuchCell':
      return {
        vi: `Chỉ tiêu này không có mẫu số. Xóa "${text}" ở ô này.`,
        en: `This indicator has no denominator. Take "${text}" out of the cell.`,
      }
    case 'noteTooLong':
      return {
        vi: `Ghi chú dài quá ${longestNote} chữ. Rút ngắn lại.`,
        en: `The note is longer than ${longestNote} letters. Shorten it.`,
      }
    case 'wordsTooLong':
      return {
        vi: `Câu trả lời dài quá ${longestWords} chữ. Rút ngắn lại, hoặc đính kèm văn bản.`,
        en: `The answer is longer than ${longestWords} letters. Shorten it, or attach a document.`,
      }
    case 'notYesOrNo':
      return {
        vi: `"${text}" không rõ là có hay chưa. Chọn "Đã triển khai" hoặc "Chưa".`,
        en: `"${text}" is neither yes nor no. Choose "Đã triển khai" or "Chưa".`,
      }
    case 'negative':
      return { vi: `Số liệu không thể âm (${text}).`, en: `A figure cannot be negative (${text}).` }
    case 'notWhole':
      return {
        vi: `Chỉ tiêu này đếm số nguyên; "${text}" có phần lẻ.`,
        en: `This indicator counts whole numbers; "${text}" has decimals.`,
      }
    case 'numeratorAboveDenominator':
      return {
        vi: `Tử số ${numerator} lớn hơn mẫu số ${denominator}. Kiểm tra lại hai ô.`,
        en: `The numerator ${numerator} is above the denominator ${denominator}. Check both cells.`,
      }
    case 'zeroDenominator':
      return {
        vi: 'Mẫu số bằng 0. Nếu chưa phát sinh, để trống cả hai ô và ghi lý do.',
        en: 'The denominator is 0. Where nothing arose yet, leave both cells empty and say why.',
      }
    case 'rowUnknown':
      return {
        vi: `"${text}" nằm ở dòng không có trong biểu. Chuyển số liệu về đúng dòng của chỉ tiêu rồi xóa ở đây.`,
        en: `"${text}" stands in a row that the form does not have. Move it to its indicator's row and clear it here.`,
      }
    case 'rowTwice':
      return {
        vi: 'Dòng này lặp lại một dòng ở trên. Xóa một trong hai dòng.',
        en: 'This row repeats one above. Delete one of the two.',
      }
    case 'notOnForm':
      return {
        vi: `Đơn vị này không phải báo cáo chỉ tiêu ấy. Xóa "${text}" ở ô này, hoặc chọn lại chỉ tiêu của cột.`,
        en: `This unit does not owe that indicator. Take "${text}" out, or choose another indicator for the column.`,
      }
    default:
      return { vi: `"${text}" cần xem lại.`, en: `"${text}" needs another look.` }
  }
}
