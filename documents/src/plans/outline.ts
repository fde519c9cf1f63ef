import type { Block, ReadableDocument } from '@haidang/domain/plans/reading'
import { cleanPassage, type CleanText } from '../text/clean-text.ts'
import { outlineMark, type OutlineMark } from '../text/outline-mark.ts'
import { looksForward } from './looks-back.ts'
import { leadInBrackets, readLead } from './read-lead.ts'
import { onlyUnits, readUnits, startsAction } from './units.ts'

/** What a chapter is for decides what its sentences are: a percentage under "kết quả" is a result, not a target. */
export type Purpose = 'assessment' | 'basis' | 'aims' | 'targets' | 'tasks'

export type OutlineNode = {
  readonly block: Block
  readonly clean: CleanText
  readonly mark: OutlineMark | undefined
  readonly rank: number
  /** The words after the mark, and where they begin in `clean.text`. */
  body: string
  bodyAt: number
  readonly parent: OutlineNode | null
  readonly children: OutlineNode[]
  /** Words of the chapter's title where they stand in the next block ("Phần I" / "ĐÁNH GIÁ …"). */
  title: string
  owners: readonly string[]
  /** The bodies that an item with others below it itself tells to do something. */
  told: readonly string[]
  purposes: ReadonlySet<Purpose>
}

export type Outline = { readonly nodes: readonly OutlineNode[]; readonly roots: readonly OutlineNode[] }

const leadInRank = 8.5
/** Pages of portals lose the marks of a list: its paragraphs stand under their lead-in as long as they begin with a verb. */
const proseLeadInRank = 8.4
const plainRank = 20
const letterRank = 8

/** Puts blocks under their headings; what a report tells is an assessment unless its chapter looks forward. */
export function buildOutline(doc: ReadableDocument, blocks: readonly Block[], isReport = false): Outline {
  const nodes: OutlineNode[] = []
  const roots: OutlineNode[] = []
  const stack: OutlineNode[] = []
  const prepared = blocks.map((block) => {
    const clean = cleanPassage(doc.text, block.start, block.end)
    const mark = block.kind === 'table' ? undefined : outlineMark(clean.text)
    return { block: mark || !isBold(doc, block) ? block : { ...block, kind: 'heading' as const }, clean, mark }
  })
  for (const [index, { block, clean, mark: ownMark }] of prepared.entries()) {
    const above = stack.at(-1)
    const mark =
      ownMark && isNextLetter(ownMark, stack)
        ? { ...ownMark, kind: 'letter' as const, label: ownMark.label.replace(')', ''), rank: letterRank }
        : ownMark
    if (!mark && above && above.title === '' && above.mark && above.mark.rank <= 2 && above.body === '' && block.kind !== 'table') {
      above.title = clean.text
      continue
    }
    const next = prepared[index + 1]
    const rank =
      (mark && bracketedRank(mark, stack)) ??
      mark?.rank ??
      (block.kind === 'table'
        ? plainRank
        : next && leadsInProse(clean.text, next)
          ? proseLeadInRank
          : unmarkedRank(clean.text, block, next?.mark?.rank, stack))
    if (rank === plainRank && stack.at(-1)?.rank === proseLeadInRank && !goesOnWith(clean.text)) stack.pop()
    // A sentence without a mark after bullets belongs to the numbered item above them.
    while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= (rank === plainRank ? leadInRank : rank)) stack.pop()
    if (mark && isOfAnother(mark, stack.at(-1)?.mark)) stack.pop()
    if (rank === plainRank && block.kind !== 'table' && closesList(clean.text, stack.at(-1))) stack.pop()
    const parent = stack.at(-1) ?? null
    const node: OutlineNode = {
      block,
      clean,
      mark,
      rank,
      body: clean.text.slice(mark?.length ?? 0),
      bodyAt: mark?.length ?? 0,
      parent,
      children: [],
      title: '',
      owners: [],
      told: [],
      purposes: new Set(),
    }
    if (parent) parent.children.push(node)
    else roots.push(node)
    nodes.push(node)
    if (rank < plainRank) stack.push(node)
  }
  for (const node of nodes) {
    node.owners = readOwners(node)
    node.told = node.children.length > 0 && node.mark && node.rank >= 5 ? readLead(node.body) : []
    node.purposes = readPurposes(node, isReport)
  }
  return { nodes, roots }
}

