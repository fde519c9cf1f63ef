import type { PrintedDeadline, ReadTask } from '@haidang/domain/plans/reading'
import { headingText, isHeading, sectionOf, type OutlineNode } from './outline.ts'
import { readDeadline, readPlainDeadline } from './read-dates.ts'
import { readCooperating, readUnits, splitUnits, startsUnit, type UnitSpan } from './units.ts'
import type { Sentence } from './read-reporting.ts'

const assigning =
  /^(?:(?:Giao|Yêu cầu|Đề nghị|Phân công|Chỉ đạo|Ủy quyền|Uỷ quyền|Thống nhất giao|Đồng ý giao|Tiếp tục giao|Trước mắt,? giao)(?:\s+(?:cho|trách nhiệm cho|nhiệm vụ cho))?)\s+/u
const assuring = /^(?:(?:Đảm bảo|Bảo đảm)(?:\s+(?:tiêu chí|yếu tố|yêu cầu))?|Phấn đấu)\s+/u
const share = /^(?:100\s*%\s+)(?=(?:các\s+)?(?:cơ quan|đơn vị|sở|phòng|UBND|phường|xã|địa phương|doanh nghiệp nhà nước))/u

/** The bodies that a passage itself puts in charge, before what they shall do. */
export function readLead(body: string): readonly string[] {
  const asked = assigning.exec(body)
  const assured = asked ? null : assuring.exec(body)
  let from = asked?.[0].length ?? assured?.[0].length ?? 0
  const whole = share.exec(body.slice(from))
  if (whole && !asked) from += whole[0].length
  const span = readUnits(body, from)
  if (!span) return []
  const handedOn = span.endedBy === 'action' ? /^(?:giao|yêu cầu|đề nghị|phân công)\s+(?:cho\s+)?/u.exec(body.slice(span.end)) : null
  const receiver = handedOn ? readUnits(body, span.end + handedOn[0].length) : undefined
  // "Hội đồng nhân dân giao Ủy ban nhân dân …": who is given the work leads it.
  if (receiver?.endedBy === 'action') return receiver.units
  const inBrackets = bracketUnits(body, span)
  if (inBrackets) return inBrackets
  if (span.endedBy === 'sign' || span.endedBy === 'end') return []
  if (span.endedBy === 'bracket' && !actsAfterBracket(body, span.end)) return []
  return [...span.units, ...leadsOfLaterClauses(body, span.end)]
}

