import type { Relation } from '@haidang/domain/plans/reading'

export type CitationPlace = 'title' | 'preamble' | 'basis' | 'body'

const repeals =
  /(?:thay thế|bãi bỏ|hủy bỏ|huỷ bỏ)(?:\s+(?:cho|các|toàn bộ|một phần|nội dung))*(?:\s+(?:khoản|điểm|Điều|mục|Phụ lục|Phần|quy định tại)\s(?:[^;.]|\.\d){0,60}?)?(?:\s+(?:của|tại|ban hành kèm theo))?\s*$/iu
const repealsPartOf = /(?:^|[.;]\s)(?:\S+\s)?(?:Bãi bỏ|Hủy bỏ|Huỷ bỏ|Thay thế)\s[^.;]*(?:kèm theo|tại|của)\s*$/u
const amends =
  /(?:sửa đổi|bổ sung|điều chỉnh)(?:,?\s*(?:bổ sung|sửa đổi|thay thế))?(?:\s+(?:một số (?:điều|nội dung)|(?:điểm|khoản|Điều|điều|mục|Mục|Phụ lục|Phần)(?:[^;.]|\.\d){0,60}))?(?:\s+(?:của|tại|kèm theo|ban hành kèm theo))?\s*$/iu
const carriesOut =
  /(?:[Tt]hực hiện|[Tt]riển khai|thi hành)(?:\s+(?:thực hiện|triển khai|nghiêm|hiệu quả|có hiệu quả))?(?:\s+(?:các|nội dung|ý kiến chỉ đạo[^,;.]{0,60}tại|chỉ đạo[^,;.]{0,60}tại))?\s*$/iu

/** "- Các Nghị định của Chính phủ: số …": the kind, and of whom, once for all that follow. */
const kindFirst =
  /^(?:[-+•*]\s*|\d+[.)]\s*)?(?:Căn cứ\s+)?(?:[Cc]ác\s+)?(?:Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Văn bản)(?:\s+của\s[^:;.]{3,60})?\s*:(?:\s*[Ss]ố)?$/u

/** "Bãi bỏ các quyết định sau:" above a list. */
const repealsBelow = /(?:[Tt]hay thế|[Bb]ãi bỏ|[Hh][ủu][ỷy] bỏ|hết hiệu lực)[^:]{0,200}:\s*$/u
export const repealsList = (leadIn: string): boolean =>
  repealsBelow.test(leadIn) && !/công bố\s[^:;]{0,40}(?:thay thế|bãi bỏ)/u.test(leadIn)

/** "hoàn thiện dự thảo sửa đổi, bổ sung Nghị định số …": others shall change it; this document does not. */
const toBeChanged =
  /(?:tham mưu|nghiên cứu|rà soát|đề xuất|hoàn thiện|xây dựng|dự thảo|trình|việc)[,\s](?:[^.;]*\s)?(?:sửa đổi|bổ sung|điều chỉnh)[^.;]*$/iu

/** "Căn cứ Quy chế làm việc số …": what it is about stands between kind and number. */
const namedBySubject =
  /Căn cứ (?:Quy chế|Quy định|Nghị quyết|Quyết định|Chương trình|Kế hoạch|Đề án|Phương án|Hướng dẫn|Kết luận|Thông báo|Chỉ thị)\s(?![^;]*(?:thực hiện|triển khai|của|tại|theo|và)\s)[^;,.:()]{2,60}\ssố\s*$/u

/** What a document does with the one it cites, from the words around the citation. */
export function relationOf(text: string, from: number, to: number, place: CitationPlace): Relation {
  const before = text.slice(Math.max(0, from - 90), from)
  const after = text.slice(to, to + 90)
  if (
    repeals.test(before) ||
    repealsPartOf.test(text.slice(Math.max(0, from - 400), from)) ||
    /^(?![^.;]{0,60}\scông bố\s)[^.;]{0,80}hết hiệu lực/u.test(after)
  )
    return 'supersedes'
  if (amends.test(before) && !/đã được\s[^.;]*$/u.test(before)) return place === 'body' && toBeChanged.test(before) ? 'mentions' : 'amends'
  const isFirst = /^(?:[-+•*]\s*|\d+[.)]\s*)?$/u.test(text.slice(0, from).trim())
  const isDirect = /(?:[,;]|và)\s*$/u.test(before)
  if (place === 'basis' || /^(?:[-+•*]\s*|\d+[.)]\s*)?Căn cứ/u.test(text)) {
    const named = /(?:Căn cứ|căn cứ)(?:\s+(?:vào|các))?(?:\s+(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương)\s[^;]{1,40}?)?\s*$/u.test(before)
    const isListed = isDirect && /;\s*$/u.test(before) && (place === 'basis' || /^(?:[-+•*]\s*)?Căn cứ/u.test(text))
    if (named || namedBySubject.test(before) || isFirst || isListed || kindFirst.test(text.slice(0, from).trim())) return 'basis'
    return 'mentions'
  }
  const opens = /^(?:[Tt]hực hiện|[Tt]riển khai|[Tt]iếp tục thực hiện|Xét)/u.test(text)
  const carriedOut = carriesOut.test(before)
  if (place === 'title' && (carriedOut || (isDirect && /(?:thực hiện|triển khai)/iu.test(text.slice(0, from))))) return 'implements'
  const isNested = /(?:về|để)\s[^;]{0,60}$/u.test(before)
  if (place === 'preamble' && opens && !isNested && (carriedOut || isDirect)) return 'implements'
  return 'mentions'
}
