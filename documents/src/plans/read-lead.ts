import { surnames } from './signature-lines.ts'
import { onlyUnits, readUnits, splitUnits, startsAction, startsUnit, type UnitSpan } from './units.ts'

const assigning =
  /^(?:[\d|_.•]{1,2}\s)?(?:(?:Đồng chí|Ông|Bà)\s(?:(?:cũng|còn|tiếp tục)\s)?)?(?:(?:Trân trọng |Kính |Tiếp tục |Thống nhất |Đồng ý |Trước mắt,? |đồng thời |Đồng thời |nay |cũng )?(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công|[Ủủ]y quyền|[Uu]ỷ quyền)(?:\s+(?:cho|trách nhiệm cho|nhiệm vụ cho))?)\s+/u
const assuring = /^(?:(?:Đảm bảo|Bảo đảm)(?:\s+(?:tiêu chí|yếu tố|yêu cầu))?|Phấn đấu)\s+/u
const share = /^(?:100\s*%\s+)(?=(?:các\s+)?(?:cơ quan|đơn vị|sở|phòng|UBND|phường|xã|địa phương|doanh nghiệp nhà nước))/u

/** What stands before the body that is told to do something: "Định kỳ, …", "Trên cơ sở …, …", "Để …, …". */
const opening =
  /^(?:Định kỳ|(?:H[ằà]ng|Mỗi) (?:năm|quý|tháng|tuần|ngày)|Trên cơ sở|Căn cứ|Dựa|Để|Nhằm|Đối với|Trong|Khi|Sau|Ngay|Theo|Cũng (?:theo|tại)|Cụ thể|Đặc biệt|Do (?:đó|vậy)|Vì vậy|Liên quan|Muộn nhất|Trên tinh thần|Xuất phát|Nhân dịp|Bằng|Phát huy|Chấp hành|Hưởng ứng|Góp phần|Tiếp theo|Được sự đồng ý|Ở(?= (?:cấp|các|những)\s)|Mặt khác|Tiếp đó|Tương tự|Song song|Về|Cùng đó|Cùng với|Đồng thời|Ngoài|Bên cạnh|Riêng|Trước|Từ|Đến|Chậm nhất|Cuối|Thời gian tới|Thời gian qua|Tại|Với|Qua|Thông qua|Nếu|Phát biểu|Đáng chú ý|Đáng lưu ý|Trường hợp|Giai đoạn|Năm|Quý|Tháng|Ngày|Xét|(?:Thực hiện|Tiếp tục thực hiện|Triển khai(?: thực hiện)?)(?= (?:các |nội dung )?(?:Nghị|Chỉ thị|Kế hoạch|Quyết định|Công điện|Công văn|[Vv]ăn bản|ý kiến|Luật|Bộ luật|chỉ đạo|sự chỉ đạo|Thông báo|Thông tư|Kết luận|Đề án|Chương trình))|T[ùu][yỳ]|Kết thúc|Nhận được|(?:Huyện|Xã|Đơn vị|Cơ quan|Địa phương|Nơi|Sở|Ngành) nào)(?![\p{L}])/u
/** "Đối với UBND phường X: khẩn trương …". */
const turning = /^(?:Đối với|Riêng(?: đối với)?|Về phía)\s+/u
const longestOpening = 450

/** Who speaks is not who is told: "Thủ tướng Chính phủ giao Bộ X …", "Bộ X trân trọng đề nghị …", "Chủ tịch nêu rõ, Sở Y …". */
const speaking =
  /^(?:cũng |đã |tiếp tục |trân trọng |kính |thống nhất )*(?:(?<=(?:đã|cũng) )chỉ đạo|nêu rõ|chỉ rõ|nhấn mạnh|lưu ý|yêu cầu|đề nghị|kiến nghị|giao(?! (?:ban|dịch|thông|lưu|tiếp))|phân công|kết luận|đánh giá cao)(?:\s+(?:cho|rằng|như sau))?\s*[,:]?\s+/u

