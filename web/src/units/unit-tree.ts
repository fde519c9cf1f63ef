import type { UnitVersion } from '@haidang/api/units'
import { unitGroups } from '@haidang/domain/units/unit'
import type { UnitGroup } from '@haidang/domain/units/unit'

/** A unit in its place, or how many more stand at the end of a long list. `root` is the group of the unit at the top. */
export type TreeRow = { readonly key: string; readonly level: number; readonly root: UnitGroup } & (
  | { readonly unit: UnitVersion; readonly below: number; readonly isOpen: boolean }
  | { readonly unit: undefined; readonly above: string; readonly left: number }
)

/** Of a long list this many are shown, and as many more each time they are asked for. */
export const step = 200
/** Above the units that stand under none. */
export const top = ''

export type UnitTree = ReadonlyMap<string, readonly UnitVersion[]>

/** The units of a day by what they stand under; those whose upper unit does not stand that day are at the top, group by group. */
export function treeOf(units: readonly UnitVersion[]): UnitTree {
  const standing = new Set(units.map(({ id }) => id))
  const tree = new Map<string, readonly UnitVersion[]>(
    Map.groupBy(units, ({ parentId }) => (parentId !== null && standing.has(parentId) ? parentId : top)),
  )
  const roots = tree.get(top) ?? []
  return tree.set(
    top,
    unitGroups.flatMap((group) => roots.filter((unit) => unit.group === group)),
  )
}

/** The rows to draw: below the top only what was opened, of a long list only as much as was asked for. */
export function rowsOf(tree: UnitTree, opened: ReadonlySet<string>, steps: ReadonlyMap<string, number>): readonly TreeRow[] {
  const under = (above: string, level: number, root?: UnitGroup): readonly TreeRow[] => {
    const units = tree.get(above) ?? []
    const shown = units.slice(0, step * (steps.get(above) ?? 1))
    const rows = shown.flatMap((unit): readonly TreeRow[] => {
      const group = root ?? unit.group
      const below = tree.get(unit.id)?.length ?? 0
      const isOpen = below > 0 && opened.has(unit.id)
      return [{ key: unit.id, level, root: group, unit, below, isOpen }, ...(isOpen ? under(unit.id, level + 1, group) : [])]
    })
    const last = shown.at(-1)
    if (last === undefined || shown.length === units.length) return rows
    return [...rows, { key: `rest ${above}`, level, root: root ?? last.group, unit: undefined, above, left: units.length - shown.length }]
  }
  return under(top, 0)
}
