import type {
  Block,
  DocumentPassages,
  Doubt,
  Passage,
  RatedReading,
  ReadableDocument,
  ReadDocument,
  ReadIndicator,
  Reading,
  ReadReporting,
  ReadTask,
} from '@haidang/domain/plans/reading'
import { findDoubts } from '@haidang/domain/plans/check-draft'
import type { NumberedHead } from '@haidang/domain/plans/check-numbering'
import { cleanPassage, type CleanText } from '../text/clean-text.ts'
import { buildOutline, headingText, isHeading, ownersAbove, type Outline, type OutlineNode } from './outline.ts'
import { looksBack } from './looks-back.ts'
import { completeIssuers } from './complete-issuers.ts'
import { rated } from './confidence.ts'
import { repealsList, type CitationPlace } from './cited-relation.ts'
import { dayInYear, mergeCitations, readCitations, withoutCitations, type FoundCitation } from './read-citations.ts'
import { isAnnexHeading, isTypeHeading, readHead, type Head } from './read-head.ts'
import { horizonOf, readIndicators } from './read-indicators.ts'
import { readIssuer } from './read-issuer.ts'
import { readMeeting } from './read-meeting.ts'
import {
  goesOnWithIt,
  namesReceiver,
  readReporting,
  readWindowOfKind,
  sentences,
  withLeadIn,
  withReceiver,
  withSupplement,
  type Sentence,
} from './read-reporting.ts'
import { recipientsHeading } from './read-recipients.ts'
import { readCutoff } from './report-times.ts'
import { readSignature, startsTail, type Signature } from './read-signature.ts'
import { readTableFacts } from './read-tables.ts'
import { settleBlocks } from './settle-blocks.ts'
import { applyDetails } from './detail-lines.ts'
import { readLead } from './read-lead.ts'
import { instructs, leadsIn, readSpokenTasks, readTasks } from './read-tasks.ts'
import { readUnits, startsAction } from './units.ts'

type Parts = {
  /** The document itself and, each with an outline of its own, what is enclosed with it. */
  readonly bodies: readonly (readonly Block[])[]
  readonly preamble: readonly Block[]
  readonly tail: Passage | null
}

/** What a directive says, each item with the passage it was read from. Never throws; linear in the length of the text. */
export function readPlan(asWritten: ReadableDocument): RatedReading {
  const doc = settleBlocks(asWritten)
  const head = readHead(doc)
  const parts = splitParts(doc, head.bodyFrom)
  const preamble = parts.preamble.map((block) => cleanPassage(doc.text, block.start, block.end))
  const isReport = looksBack(
    head.type,
    preamble.map(({ text }) => text),
  )
  const outlines = parts.bodies.map((blocks, part) => buildOutline(doc, blocks, isReport && part === 0))
  const outline: Outline = { nodes: outlines.flatMap((part) => part.nodes), roots: outlines.flatMap((part) => part.roots) }
  const signature = parts.tail ? readSignature(doc.text, parts.tail.start, parts.tail.end) : emptySignature
  const year = planYear(head, preamble, outline)
  const issuer = readIssuer(doc.text, head, [...signature.signerAuthority, signature.signerRole ?? ''].join(' '))
  const isNotice = head.type !== null && /thông báo|kết luận|biên bản/u.test(head.type)
  const meeting =
    isNotice || head.type === null
      ? readMeeting(
          outline.nodes.slice(0, 24).map((node) => node.clean),
          { title: head.title, year: head.date ? Number(head.date.slice(0, 4)) : (year ?? webYear(doc.text)), isNotice },
        )
      : null
  const found = readFacts(doc, outline, head, { preamble, year, meetingAt: meeting?.passage.start })
  const facts: Facts = { ...found, citations: completeIssuers(found.citations, { own: issuer, number: head.number }) }
  const document: ReadDocument = {
    type: head.type,
    number: head.number,
    symbol: head.symbol,
    date: head.date,
    issuer,
    place: head.place,
    title: head.title ?? (head.type === null ? firstTitle(doc) : null),
    signer: signature.signer ?? head.signedBy?.signer ?? null,
    signerRole: signature.signerRole ?? (signature.signer === null ? (head.signedBy?.signerRole ?? null) : null),
    signerAuthority: signature.signerAuthority,
    recipients: signature.recipients,
    ...(meeting ? { meeting: meeting.meeting } : {}),
  }
  const documentPassages: DocumentPassages = {
    ...head.passages,
    ...signature.passages,
    ...(meeting ? { meeting: meeting.passage } : {}),
  }
  const reading: Reading = { document, documentPassages, ...facts, doubts: [] }
  const doubts = findDoubts(
    reading,
    doc.text,
    outlines.flatMap((part, index) => numberedHeads(part, index)),
  )
  return rated({ ...reading, doubts: [...doubts, ...doubtsOfPages(doc)] }, (doc.recognisedPages ?? 0) > 0)
}

