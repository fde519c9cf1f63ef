import type { Day } from '../periods/day.ts'
import { addDays } from '../periods/day.ts'
import { parseDecimal } from '../quantities/decimal.ts'
import { measures } from './reorganisation.ts'
import type { LineageEdge, Measure, Reorganisation, Shares, UnitFacts } from './reorganisation.ts'
import { byColumns, folded } from './table-columns.ts'
import type { TableLine } from './table-columns.ts'
import { parseIdentifier, unitsOn } from './unit.ts'
import type { Unit, UnitHead } from './unit.ts'

/**
 * A row of a resolution's table, as typed: an old unit and the one that it, or a part of it, becomes; each known by its code, and one without
 * a code by its name. Without a new unit the old one is abolished, without an old one the new one is founded.
 */
export type ReorganisationRow = {
  readonly line: number
  readonly oldCode: string
  readonly oldName: string
  readonly newCode: string
  readonly newName: string
  readonly newKind: string
  /** The code of the unit above the new one, from the day on; empty where it stays. */
  readonly newParentCode: string
  /** Of the new unit from the day on; where a table says nothing of one that goes on, it keeps what it has. */
  readonly newIdentifier?: string | undefined
  readonly newHead?: string | undefined
  readonly newHeadPost?: string | undefined
  /** "part", "một phần"; "rename", "đổi tên" where it goes on under another name; anything else is the whole unit. */
  readonly extent: string
  readonly shares: Readonly<Partial<Record<Measure, string>>>
  /** The words of the resolution that it was read from. */
  readonly passage?: string | undefined
}

/** What the columns of such a table are called, folded; the first is ours. */
const columnNames = {
  oldCode: ['old_code', 'ma cu', 'ma don vi cu'],
  oldName: ['old_name', 'ten cu', 'don vi cu', 'ten don vi cu', 'don vi truoc sap xep'],
  newCode: ['new_code', 'ma moi', 'ma don vi moi'],
  newName: ['new_name', 'ten moi', 'don vi moi', 'ten don vi moi', 'don vi sau sap xep'],
  newKind: ['new_kind', 'loai', 'loai don vi', 'loai hinh moi'],
  newParentCode: ['new_parent_code', 'ma cap tren', 'ma don vi cap tren'],
  newIdentifier: ['new_e_identifier', 'ma dinh danh', 'ma dinh danh moi', 'ma dinh danh dien tu', 'ma dinh danh dien tu moi'],
  newHead: ['new_head', 'thu truong', 'thu truong moi', 'nguoi dung dau', 'ho ten thu truong', 'ho va ten thu truong'],
  newHeadPost: ['new_head_post', 'chuc vu', 'chuc vu thu truong', 'chuc danh'],
  extent: ['extent', 'toan bo hay mot phan', 'pham vi'],
  population: ['share_population', 'ty le dan so'],
  area: ['share_area', 'ty le dien tich'],
  dossiers: ['share_dossiers', 'ty le ho so'],
  households: ['share_households', 'ty le ho gia dinh', 'ty le so ho'],
  declared: ['share_declared', 'ty le'],
} satisfies Readonly<Record<string, readonly string[]>>
type Column = keyof typeof columnNames

/** Columns that many tables do not have. */
const particulars = ['newIdentifier', 'newHead', 'newHeadPost'] as const

/** The rows of a table from its cells, its columns known by the first line that names a new unit; without one, the columns that are missing. */
export function rowsOfTable(
  lines: readonly TableLine[],
): { readonly rows: readonly ReorganisationRow[] } | { readonly missing: readonly string[] } {
  const { has, rows } = byColumns<Column>(lines, columnNames, 'newName')
  const missing = [...(has('newName') ? [] : ['new_name']), ...(has('oldCode') || has('oldName') ? [] : ['old_code'])]
  if (missing.length > 0) return { missing }
  return {
    rows: rows.map(({ line, cell }) => ({
      line,
      oldCode: cell('oldCode'),
      oldName: cell('oldName'),
      newCode: cell('newCode'),
      newName: cell('newName'),
      newKind: cell('newKind'),
      newParentCode: cell('newParentCode'),
      ...Object.fromEntries(particulars.flatMap((column) => (cell(column) === '' ? [] : [[column, cell(column)]]))),
      extent: cell('extent'),
      shares: Object.fromEntries(measures.flatMap((measure) => (cell(measure) === '' ? [] : [[measure, cell(measure)]]))),
    })),
  }
}

