import type { PrintedDeadline, ReadIndicator, ReadTarget } from '@haidang/domain/plans/reading'
import { headingText, isHeading, type OutlineNode } from './outline.ts'
import { readDeadline } from './read-dates.ts'

const number = '(\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?)'
const percent = new RegExp(`${number}\\s*(?:%|phần trăm(?![\\p{L}]))`, 'gu')
const percentRange = new RegExp(`(?:từ\\s+)?${number}\\s*%?\\s*(?:-|–|đến|tới)\\s*${number}\\s*%`, 'u')
const fraction = /(?<![\d/.,-])(\d{1,4})\s*\/\s*(\d{1,4})(?![\d/-])(?:\s*\(100%\))?\s+(?=\p{L})/u
const atLeast = /(?:tối thiểu|ít nhất|không (?:thấp|ít|dưới|nhỏ) hơn|không dưới|≥|>=|từ)\s*(?:là\s+|đạt\s+|có\s+)?$/iu
const above = /(?:trên|hơn|vượt|cao hơn|lớn hơn|>)\s*$/iu
const atMost = /(?:không (?:quá|vượt quá|cao hơn|lớn hơn)|tối đa|nhiều nhất|≤|<=)\s*$/iu
const below = /(?:dưới|thấp hơn|nhỏ hơn|ít hơn|<)\s*$/iu
const orMore = /^\s*(?:trở lên|trở\s+lên)/u
const orLess = /^\s*(?:trở xuống)/u

export type Figure = { readonly target: ReadTarget; readonly at: number; readonly end: number }

/** Vietnamese figures: "1.126" is a thousand, "98,27" has decimals; "1.5" can only be meant as decimals. */
export function figureValue(printed: string): number {
  const plain = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(printed) ? printed.replaceAll('.', '').replace(',', '.') : printed.replace(',', '.')
  return Number(plain)
}

