import type { Doubt, Passage, Reading, ReadIndicator } from './reading.ts'

/** A numbered heading: its number as printed, and the heading it stands under (its place in the text; -1 for none). */
export type ChapterHead = Passage & { readonly label: string; readonly title: string; readonly parent: number }

/** What a person has to look at before a plan is issued: gaps and contradictions of the document itself. */
export function findDoubts(reading: Reading, text: string, chapters: readonly ChapterHead[]): readonly Doubt[] {
  if (reading.document.type === null && reading.document.symbol === null) {
    if (text.trim() === '') return []
    return [{ code: 'unknownKind', message: 'Không nhận ra loại văn bản: không có tên loại, số và ký hiệu.', ...atStart(text) }]
  }
  return [
    ...blankNumber(reading, text),
    ...blankDate(reading, text),
    ...repeatedChapters(chapters),
    ...contradictions(reading.indicators),
    ...overlappingWindows(reading),
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

function repeatedChapters(chapters: readonly ChapterHead[]): readonly Doubt[] {
  const first = new Map<string, ChapterHead>()
  const doubts: Doubt[] = []
  for (const chapter of chapters) {
    const key = `${chapter.parent} ${chapter.label.toLowerCase()}`
    const known = first.get(key)
    if (known) {
      doubts.push({
        code: 'repeatedChapter',
        message: `Mục "${chapter.label}" được đánh số hai lần: "${short(known.title)}" và "${short(chapter.title)}".`,
        start: chapter.start,
        end: chapter.end,
      })
    } else first.set(key, chapter)
  }
  return doubts
}

const short = (title: string): string => (title.length > 90 ? `${title.slice(0, 87).trimEnd()}…` : title)

/** Words that do not change what an indicator measures. */
const fillers = new Set(
  'các những được và của số tổng tỷ tỉ lệ đạt trên dưới tối thiểu ít nhất không quá từ trở lên phấn đấu duy trì đảm bảo bảo là có khoảng hơn đến hết năm trong trong đó quý toàn'.split(
    ' ',
  ),
)
const locality =
  /(?:trên|thuộc|tại|trong)\s+(?:toàn\s+)?(?:địa bàn\s+)?(?:thành phố|tỉnh|thị xã|huyện|quận|phường|xã|đô thị)(?:\s+\p{Lu}[\p{L}]*(?:\s*[-–]?\s*\p{Lu}[\p{L}]*)*)?/gu

/** What an indicator measures, without its figure, place and small words: equal keys mean the same indicator. */
export function indicatorMeaning(text: string): string {
  const words = text
    .normalize('NFC')
    .replace(locality, ' ')
    .replace(/\d[\d.,/]*\s*%?/gu, ' ')
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !fillers.has(word))
  return words.join(' ')
}

function contradictions(indicators: readonly ReadIndicator[]): readonly Doubt[] {
  const first = new Map<string, ReadIndicator>()
  const doubts: Doubt[] = []
  for (const indicator of indicators) {
    const meaning = indicatorMeaning(indicator.text)
    if (indicator.target.value === null || meaning.split(' ').length < 3) continue
    // "50% by 2025, 80% by 2030" are two steps of one road, not a contradiction.
    const key = `${meaning}|${indicator.deadline?.iso ?? ''}|${indicator.target.unit ?? ''}`
    const known = first.get(key)
    if (!known) first.set(key, indicator)
    else if (known.target.value !== indicator.target.value) {
      doubts.push({
        code: 'contradictingTargets',
        message: `Cùng một chỉ tiêu "${short(known.text)}" được giao hai mức: ${figure(known)} và ${figure(indicator)}.`,
        start: indicator.start,
        end: indicator.end,
      })
    }
  }
  return doubts
}

function figure(indicator: ReadIndicator): string {
  const { value, unit, outOf } = indicator.target
  const printed = String(value).replace('.', ',')
  if (outOf !== undefined) return `${printed}/${outOf} ${unit ?? ''}`.trim()
  return unit === '%' ? `${printed}%` : `${printed} ${unit ?? ''}`.trim()
}

function overlappingWindows(reading: Reading): readonly Doubt[] {
  return reading.reporting.flatMap((report): readonly Doubt[] => {
    const cutoff = report.cutoff
    if (!cutoff || cutoff.fromDay > cutoff.toDay || cutoff.fromDay !== cutoff.toDay) return []
    return [
      {
        code: 'overlappingWindow',
        message: `Kỳ số liệu "${cutoff.raw}" tính ngày ${cutoff.toDay} hai lần: vừa là ngày cuối của kỳ này, vừa là ngày đầu của kỳ sau.`,
        start: report.start,
        end: report.end,
      },
    ]
  })
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
