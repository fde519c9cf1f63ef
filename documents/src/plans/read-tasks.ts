import type { PrintedDeadline, ReadTask, TaskRule } from '@haidang/domain/plans/reading'
import { readLabelled } from './detail-lines.ts'
import {
  hasDetailLines,
  isHeading,
  isWorkToDo,
  namesItsLead,
  ownerAbove,
  saysItself,
  sectionOf,
  tellsManner,
  type OutlineNode,
} from './outline.ts'
import { readCountedTerm } from './counted-terms.ts'
import { readDeadline, readPlainDeadline } from './read-dates.ts'
import { groupAfterOpening, leadInBrackets, orderedBehindPraise, orderedLater, readDirected, readLead } from './read-lead.ts'
import { sentences, type Sentence } from './read-reporting.ts'
import { readCooperating, readUnits, startsAction, startsUnit } from './units.ts'

export type TaskContext = {
  readonly year: number | null
  readonly masked: string
  readonly reporting: readonly Sentence[]
  readonly hasIndicator: boolean
  /** True where this passage or one above it speaks of what is to be done, so that "Sở X rà soát …" is no news of what it does. */
  readonly isInstructed: boolean
  /** Whom the paragraph just above tells to do something: running text that names nobody goes on with them. */
  readonly above: readonly string[]
}

const doing =
  /^(?:[-–]\s*)?(?:Tiếp tục|Tổ chức|Triển khai|Xây dựng|Tham mưu|Chủ trì|Phối hợp|Chủ động|Rà soát|Đẩy mạnh|Tăng cường|Nâng cao|Hoàn thiện|Hoàn thành|Thực hiện|Đảm bảo|Bảo đảm|Khuyến khích|Hướng dẫn|Kiểm tra|Theo dõi|Đôn đốc|Tổng hợp|Thường xuyên)/u
/** The last sentence of a document mostly bids all to carry it out; this one gives somebody work. */
const isWatch =
  /^(?:Giao|Đề nghị|Yêu cầu)\s(?!các |Thủ trưởng|thủ trưởng).{5,120}\s(?:theo dõi|đôn đốc|chủ trì|tổng hợp|kiểm tra|làm đầu mối)(?![\p{L}])|^(?:Sở|Bộ|Cục|Vụ|Ban|Phòng|Văn phòng|Thanh tra|Chi cục|Trung tâm)\s[^.;,]{3,80}\s(?:chịu trách nhiệm |có trách nhiệm |chủ trì, )?(?:theo dõi, đôn đốc|đôn đốc, |theo dõi, kiểm tra|chủ trì, phối hợp)(?![\p{L}])/u
const boilerplate =
  /(?:chịu trách nhiệm thi hành (?:Quyết định|Nghị quyết|Chỉ thị|Quy chế|Quy định|Thông tư|Nghị định)|có hiệu lực (?:thi hành )?(?:kể )?từ|^Ban hành kèm theo|(?:thông báo|báo cáo) (?:để |đến |tới )?(?:các )?[^.]{0,90}(?:biết|được biết),? (?:và )?(?:phối hợp,? )?(?:tổ chức )?(?:triển khai )?thực hiện|^Trên đây là|^Thừa lệnh|^\(?(?:Đính kèm|Kèm theo|Chi tiết|Có (?:danh sách|phụ lục))|^(?:Nguồn|Tác giả|Cập nhật|Giờ đăng|Ngày đăng)[^:]{0,20}:|^Lưu\s*:\s*VT|\((?:Hình từ|Ảnh:|Ảnh minh)[^)]*\)\s*$|^(?:Trong quá trình|Quá trình)[^.]{0,80}(?:nếu|có) [^.]{0,40}(?:khó khăn|vướng mắc|phát sinh)|^Nếu có (?:khó khăn|vướng mắc)|\slàm việc theo chế độ kiêm nhiệm[^;]*$|^(?:[^.;]{0,120}\s)?(?:đề nghị|yêu cầu|Đề nghị|Yêu cầu)\s[^.;]{5,160}?\s(?:quan tâm|phối hợp|nghiêm túc|khẩn trương)(?:,| và|,? phối hợp| chỉ đạo| tổ chức| triển khai| thực hiện| nghiêm túc)*\s(?:thực hiện|triển khai)\s?(?:\.\/)?\.?$)/u
