import type { PrintedDeadline, ReadIndicator } from '@haidang/domain/plans/reading'
import { headingText, isHeading, tellsManner, type OutlineNode } from './outline.ts'
import { isoDay, monthEnd, readDeadline } from './read-dates.ts'
import { readFigures, splitClauses, type Clause, type Figure } from './read-figures.ts'

const promise =
  /(?:đảm bảo|bảo đảm|phấn đấu|đạt|duy trì|hoàn thành|tối thiểu|ít nhất|không quá|t[ỷỉyýỳi] l[ệê]|nâng|giảm|mục tiêu|cấp|khuyến khích|thực hiện|số hóa|tiếp nhận|xử lý|tăng trưởng|bình quân|kiểm soát|kiềm chế|giải ngân)/iu
const strongPromise = /(?:phấn đấu|đảm bảo|bảo đảm|mục tiêu|tối thiểu|ít nhất|đạt)/iu
const happened =
  /(?:đạt được kết quả|(?<![\p{L}]|chứng )(?:mới|chỉ|ước)(?: chỉ)? đạt|tính đến|so với cùng kỳ|hiện (?:có|nay)|tăng trưởng năm trước|còn \d+ chỉ tiêu)/iu
/** What was done stands before its figure; behind it "đã" may belong to a noun: "50% hồ sơ dùng lại dữ liệu đã số hóa". */
const done = /(?<![\p{L}])đã (?!được)/iu
const doneAfter = /(?<![\p{L}])đã (?:đạt|có|hoàn thành|thành lập|triển khai|thực hiện|xây dựng|kết nối|tổ chức|ban hành)/iu
/** Shares of money that somebody pays or gets are terms, no targets. */
const terms =
  /(?:mức (?:hưởng|thu|đóng|hỗ trợ|chi|phạt|lương|trích)|[Cc]hi phí(?! (?:tuân thủ|logistics|sản xuất|kinh doanh|vận tải|thực hiện thủ tục))|thuế suất|lãi suất|khấu trừ|phụ cấp|quyền lợi)|(?:[Hh]ỗ trợ|chi trả|vay|miễn|giảm giá)\s+(?:tối đa\s+|không quá\s+|đến\s+|bằng\s+)?\d[\d.,]*\s*%/u
/** Outside the chapters that set targets only these words make one of an amount. */
const countPromise = /(?:phấn đấu|tối thiểu|ít nhất|có thêm|không còn|đảm bảo|bảo đảm)/iu

/** A sentence that opens with its promise makes targets of all that it lists: "Phấn đấu đến năm 2030: GRDP …; thu ngân sách …". */
const promises = /^\s*(?:(?:Đến|Hết|Trong|Giai đoạn)\s[^;.:]{4,60}[,:]?\s)?(?:phấn đấu|mục tiêu)(?![\p{L}])/iu
const stepOfYear =
  /^\s*(?:(?:Đến|Hết|Trong)\s+)?(?:hết\s+|cuối\s+)?(?:năm 20\d{2}|quý [IV]{1,3}(?:\s*\/\s*20\d{2})?|giai đoạn 20\d{2}\s*[-–]\s*20\d{2})\s*[:–-]\s*(?:[\p{Ll}]+\s+){0,4}\d/iu

export type IndicatorContext = {
  readonly year: number | null
  /** The end of the years that the title names: "giai đoạn 2024 - 2025". */
  readonly horizon: PrintedDeadline | undefined
  readonly lead: string | undefined
  /** The title says that the document hands out targets. */
  readonly setsTargets: boolean
}

/** "Thành phần: lãnh đạo các xã có tỷ lệ … trên 20%" tells who comes. */
const whoAndWhere = /^(?:Thành phần|Địa điểm|Tài liệu)(?![\p{L}])/u

