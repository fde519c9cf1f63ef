import type { Block, Passage } from '@haidang/domain/plans/reading'
import { cleanPassage } from './clean-text.ts'
import { outlineMark } from './outline-mark.ts'

/** A line that a person would see, before lines are put together to paragraphs. */
export type TextLine = Passage & {
  readonly blankBefore: boolean
  readonly page?: number
  /** True where the source itself says that a paragraph begins here (.docx), so that nothing above is continued. */
  readonly ownParagraph?: boolean
  /** True where the place on the page says that this line goes on from the one above (.pdf). */
  readonly joined?: boolean
}

type Draft = {
  start: number
  end: number
  readonly page?: number
  readonly heading: boolean
  boldOpen: boolean
  clean: string
  lastLine: number
}

const ends = /[.;:!?…”"»]$/u
const endsForSure = /[.;:!?…]["”»)]*$/u
const startsLow = /^["“(]?\p{Ll}/u
/** A line that ends with one of these cannot be the end of anything: the page broke here. "1. Văn phòng Sở", "Thanh tra Bộ" are whole names. */
const unfinished =
  /(?:^|\s)(?:của|và|các|cho|về|với|tại|trên|theo|trong|từ|(?<!thời gian )đến|là|những|do|bằng|hoặc|để|được|Ủy ban|Uỷ ban|Hội đồng|(?<!(?:[Vv]ăn phòng|[Tt]hanh tra|[Ll]ãnh đạo|[Gg]iám đốc|[Bb]ộ trưởng|thuộc|của|[Đđ]ảng [uủ][ỷy]|[Cc]ông đoàn|[Tt]rụ sở) )(?:Bộ|Sở|Cục|Vụ)|Nghị định|Quyết định|Thủ tướng|,)$/u
const beforeNumber = /(?:^|\s)(?:năm|tháng|ngày|số|đến|từ|hơn|trên|dưới|khoảng|đạt|ít nhất|tối thiểu|[Qq]uý|thứ)$/u

/** Lines to paragraphs: continued lines and passages that a page break tore apart become one block again. */
export function buildBlocks(text: string, lines: readonly TextLine[], wrapping?: Wrapping | 'none'): readonly Block[] {
  const drafts: Draft[] = []
  for (const line of lines) {
    const raw = text.slice(line.start, line.end)
    const clean = cleanPassage(text, line.start, line.end).text
    if (clean === '') continue
    const last = drafts.at(-1)
    const heading = /^\s*#{1,6}\s/.test(raw)
    if (last && !heading && continues(text, last, clean, line, wrapping)) {
      last.end = line.end
      last.lastLine = printedLength(text, line)
      last.clean = `${last.clean} ${clean}`
      last.boldOpen = last.boldOpen !== isOdd(raw)
      continue
    }
    drafts.push({
      start: line.start,
      end: line.end,
      heading,
      boldOpen: isOdd(raw),
      clean,
      lastLine: printedLength(text, line),
      ...(line.page === undefined ? {} : { page: line.page }),
    })
  }
  return drafts.map(toBlock)
}

/** A block over a passage, its kind and number read from its own words. */
export function blockOver(text: string, passage: Passage, page?: number): Block {
  const clean = cleanPassage(text, passage.start, passage.end).text
  return toBlock({ ...passage, heading: false, boldOpen: false, clean, lastLine: clean.length, ...(page === undefined ? {} : { page }) })
}

/** Number and sign lines such as "2", "Trang 3", "- 4 -", "--- Page 5 ---" that stand at the edge of a page. */
export const isPageNumber = (line: string): boolean =>
  /^(?:(?:trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?|(?:trang|page)\s+\d{1,3}\s*(?:\/|of|trên)\s*\d{1,3}|[-–=_*]{2,20}\s*(?:page\s*break|page|trang|ngắt trang)(?:\s*\d{1,3})?\s*[-–=_*]{2,20})$/iu.test(
    line.trim(),
  )

/** A line in capitals is a heading or an office; "III/2024." and "UBND." at the end of a sentence are neither. */
const isAllCapitals = (clean: string): boolean =>
  clean === clean.toUpperCase() && /(?:^|[\s.])(?![IVXL]+(?:[\s./]|$))\p{Lu}{2,}/u.test(clean) && !/[\d.;,]\.?$|[.;,]$/u.test(clean)

const isOdd = (raw: string): boolean => (raw.match(/\*\*/g)?.length ?? 0) % 2 === 1

/** "Sở Lao động" / "- Thương binh và Xã hội", "Nghị quyết số 57" / "-NQ/TW": the dash of a name or number that was wrapped is no bullet. */
const nameBeforeDash = /(?:Lao động|Văn hóa|Văn hoá|Kế hoạch|Tài chính|Kinh tế|kinh tế|chính trị|Nông nghiệp|Công nghiệp)$/u
const nameAfterDash = /^[-–]\s?(?:Thương binh|Thể thao|Thông tin|Đầu tư|Kế hoạch|Xã hội|xã hội|Hạ tầng|Du lịch|Công nghiệp|Thương mại)/u

const wrapsAtDash = (last: string, clean: string): boolean =>
  (/số\s\d{1,5}(?:\/\d{4})?$/u.test(last) && /^[-–]\s?\p{Lu}{2}/u.test(clean)) ||
  (/\d\/\p{Lu}+$/u.test(last) && /^[-–]\s?\p{Lu}{2}/u.test(clean)) ||
  (nameBeforeDash.test(last) && nameAfterDash.test(clean))

export type Wrapping = {
  readonly width: number
  readonly slack: number
  readonly isIndented: boolean
  readonly blanksBetweenParagraphs: boolean
}

const widestWrap = 130

/** With what it is indented by. */
const printedLength = (text: string, line: TextLine): number => line.end - text.lastIndexOf('\n', line.start) - 1

/**
 * At which width a text was wrapped by hand; 'none' where lines are whole paragraphs, undefined where it cannot be seen. Most of its lines are then so long that the next word had no room.
 * What comes from letters of unequal width is ragged, so that lines a little shorter are full too.
 */
export function wrappingOf(text: string, lines: readonly TextLine[]): Wrapping | 'none' | undefined {
  const broken: { readonly length: number; readonly needed: number }[] = []
  let indented = 0
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    const length = printedLength(text, line)
    if (length > line.end - line.start + 2) indented++
    if (!next || next.blankBefore || length > widestWrap) continue
    broken.push({ length, needed: length + 1 + (text.slice(next.start, next.end).split(/\s/u, 1)[0]?.length ?? 0) })
  }
  const whole = lines.filter((line) => printedLength(text, line) > widestWrap).length > lines.length * 0.1 ? 'none' : undefined
  if (broken.length < 8) return whole
  const [even, ragged] = [fullest(broken, 0), fullest(broken, raggedBy)]
  const isEven = even.share >= 0.6 || ragged.share < 0.6
  const { width, share } = isEven ? even : ragged
  // Short paragraphs leave few lines full; then hardly any may be longer.
  const longer = lines.filter((line) => printedLength(text, line) > width).length
  if (share < (longer < lines.length * 0.04 ? 0.15 : 0.3)) return whole
  const isIndented = indented > lines.length * 0.15
  return {
    width,
    slack: isEven && !isIndented ? 0 : raggedBy,
    isIndented,
    blanksBetweenParagraphs: lines.filter((line) => line.blankBefore).length > lines.length * 0.1,
  }
}

const raggedBy = 9

/** The width at which most lines are full, with the share of those that are. */
function fullest(
  broken: readonly { readonly length: number; readonly needed: number }[],
  slack: number,
): { readonly width: number; readonly share: number } {
  let best = { width: 0, full: 0, score: 0 }
  for (let width = 45; width <= widestWrap; width++) {
    let full = 0
    let over = 0
    for (const { length, needed } of broken) {
      if (length > width) over++
      else if (needed + slack > width) full++
    }
    if (full - over > best.score) best = { width, full, score: full - over }
  }
  return { width: best.width, share: best.full / broken.length }
}

/** "Cơ quan chủ trì: …", or brackets, below an item. */
const ofItsOwn = /^(?:\(|(?:Cơ quan|Đơn vị|Thời gian|Thời hạn|Chủ trì|Phối hợp|Kinh phí|Sản phẩm)[^:]{0,30}:)/u

const personName = /^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,3}/u

/** What only begins in this way because the line above had no more room: the rest of a number, of a name with a dash, of a sentence. */
function isWrapped(last: Draft, clean: string, indent: number, { width, slack, isIndented, blanksBetweenParagraphs }: Wrapping): boolean {
  const firstWord = clean.split(' ', 1)[0]?.length ?? 0
  // Names of persons are kept together ("Thủ tướng" / "Trần Minh Khoa"), and what ends no sentence ends no paragraph where these stand apart.
  const next = blanksBetweenParagraphs && !ends.test(last.clean) ? Math.max(firstWord, personName.exec(clean)?.[0].length ?? 0) : firstWord
  const isFull = last.lastLine <= width && last.lastLine + 1 + next + slack > width
  if (!isFull || last.heading) return false
  const mark = outlineMark(clean)
  if (mark) return mark.kind === 'dash' ? !/[.;:,!?…”"»)]$/u.test(last.clean) && !isTitle(last.clean) : beforeNumber.test(last.clean)
  if (/^(?:Nơi nhận|Kính gửi|Số\s*:)/u.test(clean) || isAllCapitals(clean) || isAllCapitals(last.clean)) return false
  // Where paragraphs begin with an indent, a line without one goes on.
  if (isIndented && indent < 3) return true
  if (isIndented && indent > 2) return false
  if (blanksBetweenParagraphs || !endsForSure.test(last.clean)) return true
  // After a marked item that ends, a line without mark is more often its next sentence than a paragraph.
  return !last.clean.endsWith(':') && !ofItsOwn.test(clean) && outlineMark(last.clean) !== undefined
}

/** "1. Mục tiêu cụ thể" has bullets below it. */
const isTitle = (clean: string): boolean => clean.length < 90 && outlineMark(clean) !== undefined && outlineMark(clean)?.kind !== 'dash'

function continues(text: string, last: Draft, clean: string, line: TextLine, wrapping: Wrapping | 'none' | undefined): boolean {
  if (
    wrapping &&
    wrapping !== 'none' &&
    !line.blankBefore &&
    isWrapped(last, clean, line.start - text.lastIndexOf('\n', line.start) - 1, wrapping)
  )
    return true
  if (!line.blankBefore && !line.ownParagraph && wrapsAtDash(last.clean, clean)) return true
  if (outlineMark(clean) && !(line.joined && beforeNumber.test(last.clean) && /^\d/.test(clean))) return false
  if (line.joined && !last.heading && !endsForSure.test(last.clean) && !isAllCapitals(clean)) return true
  if (/^(?:Nơi nhận|Kính gửi|Căn cứ|Số\s*:)/u.test(clean)) return false
  // Whom a letter goes to has no full stop; what it says begins below with a capital.
  if (/^Kính gửi/u.test(last.clean) && !startsLow.test(clean) && !/[,;:–-]$/u.test(last.clean) && !unfinished.test(last.clean)) return false
  const isCapitals = clean.length < 80 && isAllCapitals(clean)
  if (last.boldOpen && !line.blankBefore) return true
  // "I. KẾT QUẢ" / "ĐẠT ĐƯỢC": a wrapped heading in capitals.
  if (
    isCapitals &&
    !line.blankBefore &&
    !line.ownParagraph &&
    /^(?:[IVX]+\.|[A-H]\.|Phần|PHẦN)\s/u.test(last.clean) &&
    isAllCapitals(last.clean)
  )
    return true
  if (isCapitals || last.heading) return false
  const lastIsCapitals = last.clean === last.clean.toUpperCase()
  if (lastIsCapitals && /\p{Lu}/u.test(last.clean)) return false
  // "1. Các sở chủ động xây dựng kế hoạch;" / "định kỳ hằng năm báo cáo …": a numbered sentence goes on after its semicolon.
  if (last.clean.endsWith(';') && startsLow.test(clean) && !line.ownParagraph && !line.blankBefore && outlineMark(last.clean)) return true
  if (endsForSure.test(last.clean)) return false
  if (startsLow.test(clean)) return !ends.test(last.clean) || !line.ownParagraph
  // "… hoàn thành trong Quý" / "IV/2025".
  if (/^(?:\d|(?:IV|I{1,3})(?=[\s/.]))/u.test(clean)) return beforeNumber.test(last.clean)
  if (unfinished.test(last.clean)) return true
  // A hard-wrapped line: no blank line between, and the line above is as long as such lines are.
  const lineAbove = last.clean.length
  return (
    !wrapping &&
    !line.blankBefore &&
    !line.ownParagraph &&
    lineAbove > 60 &&
    !ends.test(last.clean) &&
    /^\p{Lu}\p{Ll}/u.test(clean) &&
    !isName(clean)
  )
}

const isName = (clean: string): boolean => clean.length < 40 && clean.split(' ').every((word) => /^\p{Lu}/u.test(word))

function toBlock(draft: Draft): Block {
  const mark = outlineMark(draft.clean)
  const isCapitals = draft.clean === draft.clean.toUpperCase() && /\p{Lu}/u.test(draft.clean)
  const isTitleMark = mark !== undefined && mark.rank <= 4
  const kind = draft.heading || isTitleMark || (isCapitals && !mark) ? 'heading' : mark ? 'item' : 'paragraph'
  return {
    kind,
    start: draft.start,
    end: draft.end,
    ...(mark ? { mark: mark.label, level: mark.rank } : {}),
    ...(draft.page === undefined ? {} : { page: draft.page }),
  }
}
