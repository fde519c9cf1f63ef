import { addDays, formatDay } from '@haidang/domain/periods/day'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'

/** "từ 1/7/2025", "1/1/2020 đến hết 30/6/2025": the day on which a version ends is the first without it. */
export function useDays(): (version: { readonly validFrom: string; readonly validTo: string | null }) => string {
  const words = useWords(unitsWords).days
  return ({ validFrom, validTo }) =>
    validTo === null ? words.since(formatDay(validFrom)) : words.until(formatDay(validFrom), formatDay(addDays(validTo, -1)))
}