/** Targets that an item or sentence sets; nothing where the chapter looks back instead of forward. */
export function readIndicators(node: OutlineNode, masked: string, context: IndicatorContext): readonly ReadIndicator[] {
  if (node.purposes.has('assessment') || node.purposes.has('basis')) return []
  if (tellsManner(node) && whoAndWhere.test(node.body)) return []
  const body = masked.slice(node.bodyAt)
  const isItem = node.mark !== undefined && node.rank >= 5
  // "- Năm 2027: 40 xã": one step of a target that the lines above name.
  const isStep = isItem && stepOfYear.test(body) && !tellsOfPast(body, context.year)
  const isTarget = node.purposes.has('targets') || (context.setsTargets && !node.purposes.has('tasks')) || isStep
  const isAnnouncedTask = node.purposes.has('tasks') && /phấn đấu/iu.test(body)
  const isCounted = isTarget || promises.test(body) || (isItem && countPromise.test(body)) || isAnnouncedTask
  const figures = readFigures(body, isCounted, isTarget && isItem)
  if (isHeading(node) && !(isTarget && figures.length > 0 && strongPromise.test(body))) return []
  const found: ReadIndicator[] = []
  const pillar = pillarOf(node)
  const above = aboveDeadline(node, context)
  let sentence = -1
  let looksBack = false
  let isPromised = false
  let isAnnounced = false
  let said: PrintedDeadline | undefined
  // "- Đến năm 2040, …. Giá trị …. Tốc độ …": when an item opens with its time, all its sentences have it.
  let opened: PrintedDeadline | undefined
  for (const clause of splitClauses(body, figures)) {
    const words = body.slice(clause.from, clause.to)
    if (clause.sentence !== sentence) {
      sentence = clause.sentence
      looksBack = tellsOfPast(words, context.year)
      isPromised = promises.test(body.slice(sentenceStart(body, clause.from), clause.to))
      said = undefined
      isAnnounced = false
    }
    // "…; phấn đấu đến năm 2028 có 300 km, đến năm 2030 có 500 km": what is promised once holds for the next.
    isPromised ||= isItem && /(?:^|\s)phấn đấu\s/iu.test(words)
    said = ownDeadline(words, context.year) ?? said
    if (isItem && clause.from === 0 && /^\s*(?:Đến|Hết|Tới)\s/u.test(words)) opened = said
    const figure = measured(words, clause.figures)
    isAnnounced ||= figure !== undefined && /phấn đấu/iu.test(words.slice(0, figure.at - clause.from))
    if (!figure || looksBack || !setsTarget(words, { clause, figure, isTarget: isTarget || isPromised, isItem, isAnnounced })) continue
    const [from, to] = trimmed(node.clean.text, node.bodyAt + clause.from, node.bodyAt + clause.to)
    const whole = clause.from === 0 && clause.to >= body.length
    const passage = whole ? node.clean.passage(0, node.clean.text.length) : node.clean.passage(from, to)
    const deadline = said ?? opened ?? above
    const scope = scopeOf(node.clean.text.slice(node.bodyAt + figure.end, to), figure)
    found.push({
      rule: 'indicator.sentence',
      text: node.clean.text.slice(from, to),
      target: figure.target,
      ...(scope ? { scope } : {}),
      ...(pillar ? { pillar } : {}),
      ...(deadline ? { deadline } : {}),
      ...(context.lead ? { lead: context.lead } : {}),
      ...passage,
    })
  }
  // A general aim is no indicator; one listed under a pillar is, though it has no figure.
  if (found.length === 0 && isTarget && isItem && figures.length === 0 && pillar !== undefined) {
    const milestone = readMilestone(node, body, pillar, context)
    if (milestone) found.push(milestone)
  }
  return found
}

/** Where the sentence of a clause begins. */
const sentenceStart = (body: string, at: number): number => Math.max(0, body.lastIndexOf('. ', at - 1) + 1)

/** "Tỉ lệ người đọc từ 4 cuốn sách trở lên đạt 60%": a rate is measured by its share, whatever else it counts. */
const measured = (words: string, figures: readonly Figure[]): Figure | undefined =>
  (/^[\s,;]*(?:(?:đến|hết|trong) [^,]{4,30},\s)?(?:nâng |tăng |giảm )?(?:tỷ|tỉ|tỵ) (?:lệ|trọng)\s/iu.test(words)
    ? figures.find(({ kind }) => kind === 'share')
    : undefined) ?? figures[0]

