/** Text for searching: without diacritics, đ as d, lower case, single spaces. "Phường Thắng Tam" is found by "phuong thang tam". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/gu, 'd').toLowerCase().replace(/\s+/gu, ' ').trim()
}