/** Every figure of a passage that can be a target: percentages, n/n, ranks; in target chapters also counts. */
export function readFigures(text: string, withCounts: boolean): readonly Figure[] {
  const figures: Figure[] = []
  const range = percentRange.exec(text)
  if (range?.[1] && range[2] && figureValue(range[1]) < figureValue(range[2])) {
    figures.push({
      target: { op: 'range', value: figureValue(range[1]), value2: figureValue(range[2]), unit: '%' },
      at: range.index,
      end: range.index + range[0].length,
    })
  }
  for (const found of text.matchAll(percent)) {
    if (range && found.index >= range.index && found.index < range.index + range[0].length) continue
    const end = found.index + found[0].length
    const before = text.slice(Math.max(0, found.index - 30), found.index)
    // "98,27% (23.391/23.802)" is a result; "(100%)" after 17/17 repeats it.
    if (/^\s*\(\d[\d.]*\/\d/u.test(text.slice(end)) || /\d\/\d+\s*\($/u.test(before)) continue
    figures.push({
      target: { op: operator(before, text.slice(end, end + 14)), value: figureValue(found[1] ?? ''), unit: '%' },
      at: found.index,
      end,
    })
  }
  const part = fraction.exec(text)
  if (
    part &&
    Number(part[1]) <= Number(part[2]) &&
    Number(part[2]) < 1900 &&
    !/(?:ngày|tháng|Đề án|số)\s*$/u.test(text.slice(0, part.index))
  ) {
    const at = part.index
    const unit = nounAt(text, at + part[0].length)
    if (unit) figures.push({ target: { op: '=', value: Number(part[1]), outOf: Number(part[2]), unit }, at, end: at + part[0].length })
  }
  const rank =
    /(?:(?:trong|vào|thuộc|nằm)\s+(?:trong\s+)?(?:nhóm|tốp|top)|(?:nhóm|tốp|top|TOP|Top))\s+(\d{1,2})(?![\d%/])|(?:xếp|đứng)\s+(?:thứ|hạng|vị trí)(?:\s+thứ)?\s+(\d{1,2})(?![\d%/])/u.exec(
      text,
    )
  if (rank)
    figures.push({
      target: { op: '<=', value: Number(rank[1] ?? rank[2]), unit: 'hạng' },
      at: rank.index,
      end: rank.index + rank[0].length,
    })
  if (figures.length === 0 && withCounts) {
    const count = readCount(text)
    if (count) figures.push(count)
  }
  return figures.toSorted((a, b) => a.at - b.at)
}

const countPattern = new RegExp(
  `(?:^|[\\s,])(?:(?:có|đạt|thành lập|hình thành|phát triển|đào tạo|bồi dưỡng|tập huấn|thu hút|tối thiểu|ít nhất|trên|khoảng|hơn|không quá|dưới|xuống còn|còn|tăng|giảm|phấn đấu)\\s+(?:được\\s+|thêm\\s+|mới\\s+)?)+(?:tối thiểu\\s+|ít nhất\\s+|trên\\s+|hơn\\s+|khoảng\\s+|từ\\s+|không quá\\s+|dưới\\s+)?${number}\\s+(?=\\p{Ll}|Mbps|USD)`,
  'iu',
)

/** An amount with its unit says a target without any verb: "Thu ngân sách 12.500 tỷ đồng". */
const amountPattern = new RegExp(
  `\\s${number}\\s+(?=(?:(?:nghìn |triệu |tỷ |tỉ )?(?:đồng|USD)|ha(?![\\p{L}])|km|m2|m³|tấn|lượt|doanh nghiệp|người)(?![\\p{L}]))`,
  'u',
)

function readCount(text: string): Figure | null {
  const found = countPattern.exec(text) ?? amountPattern.exec(text)
  if (!found?.[1]) return null
  const end = found.index + found[0].length
  const digitsAt = found.index + found[0].lastIndexOf(found[1])
  const unit = nounAt(text, end)
  if (!unit || /^(?:tháng|năm|ngày\s+\d)/u.test(unit)) return null
  return {
    target: {
      op: operator(text.slice(Math.max(0, digitsAt - 30), digitsAt), text.slice(end, end + 14)),
      value: figureValue(found[1]),
      unit,
    },
    at: digitsAt,
    end,
  }
}

function operator(before: string, after: string): ReadTarget['op'] {
  if (orMore.test(after)) return '>='
  if (orLess.test(after)) return '<='
  if (atLeast.test(before)) return '>='
  if (atMost.test(before)) return '<='
  if (below.test(before)) return '<'
  if (above.test(before)) return '>'
  return '='
}

const nounEnd =
  /[.;:()%]|\s(?:được|có|đã|tổ chức|xây dựng|triển khai|hoàn thành|thực hiện|sử dụng|ứng dụng|đạt|thiết lập|tham gia|trên địa bàn|trong|vào|để|là|ban hành|thành lập|bố trí|kết nối|tại|cho|của|trở lên|và triển khai|duy trì|công nhận|ra mắt|hoạt động|đủ|với|thường xuyên|trang bị|phân công)(?![\p{L}])/u

function nounAt(text: string, from: number): string | null {
  const rest = text.slice(from, from + 90)
  const cut = nounEnd.exec(rest)
  const noun = (cut ? rest.slice(0, cut.index) : rest).replace(/[\s,]+$/u, '').trim()
  return noun === '' || noun.length > 70 ? null : noun
}

export type Clause = { readonly from: number; readonly to: number }

/** The parts of an item that each say one target. */
export function splitClauses(text: string, figures: readonly Figure[]): readonly (Clause & { readonly figures: readonly Figure[] })[] {
  const clauses: (Clause & { figures: readonly Figure[] })[] = []
  let start = 0
  const cuts = [...text.matchAll(/;\s+|\.\s+(?=\p{Lu})|$/gu)]
  for (const cut of cuts) {
    const end = cut.index + (cut[0].startsWith('.') ? 1 : 0)
    const inside = figures.filter((figure) => figure.at >= start && figure.at < end)
    if (inside.length > 0) clauses.push(...splitAtCommas(text, start, end, inside))
    start = cut.index + cut[0].length
  }
  return clauses
}

const opensTarget = /^(?:và\s+)?(?:trong đó\s+|phấn đấu|đảm bảo|bảo đảm|duy trì|tối thiểu|ít nhất|trên|có|đạt|tỷ lệ|tỉ lệ|số\s|\d)/u

function splitAtCommas(
  text: string,
  from: number,
  to: number,
  figures: readonly Figure[],
): readonly (Clause & { readonly figures: readonly Figure[] })[] {
  if (figures.length < 2) return [{ from: figures[0] ? clauseStart(text, from, figures[0]) : from, to, figures }]
  const bounds: number[] = [from]
  for (const [index, figure] of figures.entries()) {
    if (index === 0) continue
    const previous = figures[index - 1]?.end ?? from
    const between = text.slice(previous, figure.at)
    let cut = -1
    for (const comma of between.matchAll(/,\s+|\s+và\s+/gu))
      if (opensTarget.test(text.slice(previous + comma.index + comma[0].length))) cut = previous + comma.index + comma[0].length
    if (cut > 0) bounds.push(cut)
  }
  return bounds
    .map((start, index) => {
      const end = bounds[index + 1] ?? to
      const inside = figures.filter((figure) => figure.at >= start && figure.at < end)
      return { from: index === 0 && inside[0] ? clauseStart(text, start, inside[0]) : start, to: end, figures: inside }
    })
    .filter((clause) => clause.figures.length > 0)
}

/** "Xây dựng kế hoạch …, phấn đấu hoàn thành 100% …": the target begins where it is promised. */
function clauseStart(text: string, from: number, figure: Figure): number {
  let start = from
  for (const comma of text.slice(from, figure.at).matchAll(/,\s+(?=(?:phấn đấu|đảm bảo|bảo đảm|nhằm đạt)\s)/gu))
    start = from + comma.index + comma[0].length
  return start
}

const promise =
  /(?:đảm bảo|bảo đảm|phấn đấu|đạt|duy trì|hoàn thành|tối thiểu|ít nhất|không quá|tỷ lệ|tỉ lệ|nâng|giảm|mục tiêu|cấp|khuyến khích|thực hiện|số hóa|tiếp nhận|xử lý)/iu
const happened =
  /(?:(?<![\p{L}])đã (?!được)|đạt được kết quả|tính đến|so với cùng kỳ|hiện (?:có|nay)|tăng trưởng năm trước|còn \d+ chỉ tiêu)/iu

/** Targets that an item or sentence sets; nothing where the chapter looks back instead of forward. */
export function readIndicators(node: OutlineNode, masked: string, year: number | null, lead: string | undefined): readonly ReadIndicator[] {
  if (node.purposes.has('assessment') || node.purposes.has('basis') || isHeading(node)) return []
  const isTarget = node.purposes.has('targets')
  const body = masked.slice(node.bodyAt)
  const isItem = node.mark !== undefined && node.rank >= 5
  const figures = readFigures(body, isTarget && isItem)
  const found: ReadIndicator[] = []
  const pillar = pillarOf(node)
  for (const clause of splitClauses(body, figures)) {
    const said = body.slice(clause.from, clause.to)
    if (happened.test(said) && !/phấn đấu|đảm bảo|bảo đảm/u.test(said)) continue
    const figure = clause.figures[0]
    if (!figure) continue
    const startsWithFigure = figure.at - clause.from < 12
    if (!isTarget && !startsWithFigure && !promise.test(said)) continue
    if (!isTarget && !isItem && !/(?:phấn đấu|đảm bảo|bảo đảm|mục tiêu|tối thiểu|ít nhất|đạt)/iu.test(said)) continue
    const [from, to] = trimmed(node.clean.text, node.bodyAt + clause.from, node.bodyAt + clause.to)
    const whole = clause.from === 0 && clause.to >= body.length
    const passage = whole ? node.clean.passage(0, node.clean.text.length) : node.clean.passage(from, to)
    const deadline = indicatorDeadline(said, node, year)
    const scope = scopeOf(node.clean.text.slice(node.bodyAt + figure.end, to), figure)
    found.push({
      rule: 'indicator.sentence',
      text: node.clean.text.slice(from, to),
      target: figure.target,
      ...(scope ? { scope } : {}),
      ...(pillar ? { pillar } : {}),
      ...(deadline ? { deadline } : {}),
      ...(lead ? { lead } : {}),
      ...passage,
    })
  }
  // A general aim is no indicator; one listed under a pillar is, though it has no figure.
  if (found.length === 0 && isTarget && isItem && figures.length === 0 && pillar !== undefined) {
    const milestone = readMilestone(node, body, year, pillar, lead)
    if (milestone) found.push(milestone)
  }
  return found
}

function readMilestone(
  node: OutlineNode,
  body: string,
  year: number | null,
  pillar: string | undefined,
  lead: string | undefined,
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
  while (end > start && /[\s,;]/u.test(text.charAt(end - 1))) end--
  if (/\svà$/u.test(text.slice(start, end))) end -= 3
  return [start, end]
}

/** "Đến năm 2025 …" in the words, else in a heading above, else the year of the plan. */
function indicatorDeadline(said: string, node: OutlineNode, year: number | null): PrintedDeadline | undefined {
  const exact = readDeadline(said, year)
  const own = exact?.iso && exact.precision !== 'year' ? exact : (yearDeadline(said) ?? exact)
  if (own?.iso) return own
  for (let at: OutlineNode | null = node.parent; at; at = at.parent) {
    const above = yearDeadline(headingText(at))
    if (above) return above
  }
  return year === null ? undefined : { raw: `năm ${year}`, iso: `${year}-12-31`, precision: 'year' }
}

function yearDeadline(text: string): PrintedDeadline | null {
  const to =
    /(?:[Đđ]ến|[Hh]ết|[Cc]uối|[Tt]rước)\s+(?:hết\s+|cuối\s+)?năm\s+(20\d{2})/u.exec(text) ??
    /(?<![-–\d])[Nn]ăm\s+(20\d{2})(?!\s*[-–])/u.exec(text) ??
    /giai đoạn\s+20\d{2}\s*[-–]\s*(20\d{2})/u.exec(text)
  return to?.[1] ? { raw: to[0], iso: `${to[1]}-12-31`, precision: 'year' } : null
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
    const isGeneral = /mục tiêu|chỉ tiêu|thời gian (?:tới|đến)|trọng tâm|tổ chức thực hiện|nhiệm vụ chung|giải pháp|^điều\s/iu.test(text)
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
    const isCapitals = pillar === pillar.toUpperCase()
    return isCapitals && pillar.length > 8
      ? pillar.toLowerCase()
      : /^\p{Lu}\p{Ll}/u.test(pillar) && !/^(?:Đề án|Chương trình|Nghị quyết)/u.test(pillar)
        ? pillar.charAt(0).toLowerCase() + pillar.slice(1)
        : pillar
  }
  return undefined
}
