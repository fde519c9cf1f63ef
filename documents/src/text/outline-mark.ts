export type MarkKind =
  | 'part'
  | 'chapter'
  | 'division'
  | 'article'
  | 'upper'
  | 'roman'
  | 'arabic'
  | 'decimal'
  | 'letter'
  | 'paren'
  | 'dash'
  | 'plus'

/** An outline number at the head of a paragraph: "Phần I", "I.", "1.", "1.1", "a)", "-", "+". */
export type OutlineMark = { readonly kind: MarkKind; readonly label: string; readonly rank: number; readonly length: number }

const named: readonly (readonly [RegExp, MarkKind, number])[] = [
  [/^(phần\s+(?:thứ\s+\p{L}+|[ivxlc]+|\d{1,2}))(?:\s*[.:–-]\s*|\s*$)/iu, 'part', 0],
  [/^(chương\s+(?:[ivxlc]+|\d{1,2}))(?:\s*[.:–-]\s*|\s*$)/iu, 'chapter', 1],
  [/^((?:tiểu )?mục\s+(?:[ivxlc]+|\d{1,2}|[a-hđ]))(?:\s*[.:–-]\s*|\s*$)/iu, 'division', 2],
  [/^(điều\s+\d{1,3}[a-z]?)(?:\s*[.:–-]\s*|\s*$)/iu, 'article', 3],
]
const plain: readonly (readonly [RegExp, MarkKind, number])[] = [
  [/^([IVXL]{1,6})\s?(?:[.)]\s*(?=["“(]?[\p{L}\d])|[/–-]\s*(?=["“(]?\p{L}))/u, 'roman', 4],
  [/^([A-HĐ])\s?(?:[./)]\s+(?=\S)|[–-]\s*(?=\p{Lu}{2}))/u, 'upper', 3.5],
  [/^(\d{1,2}(?:\.\d{1,2}){1,4})[.)]\s*(?=\S)/u, 'decimal', 6],
  [/^(\d{1,2}(?:\.\d{1,2}){1,4})\s+(?=["“(]?\p{Lu})/u, 'decimal', 6],
  // "57/NQ-CP" at the head of a wrapped line is the number of a document, no item 57.
  [/^(\d{1,2})\s?(?:\.|\/(?!\s?\p{Lu}[\p{Lu}&-]))\s*(?=["“(]?\p{L})/u, 'arabic', 5],
  [/^(\d{1,2})\s?(?:\.|\/(?!\s?\p{Lu}[\p{Lu}&-]))\s+(?=\S)/u, 'arabic', 5],
  // "1- Các ban đảng …", as the Party numbers.
  [/^(\d{1,2}(?:\.\d{1,2}){1,3})\s?[-–]\s*(?=\p{Lu}\p{Ll})/u, 'decimal', 6],
  [/^(\d{1,2})\s?[-–]\s+(?=\p{Lu}\p{Ll})/u, 'arabic', 5],
  [/^(\d{1,2}|\(\d{1,2}\)|\(?[ivx]{1,4}\))\s?\)?\s+(?=\S)/u, 'paren', 8.2],
  // "Một là, …", "Thứ hai, …", as the Party counts.
  [
    /^((?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\s?[,:]\s*(?=(?!ngày)["“(]?\p{L})/u,
    'letter',
    8,
  ],
  [/^\(?([a-zđ])\s?[.)]\s*(?=["“(]?[\p{L}\d])/u, 'letter', 8],
  // "a/ Xây dựng …".
  [/^([a-zđ])\s?\/\s*(?=["“(]?\p{Lu})/u, 'letter', 8],
  // Signs of word processors too, as they come out of their fonts.
  [/^([-–—−•●▪◦·*✓✔➢➤►▶◆❖□■\uF076\uF0A7\uF0B7\uF0D8\uF0FC])\s*(?=\S)/u, 'dash', 9],
  // Recognition reads a dash low or waved.
  [/^([_~])\s+(?=\p{Lu})/u, 'dash', 9],
  [/^(\+)\s*(?=\S)/u, 'plus', 10],
]

/** The mark at the head of a cleaned paragraph, or undefined. */
export function outlineMark(text: string): OutlineMark | undefined {
  const head = text.slice(0, 60)
  // "V/V CÔNG BỐ …" is "về việc", no fifth chapter.
  if (/^V\/[vV](?![\p{L}])/u.test(head)) return undefined
  for (const [pattern, kind, rank] of named) {
    const found = pattern.exec(head)
    // "Phần I" alone, or followed by its title; a sentence that begins "Điều 5 của Luật …" has no dot and is not a mark.
    if (found) return { kind, rank, label: found[1] ?? '', length: found[0].length }
  }
  for (const [pattern, kind, rank] of plain) {
    const found = pattern.exec(head)
    if (!found) continue
    const label = found[1] ?? ''
    if (kind === 'paren' && !found[0].includes(')')) continue
    const deeper = kind === 'decimal' ? label.split('.').length - 2 : 0
    return { kind, rank: rank + deeper * 0.5, label, length: found[0].length }
  }
  return undefined
}
