/** How bodies are named in directives: where such a name begins, where it ends, and where a list of them is cut. */

const person =
  '(?:(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à)\\s+)?(?:[Tt]hủ trưởng|(?:Phó )?[Cc]hủ tịch|(?:Phó )?[Gg]iám đốc|(?:Phó )?Chánh|[Nn]gười đứng đầu|(?:Phó )?Trưởng|[Ll]ãnh đạo|[Đđ]ại diện(?: lãnh đạo)?|(?:Thứ|Bộ) trưởng|[Tt]hành viên|[Hh]iệu trưởng|Tổng [Gg]iám đốc|[Cc]án bộ|Bí thư)'
const capital = '(?=\\s+(?:[\\p{Lu}“"\\d]))'
const named = [
  'UBND',
  'UBDN',
  'UBMTTQ\\p{Lu}*',
  'HĐND(?: và UBND|-UBND)?',
  'MTTQ',
  'BCĐ',
  'BHXH',
  'VNPT',
  'VP',
  'BQL',
  'Viettel',
  '[UỦ][ỷyỶY]? ?ban',
  'Uỷ ban',
  'Ủy ban',
  'ủy ban',
  'Hội đồng nhân dân',
  'Văn phòng',
  'văn phòng',
  'Trung tâm',
  'trung tâm',
  'Công an',
  'công an',
  'Chi cục',
  'chi cục',
  'Bảo hiểm xã hội',
  'bảo hiểm xã hội',
  'Kho bạc',
  'Ngân hàng',
  'Mặt trận',
  'Thanh tra',
  'Liên đoàn',
  'Liên minh',
  'Hiệp hội',
  'Tập đoàn',
  'Tổng cục',
  'Tổng công ty',
  'Công ty',
  'Bưu điện',
  'Điện lực',
  'Bệnh viện',
  'Tòa án',
  'Toà án',
  'Viện kiểm sát',
  'Viện Kiểm sát',
  'Thường trực',
  'Thường vụ',
  'Thủ tướng',
  'Chính phủ',
  'Tỉnh ủy',
  'Tỉnh uỷ',
  'Thành ủy',
  'Thành uỷ',
  'Thị ủy',
  'Thị uỷ',
  'Huyện ủy',
  'Huyện uỷ',
  'Quận ủy',
  'Quận uỷ',
  'Đảng ủy',
  'Đảng uỷ',
  'Ban [Cc]hỉ đạo',
  'ban chỉ đạo',
  'Ban [Cc]hỉ huy',
  'Bộ [Cc]hỉ huy',
  'Ban [Qq]uản lý',
  'Ban [Tt]hường vụ',
  'Ban [Cc]hấp hành',
  'Ban [Tt]uyên giáo',
  'Ban [Tt]ổ chức',
  'Tổ [Cc]ông tác',
  'Tổ [Gg]iúp việc',
  'tổ giúp việc',
  'Tổ [Cc]ông nghệ',
  'Tổ [Cc]huyển đổi',
  'Đài (?:[Pp]hát thanh|[Tt]ruyền|PT)',
  'Đoàn (?:[Tt]hanh niên|TNCS|thể)',
  'Hội (?:[Ll]iên hiệp|[Nn]ông dân|[Cc]ựu|[Cc]hữ|LHPN)',
  '[Cc]ơ quan',
  '[Đđ]ơn vị',
  '[Dd]oanh nghiệp',
  '(?:Sở|sở|Phòng|phòng|Cục|cục|Vụ|Bộ|Ban|Viện|Trường|Đội|Báo|Hạt|Quỹ|Đồn|Tổ)' + capital,
  '[Pp]hòng (?:chuyên môn|ban\\b)',
  '(?:Sở|sở), ',
]
const several =
  '(?:(?:[Tt]oàn thể|[Tt]ất cả|[Mm]ỗi|[Tt]ừng|100%|\\d+/\\d+)\\s+)*(?:[Cc]ác|[Nn]hững)\\s+(?:đồng chí\\s+)?(?:cơ quan|đơn vị|địa phương|phòng|sở|Sở|ban|Ban|bộ|Bộ|ngành|phường|xã|huyện|quận|thành phố|thị xã|tổ chức|đoàn thể|doanh nghiệp|hội|Hội|trường|thành viên|Phòng|cục|chi cục|trung tâm|Trung tâm|Tổ|tổ|thôn|khu phố|nhà mạng|ngân hàng|tập đoàn|Thành viên|chủ đầu tư|cán bộ, công chức)'