export const rowFields = ['oldCode', 'oldName', 'newCode', 'newName', 'newParentCode', ...particulars, ...measures] as const
export type RowField = (typeof rowFields)[number]

export type RowFault = {
  readonly line: number
  readonly field: RowField
  readonly value: string
  readonly fault: (typeof rowFaultKinds)[number]
}
export const rowFaultKinds = ['missing', 'unknown', 'ambiguous', 'differs', 'notAShare', 'notAnIdentifier'] as const

type Question = {
  readonly versions: readonly Unit[]
  readonly effectiveOn: Day
  readonly id: string
  /** The identity of a new unit, by the code that it gets. */
  readonly newId: (code: string) => string
}

/**
 * The reorganisation that a table says, its codes read as they were on the day before. Who goes on as itself says `ownRow`; every other new unit
 * is an identity of its own, whatever code it took over.
 */
export function reorganisationFromTable(
  rows: readonly ReorganisationRow[],
  { versions, effectiveOn, id, newId }: Question,
): { readonly event: Reorganisation } | { readonly faults: readonly RowFault[] } {
  const standing = unitsOn(versions, addDays(effectiveOn, -1))
  const before = new Map([
    // A resolution speaks of "Phường 5", whose office the register calls "UBND Phường 5".
    ...grouped(standing.filter(({ name, shortName }) => !isSameName(name, shortName)).map((unit) => [keyOf('', unit.shortName), unit])),
    ...grouped(standing.map((unit) => [keyOf('', unit.name), unit])),
    ...Map.groupBy(
      standing.filter(({ code }) => code !== undefined),
      ({ code }) => code ?? '',
    ),
  ])
  const faults = rows.flatMap((row) => rowFaults(row, before))
  const byNew = Map.groupBy(
    rows.filter((row) => newKey(row) !== ''),
    newKey,
  )
  const byOld = Map.groupBy(
    rows.filter((row) => oldKey(row) !== ''),
    oldKey,
  )
  for (const [, told] of byNew) faults.push(...toldOtherwise(told))
  if (faults.length > 0) return { faults }

  const oldOf = (key: string): Unit | undefined => before.get(key)?.[0]
  const heirs = [...byNew].map(([code, told]): Heir => {
    const own = ownRow(told, (row) => ({ old: oldOf(oldKey(row)), isAlone: byOld.get(oldKey(row))?.length === 1 }))
    const unitId = own === undefined ? undefined : oldOf(oldKey(own))?.id
    return { code, told, own, olds: told.flatMap((row) => oldOf(oldKey(row)) ?? []), unitId: unitId ?? newId(code) }
  })
  const ids = new Map(heirs.map(({ code, unitId }) => [code, unitId]))
  const ended = new Set([...byOld.keys()].flatMap((code) => oldOf(code)?.id ?? []))
  for (const { own, unitId } of heirs) if (own) ended.delete(unitId)

  /** Above the new units: another new one of this table, or one that stands on. */
  const parentOf = (code: string): string | undefined => {
    const standing = oldOf(code)
    return ids.get(code) ?? (standing && !ended.has(standing.id) ? standing.id : undefined)
  }
  const becomes: UnitFacts[] = []
  for (const heir of heirs) {
    const row = heir.told.find(({ newParentCode }) => newParentCode !== '') ?? heir.told[0]
    if (row === undefined) continue
    const parentId =
      row.newParentCode === ''
        ? commonParent(heir.own === undefined ? heir.olds : heir.olds.filter(isItself(heir)), ended)
        : parentOf(row.newParentCode)
    if (row.newParentCode !== '' && parentId === undefined)
      faults.push({ line: row.line, field: 'newParentCode', value: row.newParentCode, fault: 'unknown' })
    const { line } = heir.told.find(({ newIdentifier }) => newIdentifier) ?? row
    becomes.push({ ...factsOf(heir, row, parentId), line })
  }
  if (faults.length > 0) return { faults }
  const edges = heirs.flatMap(({ told, own, unitId }) =>
    told.filter((row) => row !== own).flatMap((row) => edgeOf(row, oldOf(oldKey(row)), unitId)),
  )
  return { event: { id, effectiveOn, becomes, ends: [...ended], edges } }
}