/** Rules, conditions, reasons and examples are written among tasks and are none. */
const statement =
  /^(?:Trường hợp|Nếu|Khi|Ví dụ|Lưu ý|Ghi chú|Số (?!h[óo][áa]?\s)|Chi phí|Mức |Tổng (?:số|kinh phí|mức|nguồn)|Kinh phí|Nguồn (?:kinh phí|vốn)|Vốn |Ngân sách |Hạn mức|Định mức|Tối đa|Thời gian|(?:Các )?[Đđ]ối tượng|Phạm vi|Địa điểm|Thành phần|Biểu dương|Hiện nay|Kết quả[^:]{0,20}:|Ghi nhận|Đánh giá cao|Hoan nghênh|Cơ bản (?:thống nhất|nhất trí|đồng ý)|Nhất trí|Tán thành|Đồng ý(?! (?:cho|giao|để|bổ sung|điều chỉnh))|Các nội dung (?:khác|còn lại)|[^,.;:]{3,80}\sđược (?:xem|coi|đánh giá|xác định) là\s|Việc (?=.*(?:thực hiện theo|theo quy định|được thực hiện|do )))/u
/** "Hỗ trợ hộ nghèo: 20 triệu đồng/hộ." says how much somebody gets. */
const amountOnly = /\d[\d.,]*\s+(?:triệu |tỷ |tỉ |nghìn |ngàn )?đồng(?:\s?\/\s?\p{L}+(?:[ /]\p{L}+){0,2})?[.;]?\s*$/u
const obliging = /(?<![\p{L}])(?:phải|cần|có trách nhiệm|chịu trách nhiệm|không được|nghiêm cấm)(?![\p{L}])/u

/** True where a passage says that somebody tells others what to do. */
export const instructs = (text: string): boolean =>
  /(?<![\p{L}])(?:kết luận|chỉ đạo|chỉ thị(?=\s*:)|yêu cầu|đề nghị|có ý kiến|nêu rõ|nhấn mạnh|phân công|giao(?! (?:dịch|thông|lưu|tiếp|ban))|theo (?:đó|(?:nội dung )?(?:kế hoạch|công văn|công điện|chỉ thị|chương trình|văn bản|quyết định)(?: này| trên| nêu trên)?)(?=,))(?![\p{L}])/iu.test(
    text,
  )

/** The tasks that a node of the outline sets: one for an item, more where later sentences tell others what to do. */
export function readTasks(node: OutlineNode, context: TaskContext): readonly ReadTask[] {
  if (node.purposes.has('assessment') || node.purposes.has('basis')) return []
  if (isHeading(node) && !isDetailed(node)) return []
  if (node.body.length < 12) return []
  const parentTask = node.parent && isDetailed(node.parent)
  if (parentTask && node.rank > (node.parent?.rank ?? 0)) return []
  if (readLabelled(node.body, context.year)?.wholly || tellsManner(node)) return []
  const spans = withoutReports(node, context.reporting)
  if (spans === null) return []
  const isProse = standsAlone(node)
  const found = parts(node, spans, { ...context, isProse })
  let before: Told | null = null
  return found.flatMap((part, index) => {
    const read = readPart(node, part, { isFirst: index === 0, isWhole: found.length === 1, isProse, before }, context)
    const lead = [read[0]?.lead ?? []].flat()
    before = lead.length > 0 ? { rule: 'task.goesOn', lead } : null
    return read.flatMap((task) => splitAtDates(node, part.from, task, context))
  })
}

