import type { ReadTarget, TargetOperator } from '@haidang/domain/plans/reading'

/** What a figure is of: shares and parts say a target anywhere, the others only where targets are set. */
export type FigureKind = 'share' | 'part' | 'rank' | 'count' | 'index' | 'none'
export type Figure = { readonly kind: FigureKind; readonly target: ReadTarget; readonly at: number; readonly end: number }

const number = '(\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?)'
const upTo = '\\s*(?:[-–÷]|đến|tới)\\s*'
const share = new RegExp(`(?<![\\d.,/])(?:từ\\s+)?(?:${number}\\s*[%‰]?${upTo})?${number}\\s*(?:(‰)|%|phần trăm(?![\\p{L}]))`, 'gu')
const part = /(?<![\d/.,-])(\d{1,4}(?:\.\d{3})?)\s*\/\s*(\d{1,4}(?:\.\d{3})?)(?![\d/.-])(?:\s*\(100%\))?\s+(?=\p{L})/gu
const rank =
  /(?:(?:trong|vào|thuộc|nằm)\s+(?:trong\s+)?(?:nhóm|tốp|top)|(?:nhóm|tốp|top|TOP|Top))\s+(\d{1,2})(?![\d%/])|(?:xếp|đứng)\s+(?:thứ|hạng|vị trí)(?:\s+thứ)?\s+(\d{1,2})(?![\d%/])|(?:trong|thuộc)\s+(?:số\s+)?(\d{1,2})\s+(?=(?:tỉnh|thành phố|địa phương|nước|quốc gia|huyện|xã|bộ|đơn vị)[^.;]{0,40}(?:dẫn đầu|đứng đầu|cao nhất|hàng đầu))/gu

const atLeast = /(?:tối thiểu|ít nhất|không (?:thấp|ít|dưới|nhỏ) hơn|không dưới|≥|>=|từ)\s*(?:là\s+|đạt\s+|có\s+|được\s+)?$/iu
const above = /(?:trên|hơn|vượt|cao hơn|lớn hơn|>)\s*(?:mức\s+)?$/iu
const atMost = /(?:không (?:quá|vượt quá|cao hơn|lớn hơn)|tối đa|nhiều nhất|≤|<=)\s*(?:là\s+)?$/iu
const below = /(?:dưới|thấp hơn|nhỏ hơn|ít hơn|<)\s*(?:mức\s+)?$/iu
const orMore = /^\s*trở\s+lên/u
const orLess = /^\s*trở\s+xuống/u

/** What the words around a number make of it: "tối thiểu 5", "5 trở lên", "không quá 5". */
export function operator(before: string, after: string): TargetOperator {
  if (orMore.test(after)) return '>='
  if (orLess.test(after)) return '<='
  if (atLeast.test(before)) return '>='
  if (atMost.test(before)) return '<='
  if (below.test(before)) return '<'
  if (above.test(before)) return '>'
  return '='
}

/** Vietnamese figures: "1.126" is a thousand, "98,27" has decimals; "1.5" can only be meant as decimals. */
export function figureValue(printed: string): number {
  const plain = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(printed) ? printed.replaceAll('.', '').replace(',', '.') : printed.replace(',', '.')
  return Number(plain)
}

/** Every figure of a passage that can be a target, in its order: shares, parts and ranks; `withCounts` also amounts and indexes. */
export function readFigures(text: string, withCounts: boolean, isListed = false): readonly Figure[] {
  const sure = [...readShares(text), ...readParts(text), ...readRanks(text)]
  const counted = withCounts ? [...readCounts(text, isListed), ...readMilles(text), ...readIndexes(text), ...readNones(text)] : []
  const figures: Figure[] = []
  for (const figure of [...sure, ...counted].toSorted((a, b) => a.at - b.at)) {
    if (figure.at >= (figures.at(-1)?.end ?? 0)) figures.push(figure)
  }
  return figures
}

const beforeOf = (text: string, at: number): string => text.slice(Math.max(0, at - 30), at)
const afterOf = (text: string, end: number): string => text.slice(end, end + 20)

/** One number or two: "98%", "75 - 80%", "từ 85% đến 90%". */
function amount(low: string | undefined, high: string, unit: string | null, op: TargetOperator): ReadTarget {
  return low !== undefined && figureValue(low) < figureValue(high)
    ? { op: 'range', value: figureValue(low), value2: figureValue(high), unit }
    : { op, value: figureValue(high), unit }
}

