/** A report: "báo cáo", or a letter that "báo cáo kết quả … như sau:". What it tells has been done, but for the chapters that say what shall be. */
export const looksBack = (type: string | null, preamble: readonly string[]): boolean =>
  type === 'báo cáo' || (type !== null && carriers.has(type) && preamble.some(reportsHere))

const carriers = new Set(['công văn', 'tờ trình', 'thông báo'])

const reporting = /báo cáo (?:kết quả|tình hình|tiến độ)(?![\p{L}])/gu
/** "đề nghị các sở báo cáo kết quả … như sau:", "về việc báo cáo tình hình …": who else reports, and of what a letter is. */
const asked = /(?:đề nghị|yêu cầu|giao|việc|hướng dẫn|đề cương|mẫu|nội dung|tổng hợp)\s[^,.;]*$/u
const ordersOn = /(?:đề nghị|yêu cầu|chỉ đạo|giao|hướng dẫn)(?![\p{L}])/u

const reportsHere = (text: string): boolean =>
  /như sau\s*:\s*$/u.test(text) &&
  [...text.matchAll(reporting)].some(({ index }) => {
    const rest = text.slice(index)
    return !/\.\s/u.test(rest) && !ordersOn.test(rest) && !asked.test(text.slice(0, index))
  })

/** "ĐỀ XUẤT, KIẾN NGHỊ", "Phương hướng, nhiệm vụ quý III": a chapter of a report that says what shall be done. */
export const looksForward = (heading: string): boolean =>
  forward.test(heading) && !/(?:được giao|đã|kết quả|tình hình)(?![\p{L}])/u.test(heading)

const forward =
  /^(?:(?:một số|những|các)\s)?(?:đề xuất|kiến nghị|đề nghị|phương hướng|nhiệm vụ|giải pháp|biện pháp|kế hoạch|chương trình|mục tiêu|chỉ tiêu|định hướng|dự kiến|tổ chức thực hiện)(?![\p{L}])|(?:thời gian tới|sắp tới|tiếp theo)(?![\p{L}])/u
