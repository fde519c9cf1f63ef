import type { Block, Passage, ReadableDocument } from '@haidang/domain/plans/reading'
import { cleanPassage, type CleanText } from '../text/clean-text.ts'
import { outlineMark } from '../text/outline-mark.ts'
import { isoDay } from './read-dates.ts'
import { namedOnPage, type NamedOnPage } from './named-on-page.ts'
import { adoptedOn, authorityBelow, issuedAs, issuerOfEnclosure, knownByEnclosure, titleOfFirstArticle } from './lost-head.ts'
import { kindFromSymbol } from './read-citations.ts'
import { kept, levelName, titleCase } from './title-case.ts'

export type Head = {
  readonly type: string | null
  readonly number: string | null
  readonly symbol: string | null
  readonly date: string | null
  readonly place: string | null
  readonly title: string | null
  readonly headerIssuer: string | null
  readonly passages: { number?: Passage; date?: Passage; title?: Passage; type?: Passage; issuer?: Passage; place?: Passage }
  /** Blocks of the head; the body begins at this index. */
  readonly bodyFrom: number
  readonly titleText: CleanText | null
  /** Who signed, where the page tells it above the text. */
  readonly signedBy?: { readonly signer: string; readonly signerRole: string | null }
}

const typeNames =
  'KẾ HOẠCH|THÔNG BÁO|QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|BÁO CÁO|TỜ TRÌNH|HƯỚNG DẪN|CÔNG ĐIỆN|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|PHƯƠNG ÁN|KẾT LUẬN|THÔNG TƯ|NGHỊ ĐỊNH|LUẬT|GIẤY MỜI|BIÊN BẢN|THÔNG CÁO|DỰ ÁN|CÔNG VĂN|LỆNH'
const typeLine = new RegExp(`^(${typeNames})(?![\\p{L}])[\\s:]*`, 'u')
const numberLine = /^[Ss]ố\s*:?\s*([\d\s.…_]*?|[\dA-Za-z]{1,6})\s*([-/])\s*([\p{Lu}\d][\p{L}\d&/-]*(?:\s?-\s?[\p{Lu}\d][\p{L}\d&]*)*)/u
const placeDate =
  /(?:^|\s)(\p{Lu}[\p{L}.'’-]*\d*(?:[\s–-]+\p{Lu}[\p{L}.'’-]*\d*){0,7}\s?),\s*ngày\s*([\d.…_\s]*|[\dA-Za-z]{1,3}\s)\s*t?háng\s*([\d.…_\s]*)\s*năm\s*(\d{4}|20[.…_\s]*)/u
const motto = /^(?:CHỦ NGHĨA VIỆT NAM|CỘNG$|HO[ÀA] XÃ HỘI|HÒA XÃ HỘI|XÃ HỘI CHỦ NGHĨA|CỘNG HO[ÀA]|CỘNG HÒA|CỘNG HOÀ|Độc lập|ĐẢNG CỘNG SẢN)/u

const basis = /^Căn cứ(?![\p{L}])/u

const stamped = new RegExp(`^(?:(?:Đ[ẾEÊ]N|DEN|CÔNG VĂN ĐẾN)(?![\\p{L}])|[^\\p{L}\\d\\s“"(]).{0,30}\\s(?=(?:${typeNames})$)`, 'u')

/** "V/v", also as recognition reads it: "Vív". */
const subjectMark = /^(?:[Vv][/íìIl|][vV]|Về việc)(?![\p{L}])/u

const maxHead = 40

