/** Where the items of a list begin that came together in one paragraph. */
import { startsAction } from './units.ts'

const afterEnd = /(?<=[;:.]\s)[-–+•]\s(?=["“(]?\p{Lu})/gu
const details = /(?<=\s)[-–+*]\s?(?=(?:Cơ quan|Đơn vị|Thời gian|Thời hạn|Tiến độ|Kinh phí|Sản phẩm)(?:\s\p{Ll}[\p{L}]*){0,4}\s?:)/gu
const chapter = /(?<=[.;:/]\s)(?=[IVX]{1,5}\.\s\p{Lu}{2,}[\s,]\p{Lu}{2})/gu

export function listCuts(text: string): readonly number[] {
  return [...bullets(text), ...places(text, details), ...places(text, chapter), ...firstChild(text), ...numbered(text), ...enumerated(text)]
}

const enumerator = /(?<=[:;,.]\s(?:và\s)?)\(([ivx]{1,4}|\d{1,2})\)\s/gu
const inOrder = new Map(['i ii iii iv v vi vii viii ix x', '1 2 3 4 5 6 7 8 9 10'].map((row) => [row.charAt(0), row.split(' ')]))

/** "Sở X: (i) rà soát …; (ii) lập …": several works in one sentence, each with a verb; "(i) đất ở; (ii) đất rừng" are things. */
function enumerated(text: string): readonly number[] {
  const found = [...text.matchAll(enumerator)]
  const [first] = found
  if (!first || !/:\s$/u.test(text.slice(0, first.index))) return []
  const labels = inOrder.get(first[1] ?? '') ?? []
  const isList = found.length >= 2 && found.every((one, at) => one[1] === labels[at] && startsAction(text.slice(one.index + one[0].length)))
  return isList && (text.length - first.index) / found.length > shortWork ? found.map((one) => one.index) : []
}

/** "(1) cụ thể hóa kế hoạch; (2) kiện toàn lực lượng" are steps of one work. */
const shortWork = 50

const places = (text: string, pattern: RegExp): readonly number[] => [...text.matchAll(pattern)].map((found) => found.index)

/** "…; - Quyết định số …; - Nghị quyết số …": two such dashes make a list; the first item may follow its heading directly. */
function bullets(text: string): readonly number[] {
  const found = places(text, afterEnd)
  if (found.length < 2) return []
  const first = /^(?:[IVX]{1,5}\.|\d{1,2}\.)\s[\p{Lu}\s,]{6,80}\s(?=[-–]\s\p{Lu})/u.exec(text)
  return first ? [first[0].length, ...found] : found
}

/** "3. Giải quyết tranh chấp 3.1. Rà soát …": an item and the first one below it. */
function firstChild(text: string): readonly number[] {
  const parent = /^(\d{1,2}(?:\.\d{1,2})?)\.\s/u.exec(text)?.[1]
  if (parent === undefined) return []
  const at = text.search(new RegExp(`\\s${parent.replaceAll('.', '\\.')}\\.1\\.?(?:\\s\\p{Lu}|$)`, 'u'))
  return at < 0 ? [] : [at + 1]
}

const itemNumber = /(?<=[.;:]\s)(\d{1,2})\.\s(?=\p{Lu}\p{Ll})/gu

/** "… như sau: 1. Giao … 2. Yêu cầu …": numbers that count up from one. */
function numbered(text: string): readonly number[] {
  if (text.length < 300) return []
  const own = Number(/^(\d{1,2})\.\s/u.exec(text)?.[1] ?? 0)
  const cuts: number[] = []
  let last = own
  for (const found of text.matchAll(itemNumber)) {
    if (Number(found[1]) !== last + 1) continue
    last++
    cuts.push(found.index)
  }
  return cuts.length + Math.min(own, 1) >= 2 ? cuts : []
}