/** "Bộ trưởng Trần Thị Mai chỉ đạo các bệnh viện …": who heads a body, by name, speaks; "Bộ trưởng Bộ Y tế chỉ đạo …" may be told. */
const isNamedChief = ([unit = '', ...more]: readonly string[]): boolean => more.length === 0 && namedChief.test(unit)
const namedChief = new RegExp(
  `^(?:(?:Phó )?Thủ tướng|Bộ trưởng|Thứ trưởng|(?:Phó )?Chủ tịch|(?:Tổng |Phó )?Bí thư|(?:Phó )?Giám đốc)(?:\\s[^,]{2,60})?\\s(?:${surnames})(?:\\s\\p{Lu}\\p{Ll}+){1,3}$`,
  'u',
)

/** What a body has done, or says of itself, is nothing that it is told to do. */
const past =
  /^(?:đã(?! được (?:giao|phân công))|được(?! (?:giao|phân công|yêu cầu))|nêu(?! (?:rõ|cao|gương))|chia sẻ\s*:|vừa|đang(?![^.;]{0,400}\s(?:căn cứ|chủ động|phải|khẩn trương|có trách nhiệm)\s)|nhận được|cơ bản (?:nhất trí|đồng ý|thống nhất|tán thành)|thống nhất (?:thông qua|đánh giá|với (?:các |những )?(?:[Bb]áo cáo|đề nghị|đề xuất|chủ trương|nội dung|ý kiến|phương án|[Tt]ờ trình))|(?:nhất trí|đồng ý|thống nhất(?! (?:với|giao|quản lý))|tán thành|ghi nhận|hoan nghênh|biểu dương|đánh giá cao|đánh giá:)|đưa tin(?=\s*[,:])|truyền đạt (?:ý kiến|chỉ đạo)|cho biết|trân trọng (?:giới thiệu|thông báo|cảm ơn|cám ơn)|thông báo(?: kết luận| để| cho| tới| đến)|(?:trao )?tặng (?:Bằng khen|Giấy khen|Cờ|Huân chương|quà|hoa)|trao (?:tặng |Bằng khen|Giấy khen|quà)|có (?:công văn|công điện|chỉ thị)|có văn bản (?:chỉ đạo|yêu cầu|đề nghị|gửi)|có (?:Công văn|Tờ trình|Báo cáo|Thông báo|văn bản số)|(?:tham )?dự (?:họp|[Hh]ội nghị|buổi|cuộc|trực tuyến|tại)|chủ trì (?:Phiên họp|Hội nghị|cuộc họp|buổi làm việc|phiên họp|hội nghị)|ban hành (?:Nghị quyết|Quyết định|Kế hoạch|Chỉ thị|Chương trình|Đề án|Công văn|Công điện|Thông báo|[Vv]ăn bản) số|(?:ban hành|xây dựng) (?:[Kk]ế hoạch|[Cc]hương trình|[Cc]hỉ thị|[Đđ]ề án|[Hh]ướng dẫn)[^.;]{0,400}(?:như sau|với (?:các|những|một số)? ?nội dung)|(?:hướng dẫn|báo cáo|thông báo)[^.;]{0,200}như sau)(?![\p{L}])/u

/** "Kế hoạch quy định rõ người đứng đầu các trường phải …". */
const documentSays =
  /^[Cc]hế độ (?:thông tin,? )?báo cáo\s*:\s+|^(?:Kế hoạch|Công văn|Công điện|Chỉ thị|Quyết định|Văn bản|Thông báo)\s(?:này )?(?:cũng )?(?:quy định|nêu|chỉ|yêu cầu) rõ(?: rằng)?,?\s+/u
/** "Chủ tịch UBND tỉnh có ý kiến chỉ đạo như sau: Giao các sở …". */
const orderFollows = /^[^:]{5,300}\snhư sau\s*:\s+(?=(?:Giao|Yêu cầu|Đề nghị)\s)/u

