import type { Passage } from '@haidang/domain/plans/reading'
import { isPageNumber } from '../text/build-blocks.ts'
import { cleanPassage, fold } from '../text/clean-text.ts'

export type Line = Passage & { readonly text: string }

const roleNames =
  'CHỦ TỊCH|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|TRƯỞNG BAN|TRƯỞNG TIỂU BAN|TRƯỞNG PHÒNG|TRƯỞNG ĐOÀN|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|TỔNG BÍ THƯ|BÍ THƯ|TỔNG CỤC TRƯỞNG|CHI CỤC TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|CHÁNH ÁN|CHỦ NHIỆM|THƯỜNG TRỰC|CHÁNH VP|ĐỘI TRƯỞNG|TỔ TRƯỞNG|THỐNG ĐỐC|TỔNG THANH TRA|TỔNG KIỂM TOÁN|TỔNG THAM MƯU TRƯỞNG|CHÍNH ỦY|CHÍNH UỶ|ỦY VIÊN|UỶ VIÊN|TỔNG THƯ KÝ|PHÓ VĂN PHÒNG|CHÁNH KIỂM TRA'
/** Without marks, since these are what is lost first where letters are recognised from an image: "PHO CUC TRƯỜNG". */
const role = `(?:q\\.\\s?|quyen )?(?:pho )?(?:${fold(roleNames)})`
export const surnames =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đào|Mai|Cao|Lương|Tô|Hà|Lâm|Trương|Tạ|Thái|Chu|Quách|Kiều|Đoàn|Tống|Vương|Phùng|Nông|Hứa|La|Lưu|Triệu|Bế|Y|A|K’|Đàm|Thạch|Kim|Sơn|Thân|Khuất|Khổng|Nghiêm|Mạc|Lục|Giáp|Doãn|Diệp|Châu|Cù|Đậu|Hầu|Lại|Lò|Lô|Lù|Ma|Mã|Ninh|Phí|Quàng|Sầm|Tăng|Thào|Thiều|Tòng|Tưởng|Uông|Vàng|Vi|Chẩu|Điểu|Hạng|Giàng|Bạch|Bàn|Cầm|Cấn|Chử|Hàn|Kha|Kpă|Ksor|Siu|Rơ|Nay|Liêu|Tôn|Từ|Âu|Lư|Lữ|Tiêu'

/** The name of who signs behind "Lưu: VT.", where two columns became one. */
export const behindFiled = new RegExp(`^[-–+•*]?\\s*Lưu\\s?:?\\s?[^.]{2,40}?[.;)]?\\s((?:${surnames})(?:\\s\\p{Lu}\\p{Ll}+){1,3})$`, 'u')

export const authorityLine = /^(?:(?:TM|KT|TL|TUQ|T\/M|THỪA LỆNH|THAY MẶT)(?![\p{L}])\s*[.:]?|Q\s*\.)\s*(?=\p{Lu})/u
const roleAtStart = new RegExp(`^${role}(?![\\p{L}])`, 'u')

/** True for a line that begins with an office in capitals. */
export function opensWithRole(line: string): boolean {
  const found = roleAtStart.exec(fold(line))
  return found !== null && isCapitals(line.slice(0, found[0].length))
}

const isCapitals = (words: string): boolean => words === words.toUpperCase()
const roleByFold = new Map(roleNames.split('|').map((name) => [fold(name), name]))
const firstRole = new RegExp(`(?:${fold(roleNames)})(?![\\p{L}])`, 'u')

/** The office of a line as it is written where no mark was lost: "PHO CUC TRƯỜNG" → "PHÓ CỤC TRƯỞNG". */
export function roleAsWritten(line: string): string {
  const found = firstRole.exec(fold(line))
  const known = found ? roleByFold.get(found[0]) : undefined
  if (!found || known === undefined) return line
  return line.slice(0, found.index).replace(/PH[OÓ](?=\s$)/u, 'PHÓ') + known + line.slice(found.index + found[0].length)
}