const wards = '(?:\\d+/\\d+\\s+|\\d+\\s+|100%\\s+(?:các\\s+)?)?(?:phường, xã|xã, phường|phường xã)'
const somebody = '(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à)\\s+\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{Ll}+){1,4}'
const headSource = `${somebody}|(?:(?:${person}\\s+)(?:các\\s+)?)?(?:${several}|${named.join('|')}|${wards})|${person}(?=[\\s:,])`
const unitAt = new RegExp(`(?:${headSource})`, 'uy')
const unitStart = new RegExp(`^(?:${headSource})`, 'u')

/** True where a body's name begins at `from`. */
export function startsUnit(text: string, from = 0): boolean {
  unitAt.lastIndex = from
  return (
    unitAt.test(text) && !/^(?:Ban hành|Tổ chức|Trường hợp|Phòng, chống|Phòng chống|Hội nghị|Hội thảo)/u.test(text.slice(from, from + 14))
  )
}

const actions = [
  'chủ trì|phối hợp|tham mưu|xây dựng|triển khai|tiếp tục|rà soát|hướng dẫn|thực hiện|tổng hợp|theo dõi|đôn đốc|kiểm tra|giám sát việc|khẩn trương|chủ động|tăng cường|đẩy mạnh|nghiêm túc|quyết liệt',
  'phải|cần|sẽ|đã|đang|cử|bố trí|cân đối|đề xuất|tập trung|huy động|là|hoàn thành|hoàn thiện|cung cấp|gửi|báo cáo|chịu|có trách nhiệm|có nhiệm vụ|có kế hoạch|có giải pháp|có biện pháp|có văn bản|có hình thức',
  'căn cứ|trên cơ sở|theo|nhằm|để|khi|nếu|trước|trong|thông qua|dựa|định kỳ|thường xuyên|kịp thời|chỉ đạo|phân công|ban hành|lựa chọn|lập|trình|đăng ký|tuyên truyền|phổ biến|vận động|phát huy|nâng cao|quan tâm',
  'tạo|tiếp nhận|tiếp thu|nghiên cứu|cập nhật|duy trì|bảo đảm|đảm bảo|ứng dụng|khai thác|sử dụng|công khai|niêm yết|giải quyết|xử lý|thẩm định|phê duyệt|ký|kết nối|tích hợp|chia sẻ|số hóa|số hoá|rút ngắn|cắt giảm',
  'đánh giá|quán triệt|bám sát|chuẩn bị|mở|đưa|đổi mới|lồng ghép|thành lập|kiện toàn|vận hành|đầu tư|mua sắm|nâng cấp|bồi dưỡng|đào tạo|tập huấn|khuyến khích|hỗ trợ|giúp|khắc phục|chấn chỉnh|xác định|thống kê|liên hệ|tích cực|gương mẫu|đề nghị|kiến nghị|xem xét|quy định|chấp hành|gắn|lấy|cam kết|thống nhất|tự|bổ sung|điều chỉnh|chuyển|trang bị|cấp|thu thập|nhập|phân bổ|giao|tìm|lưu ý|được giao|được phân công|đồng thời|tổ chức|tránh|phấn đấu|đăng tải|thông báo|nắm|phân tích|nộp|hoàn chỉnh|chỉnh sửa|biết|và các tổ chức, cá nhân có liên quan chịu|kết luận|yêu cầu|quản lý|tiến hành|dự(?! án| thảo| toán| báo| phòng)|tham dự|tham gia|chia|sớm|ưu tiên|làm',
  'lắp đặt|thiết lập|cài đặt|phát động|phát triển|phát hành|khảo sát|thí điểm|mời|nhân rộng|phòng ngừa|ngăn chặn|phát hiện|truy cập|cải tạo|sửa chữa|diễn tập|trao đổi|thảo luận|tổng kết|sơ kết|biên soạn|cải cách|cải thiện|hình thành|thu hút|phụ trách|soạn thảo|bàn giao|chi trả|thanh toán|quyết toán|giải ngân|thu hồi|kê khai|sắp xếp|khen thưởng|tuyển dụng|kêu gọi|quảng bá|giới thiệu|xúc tiến|lưu trữ|bảo trì|sao lưu|rà quét|mã hóa|đối chiếu|làm sạch|xác minh|xác thực|thẩm tra|phân cấp|ủy quyền|khởi công|nghiệm thu|thu gom|trồng|khôi phục|bảo vệ|mở rộng|vinh danh|cấp phát|nhắc|tháo gỡ|xử phạt|thanh tra|hòa giải|tiếp công dân|ra quân|khai trương|tổ chức lễ|kiểm soát|kiểm định|kiểm kê|chứng thực|thường trực|có(?! liên quan|,? thẩm quyền| tên| trụ sở| chức năng| nhu cầu| điều kiện)|qua|kết quả|tình hình|danh sách|số liệu|hàng|hằng|vào|từ|tại|chậm nhất',
].join('|')
// Names of bodies contain some of these words ("Tổ giúp việc", "Ban chỉ đạo", "các tổ chức"): then they are no action.
const withinName =
  '(?<!(?:[Bb]an|[Tt]ổ|[Tt]rung tâm|công tác|đầu mối|các|những|và|đại diện|[Vv]iện|[Cc]ục|cấp|sự nghiệp|[Vv]ăn phòng|[Pp]hòng|[Bb]ộ phận|[Đđ]ài|Đề án|Đội|[Bb]ộ|Quỹ|chỉ đạo|[Cc]hỉ huy|giúp việc|điều phối|hợp tác|đầu tư),?\\s)'