/** "… đề nghị các đơn vị: 1. …. 2. …." / "Báo cáo kết quả về Sở X …": a paragraph behind the items of a lead-in is said to all whom it names. */
function closesList(text: string, item: OutlineNode | undefined): boolean {
  if (!/^(?:Báo cáo|Kết quả|Đề nghị|Yêu cầu)\s/u.test(text) || !item?.parent?.body.endsWith(':') || item.mark === undefined) return false
  const items = item.parent.children.filter((other) => other.mark?.kind === item.mark?.kind)
  return items.length > 1 && items.every((other) => other.children.length === 0 && /[.;]$/u.test(other.body.trimEnd()))
}

/** "**Chuẩn bị kỳ họp**": a paragraph of nothing but bold words is a heading. */
const isBold = (doc: ReadableDocument, block: Block): boolean =>
  block.kind === 'paragraph' && /^\s*\*\*(?![\s*>])[^*]{8,200}[^*:]\*\*\s*$/u.test(doc.text.slice(block.start, block.end))

/** "2.3." right below "1.": its own number two got lost. */
const isOfAnother = (mark: OutlineMark, above: OutlineMark | undefined): boolean =>
  mark.kind === 'decimal' && above?.kind === 'arabic' && mark.label.split('.')[0] !== above.label

/** "(i)", "(1)" stand below whatever item they begin in, a dash too; "(ii)" beside "(i)". */
function bracketedRank(mark: OutlineMark, stack: readonly OutlineNode[]): number | undefined {
  if (mark.kind !== 'paren' || !mark.label.startsWith('(')) return undefined
  const item = stack.at(-1)
  if (/^\((?:i|1)\)$/u.test(mark.label))
    return item && item.body.endsWith(':') && item.rank > mark.rank && item.rank < plainRank ? item.rank + 0.2 : undefined
  return stack.findLast((open) => open.mark?.kind === 'paren' && open.mark.label.startsWith('('))?.rank
}

type Prepared = { readonly block: Block; readonly clean: CleanText; readonly mark: OutlineMark | undefined }

const leadsInProse = (text: string, next: Prepared): boolean =>
  text.endsWith(':') &&
  !next.mark &&
  next.block.kind === 'paragraph' &&
  /(?:yêu cầu|đề nghị|chỉ đạo|giao|kết luận|nhiệm vụ|nội dung|giải pháp|biện pháp|công việc|việc)(?![\p{L}])[^.:]*:$/u.test(text) &&
  startsAction(next.clean.text)

const goesOnWith = (text: string): boolean =>
  startsAction(text.replace(/^(?:Đồng thời|Ngoài ra|Bên cạnh đó|Song song với đó|Cùng với đó),?\s+/u, ''))

/** "h) … i) …": a letter, where no list of small Roman numbers is open. */
const isNextLetter = (mark: OutlineMark, stack: readonly OutlineNode[]): boolean =>
  mark.kind === 'paren' &&
  ['h i)', 'u v)', 'v x)'].includes(`${stack.findLast((open) => open.mark?.kind === 'letter')?.mark?.label} ${mark.label}`)

function unmarkedRank(text: string, block: Block, nextRank: number | undefined, stack: readonly OutlineNode[]): number {
  if (text.endsWith(':') && nextRank !== undefined) {
    if (nextRank > leadInRank || nextRank <= 4 || stack.some((open) => open.rank === nextRank)) return leadInRank
    return nextRank - 0.25
  }
  return block.kind === 'heading' && text.length < 250 ? 4.5 : plainRank
}

/** "Cơ quan chủ trì: …" under an item says more about it; it does not make the item a heading. */
const detailLine =
  /^(?:(?:Cơ quan|Đơn vị|Bộ phận)[^:]{0,40}(?:chủ trì|thực hiện|phối hợp|chuẩn bị|tham mưu|phụ trách|đầu mối)|Chủ trì|Phối hợp|Thời (?:gian|hạn)|Tiến độ|Sản phẩm|Kết quả|Kinh phí|Phân công|Lộ trình|Nguồn)[^:]{0,40}:|^(?:Thời (?:gian|hạn)|Tiến độ)\s/iu

/** "Thành phần: …", "Địa điểm: …" beside such lines: how it is done. */
const mannerLine =
  /^(?:Nội dung|Sản phẩm|Kết quả|Đầu ra|Kinh phí|Nguồn kinh phí|Thành phần|Địa điểm|Hình thức|Phương thức|Cách thức|Đối tượng|Số lượng|Quy mô|Phạm vi|Tài liệu)(?:\s\p{Ll}[\p{L},]*){0,6}\s*:/u