/** "Sửa đê xong trước 31/5; đắp mới chậm nhất ngày 30/9": clauses that each have a day of their own are works of their own. */
function splitAtDates(node: OutlineNode, from: number, task: ReadTask, { masked, year }: TaskContext): readonly ReadTask[] {
  const cuts = [...task.text.matchAll(/;\s+/gu)].map((found) => found.index + found[0].length)
  if (cuts.length === 0 || /(?:^|[;:]\s)(?:Đợt|Lần|Kỳ|Quý|Giai đoạn|Năm)\s/iu.test(task.text)) return [task]
  const dueIn = (at: number, to: number) => readDeadline(masked.slice(from + at, from + to), year)
  const bounds = [...cuts, task.text.length]
  const starts = [0]
  for (const [order, at] of cuts.entries()) {
    const [before, own] = [dueIn(starts.at(-1) ?? 0, at), dueIn(at, bounds[order + 1] ?? at)]
    if (
      before?.iso &&
      own?.iso &&
      own.iso !== before.iso &&
      (!startsUnit(task.text, at) || hasOwnWork(task.text.slice(at, bounds[order + 1]))) &&
      !/^(?:báo cáo|gửi|trình|tổng hợp|định kỳ|h[ằà]ng|mỗi|cuối)/u.test(task.text.slice(at))
    )
      starts.push(at)
  }
  if (starts.length === 1) return [task]
  const isShared = starts.some((at) => at > 0 && startsUnit(task.text, at))
  return starts.map((at, order) => {
    const to = starts[order + 1] ?? task.text.length
    const text = task.text.slice(at, to).replace(/[\s;]+$/u, '')
    const start = order === 0 && from === node.bodyAt ? 0 : from + at
    const lead = isShared ? readLead(text) : []
    const named = lead.length > 0 ? { lead: lead.length === 1 ? (lead[0] ?? null) : lead, cooperating: readCooperating(text) } : {}
    return { ...task, ...named, text, deadline: dueIn(at, to), ...node.clean.passage(start, from + at + text.length) }
  })
}

/** "…; Viễn thông X hỗ trợ đường truyền, xong trong quý II": another body's work, and no handing on of what was reported. */
const hasOwnWork = (clause: string): boolean => readLead(clause).length > 0 && !/\s(?:tổng hợp|báo cáo)(?![\p{L}])/u.test(clause)

/** Running text under the heading of a task that nobody is named for. */
const standsAlone = (node: OutlineNode): boolean =>
  !isItem(node) &&
  node.parent !== null &&
  isHeading(node.parent) &&
  node.parent.rank >= 5 &&
  node.purposes.has('tasks') &&
  ownerAbove(node)?.at !== node.parent

const timeFirst = /^(?:Trong|Đến|Năm|Tháng|Quý|Ngày|Trước|Cuối|Từ|Giai đoạn|Trước mắt|H[ằà]ng)(?![\p{L}])[^,;.:]{0,60}[,:]\s+/u
/** "Tháng 4/2023: Ban hành kế hoạch": a timetable. */
const datedBefore = (text: string, year: number | null): PrintedDeadline | null => {
  const label = /^((?:Trước|Từ|Đến|Ngày|Tháng|Quý|Năm|Trong|Cuối|Đầu)\s[^:,;]{1,40}):\s+/u.exec(text)?.[1]
  const plain = label === undefined ? null : readPlainDeadline(label, year)
  return plain?.iso ? plain : null
}

/** "Về tổ chức: Sắp xếp …": what it is about stands before what is to be done. */
const topic = /^(?:Về|Đối với)\s[^:.;,]{3,60}:\s+(?=\p{L})/u
const besides = /^(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Song song với đó),?\s+/u

/** "Rà soát …", "Trong năm 2025, hoàn thành …". */
const beginsWork = (text: string): boolean => {
  const rest = text.replace(topic, '').replace(timeFirst, '').replace(besides, '')
  return doing.test(rest) || startsAction(rest)
}

/** "Thực hiện Công văn số …, …", "Kết luận hội nghị, …": where, when and why others do something. */
const sayingWhy =
  /^(?:(?:Thực hiện|Triển khai(?: thực hiện)?) (?=(?:các |nội dung )?(?:Nghị|Chỉ thị|Kế hoạch|Quyết định|Công|[Vv]ăn bản|ý kiến|Luật|Bộ luật|chỉ đạo|Thông|Kết luận|Đề án|Chương trình))|Căn cứ|Phát biểu|Kết luận|Chủ trì (?:hội nghị|cuộc họp|buổi|phiên)|Tham dự|Dự |Báo cáo (?:tại|của)|Theo )/iu

/** "Bộ trưởng cũng yêu cầu tập trung hoàn thiện …": who speaks asks for work and names nobody. */
const speaker =
  '(?:(?:Phó )?Thủ tướng|Bộ trưởng|Thứ trưởng|(?:Phó )?Chủ tịch|(?:Tổng )?Bí thư|Giám đốc|Lãnh đạo|Chính phủ|UBND|[Tt]ỉnh|[Tt]hành phố)'
