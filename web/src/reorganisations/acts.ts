import type { WireReorganisationRow } from '@haidang/api/reorganisations'
import type { UnitVersion } from '@haidang/api/units'
import type { Measure } from '@haidang/domain/units/reorganisation'

/** A unit as it is from the day on; one that stands already says which. */
export type Target = {
  readonly code: string
  readonly name: string
  readonly kind: string
  /** Empty: where the old ones stood. */
  readonly parentCode: string
  /** Said where they are others than before; a head by name and post. */
  readonly identifier?: string
  readonly head?: string
  readonly headPost?: string
  readonly standing?: UnitVersion
}
export type Part = { readonly to: Target; readonly share: string }

/** What a person says happens to units, in words of the work; rows of a resolution's table come of it. */
export type Act =
  | { readonly act: 'merge'; readonly units: readonly UnitVersion[]; readonly to: Target }
  | { readonly act: 'split' | 'part'; readonly unit: UnitVersion; readonly parts: readonly Part[]; readonly measure: Measure }
  | { readonly act: 'rename'; readonly unit: UnitVersion; readonly to: Target }
  | { readonly act: 'parent'; readonly units: readonly UnitVersion[]; readonly parentCode: string }
  | { readonly act: 'end'; readonly units: readonly UnitVersion[] }
  | { readonly act: 'found'; readonly to: Target }
export const acts = ['merge', 'split', 'part', 'rename', 'parent', 'end', 'found'] as const

type Row = WireReorganisationRow
type Unnumbered = Omit<Row, 'line'>

/** The table with the rows that an act makes behind it. */
export function withAct(rows: readonly Row[], act: Act): readonly Row[] {
  const first = rows.reduce((last, { line }) => Math.max(last, line), 0) + 1
  return [...rows, ...newRows(rows, act).map((row, index) => ({ line: first + index, ...row }))]
}

function newRows(rows: readonly Row[], act: Act): readonly Unnumbered[] {
  switch (act.act) {
    case 'merge':
      return act.units.map((unit) => ({ ...empty, ...oldOf(unit), ...newOf(act.to) }))
    case 'split':
    case 'part': {
      const { unit, parts, measure } = act
      const given = parts.map(({ to, share }) => ({
        ...empty,
        ...oldOf(unit),
        ...newOf(to),
        extent: 'một phần',
        shares: share === '' ? {} : { [measure]: share },
      }))
      // Who goes on, or only gets a part, says so by a row of its own; else the table would end it.
      const staying = [...(act.act === 'part' ? [unit] : []), ...parts.flatMap(({ to }) => to.standing ?? [])]
      return [...staying.filter((one) => !staysIn(rows, one)).map(itself), ...given]
    }
    case 'rename':
      return [{ ...empty, ...oldOf(act.unit), ...newOf(act.to), extent: 'đổi tên' }]
    case 'parent':
      return act.units.map((unit) => ({ ...itself(unit), newParentCode: act.parentCode }))
    case 'end':
      return act.units.map((unit) => ({ ...empty, ...oldOf(unit) }))
    case 'found':
      return [{ ...empty, ...newOf(act.to) }]
  }
}

const empty: Unnumbered = { oldCode: '', oldName: '', newCode: '', newName: '', newKind: '', newParentCode: '', extent: '', shares: {} }

/** A row to be filled in by hand. */
export const emptyRow = (rows: readonly Row[]): Row => ({ line: rows.reduce((last, { line }) => Math.max(last, line), 0) + 1, ...empty })

const oldOf = ({ code, name }: UnitVersion) => ({ oldCode: code ?? '', oldName: name })
const newOf = ({ code, name, kind, parentCode, identifier, head, headPost }: Target) => ({
  newCode: code.trim(),
  newName: name.trim(),
  newKind: kind.trim(),
  newParentCode: parentCode.trim(),
  ...(identifier?.trim() ? { newIdentifier: identifier.trim() } : {}),
  ...(head?.trim() ? { newHead: head.trim() } : {}),
  ...(headPost?.trim() ? { newHeadPost: headPost.trim() } : {}),
})

const itself = (unit: UnitVersion): Unnumbered => ({ ...empty, ...oldOf(unit), ...newOf(asTarget(unit)) })

export const asTarget = (unit: UnitVersion): Target => ({
  code: unit.code ?? '',
  name: unit.name,
  kind: unit.kind ?? '',
  parentCode: '',
  standing: unit,
})

const staysIn = (rows: readonly Row[], { code, name }: UnitVersion): boolean =>
  rows.some((row) => row.oldCode === (code ?? '') && row.newCode === row.oldCode && row.oldName === name && row.newName === name)
