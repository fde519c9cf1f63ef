/** Terms that no day of the calendar ends: so many days from an act, or a meeting of a month. */
import type { PrintedDeadline } from '@haidang/domain/plans/reading'
import { monthEnd } from './read-dates.ts'

const days = '\\d{1,3}\\s+(?:ngày|tuần|tháng)(?:\\s+làm việc)?(?![\\p{L}\\d/])'
const fromWhen = '\\s*,?\\s*(?:(?:kể\\s+)?từ\\s+(?:ngày|khi|lúc|thời điểm)|sau (?:khi|ngày)|tính từ)\\s[^,.;:]{2,80}'
/** "trong vòng 15 ngày kể từ ngày …", "chậm nhất sau 30 ngày kể từ …"; without "kể từ" only working days are a term of work. */
const counted = new RegExp(
  `(?<![\\p{L}])(?:[Tt]rong(?:\\s+(?:vòng|thời hạn|thời gian))?|[Cc]hậm nhất(?:\\s+(?:là|sau|trong|trong vòng))?|[Ss]au)\\s+(?:(?:${days})(?:${fromWhen})|\\d{1,3}\\s+ngày\\s+làm việc)`,
  'gu',
)
/** What is to be ready then; how long a service takes ("được trả kết quả trong 02 ngày") is a rule for each case. */
const work =
  /(?:hoàn thành|xong|trình|gửi|báo cáo|ban hành|đưa\s[^,.;]{0,60}\svào|tham mưu|lập|thẩm định|triển khai|công khai|đăng tải|nhập|cập nhật|rà soát|thực hiện|tổ chức|cung cấp|niêm yết|phê duyệt|bàn giao|khắc phục|xác minh|kiểm tra)(?![\p{L}])/iu

const meeting =
  /(?<![\p{L}])tại (?:phiên họp|cuộc họp|kỳ họp|hội nghị|buổi họp|phiên|kỳ)(?: [\p{Ll}\p{Lu}]+){0,6}? tháng (\d{1,2})(?:\s*[/-]\s*(\d{4})|\s+năm\s+(\d{4}))?(?![\d/])/gu
/** "báo cáo tại phiên họp tháng 6"; "theo báo cáo của Sở X tại phiên họp tháng 5" tells of one that was. */
const broughtTo =
  /(?<!(?:theo|nghe|tại|các|nội dung|đã|được) )(?:báo cáo|trình|thông qua|cho ý kiến|xem xét)(?! của)(?:\s[^.;]{0,100})?\s$/u

/** The term of a passage that names no day, or null. */
export function readCountedTerm(text: string, contextYear: number | null): PrintedDeadline | null {
  for (const found of text.matchAll(counted)) {
    const clause = /[^;.]*$/u.exec(text.slice(0, found.index))?.[0] ?? ''
    if (work.test(clause) && !/(?:^|\s)(?:được|đã)\s[^,;.]*$/u.test(clause)) return { raw: found[0].trim(), iso: null }
  }
  for (const found of text.matchAll(meeting)) {
    const year = Number(found[2] ?? found[3] ?? contextYear ?? 0)
    const month = Number(found[1])
    if (year > 0 && month >= 1 && month <= 12 && broughtTo.test(text.slice(0, found.index)))
      return { raw: found[0], iso: monthEnd(year, month), precision: 'month' }
  }
  return null
}
