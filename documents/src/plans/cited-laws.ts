/** Laws that are cited by their name alone: "Luật Công nghệ thông tin ngày 29/6/2006". */
export type NamedLaw = { readonly name: string; readonly start: number; readonly end: number }

const namedLaw = /(?:^|[\s("“;])((?:Bộ luật|Luật|Pháp lệnh)\s+(?:\p{Lu}|sửa đổi(?:, bổ sung)?)[^;.:()“"\n]{2,160})/gu
/** In a list of bases the name is often not capitalised: "Căn cứ Luật tổ chức chính quyền địa phương". */
const basisLaw = /^(?:[-+•*]\s*)?(?:Căn cứ\s+(?:vào\s+)?)?((?:Bộ luật|Luật|Pháp lệnh)\s+\p{Ll}[^;.:()“"\n]{2,160})/u
const nameEnd =
  /\s(?:ngày|năm \d|số|được|có hiệu lực|về việc|theo|đã|để|trên|tại|của Quốc hội(?! và Hội đồng)|trong|quy định|hiện hành|và các|và văn bản|và (?:Nghị|Quyết|Thông|Chỉ|Kế)|khi|cho|phải|cần|là|nhằm|đến|vào|đảm bảo|bảo đảm|góp phần|gắn với|phù hợp|và (?:xem xét|cho ý kiến|tổ chức|triển khai|thực hiện|báo cáo|rà soát|hướng dẫn|đề xuất|tham mưu))(?![\p{L}])/u
/** After a comma these words begin something else; other words go on with the name ("Luật Khám bệnh, chữa bệnh"). */
const afterName = /^,\s+(?:các|những|đã|được|trong|theo|và|có|phải|để|nhằm|khi|tại|trên|về|trường hợp|[\p{Lu}\d])/u

export function namedLaws(text: string, inBasis: boolean): readonly NamedLaw[] {
  const found: NamedLaw[] = []
  const loose = inBasis || /^Căn cứ/u.test(text) ? basisLaw.exec(text) : null
  if (loose) add(found, loose)
  else {
    namedLaw.lastIndex = 0
    for (let match = namedLaw.exec(text); match; match = namedLaw.exec(text)) {
      // "Luật A, Bộ luật B": the name ends before the next one begins.
      namedLaw.lastIndex = add(found, match)
    }
  }
  return found
}

/** Adds the law that was found, if it is one; where to look on from. */
function add(found: NamedLaw[], match: RegExpExecArray): number {
  const whole = match[1] ?? ''
  const start = match.index + match[0].indexOf(whole)
  const name = lawName(whole)
  const isLaw = name.split(' ').length >= 2 && name.length <= 150
  if (isLaw) found.push({ name, start, end: start + name.length })
  return Math.max(start + (isLaw ? name.length : 4), match.index + 1)
}

function lawName(whole: string): string {
  // "sửa đổi, bổ sung một số điều của Luật A và Luật B" is one name.
  const prefix =
    /^(?:Bộ luật|Luật|Pháp lệnh)\s+sửa đổi(?:, bổ sung)?(?:\s+một số điều)?(?:\s+của)?(?:\s+các)?/u.exec(whole)?.[0].length ?? 0
  const rest = whole.slice(prefix)
  const cut = nameEnd.exec(rest)
  const upTo = cut ? rest.slice(0, cut.index) : rest
  return (whole.slice(0, prefix) + withoutFollowing(upTo, Boolean(prefix), cut !== null)).trim()
}

/** Cuts at the first comma or "và Luật" behind the name itself. */
function withoutFollowing(upTo: string, isAmending: boolean, isClosed: boolean): string {
  for (const comma of upTo.matchAll(/,|\svà\s+(?=Luật|Bộ luật)/gu)) {
    if (comma[0] !== ',' && isAmending) continue
    const rest = upTo.slice(comma.index)
    // "Luật … của Hội đồng nhân dân, Ủy ban nhân dân" is one law.
    if (/^, (?:Ủy|Uỷ) ban nhân dân/u.test(rest) && /Hội đồng nhân dân$/u.test(upTo.slice(0, comma.index))) continue
    // A short rest that something closes is the second half of a name; a longer one is the next clause.
    const isName = comma[0] === ',' && !afterName.test(rest) && (isClosed || rest.length < 30) && rest.split(' ').length <= 6
    if (!isName) return upTo.slice(0, comma.index)
  }
  return upTo
}