const grouped = (pairs: readonly (readonly [string, Unit])[]): ReadonlyMap<string, readonly Unit[]> =>
  new Map([...Map.groupBy(pairs, ([key]) => key)].map(([key, found]) => [key, found.map(([, unit]) => unit)]))

type Heir = {
  /** `newKey` of its rows. */
  readonly code: string
  readonly told: readonly ReorganisationRow[]
  readonly olds: readonly Unit[]
  /** The row by which an old unit goes on as this one. */
  readonly own: ReorganisationRow | undefined
  readonly unitId: string
}

const isItself =
  ({ unitId }: Heir) =>
  ({ id }: Unit): boolean =>
    id === unitId

/**
 * Whole and alone under its name or its code, whatever the other becomes, or said to be renamed; or under its name and code, where all that it
 * gave away or got are parts. A unit that is put together with whole others is another one, also where it keeps the name of one of them.
 */
function ownRow(
  told: readonly ReorganisationRow[],
  of: (row: ReorganisationRow) => { readonly old: Unit | undefined; readonly isAlone: boolean },
): ReorganisationRow | undefined {
  return told.find((row) => {
    const { old, isAlone } = of(row)
    if (old === undefined) return false
    const keepsName = isCalled(old, row.newName)
    const keepsCode = row.oldCode !== '' && row.oldCode === row.newCode
    if (told.length === 1 && isAlone && !isPart(row)) return keepsName || keepsCode || isRenamed(row)
    return keepsName && row.oldCode === row.newCode && told.every((other) => other === row || isPart(other))
  })
}

function factsOf(heir: Heir, { newCode, newName, newKind }: ReorganisationRow, parentId: string | undefined): UnitFacts {
  const { olds, unitId } = heir
  const itself = olds.find(isItself(heir))
  const name = itself && isCalled(itself, newName) ? itself.name : newName.normalize('NFC')
  // What the table does not say of a unit that goes on stays as it is.
  const code = newCode === '' ? itself?.code : newCode
  const kind = newKind === '' ? itself?.kind : newKind
  const identifier = parseIdentifier(saidOf(heir.told, 'newIdentifier')) ?? itself?.identifier
  const head = headOf(heir.told) ?? itself?.head
  return {
    id: unitId,
    name,
    shortName: itself && isSameName(itself.name, name) ? itself.shortName : placeOf(name),
    group: (itself ?? olds[0])?.group ?? 'ward',
    ...(code === undefined ? {} : { code }),
    ...(kind === undefined ? {} : { kind }),
    ...(identifier === undefined ? {} : { identifier }),
    ...(head === undefined ? {} : { head }),
    ...(parentId === undefined ? {} : { parentId }),
  }
}

/** What the rows of one new unit say of it; it is enough that one does. */
const saidOf = (told: readonly ReorganisationRow[], field: (typeof particulars)[number]): string =>
  told.map((row) => row[field]?.normalize('NFC').trim() ?? '').find((text) => text !== '') ?? ''

function headOf(told: readonly ReorganisationRow[]): UnitHead | undefined {
  const [name, post] = [saidOf(told, 'newHead'), saidOf(told, 'newHeadPost')]
  return name === '' ? undefined : { name, post }
}

/** "UBND phường Cửa Biển" is called "Phường Cửa Biển" for short. */
function placeOf(name: string): string {
  const place = name.replace(/^(?:UBND|[ủỦ]y ban nhân dân|[uU]ỷ ban nhân dân)\s+/u, '')
  return place.charAt(0).toUpperCase() + place.slice(1)
}

function edgeOf(row: ReorganisationRow, old: Unit | undefined, to: string): readonly LineageEdge[] {
  if (old === undefined) return []
  const shares: Shares = Object.fromEntries(measures.flatMap((measure) => shareOf(row, measure) ?? []))
  const isWhole = !isPart(row) && Object.keys(shares).length === 0
  return [{ from: old.id, to, extent: isWhole ? 'whole' : 'part', ...(isWhole ? {} : { shares }), line: row.line }]
}

const shareOf = ({ shares }: ReorganisationRow, measure: Measure): readonly (readonly [Measure, string])[] | undefined => {
  const share = parseDecimal(shares[measure] ?? '')
  return share === undefined ? undefined : [[measure, share]]
}

