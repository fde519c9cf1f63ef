/** Short forms that stand for the same words as their long ones; case tells them from syllables. */
const shortForms: Readonly<Record<string, string>> = {
  'UBND|UBDN': 'ủy ban nhân dân',
  HĐND: 'hội đồng nhân dân',
  BCĐ: 'ban chỉ đạo',
  'KH&CN|KHCN|KH-CN': 'khoa học và công nghệ',
  'TT&TT|TTTT|TTT&TT': 'thông tin và truyền thông',
  'VHTT|VH&TT': 'văn hóa và thông tin',
  'GD&ĐT|GDĐT': 'giáo dục và đào tạo',
  'NN&MT': 'nông nghiệp và môi trường',
  'TC-KH|TCKH': 'tài chính kế hoạch',
  TTHC: 'thủ tục hành chính',
  CCHC: 'cải cách hành chính',
  CNTT: 'công nghệ thông tin',
  'CĐS|CDS': 'chuyển đổi số',
  DVC: 'dịch vụ công',
  'TP\\.?(?=\\s)|TP': 'thành phố ',
  VPCP: 'văn phòng chính phủ',
  PCT: 'phó chủ tịch',
  NHNN: 'ngân hàng nhà nước',
}
const longForms = Object.entries(shortForms).map(
  ([short, long]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${short})(?![\\p{L}\\p{N}])`, 'gu'), long] as const,
)
const outlineMark = /^(?:[-–+•*]\s*|\(?\d+(?:\.\d+)*[.)]\s+|[a-zđ]\)\s+)+/iu

export const withoutMarks = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')

const known = new Map<string, string>()

/** Two texts that say the same in the same words become the same: no marks, capitals, short forms, emphasis or punctuation. */
export function plain(text: string | null | undefined): string {
  if (text === null || text === undefined) return ''
  const before = known.get(text)
  if (before !== undefined) return before

  let long = text
    .normalize('NFC')
    .replace(/[*#|_]/gu, ' ')
    .replaceAll('\u2044', '/')
  for (const [short, words] of longForms) long = long.replace(short, words)
  const made = withoutMarks(long)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%/.,&-]+/gu, ' ')
    .replace(/(?<!\d)[.,]|[.,](?!\d)|-+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  known.set(text, made)
  return made
}

export const wordsOf = (text: string | null | undefined): readonly string[] =>
  plain(text?.replace(outlineMark, '')).split(' ').filter(Boolean)

export function inBoth(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1)
  let both = 0
  for (const word of one) {
    const times = left.get(word) ?? 0
    if (times === 0) continue
    both += 1
    left.set(word, times - 1)
  }
  return both
}

/** 0 for no word in common, 1 for the same words. */
export function likeness(one: string | null | undefined, other: string | null | undefined): number {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0
  return (2 * inBoth(a, b)) / (a.length + b.length)
}

/** How much of the shorter stands in the longer; nothing is said of a few words. */
export function containment(one: string, other: string): number {
  const [shorter, longer] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length)
  if (shorter === undefined || longer === undefined || shorter.length < 5) return 0
  return inBoth(shorter, longer) / shorter.length
}

export function sameWords(one: string | null | undefined, other: string | null | undefined, atLeast = 0.6): boolean {
  if (plain(one) === plain(other)) return true
  const [a, b] = [wordsOf(one), wordsOf(other)]
  const [short, long] = [Math.min(a.length, b.length), Math.max(a.length, b.length)]
  if (short === 0) return false
  const both = inBoth(a, b)
  return (2 * both) / (short + long) >= atLeast || (short >= 2 && both === short && short / long >= 0.4)
}
