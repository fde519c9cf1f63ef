import type { ReportLetterhead } from './consolidated-report.ts'
import { blankDate, vietnameseDate } from './vietnamese-dates.ts'

/** "05/BC-UBND", or with room for the number. */
export const numberAndSymbol = ({ number, symbol }: ReportLetterhead): string =>
  `${number === null ? '      ' : /^\d$/.test(number) ? `0${number}` : number}/${symbol}`

/** "ngày 25 tháng 5 năm 2024", or with room for the day in the period's year. */
export const dateOfReport = ({ date }: ReportLetterhead, period: string): string =>
  date === null ? blankDate(period.slice(0, 4)) : vietnameseDate(date)
