/** Turns of phrase that the sections of a report share. */

/** "Kết quả thực hiện …" within a sentence: "kết quả thực hiện …"; "UBND …" keeps its capitals. */
export function withinSentence(text: string): string {
  const [first = '', second = ''] = text
  return second !== second.toLowerCase() ? text : first.toLowerCase() + text.slice(first.length)
}

export const sentence = (text: string): string => (/[.!?:;…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** Two digits below ten, as administrative papers count: "05 đơn vị", "12 đơn vị"; nought stays "0". */
export const countText = (count: number): string => (count === 0 ? '0' : String(count).padStart(2, '0'))

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const localities = /thành phố|thị xã|tỉnh|huyện|phường|đặc khu|xã/iu

/** "Chỉ tiêu của Thành phố": whose the common targets are, by the first such word in the name of the body that reports. */
export function localityOf(issuer: string): string {
  const [word = 'địa phương'] = localities.exec(issuer.normalize('NFC')) ?? []
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()
}

/** Units are listed by id where the snapshot knows them, by their own words where it does not. */
export const unitNames = (
  report: { readonly units: readonly { readonly id: string; readonly name: string }[] },
  ids: readonly string[],
): readonly string[] => {
  const names = new Map(report.units.map((unit) => [unit.id, unit.name]))
  return ids.map((id) => names.get(id) ?? id)
}
