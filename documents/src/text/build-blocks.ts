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

type Draft = { start: number; end: number; readonly page?: number; readonly heading: boolean; boldOpen: boolean; clean: string }

const ends = /[.;:!?…”"»]$/u
const endsForSure = /[.;:!?…]["”»)]*$/u
const startsLow = /^["“(]?\p{Ll}/u
/** A line that ends with one of these cannot be the end of anything: the page broke here. */
const unfinished = /(?:^|\s)(?:của|và|các|cho|về|với|tại|trên|theo|trong|từ|đến|là|những|do|bằng|hoặc|để|được|Ủy ban|Uỷ ban|Hội đồng|,)$/u
const beforeNumber = /(?:^|\s)(?:năm|tháng|ngày|số|đến|từ|hơn|trên|dưới|khoảng|đạt|ít nhất|tối thiểu|quý|thứ)$/u

/** Lines to paragraphs: continued lines and passages that a page break tore apart become one block again. */
export function buildBlocks(text: string, lines: readonly TextLine[]): readonly Block[] {
  const drafts: Draft[] = []
  for (const line of lines) {
    const raw = text.slice(line.start, line.end)
    const clean = cleanPassage(text, line.start, line.end).text
    if (clean === '') continue
    const last = drafts.at(-1)
    const heading = /^\s*#{1,6}\s/.test(raw)
    if (last && !heading && continues(last, clean, line)) {
      last.end = line.end
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
      ...(line.page === undefined ? {} : { page: line.page }),
    })
  }
  return drafts.map(toBlock)
}

/** A block over a passage, its kind and number read from its own words. */
export function blockOver(text: string, passage: Passage, page?: number): Block {
  const clean = cleanPassage(text, passage.start, passage.end).text
  return toBlock({ ...passage, heading: false, boldOpen: false, clean, ...(page === undefined ? {} : { page }) })
}

/** Number and sign lines such as "2", "Trang 3", "- 4 -" that stand at the edge of a page. */
export const isPageNumber = (line: string): boolean => /^(?:trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?$/iu.test(line.trim())

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

function continues(last: Draft, clean: string, line: TextLine): boolean {
  if (!line.blankBefore && !line.ownParagraph && wrapsAtDash(last.clean, clean)) return true
  if (outlineMark(clean) && !(line.joined && beforeNumber.test(last.clean) && /^\d/.test(clean))) return false
  if (line.joined && !last.heading && !endsForSure.test(last.clean) && !isAllCapitals(clean)) return true
  if (/^(?:Nơi nhận|Kính gửi|Căn cứ|Số\s*:)/u.test(clean)) return false
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
  if (/^\d/.test(clean)) return beforeNumber.test(last.clean)
  if (unfinished.test(last.clean)) return true
  // A hard-wrapped line: no blank line between, and the line above is as long as such lines are.
  const lineAbove = last.clean.length
  return (
    !line.blankBefore && !line.ownParagraph && lineAbove > 60 && !ends.test(last.clean) && /^\p{Lu}\p{Ll}/u.test(clean) && !isName(clean)
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
