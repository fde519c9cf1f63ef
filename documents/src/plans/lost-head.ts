/** What the text itself still tells of a document whose letterhead was lost: by its enclosures, its first article and its last words. */
import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { cleanPassage, type CleanText } from '../text/clean-text.ts'
import { dateFrom } from './read-dates.ts'
import { startsUnit } from './units.ts'

export type KnownByEnclosure = { readonly number: string; readonly symbol: string; readonly date: string | null }

/** What is enclosed says with which document it was issued: "(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày …)", with this one. */
export function knownByEnclosure(text: string, type: string | null): KnownByEnclosure | null {
  if (type === null) return null
  const found = new RegExp(`\\([^()]{0,40}[Kk]èm theo ${type} số\\s*:?\\s*(\\d+)\\s*([/-])\\s*([\\p{Lu}\\d][\\p{L}\\d&/-]*)`, 'iu').exec(
    text,
  )
  if (!found) return null
  const end = found.index + found[0].length
  const symbol = found[3] ?? ''
  return {
    number: `${found[1]}${found[2]}${symbol}`,
    symbol: symbol.replace(/^\d{4}\//u, ''),
    date: dateFrom(text.slice(end, end + 60))?.iso ?? null,
  }
}

/** "(Ban hành kèm theo Quyết định số … của UBND tỉnh X)" below its title: who issued what stands alone without its decision. */
export function issuerOfEnclosure(cleans: readonly CleanText[]): string | null {
  for (const { text } of cleans.slice(0, 8)) {
    const found =
      /^\((?:Ban hành )?[Kk]èm theo (?:Quyết định|Nghị quyết|Thông tư|Công văn|Kế hoạch) số[^()]*?\scủa\s+(?:(?:Chủ tịch|Bộ trưởng|Giám đốc)\s+)?(\p{Lu}[^().;]{4,90})\)/u.exec(
        text,
      )
    if (found?.[1]) return found[1].trim()
  }
  return null
}

/** How far from the end the words stand that close a resolution. */
const closingLength = 6000

/** "Nghị quyết này được … thông qua ngày 12 tháng 11 năm 2030": resolutions and laws bear their day in their last words. */
export function adoptedOn(text: string): string | null {
  const closing = text.slice(-closingLength)
  const found =
    /(?:Nghị quyết|Luật|Pháp lệnh|Bộ luật) này (?:đã )?được[^.;]{0,200}?thông qua(?:\s+(?:tại|vào)[^.;]{0,80}?)?\s+(?=ngày\s+\d)/iu.exec(
      closing,
    )
  const date = found ? dateFrom(closing.slice(found.index + found[0].length, found.index + found[0].length + 40)) : null
  return date?.iso.length === 10 ? date.iso : null
}

const firstArticle =
  /^Điều 1\s*[.:]\s*(?:Nay\s+)?(Ban hành(?: kèm theo)?(?: (?:Quyết định|Nghị quyết|Thông tư|Công văn) này)?|Phê duyệt|Thông qua|Thành lập|Công bố|Giao)\s+(?=["“\p{L}])/u

/** The title of a decision as its first article repeats it: "Ban hành kèm theo Quyết định này Quy chế …". */
export function titleOfFirstArticle(doc: ReadableDocument): string | null {
  for (const block of doc.blocks.slice(0, 60)) {
    const { text } = cleanPassage(doc.text, block.start, Math.min(block.end, block.start + 1200))
    const found = firstArticle.exec(text)
    if (!found) continue
    const said = /^(?:[^.;]|\.(?=\S)|;(?! (?:thay thế|bãi bỏ|gồm|trong đó|cụ thể))){8,500}/u.exec(
      text.slice(/^Ban hành/u.test(found[1] ?? '') ? found[0].length : found[0].indexOf(found[1] ?? '')),
    )
    const title = (said?.[0] ?? '').replace(/\s*\((?:có|kèm|đính kèm|chi tiết)[^()]*\)?\s*$/iu, '').replace(/[\s,:/]+$/u, '')
    return title.length < 8 ? null : title.replace(/^“([^“”]+)”$/u, '$1')
  }
  return null
}

/** "Căn cứ …, Ban Chỉ đạo X xây dựng kế hoạch thực hiện như sau:": who issues what, where neither has a line of its own. */
export function issuedAs(texts: readonly string[]): { readonly issuer: string; readonly type: string } | null {
  for (const text of texts) {
    const found =
      /\s(?:đã\s+)?(?:ban hành|xây dựng|đề ra|thông báo)\s+(Quyết định|Nghị quyết|Nghị định|Chỉ thị|Thông tư|[Kk]ế hoạch|[Cc]hương trình hành động|[Cc]hương trình|[Pp]hương án|[Hh]ướng dẫn|[Đđ]ề án)(?![\p{L}])/u.exec(
        text,
      )
    if (!found) continue
    const isAnnounced = /^[^.;]{0,300}(?:như sau|này|sau đây|với (?:các|những) nội dung)[^.;]{0,80}(?:[:.]|$)/u.test(
      text.slice(found.index + found[0].length),
    )
    const before = text.slice(Math.max(0, found.index - 160), found.index)
    const issuer = before.slice(Math.max(0, ...[...before.matchAll(/[,;:]\s+/gu)].map((cut) => cut.index + cut[0].length))).trim()
    // "Thủ tướng Chính phủ ban hành Quyết định …," closes what a decision stands on.
    const isSaid = isAnnounced || (text.startsWith(issuer) && /^\p{Lu}/u.test(found[1] ?? ''))
    if (isSaid && issuer.length > 4 && issuer.length < 110 && startsUnit(issuer)) return { issuer, type: (found[1] ?? '').toLowerCase() }
  }
  return null
}

const authority =
  /^(?:(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|TỔNG GIÁM ĐỐC|CHÁNH VĂN PHÒNG|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG)|(?:ỦY|UỶ) BAN|HỘI ĐỒNG NHÂN DÂN|THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ|QUỐC HỘI|BAN (?:THƯỜNG VỤ|CHẤP HÀNH|CHỈ ĐẠO))(?![\p{L}])/u

/** "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …" alone in capitals between the title and "Căn cứ": who decides. */
export function authorityBelow(cleans: readonly CleanText[], from: number): string | null {
  const [first = '', second = ''] = [cleans[from]?.text, cleans[from + 1]?.text]
  if (!authority.test(first) || first !== first.toUpperCase() || first.length > 140) return null
  const isTwo = second.length < 80 && second === second.toUpperCase() && /^\p{Lu}/u.test(second) && !/^(?:QUYẾT|KHÓA|KỲ|\()/u.test(second)
  return (isTwo ? `${first} ${second}` : first).replace(/\s+(?:KHÓA|KHOÁ|KỲ HỌP|NHIỆM KỲ)\s.*$/u, '').replace(/[\s,:]+$/u, '')
}
