import type { Passage } from '@haidang/domain/plans/reading'
import { cleanPassage } from '../text/clean-text.ts'

export type Line = Passage & { readonly text: string }

const roleNames =
  'CHỦ TỊCH|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TỔNG BÍ THƯ|BÍ THƯ|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|CHÁNH ÁN|CHỦ NHIỆM|THƯỜNG TRỰC|CHÁNH VP|ĐỘI TRƯỞNG|TỔ TRƯỞNG'
const role = `(?:Q\\.\\s?|QUYỀN )?(?:PHÓ )?(?:${roleNames})`
export const surnames =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đào|Mai|Cao|Lương|Tô|Hà|Lâm|Trương|Tạ|Thái|Chu|Quách|Kiều|Đoàn|Tống|Vương|Phùng|Nông|Hứa|La|Lưu|Triệu|Bế|Y|A|K’|Đàm|Thạch|Kim|Sơn'

/** The name of who signs behind "Lưu: VT.", where two columns became one. */
export const behindFiled = new RegExp(`^[-–+•*]?\\s*Lưu\\s?:?\\s?[^.]{2,40}?[.;)]?\\s((?:${surnames})(?:\\s\\p{Lu}\\p{Ll}+){1,3})$`, 'u')

export const authorityLine = /^(?:(?:TM|KT|TL|TUQ|T\/M|THỪA LỆNH|THAY MẶT)(?![\p{L}])\s*[.:]?|Q\s*\.)\s*(?=\p{Lu})/u
export const roleLine = new RegExp(`^${role}(?![\\p{L}])`, 'u')

const authorityMark = /(?<![\p{L}/])(?:TM|T\/M|KT|TL|TUQ)\s?[.:]?\s?(?=\p{Lu}{2})/gu
const roleMark = new RegExp(`(?<![\\p{L}])${role}(?![\\p{L}])`, 'gu')
const name = /(?<=\p{Lu}{2}[.)\]]?\s)(?=\p{Lu}\p{Ll}*\s\p{Lu}\p{Ll}*)/u
const nameInCapitals = new RegExp(`(?<=\\p{Lu}\\s)(?=(?:${surnames.toUpperCase()})(?:\\s\\p{Lu}{1,7}){1,3}$)`, 'u')

/** Lines of the end of a document, each one thing: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Bình" is three. */
export function signatureLines(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = []
  let start = from
  for (const raw of text.slice(from, to).split('\n')) {
    for (const piece of raw.matchAll(/\S(?:[^\t|]|\|(?!\s))*?(?=\s{4,}\S|\t|\s*\||\s*$)/gu)) {
      const at = start + piece.index
      const clean = cleanPassage(text, at, at + piece[0].length)
      const bounds = [0, ...signatureCuts(clean.text), clean.text.length]
      for (const [index, end] of bounds.slice(1).entries()) {
        const begin = bounds[index] ?? 0
        const said = clean.text.slice(begin, end).trim()
        if (said !== '') lines.push({ ...clean.passage(begin, end), text: said })
      }
    }
    start += raw.length + 1
  }
  return lines
}

/** Where authority, role and name begin in a line that holds more than one of them. */
function signatureCuts(line: string): readonly number[] {
  const authorities = [...line.matchAll(authorityMark)]
  const roles = [...line.matchAll(roleMark)]
  const first = Math.min(authorities[0]?.index ?? Infinity, roles[0]?.index ?? Infinity)
  if (first === Infinity) return []
  const cuts = [first, ...authorities.map((found) => found.index)]
  for (const [index, { 0: mark, index: at }] of authorities.entries()) {
    const within = roles.filter((found) => found.index > at && found.index < (authorities[index + 1]?.index ?? line.length))
    // "TM. ỦY BAN NHÂN DÂN | CHỦ TỊCH": for a body the first role signs; "KT. CHỦ TỊCH | PHÓ CHỦ TỊCH": for a person the second.
    const isForBody = /^(?:TM|T\/M)/u.test(mark)
    const signs = within.filter((found) => !line.slice(0, found.index).endsWith(', '))[isForBody ? 0 : 1]
    if (signs) cuts.push(signs.index)
  }
  const signed = name.exec(line.slice(first)) ?? nameInCapitals.exec(line.slice(first))
  if (signed) cuts.push(first + signed.index)
  return [...new Set(cuts)].filter((cut) => cut > 0).toSorted((a, b) => a - b)
}
