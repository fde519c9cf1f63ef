import type { ReadableDocument } from '@haidang/domain/plans/reading'
import { multiplyDecimals, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import type { ReorganisationRow } from '@haidang/domain/units/reorganisation-table'
import { sharesOfParts } from './shares-of-parts.ts'
import type { Size } from './shares-of-parts.ts'

/**
 * The rows that a resolution on the arrangement of administrative units says in its clauses, in their order, each with the words it was read from.
 * Names stand as they are printed, with their kind; codes are not in such a text and are never guessed, and shares are told only of a unit of
 * which it says how large every part is. A clause that says nothing of where an old unit goes gives no row.
 */
export function readReorganisation({ text, blocks }: Pick<ReadableDocument, 'text' | 'blocks'>): readonly ReorganisationRow[] {
  const clauses = blocks.flatMap(({ start, end }) => clausesOf(text.slice(start, end)))
  const changes = onceItself(clauses.flatMap(changesOf))
  const shares = sharesOfParts(changes, new Map(clauses.flatMap(leftIn)))
  return changes.map(({ size: _size, ...change }, index) => ({ ...change, shares: shares[index] ?? {}, line: index + 1 }))
}

type Change = Omit<ReorganisationRow, 'line' | 'shares'> & { readonly size: Size }

const isItself = ({ oldName, newName }: Change): boolean => oldName === newName

/** A unit that several clauses say goes on goes on once. */
const onceItself = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(
    (change, index) =>
      !isItself(change) ||
      change.extent !== '' ||
      changes.findIndex((other) => isItself(other) && other.oldName === change.oldName) === index,
  )

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

const adjusts = new RegExp(oneOf('điều chỉnh', 'chuyển'), 'u')

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
  // Who gives a part of its ground away by an adjustment goes on; by any other word it is parted among those who get it.
  const isAdjusted = adjusts.test(verb[0])
  const made = newName.exec(said)
  if (made?.groups) return withGivers(together(said.slice(0, made.index), made.groups, clause), isAdjusted)
  const taker = into.exec(said)
  if (!taker?.groups) return []
  const changes = withGivers(together(said.slice(0, taker.index), taker.groups, clause), isAdjusted)
  const { kind = '', name = '' } = taker.groups
  // Who takes others in is one of those that are put together, under the name that it had.
  return changes.length === 0 ? [] : [row(titled(kind, name), titled(kind, name), kind, clause), ...changes]
}

const withGivers = (changes: readonly Change[], isAdjusted: boolean): readonly Change[] =>
  changes.flatMap((change) => {
    const { oldName, extent, passage = '' } = change
    return isAdjusted && extent !== '' ? [row(oldName, oldName, '', passage), change] : [change]
  })

