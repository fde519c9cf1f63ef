/** A line drawn with signs, as it stands below the names in a letterhead: "-------", "* * *". */
export const isRule = (line: string): boolean => /^(?:[-_*=~]\s?){3,}$/.test(line) || isPageBreak(line)

/** "--- PAGE BREAK ---", "===== Trang 3/14 =====": what a program that took the text out of a file left between its pages. */
export const isPageBreak = (line: string): boolean =>
  line.length < 60 && /^[-_*=~\s]{2,20}(?:PAGE(?: BREAK)?|TRANG)[\s\d/]{0,12}[-_*=~\s]{2,20}$/iu.test(line)