type Setting = {
  readonly clause: Clause
  readonly figure: Figure
  readonly isTarget: boolean
  readonly isItem: boolean
  /** "phấn đấu đón 2 triệu lượt khách …, 3 triệu …": the sentence promised it already. */
  readonly isAnnounced: boolean
}

function setsTarget(words: string, { clause, figure, isTarget, isItem, isAnnounced }: Setting): boolean {
  const isDone = done.test(words.slice(0, figure.at - clause.from)) || doneAfter.test(words) || happened.test(words)
  if (isDone && !/phấn đấu|đảm bảo|bảo đảm/u.test(words)) return false
  if (isTarget)
    return (
      isItem ||
      figure.kind === 'share' ||
      figure.kind === 'part' ||
      figure.kind === 'rank' ||
      strongPromise.test(words) ||
      /(?:^|[\s,])hoàn thành\s/iu.test(words) ||
      isAnnounced ||
      /\sgấp\s/u.test(words)
    )
  if (terms.test(words)) return false
  if (figure.kind === 'share' || figure.kind === 'part' || figure.kind === 'rank') {
    if (!isItem) return strongPromise.test(words) || isAnnounced
    return figure.at - clause.from < 12 || promise.test(words) || figure.target.value === 100
  }
  return (isItem && countPromise.test(words.slice(0, figure.at - clause.from))) || figure.kind === 'none' || isAnnounced
}

const lookingBack =
  /^\s*(?:Trong\s+)?(?:thời gian (?:vừa )?qua|(?:những )?năm (?:gần đây|vừa qua|qua)|vừa qua|tính đến nay|đến nay|hiện nay)(?![\p{L}])/iu

/** "Năm 2022, DTI của tỉnh xếp hạng …": a sentence that opens with a year before that of the plan. */
function tellsOfPast(words: string, year: number | null): boolean {
  if (lookingBack.test(words)) return true
  const opens = /^\s*(?:Trong |Đến |Hết |Cuối )?[Nn]ăm (20\d{2})/u.exec(words)
  return opens !== null && year !== null && Number(opens[1]) < year
}

function readMilestone(
  node: OutlineNode,
  body: string,
  pillar: string | undefined,
  { year, lead }: IndicatorContext,
): ReadIndicator | null {
  if (
    node.children.length > 0 ||
    !/^(?:Phấn đấu\s+)?(?:[Hh]oàn thành|[Đđ]ưa|[Ra]a mắt|[Vv]ận hành|[Kk]hai trương|[Hh]ình thành|[Tt]hành lập|[Xx]ây dựng)/u.test(body)
  )
    return null
  const deadline = readDeadline(body, year)
  if (!deadline?.iso) return null
  const text = node.clean.text
  return {
    rule: 'indicator.milestone',
    text: text.slice(node.bodyAt),
    target: { op: 'milestone', value: null, unit: null },
    deadline,
    ...(pillar ? { pillar } : {}),
    ...(lead ? { lead } : {}),
    ...node.clean.passage(0, text.length),
  }
}