// "đơn vị sử dụng ngân sách", "doanh nghiệp cung cấp dịch vụ" are names too; "các đơn vị theo dõi …" is not.
const describing =
  '(?<!(?:đơn vị|[Cc]ơ quan|doanh nghiệp|tổ chức),?\\s(?=(?:sử dụng|cung cấp|quản lý|thực hiện|được giao|tham gia|vận hành|kiểm định|chỉ đạo|đầu tư|tư vấn|hỗ trợ|thông tin)(?![\\p{L}])))'
// After a body's own name these are always actions, whatever stands before them.
const always =
  'chủ trì|phối hợp|tham mưu|có trách nhiệm|chịu trách nhiệm|căn cứ|trên cơ sở|khẩn trương|chủ động|phải|cần|tiếp tục|tăng cường|đẩy mạnh|nghiêm túc|rà soát|tập trung|hướng dẫn|báo cáo|xây dựng|phấn đấu'
// "Đào tạo", "Xúc tiến đầu tư", "Ban Quản lý dự án đầu tư xây dựng": the last words of such names are no action either.
const compound =
  '(?<!(?:Đào|việc|Xúc tiến|dự án|dự án đầu tư|Quỹ [Đđ]ầu tư|Nghiên cứu|Hỗ trợ|Cảnh sát|Công ty|cổ phần|Kiểm định|Quy hoạch|Khuyến)\\s)'
const stopAt = new RegExp(
  `(?<=[\\s,])${compound}(?:(?:${always})(?![\\p{L}])|${withinName}${describing}(?:${actions})(?![\\p{L}])(?!\\s*(?:nhà nước|xã, |huyện|xã(?![\\p{L}])|tỉnh)))|[.;:()“"/](?=[\\s”"]|$)|[(“"]|\\.\\/\\.`,
  'gu',
)

export type UnitSpan = {
  readonly units: readonly string[]
  readonly end: number
  /** What ended the name: an action word, a colon, a bracket, another sign, or the end of the passage. */
  readonly endedBy: 'action' | 'colon' | 'bracket' | 'sign' | 'end'
}