const asking = new RegExp(
  `^(?:[^.;:“]{3,160},\\s+)?${speaker}(?:\\s[^,.;:“]{1,90}?)?\\s(?:cũng |còn |tiếp tục )?(?:yêu cầu|đề nghị|chỉ đạo|lưu ý(?=\\sviệc\\s))\\s+`,
  'u',
)
const asksNobody = (text: string): boolean => {
  const asked = asking.exec(text)
  if (!asked) return false
  const rest = text.slice(asked[0].length)
  return startsAction(rest) || /^việc\s/u.test(rest)
}

const isItem = (node: OutlineNode): boolean => node.mark !== undefined && (node.rank >= 5 || saysItself(node))

/**
 * An item is cut where a later sentence names who else does what; a paragraph of prose also where a later clause does, and, under the heading of a
 * task that nobody is named for, where a sentence has another day than the one before it.
 */
function parts(
  node: OutlineNode,
  { from, to }: Sentence,
  { isProse, masked, year }: TaskContext & { readonly isProse: boolean },
): readonly Sentence[] {
  const text = node.clean.text
  const unaddressed = (part: Sentence) => readLead(text.slice(part.from, part.to)).length === 0
  const dueIn = (part: Sentence) => readDeadline(masked.slice(part.from, part.to), year)?.iso
  const cut: Sentence[] = []
  for (const sentence of sentences(text.slice(0, to), from).flatMap((whole) => (isItem(node) ? [whole] : clauses(text, whole)))) {
    const last = cut.at(-1)
    const said = text.slice(sentence.from, sentence.to)
    // "Mua máy. Cơ quan chủ trì: Sở X." says who does what stands before it.
    const isDetail = last !== undefined && (readLabelled(said, null)?.wholly ?? false)
    const stands =
      last === undefined ||
      boilerplate.test(said) ||
      (isProse && beginsWork(said) && dueIn(last) !== dueIn(sentence)) ||
      (!isItem(node) && (asksNobody(said) || orderedBehindPraise(said) !== null)) ||
      (!isItem(node) && !isProse && beginsWork(said) && !unaddressed(last)) ||
      (readLead(said).length > 0 && !answersForIt.test(said) && !(isProse && isGeneral(said) && unaddressed(last))) ||
      boilerplate.test(text.slice(last.from, last.to))
    if (stands && !isDetail) cut.push(sentence)
    else if (last) cut[cut.length - 1] = { from: last.from, to: sentence.to }
  }
  return cut
}

/** "Người đứng đầu … chịu trách nhiệm về kết quả": who answers for the work that the sentence before sets. */
const answersForIt = /^(?:Người đứng đầu|Thủ trưởng|Bí thư|Chủ tịch|Lãnh đạo)\s[^.;]{0,160}?\s(?:trực tiếp )?chịu trách nhiệm(?! thi hành)/u

/** "Các bộ, ngành quan tâm …" amid prose on what is to be done speaks of everybody. */
const isGeneral = (said: string): boolean =>
  readLead(said).every((unit) =>
    /^(?:các|những|mọi|mỗi|người đứng đầu|cấp [uủ][ỷy]|chính quyền|doanh nghiệp|nhà nước)(?![\p{L}])/iu.test(unit),
  )

/** Who a clause tells stands at its beginning. */
const longestClause = 800

/** "giao các sở: A, B; UBND các xã: C", "như: nhà thi đấu; …": a list goes on behind its semicolon. */
const listsOn = /(?:\s(?:như|gồm|sau)|[Cc]ác (?:sở|Sở|huyện|xã|bộ|Bộ))\s*:\s[^;:]*;\s*$/u

function clauses(text: string, sentence: Sentence): readonly Sentence[] {
  const said = text.slice(sentence.from, sentence.to)
  const cuts = [...said.matchAll(/;\s+/gu)]
    .map((found) => found.index + found[0].length)
    .filter((at) => !listsOn.test(said.slice(0, at)) && readLead(said.slice(at, at + longestClause)).length > 0)
  const bounds = [0, ...cuts, said.length]
  return bounds.slice(0, -1).map((at, index) => ({ from: sentence.from + at, to: sentence.from + (bounds[index + 1] ?? said.length) }))
}

