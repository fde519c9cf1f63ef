import { isReportingUnit } from '../units/unit.ts'
import type { ReportingUnit, Unit } from '../units/unit.ts'
import type { AddresseeGroup, AssignedTo } from './draft-item.ts'

/** Names of groups in folded text, the longer first. */
const groupNames: readonly (readonly [RegExp, AddresseeGroup])[] = [
  [/\b(?:cac )?(?:co quan|phong ban|phong)(?: ban)?(?: co quan)? don vi(?: va)?(?: ubnd)?(?: cac)? (?:phuong xa|xa phuong)\b/u, 'all'],
  [/\b(?:ubnd )?(?:cac|\d+|\d+ \d+|toan bo|tat ca) (?:don vi cap xa|(?:phuong xa|xa phuong)(?: thi tran| dac khu)?)\b/u, 'ward'],
  [/\bubnd (?:phuong xa|xa phuong)(?: thi tran| dac khu)?\b/u, 'ward'],
  [/^(?:phuong xa|xa phuong)(?: thi tran| dac khu)?$/u, 'ward'],
  [/\bcac (?:co quan|phong ban|phong|ban nganh) (?:ban )?(?:co quan )?don vi\b/u, 'all'],
  [/\bcac don vi\b/u, 'all'],
  [/\bcac phong (?:chuyen mon|ban chuyen mon)\b|\bcac phong ban\b/u, 'department'],
  [/^(?:cac )?phong chuyen mon$/u, 'department'],
]

/** What makes a group foreign when it follows: "các phòng, ban của tỉnh". */
const foreignGroup = /^ (?:cua |thuoc )?(?:tinh|trung uong)\b/u

/** "Các phòng, ban, cơ quan liên quan" leaves open which; the wards in such a list are still all wards. */
const vagueTail = /\blien quan\b/u

/** A unit of another level with the same name: "Công an tỉnh", "Bộ Công an", "Sở Văn hóa …". */
const foreignTail = /^ (?:tinh|trung uong|huyen)\b/u
const foreignHead = /\b(?:so|bo|cuc|tong cuc) $/u

/**
 * Whom an addressee printed in a plan means, in the register of the day. Whatever names no group and no unit of the register stays
 * unnamed.
 */
export function addresseesOf(printed: string | readonly string[] | null | undefined, units: readonly Unit[]): AssignedTo {
  const texts = typeof printed === 'string' ? [printed] : (printed ?? [])
  const found = texts.map((text) => addresseesIn(fold(text), units.filter(isReportingUnit)))
  return {
    unitIds: inRegisterOrder(
      found.flatMap(({ unitIds }) => unitIds),
      units,
    ),
    groups: [...new Set(found.flatMap(({ groups }) => groups))],
  }
}

/** The units that an assignment names on the day whose register is given; ids that are not in it fall away. */
export function unitIdsOf(assignedTo: AssignedTo, units: readonly Unit[]): readonly string[] {
  const { unitIds, groups } = assignedTo
  const isMember = (unit: Unit): boolean => isReportingUnit(unit) && groups.some((group) => group === 'all' || group === unit.group)
  return units.filter((unit) => unitIds.includes(unit.id) || isMember(unit)).map(({ id }) => id)
}

export const nobody: AssignedTo = { unitIds: [], groups: [] }

export function isNobody({ unitIds, groups }: AssignedTo): boolean {
  return unitIds.length === 0 && groups.length === 0
}

/** Lower case without marks, "đ" as "d", one space between words: how names are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\buy ban nhan dan\b/gu, 'ubnd')
}

function addresseesIn(
  folded: string,
  units: readonly ReportingUnit[],
): { readonly groups: readonly AddresseeGroup[]; readonly unitIds: readonly string[] } {
  const groups: AddresseeGroup[] = []
  let rest = folded
  for (const [name, group] of groupNames) {
    const match = name.exec(rest)
    if (!match) continue
    const tail = rest.slice(match.index + match[0].length)
    const isVague = group === 'ward' ? /^ (?:co )?lien quan\b/u.test(tail) : vagueTail.test(tail)
    if (!isVague && !foreignGroup.test(tail)) groups.push(group)
    rest = `${rest.slice(0, match.index)}|${tail}`
  }

  const unitIds: string[] = []
  for (const { alias, unit } of aliasesOf(units)) {
    for (let at = indexOfWords(rest, alias); at >= 0; at = indexOfWords(rest, alias)) {
      const tail = rest.slice(at + alias.length)
      if (!foreignHead.test(rest.slice(0, at)) && !foreignTail.test(tail)) unitIds.push(unit.id)
      rest = `${rest.slice(0, at)}|${tail}`
    }
  }
  return { groups, unitIds }
}

/** Longest first, so that "Phòng Tài chính - Kế hoạch" is not found inside a longer name. An alias of two units names neither. */
function aliasesOf(units: readonly ReportingUnit[]): readonly { readonly alias: string; readonly unit: ReportingUnit }[] {
  const all = units.flatMap((unit) => [...new Set(namesOf(unit))].map((alias) => ({ alias, unit })))
  const isShared = (alias: string, unit: ReportingUnit): boolean => all.some((other) => other.alias === alias && other.unit.id !== unit.id)
  return all.filter(({ alias, unit }) => !isShared(alias, unit)).toSorted((a, b) => b.alias.length - a.alias.length)
}

function namesOf(unit: ReportingUnit): readonly string[] {
  const names = [fold(unit.name), fold(unit.shortName)].flatMap((name) => [name, name.replace(/ (?:thanh pho|thi xa)(?: .*)?$/u, '')])
  const ownNames = unit.group === 'ward' ? names.flatMap((name) => [name, name.replace(/^ubnd /u, '')]) : names
  // One short word ("thue", "vhtt") says too little in running text to name a unit by, but two words do.
  return ownNames.filter((name) => name.includes(' '))
}

function indexOfWords(text: string, words: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const isWhole = /^$|[ |]$/u.test(text.slice(0, at)) && /^$|^[ |]/u.test(text.slice(at + words.length))
    if (isWhole) return at
  }
  return -1
}

function inRegisterOrder(unitIds: readonly string[], units: readonly Unit[]): readonly string[] {
  const wanted = new Set(unitIds)
  return [...new Set(units.filter(({ id }) => wanted.has(id)).map(({ id }) => id))]
}
