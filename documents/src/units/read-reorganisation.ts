import type { ReadableDocument } from '@haidang/domain/plans/reading'
import type { ReorganisationRow } from '@haidang/domain/units/reorganisation-table'

/**
 * The rows that a resolution on the arrangement of administrative units says in its clauses, in their order, each with the words it was read from.
 * Names stand as they are printed, with their kind; codes and shares are not in such a text and are never guessed. A clause that says nothing of
 * where an old unit goes gives no row.
 */
export function readReorganisation({ text, blocks }: Pick<ReadableDocument, 'text' | 'blocks'>): readonly ReorganisationRow[] {
  const clauses = blocks.flatMap(({ start, end }) => clausesOf(text.slice(start, end)))
  return clauses.flatMap(changesOf).map((change, index) => ({ ...change, line: index + 1 }))
}

type Change = Omit<ReorganisationRow, 'line'>

/** A word that may begin with a capital, and no other letter of it: names are told by theirs. */
const word = (text: string): string => `[${text.charAt(0).toLocaleUpperCase('vi')}${text.charAt(0)}]${text.slice(1)}`
const oneOf = (...words: readonly string[]): string => words.map(word).join('|')
const kinds = oneOf('đặc khu', 'phường', 'xã', 'thị trấn', 'thị xã', 'quận', 'huyện', 'thành phố', 'tỉnh')
/** "Sài Gòn", "12", "Hưng Điền B", "Ea H’leo": words with a capital, letters and numbers; the kind stands before them. */
const properName = "(?:\\d{1,2}(?!\\p{N})|\\p{Lu}[\\p{L}\\p{M}’'-]*)(?:\\s+(?:\\p{Lu}[\\p{L}\\p{M}’'-]*|\\d{1,2}(?!\\p{N})))*"
const named = `(?<kind>${kinds})\\s+(?<name>${properName})`

/** A sentence is a change; what an article quotes of others ("khoản 3 Điều này") ends with no full stop of its own. */
const clausesOf = (passage: string): readonly string[] =>
  passage
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .split(/(?<=\.)\s+(?=\p{Lu})|(?<=;)\s+/u)
    .map((clause) => clause.trim())

const newName = new RegExp(
  `\\s(?:thành|để thành lập|và thành lập)\\s+(?:một\\s+|0?1\\s+)?(?:(?:${kinds})\\s+)?(?:mới\\s+)?(?:(?:có|lấy|với|mang)\\s+tên(?:\\s+gọi)?(?:\\s+là)?\\s+)?(?:là\\s+)?${named}`,
  'u',
)
const into = new RegExp(`\\s(?:vào|về|sang)\\s+${named}`, 'u')
const founded = new RegExp(`^(?:\\S+\\s)?${word('thành lập')}\\s+${named}.*?\\strên cơ sở\\s+(?<olds>.+)$`, 'u')
const renamed = new RegExp(
  `(?:^|\\s)${word('đổi tên')}\\s+${named}(?<between>[^.;]*?)\\sthành\\s+(?<newKind>${kinds})\\s+(?<newName>${properName})`,
  'u',
)
const moves = new RegExp(`(?:^|[\\s.)])(?:${oneOf('sắp xếp', 'nhập', 'sáp nhập', 'hợp nhất', 'điều chỉnh', 'chuyển')})\\s`, 'u')

/** What a clause does to units: puts them together under a new name, into one that stands, or gives one another name. */
function changesOf(clause: string): readonly Change[] {
  const other = renamed.exec(clause)?.groups
  if (other) {
    const { kind = '', name = '', newKind: becomesKind = '', newName: becomes = '' } = other
    return [{ ...row(titled(kind, name), titled(becomesKind, becomes), becomesKind, clause), extent: 'đổi tên' }]
  }
  const by = founded.exec(clause)
  if (by?.groups) return together(by.groups['olds'] ?? '', by.groups, clause)
  const verb = moves.exec(clause)
  if (verb === null) return []
  const said = clause.slice(verb.index + verb[0].length)
  const made = newName.exec(said)
  if (made?.groups) return together(said.slice(0, made.index), made.groups, clause)
  const taker = into.exec(said)
  if (!taker?.groups) return []
  const changes = together(said.slice(0, taker.index), taker.groups, clause)
  const { kind = '', name = '' } = taker.groups
  // Who takes others in is one of those that are put together, under the name that it had.
  return changes.length === 0 ? [] : [row(titled(kind, name), titled(kind, name), kind, clause), ...changes]
}