type Told = { readonly rule: TaskRule; readonly lead: readonly string[]; readonly at?: OutlineNode }

/** `before`: who the sentence before told, where this one may go on with what they shall do. */
type PartPlace = { readonly isFirst: boolean; readonly isWhole: boolean; readonly isProse: boolean; readonly before: Told | null }

function readPart(
  node: OutlineNode,
  { from, to }: Sentence,
  { isFirst, isWhole, isProse, before }: PartPlace,
  context: TaskContext,
): readonly ReadTask[] {
  const text = node.clean.text.slice(from, to).replace(/[\s;]+$/u, isFirst ? '$&' : '')
  if (text.length < 12 || boilerplate.test(text) || text.trimEnd().endsWith('?')) return []
  const closes = /\.\/\.\s*$/u.test(text)
  if (closes && (!isItem(node) || !isFirst) && !isWatch.test(text)) return []
  // "… có ý kiến như sau:" leads in to what follows.
  if (!isItem(node) && leadsIn(text)) return []
  const behindPraise = orderedBehindPraise(text)
  const own = behindPraise ?? ownLead(text, isItem(node) && isFirst)
  const isSpoken = own.length === 0 && (behindPraise !== null || (!isItem(node) && asksNobody(text)))
  const goesOn = !isItem(node) && own.length === 0 && beginsWork(text) ? before : null
  if (!isFirst && own.length === 0 && !isProse && !goesOn && !isSpoken) return []
  const masked = context.masked.slice(from, to)
  const dated = readDeadline(masked, context.year) ?? datedBefore(text, context.year) ?? readCountedTerm(masked, context.year)
  const told: Told | null =
    own.length > 0
      ? { rule: 'task.assigned', lead: own }
      : isSpoken
        ? { rule: 'task.unaddressed', lead: [] }
        : (goesOn ?? unnamed(node, text, dated, context))
  if (told === null) return []
  if (!isItem(node) && told.rule === 'task.assigned' && !context.isInstructed && !node.purposes.has('tasks') && !obliging.test(text))
    return []
  // "Yêu cầu: các cơ quan xác định rõ trách nhiệm …" says how the plan is meant; work has its day.
  if (isItem(node) && node.purposes.has('aims') && told.rule === 'task.assigned' && !dated) return []
  // A figure to be reached, or a word on what was asked, stands before those who are told to do something about it.
  const isTargetOnly = context.hasIndicator && /^(?:(?:Trong |Đến )?[Nn]ăm \d{4},? )?[Pp]hấn đấu/u.test(text)
  if (
    ((isProse || isSpoken) && told.rule === 'task.unaddressed') || told.rule === 'task.goesOn'
      ? isTargetOnly
      : told.rule === 'task.unaddressed' &&
        (startsAction(text.replace(topic, '')) ? context.hasIndicator && !isWhole : context.hasIndicator || !isWhole)
  )
    return []
  if (context.hasIndicator && node.purposes.has('targets') && told.rule !== 'task.leadIn' && !/^(?:Giao|Yêu cầu|Đề nghị)\s/u.test(text)) {
    // In a chapter of targets a figure is a target and not also work to be done; elsewhere it is both.
    if (told.at === undefined) return []
  }
  const labelled = readLabelled(text, context.year)
  const lead = labelled?.lead ?? told.lead
  const ownCooperating = labelled?.cooperating ?? readCooperating(text)
  const cooperating = ownCooperating.length === 0 && told.at ? readCooperating(told.at.body) : ownCooperating
  const whole = isFirst && from === node.bodyAt
  return [
    {
      rule: labelled?.lead ? 'task.detailLines' : told.rule,
      text,
      lead: lead.length === 0 ? null : lead.length === 1 ? (lead[0] ?? null) : lead,
      cooperating: cooperating.filter((unit) => !lead.includes(unit)),
      deadline: labelled?.deadline ?? dated ?? (told.at ? headingDeadline(told.at, context.year) : null),
      section: sectionOf(node),
      ...node.clean.passage(whole ? 0 : from, from + text.length),
    },
  ]
}

const ownLead = (text: string, isWholeItem: boolean): readonly string[] =>
  [readLead(text), isWholeItem ? leadInBrackets(text) : [], isWholeItem ? orderedLater(text) : []].find((units) => units.length > 0) ?? []

