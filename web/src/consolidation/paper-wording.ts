/** Turns of phrase of administrative papers, as the written report has them. */

/** "Kết quả thực hiện …" within a sentence: "kết quả thực hiện …"; "UBND …" keeps its capitals. */
export function withinSentence(text: string): string {
  const [first = '', second = ''] = text
  return (second === second.toLowerCase() ? first.toLowerCase() + text.slice(first.length) : text).replace(/[.;,\s]+$/u, '')
}

/** Two digits below ten: "05 đơn vị". */
export const countText = (count: number): string => (count === 0 ? '0' : String(count).padStart(2, '0'))

export const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** One basis a line, each closed by a semicolon, the last by a full stop. */
export const basesOf = (bases: readonly string[], word: string): readonly string[] =>
  bases.map((basis, index) => {
    const text = basis.trim().replace(/[.;,\s]+$/u, '')
    const opened = text.toLowerCase().startsWith(word.toLowerCase()) ? text : `${word} ${text}`
    return `${opened}${index === bases.length - 1 ? '.' : ';'}`
  })

/** The recipients in their printed order: who keeps the paper comes last. */
export function recipientsOf(recipients: readonly string[], filed: string): readonly string[] {
  const names = recipients
    .map((name) =>
      name
        .trim()
        .replace(/^-\s*/u, '')
        .replace(/[.;,\s]+$/u, ''),
    )
    .filter((name) => name !== '')
  const kept = names.find((name) => /^Lưu\s*:/u.test(name)) ?? filed
  return [...names.filter((name) => !/^Lưu\s*:/u.test(name)).map((name) => `- ${name};`), `- ${kept}.`]
}