const rank =
  '(?:(?:ThS|TS|PGS|GS|BS|KS|Ths|Ts|Bs|Ks|CN|DS|LS|BSCKI{1,2}|BSCK|CKI{1,2}|NGND|NGƯT|TTND|TTƯT)\\.?|(?:Thạc|Tiến|Bác|Kỹ|Dược) sĩ|(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))'
const nameLine = new RegExp(`^(?:${rank}\\s*)*(\\p{Lu}\\p{Ll}*(?:\\s+\\p{Lu}[\\p{L}’']*){1,5})$`, 'u')
const noName = /^(?:Ký|Đã|Nơi|Lưu|Như|Sở|Phòng|Ban|Bộ|Văn|Các)/u
const signedBeside = /^[[(]?\s*(?:[Đđ]ã ký|[Kk]ý tên|[Kk]ý)\s*[\])]?\s*[:.,]?\s+|\s*[[(]\s*[Đđ]ã ký[^)\]]*[\])]$/gu

/** The name of a person that a line is: "Đã ký: ThS. Trần Văn Bình" → "Trần Văn Bình". */
export function nameOn(line: string): string | null {
  const named = nameLine.exec(line.replace(signedBeside, ''))?.[1]
  return named && !noName.test(named) && !/^\p{Lu}+$/u.test(named.split(/\s/u)[1] ?? '') ? named : null
}

const knownName = new RegExp(`^(?:${surnames})\\s`, 'u')

/** True for a line that is the name of a person and nothing else. */
export const isPersonLine = (line: string): boolean => {
  const named = nameOn(line)
  return named !== null && knownName.test(named)
}

const authorityMark = /(?<![\p{L}/])(?:TM|T\/M|KT|TL|TUQ)(?:\s?[.:]\s?|\s)(?=\p{Lu}{2})/gu
const roleMark = new RegExp(`(?<![\\p{L}])${role}(?![\\p{L}])`, 'gu')
const name = /(?<=\p{Lu}{2}[.)\]]?\s)(?=\p{Lu}\p{Ll}*\s\p{Lu}\p{Ll}*)/u
/** "BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "UBND TỈNH LÂM ĐỒNG" end with what could be a name and is none. */
const nameInCapitals = new RegExp(
  `(?<=\\p{Lu}\\s)(?<!(?:TỈNH|PHỐ|HUYỆN|XÃ|QUẬN|PHƯỜNG|TRIỂN)\\s)(?=(?:${surnames.toUpperCase()})(?:\\s\\p{Lu}{1,7}){1,3}$)`,
  'u',
)

/** Lines of the end of a document, each one thing: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Văn Bình" is three. */
export function signatureLines(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = []
  let start = from
  // Markdown breaks the lines of a cell with a tag.
  for (const raw of text.slice(from, to).split(/(\n|<br\s?\/?>)/iu)) {
    if (isPageNumber(raw)) {
      start += raw.length
      continue
    }
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
    start += raw.length
  }
  return lines
}

/** Where authority, role and name begin in a line that holds more than one of them. */
function signatureCuts(line: string): readonly number[] {
  const authorities = [...line.matchAll(authorityMark)]
  const roles = [...fold(line).matchAll(roleMark)].filter(
    // "TM. ĐOÀN CHỦ TỊCH" is a body.
    (found) =>
      isCapitals(line.slice(found.index, found.index + found[0].length)) &&
      !/(?:ĐOÀN|^(?:T\/?M)\s?\.?\s?BAN) $/u.test(line.slice(0, found.index)),
  )
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
  const seal = /[[(]\s*[Đđ]ã ký[^\])]*[\])]\s*/u.exec(line.slice(first))
  if (seal) cuts.push(first + seal.index, first + seal.index + seal[0].length)
  const signed = name.exec(line.slice(first)) ?? nameInCapitals.exec(line.slice(first))
  if (signed) cuts.push(first + signed.index)
  return [...new Set(cuts)].filter((cut) => cut > 0).toSorted((a, b) => a - b)
}