function together(olds: string, { kind = '', name = '' }: Readonly<Record<string, string>>, clause: string): readonly Change[] {
  const becomes = titled(kind, name)
  return unitsIn(olds).map(({ unit, isPart }) => ({
    ...row(unit, becomes, kind, clause),
    extent: isPart ? 'một phần' : '',
  }))
}

const row = (oldName: string, becomes: string, newKind: string, passage: string): Change => ({
  oldCode: '',
  oldName,
  newCode: '',
  newName: becomes,
  newKind: newKind.toLocaleLowerCase('vi'),
  newParentCode: '',
  extent: '',
  shares: {},
  passage: passage.length > passageAtMost ? `${passage.slice(0, passageAtMost - 1)}…` : passage,
})

const passageAtMost = 1000

/** "phường Sài Gòn" as the register writes it: "Phường Sài Gòn". */
const titled = (kind: string, name: string): string => {
  const small = kind.toLocaleLowerCase('vi')
  return `${small.charAt(0).toLocaleUpperCase('vi')}${small.slice(1)} ${name}`
}

/** How much of the units that follow: said once, and true until something else is said. */
const extents = [
  [/^(?:toàn bộ|nguyên trạng)(?!\p{L})/iu, false],
  [/^(?:một phần|phần còn lại|phần diện tích)(?!\p{L})/iu, true],
  // "4,02 km2 diện tích tự nhiên": a measured part, unless "toàn bộ" stands before it.
  [/^\d[\d.,]*\s*(?:km2|km²|ha|héc-ta)(?!\p{L})/iu, undefined],
] as const
const ofUnit = new RegExp(`^(?:(?<many>các|hai|ba|bốn|năm|\\d{1,2})\\s+)?(?<kind>${kinds})(?!\\p{L})`, 'u')
const nameHere = new RegExp(`^${properName}`, 'u')
/** "theo quy định tại khoản 3 Điều này", "(Quận 10)", "thuộc huyện An Khê": says where, and names no unit that goes anywhere. */
const aside = new RegExp(
  `^(?:sau khi (?:sắp xếp|điều chỉnh|nhập).{0,200}?(?:Điều này|Nghị quyết này|khoản này)|\\([^)]*\\)|thuộc\\s+(?:${kinds})\\s+${properName})`,
  'u',
)

/** The units of a list, in its order: "một phần … của phường A, phường B và các xã C, D (huyện E), phần còn lại của xã G". */
function unitsIn(list: string): readonly { readonly unit: string; readonly isPart: boolean }[] {
  const found: { readonly unit: string; readonly isPart: boolean }[] = []
  let rest = list
  let [isPart, isWholeSaid, kind] = [false, false, '']
  while (rest !== '') {
    const skipped = aside.exec(rest)
    if (skipped) {
      rest = rest.slice(skipped[0].length)
      continue
    }
    const extent = extents.find(([words]) => words.test(rest))
    if (extent) {
      const [words, part] = extent
      if (part === undefined) isPart = !isWholeSaid
      else [isPart, isWholeSaid] = [part, !part]
      rest = rest.slice(words.exec(rest)?.[0].length ?? 1)
      kind = ''
      continue
    }
    const head = ofUnit.exec(rest)
    if (head?.groups) {
      kind = head.groups['kind'] ?? ''
      rest = rest.slice(head[0].length).trimStart()
      const name = nameHere.exec(rest)
      if (!name) continue
      found.push({ unit: titled(kind, name[0]), isPart })
      isWholeSaid = false
      rest = rest.slice(name[0].length)
      continue
    }
    const next = kind === '' ? null : /^(?:\s*,\s*|\s+và\s+)/u.exec(rest)
    const behind = next === null ? '' : rest.slice(next[0].length)
    const name = ofUnit.test(behind) || extents.some(([words]) => words.test(behind)) ? null : nameHere.exec(behind)
    if (name) {
      found.push({ unit: titled(kind, name[0]), isPart })
      rest = behind.slice(name[0].length)
      continue
    }
    // On to the next word.
    rest = rest.slice(/^(?:[\p{L}\p{M}\p{N}]+|.)\s*/su.exec(rest)?.[0].length ?? 1)
  }
  return found
}