function rowFaults(row: ReorganisationRow, before: ReadonlyMap<string, readonly Unit[]>): readonly RowFault[] {
  const { line, oldCode, oldName, newCode, newName } = row
  const faults: RowFault[] = []
  if (oldKey(row) === '' && newKey(row) === '') faults.push({ line, field: 'oldCode', value: '', fault: 'missing' })
  const saysOfNew = newCode !== '' || particulars.some((field) => row[field])
  if (saysOfNew && newName === '') faults.push({ line, field: 'newName', value: '', fault: 'missing' })
  const olds = before.get(oldKey(row)) ?? []
  const [old] = olds
  if (oldCode !== '' && old === undefined) faults.push({ line, field: 'oldCode', value: oldCode, fault: 'unknown' })
  if (oldCode === '' && oldName !== '' && old === undefined) faults.push({ line, field: 'oldName', value: oldName, fault: 'unknown' })
  if (olds.length > 1) faults.push({ line, field: oldCode === '' ? 'oldName' : 'oldCode', value: oldCode || oldName, fault: 'ambiguous' })
  if (old !== undefined && oldName !== '' && !isCalled(old, oldName))
    faults.push({ line, field: 'oldName', value: oldName, fault: 'differs' })
  const identifier = row.newIdentifier?.trim() ?? ''
  if (identifier !== '' && parseIdentifier(identifier) === undefined)
    faults.push({ line, field: 'newIdentifier', value: identifier, fault: 'notAnIdentifier' })
  for (const measure of measures) {
    const share = row.shares[measure] ?? ''
    if (share !== '' && parseDecimal(share) === undefined) faults.push({ line, field: measure, value: share, fault: 'notAShare' })
  }
  return faults
}

/** Rows of one new unit that name it in two ways, and a head by half: name and post are said together. */
function toldOtherwise(told: readonly ReorganisationRow[]): readonly RowFault[] {
  const [first] = told
  const [head, post] = [saidOf(told, 'newHead'), saidOf(told, 'newHeadPost')]
  const half = head === '' && post !== '' ? 'newHead' : head !== '' && post === '' ? 'newHeadPost' : undefined
  const faults = told.flatMap((row): readonly RowFault[] => {
    const { line, newName, newParentCode } = row
    if (first === undefined) return []
    if (!isSameName(first.newName, newName)) return [{ line, field: 'newName', value: newName, fault: 'differs' }]
    if (newParentCode !== '' && first.newParentCode !== '' && first.newParentCode !== newParentCode)
      return [{ line, field: 'newParentCode', value: newParentCode, fault: 'differs' }]
    const other = particulars.find((field) => {
      const text = row[field]?.normalize('NFC').trim() ?? ''
      return text !== '' && text !== saidOf(told, field)
    })
    return other === undefined ? [] : [{ line, field: other, value: row[other] ?? '', fault: 'differs' }]
  })
  return half === undefined || first === undefined ? faults : [...faults, { line: first.line, field: half, value: '', fault: 'missing' }]
}

const isPart = ({ extent }: ReorganisationRow): boolean => /^(?:part|một phần)/iu.test(extent.normalize('NFC').trim())

const isRenamed = ({ extent }: ReorganisationRow): boolean => /^(?:rename|đổi tên)/iu.test(extent.normalize('NFC').trim())

/** The one unit that all old ones stood under and that stands on. */
function commonParent(olds: readonly Unit[], ended: ReadonlySet<string>): string | undefined {
  const parents = new Set(olds.map(({ parentId }) => parentId))
  const [parent] = parents
  return parents.size === 1 && parent !== undefined && !ended.has(parent) ? parent : undefined
}

/** What a unit is known by in a table: its code, else its name; empty where no unit is meant. A code is digits, so no name is taken for one. */
const keyOf = (code: string, name: string): string => (code !== '' ? code : name.trim() === '' ? '' : `tên ${folded(name)}`)
const oldKey = ({ oldCode, oldName }: ReorganisationRow): string => keyOf(oldCode, oldName)
const newKey = ({ newCode, newName }: ReorganisationRow): string => keyOf(newCode, newName)

const isCalled = ({ name, shortName }: Unit, text: string): boolean => isSameName(name, text) || isSameName(shortName, text)

/** "Xã Hoà Bình" is "Xã Hòa Bình": lists write the mark on one vowel or the other, and codes are what tells units apart. */
const isSameName = (a: string, b: string): boolean => folded(a) === folded(b)