function trimmed(text: string, from: number, to: number): readonly [number, number] {
  let [start, end] = [from, to]
  while (start < end && /[\s,;]/u.test(text.charAt(start))) start++
  while (end > start && /[\s,;(]/u.test(text.charAt(end - 1))) end--
  if (text.charAt(end - 1) === ')' && !text.slice(start, end).includes('(')) end--
  if (/\svà$/u.test(text.slice(start, end))) end -= 3
  return [start, end]
}

/** "Đến năm 2025 …", "hết quý II đạt …" in the words themselves. */
function ownDeadline(clause: string, year: number | null): PrintedDeadline | undefined {
  // "từ 60% năm 2030 lên 85% năm 2035": where it starts from is no deadline, as what is compared with is none.
  const words = clause.replace(
    /so với (?:cùng kỳ )?(?:cuối )?năm \d{4}|từ\s[\d.,]+\s*%?\s*\(?(?:của |trong )?năm \d{4}\)?(?=\s(?:lên|xuống)\s)/gu,
    '',
  )
  const exact = readDeadline(words, year)
  if (exact?.iso && exact.precision !== 'year') return exact
  const named = yearDeadline(words)
  // "gấp 2,5 lần năm 2020": a year before the plan is what is compared with.
  const ahead = named?.iso && year !== null && Number(named.iso.slice(0, 4)) < year ? undefined : named
  return (
    quarterDeadline(words, year) ??
    wholeYear(words, year) ??
    schoolYear(words) ??
    ahead ??
    (exact?.iso ? exact : undefined) ??
    startDay(words)
  )
}

/** What a heading above says, else the years of the title, else the year of the plan. */
function aboveDeadline(node: OutlineNode, { year, horizon }: IndicatorContext): PrintedDeadline | undefined {
  for (let at: OutlineNode | null = node.parent; at; at = at.parent) {
    const text = headingText(at)
    // A long lead-in tells the years of what it cites.
    const above = text.length < 200 ? yearDeadline(text) : undefined
    if (above) return above
  }
  return horizon ?? (year === null ? undefined : { raw: `năm ${year}`, iso: `${year}-12-31`, precision: 'year' })
}

/** "Từ ngày 01/12/2020, 100% …": kept from that day on. */
function startDay(words: string): PrintedDeadline | undefined {
  const found = /[Tt]ừ ngày (\d{1,2})\/(\d{1,2})\/(\d{4})(?!\s*(?:đến|-|–))/u.exec(words)
  const iso = found ? isoDay(found[3] ?? '', found[2] ?? '', found[1] ?? '') : null
  return found && iso !== null ? { raw: found[0], iso, precision: 'day' } : undefined
}

/** "…, cả năm đạt 100%" beside what is to be reached earlier. */
const wholeYear = (words: string, year: number | null): PrintedDeadline | undefined =>
  year !== null && /(?<![\p{L}])cả năm(?![\p{L}])/u.test(words) ? { raw: 'cả năm', iso: `${year}-12-31`, precision: 'year' } : undefined

function quarterDeadline(words: string, year: number | null): PrintedDeadline | undefined {
  const found = /(?:(?:hết|trong|cuối|đến|đến hết)\s+)?[Qq]uý\s+(IV|I{1,3}|[1-4])(?![\p{L}\d/])/u.exec(words)
  const quarter = ['I', 'II', 'III', 'IV'].indexOf(found?.[1] ?? '') + 1 || Number(found?.[1])
  if (!found || year === null || !quarter) return undefined
  return { raw: found[0], iso: monthEnd(year, quarter * 3), precision: 'quarter' }
}

/** A school year ends when each school says so: printed, without a day. */
const schoolYear = (words: string): PrintedDeadline | undefined => {
  const found = /(?:hết|kết thúc|trong)\s+năm học\s+20\d{2}\s*[-–]\s*20\d{2}/iu.exec(words)
  return found ? { raw: found[0], iso: null } : undefined
}

/** The last day of the years that a title names: "giai đoạn 2024 - 2025", "đến năm 2030". */
export function horizonOf(title: string | null): PrintedDeadline | undefined {
  const found = yearSpan.exec(title ?? '') ?? /đến (?:hết )?năm\s+(20\d{2})/iu.exec(title ?? '')
  return found?.[1] ? { raw: found[0], iso: `${found[1]}-12-31`, precision: 'year' } : undefined
}

/** "giai đoạn 2026 - 2030", "5 năm 2026-2030", "nhiệm kỳ 2025 - 2030". */
const yearSpan = /(?:giai đoạn|thời kỳ|nhiệm kỳ|\d{1,2} năm)\s+(?:\(?từ\s+(?:năm\s+)?)?20\d{2}\s*(?:[-–]|đến(?: năm)?)\s*(20\d{2})/iu

export function yearDeadline(text: string): PrintedDeadline | undefined {
  const to =
    /(?:[Đđ]ến|[Hh]ết|[Cc]uối|[Tt]rước)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d{2})/u.exec(text) ??
    /(?<![-–\d])(?<!tháng \d{1,2} )[Nn]ăm\s+(20\d{2})(?!\s*[-–])/u.exec(text) ??
    yearSpan.exec(text)
  return to?.[1] ? { raw: to[0], iso: `${to[1]}-12-31`, precision: 'year' } : undefined
}

const scopeEnd =
  /[.;(]|\s(?:được|có|sử dụng|thực hiện|triển khai|hoàn thành|tham gia|tiếp cận|thường xuyên|đạt|tích hợp|kết nối|phân công|thúc đẩy|chấp nhận|cài đặt|ứng dụng|không dùng|trên tổng|đúng|trong tổng|xây dựng|trên địa bàn|khi|thanh toán|biết|đăng ký|giao dịch|tổ chức|vận hành|công khai|hài lòng)(?![\p{L}])/u

function scopeOf(after: string, figure: Figure): string | undefined {
  if (figure.target.outOf !== undefined) return figure.target.unit ?? undefined
  const rest = after.replace(/^\s*(?:trở lên\s*)?(?:số\s+|các\s+|tổng số\s+|trong\s+(?=tổng))*/u, '')
  const cut = scopeEnd.exec(` ${rest}`)
  const scope = (cut ? rest.slice(0, Math.max(0, cut.index - 1)) : rest).replace(/(?:[\s,]|\svà)+$/u, '').trim()
  return scope.length > 2 && scope.length < 160 ? scope : undefined
}

const knownPillar =
  /(?:chính quyền (?:điện tử|số)|chính phủ số|kinh tế số|xã hội số|đô thị thông minh|an toàn,? an ninh (?:thông tin |mạng|thông tin mạng)?(?:mạng)?|an toàn thông tin(?: mạng)?|hạ tầng số|nhân lực số|thể chế số|nhận thức số|dữ liệu số|nền tảng số|công dân số)/iu

/** The pillar is the title of the nearest chapter below the targets: "1. Phát triển chính quyền số" → "chính quyền số". */
export function pillarOf(node: OutlineNode): string | undefined {
  for (let at: OutlineNode | null = node.parent; at; at = at.parent) {
    // A sentence that leads in to a list ("… đề nghị:") is no chapter.
    if (!isHeading(at) || at.owners.length > 0 || (!at.mark && at.body.endsWith(':'))) continue
    const text = headingText(at)
    if (text.length > 200) return undefined
    const isGeneral =
      /mục tiêu|chỉ tiêu|^tầm nhìn|thời gian (?:tới|đến)|trọng tâm|tổ chức thực hiện|nhiệm vụ chung|giải pháp|^định hướng|^giai đoạn|^mục đích|^quan điểm|^nguyên tắc|^(?:đến )?(?:hết )?năm 20\d\d|^điều\s|^(?:các )?(?:nhiệm vụ|nội dung|công việc|phân công|yêu cầu)(?:$|[\s,]+(?:chủ yếu|cụ thể|thực hiện|triển khai|của|và|chung|trọng))/iu.test(
        text,
      )
    const known = knownPillar.exec(text)
    if (isGeneral && !known) return undefined
    const stripped = text
      .replace(/^(?:Về|Đối với)\s+/u, '')
      .replace(/^(?:việc|công tác|lĩnh vực|nhiệm vụ|nhóm chỉ tiêu|chỉ tiêu|mục tiêu)\s+/iu, '')
      .replace(/^(?:thực hiện|triển khai)\s+(?:các nội dung\s+|các nhiệm vụ\s+)?/iu, '')
      .replace(/^(?:Về\s+)?(?:Phát triển|Xây dựng|Thúc đẩy|Đẩy mạnh|Bảo đảm|Đảm bảo)\s+/iu, '')
      .trim()
    if (stripped === '') return undefined
    const pillar = known && stripped.toLowerCase().startsWith(known[0].toLowerCase()) ? stripped.slice(0, known[0].length) : stripped
    return pillarName(pillar)
  }
  return undefined
}

/** A title as a name inside a sentence: "CẢI CÁCH HÀNH CHÍNH" → "cải cách hành chính", but "Đề án 06". */
export function pillarName(title: string): string {
  if (title === title.toUpperCase() && title.length > 8) return title.toLowerCase()
  return /^\p{Lu}\p{Ll}/u.test(title) && !/^(?:Đề án|Chương trình|Nghị quyết)/u.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title
}