export function readHead(doc: ReadableDocument): Head {
  const blocks = doc.blocks
  const cleans = blocks.slice(0, maxHead).map((block) => cleanPassage(doc.text, block.start, Math.min(block.end, block.start + 3000)))
  const passages: Head['passages'] = {}
  let number: string | null = null
  let symbol: string | null = null
  let date: string | null = null
  let place: string | null = null
  let type: string | null = null
  let typeAt = -1
  let numberAt = -1
  const issuerLines: { readonly text: string; readonly passage: Passage }[] = []
  let subjectAt = -1
  let dateAt = -1

  // Copies on portals often lost the letterhead: then what the document stands on follows its title at once.
  let basisAt = -1
  let isOver = false

  for (const [index, clean] of cleans.entries()) {
    const text = clean.text
    const isBelowCapitals = issuerLines.length > 0 || (index > 0 && isCapitals(cleans[index - 1]?.text ?? ''))
    if (numberAt < 0 && typeAt < 0 && !isOver && isBelowCapitals && basis.test(text)) {
      basisAt = index
      break
    }
    // Where the line of the kind was lost, what the document stands on is its body already.
    if (numberAt >= 0 && typeAt < 0 && basis.test(text)) break
    if (outlineMark(text) && typeAt < 0 && numberAt >= 0 && !/^(?:V\/v|Số)/u.test(text)) break
    const numbered = numberAt < 0 && text.length < 400 ? findNumber(text) : null
    if (numbered) {
      number = numbered.number
      symbol = numbered.symbol
      numberAt = index
      passages.number = clean.passage(numbered.from, numbered.to)
    }
    const dated = date === null && text.length < 400 && !passages.date ? placeDate.exec(text) : null
    if (dated) {
      dateAt = index
      place = (dated[1] ?? '').trim()
      date = partialDate(dated[2] ?? '', dated[3] ?? '', dated[4] ?? '')
      const from = dated.index + dated[0].search(/\S/u)
      passages.date = clean.passage(from, dated.index + dated[0].length)
      passages.place = clean.passage(from, from + place.length)
    }
    const typed = typeLine.exec(withoutStamp(text))
    const isTypeLine =
      typed &&
      (withoutStamp(text).length === typed[0].trim().length ||
        /^[\p{Lu}\s:]{0,4}(?:\p{Lu}\p{Ll}|\p{Lu}{2}|V\/[vV]|v\/v|\()/u.test(withoutStamp(text).slice(typed[0].length)))
    if (typed && isTypeLine && isPageTitle(cleans, index, typed[1] ?? '')) continue
    if (typed && isTypeLine && typeAt < 0) {
      type = (typed[1] ?? '').toLowerCase()
      typeAt = index
      const at = text.length - withoutStamp(text).length
      passages.type = clean.passage(at, at + typed[0].trim().length)
      break
    }
    if (subjectMark.test(text) && numberAt >= 0 && subjectAt < 0) subjectAt = index
    if (subjectAt >= 0 && /^Kính gửi/u.test(text)) break
    // Below a paragraph of running text no letterhead stands; capitals there are a signature.
    if (/^Kính\s+gửi/u.test(text) || (text.length > 200 && /\p{Ll}{2}/u.test(text) && !/[|\t]/u.test(text))) isOver = true
    if (!isOver && numberAt < 0 && text.length < 160 && text === text.toUpperCase() && /\p{Lu}{2}/u.test(text) && !motto.test(text)) {
      issuerLines.push({ text: stripMotto(text), passage: clean.passage(0, text.length) })
    }
  }

  if (basisAt > 0) return headWithoutLetter(doc, cleans, basisAt)
  const page = type === null && symbol === null ? namedOnPage(cleans) : null
  if (page) return headOnPage(page)
  const headerIssuer = joinIssuer(issuerLines.map((line) => line.text).filter((text) => text !== ''))
  if (issuerLines[0] && headerIssuer)
    passages.issuer = { start: issuerLines[0].passage.start, end: issuerLines.at(-1)?.passage.end ?? issuerLines[0].passage.end }
  // A letter has no kind above its title; where even its number was lost, "Kính gửi" tells it.
  if (type === null && symbol === null && cleans.slice(0, 6).some((clean) => /^Kính\s+gửi\s*:/u.test(clean.text))) type = 'công văn'
  if (type === null && symbol !== null)
    type = subjectAt >= 0 || /^(?:UBND|HĐND|VP|BCĐ|S[A-Z]+)/u.test(symbol) ? 'công văn' : (kindFromSymbol(symbol) ?? 'công văn')
  const titled =
    typeAt >= 0
      ? readTitle(doc, cleans, typeAt)
      : subjectAt >= 0
        ? readSubject(doc, cleans, subjectAt)
        : symbol !== null
          ? ((type === 'công văn' ? subjectBelow(doc, cleans, numberAt) : null) ??
            readUntypedTitle(doc, cleans, Math.max(numberAt, dateAt) + 1))
          : null
  if (titled) passages.title = titled.passage
  const by = titled ? ownBody.exec(titled.text) : null
  const isDecided = type !== null && decided.has(type)
  const enclosed = isDecided && symbol === null ? knownByEnclosure(doc.text, type) : null
  const decides = headerIssuer === null ? authorityBelow(cleans, titled?.next ?? typeAt + 1) : null
  return {
    type,
    number: number ?? enclosed?.number ?? null,
    symbol: symbol ?? enclosed?.symbol ?? null,
    date: date ?? enclosed?.date ?? (isDecided ? adoptedOn(doc.text) : null),
    place,
    title:
      (by ? titled?.text.slice(by[0].length) : titled?.text.replace(conference, '')) ??
      headline(cleans) ??
      (isDecided ? titleOfFirstArticle(doc) : null),
    headerIssuer:
      (by?.[1] && ofParty.test(by[1]) ? titleCase(by[1]) : headerIssuer) ??
      (decides === null ? issuerOfEnclosure(cleans) : titleCase(decides.replace(office, ''))),
    passages,
    bodyFrom: titled ? (isBeside(dateAt, titled.next) ? dateAt + 1 : titled.next) : Math.max(typeAt, numberAt, subjectAt, dateAt) + 1,
    titleText: titled?.clean ?? null,
  }
}

/** "KẾ HOẠCH MỞ TỦ SÁCH …" above a letterhead under which its kind comes again: what a page calls the document that it gives. */
function isPageTitle(cleans: readonly CleanText[], at: number, kind: string): boolean {
  const again = cleans.findIndex(({ text }, index) => index > at + 2 && typeLine.exec(text)?.[1] === kind)
  return (
    again > 0 &&
    cleans.slice(at + 1, again).some(({ text }) => isState.test(text)) &&
    !cleans.slice(0, at).some(({ text }) => isState.test(text))
  )
}
const isState = /CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM/u

/** The right half of a letterhead may stand below the subject, where the columns of a page were read one after the other. */
const isBeside = (dateAt: number, next: number): boolean => dateAt >= next && dateAt < next + 4

const headOnPage = ({ next, signer, signerRole, issuer, ...named }: NamedOnPage): Head => ({
  ...named,
  place: null,
  headerIssuer: issuer,
  passages: {},
  bodyFrom: next,
  ...(signer === null ? {} : { signedBy: { signer, signerRole } }),
})

/** "KẾT LUẬN" / "CỦA BAN BÍ THƯ" / "về …": whose it is, no part of the title; the letterhead is that of the whole committee. */
const ownBody = /^CỦA\s+(\p{Lu}[\p{Lu}\s,–-]{3,80}?)\s+(?=(?:về|Về|VỀ)\s)/u
const ofParty = /^(?:BAN BÍ THƯ|BỘ CHÍNH TRỊ)$/u
/** "NGHỊ QUYẾT" / "HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHOÁ XV" / "về …": where it was adopted. */
const conference = /^hội nghị (?:lần thứ \p{L}+(?: \p{L}+)? )?(?:của )?ban chấp hành [^.;:]{3,90}?\s(?=về\s)/iu

const decided = new Set(['quyết định', 'nghị quyết', 'luật', 'pháp lệnh', 'thông tư', 'nghị định'])
/** Who signs for a body is not the body: "BỘ TRƯỞNG BỘ Y TẾ". */
const office = /^(?:PHÓ )?(?:BỘ TRƯỞNG|CHỦ TỊCH|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG)\s+(?=\p{L})/u

/** "ĐẾN Ngày: 06/3 CHỈ THỊ", ": _¬ CHỈ THỊ": the stamp of who received it, or dirt of the scan, beside the line of the kind. */
function withoutStamp(text: string): string {
  if (text.length > 80) return text
  const at = stamped.exec(text)
  return at ? text.slice(at[0].length) : text
}

/** "TITLE" / "THỦ TƯỚNG CHÍNH PHỦ" / "Căn cứ …" / "QUYẾT ĐỊNH:": what is known of a document whose letterhead is lost. */
function headWithoutLetter(doc: ReadableDocument, cleans: readonly CleanText[], basisAt: number): Head {
  let titleEnd = 0
  while (titleEnd < basisAt && isTitleLine(cleans[titleEnd]?.text ?? '') && isCapitals(cleans[titleEnd]?.text ?? '')) titleEnd++
  const authorityText = cleans
    .slice(titleEnd, basisAt)
    .map((clean) => clean.text)
    .join(' ')
  const title = titleEnd === 0 ? null : cleanPassage(doc.text, doc.blocks[0]?.start ?? 0, doc.blocks[titleEnd - 1]?.end ?? 0)
  const after = cleans.slice(basisAt, basisAt + 30).map((clean) => clean.text)
  const ordered = after
    .map((text) => /^(QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|NGHỊ ĐỊNH|CHỈ THỊ|THÔNG TƯ)\s*:/u.exec(text)?.[1])
    .find((word) => word !== undefined)
  const issues = issuedAs(after)
  const type = ordered?.toLowerCase().replace('quyết nghị', 'nghị quyết') ?? issues?.type ?? null
  const enclosed = knownByEnclosure(doc.text, type)
  const issuer = isCapitals(authorityText) ? titleCase(authorityText.replace(office, '')) : (issues?.issuer ?? null)
  return {
    type,
    number: enclosed?.number ?? null,
    symbol: enclosed?.symbol ?? null,
    date: enclosed?.date ?? adoptedOn(doc.text),
    place: null,
    title: title?.text ?? null,
    headerIssuer: issuer,
    passages: title ? { title: title.passage(0, title.text.length) } : {},
    bodyFrom: basisAt,
    titleText: title,
  }
}

const isTitleLine = (text: string): boolean => !authority.test(text) || /^BAN HÀNH/u.test(text)

function findNumber(
  text: string,
): { readonly number: string | null; readonly symbol: string; readonly from: number; readonly to: number } | null {
  const at = text.search(/[Ss]ố\s*:/u) >= 0 ? text.search(/[Ss]ố\s*:/u) : /^Số\s/u.test(text) ? 0 : -1
  if (at < 0 || (at > 0 && text.length > 200)) return null
  const found = numberLine.exec(text.slice(at))
  if (!found) return null
  // A number that recognition took for letters is not known.
  const digits = /\p{L}/u.test(found[1] ?? '') ? '' : (found[1] ?? '').replace(/\D/g, '')
  let symbol = (found[3] ?? '').replace(/\s/g, '')
  let to = at + found[0].length
  // In one line with the place: "Số: 15/KH-UBND An Lộc, ngày …".
  const spill = /^(.*?(?:-\p{Lu}[\p{Lu}\d&]*)+)\p{Lu}\p{Ll}{2,}$/u.exec(symbol)
  if (spill?.[1]) {
    to -= symbol.length - spill[1].length
    symbol = spill[1]
  }
  const year = /^(\d{4})\/(.+)$/u.exec(symbol)
  const number = digits === '' ? null : year ? `${digits}/${symbol}` : `${digits}${found[2] === '-' ? '-' : '/'}${symbol}`
  return { number, symbol: year?.[2] ?? symbol, from: at, to }
}

function partialDate(day: string, month: string, year: string): string | null {
  // A day that recognition took for letters is not known.
  const [d, m, y] = [/\p{L}/u.test(day) ? '' : day.replace(/\D/g, ''), month.replace(/\D/g, ''), year.replace(/\D/g, '')]
  if (y.length !== 4) return null
  if (m === '' || Number(m) < 1 || Number(m) > 12) return y
  return d === '' ? `${y}-${m.padStart(2, '0')}` : (isoDay(y, m, d) ?? `${y}-${m.padStart(2, '0')}`)
}

const stripMotto = (text: string): string => text.replace(/\s*CỘNG HÒ?A?À? XÃ HỘI.*$/u, '').trim()

/** The lowest body of the letterhead: "ỦY BAN NHÂN DÂN" + "THÀNH PHỐ VŨNG TÀU", or the second of superior and issuer. */
function joinIssuer(lines: readonly string[]): string | null {
  const useful = unwrapped(lines)
    .map((line) => line.replace(/[-_–\s]+$/u, '').trim())
    .filter(
      (line) =>
        line.length > 2 &&
        !/^(?:PHỤ LỤC|PHỤ BIỂU|DANH MỤC|BIỂU MẪU)(?![\p{L}])/u.test(line) &&
        !/^(?:DỰ THẢO|HỎA TỐC|HOẢ TỐC|KHẨN|THƯỢNG KHẨN|\(.*\))$/u.test(line),
    )
  if (useful.length === 0) return null
  const startsBody = (line: string) =>
    /^(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|SỞ|BỘ|BAN|BCĐ|TỔ CÔNG TÁC|TIỂU BAN|VĂN PHÒNG|PHÒNG|CHI CỤC|CỤC|TRUNG TÂM|CÔNG AN|TỈNH ỦY|TỈNH UỶ|THÀNH ỦY|THÀNH UỶ|THỊ ỦY|HUYỆN ỦY|QUẬN ỦY|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|ĐẢNG BỘ|TỔNG CỤC|BẢO HIỂM|ĐẢNG ĐOÀN|ĐẢNG ỦY|ĐẢNG UỶ|LIÊN ĐOÀN|TRƯỜNG|VIỆN|KHO BẠC|NGÂN HÀNG|TÒA ÁN|TẬP ĐOÀN|TỔNG CÔNG TY|BỆNH VIỆN|TỈNH ĐOÀN|THÀNH ĐOÀN|MẶT TRẬN)/u.test(
      line,
    )
  let first = -1
  for (const [index, line] of useful.entries()) if (startsBody(line)) first = index
  if (first < 0) return titleCase(useful.join(' '))
  const issuer = useful.slice(first).join(' ')
  // "UBND THÀNH PHỐ …" / "VĂN PHÒNG": an office that is only named together with its superior.
  if (first > 0 && /^(?:VĂN PHÒNG|THANH TRA|CÔNG AN|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|THƯỜNG TRỰC)$/u.test(issuer))
    return `${titleCase(issuer)} ${titleCase(useful.slice(0, first).join(' '))}`
  // A steering committee under a people's committee is that of the same province or commune.
  const level = levelName.exec(useful.slice(0, first).join(' '))
  if (first > 0 && level && !levelName.test(issuer) && /^(?:BAN CHỈ ĐẠO|BCĐ|TỔ CÔNG TÁC|HỘI ĐỒNG)/u.test(issuer))
    return `${titleCase(issuer)} ${titleCase(`UBND ${useful.slice(0, first).join(' ').slice(level.index)}`).replace(/^UBND /u, '')}`
  return titleCase(issuer)
}

/** "ỦY" / "BAN NHÂN DÂN": a narrow cell broke after the first word. */
const unwrapped = (lines: readonly string[]): readonly string[] =>
  lines.reduce<readonly string[]>((joined, line) => {
    const last = joined.at(-1)
    return last !== undefined && /^\p{Lu}{2,4}$/u.test(last) && !kept.has(last)
      ? [...joined.slice(0, -1), `${last} ${line}`]
      : [...joined, line]
  }, [])

type Title = { readonly text: string; readonly passage: Passage; readonly next: number; readonly clean: CleanText }

const bodyStart =
  /^(?:Căn cứ|Thực hiện (?:Nghị|Quyết|Chỉ|Kế|Công|Thông|Chương|ý|nhiệm|Luật|Đề|Kết)|Ngày \d|Chiều|Sáng|Kính gửi|Để |Trong |Nhằm|Xét|Qua |Hôm nay|Theo |Thời gian qua|Năm \d|Vừa qua|Ủy ban|Uỷ ban|UBND|Tại )/u
const authority =
  /^(?:(?:PHÓ )?CHỦ TỊCH|(?:ỦY|UỶ) BAN NHÂN DÂN|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|CHÍNH PHỦ|HỘI ĐỒNG|TRƯỞNG|BAN |QUYẾT ĐỊNH|QUYẾT NGHỊ|THƯỜNG TRỰC|QUỐC HỘI|CHÁNH)/u

function readTitle(doc: ReadableDocument, cleans: readonly CleanText[], typeAt: number): Title | null {
  const own = withoutStamp(cleans[typeAt]?.text ?? '')
  const typed = typeLine.exec(own)
  const inline = typed ? own.slice(typed[0].length).trim() : ''
  let first = inline === '' ? typeAt + 1 : typeAt
  let next = typeAt + 1
  let titleSoFar = inline
  while (next < cleans.length) {
    const text = cleans[next]?.text ?? ''
    const block = doc.blocks[next]
    if (!block || block.kind === 'table' || text === '') break
    if (/^[-–_=.\s]+$/u.test(text)) {
      if (titleSoFar === '') first++
      next++
      continue
    }
    if (titleSoFar === '') {
      // "THỦ TƯỚNG CHÍNH PHỦ ĐIỆN:" names whom a telegram goes to.
      if (outlineMark(text) || /\sđiện\s*:?$/iu.test(text)) break
    } else {
      const goesOn =
        /[,;:–-]$/u.test(titleSoFar) ||
        /^["“(]?[\p{Ll}\d]/u.test(text) ||
        /(?:của|và|các|về|tại|trên địa bàn|năm|giai đoạn)$/u.test(titleSoFar) ||
        isTight(doc, next, titleSoFar, text) ||
        (isCapitals(titleSoFar) && /^(?:CỦA|HỘI NGHỊ)\s/u.test(titleSoFar) && /^Về\s/u.test(text))
      if (outlineMark(text) || bodyStart.test(text) || authority.test(text) || !goesOn || /^\(/u.test(text)) break
      if (titleSoFar.length > 500) break
    }
    titleSoFar = titleSoFar === '' ? text : `${titleSoFar} ${text}`
    next++
  }
  if (titleSoFar === '') return null
  const start = doc.blocks[first]?.start ?? 0
  const end = doc.blocks[next - 1]?.end ?? start
  const clean = cleanPassage(doc.text, start, end)
  const from = first === typeAt && typed ? typed[0].length : 0
  return {
    text: titleSoFar.replace(/[\s*_]+$/u, '').replace(beforeSubject, ''),
    passage: clean.passage(from, clean.text.length),
    next,
    clean,
  }
}

/** What recognition made of a stamp beside the title. */
const beforeSubject = /^\S*\d\S*[\s|–-]{1,4}(?=(?:Về|V\/v)\s)/u

/** Lines of a title stand close together, or are all in capitals. */
function isTight(doc: ReadableDocument, at: number, before: string, line: string): boolean {
  const [above, block] = [doc.blocks[at - 1], doc.blocks[at]]
  if (!above || !block || line.length > 120 || /[.;:]$/u.test(line)) return false
  if (isCapitals(before) && isCapitals(line)) return true
  return !/\n\s*\n/u.test(doc.text.slice(above.end, block.start)) && !isCapitals(line)
}

const isCapitals = (text: string): boolean => text === text.toUpperCase() && /\p{Lu}{2}/u.test(text)

/** "Thông báo số 12/TB-UBND: Kết luận của … (29/05/2024)": the headline of the page that a notice was put on. */
function headline(cleans: readonly CleanText[]): string | null {
  for (const { text } of cleans.slice(0, 6)) {
    const found = new RegExp(
      `^(?:${typeNames})\\s+số\\s[^:]{3,40}:\\s*(\\p{Lu}.{20,400}?)(?:\\s*\\(\\d{1,2}\\/\\d{1,2}\\/\\d{4}\\))?$`,
      'iu',
    ).exec(text)
    if (found?.[1]) return found[1]
  }
  return null
}

/** Some copies lost the line of the type: then the lines in capitals below number and date are the title. */
function readUntypedTitle(doc: ReadableDocument, cleans: readonly CleanText[], from: number): Title | null {
  let next = from
  while (
    next < cleans.length &&
    next < from + 6 &&
    isCapitals(cleans[next]?.text ?? '') &&
    !outlineMark(cleans[next]?.text ?? '') &&
    !authority.test(cleans[next]?.text ?? '')
  )
    next++
  if (next === from) return null
  const clean = cleanPassage(doc.text, doc.blocks[from]?.start ?? 0, doc.blocks[next - 1]?.end ?? 0)
  return { text: clean.text, passage: clean.passage(0, clean.text.length), next, clean }
}

function readSubject(doc: ReadableDocument, cleans: readonly CleanText[], at: number): Title | null {
  let next = at + 1
  let text = cleans[at]?.text ?? ''
  while (next < cleans.length && next < at + 5) {
    const line = cleans[next]?.text ?? ''
    if (/^Kính gửi/u.test(line) || placeDate.test(line) || outlineMark(line) || bodyStart.test(line) || !/^["“(]?[\p{Ll}\d]/u.test(line))
      break
    text = `${text} ${line}`
    next++
  }
  const start = doc.blocks[at]?.start ?? 0
  const clean = cleanPassage(doc.text, start, doc.blocks[next - 1]?.end ?? start)
  return {
    text: text.replace(/^[Vv][/íìIl|]v\s*:?\s*/u, '').replace(/[\s.]+$/u, ''),
    passage: clean.passage(0, clean.text.length),
    next,
    clean,
  }
}

/** Letters of the Party tell below their number, without "V/v", what they are about. */
function subjectBelow(doc: ReadableDocument, cleans: readonly CleanText[], numberAt: number): Title | null {
  const from = numberAt + 1
  const ends = cleans.findIndex(({ text }, at) => at >= from && (!/\p{Ll}{2}/u.test(text) || motto.test(text) || placeDate.test(text)))
  const address = cleans.findIndex(({ text }) => /^Kính\s+gửi/u.test(text))
  const next = Math.min(ends < 0 ? address : ends, address)
  const lines = cleans.slice(from, Math.max(from, next))
  const isSubject = lines.length > 0 && lines.length < 6 && lines.every(({ text }) => text.length < 160 && !/[.:]$|^\(/u.test(text))
  const [start, end] = [doc.blocks[from]?.start, doc.blocks[next - 1]?.end]
  if (!isSubject || outlineMark(lines[0]?.text ?? '') || start === undefined || end === undefined) return null
  const clean = cleanPassage(doc.text, start, end)
  return { text: lines.map(({ text }) => text).join(' '), passage: clean.passage(0, clean.text.length), next, clean }
}

/** "CHƯƠNG TRÌNH HÀNH ĐỘNG", "KẾ HOẠCH CỦA CHÍNH PHỦ": a line in capitals that begins with the name of a kind. */
export const isTypeHeading = (text: string): boolean =>
  new RegExp(`^(?:${typeNames})(?![\\p{L}])`, 'u').test(text) && text === text.toUpperCase() && text.length < 200 && !text.endsWith(':')
export const isAnnexHeading = (block: Block, text: string): boolean =>
  /^(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU MẪU|ĐỀ CƯƠNG)(?:\s+(?:[IVXLC\d]+|SỐ\s*\d+|số\s*\d+))?(?:[\s:.]|$)/u.test(text) &&
  (block.kind === 'heading' || text.length < 120)