/** "Thống nhất chủ trương …; giao Phòng X hoàn thiện thủ tục": the order comes after what was agreed. */
function orderedLater(body: string): readonly string[] {
  for (const order of body.matchAll(/[;,.]\s+(?:đồng thời\s+)?(?:[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị)\s+(?:cho\s+)?/gu)) {
    const span = readUnits(body, order.index + order[0].length)
    if (span?.endedBy === 'action') return span.units
  }
  return []
}

/** "Rà soát văn bản (Phòng Tư pháp chủ trì; …)". */
function leadInBrackets(body: string): readonly string[] {
  for (const open of body.matchAll(/\(\s*(?=\p{L})/gu)) {
    const span = readUnits(body, open.index + open[0].length)
    if (span?.endedBy === 'action' && /^(?:chủ trì|thực hiện|chịu trách nhiệm)/u.test(body.slice(span.end))) return span.units
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

const labels: readonly (readonly ['lead' | 'cooperating' | 'deadline', RegExp])[] = [
  [
    'lead',
    /(?:(?:cơ quan|đơn vị|phòng|ban)(?:,\s*(?:cơ quan|đơn vị))?\s+(?:chủ trì(?:\s+(?:thực hiện|tham mưu))?|thực hiện|đầu mối|chịu trách nhiệm chính)|chủ trì|phân công(?: thực hiện)?|trách nhiệm(?: thực hiện)?)\s*:/iu,
  ],
  ['cooperating', /(?:(?:cơ quan|đơn vị)(?:,\s*(?:cơ quan|đơn vị))?\s+phối hợp(?:\s+thực hiện)?|phối hợp(?:\s+thực hiện)?)\s*:/iu],
  [
    'deadline',
    /(?:thời gian|thời hạn|tiến độ|hoàn thành)(?:\s+(?:thực hiện|hoàn thành|triển khai|trình|báo cáo))*(?:\s+xong)?\s*(?::|(?=\s+(?:trước|chậm nhất|xong trước|trong|đến)\s))/iu,
  ],
]

export type Labelled = {
  readonly lead?: readonly string[]
  readonly cooperating?: readonly string[]
  readonly deadline?: PrintedDeadline | null
}

/** "Cơ quan chủ trì: …", "Thời gian hoàn thành: …": lines that belong to the task above them. */
export function readLabelled(body: string, year: number | null): (Labelled & { readonly wholly: boolean }) | null {
  const marks = labels
    .flatMap(([field, words]) =>
      [...body.matchAll(new RegExp(words.source, 'giu'))].map((found) => ({ field, at: found.index, end: found.index + found[0].length })),
    )
    .toSorted((a, b) => a.at - b.at || b.end - a.end)
    .filter((mark, index, all) => all.findIndex((other) => other.at <= mark.at && other.end >= mark.end) === index)
  if (marks.length === 0) return null
  let found: Labelled = {}
  for (const [index, mark] of marks.entries()) {
    const value =
      body
        .slice(mark.end, marks[index + 1]?.at ?? body.length)
        .split(/[()]|\.\s|\.$|;\s*(?=\p{L}[^;:]{2,30}:)/u)[0]
        ?.replace(/[\s,.;]+$/u, '')
        .trim() ?? ''
    if (mark.field === 'deadline')
      found = {
        ...found,
        deadline: readDeadline(body.slice(mark.at, marks[index + 1]?.at ?? body.length), year) ?? readPlainDeadline(value, year),
      }
    else if (value !== '' && value.length < 400) found = { ...found, [mark.field]: splitUnits(value) }
  }
  const first = marks[0]
  return { ...found, wholly: first !== undefined && body.slice(0, first.at).replace(/[\s(–-]/gu, '') === '' }
}

export type TaskContext = {
  readonly year: number | null
  readonly masked: string
  readonly reporting: readonly Sentence[]
  readonly hasIndicator: boolean
}

const doing =
  /^(?:[-–]\s*)?(?:Tiếp tục|Tổ chức|Triển khai|Xây dựng|Tham mưu|Chủ trì|Phối hợp|Chủ động|Rà soát|Đẩy mạnh|Tăng cường|Nâng cao|Hoàn thiện|Hoàn thành|Thực hiện|Đảm bảo|Bảo đảm|Khuyến khích|Hướng dẫn|Kiểm tra|Theo dõi|Đôn đốc|Tổng hợp|Thường xuyên)/u
const boilerplate =
  /(?:chịu trách nhiệm thi hành (?:Quyết định|Nghị quyết|Chỉ thị)|có hiệu lực (?:thi hành )?(?:kể )?từ|^Ban hành kèm theo|thông báo (?:để |đến )?(?:các )?[^.]{0,60}biết,? (?:tổ chức )?(?:triển khai )?thực hiện|^Trên đây là|^Thừa lệnh|^\(?(?:Đính kèm|Kèm theo|Chi tiết|Có (?:danh sách|phụ lục))|\.\/\.$|^Nguồn:)/u

/** The task that a node of the outline sets, or null if it sets none. */
export function readTask(node: OutlineNode, context: TaskContext): ReadTask | null {
  if (node.purposes.has('assessment') || node.purposes.has('basis')) return null
  if (isHeading(node) && !isDetailed(node)) return null
  const body = node.body
  if (body.length < 12 || boilerplate.test(body)) return null
  const parentTask = node.parent && isDetailed(node.parent)
  if (parentTask && node.rank > (node.parent?.rank ?? 0)) return null
  const labelled = readLabelled(body, context.year)
  if (labelled?.wholly) return null
  const isItem = node.mark !== undefined && node.rank >= 5
  const first = readLead(body)
  const own = [first, isItem ? leadInBrackets(body) : [], isItem ? orderedLater(body) : []].find((units) => units.length > 0) ?? []
  const inherited = own.length > 0 ? [] : ownersAbove(node)
  const dated = readDeadline(context.masked.slice(node.bodyAt), context.year)
  const isTaskChapter = node.purposes.has('tasks')
  if (!isItem) {
    if (own.length === 0) return null
  } else if (own.length === 0 && inherited.length === 0 && !isTaskChapter) {
    if (node.purposes.has('aims') || (node.purposes.has('targets') && !context.hasIndicator && !dated)) return null
    if (!doing.test(body)) return null
  }
  // In a chapter of targets a figure is a target and not also work to be done; elsewhere it is both.
  if (context.hasIndicator && node.purposes.has('targets') && inherited.length === 0 && !assigning.test(body)) return null
  if (node.purposes.has('aims') && own.length === 0) return null
  const spans = withoutReports(node, context.reporting)
  if (spans === null) return null
  const text = node.clean.text.slice(spans.from, spans.to)
  const lead = labelled?.lead ?? (own.length > 0 ? own : inherited)
  const cooperating = labelled?.cooperating ?? readCooperating(body)
  const deadline = labelled?.deadline ?? dated
  return {
    rule: labelled?.lead
      ? 'task.detailLines'
      : own.length > 0
        ? 'task.assigned'
        : inherited.length > 0
          ? 'task.leadIn'
          : 'task.unaddressed',
    text,
    lead: lead.length === 0 ? null : lead.length === 1 ? (lead[0] ?? null) : lead,
    cooperating: cooperating.filter((unit) => !lead.includes(unit)),
    deadline,
    section: sectionOf(node),
    ...(spans.from === node.bodyAt ? node.clean.passage(0, spans.to) : node.clean.passage(spans.from, spans.to)),
  }
}

/** "Giao phòng X chủ trì …, trong đó:" is the task itself; what follows are its details. */
export const isDetailed = (node: OutlineNode): boolean =>
  node.children.length > 0 &&
  node.body.length > 30 &&
  /(?:trong đó|cụ thể(?: như sau)?|cụ thể là|bao gồm|gồm)\s*:?$/iu.test(node.body.replace(/[\s:]+$/u, '')) &&
  readLead(node.body).length > 0

export function ownersAbove(node: OutlineNode): readonly string[] {
  for (let at: OutlineNode | null = node.parent; at; at = at.parent) {
    if (at.owners.length > 0) return at.owners
    // "a) Phòng X chủ trì …" above bullets: what it is in charge of goes on below.
    if (!isHeading(at) && at.mark && at.rank >= 5) {
      const own = readLead(at.body)
      if (own.length > 0) return own
    }
  }
  return []
}

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
  for (const sentence of sentenceList) {
    const text = node.clean.text.slice(sentence.from, sentence.to)
    if (boilerplate.test(text)) continue
    const orders = [...text.matchAll(/(?<![\p{L}])(?:đề nghị|yêu cầu|giao)\s+(?:cho\s+)?/gu)]
    for (const [index, order] of orders.entries()) {
      const span = readUnits(text, order.index + order[0].length)
      if (span?.endedBy !== 'action') continue
      const next = orders[index + 1]?.index ?? text.length
      const said = text.slice(order.index, next).replace(/[\s,;]+$/u, '')
      if (said.length < 40) continue
      const from = sentence.from + order.index
      found.push({
        rule: 'task.spoken',
        text: said,
        lead: span.units.length === 1 ? (span.units[0] ?? null) : span.units,
        cooperating: readCooperating(said),
        deadline: readDeadline(said, year),
        section: sectionOf(node),
        ...node.clean.passage(from, from + said.length),
      })
    }
  }
  return found
}

export const isDeadlineLine = (body: string): boolean =>
  body.length < 200 &&
  /^(?:-\s*)?(?:Thời gian|Thời hạn|Tiến độ|Hoàn thành)(?:\s+(?:hoàn thành|thực hiện|triển khai|trình))*\s*(?::|trước|chậm|xong|trong|đến)/u.test(
    body,
  )

export { headingText }