/** "Là cơ quan thường trực giúp … theo dõi": the work of the body under whose name it stands. */
const servesAs = /^(?:Là|Làm)\s(?:cơ quan |đơn vị |bộ phận )?(?:đầu mối|thường trực|chủ trì)(?![\p{L}])/u

/** Whom a passage that names nobody is for: those named above, or nobody; null if it is no task at all. */
function unnamed(node: OutlineNode, text: string, dated: PrintedDeadline | null, context: TaskContext): Told | null {
  const above = ownerAbove(node)
  const acts = beginsWork(text) || (above !== null && servesAs.test(text))
  if (!isItem(node)) {
    // Prose under the name of a body, or under the heading of a task, as other documents have items.
    if (!acts || amountOnly.test(text)) return null
    if (above && node.parent && (isHeading(node.parent) || (above.at === node.parent && /^\p{Lu}/u.test(text))))
      return { rule: 'task.leadIn', lead: above.units, at: above.at }
    if (statement.test(text) && !obliging.test(text)) return null
    if (goesOnFrom(node, text, context.above)) return { rule: 'task.goesOn', lead: context.above }
    if (!node.parent) return context.isInstructed && !sayingWhy.test(text) ? { rule: 'task.unaddressed', lead: [] } : null
    return isHeading(node.parent) && node.purposes.has('tasks') && node.parent.rank >= 5 ? { rule: 'task.unaddressed', lead: [] } : null
  }
  if (saysItself(node) || amountOnly.test(text)) return null
  if (hasDetailLines(node))
    return above && !namesItsLead(node) ? { rule: 'task.leadIn', lead: above.units, at: above.at } : { rule: 'task.unaddressed', lead: [] }
  if (statement.test(text) && !obliging.test(text)) return null
  if (above) return node.purposes.has('aims') ? null : { rule: 'task.leadIn', lead: above.units, at: above.at }
  if (node.purposes.has('aims')) return null
  const group = groupAfterOpening(text)
  if (group.length > 0) return { rule: 'task.assigned', lead: group }
  const directed = node.purposes.has('targets') ? [] : readDirected(text)
  if (directed.length > 0) return { rule: 'task.assigned', lead: directed }
  if (!node.purposes.has('tasks')) {
    if (node.purposes.has('targets') && !context.hasIndicator && !dated) return null
    const isOfWork = startsAction(text) && !node.purposes.has('targets') && node.parent !== null && isWorkToDo(node.parent)
    if (!doing.test(text) && !isOfWork) return null
  }
  return { rule: 'task.unaddressed', lead: [] }
}

/** Below "2. Mở rộng mạng lưới tủ sách" each paragraph is a measure of its own, whoever the one before it names; in other prose it goes on with them. */
const goesOnFrom = (node: OutlineNode, text: string, above: readonly string[]): boolean =>
  above.length > 0 &&
  !node.mark &&
  !sayingWhy.test(text) &&
  (besides.test(text) || node.parent === null || !(isHeading(node.parent) && node.purposes.has('tasks') && isWorkToDo(node.parent)))

/** "Yêu cầu các sở hoàn thành trước ngày …:" holds for what is listed under it. */
function headingDeadline(node: OutlineNode, year: number | null): PrintedDeadline | null {
  const said = /(?:hoàn thành|xong|chậm nhất|trước|thời hạn|thời gian(?! (?:tới|qua)))[^;]{0,80}$/iu.exec(node.body)
  return said ? readDeadline(said[0], year) : null
}

/** "Giao phòng X chủ trì …, trong đó:" is the task itself; what follows are its details. */
export const isDetailed = (node: OutlineNode): boolean =>
  node.children.length > 0 &&
  node.body.length > 30 &&
  /(?:trong đó|cụ thể(?: như sau)?|cụ thể là|bao gồm|gồm)\s*:?$/iu.test(node.body.replace(/[\s:]+$/u, '')) &&
  !/(?:một số|những|các)\s(?:nhiệm vụ|nội dung|công việc|việc|giải pháp|biện pháp)(?:,?\s[^,;:]{2,40})?,?\s(?:trong đó|cụ thể)[^;]*$/iu.test(
    node.body,
  ) &&
  (node.told.length > 0 || readLead(node.body).length > 0 || (/gồm\s*:?$/iu.test(node.body.trim()) && startsAction(node.body)))