/** True for a line that says how the item above it is done, where others beside it say who does it or by when. */
export const tellsManner = (node: OutlineNode): boolean =>
  node.parent !== null &&
  node.children.length === 0 &&
  mannerLine.test(node.body) &&
  startsAction(node.parent.body) &&
  hasDetailLines(node.parent)

/** True where lines below an item say who does it and by when. */
export const hasDetailLines = (node: OutlineNode): boolean => node.children.some((child) => detailLine.test(child.body))

/** True where those lines also say who; else those named above the item do it. */
export const namesItsLead = (node: OutlineNode): boolean =>
  node.children.some((child) =>
    /^(?:(?:Cơ quan|Đơn vị|Bộ phận)[^:]{0,40}(?:chủ trì|thực hiện|chuẩn bị|tham mưu|phụ trách|đầu mối)|Chủ trì|Phân công)[^:]{0,40}:/iu.test(
      child.body,
    ),
  )

/** "Điều 3. Giao Sở X chủ trì …." is a sentence, where other articles are titles. */
export const saysItself = (node: OutlineNode): boolean =>
  node.mark?.kind === 'article' &&
  /[.;]$/u.test(node.body.trimEnd()) &&
  ((node.children.length === 0 && node.body.length > 60) ||
    (node.children.every((child) => child.rank === plainRank) && readLead(node.body).length > 0))

/** The titles of chapters of the Party and the Government run over three lines and more. */
const longestTitle = 400

/** A heading, as opposed to an item that says something itself. */
export function isHeading(node: OutlineNode): boolean {
  if (node.block.kind === 'table') return false
  if (saysItself(node)) return false
  if (node.block.kind === 'heading') return true
  if (node.children.length === 0 || node.rank === plainRank) return false
  if (node.rank >= 5 && node.children.every((child) => detailLine.test(child.body) || tellsManner(child))) return false
  if (node.body.endsWith(':')) return true
  return !/[.;,]$/u.test(node.body) && (node.body.length < 200 || (node.body.length < longestTitle && readLead(node.body).length === 0))
}

export const headingText = (node: OutlineNode): string =>
  (node.title === '' ? node.body : `${node.body} ${node.title}`).replace(/[\s:.]+$/u, '').trim()

const ownerPrefix = /^(?:(?:Giao|Đối với|Trách nhiệm(?: của)?|Nhiệm vụ của|Đề nghị|Yêu cầu|Phân công|Chỉ đạo)\s+(?:cho\s+)?)/u

/** "Chủ tịch UBND tỉnh chỉ đạo:", "… yêu cầu như sau:": who says what follows does not do it. */
const speaks =
  /(?:^|\s)(?<!(?:sự|ý kiến) )(?:chỉ đạo|yêu cầu|đề nghị|kết luận|nhấn mạnh|lưu ý)(?:(?: thực hiện)? (?:như sau|các nội dung sau|một số nội dung sau|các nhiệm vụ sau))?$/u

/** Bodies that own everything under a heading: "2. Giao Phòng X", "Yêu cầu các cơ quan, đơn vị:", "- UBND các xã:". */
function readOwners(node: OutlineNode): readonly string[] {
  if (node.children.length === 0) return []
  const inBrackets = isHeading(node) ? leadInBrackets(node.body) : []
  if (inBrackets.length > 0) return inBrackets
  const text = headingText(node)
    .replace(/\s*\([^)]*\)$/u, '')
    .replaceAll(';', ',')
  const stripped = text.replace(ownerPrefix, '')
  const named = onlyUnits(stripped)
  if (named.length > 0) return named
  const ofWhom =
    /^(?:Trách nhiệm|Nhiệm vụ(?:,? (?:và )?quyền hạn)?) của\s+(?!Kế hoạch|Đề án|Chương trình|Dự án|Nghị quyết)(\p{Lu}[^:;.,]{1,80})$/u.exec(
      text,
    )
  if (ofWhom?.[1]) return [ofWhom[1]]
  if (!node.body.trimEnd().endsWith(':')) return []
  if (stripped !== text) return readUnits(stripped, 0)?.units ?? []
  // "3. Công an tỉnh chỉ đạo các đội:" tells the police; "Thủ tướng Chính phủ chỉ đạo các bộ:" above a list tells the ministries.
  const asked = askedIn(text, node.mark === undefined || /^chỉ đạo/iu.test(text))
  if (asked.length > 0 || speaks.test(text)) return asked
  // In running text a body that no order names speaks of itself: "Ủy ban nhân dân … ban hành kế hoạch …:".
  const isObliging =
    /(?:có trách nhiệm|chịu trách nhiệm|phải|cần|tập trung|khẩn trương|chủ động|thực hiện (?:các|những|một số|tốt))[^:]{0,120}:\s*$/u.test(
      node.body,
    )
  return node.mark || node.parent || isObliging ? readLead(node.body) : []
}

