import type { PrintedDeadline, ReadTask } from '@haidang/domain/plans/reading'
import type { Outline, OutlineNode } from './outline.ts'
import { readDeadline, readPlainDeadline } from './read-dates.ts'
import { leadInBrackets } from './read-lead.ts'
import { onlyUnits, readCooperating, readUnits, splitUnits } from './units.ts'

const labels: readonly (readonly ['lead' | 'cooperating' | 'deadline', RegExp])[] = [
  [
    'lead',
    /(?:(?:cơ quan|đơn vị|phòng|ban)(?:,\s*(?:cơ quan|đơn vị|cá nhân))?\s+(?:chủ trì(?:\s+(?:thực hiện|tham mưu))?|(?:được )?(?:giao )?thực hiện|đầu mối|chuẩn bị|tham mưu|phụ trách|chịu trách nhiệm(?: chính)?)|chủ trì(?: thực hiện)?|phân công(?: thực hiện)?|trách nhiệm(?: thực hiện)?)\s*:/giu,
  ],
  ['cooperating', /(?:(?:cơ quan|đơn vị)(?:,\s*(?:cơ quan|đơn vị))?\s+phối hợp(?:\s+thực hiện)?|phối hợp(?:\s+thực hiện)?)\s*:/giu],
  [
    'deadline',
    /(?:(?<!có )(?:thời gian|thời hạn|thời điểm|tiến độ|lộ trình)(?:\s+(?:thực hiện|hoàn thành|triển khai|trình|báo cáo))*(?:\s+(?:việc|các nội dung|các nhiệm vụ)\s[^:.;]{3,90})?|hoàn thành)(?:\s+xong)?\s*(?::|(?=\s+(?:trước|chậm nhất|xong trước|trong|đến)\s))/giu,
  ],
]

/** "Thường xuyên", "Sau khi có hướng dẫn của …"; what is longer says more than when. */
const longestDeadline = 120

export type Labelled = {
  readonly lead?: readonly string[]
  readonly cooperating?: readonly string[]
  readonly deadline?: PrintedDeadline | null
  /** True where the passage says nothing else. */
  readonly wholly: boolean
}

