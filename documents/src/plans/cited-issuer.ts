import { fields } from './named-by-field.ts'
import { dateFrom } from './read-dates.ts'
import { titleCase } from './title-case.ts'
import { splitUnits, startsUnit } from './units.ts'

/** Who issued a document that is cited: said after it, said before it, or in its symbol. */
export type CitedIssuer = { readonly name: string; readonly end: number }

const issuerHead = /^\s*(?:do\s+)?(?:của|do)\s+/u
const issuerEnd =
  /[,;.:()“"[\]]|\s(?:[Vv](?:ề|ẻ|è)|[Pp]hê|[Bb]an hành|[Qq]uy định|[Tt]riển khai|[Tt]hực hiện|[Ss]ửa đổi|[Tt]hông qua|[Bb]ổ sung|[Cc]ông bố|[Gg]iao|[Hh]ướng dẫn|[Đđ]iều chỉnh|[Tt]hường xuyên|và|[Pp]hát triển|[Tt]ổ chức|[Đđ]ến|[Tt]rong|đã|được|[Tt]heo|để|ngày|[Kk]ết luận|[Tt]ăng cường|[Đđ]ẩy mạnh|[Nn]hằm|[Kk]hẩn trương|tại|[Xx]ây dựng|[Kk]èm|[Bb]ảo đảm|[Đđ]ảm bảo|số|[Yy]êu cầu|[Đđ]ề nghị|(?<!Ban\s)[Cc]hỉ đạo|[Cc]hấp thuận|[Tt]hay thế|[Bb]ãi bỏ|[Tt]iếp tục|[Nn]âng cao|[Đđ]ổi mới|đi|tối thiểu|ít nhất|là|có|với|trên|nêu|như|cùng|từ|khi|phải|cần|chậm nhất|trước|sau)(?![\p{L}])/u
/** The "và" or comma inside a name is no end: "Bộ Văn hóa, Thể thao và Du lịch", "Văn phòng HĐND và UBND". */
const joinsName =
  /\s(?=và\s(?:UBND|HĐND|Truyền|Thông tin|Đầu tư|Công nghệ|Công Thương|Môi|Đào|Xã hội|xã hội|Phát|Thể|Du|Đoàn|Gia|Tôn giáo|Ngân))|,(?=\s(?:Thể thao|Khoa học và|Gia đình|Thanh niên))/gu

/** "Hội nghị lần thứ sáu Ban Chấp hành Trung ương": the body decides, at its meeting. */
const meetingOf = /^(?:Hội nghị|Kỳ họp)\s(?:lần\s)?(?:thứ\s\S+\s)?(?=Ban Chấp hành|Quốc hội|HĐND|Hội đồng nhân dân)/u

/** "Quốc hội khóa XVI": the body is the same in each of its terms. */
const ofTerm = /(?<=^Quốc hội)\s+kh(?:óa|oá)\s.*$/u

/** "… của Bộ Y tế ban hành": the name from `from` on. */
export function issuerAfter(text: string, from: number): CitedIssuer | null {
  const head = issuerHead.exec(text.slice(from, from + 12))
  if (!head) return issuerInCapitals(text, from)
  const start = from + head[0].length
  let rest = text.slice(start, start + 140)
  if (!/^(?:\p{Lu}|liên |cấp |ủy ban|uỷ ban|tỉnh|thành phố|bộ )/u.test(rest)) return null
  rest = rest.replace(joinsName, '\u0001')
  const cut = issuerEnd.exec(rest)
  const name = [...(cut ? rest.slice(0, cut.index) : rest)]
    .map((letter, at) => (letter === '\u0001' ? (text[start + at] ?? ' ') : letter))
    .join('')
    .trim()
  return name.length < 3
    ? null
    : {
        name: name
          .replace(meetingOf, '')
          .replace(ofTerm, '')
          .replace(/^Ban Chấp hành Trung ương Đảng(?=\s)/u, 'Ban Chấp hành Trung ương'),
        end: start + name.length,
      }
}

const issues = /\s(?:tại|trình tại|có|đã có|vừa có|(?:đã |vừa )?(?:ký )?ban hành)\s+(?:các\s+)?$/u
const clauseStart = /[;:.(]\s*|,\s+(?!(?:Thể thao|Khoa học và|Gia đình)(?![\p{L}]))/gu
const ownerStart = /(?:^|\s)(?:của|do|gửi|theo|Theo|Thực hiện|Căn cứ)\s+/gu
const office = /^(?:(?:Phó )?(?:Giám đốc|Chánh|Trưởng|Chủ tịch|Bộ trưởng|Vụ trưởng|Cục trưởng))\s+(?=\p{Lu})/u
const highest = /^(?:Thủ tướng|Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư|Ban Chấp hành|Tổng Bí thư|Chủ tịch nước|Tổ công tác)/u

/** "đề nghị của Sở Y tế tại Tờ trình số …", "Bộ Chính trị đã ban hành Nghị quyết số …": who is named before the document. */
export function issuerBefore(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - 200), start)
  const verb = issues.exec(before)
  if (!verb) return null
  const clause = lastPart(before.slice(0, verb.index), clauseStart).replace(/^.*[Nn]gày \d[\d/.]*,?\s+(?=\p{Lu})/u, '')
  // "Tổ công tác của Chính phủ có văn bản …" is named whole; in "Theo đề nghị của Sở X tại …" only who stands after "của".
  const named = isBody(clause) ? clause : lastPart(clause, ownerStart)
  return isBody(named) ? (splitUnits(named)[0]?.replace(office, '') ?? null) : null
}