function* readShares(text: string): Generator<Figure> {
  for (const found of text.matchAll(share)) {
    const end = found.index + found[0].length
    const before = beforeOf(text, found.index)
    const after = afterOf(text, end)
    // "98,27% (23.391/23.802)" is a result; "(100%)" after 17/17 repeats it.
    if (/^\s*\(\d[\d.]*\/\d/u.test(after) || /\d\/\d+\s*\($/u.test(before)) continue
    // "từ 27% lên 40%": where it started from is no target.
    if (/^\s*(?:\([^)]{0,15}\)\s*)?(?:năm \d{4}\s*)?(?:lên|xuống)(?![\p{L}])/u.test(after)) continue
    const isFrom = found[1] === undefined && /^từ\s/u.test(found[0])
    yield {
      kind: 'share',
      target: amount(found[1], found[2] ?? '', found[3] ?? '%', isFrom ? operator('từ ', after) : operator(before, after)),
      at: found.index,
      end,
    }
  }
}

const mille = new RegExp(`(?<![\\d.,/])${number}\\s*‰(?:o)?`, 'gu')

function* readMilles(text: string): Generator<Figure> {
  for (const found of text.matchAll(mille)) {
    const end = found.index + found[0].length
    const op = operator(beforeOf(text, found.index), afterOf(text, end))
    yield { kind: 'index', target: { op, value: figureValue(found[1] ?? ''), unit: '‰' }, at: found.index, end }
  }
}

function* readParts(text: string): Generator<Figure> {
  for (const found of text.matchAll(part)) {
    const [value, outOf] = [figureValue(found[1] ?? ''), figureValue(found[2] ?? '')]
    const before = beforeOf(text, found.index)
    if (value > outOf || (outOf >= 1900 && outOf <= 2100) || /(?:ngày|tháng|Đề án|số|khóa|kỳ)\s*$/u.test(before)) continue
    // "trước 5/6 các đơn vị …" is a day, "xếp hạng 41/63" a rank that was reached.
    if (outOf <= 12 && value !== outOf && /(?:trước|đến|từ|sau|hết|và)\s*$/u.test(before)) continue
    if (/(?:hạng|thứ|vị trí)\s*$/u.test(before)) continue
    // "trong đó 2/3 là sách thiếu nhi".
    const from = found.index + found[0].length
    const unit = nounAt(text, from + (/^(?:là|tổng số|số|các)\s+/u.exec(text.slice(from, from + 12))?.[0].length ?? 0))
    if (unit) yield { kind: 'part', target: { op: '=', value, outOf, unit }, at: found.index, end: found.index + found[0].trimEnd().length }
  }
}

function* readRanks(text: string): Generator<Figure> {
  for (const found of text.matchAll(rank)) {
    const end = found.index + found[0].length
    yield { kind: 'rank', target: { op: '<=', value: Number(found[1] ?? found[2] ?? found[3]), unit: 'hạng' }, at: found.index, end }
  }
}

const said =
  '≤|≥|<=|>=|có|đạt|thành lập|hình thành|phát triển|đào tạo|bồi dưỡng|tập huấn|thu hút|tối thiểu|ít nhất|trên|khoảng|hơn|không quá|không dưới|dưới|xuống còn|còn|tăng|giảm|phấn đấu|xây dựng|hỗ trợ|tổ chức|đón|trồng|từ|bình quân|trong đó|giải thể|củng cố|kết nạp|giải quyết việc làm cho|tạo việc làm cho|trồng mới|thành lập mới|cấp|công nhận|ổn định|giữ vững|gấp|khởi công|khánh thành|hoàn thành|nâng cấp|bàn giao|nhân rộng|số hóa|đưa vào sử dụng|đưa vào hoạt động'
const count = new RegExp(
  `(?<![\\p{L}])(?:(?:${said})\\s+(?:được\\s+|thêm\\s+|mới\\s+|mức\\s+|là\\s+)?)+(?:${number}${upTo})?${number}\\s+(?=\\p{Ll}|Mbps|Gbps|Tbps|USD)`,
  'giu',
)
/** An amount with its unit says a target without any verb: "Thu ngân sách 12.500 tỷ đồng". */
const money = new RegExp(
  `(?<=\\s)(?:${number}${upTo})?${number}(?:\\s+(?=(?:(?:nghìn |ngàn |vạn |triệu |tỷ |tỉ )?(?:đồng|USD|đô la|tấn|lượt|người|lao động|con|cây|kWh|m3|m³|m2|m²)|doanh nghiệp|hộ|khách|giường|bác sĩ|máy|tuổi thọ)(?![\\p{L}\\d]))|\\s?(?=(?:ha|km|km2|m2|m²|m3|m³|kg|MW|kWh|tấn)(?![\\p{L}\\d])))`,
  'gu',
)
/** "25 hợp tác xã, 02 liên hiệp; 40 tổ": after a count the next needs no verb. */
const nextCount = new RegExp(`(?:[,;]|\\svà)\\s+${number}\\s+(?=\\p{Ll})`, 'gu')
/** "Năm 2027: 40 xã": the step of a year is its figure. */
const stepCount = new RegExp(
  `^\\s*[^:–\\d]{2,20}[\\dIVX/\\s–-]{1,14}[:–-]\\s*(?:(?:${said})\\s+)*(?:${number}${upTo})?${number}\\s+(?=\\p{Ll})`,
  'giu',
)
/** "hoàn thành số hóa tại 12 xã": where so much shall be done. */
const placeCount = new RegExp(
  `(?:hoàn thành|triển khai|thực hiện|nhân rộng|áp dụng)\\s[^.;:,\\d]{3,60}\\s(?:tại|ở|cho)\\s+(?:${number}${upTo})?${number}\\s+(?=\\p{Ll})`,
  'giu',
)
/** "Hiến 500 đơn vị máu; sửa 15 sân chơi": in a list of targets any verb may stand before its amount. */
const listedCount = new RegExp(
  `(?:^|;\\s+)\\p{Lu}?\\p{Ll}+(?:\\s\\p{Ll}+){0,3}\\s+(?<!(?:năm|ngày|tháng|quý|số|điều|khoản|nhóm|thứ|hạng)\\s)(?:${number}${upTo})?${number}\\s+(?=\\p{Ll})`,
  'gu',
)
/** "đào tạo và sát hạch theo chuẩn quốc tế 10.000 thủ thư": how it is done stands between. */
const farCount = new RegExp(
  `(?:^|;\\s+)(?:đào tạo|bồi dưỡng|tập huấn|hình thành|xây dựng|thành lập|phát triển|thu hút|hỗ trợ)(?:\\s\\p{Ll}+){1,9}\\s+(?<!(?:năm|ngày|tháng|quý|số|điều|khoản|nhóm|thứ|hạng|tại|ở|cho|theo|của|trong|từ|đến|với)\\s)(?:${number}${upTo})?${number}\\s+(?=\\p{Ll})`,
  'gu',
)
const isTime = /^(?:tháng|năm|tuổi|ngày\s+\d)/u
const duration = /^(?:ngày|giờ|phút|tuần)(?![\p{L}])/u

function* readCounts(text: string, isListed: boolean): Generator<Figure> {
  let read = 0
  const found = [
    ...text.matchAll(count),
    ...text.matchAll(money),
    ...text.matchAll(nextCount),
    ...text.matchAll(stepCount),
    ...text.matchAll(placeCount),
    ...(isListed ? [...text.matchAll(listedCount), ...text.matchAll(farCount)] : []),
  ].toSorted((a, b) => a.index - b.index)
  for (const match of found) {
    const isNext = /^[,\s]|^;\s+\d/u.test(match[0]) && match[2] === undefined
    if (
      isNext &&
      (read === 0 || /[.;:](?!\d)/u.test(text.slice(read, match.index)) || match.index - read > (match[0].startsWith(';') ? 220 : 60))
    )
      continue
    const end = match.index + match[0].length
    if (end <= read) continue
    const figures = match[0].slice(match[0].lastIndexOf(match[1] !== undefined && !isNext ? match[1] : (match[2] ?? match[1] ?? '')))
    const digitsAt = end - figures.length
    const unit = nounAt(text, end)
    if (!unit || isTime.test(unit) || isSpanOfYears(text.slice(Math.max(0, match.index - 20), end))) continue
    const op = operator(beforeOf(text, digitsAt), afterOf(text, end + unit.length))
    // "trong 03 ngày" says when; "không quá 90 phút" how long it may take.
    if (duration.test(unit) && op !== '<=' && op !== '<') continue
    read = end
    yield {
      kind: 'count',
      target: isNext ? amount(undefined, match[1] ?? '', perUnit(unit), op) : amount(match[1], match[2] ?? '', perUnit(unit), op),
      at: digitsAt,
      end: match.index + match[0].trimEnd().length,
    }
  }
}

/** "giai đoạn 2034 - 2035 hoàn thành 500 km" is of the years. */
const isSpanOfYears = (before: string): boolean => /(?:giai đoạn|thời kỳ|nhiệm kỳ|năm)\s+20\d{2}\s*[-–]\s*20\d{2}\s*$/iu.test(before)

/** "người trên một vạn dân" → "người/vạn dân". */
const perUnit = (unit: string): string =>
  /^điểm (?:phần trăm|%)/u.test(unit)
    ? '%'
    : unit.replace(/\/(?:1|một)\s+/u, '/').replace(/\s+(?:trên|cho)\s+(?:một\s+|1\s+)?(?=(?:vạn|nghìn|triệu)\s+dân)/u, '/')

const index = new RegExp(
  `(?:đạt|duy trì|ở mức|lên|xuống còn|còn)\\s+(?:(?:tối thiểu|ít nhất|trên|từ|dưới|hơn|mức|là|không dưới|không quá)\\s+)*${number}(?=\\s*(?:điểm|lần|tuổi)?\\s*(?:trở lên|trở xuống)?\\s*(?:[.;,]|$))`,
  'giu',
)

/** A number of its own: "chỉ số phát triển con người (HDI) duy trì trên 0,7", "đạt 85 điểm". */
function* readIndexes(text: string): Generator<Figure> {
  for (const found of text.matchAll(index)) {
    const end = found.index + found[0].length
    const digitsAt = end - (found[1]?.length ?? 0)
    const unit = /^\s*(điểm|lần|tuổi)/u.exec(text.slice(end, end + 8))?.[1] ?? null
    const isIndex =
      unit !== null ||
      /,\d/u.test(found[1] ?? '') ||
      /(?:chỉ số|hệ số|điểm|[Ii]ndex|INDEX|\/\s*(?:1\s|một\s)?(?:vạn|nghìn|10\.000|1\.000|100)\s*(?:người )?dân)/u.test(
        text.slice(Math.max(0, found.index - 120), found.index),
      )
    if (!isIndex) continue
    const after = afterOf(text, end + (unit === null ? 0 : unit.length + 1))
    yield {
      kind: 'index',
      target: { op: operator(beforeOf(text, digitsAt), after), value: figureValue(found[1] ?? ''), unit },
      at: digitsAt,
      end,
    }
  }
}

/** "không còn xã dưới 13 tiêu chí": none of them. */
function* readNones(text: string): Generator<Figure> {
  const none =
    /(?<![\p{L}])không (?:còn|phát sinh|để xảy ra|có)\s+((?:xã|phường|thôn|bản|hộ|nhà (?:tạm|dột nát)|bến|điểm đen|huyện|trường|hồ sơ|trường hợp|học sinh|cán bộ|tai nạn|văn bản|nhiệm vụ|thủ tục|phản ánh|đơn vị|cơ quan|vụ)(?![\p{L}]))/giu
  for (const found of text.matchAll(none)) {
    yield { kind: 'none', target: { op: '=', value: 0, unit: found[1] ?? null }, at: found.index, end: found.index + found[0].length }
  }
}

const nounEnd =
  /[.;:()%]|,\s*(?=\d|thu |doanh thu|trong đó|tỷ lệ|tỉ lệ|số |mức |giảm |tăng |đạt |có |phấn đấu|bảo đảm|đảm bảo|giá trị|tổng |bình quân|(?:đến|hết|vào) (?:hết |cuối )?(?:năm|quý|tháng)\s)|\svà\s+(?=\d)|\s(?:so với|năm(?=\s\d)|được|có|đã|tổ chức|xây dựng|triển khai|hoàn thành|thực hiện|sử dụng|ứng dụng|đạt|thiết lập|tham gia|trên địa bàn|trong|vào|để|là|ban hành|thành lập|bố trí|kết nối|tại|cho|của|trở lên|và triển khai|duy trì|công nhận|ra mắt|hoạt động|đủ|với|thường xuyên|trang bị|phân công|ngang tầm|ở|đặt|tiếp cận|chấp nhận|đăng ký)(?![\p{L}])/u

function nounAt(text: string, from: number): string | null {
  const rest = text.slice(from, from + 90)
  const cut = nounEnd.exec(rest)
  const noun = (cut ? rest.slice(0, cut.index) : rest).replace(/[\s,]+$/u, '').trim()
  return noun === '' || noun.length > 70 ? null : noun
}

/** A part of a passage that says one target, with its figures; `sentence` counts the full stops before it. */
export type Clause = { readonly from: number; readonly to: number; readonly sentence: number; readonly figures: readonly Figure[] }

/** The parts of an item that each say one target. */
export function splitClauses(text: string, figures: readonly Figure[]): readonly Clause[] {
  const clauses: Clause[] = []
  let start = 0
  let next = 0
  let sentence = 0
  for (const cut of text.matchAll(/;\s+|\.\s+(?=\p{Lu})|$/gu)) {
    const end = cut.index + (cut[0].startsWith('.') ? 1 : 0)
    const first = next
    while ((figures[next]?.at ?? Infinity) < end) next++
    if (next > first) clauses.push(...splitAtCommas(text, { from: start, to: end, sentence, figures: figures.slice(first, next) }))
    start = cut.index + cut[0].length
    if (cut[0].startsWith('.')) sentence++
  }
  return clauses
}

const opensTarget =
  /^(?:và\s+)?(?:trong đó[,:]?\s+|phấn đấu|đảm bảo|bảo đảm|duy trì|tối thiểu|ít nhất|trên|có|đạt|t[ỷỉyýỳi] l[ệê]|số\s|riêng|giảm|tăng|không còn|nằm trong|thuộc nhóm|(?:nhóm|tốp|top)(?=\s\d)|xếp|đứng|hoàn thành (?=\d|trên|tối thiểu|ít nhất)|(?:đến|hết)\s+(?:năm|quý|tháng|ngày|\d)|(?:năm|quý)\s+[\dIV]+|(?:khoảng|hơn|gần|dưới|không quá|không dưới)\s+\d|\d)/u

const ownVerb = /\s(?:đạt|chiếm|còn|ở mức|duy trì|tối thiểu|không quá|tăng|giảm)\s[^,()]{0,30}$/u

function splitAtCommas(text: string, whole: Clause): readonly Clause[] {
  const { from, to, figures, sentence } = whole
  const bounds: { at: number; first: number }[] = [{ at: from, first: 0 }]
  for (const [order, figure] of figures.entries()) {
    const previous = figures[order - 1]?.end
    if (previous === undefined) continue
    const between = text.slice(previous, figure.at + 1)
    let cut = -1
    for (const comma of between.matchAll(/,\s+|\s+và\s+|\((?=trong đó\s)/gu)) {
      const after = previous + comma.index + comma[0].length
      // "… và đến năm 2035, ít nhất 80%": when stands before how much, in one target.
      const isWhenOnly = cut > 0 && /^(?:đến|hết|trong|vào|năm|giai đoạn|quý)\s[^,;]{4,40},\s+$/u.test(text.slice(cut, after))
      if (!isWhenOnly && opensTarget.test(text.slice(after, after + 40))) cut = after
    }
    const comma = /(?<!\([^)]{0,80}),\s+/u.exec(between)
    // "trung cấp đạt 45%, cao đẳng, đại học đạt 25%": what has its own verb is a target of its own.
    // "nông nghiệp 18%, công nghiệp 40%, dịch vụ 42%": parts of a whole, each named before its share.
    const isPart = figure.kind === 'share' && figures[order - 1]?.kind === 'share' && /^,\s+[^,;()]{3,60}$/u.test(between)
    if (cut < 0 && comma && isPart) cut = previous + comma.index + comma[0].length
    if (cut < 0 && comma && ownVerb.test(between.slice(comma.index))) cut = previous + comma.index + comma[0].length
    if (cut > 0) bounds.push({ at: cut, first: order })
  }
  return bounds.map(({ at, first }, order) => {
    const following = bounds[order + 1]
    const own = figures.slice(first, following?.first)
    const start = order === 0 && own[0] ? promisedFrom(text, at, own[0]) : at
    return { from: start, to: following?.at ?? to, sentence, figures: own }
  })
}

/** "Xây dựng kế hoạch …, phấn đấu hoàn thành 100% …": the target begins where it is promised. */
function promisedFrom(text: string, from: number, figure: Figure): number {
  let start = from
  for (const comma of text.slice(from, figure.at).matchAll(/,\s+(?=(?:phấn đấu|đảm bảo|bảo đảm|nhằm đạt)\s)/gu))
    start = from + comma.index + comma[0].length
  return start
}
