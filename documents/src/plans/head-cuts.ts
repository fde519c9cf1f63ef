/** Where the parts of a letterhead begin that came together in one line. */

export const maxHeadBlocks = 14

const kindsInCapitals =
  'KẾ HOẠCH|THÔNG BÁO|QUYẾT ĐỊNH|CHỈ THỊ|NGHỊ QUYẾT|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|BÁO CÁO|TỜ TRÌNH|HƯỚNG DẪN|CÔNG ĐIỆN|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN|PHƯƠNG ÁN|KẾT LUẬN'
const place = "(?<![\\p{L}])(?:TP\\.?\\s?)?(?:\\p{Lu}[\\p{Ll}’'-]+[\\s–-]+){0,4}\\p{Lu}[\\p{L}’'-]*\\p{Ll}"
const placeDate = new RegExp(`${place},\\s*ngày\\s*[\\d.…_\\s]*\\s*tháng\\s*[\\d.…_\\s]*\\s*năm\\s*(?:\\d{4}|20[.…_]*)`, 'u')

/** Each shape begins a part of the head; a hyphen or letter before it shows that it is inside a name. */
const beginsPart: readonly RegExp[] = [
  /(?<=\s)CỘNG H(?:ÒA|OÀ) XÃ HỘI/u,
  /(?<=\s)ĐẢNG CỘNG SẢN VIỆT NAM/u,
  /(?<=\s)Độc lập\s*[-–]\s*Tự do/u,
  /(?<=[\s])Số\s*:\s*[\d./…_-]/u,
  /(?<=\s)(?:V\/v|v\/v|Về việc)(?=\s*:?\s\p{Ll})/u,
  /(?<=\s)Kính gửi\s*:/u,
]

/** Cuts for one block of the head. `aboveBasis` is true where "Căn cứ …" follows: then the authority closes the title. */
export function headCuts(text: string, aboveBasis: boolean): readonly number[] {
  if (/^(?:Căn cứ|Kính gửi\s*:?$)/u.test(text)) return []
  const cuts: number[] = []
  const isHeadLine =
    beginsPart[0]?.test(` ${text}`) || /^(?:[^:]{0,80}\s)?Số\s*:?\s*[\d./…_-]/u.test(text) || placeDate.test(text.slice(0, 90))
  if (isHeadLine) for (const shape of beginsPart) cuts.push(shape.exec(text)?.index ?? -1)
  const dated = placeDate.exec(text)
  // Only a head has the place before its date; "Hà Nội, ngày 3 tháng 4 năm 2020" in a sentence is followed by small letters.
  if (dated && isHeadLine) {
    const end = dated.index + dated[0].length
    cuts.push(dated.index)
    if (/^\s+\p{Lu}/u.test(text.slice(end))) cuts.push(end + 1)
  }
  cuts.push(addressEnd(text))
  if (aboveBasis) cuts.push(authorityStart(text))
  return cuts.filter((cut) => cut > 0)
}

const sentenceStart =
  /(?<=[\p{L})]\s)(?:Thực hiện (?=Nghị|Quyết|Chỉ|Kế|Công|Thông|Chương|ý|Luật|Đề|Kết|Văn|chỉ)|Căn cứ |Xét |Ngày \d|Theo |Để |Trong (?:thời gian|những|các|năm|quý|tháng)|Thời gian (?:qua|vừa qua)|Hiện nay|Vừa qua|Qua |Năm \d|Sau khi |Tiếp theo |Ngay sau |Nhân dịp |Triển khai (?=Nghị|Quyết|Chỉ|Kế|Công|Thông|Chương|ý)|Nhằm )/u

/** "Kính gửi: Chủ tịch UBND các tỉnh Thực hiện Luật …": the letter begins where a sentence does. */
function addressEnd(text: string): number {
  const address = /(?:^|\s)Kính gửi\s*:/u.exec(text)
  if (address) {
    const from = address.index + address[0].length
    const found = sentenceStart.exec(text.slice(from))
    return found ? from + found.index : -1
  }
  // "(Sau đây gọi chung là các đơn vị) Bộ X hướng dẫn …" closes the list of those addressed.
  const alias = /^\((?:[Ss]au đây|[Dd]ưới đây)[^)]{5,80}\)\s+(?=\p{Lu})/u.exec(text)
  return alias ? alias[0].length : -1
}

const authority =
  /(?<=[\p{L}”"]\s)(?:(?:PHÓ )?CHỦ TỊCH (?:ỦY|UỶ) BAN NHÂN DÂN|(?:ỦY|UỶ) BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ TRƯỞNG BỘ|THỦ TƯỚNG CHÍNH PHỦ|GIÁM ĐỐC SỞ|CHÍNH PHỦ$)[\p{Lu}\s,-]*$/u

/** "… BẢO HIỂM Y TẾ BỘ TRƯỞNG BỘ Y TẾ" above "Căn cứ": who decides stands at the end of the title. */
function authorityStart(text: string): number {
  const found = authority.exec(text)
  // "… CỦA ỦY BAN NHÂN DÂN TỈNH" belongs to the title.
  return found && !/(?:CỦA|BỞI|DO|VÀ|TẠI)\s$/u.test(text.slice(0, found.index)) ? found.index : -1
}

/** "CHƯƠNG TRÌNH HÀNH ĐỘNG. TRIỂN KHAI …" after the signature: kind and title of what is enclosed. */
export function headingCuts(text: string, from: number): readonly number[] {
  const kind = new RegExp(`^(?:${kindsInCapitals})\\.\\s+(?=\\p{Lu}{2})`, 'u').exec(text.slice(from))
  if (!kind) return []
  const enclosed = text.indexOf('(Ban hành kèm theo', from)
  return [from + kind[0].length, ...(enclosed > 0 ? [enclosed] : [])]
}
