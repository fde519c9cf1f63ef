/** A gap that was left for the pen parts no columns: "Số:        /KH-UBND", "ngày      tháng      năm 2024". */
export const isBlankForPen = (before: string, after: string): boolean =>
  /(?:[Ss]ố\s*:?|ngày|tháng|năm|,)$/u.test(before) || /^(?:[/-]\p{Lu}|tháng\s|năm\s)/u.test(after)
