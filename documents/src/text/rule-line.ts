/** A line drawn with signs, as it stands below the names in a letterhead: "-------", "* * *". */
export const isRule = (line: string): boolean => /^(?:[-_*=~]\s?){3,}$/.test(line)