/** "… có ý kiến như sau:", "… triển khai các nội dung sau." */
export const leadsIn = (text: string): boolean =>
  /(?:(?:như sau|sau đây|sau)\s*:|(?:nội dung|nhiệm vụ|công việc|giải pháp) sau(?: đây)?\.)$/u.test(text)

/** The passage of an item without the sentences that order reports; null if nothing else is said. */
function withoutReports(node: OutlineNode, reports: readonly Sentence[]): Sentence | null {
  const end = node.clean.text.length
  if (reports.length === 0) return { from: node.bodyAt, to: end }
  let [from, to] = [node.bodyAt, end]
  for (const report of reports) {
    // "theo dõi, đôn đốc …; tổng hợp, báo cáo … hằng quý" is work and report in one sentence: it stays a task.
    if (
      node.clean.text
        .slice(report.from, report.to)
        .split(/;\s/u)
        .some((clause) => clause.length > 25 && !/báo cáo/iu.test(clause))
    )
      continue
    const [work = '', rest] = node.clean.text.slice(report.from, report.to).split(/báo cáo/iu)
    if (rest === undefined) continue
    if (
      /(?:theo dõi|đôn đốc|kiểm tra|đầu mối|hướng dẫn|triển khai|xây dựng|vận động|bố trí|thực hiện tốt|rà soát|bảo đảm|đảm bảo)/iu.test(
        work,
      )
    )
      continue
    if (report.from <= from + 2) from = Math.max(from, report.to)
    else if (report.to >= to - 2) to = Math.min(to, report.from)
  }
  while (from < to && node.clean.text.charAt(from) === ' ') from++
  while (to > from && node.clean.text.charAt(to - 1) === ' ') to--
  return to - from < 12 ? null : { from, to }
}

/** Orders within running text: "… đồng thời đề nghị Sở X chỉnh sửa …", "Chủ tịch yêu cầu Sở X phải …". */
export function readSpokenTasks(node: OutlineNode, sentenceList: readonly Sentence[], year: number | null): readonly ReadTask[] {
  if (node.purposes.has('assessment') || node.mark || isHeading(node)) return []
  const found: ReadTask[] = []
  let told: readonly string[] = []
  for (const sentence of sentenceList) {
    const text = node.clean.text.slice(sentence.from, sentence.to).replace(/\s*\.\/\.$/u, '.')
    if (boilerplate.test(text)) continue
    const orders = ordersIn(text)
    for (const [index, { at, units }] of orders.entries()) {
      const said = text.slice(at, orders[index + 1]?.at ?? text.length).replace(/[\s,;]+$/u, '')
      if (said.length < 40) continue
      told = units
      found.push(spokenTask(node, sentence.from + at, said, units, year))
    }
    // "… yêu cầu Sở X rà soát …. Báo cáo kết quả …. Chủ trì …": the sentences behind an order go on with it.
    if (orders.length === 0 && told.length > 0 && (startsAction(text) || doing.test(text)))
      found.push(spokenTask(node, sentence.from, text, told, year))
    else if (orders.length === 0) told = []
  }
  return found
}

/** Who a sentence orders to do something; "nội dung yêu cầu", "UBND tỉnh đã giao cho các sở" order nothing. */
const ordersIn = (text: string): readonly { readonly at: number; readonly units: readonly string[] }[] =>
  [...text.matchAll(/(?<![\p{L}])(?<!(?:đã|được|từng|vừa)\s)(?:đề nghị|yêu cầu|giao)\s+(?:cho\s+)?/gu)].flatMap((order) => {
    const span = readUnits(text, order.index + order[0].length)
    return span?.endedBy === 'action' ? [{ at: order.index, units: span.units }] : []
  })

const spokenTask = (node: OutlineNode, from: number, said: string, told: readonly string[], year: number | null): ReadTask => ({
  rule: 'task.spoken',
  text: said,
  lead: told.length === 1 ? (told[0] ?? null) : told,
  cooperating: readCooperating(said),
  deadline: readDeadline(said, year),
  section: sectionOf(node),
  ...node.clean.passage(from, from + said.length),
})