function together(olds: string, { kind = '', name = '' }: Readonly<Record<string, string>>, clause: string): readonly Change[] {
  const becomes = titled(kind, name)
  return unitsIn(olds).map(({ unit, isPart, size }) => ({
    ...row(unit, becomes, kind, clause),
    extent: isPart ? 'một phần' : '',
    size,
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
  size: {},
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
/** "12,3 km2", "46 ha"; "4.500 người". */
const size = '(?<number>\\d[\\d.,]*)\\s*(?<unit>km2|km²|ha|héc-ta|người|nhân khẩu)(?!\\p{L})'
const sizeHere = new RegExp(`^${size}`, 'iu')
const sizes = new RegExp(`(?<![\\p{L}\\d.,])${size}`, 'giu')
function sizeOf({ number = '', unit = '' }: Readonly<Record<string, string>> = {}): Size {
  const told = parseVietnameseNumber(number)
  if (told === undefined) return {}
  if (/^(?:người|nhân)/iu.test(unit)) return { population: told }
  return { area: /^km/iu.test(unit) ? told : multiplyDecimals(told, '0.01') }
}
/** The first of each that is said. */
const sizeIn = (text: string): Size =>
  [...text.matchAll(sizes)].reduceRight((said: Size, { groups }) => ({ ...said, ...sizeOf(groups) }), {})

/** "Sau khi điều chỉnh, phường Kim Long còn lại 4,5 km2 …; phường Tây Hồ có …": what units have after all of it. */
const left = new RegExp(`${named}\\s+(?:còn lại|còn|có)\\s+(?<size>(?:(?!(?:${kinds})\\s).)*)`, 'gu')

const leftIn = (clause: string): readonly (readonly [string, Size])[] =>
  [...clause.matchAll(left)].map(({ groups: { kind = '', name = '', size = '' } = {} }) => [titled(kind, name), sizeIn(size)])

const ofUnit = new RegExp(`^(?:(?<many>các|hai|ba|bốn|năm|\\d{1,2})\\s+)?(?<kind>${kinds})(?!\\p{L})`, 'u')
const nameHere = new RegExp(`^${properName}`, 'u')
/** "theo quy định tại khoản 3 Điều này", "(Quận 10)", "thuộc huyện An Khê": says where, and names no unit that goes anywhere. */
const aside = new RegExp(
  `^(?:sau khi (?:sắp xếp|điều chỉnh|nhập).{0,200}?(?:Điều này|Nghị quyết này|khoản này)|\\([^)]*\\)|thuộc\\s+(?:${kinds})\\s+${properName})`,
  'u',
)

/**
 * The units of a list, in its order: "một phần … của phường A, phường B và các xã C, D (huyện E), phần còn lại của xã G"; a part with its size where
 * that is said of it alone.
 */
function unitsIn(list: string): readonly { readonly unit: string; readonly isPart: boolean; readonly size: Size }[] {
  const found: { readonly unit: string; readonly isPart: boolean; readonly group: number }[] = []
  /** What is said of the units that follow, until something else is said. */
  const told: Size[] = [{}]
  let rest = list
  let [isPart, isWholeSaid, kind] = [false, false, '']
  const find = (unit: string): void => void found.push({ unit, isPart, group: told.length - 1 })
  const say = (said: Size): void => {
    if (found.at(-1)?.group === told.length - 1) told.push(said)
    else told[told.length - 1] = { ...told.at(-1), ...said }
  }
  while (rest !== '') {
    const skipped = aside.exec(rest)
    if (skipped) {
      const said = skipped[0].startsWith('(') ? sizeIn(skipped[0]) : {}
      if (Object.keys(said).length > 0) say(said)
      rest = rest.slice(skipped[0].length)
      continue
    }
    const measured = sizeHere.exec(rest)
    if (measured) say(sizeOf(measured.groups))
    const extent = extents.find(([words]) => words.test(rest))
    if (extent) {
      const [words, part] = extent
      if (part === undefined) isPart = !isWholeSaid
      else {
        ;[isPart, isWholeSaid] = [part, !part]
        say({})
      }
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
      find(titled(kind, name[0]))
      isWholeSaid = false
      rest = rest.slice(name[0].length)
      continue
    }
    const next = kind === '' ? null : /^(?:\s*,\s*|\s+và\s+)/u.exec(rest)
    const behind = next === null ? '' : rest.slice(next[0].length)
    const isOther = ofUnit.test(behind) || sizeHere.test(behind) || extents.some(([words]) => words.test(behind))
    const name = isOther ? null : nameHere.exec(behind)
    if (name) {
      find(titled(kind, name[0]))
      rest = behind.slice(name[0].length)
      continue
    }
    // On to the next word; a number is one.
    rest = rest.slice(/^(?:\d[\d.,]*\d|[\p{L}\p{M}\p{N}]+|.)\s*/su.exec(rest)?.[0].length ?? 1)
  }
  const together = Map.groupBy(found, ({ group }) => group)
  return found.map(({ unit, isPart: isOne, group }) => ({
    unit,
    isPart: isOne,
    size: (together.get(group)?.length === 1 && told[group]) || {},
  }))
}
