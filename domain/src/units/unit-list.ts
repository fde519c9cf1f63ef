import { byColumns, folded } from './table-columns.ts'
import type { TableLine } from './table-columns.ts'
import { unitGroups } from './unit.ts'
import type { UnitGroup } from './unit.ts'

/** A line of a list of units; empty text where it says nothing. */
export type UnitRow = {
  readonly line: number
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
  readonly kind: string
  readonly code: string
  /** The code of the unit above, of this list or of the register on the day. */
  readonly parentCode: string
  readonly identifier?: string
  /** Name and post of the head: both or neither. */
  readonly head?: string
  readonly headPost?: string
}

export const unitFields = ['name', 'group', 'code', 'parentCode', 'identifier', 'head', 'headPost'] as const
export const unitFaults = ['twice', 'unknown', 'noGroup', 'missing', 'half', 'notAnIdentifier', 'circle'] as const
export type UnitFault = {
  readonly line: number
  readonly field: (typeof unitFields)[number]
  readonly value: string
  readonly fault: (typeof unitFaults)[number]
}

/** What the columns of such a list are called, folded; the first is ours. */
const columnNames = {
  name: ['name', 'ten', 'ten don vi', 'don vi'],
  shortName: ['short_name', 'ten ngan', 'ten goi ngan', 'ten viet tat'],
  group: ['group', 'nhom', 'nhom don vi'],
  kind: ['kind', 'loai', 'loai don vi', 'loai hinh'],
  code: ['code', 'ma', 'ma don vi', 'ma so'],
  parentCode: ['parent_code', 'ma cap tren', 'ma don vi cap tren'],
  identifier: ['e_identifier', 'ma dinh danh', 'ma dinh danh dien tu'],
  head: ['head', 'thu truong', 'nguoi dung dau', 'ho ten thu truong', 'ho va ten thu truong'],
  headPost: ['head_post', 'chuc vu', 'chuc vu thu truong', 'chuc danh'],
} satisfies Readonly<Record<string, readonly string[]>>
type Column = keyof typeof columnNames

/** What people call the groups, folded. */
const groupNames: Readonly<Record<UnitGroup, readonly string[]>> = {
  committee: ['ban chi dao'],
  department: ['phong, ban', 'phong ban', 'phong'],
  agency: ['co quan, don vi', 'co quan', 'don vi su nghiep'],
  ward: ['phuong, xa', 'phuong xa', 'cap xa'],
  area: ['dia ban cap tren', 'cap tren', 'dia ban'],
}

/** Kinds that tell the group where the list does not. */
const groupsOfKinds: readonly (readonly [RegExp, UnitGroup])[] = [
  [/^(?:phường|xã|thị trấn|đặc khu)$/iu, 'ward'],
  [/^(?:tỉnh|thành phố|quận|huyện|thị xã)$/iu, 'area'],
]

/** The units of a list from its cells, and the lines that name no unit or no group; or that it has no column of names. */
export function rowsOfUnitList(
  lines: readonly TableLine[],
): { readonly rows: readonly UnitRow[]; readonly faults: readonly UnitFault[] } | { readonly missing: readonly string[] } {
  const { has, rows } = byColumns<Column>(lines, columnNames, 'name')
  if (!has('name')) return { missing: ['name'] }
  const read = rows.map(readRow)
  return {
    rows: read.flatMap((one) => ('fault' in one ? [] : [one])),
    faults: read.flatMap((one) => ('fault' in one ? [one] : [])),
  }
}

function readRow({ line, cell }: { readonly line: number; readonly cell: (column: Column) => string }): UnitRow | UnitFault {
  const [name, groupText, kind] = [cell('name'), cell('group'), cell('kind')]
  const group = groupText === '' ? groupsOfKinds.find(([words]) => words.test(kind))?.[1] : groupNamed(groupText)
  if (name === '') return { line, field: 'name', value: '', fault: 'missing' }
  if (group === undefined) {
    const value = groupText === '' ? kind : groupText
    return { line, field: 'group', value, fault: value === '' ? 'missing' : 'noGroup' }
  }
  return {
    line,
    name,
    shortName: cell('shortName') === '' ? name : cell('shortName'),
    group,
    kind,
    code: cell('code'),
    parentCode: cell('parentCode'),
    identifier: cell('identifier'),
    head: cell('head'),
    headPost: cell('headPost'),
  }
}

const groupNamed = (text: string): UnitGroup | undefined =>
  unitGroups.find((group) => group === text || groupNames[group].includes(folded(text)))