/** The bodies that a passage itself tells to do something, before what they shall do. */
export function readLead(passage: string): readonly string[] {
  // What an amendment puts in place of the old words stands in quotes.
  const body = passage.replace(/^["“]\s*/u, '').replace(documentSays, '')
  const order = orderFollows.exec(body)
  const ordered = order ? leadAt(body, order.index + order[0].length) : []
  if (ordered.length > 0) return ordered
  const first = leadAt(body, 0)
  if (first.length > 0) return first
  // "Riêng Sở X, Sở Y rà soát …".
  const apart = /^Riêng\s+(?!đối với)/u.exec(body)
  const own = apart ? leadAt(body, apart[0].length) : []
  if (own.length > 0) return own
  const turned = turning.exec(body)
  const span = turned ? readUnits(body, turned[0].length) : undefined
  if (span?.endedBy === 'colon' && body.length > span.end + 12) return span.units
  const opened = leadAfterOpening(body)
  if (opened.length > 0) return opened
  // "Kiện toàn Ban Chỉ đạo các cấp: Ban Chỉ đạo các tỉnh hoàn thành …": what is to be done, then who does it.
  const work = /^[^:.;,“]{5,90}:\s+(?=\p{Lu})/u.exec(body)
  const after = work && startsAction(body) ? leadAt(body, work[0].length) : []
  return after.length > 0 ? after : leadBeforeDuty(body)
}

/** "Trưởng các dòng họ có trách nhiệm …": whoever has a duty is told, though we do not know what body that is. */
function leadBeforeDuty(body: string): readonly string[] {
  const named = /^(\p{Lu}\p{Ll}+(?:\s[\p{L}\d]+){1,8}?)\s(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm)\s(?!về việc này)/u.exec(body)?.[1]
  return named === undefined || noBody.test(named) || startsAction(body) || /\s(?:và|hoặc)$/u.test(named) ? [] : splitUnits(named)
}
const noBody =
  /^(?:Việc|Nội dung|Kế hoạch|Nhiệm vụ|Chương trình|Văn bản|Trường hợp|Nếu|Khi|Theo|Đối với|Trong|Để|Yêu cầu|Đề nghị|Giao|Phân công|Quy định|Xác định|Nâng cao|Làm rõ|Không)(?![\p{L}])/u

function leadAt(body: string, at: number): readonly string[] {
  const rest = body.slice(at)
  const asked = assigning.exec(rest)
  const assured = asked ? null : assuring.exec(rest)
  let from = asked?.[0].length ?? assured?.[0].length ?? 0
  const whole = share.exec(rest.slice(from))
  if (whole && !asked) from += whole[0].length
  const span = readUnits(rest, from)
  if (!span) return []
  const inBrackets = bracketUnits(rest, span)
  if (inBrackets) return inBrackets
  if (span.endedBy === 'sign' || span.endedBy === 'end') return []
  if (span.endedBy === 'bracket' && !actsAfterBracket(rest, span.end)) return []
  const told = rest.slice(span.end)
  const spoken = asked ? null : (speaking.exec(told) ?? (isNamedChief(span.units) ? /^chỉ đạo\s+/u.exec(told) : null))
  if (spoken) {
    const receiver = readUnits(told, spoken[0].length)
    if (receiver?.endedBy === 'action') return receiver.units
    if (receiver?.endedBy === 'colon' && told.length > receiver.end + 12) return receiver.units
    // "Chủ tịch yêu cầu khẩn trương …": somebody is told, but nobody is named.
    if (/^\p{Ll}/u.test(told.slice(spoken[0].length))) return []
  }
  if (past.test(told)) return []
  return [...span.units, ...leadsOfLaterClauses(rest, span.end)]
}

/** The same where nobody else is told: then "Trên cơ sở Chương trình của Chính phủ, các bộ …" tells the group named behind the comma. */
export const groupAfterOpening = (body: string): readonly string[] => leadAfterOpening(body, true)

function leadAfterOpening(body: string, mayBeGroup = false): readonly string[] {
  if (!opening.test(body)) return []
  let said = 0
  let listed: readonly string[] = []
  for (const cut of body
    .slice(0, longestOpening)
    .matchAll(/(?:[,;:](?:\s+|(?=\p{Lu}))|\sthì\s+)(?:thì\s+)?(?:h[ằà]ng (?:năm|quý|tháng)\s+)?/gu)) {
    const at = cut.index + cut[0].length
    const before = body.slice(said, cut.index)
    said = at
    // What is quoted is said by somebody else; "100% cơ quan, đơn vị …" is one list.
    if (before.includes('“')) return []
    if (startsUnit(before) || share.test(before)) continue
    // "… chưa được các cơ quan, đơn vị quan tâm": the end of a list.
    if (/^(?:cơ quan|đơn vị|tổ chức)\s/u.test(body.slice(at, at + 10)) && /(?:các|những) [^,;]{2,30}$/u.test(before)) continue
    if (!startsUnit(body, at) && !assigning.test(body.slice(at, at + 60))) continue
    const found = leadAt(body, at)
    // "Căn cứ hướng dẫn của UBND tỉnh, các sở …": the list of those whose guidance it is goes on; a body named by itself acts.
    if (!body.startsWith('Đối với') && !cut[0].includes('thì') && ownedBefore(body.slice(0, cut.index))) {
      if (found.length > 0 && (mayBeGroup || !isGroup.test(body.slice(at, at + 12))) && actsAt(body, at)) listed = found
    } else if (found.length > 0) return found
  }
  return listed
}

const isGroup = /^(?:các|những|cơ quan|đơn vị|tổ chức|thủ trưởng)(?![\p{L}])/iu
const actsAt = (body: string, at: number): boolean => {
  const told = body.slice(readUnits(body, at)?.end ?? body.length)
  return startsAction(told) || /^(?:phải|cần|có trách nhiệm|theo (?:chức năng|nhiệm vụ|thẩm quyền|phạm vi))(?![\p{L}])/u.test(told)
}

const ownedBefore = (text: string): boolean => {
  const owned =
    /(?<![\p{L}])(?:của|do|(?<!Đối )với|báo cáo|gửi|trình|tham mưu|giúp|cho)\s+(?=\S)(?!.*(?<![\p{L}])(?:của|do|(?<!Đối )với|báo cáo|gửi|trình|tham mưu|giúp|cho)\s)/u.exec(
      text,
    )
  if (!owned) return false
  const span = readUnits(text, owned.index + owned[0].length)
  return span?.endedBy === 'end'
}

/** "Chỉ đạo Sở X …" where nobody is told to direct it: then the body directed is the one told. */
export function readDirected(body: string): readonly string[] {
  const directing = /^(?:Chỉ đạo|Kiến nghị)\s+/u.exec(body)
  const span = directing ? readUnits(body, directing[0].length) : undefined
  return span?.endedBy === 'action' ? span.units : []
}

/** "Thống nhất chủ trương …; giao Phòng X hoàn thiện thủ tục": the order comes after what was agreed. */
export function orderedLater(body: string): readonly string[] {
  for (const order of body.matchAll(/[;,.]\s+(?:đồng thời\s+)?(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?/gu)) {
    const span = readUnits(body, order.index + order[0].length)
    if (span?.endedBy === 'action') return span.units
  }
  return []
}

/** "Giám đốc đánh giá cao việc … và yêu cầu nhân rộng …": whom the order behind the praise names, often nobody; null where none follows. */
export function orderedBehindPraise(body: string): readonly string[] | null {
  const praise = praising.exec(body)
  if (!praise) return null
  for (const order of body.slice(praise[0].length).matchAll(/(?:\svà|[,;]|\sđồng thời)\s+(?:đồng thời\s+)?(?:yêu cầu|đề nghị)\s+/gu)) {
    const at = praise[0].length + order.index + order[0].length
    const span = readUnits(body, at)
    if (span?.endedBy === 'action') return span.units
    if (startsAction(body.slice(at))) return []
  }
  return null
}
const praising =
  /^(?:(?:Về|Đối với)\s[^.;,]{3,80},\s+)?(?:(?:Đồng chí |(?:Phó )?)?(?:Thủ tướng|Bộ trưởng|Thứ trưởng|Chủ tịch|(?:Tổng )?Bí thư|Giám đốc|Lãnh đạo|Trưởng [Bb]an)[^.;,:]{0,80}?\s)(?:đánh giá cao|ghi nhận|biểu dương|hoan nghênh|đồng tình|tán thành)(?![\p{L}])(?=[^.:]{0,500}(?:yêu cầu|đề nghị)\s)/u

/** "Rà soát văn bản (Phòng Tư pháp chủ trì; …)". */
export function leadInBrackets(body: string): readonly string[] {
  for (const open of body.matchAll(/\(\s*(?=\p{L})/gu)) {
    const span = readUnits(body, open.index + open[0].length)
    if (
      span?.endedBy === 'action' &&
      /^(?:chủ trì|thực hiện|chịu trách nhiệm|tham mưu|phụ trách|theo dõi|làm đầu mối)/u.test(body.slice(span.end))
    )
      return span.units
    // "In tờ gấp (Sở X, quý II/2032)": the name ends before when.
    const when = /^([^()]{4,90}?)[,;]\s+(?:hoàn thành|xong|trước|chậm nhất|trong|quý|tháng)\s[^()]{0,40}\d[^()]{0,12}\)[.;]?\s*$/iu.exec(
      body.slice(open.index + open[0].length),
    )
    const who = when?.[1] === undefined ? [] : onlyUnits(when[1])
    if (who.length > 0) return who
    // "Rà soát quy trình (Chi cục X; trước 30/9/2031)": who and by when.
    if (
      span &&
      /^[;,]?\s*(?:hoàn thành|xong|trước|chậm nhất|trong|quý|tháng)\s[^()]{0,50}\d[^()]{0,12}\)[.;]?\s*$/iu.test(body.slice(span.end))
    )
      return span.units
  }
  return []
}

/** "Các cơ quan đầu mối … (Sở A, Sở B) xây dựng": the brackets say who they are. */
function bracketUnits(body: string, span: UnitSpan): readonly string[] | null {
  if (!/^[Cc]ác (?:cơ quan|đơn vị)/u.test(span.units[0] ?? '') || span.units.length > 1) return null
  const open = body.indexOf('(', span.end - 1)
  if (open < 0 || open > span.end + 90) return null
  const close = body.indexOf(')', open)
  if (close < 0 || close > open + 300) return null
  const inside = body.slice(open + 1, close).trim()
  return startsUnit(inside) && !/^[Cc]ơ quan|^[Đđ]ơn vị/u.test(inside) ? splitUnits(inside) : null
}

function actsAfterBracket(body: string, at: number): boolean {
  const close = body.indexOf(')', at)
  return close > 0 && close < at + 200 && /^\)\s*,?\s*(?:\p{Ll}|:)/u.test(body.slice(close))
}

/** "… nhiệm vụ; Các sở và địa phương phải …": a later clause names its own bodies. */
function leadsOfLaterClauses(body: string, from: number): readonly string[] {
  const found: string[] = []
  for (const cut of body.slice(from).matchAll(/;\s+(?=\p{Lu})/gu)) {
    const span = readUnits(body, from + cut.index + cut[0].length)
    if (span?.endedBy === 'action') found.push(...span.units)
  }
  return found
}