/** The node above whose words say who does what stands under it, with the bodies that it names. */
export function ownerAbove(node: OutlineNode): { readonly at: OutlineNode; readonly units: readonly string[] } | null {
  for (let at: OutlineNode | null = node.parent; at; at = at.parent) {
    if (at.owners.length > 0) return { at, units: at.owners }
    // "a) Phòng X chủ trì …" above bullets: what it is in charge of goes on below.
    if (at.told.length > 0 && !isHeading(at)) return { at, units: at.told }
  }
  return null
}

export const ownersAbove = (node: OutlineNode): readonly string[] => ownerAbove(node)?.units ?? []

const asking = /(?:^|[\s,])(?:giao|yêu cầu|đề nghị)\s+(?:cho\s+)?/giu

/** The bodies that the last order of a lead-in names. "… đề nghị A giao B …" asks A. */
function askedIn(text: string, isDirected: boolean): readonly string[] {
  let found: readonly string[] = []
  let askedUntil = -1
  for (const match of text.matchAll(asking)) {
    if (match.index <= askedUntil) continue
    const span = readUnits(text, match.index + match[0].length)
    if (!span) continue
    found = span.units
    askedUntil = span.end
  }
  if (found.length > 0 || !isDirected) return found
  const directing = /(?:^|[\s,])chỉ đạo\s+/iu.exec(text)
  return directing ? (readUnits(text, directing.index + directing[0].length)?.units ?? []) : []
}

const purposeWords: readonly (readonly [Purpose, RegExp])[] = [
  ['basis', /căn cứ (?:pháp lý|xây dựng|ban hành|thực hiện|lập)|^căn cứ$|cơ sở pháp lý/u],
  ['targets', /chỉ tiêu|m[ụu]c ti[êeểễ]u/u],
  [
    'tasks',
    /nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|nội dung (?:thực hiện|triển khai|công việc|trọng tâm|hoạt động|chủ yếu|cụ thể|kế hoạch)|^(?:các )?nội dung(?:$|,? (?:và )?(?:biện pháp|cách thức|hình thức|lộ trình))|kế hoạch (?:thực hiện|triển khai)|phương hướng|tiến độ (?:thực hiện|triển khai)|lộ trình (?:thực hiện|triển khai)/u,
  ],
]
const assessment =
  /(?:đánh giá|nhận xét|kết quả|tình hình|thực trạng|hạn chế|tồn tại|nguyên nhân|bối cảnh|sự cần thiết|ưu điểm|khuyết điểm|khó khăn|vướng mắc|thuận lợi|bài học|^(?:thành phần (?:tham )?dự|thành phần$|tham dự))/u
const notAssessment =
  /nhiệm vụ, giải pháp|giải pháp|mục tiêu|phương hướng|khắc phục|chỉ tiêu|báo cáo|phản ánh|tổ chức|chế độ|nhiệm vụ trọng tâm (?:trong )?(?:thời gian|năm)|^về (?:tình hình|kết quả(?! (?:đạt được|thực hiện|công tác))|công tác)|(?:giám sát|theo dõi|kiểm tra|tổng kết|sơ kết),? (?:và )?đánh giá|đánh giá,? (?:và )?(?:tổng kết|sơ kết|giám sát|kiểm tra)/u
/** Below a chapter of tasks "Giám sát, đánh giá" is work to come. */
const hasHappened =
  /(?:tình hình|kết quả) (?:thực hiện|triển khai|đạt được)|thực trạng|hạn chế|tồn tại|nguyên nhân|khuyết điểm|ưu điểm|bài học/u
/** "Bộ trưởng Trần Thị Mai chỉ đạo:". */
const chiefSays = /^(?:đồng chí |(?:phó )?)?(?:thủ tướng|bộ trưởng|thứ trưởng|chủ tịch|(?:tổng )?bí thư|giám đốc)\s/u

