const blank = '    '

/** Decree 30/2020, Annex I, II.4: days below 10 and months 1 and 2 are written with a zero; months 3 to 9 are not. */
export function vietnameseDate(isoDay: string): string {
  const { year, month, day } = partsOf(isoDay)
  return `ngày ${day.padStart(2, '0')} tháng ${Number(month) < 3 ? month.padStart(2, '0') : month} năm ${year}`
}

/** Room for the hand of the clerk who numbers the paper. */
export const blankDate = (year: string): string => `ngày ${blank} tháng ${blank} năm ${year}`

function partsOf(isoDay: string): { readonly year: string; readonly month: string; readonly day: string } {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(isoDay)
  const [, year, month, day] = match ?? []
  if (year === undefined || month === undefined || day === undefined) {
    throw new Error(`"${isoDay}" is not a day written as yyyy-mm-dd; the letterhead's date must be one, or null`)
  }
  return { year, month: String(Number(month)), day: String(Number(day)) }
}