/** "| :--- | --- |" below the head of a table in Markdown. */
const ruleOfTable = /(?:^|\s):?-{3,}:?(?=\s|$)/gu

const emptySignature: Signature = { signer: null, signerRole: null, signerAuthority: [], recipients: [], passages: {} }

/** Head, preamble, body, tail. After the signature the body goes on where an annex or an enclosed document begins. */
function splitParts(doc: ReadableDocument, bodyFrom: number): Parts {
  const bodies: Block[][] = []
  let body: Block[] = []
  bodies.push(body)
  const preamble: Block[] = []
  let tail: { start: number; end: number } | null = null
  let inTail = false
  let numbered = false
  let inAddress = false
  const blocks = doc.blocks.slice(bodyFrom)
  for (const block of blocks) {
    const text = cleanPassage(doc.text, block.start, Math.min(block.end, block.start + 400)).text
    const isAnnex = block.kind !== 'table' && (isAnnexHeading(block, text) || (tail !== null && isTypeHeading(text)))
    if (isAnnex && (tail !== null || isTypeHeading(text) || text === text.toUpperCase())) {
      inTail = false
      body = []
      bodies.push(body)
    } else if (
      !inTail &&
      block.kind === 'table' &&
      tail === null &&
      block.rows &&
      (/Nơi nhận\s*:/u.test(doc.text.slice(block.start, block.end)) || (body.length > 0 && startsTail(text.replace(ruleOfTable, ''))))
    ) {
      tail = { start: block.start, end: block.end }
      inTail = true
      continue
    } else if (
      !inTail &&
      block.kind !== 'table' &&
      tail === null &&
      (numbered || body.length > 0) &&
      startsTail(text) &&
      !isLetterhead(doc, block)
    ) {
      // A decision names its authority in capitals before its articles: that is no signature.
      if (recipientsHeading.test(text) || !comesArticle(doc, block)) {
        inTail = true
        tail = { start: block.start, end: block.end }
        continue
      }
    }
    // A draft in labelled lines names its recipients before "NỘI DUNG:".
    if (inTail && !numbered && bodies.length === 1 && /^nội dung\s*:/iu.test(text)) inTail = false
    if (inTail) {
      if (tail) tail.end = block.end
      continue
    }
    // The list under "Kính gửi:" names whom a letter goes to; it is no part of what the letter says.
    // "THỦ TƯỚNG CHÍNH PHỦ điện:" begins such a list as well.
    if (/^Kính gửi/u.test(text) || (text.length < 120 && /^\p{Lu}{2}.*\s(?:điện|ĐIỆN)\s*:$/u.test(text))) inAddress = true
    else if (inAddress && (block.mark === undefined || /^[\p{L}\d(]/u.test(block.mark))) inAddress = false
    if (inAddress) continue
    if (block.mark !== undefined) numbered = true
    if (!numbered && block.kind !== 'table') preamble.push(block)
    body.push(block)
  }
  return { bodies, preamble, tail }
}

/** "THỦ TƯỚNG CHÍNH PHỦ" beside or above the name of the state is who writes, not who signs: noise of a scan may stand before it. */
const isLetterhead = (doc: ReadableDocument, block: Block): boolean =>
  /CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]|ĐẢNG CỘNG SẢN/u.test(doc.text.slice(block.start, block.end + 120))