/** A chapter of a report, or an item outside its chapters, on what is to be done. */
const sayWhatShallBe = (node: OutlineNode): boolean =>
  (node.rank < 5 || node.parent === null) && looksForward(headingText(node).toLowerCase())

const aims =
  /^(?:mục đích|yêu cầu|quan điểm|phạm vi|đối tượng|mục đích, yêu cầu|mục đích và yêu cầu|quan điểm chỉ đạo|nguyên tắc)(?=$|\s*[,:(-]|\s(?:và|chung|cụ thể|của kế hoạch|áp dụng|thực hiện|điều chỉnh|chỉ đạo))/u

function readPurposes(node: OutlineNode, isReport: boolean): ReadonlySet<Purpose> {
  const found = new Set<Purpose>(node.parent?.purposes ?? (isReport ? ['assessment'] : []))
  if (isReport && sayWhatShallBe(node)) found.delete('assessment')
  if (!isHeading(node) || node.rank === plainRank) return found
  const text = headingText(node).toLowerCase()
  // "Phường đã hoàn thành các nhiệm vụ tháng 3" tells news; work to come stands elsewhere.
  if (
    found.size === 0 &&
    node.body.trimEnd().at(-1) !== ':' &&
    /\sđã (?:hoàn thành|đạt|thực hiện|triển khai|ban hành|tổ chức)\s/u.test(text)
  )
    return found
  // "Trước tình hình …, Thủ tướng Chính phủ yêu cầu:" looks forward.
  if (
    (text.length > 40 || chiefSays.test(text)) &&
    node.body.trimEnd().endsWith(':') &&
    /[\s,](?:yêu cầu|đề nghị|chỉ đạo|chỉ thị|có ý kiến|giao)[^.]{0,180}$/u.test(text)
  )
    return new Set(['tasks'])
  if (text.length > 260) return found
  const own = new Set<Purpose>()
  for (const [purpose, words] of purposeWords) if (words.test(text)) own.add(purpose)
  // "4. Tăng cường truyền thông … thực hiện các mục tiêu về …" is work for its targets.
  if (own.has('targets') && isWorkToDo(node)) own.delete('targets')
  const looksBack = found.has('tasks') ? hasHappened : assessment
  if (looksBack.test(text.slice(0, 80)) && !notAssessment.test(text) && !beginsWork(headingText(node)) && node.rank <= 8)
    own.add('assessment')
  // "7. Yêu cầu:" within a chapter of tasks leads in to orders.
  const isOrder = text === 'yêu cầu' && found.has('tasks')
  if (aims.test(text) && !isOrder && !own.has('targets') && node.owners.length === 0) own.add('aims')
  if (own.size === 0) return found
  // A chapter inside an assessment stays one; otherwise the nearest heading decides.
  if (found.has('assessment') && node.rank > 0) own.add('assessment')
  return own
}

/** A heading that itself says what is to be done; "Thực hiện các chỉ tiêu", "Giao chỉ tiêu" lead in to figures. */
export function isWorkToDo(node: OutlineNode): boolean {
  const heading = headingText(node)
  return (
    startsAction(heading) &&
    !/^(?:Thực hiện|Phấn đấu|Hoàn thành|Xác định|Điều chỉnh|Giao|Phân bổ|Bổ sung)/u.test(heading) &&
    !/(?:chỉ|mục) tiêu.{0,12}$/iu.test(heading)
  )
}

/** "1. Tháo gỡ khó khăn cho …" is work to be done about what a verb names; "Đánh giá …" looks back. */
const beginsWork = (heading: string): boolean =>
  startsAction(heading) && !/^(?:Đánh giá|Sơ kết|Tổng kết|Báo cáo|Tổng hợp|Xác định)/u.test(heading)

/** "III.1", "2.1": numbers of the headings above, as people cite them. */
export function sectionOf(node: OutlineNode): string {
  const labels: string[] = []
  let saidAlready = false
  for (let at: OutlineNode | null = node; at; at = at.parent) {
    const mark = at.mark
    if (!mark || ['dash', 'plus', 'part'].includes(mark.kind)) continue
    const isNumber = mark.kind === 'arabic' || mark.kind === 'decimal'
    if (isNumber && saidAlready) continue
    labels.unshift(mark.label)
    // "2.1" already says that it stands under "2".
    if (mark.kind === 'decimal') saidAlready = true
  }
  return labels.join('.')
}
