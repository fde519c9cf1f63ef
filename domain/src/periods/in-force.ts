import type { Day } from './day.ts'

/** A setting holds from a day on, until another one does. */
export type Dated = { readonly from: Day }

/** The setting in force on a day; `settings` in the order in which they were recorded, so of two from one day the later one holds. */
export function inForce<Setting extends Dated>(settings: readonly Setting[], day: Day): Setting | undefined {
  return settings
    .filter(({ from }) => from <= day)
    .reduce<Setting | undefined>((held, next) => (held === undefined || next.from >= held.from ? next : held), undefined)
}