function comesArticle(doc: ReadableDocument, block: Block): boolean {
  const after = doc.text.slice(block.end, block.end + 1500)
  return /(?:^|\n)[\s*#]*(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|Điều\s+1)(?![\p{L}])/u.test(after)
}

/** What the pages themselves leave in doubt: those that were not read, and those of which the words were recognised from an image. */
function doubtsOfPages(doc: ReadableDocument): readonly Doubt[] {
  const { imagePages = 0, recognisedPages = 0 } = doc
  const total = doc.pages ?? imagePages + recognisedPages
  const atStart = { start: 0, end: Math.min(doc.text.length, 1) }
  const unread = `Không có lớp văn bản: ${imagePages} trên ${total} trang là ảnh nên chưa được đọc.`
  const recognised = `Chữ của ${recognisedPages} trên ${total} trang được nhận dạng từ ảnh (OCR) và có thể sai; hãy soát kỹ số liệu, ngày tháng và tên riêng.`
  return [
    ...(imagePages > 0 ? [{ code: 'noTextLayer' as const, message: unread, ...atStart }] : []),
    ...(recognisedPages > 0 ? [{ code: 'recognisedText' as const, message: recognised, ...atStart }] : []),
  ]
}

/** The year that the plan is for: its title's, else that of its date or number. */
function planYear(head: Head, preamble: readonly CleanText[], outline: Outline): number | null {
  // "đến năm 2030", "5 năm 2026 - 2030": how far a plan looks is not where it stands.
  const years = /(?<!(?:đến|hết|tầm nhìn|định hướng|hướng tới|tới)\s+(?:hết\s+|cuối\s+)?)năm\s+(20\d{2})(?!\s*[-–]\s*20\d{2})/giu
  const inTitle = [...(head.title ?? '').matchAll(years)].map((found) => Number(found[1]))
  const written = head.date ? Number(head.date.slice(0, 4)) : null
  const meant = inTitle.filter((one) => written === null || one <= written + 1)
  if (meant.length > 0) return Math.max(...meant)
  if (written !== null) return written
  const read = [...preamble.slice(0, 5), ...outline.nodes.slice(0, 40).map((node) => node.clean)]
  const published = head.type === null ? publishedIn(read) : null
  if (published !== null) return published
  for (const clean of read) {
    const day = /[Nn]gày\s+\d{1,2}[/.-]\d{1,2}[/.-](20\d{2})/u.exec(clean.text)?.[1]
    const named = day ?? [...clean.text.matchAll(years)][0]?.[1]
    if (named) return Number(named)
  }
  return null
}

/** The year of a page of news: that of its own day ("Giờ đăng: 01/04/2025 21:59"), else of the first day or month that it tells of. */
function publishedIn(read: readonly CleanText[]): number | null {
  const days = [/(?:[Đđ]ăng|[Cc]ập nhật)[^.;]{0,40}?\d{1,2}\/\d{1,2}\/(20\d{2})/u, /(?:[Nn]gày\s+\d{1,2}\/|[Tt]háng\s+)\d{1,2}\/(20\d{2})/u]
  for (const day of days)
    for (const clean of read) {
      const found = day.exec(clean.text)
      if (found?.[1]) return Number(found[1])
    }
  return null
}

/** The year in which a page of news was written, from the line of its date. */
const yearOfPage = (text: string): number | null => {
  const found = /(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(20\d{2})(?!\d)/u.exec(text.slice(0, 600))
  return found?.[1] ? Number(found[1]) : null
}

const webYear = (text: string): number | null => {
  const found = /\((?:\d{1,2}\/\d{1,2}\/)(20\d{2})\)/u.exec(text.slice(0, 3000))
  return found?.[1] ? Number(found[1]) : null
}

type Facts = Pick<Reading, 'citations' | 'indicators' | 'tasks' | 'reporting'>

type FactsContext = {
  readonly preamble: readonly CleanText[]
  readonly year: number | null
  /** Where the paragraph begins that tells of the meeting: who met there is told to do nothing. */
  readonly meetingAt: number | undefined
}

function readFacts(doc: ReadableDocument, outline: Outline, head: Head, { preamble, year, meetingAt }: FactsContext): Facts {
  const citations: FoundCitation[] = head.titleText ? [...readCitations(head.titleText, 'title')] : []
  const indicators: ReadIndicator[] = []
  const reporting = new Map<OutlineNode, readonly ReadReporting[]>()
  const reporters: OutlineNode[] = []
  const tasks = new Map<OutlineNode, readonly ReadTask[]>()
  const more: ReadTask[] = []
  const title = head.title ?? (head.type === null ? firstTitle(doc) : null)
  const horizon = horizonOf(title)
  const setsTargets = title !== null && /(?:giao|phân bổ|phân khai|hệ thống|bộ)\s+(?:các\s+)?chỉ tiêu/iu.test(title)
  // What a page of news is called tells what others have said.
  const headline = head.type === null ? title : null
  const pageYear = head.type === null ? yearOfPage(doc.text) : null
  let isInstructed = false
  // Whom the last order told, and the last list: a paragraph that says what is reported of it may follow.
  let told: readonly string[] = []
  let above: readonly string[] = []
  const hasNumbers = outline.nodes.some((node) => node.mark)
  const preambleStarts = new Set(preamble.map((clean) => clean.passage(0, 1).start))
  for (const node of outline.nodes) {
    if (node.block.kind === 'table') {
      const facts = readTableFacts(doc, node, year)
      indicators.push(...facts.indicators)
      more.push(...facts.tasks)
      reporting.set(node, facts.reporting)
      citations.push(...facts.citations)
      continue
    }
    const place: CitationPlace = node.purposes.has('basis')
      ? 'basis'
      : preambleStarts.has(node.clean.passage(0, 1).start)
        ? 'preamble'
        : 'body'
    const read = readCitations(node.clean, place)
    const cited = pageYear === null ? read : read.map((citation) => dayInYear(node.clean.text, citation, pageYear))
    citations.push(...(node.parent && repealsList(node.parent.body) ? cited.map(repealed) : cited))
    if (node.clean.passage(0, 1).start === meetingAt) continue
    const masked = withoutCitations(node.clean.text, cited)
    if (head.type === null && node.clean.text === headline) continue
    const list = sentences(node.clean.text, node.bodyAt)
    const reports = readReports(node, list, { masked, told })
    if (reports.length > 0) {
      const all = reports.flatMap((report) => report.reporting)
      reporting.set(node, all)
      reporters.push(node)
    } else if (reporters.length === 0 && node.parent && leadsReports.test(node.parent.body))
      reporting.set(node, readWindowOfKind(node.clean, node.bodyAt))
    else addToNeighbours(reporting, reporters, node)
    const isClosing = /^(?:Trên đây là|Thừa lệnh|Thừa ủy quyền|Nhận được)/u.test(node.body)
    if (isClosing) continue
    const lead = readLead(node.body)
    const owner = lead.length > 0 ? lead : ownersAbove(node)
    const own = readIndicators(node, masked, {
      year,
      horizon,
      setsTargets,
      lead: owner.length > 0 && !/^\d/.test(owner[0] ?? '') ? owner.join('; ') : undefined,
    })
    indicators.push(...own)
    isInstructed ||= instructs(node.body)
    // Before numbered items stands why they are; a letter without numbers says what to do in its paragraphs.
    if (place === 'preamble' && hasNumbers) continue
    // A report that is asked for once is a piece of work like any other.
    const regular = reports.filter((report) => report.reporting.some((one) => one.frequency !== 'once' && one.frequency !== 'as-required'))
    const spoken = readSpokenTasks(node, list, year)
    const set = readTasks(node, {
      year,
      masked,
      reporting: regular.map((report) => report.sentence),
      hasIndicator: own.some((indicator) => indicator.target.op !== 'milestone'),
      isInstructed,
      above,
    })
    if (set.length > 0) tasks.set(node, set)
    else if (regular.length === 0 && !leadsIn(node.body)) more.push(...spoken)
    const lastLead = [(set.at(-1) ?? spoken.at(-1))?.lead ?? []].flat()
    if (lastLead.length > 0) told = lastLead
    above = node.mark ? [] : [(set.at(-1) ?? spoken.at(-1))?.lead ?? []].flat()
  }
  applyDetails(outline, tasks, year)
  return {
    citations: mergeCitations(citations.filter((citation) => citation.number === null || citation.number !== head.number)),
    indicators,
    tasks: [...tasks.values(), more].flat().toSorted((a, b) => a.start - b.start),
    reporting: [...reporting.values()].flat(),
  }
}

/** An item of a list of what is repealed begins with it; what it cites besides it only mentions. */
const repealed = (citation: FoundCitation, index: number): FoundCitation =>
  index === 0 && citation.from < 12 ? { ...citation, relation: 'supersedes' } : citation

function readReports(
  node: OutlineNode,
  list: readonly Sentence[],
  { masked, told }: { readonly masked: string; readonly told: readonly string[] },
): readonly { readonly sentence: Sentence; readonly reporting: readonly ReadReporting[] }[] {
  if (node.purposes.has('assessment') || node.purposes.has('basis') || (isHeading(node) && node.body.length < 120)) return []
  const found: { sentence: Sentence; reporting: readonly ReadReporting[] }[] = []
  const lead = readLead(node.body)
  const above = lead.length > 0 ? lead : ownersAbove(node)
  const named = above.length > 0 ? above : namedAbove(node)
  let said: readonly string[] = []
  for (const sentence of list) {
    const text = node.clean.text.slice(sentence.from, sentence.to)
    const own = readLead(text)
    if (own.length > 0) said = own
    const goesOn = goesOnWithIt.test(text) || (!node.mark && named.length === 0 && startsAction(text.replace(besides, '')))
    const meant = goesOn ? (said.length > 0 ? said : told) : named
    const context = { masked, leadOf: readLead, above: meant.length > 0 ? meant : named }
    const read = readReporting(node.clean, sentence, context)
    const reporting = node.parent && leadsReports.test(node.parent.body) ? withLeadIn(read, node.parent.body) : read
    const last = found.at(-1)
    if (reporting.length > 0) found.push({ sentence, reporting })
    else if (last) last.reporting = withSupplement(last.reporting, node.clean.text.slice(sentence.from, sentence.to))
  }
  return found
}

/** "… thời gian gửi báo cáo như sau:" */
const leadsReports = /báo cáo[^:]*:\s*$/u
const besides = /^(?:Đồng thời|Ngoài ra|Bên cạnh đó),?\s+/u

/** "Thời gian chốt số liệu: từ ngày …" in an item of its own is meant for the reports that the items just before it ask for. */
function addToNeighbours(reporting: Map<OutlineNode, readonly ReadReporting[]>, before: readonly OutlineNode[], node: OutlineNode): void {
  // "- Báo cáo 6 tháng: chốt số liệu từ ngày …": under words of their own, each kind of report has its window.
  const isOfKind = /^(?:Đối với )?[Bb]áo cáo(?![\p{L}])/u.test(node.body) && readCutoff(node.body) !== undefined
  const isReceiver = namesReceiver(node.body)
  if (!isOfKind && !isReceiver && !/^(?:Thời (?:gian|điểm|hạn)|Số liệu|Kỳ|Mốc)(?![\p{L}])/u.test(node.body)) return
  for (const beside of before.slice(-neighbours)) {
    if (beside.parent !== node.parent && !(isOfKind && beside.parent === (node.parent?.parent ?? null))) continue
    const timed = withSupplement(reporting.get(beside) ?? [], node.body)
    reporting.set(beside, isReceiver ? withReceiver(timed, node.body) : timed)
  }
}

const neighbours = 8

/** A heading that names bodies and goes on to say which: "Các cơ quan, đơn vị được giao chủ trì …". */
function namedAbove(node: OutlineNode): readonly string[] {
  return node.parent && isHeading(node.parent) ? (readUnits(headingText(node.parent), 0)?.units ?? []) : []
}

function numberedHeads(outline: Outline, part: number): readonly NumberedHead[] {
  return outline.nodes
    .filter((node) => node.mark && node.mark.kind !== 'dash' && node.mark.kind !== 'plus')
    .map((node) => ({
      label: node.mark?.label ?? '',
      title: node.title === '' ? node.body : node.title,
      parent: node.parent?.block.start ?? -1 - part,
      isChapter: node.rank <= 5 && (isHeading(node) || node.children.length > 0),
      ...node.clean.passage(0, node.clean.text.length),
    }))
}

/** A page of news has no type: its first long line is its title. */
function firstTitle(doc: ReadableDocument): string | null {
  for (const block of doc.blocks.slice(0, 8)) {
    const text = cleanPassage(doc.text, block.start, block.end).text
    if (text.length > 40 && text.length < 400 && !/[.;:]$/u.test(text)) return text
  }
  return null
}