/** The bodies named from `from` on, up to the first word of action. */
export function readUnits(text: string, from: number): UnitSpan | undefined {
  if (!startsUnit(text, from)) return undefined
  const window = text.slice(from, from + 420)
  unitAt.lastIndex = from
  const head = unitAt.exec(text)?.[0].length ?? 0
  stopAt.lastIndex = Math.max(0, head - 1)
  let stop = stopAt.exec(window)
  // "UBND xã/phường" and "KH&ĐT (đầu mối)" stay in the name; a bracket is looked at by the caller.
  while (stop && stop[0] === '/') stop = stopAt.exec(window)
  const length = stop ? stop.index : window.length
  if (!stop && text.length > from + 420) return undefined
  const segment = window.slice(0, length).replace(/[\s,–-]+$/u, '')
  if (segment === '') return undefined
  const sign = stop?.[0]
  const endedBy = !stop ? 'end' : sign === ':' ? 'colon' : sign === '(' ? 'bracket' : /^\p{Ll}/u.test(sign ?? '') ? 'action' : 'sign'
  return { units: splitUnits(segment), end: from + length, endedBy }
}

/** "Sở A, Sở B và UBND các xã, phường" is three bodies; "các sở, ban, ngành" is one. */
export function splitUnits(segment: string): readonly string[] {
  const units: string[] = []
  let start = 0
  for (const cut of segment.matchAll(/\s*[,;]\s+(?:và\s+|cùng\s+)?|\s+(?:và|cùng|với)\s+(?:với\s+)?/gu)) {
    const next = cut.index + cut[0].length
    const before = segment.slice(start, cut.index)
    if (!startsUnit(segment, next)) continue
    if (/(?:HĐND|ĐBQH|Hội đồng nhân dân)$/u.test(before) && /^(?:UBND|HĐND|[ỦU])/u.test(segment.slice(next)) && cut[0].includes('và'))
      continue
    if (/^(?:cơ quan|đơn vị|doanh nghiệp)/u.test(segment.slice(next)) && /(?:[Cc]ác|[Nn]hững|thuộc|trưởng)\s[^,;]*$/u.test(before)) continue
    if (before.trim() !== '') units.push(before.trim())
    start = next
  }
  const rest = segment.slice(start).trim()
  if (rest !== '') units.push(rest)
  return units
}

/** True if the whole passage is nothing but names of bodies, as in "Phòng Nội vụ, UBND các phường". */
export function isOnlyUnits(text: string): boolean {
  const span = readUnits(text, 0)
  return (
    span !== undefined &&
    (span.endedBy === 'end' || span.endedBy === 'colon') &&
    span.end >= text.replace(/[\s:]+$/u, '').length &&
    unitStart.test(text)
  )
}

const cooperation = /(?:[Pp]hối hợp|[Cc]ùng)(?:\s+(?:chặt chẽ|thường xuyên|cùng|kịp thời|tích cực))*(?:\s+với)?\s+(?=\S)/gu

/** Bodies that a task names after "phối hợp với …". */
export function readCooperating(text: string): readonly string[] {
  const found: string[] = []
  cooperation.lastIndex = 0
  for (const match of text.matchAll(cooperation)) {
    if (match[0].startsWith('cùng') || match[0].startsWith('Cùng')) continue
    const from = match.index + match[0].length
    const span = readUnits(text, from) ?? lowercaseUnits(text, from)
    if (span) found.push(...span.units)
  }
  return [...new Set(found)]
}

function lowercaseUnits(text: string, from: number): UnitSpan | undefined {
  const start = /^(?:phường|xã|địa phương|ngành|đoàn thể|tổ chức|các\s\p{Ll}+|nhà trường|gia đình)(?![\p{L}])/u.exec(
    text.slice(from, from + 40),
  )
  if (!start) return undefined
  stopAt.lastIndex = 0
  const window = text.slice(from, from + 300)
  const stop = stopAt.exec(window)
  const segment = window.slice(0, stop ? stop.index : window.length).replace(/[\s,–-]+$/u, '')
  return segment === '' ? undefined : { units: splitUnits(segment), end: from + segment.length, endedBy: 'action' }
}
