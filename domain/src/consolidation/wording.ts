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

/** "Nơi nhận", a line each: who keeps the paper comes last. "Như trên" points to "Kính gửi": the one stands exactly where the other does. */
export function recipientLines(recipients: readonly string[], addressees: readonly string[]): readonly string[] {
  const names = recipients
    .map((name) =>
      name
        .trim()
        .replace(/^-\s*/, '')
        .replace(/[.;,\s]+$/, ''),
    )
    .filter((name) => name !== '')
  const others = names.filter((name) => name !== 'Như trên')
  const listed = addressees.length > 0 ? ['Như trên', ...others] : others
  const kept = listed.find((name) => /^Lưu\s*:/.test(name)) ?? 'Lưu: VT'
  const informed = listed.filter((name) => !/^Lưu\s*:/.test(name))
  return [...informed.map((name) => `- ${name};`), `- ${kept}.`]
}

/** The lines above the signer's name, in capitals (Decree 30/2020, Annex I, II.7). */
export const signerLines = ({ authority, role }: { readonly authority: readonly string[]; readonly role: string }): readonly string[] =>
  [...authority, role].map((line) => line.trim().toUpperCase()).filter((line) => line !== '')
