import { formatPeriod } from '@haidang/domain/periods/period'

/** "Tháng 5 năm 2024", as a title begins. */
export function titleOf(period: string): string {
  const words = formatPeriod(period)
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1)
}
