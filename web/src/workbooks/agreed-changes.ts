import type { WorkbookChange } from '@haidang/api/workbooks'
import { changedFields, clearedFields, withoutClearing } from '@haidang/domain/reports/form-workbook'
import type { WorkbookField } from '@haidang/domain/reports/form-workbook'

export type CellChange = { readonly change: WorkbookChange; readonly field: WorkbookField; readonly isCleared: boolean }

/** One line a cell, in the order of the form. */
export const cellsOf = (changes: readonly WorkbookChange[]): readonly CellChange[] =>
  changes.flatMap((change) => {
    const cleared = clearedFields(change)
    return changedFields(change).map((field) => ({ change, field, isCleared: cleared.includes(field) }))
  })

/** What is saved: cells that the file leaves empty are emptied only where somebody has agreed to that. */
export const agreedChanges = (changes: readonly WorkbookChange[], clears: boolean): readonly WorkbookChange[] =>
  clears
    ? changes
    : changes.flatMap((change) => {
        const kept = withoutClearing(change)
        return kept === undefined ? [] : [{ ...change, after: kept.after }]
      })

export const entriesOf = (changes: readonly WorkbookChange[]) =>
  changes.map(({ indicatorId, after, baseRevision }) => ({ indicatorId, ...after, baseRevision }))

export function byUnit<Item>(items: readonly Item[], changeOf: (item: Item) => WorkbookChange): ReadonlyMap<string, readonly Item[]> {
  const units = new Map<string, Item[]>()
  for (const item of items) {
    const { reportId } = changeOf(item)
    const known = units.get(reportId)
    if (known) known.push(item)
    else units.set(reportId, [item])
  }
  return units
}