/** "… CỦA BỘ CHÍNH TRỊ VỀ …" in a title of capitals. */
function issuerInCapitals(text: string, from: number): CitedIssuer | null {
  const said =
    /^\s*CỦA\s+(\p{Lu}[\p{Lu}\s,–-]{3,80}?)(?=\s(?:VỀ|BAN HÀNH|QUY ĐỊNH|PHÊ DUYỆT|THÔNG QUA|TRIỂN KHAI|THỰC HIỆN)(?![\p{L}])|\s*[.;(“"]|\s*$)/u.exec(
      text.slice(from, from + 120),
    )
  return said?.[1] ? { name: titleCase(said[1]), end: from + said[0].length } : null
}

function lastPart(text: string, start: RegExp): string {
  let from = 0
  for (const cut of text.matchAll(start)) from = cut.index + cut[0].length
  return text.slice(from).trim()
}

const isBody = (named: string): boolean => named.length >= 5 && named.length <= 110 && (startsUnit(named) || highest.test(named))

/** "Ngày 22/12/2024, Bộ Chính trị đã ban hành Nghị quyết số …": the day stands before who issued it. */
export function dateBefore(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - 140), start)
  const said = /(?:^|[.;]\s|\s)[Nn]gày\s+(\d[^,;]{5,24}),\s[^,;.]{3,90}\s(?:đã |vừa )?(?:ký |ký )?(?:ban hành|có)\s+$/u.exec(before)
  return said?.[1] ? (dateFrom(said[1])?.iso ?? null) : null
}

const central =
  'Bộ Công an|Bộ Quốc phòng|Bộ Ngoại giao|Văn phòng Chính phủ|Ủy ban Dân tộc|Thanh tra Chính phủ|Ngân hàng Nhà nước|Kiểm toán nhà nước|Tòa án nhân dân tối cao|Viện kiểm sát nhân dân tối cao'.split(
    '|',
  )

/** "Bộ Y tế" → "BYT", as symbols are made (Decree 30/2020, annex III): first letters, without "và". */
export const initials = (name: string): string =>
  name
    .split(/[\s,-]+/u)
    .filter((word) => word !== '' && word !== 'và')
    .map((word) => word.charAt(0).toUpperCase())
    .join('')

const bodyOfInitials: ReadonlyMap<string, string> = new Map(
  [...fields.flatMap((field) => [`Bộ ${field}`, `Sở ${field}`]), ...central].map((name) => [initials(name), name] as const),
)

export function issuerFromSymbol(symbol: string): string | null {
  if (/TTg$/u.test(symbol)) return 'Thủ tướng Chính phủ'
  if (/(?:^|-)CP$/u.test(symbol)) return 'Chính phủ'
  if (/QH\d+$/u.test(symbol)) return 'Quốc hội'
  for (const part of symbol.split(/[-/]/u)) {
    // A ministry's letter may leave out its "B": "3395/LĐTBXH-KHTC".
    const body = bodyOfInitials.get(part) ?? (part.length >= 4 ? bodyOfInitials.get(`B${part}`) : undefined)
    if (body && part.length >= 3) return body
  }
  return null
}
