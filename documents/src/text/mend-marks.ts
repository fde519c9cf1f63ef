/**
 * Words that name kinds and parts of documents, whose marks recognition and careless typing lose: "Chi thị", "Nghi quyết", "Kê hoạch",
 * "chuyên đổi sô". Only where they stand as names (a capital first) or could be nothing else, and at least one of their syllables is right:
 * "dự báo cao", "chi tiêu", "cần cù" are other words.
 */
const names = [
  'kế hoạch',
  'chỉ thị',
  'nghị quyết',
  'quyết định',
  'công điện',
  'tờ trình',
  'chương trình',
  'căn cứ',
  'ủy ban nhân dân',
  'hội đồng nhân dân',
]
/** Common words of directives that no other words resemble; "để xuất", "có quan", "hướng dần" are such others, so that theirs are not here. */
const phrases = [
  'chuyển đổi số',
  'ủy ban nhân dân',
  'hội đồng nhân dân',
  'thủ tướng',
  'chính phủ',
  'thành phố',
  'địa phương',
  'doanh nghiệp',
  'phối hợp',
  'chủ trì',
  'thực hiện',
  'triển khai',
  'khẩn trương',
  'tập trung',
  'kiểm tra',
  'hoàn thành',
  'tổ chức',
  'bảo đảm',
  'nhiệm vụ',
  'giải pháp',
]

const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase()

/** Letters that may stand for a letter whose mark was lost, as a class of a regular expression. */
const kin = new Map<string, string>()
for (const letter of 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵdđ') {
  const base = folded(letter)
  kin.set(base, `${kin.get(base) ?? ''}${letter}${letter.toUpperCase()}`)
}

const anyMarks = (phrase: string): string =>
  [...folded(phrase)]
    .map((letter) => (letter === ' ' ? '[ \\u00a0]' : `[${kin.get(letter) ?? `${letter}${letter.toUpperCase()}`}]`))
    .join('')

const byFolded = new Map([...names, ...phrases].map((phrase) => [folded(phrase), phrase]))
const edge = String.raw`(?<![\p{L}\p{M}])`
const mendable = new RegExp(`${edge}(?:${[...byFolded.keys()].map(anyMarks).join('|')})(?![\\p{L}\\p{M}])`, 'gu')

/** NFC text with the marks of such words put back; every letter stays in its place. */
export const mendMarks = (text: string): string =>
  text.replace(mendable, (found) => {
    const right = byFolded.get(folded(found).replaceAll('\u00a0', ' ')) ?? found
    const read = found.split(/(?=[ \u00a0])/u)
    const pairs = right.split(/(?= )/u).map((wanted, index) => ({ wanted, syllable: read[index] ?? '' }))
    const isName = /^\p{Lu}/u.test(found) || phrases.includes(right)
    // "Chỉ thi hành" is no directive: there the last syllable must be right.
    const anchors = right === 'chỉ thị' ? pairs.slice(-1) : pairs
    if (!isName || !anchors.some(isRight)) return found
    return pairs.map((pair) => (isRight(pair) ? pair.syllable : mended(pair))).join('')
  })

type Pair = { readonly syllable: string; readonly wanted: string }

/** "ủy" and "uỷ" are both right. */
const isRight = ({ syllable, wanted }: Pair): boolean => {
  const read = syllable.toLowerCase().replace('\u00a0', ' ')
  return read === wanted || (read === 'uỷ' && wanted === 'ủy')
}
const mended = ({ syllable, wanted }: Pair): string =>
  [...syllable].map((letter, index) => (/\s/u.test(letter) ? letter : inCaseOf(letter, wanted.charAt(index)))).join('')
const inCaseOf = (letter: string, right: string): string => (letter === letter.toLowerCase() ? right : right.toUpperCase())
