/** "các Bộ: Y tế, Công an và Quốc phòng": bodies of one kind, each named by what it is for. */

/** What ministries and departments are for, as their names say it. */
export const fields =
  'Y tế|Nội vụ|Tài chính|Tư pháp|Xây dựng|Công Thương|Khoa học và Công nghệ|Thông tin và Truyền thông|Giáo dục và Đào tạo|Văn hóa, Thể thao và Du lịch|Văn hóa và Thể thao|Lao động - Thương binh và Xã hội|Nông nghiệp và Phát triển nông thôn|Nông nghiệp và Môi trường|Tài nguyên và Môi trường|Kế hoạch và Đầu tư|Giao thông vận tải|Dân tộc và Tôn giáo|Du lịch'.split(
    '|',
  )

const kinds = 'Bộ|Sở|Ban|Phòng|Vụ|Cục'
const offices = 'Bộ trưởng|Giám đốc|Thủ trưởng|Trưởng|Cục trưởng|Lãnh đạo|lãnh đạo|Trưởng phòng'
const opening = new RegExp(
  `(?:^|[,;]\\s|\\svà\\s)(?:(${offices})\\s)?(?:[Cc]ác\\s)(${kinds})(?:,? ngành)?(?: (?:có )?liên quan)?:\\s+(?=\\p{Lu})`,
  'u',
)
const inNames = [...fields, 'Công an', 'Quốc phòng', 'Ngoại giao', 'Thể thao và Du lịch', 'Phát triển nông thôn'].toSorted(
  (a, b) => b.length - a.length,
)
/** A body with a head of its own ends the list. */
const otherBody =
  /^(?:UBND|HĐND|[ỦU][ỷy] ban|Uỷ ban|Văn phòng|Thanh tra|Ngân hàng|Bảo hiểm|Công ty|Hội |Đài |Báo |Cục |Chi cục |Trung tâm |Công an (?:tỉnh|thành|huyện|xã|phường)|các |Các |Chủ tịch |Bí thư |Thủ trưởng |Giám đốc |Bộ trưởng |Tổng |Thống đốc |Chánh )/u

const longestList = 2000

export type NamedByField = { readonly before: string; readonly units: readonly string[]; readonly after: string }

/** Such a list inside a list of bodies, each body with its whole name; what stands before and behind it is left as it is. */
export function namedByField(segment: string): NamedByField | null {
  if (segment.length > longestList) return null
  const found = opening.exec(segment)
  const kind = found?.[2]
  if (!found || kind === undefined) return null
  const units: string[] = []
  let rest = segment.slice(found.index + found[0].length)
  for (;;) {
    const known = inNames.find((name) => rest.startsWith(name))
    const name = known ?? /^\p{Lu}[^,;:.()]*?(?=\s*[,;]|\svà\s\p{Lu}|$)/u.exec(rest)?.[0]
    if (!name) break
    units.push([found[1], kind, name].filter((part) => part !== undefined).join(' '))
    rest = rest.slice(name.length)
    const link = /^\s*(?:,\s*(?:và\s+)?|\svà\s+)(?=\p{Lu})/u.exec(rest)
    if (!link || otherBody.test(rest.slice(link[0].length))) break
    rest = rest.slice(link[0].length)
  }
  return { before: segment.slice(0, found.index), units, after: rest.replace(/^\s*(?:[,;]|và\s)\s*(?:và\s+)?/u, '') }
}