/** "Cơ quan chủ trì: …", "Thời gian hoàn thành: …": what a passage says in so many labels of who does it and by when. */
export function readLabelled(body: string, year: number | null): Labelled | null {
  const marks = labels
    .flatMap(([field, words]) => [...body.matchAll(words)].map((found) => ({ field, at: found.index, end: found.index + found[0].length })))
    .toSorted((a, b) => a.at - b.at || b.end - a.end)
  const outermost = marks.filter((mark, index) => index === 0 || mark.end > Math.max(...marks.slice(0, index).map(({ end }) => end)))
  const first = outermost[0]
  if (!first) return null
  let found: Omit<Labelled, 'wholly'> = {}
  for (const [index, mark] of outermost.entries()) {
    const until = outermost[index + 1]?.at ?? body.length
    const value = labelledValue(body.slice(mark.end, until))
    if (mark.field === 'deadline')
      found = {
        ...found,
        deadline:
          readDeadline(body.slice(mark.at, until), year) ??
          (value.length > longestDeadline || /^(?:báo cáo|gửi|trình)\s/u.test(value) ? null : readPlainDeadline(value, year)),
      }
    else if (value !== '' && value.length < 500)
      found = mark.field === 'lead' ? { ...found, ...leadAndCooperating(value) } : { ...found, cooperating: splitUnits(value) }
  }
  return { ...found, wholly: body.slice(0, first.at).replace(/[\s(–-]/gu, '') === '' }
}

const labelledValue = (said: string): string =>
  said
    .replace(/\([^()]*\)/gu, '')
    .split(/[()]|\.\s|\.$|;\s*(?=\p{L}[^;:]{2,30}:)/u)[0]
    ?.replace(/[\s,.;]+$/u, '')
    .trim() ?? ''

/** "Sở X chủ trì, phối hợp với Sở Y; UBND các xã": one value names both. */
export function leadAndCooperating(value: string): Pick<Labelled, 'lead' | 'cooperating'> {
  // "Chủ trì: Sở X. Phối hợp: Sở Y." in one cell.
  const labelled = /^[^:]{4,40}:/u.test(value) ? readLabelled(value, null) : null
  if (labelled?.wholly && labelled.lead)
    return { lead: labelled.lead, ...(labelled.cooperating ? { cooperating: labelled.cooperating } : {}) }
  const span = readUnits(value, 0)
  if (span?.endedBy !== 'action') return { lead: splitUnits(value) }
  const cooperating = [...readCooperating(value.slice(span.end)), ...helpersAfter(value.slice(span.end))]
  return { lead: span.units, ...(cooperating.length > 0 ? { cooperating } : {}) }
}

/** "… chủ trì; các nhà xuất bản phối hợp". */
function helpersAfter(rest: string): readonly string[] {
  const next = /^chủ trì(?: thực hiện)?[,;]\s+(?=.{3,200}\sphối hợp(?: thực hiện)?$)/u.exec(rest)
  const named = next ? rest.slice(next[0].length).replace(/\s(?:cùng )?phối hợp(?: thực hiện)?$/u, '') : ''
  return named === '' ? [] : (readUnits(named, 0)?.units ?? splitUnits(named))
}

const deadlineLine =
  /^(?:-\s*)?(?:Thời gian|Thời hạn|Tiến độ|Hoàn thành)(?:\s+(?:hoàn thành|thực hiện|triển khai|trình))*(?:\s+(?:việc|các nội dung|các nhiệm vụ)\s[^:.;]{3,90})?\s*(?::|trước|chậm|xong|trong|đến)/u
/** "Các nội dung nêu trên hoàn thành trước ngày …". */
const aboveLine =
  /^(?:Các|Những|Toàn bộ|Tất cả)\s+(?:các\s+)?(?:nội dung|nhiệm vụ|công việc|việc|yêu cầu)\s+(?:nêu\s+|nói\s+)?(?:ở\s+)?trên\s[^.;]{0,60}(?:hoàn thành|xong|thực hiện|báo cáo)/u

type Tasks = Map<OutlineNode, readonly ReadTask[]>

/** "2. Cơ quan chủ trì, phối hợp", "b) Cơ quan phối hợp": a heading above a list of nothing but names. */
const listHeading =
  /^(?:(?:Cơ quan|Đơn vị|Bộ phận)(?:,? (?:cơ quan|đơn vị))?|Phân công|Chủ trì|Phối hợp)(?:\s*(?:,|và)?\s*(?:cơ quan\s+|đơn vị\s+)?(?:chủ trì|phối hợp|thực hiện|đầu mối))*[\s:.]*$/iu

/** Who does the work of a chapter and who helps, as lists below headings of their own; the work stands before them in the chapter. */
function applyLists(tasks: Tasks, headings: ReadonlySet<OutlineNode>): void {
  for (const heading of headings) {
    const isHelp = /^[^,]*phối hợp/iu.test(heading.body)
    // Below "Phân công" somebody may have work of his own; below "Cơ quan thực hiện" stand names, whatever they add.
    const sharesOut = /^phân công/iu.test(heading.body)
    const names = heading.children
      .filter((child) => !headings.has(child))
      .map((child) => ({ child, named: namedOnly(child.body, isHelp) ?? (sharesOut ? null : listedIn(child.body, isHelp)) }))
    for (const { child, named } of names) if (named) tasks.delete(child)
    let outer = heading
    while (outer.parent && headings.has(outer.parent)) outer = outer.parent
    const lead = names.flatMap(({ named }) => named?.lead ?? [])
    const cooperating = names.flatMap(({ named }) => named?.cooperating ?? [])
    if (lead.length + cooperating.length === 0 || !outer.parent) continue
    const details: Omit<Labelled, 'wholly'> = { ...(lead.length > 0 ? { lead } : {}), ...(cooperating.length > 0 ? { cooperating } : {}) }
    const before = outer.parent.children.slice(0, outer.parent.children.indexOf(outer))
    const works = tasks.has(outer.parent) ? [outer.parent] : before.flatMap((node) => (tasks.has(node) ? [node] : tasksBelow(node, tasks)))
    for (const work of works)
      tasks.set(
        work,
        (tasks.get(work) ?? []).map((task) => withDetails(task, details)),
      )
  }
}

function listedIn(body: string, isHelp: boolean): Pick<Labelled, 'lead' | 'cooperating'> {
  const listed = splitUnits(body.replace(/[\s.;,]+$/u, '')).filter((unit) => unit !== '')
  return isHelp ? { cooperating: listed } : { lead: listed }
}

/** "Ở cấp tỉnh: UBND các tỉnh …". */
const ofLevel = /^(?:Ở )?(?:[Cc]ấp [^:]{2,25}|[Tt]rung ương|[Đđ]ịa phương|[Tt]ỉnh|[Hh]uyện|[Xx]ã)\s*:\s+/u

/** "… tổ chức thực hiện", "… theo chức năng, nhiệm vụ được giao" names no work. */
const noWork = /(?:,?\s(?:và\s)?(?:cùng |tổ chức |triển khai )*(?:thực hiện|tham gia))+$/u
const asIsTheirs =
  /,?\s(?:theo|căn cứ)\s(?:chức năng|nhiệm vụ|phân công|sự phân công|thẩm quyền|quy định|lĩnh vực|phạm vi)(?![\p{L}])[^;.]*$/u

/** "a) Cơ quan chủ trì: Bộ X", "Bộ X chủ trì, phối hợp với Bộ Y", "Bộ X": who does it or helps, and nothing else; null for work of its own. */
function namedOnly(body: string, isHelp: boolean): Pick<Labelled, 'lead' | 'cooperating'> | null {
  const said = body
    .replace(ofLevel, '')
    .replace(/[\s.;,]+$/u, '')
    .replace(/\s*\([^()]*\)/gu, '')
    .replace(asIsTheirs, '')
    .replace(noWork, '')
  const labelled = readLabelled(said, null)
  if (labelled?.wholly && (labelled.lead ?? labelled.cooperating))
    return { ...(labelled.lead ? { lead: labelled.lead } : {}), ...(labelled.cooperating ? { cooperating: labelled.cooperating } : {}) }
  const span = readUnits(said, 0)
  if (span?.endedBy !== 'action') return listedIn(said, isHelp)
  const part = said.slice(span.end)
  if (/^phối hợp(?: thực hiện)?$/u.test(part)) return { cooperating: span.units }
  const charge =
    /^(?:làm )?(?:(?:chủ trì|đầu mối)(?: thực hiện)?(?:$|[,;]?\s+(?:phối hợp|cùng)(?: chặt chẽ)?(?: với)?\s+)|chỉ đạo\s+)/u.exec(part)
  const helpers = charge ? part.slice(charge[0].length) : ''
  return charge && (helpers === '' || onlyUnits(helpers).length > 0) ? leadAndCooperating(said) : null
}

/** Gives who and when of detail lines to the tasks that they belong to: the item above, or all items of the number above. */
export function applyDetails(outline: Outline, tasks: Tasks, year: number | null): void {
  const lists = new Set(outline.nodes.filter((node) => node.children.length > 0 && listHeading.test(node.body)))
  for (const heading of lists) tasks.delete(heading)
  const lines = new Map<OutlineNode, Labelled>()
  const unmarked = new Map<OutlineNode | null, number>()
  for (const node of outline.nodes) {
    const line = node.block.kind === 'table' || tasks.has(node) ? null : detailsOf(node.body, year)
    if (!line) continue
    lines.set(node, line)
    if (!node.mark && line.lead) unmarked.set(node.parent, (unmarked.get(node.parent) ?? 0) + 1)
  }
  const detailed = new Set<OutlineNode>()
  let last: OutlineNode | null = null
  for (const node of outline.nodes) {
    if (tasks.has(node)) last = node
    const line = lines.get(node)
    if (!line) continue
    // Where each bullet has such a line after it, a line is the bullet's; a single one is the whole list's.
    const isOfLast = last !== null && last.parent === node.parent && !node.mark && (unmarked.get(node.parent) ?? 0) > 1
    const named = namedWorks(node.body)
    for (const target of isOfLast && last ? [last] : targetsOf(node, tasks)) {
      const found = tasks.get(target) ?? []
      tasks.set(
        target,
        found.map((task) =>
          named.length === 0 || named.some((work) => task.text.toLowerCase().includes(work)) ? withDetails(task, line) : task,
        ),
      )
      detailed.add(target)
    }
  }
  shareDetails(outline, tasks, detailed)
  applyLists(tasks, lists)
}

/** What a line says of the tasks above it; null if it is no such line. */
function detailsOf(body: string, year: number | null): Labelled | null {
  if (aboveLine.test(body)) return { deadline: readDeadline(body, year), wholly: true }
  if (/^\([^()]{10,300}\)[.;]?$/u.test(body)) {
    const lead = leadInBrackets(body)
    return lead.length > 0 ? { lead, cooperating: readCooperating(body), deadline: readDeadline(body, year), wholly: true } : null
  }
  const labelled = readLabelled(body, year)
  return labelled && (labelled.wholly || (body.length < 200 && deadlineLine.test(body))) ? labelled : null
}

/** "Thời gian hoàn thành việc thành lập đội và niêm yết: …" names the works that it holds for, each by its first two words. */
function namedWorks(body: string): readonly string[] {
  const named = /(?:hoàn thành|thực hiện)\s+việc\s([^:.;]{3,90}):/u.exec(body)?.[1]
  if (named === undefined) return []
  return named.split(/\s+và\s+|,\s+/u).map((work) => work.toLowerCase().split(/\s+/u).slice(0, 2).join(' '))
}

function targetsOf(node: OutlineNode, tasks: Tasks): readonly OutlineNode[] {
  const owner = taskAbove(node, tasks)
  const list = owner?.parent ?? node.parent
  // A line without a mark after "a) … b) … c) …" holds for the whole list, unless the others have lines of their own.
  const closesList =
    owner !== null &&
    node.mark === undefined &&
    owner.mark?.kind === 'letter' &&
    !(list?.children ?? []).some((other) => other !== owner && other.children.length > 0)
  if (owner && !closesList && !aboveLine.test(node.body)) return [owner]
  return list ? tasksBelow(list, tasks) : []
}

function taskAbove(node: OutlineNode, tasks: Tasks): OutlineNode | null {
  for (let at = node.parent; at; at = at.parent) if (tasks.has(at)) return at
  return null
}

function tasksBelow(node: OutlineNode, tasks: Tasks): readonly OutlineNode[] {
  return node.children.flatMap((child) => (tasks.has(child) ? [child] : tasksBelow(child, tasks)))
}

function withDetails(task: ReadTask, { lead, cooperating, deadline }: Omit<Labelled, 'wholly'>): ReadTask {
  return {
    ...task,
    ...(lead && lead.length > 0 ? { rule: 'task.detailLines', lead: lead.length === 1 ? (lead[0] ?? null) : lead } : {}),
    cooperating: cooperating ?? task.cooperating,
    deadline: task.deadline ?? deadline ?? null,
  }
}

/** "3.1. … 3.2. … 3.3. … Cơ quan thực hiện: X": what stands below the last item holds for those above it that say nothing. */
function shareDetails(outline: Outline, tasks: Tasks, detailed: ReadonlySet<OutlineNode>): void {
  if (detailed.size === 0) return
  for (const parent of outline.nodes) {
    let silent: OutlineNode[] = []
    for (const child of parent.children) {
      const found = tasks.get(child)
      if (!found) continue
      const [task] = found
      if (!detailed.has(child)) {
        if (task?.rule === 'task.unaddressed') silent.push(child)
        else silent = []
        continue
      }
      if (task?.rule === 'task.detailLines')
        for (const above of silent) {
          const shared = { lead: [task.lead ?? []].flat(), cooperating: task.cooperating, deadline: task.deadline }
          tasks.set(
            above,
            (tasks.get(above) ?? []).map((one) => withDetails(one, shared)),
          )
        }
      silent = []
    }
  }
}
