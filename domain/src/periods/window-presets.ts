import type { Day } from './day.ts'
import type { RepeatingFrequency } from './period.ts'
import type { WindowRule } from './regime.ts'

/** Windows that a document of the state sets for whoever says none of their own, with the clause that says so. */
export type WindowPreset = {
  readonly since: Day
  readonly source: string
  readonly windows: Readonly<Partial<Record<RepeatingFrequency, WindowRule>>>
}

/** The windows close on the 14th of a period's last month and open on the 15th, so many months before. */
const from15To14 = (months: number): WindowRule => ({ from: { shift: -months, date: 15 }, to: { shift: 0, date: 15 } })

/**
 * Decree 09/2019/NĐ-CP, Art. 12, in force since 12 March 2019: month 15→14, quarter from the 15th of the month before it, half-years and year from
 * 15 December or 15 June. Nine months are not in it: provinces count them in the same way (Khánh Hòa, QĐ 01/2023/QĐ-UBND).
 */
export const windowPresets: readonly WindowPreset[] = [
  {
    since: '2019-03-12',
    source: 'Điều 12 Nghị định số 09/2019/NĐ-CP',
    windows: { monthly: from15To14(1), quarterly: from15To14(3), halfYear: from15To14(6), yearly: from15To14(12) },
  },
  {
    since: '2019-03-12',
    source: 'theo cách tính của Điều 12 Nghị định số 09/2019/NĐ-CP, vốn không nêu kỳ 9 tháng',
    windows: { nineMonth: from15To14(9) },
  },
]

/** What is in force on a day for reports that come so often; none for weeks. */
export function windowPresetOf(
  frequency: RepeatingFrequency,
  day: Day,
): { readonly source: string; readonly window: WindowRule } | undefined {
  const preset = windowPresets.findLast(({ since, windows }) => since <= day && windows[frequency] !== undefined)
  const window = preset?.windows[frequency]
  return preset && window && { source: preset.source, window }
}
