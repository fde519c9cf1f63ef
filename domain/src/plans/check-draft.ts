import { dateDoubts } from './check-dates.ts'
import { numberingDoubts } from './check-numbering.ts'
import type { NumberedHead } from './check-numbering.ts'
import { gapDoubts, repetitionDoubts } from './check-targets.ts'
import { windowDoubts } from './check-windows.ts'
import type { Doubt, Passage, Reading } from './reading.ts'

/** What a person has to look at before a plan is issued: gaps and contradictions of the document itself. */
export function findDoubts(reading: Reading, text: string, heads: readonly NumberedHead[]): readonly Doubt[] {
  if (reading.document.type === null && reading.document.symbol === null) {
    if (text.trim() === '') return []
    return [{ code: 'unknownKind', message: 'Không nhận ra loại văn bản: không có tên loại, số và ký hiệu.', ...atStart(text) }]
  }
  return [
    ...blankNumber(reading, text),
    ...blankDate(reading, text),
    ...numberingDoubts(heads),
    ...dateDoubts(reading, text),
    ...repetitionDoubts(reading),
    ...windowDoubts(reading),
    ...gapDoubts(reading),
    ...missingAnnex(text),
  ].toSorted((a, b) => a.start - b.start)
}

const atStart = (text: string): Passage => {
  const start = text.search(/\S/)
  return start < 0
    ? { start: 0, end: 0 }
    : { start, end: Math.min(text.length, start + (text.slice(start).split('\n')[0]?.trimEnd().length ?? 1)) }
}

function blankNumber(reading: Reading, text: string): readonly Doubt[] {
  const { number, symbol } = reading.document
  if (number !== null || text.trim() === '') return []
  const message = symbol === null ? 'Văn bản không có số, ký hiệu.' : `Số của văn bản còn để trống trước ký hiệu "${symbol}".`
  return [{ code: 'missingNumber', message, ...(reading.documentPassages.number ?? atStart(text)) }]
}

function blankDate(reading: Reading, text: string): readonly Doubt[] {
  const { date } = reading.document
  if (text.trim() === '' || date?.length === 10) return []
  const message =
    date === null
      ? 'Văn bản không ghi ngày, tháng, năm ban hành.'
      : date.length === 7
        ? `Ngày ban hành còn để trống, chỉ có tháng ${Number(date.slice(5))} năm ${date.slice(0, 4)}.`
        : `Ngày và tháng ban hành còn để trống, chỉ có năm ${date}.`
  return [{ code: 'missingDate', message, ...(reading.documentPassages.date ?? atStart(text)) }]
}

const annexMention =
  /(?:phụ lục|biểu mẫu|danh mục)[^.;\n]{0,60}?(?:kèm theo|đính kèm)|(?:kèm theo|đính kèm)(?:\s+theo)?\s+(?:các\s+)?(?:phụ lục|biểu mẫu)/giu
const annexHeading = /^[\s*#|]*(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|DANH MỤC|ĐỀ CƯƠNG)(?:\s+(?:[IVXLC]+|\d+|SỐ|số))?(?![^\n]{130})/mu

function missingAnnex(text: string): readonly Doubt[] {
  for (const found of text.matchAll(annexMention)) {
    // "Phụ lục chỉ tiêu kèm theo Kế hoạch" that someone is told to write is no annex of this document, nor is one of another document.
    if (
      /(?:theo|tại|của)\s+(?:Quyết định|Nghị quyết|Công văn|Thông báo|Nghị định|Thông tư)\s+số[^.;\n]{0,80}$/iu.test(
        text.slice(Math.max(0, found.index - 100), found.index),
      )
    )
      continue
    if (
      /^\s*(?:Quyết định|Nghị quyết|Công văn|Thông báo|Nghị định|Thông tư|Kế hoạch)\s+(?:số|:)/u.test(
        text.slice(found.index + found[0].length),
      )
    )
      continue
    if (/^\s*(?:Kế hoạch|Đề án)\s*:/u.test(text.slice(found.index + found[0].length))) continue
    const after = text.slice(found.index + found[0].length)
    const lineStart = text.lastIndexOf('\n', found.index) + 1
    const isHeadingLine = annexHeading.test(text.slice(lineStart, lineStart + 140)) && /^[\s*#]*PHỤ LỤC/u.test(text.slice(lineStart))
    if (isHeadingLine || annexHeading.test(after)) return []
    return [
      {
        code: 'missingAnnex',
        message: `Văn bản nhắc đến "${found[0].replace(/\s+/g, ' ').trim()}" nhưng trong tệp không có phụ lục nào.`,
        start: found.index,
        end: found.index + found[0].length,
      },
    ]
  }
  return []
}
