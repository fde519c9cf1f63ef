import type { Passage } from '@haidang/domain/plans/reading'
import { authorityLine, behindFiled, isPersonLine, opensWithRole, type Line } from './signature-lines.ts'

export type Recipients = { readonly recipients: readonly string[]; readonly passages: { recipients?: Passage } }

const bullet = /^[-–—+•*~_]\s*/u
/** Recognised from an image it may have lost its hooks: "Noi nhận:". */
export const recipientsHeading = /^N[ơo][iíì] [nm]h[ậâạaặ]n(?![\p{L}])\s*[:;.]?\s*/iu

/** The list under "Nơi nhận:": one entry for each line or dash; a line that goes on from the one above belongs to it. */
export function readRecipients(lines: readonly Line[]): Recipients {
  const recipients: string[] = []
  let passage: Passage | undefined
  let isOpen = false
  let isFiled = false
  let last = ''
  for (const line of lines) {
    const isHeading = recipientsHeading.test(line.text)
    const signed = behindFiled.exec(line.text)?.[1]
    if (isHeading) isOpen = true
    const said = (signed ? line.text.slice(0, -signed.length) : line.text).replace(recipientsHeading, '')
    if (!isOpen || said === '') continue
    if (/^[[(]?\s*[Đđ]ã ký/u.test(said)) continue
    if (isPersonLine(said) || ofTheSeal.test(said)) continue
    if (authorityLine.test(said) || (opensWithRole(said) && said === said.toUpperCase())) continue
    const goesOn = recipients.length > 0 && !bullet.test(said) && continuesAbove(said, last)
    // "Lưu" closes the list: what stands below without a dash is the signature's, or no recipient at all.
    if (isFiled && !bullet.test(said) && !goesOn) continue
    if (!goesOn && !isEntry(said)) continue
    if (goesOn) recipients.push(`${recipients.pop()}${/[,:]$/u.exec(last)?.[0] ?? ''} ${tidy(said)}`)
    else recipients.push(...entries(said, isHeading))
    // A line that goes on is still part of what its dash began.
    last = goesOn && bullet.test(last) ? `- ${said}` : said
    isFiled ||= /^Lưu/u.test(recipients.at(-1) ?? '')
    passage = { start: passage?.start ?? line.start, end: line.end }
  }
  return { recipients, passages: passage ? { recipients: passage } : {} }
}

/** "(Đã ký)", "(Dấu của …)": what stands for the signature where it was copied. */
const ofTheSeal = /^[[(]?\s*(?:[Đđ]ã ký|ĐÃ KÝ|[Kk]ý tên|[Kk]ý,|[Dd]ấu (?:của|đỏ)|[Cc]on dấu)/u

const continuesAbove = (said: string, last: string): boolean =>
  said.length < 100 &&
  (/^[\p{Ll}(]/u.test(said) || (/[,:–-]$/u.test(last) && bullet.test(last) && !/^Lưu/u.test(said)) || isWrapped(said, last))

/** A long entry that ends with nothing has no end yet: "- Các Bộ: Tài chính, Kế hoạch và" / "Đầu tư, Tư pháp;". */
const isWrapped = (said: string, last: string): boolean =>
  last.length > 30 &&
  /[\p{L}\d]$/u.test(last) &&
  /[\p{L})\d][;,.]$/u.test(said) &&
  said !== said.toUpperCase() &&
  !/^(?:Lưu|Như)/u.test(said)

/** Without a dash only what reads like a line of the list: not a line in capitals, not the name of who signed. */
const isEntry = (said: string): boolean =>
  bullet.test(said) ||
  (said.length < 120 && said !== said.toUpperCase() && (/[;.,]$/u.test(said) || said.includes(';') || /^(?:Như|Lưu)/u.test(said)))

/** "- Như trên; - Sở Y tế": several in one line; a semicolon without a dash stays inside its entry. */
function entries(said: string, besideHeading: boolean): readonly string[] {
  const parts = bullet.test(said) || !besideHeading ? said.split(/[;,.]\s*(?=[-–+•]\s)/u) : said.split(/;\s*/u)
  return parts.map(tidy).filter((entry) => entry !== '')
}

const tidy = (part: string): string =>
  part
    .replace(bullet, '')
    .replace(/^\d{1,2}[.)]\s+(?=\p{L})/u, '')
    // "Lưu: VT, TH (2b). Lan": the name of the typist is no part of it.
    .replace(/^(Lưu[^.]*\))\.\s+\p{Lu}.*$/u, '$1')
    .replace(/[^\p{L}\p{N})\]"”%]+$/u, '')
    .trim()
