import type { Passage } from '@haidang/domain/plans/reading'
import { readRecipients, recipientsHeading } from './read-recipients.ts'
import { titleCase } from './title-case.ts'
import {
  authorityLine,
  behindFiled,
  isPersonLine,
  nameOn,
  opensWithRole,
  roleAsWritten,
  signatureLines,
  type Line,
} from './signature-lines.ts'

export type Signature = {
  readonly signer: string | null
  readonly signerRole: string | null
  readonly signerAuthority: readonly string[]
  readonly recipients: readonly string[]
  readonly passages: { signer?: Passage; signerRole?: Passage; signerAuthority?: Passage; recipients?: Passage }
}

const capitalsName = /^\p{Lu}+(?:\s\p{Lu}+){1,4}$/u
const signedMark = /^[[(]?\s*(?:[Đđ]ã ký(?: và đóng dấu|, đóng dấu)?|ĐÃ KÝ|[Kk]ý tên|[Kk]ý)[^\p{L}]*$/u

/** Signature block and recipients at the end of a document, in whichever order they stand. */
export function readSignature(text: string, from: number, to: number): Signature {
  const lines = signatureLines(text, from, to)
  const addressed = readRecipients(lines)
  const signed = readSigner(lines)
  return { ...signed, recipients: addressed.recipients, passages: { ...signed.passages, ...addressed.passages } }
}

type Signer = Omit<Signature, 'recipients'>

function readSigner(lines: readonly Line[]): Signer {
  const passages: Signature['passages'] = {}
  const authority: string[] = []
  let role: string | null = null
  let signer: string | null = null
  let alsoHeld = false
  for (const line of lines) {
    if (signer !== null) break
    if (signedMark.test(line.text) || line.text.length >= 120) continue
    if (authorityLine.test(line.text)) {
      authority.push(line.text.replace(/^(TM|KT|TL|TUQ|Q|T\/M)\s*[.:]?\s*/u, '$1. '))
      passages.signerAuthority = { start: passages.signerAuthority?.start ?? line.start, end: line.end }
    } else if (opensWithRole(line.text) && line.text === line.text.toUpperCase()) {
      const said = titleRole(roleAsWritten(line.text))
      // "KT. TRƯỞNG BAN" / "PHÓ TRƯỞNG BAN" / "GIÁM ĐỐC SỞ …": who signs for somebody may hold two offices; with "KIÊM" anybody may.
      const goesOn: boolean = role !== null && (alsoHeld || (authority.length > 0 && role !== said))
      role = goesOn ? `${role}${alsoHeld ? ' kiêm ' : /^Thường trực/u.test(said) ? ' ' : ', '}${said}` : said
      alsoHeld = false
      passages.signerRole = { start: (goesOn ? passages.signerRole?.start : undefined) ?? line.start, end: line.end }
    } else if (role !== null && /^KIÊM$/u.test(line.text)) {
      alsoHeld = true
    } else if (role !== null && bodyOfRole.test(line.text) && line.text === line.text.toUpperCase()) {
      // "GIÁM ĐỐC" / "SỞ THÔNG TIN VÀ TRUYỀN THÔNG": a role over two lines.
      role = `${role} ${titleCase(line.text)}`
      passages.signerRole = { start: passages.signerRole?.start ?? line.start, end: line.end }
    } else if (authority.length > 0 || role !== null) {
      signer = nameOf(line.text, role)
      if (signer !== null) passages.signer = { start: line.start, end: line.end }
    }
  }
  // "Nơi nhận: CHỦ TỊCH" … "- Lưu: VT. Trần Văn Bình": two columns that became one; the name stands behind the last of those addressed.
  if (signer === null && role !== null) {
    const filed = lines.map((line) => ({ line, name: behindFiled.exec(line.text)?.[1] })).find(({ name }) => name !== undefined)
    if (filed?.name) {
      signer = filed.name
      passages.signer = { start: filed.line.end - filed.name.length, end: filed.line.end }
    }
  }
  // Where office and authority are lost to a stamp, the name at the end is left.
  const alone = signer === null && role === null && authority.length === 0 ? lines.findLast((line) => isPersonLine(line.text)) : undefined
  if (alone) passages.signer = { start: alone.start, end: alone.end }
  return { signer: signer ?? (alone ? nameOn(alone.text) : null), signerRole: role, signerAuthority: authority, passages }
}

function nameOf(text: string, role: string | null): string | null {
  const named = nameOn(text)
  if (named !== null) return named
  if (role === null || !capitalsName.test(text)) return null
  return text
    .split(' ')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join(' ')
}

const bodyOfRole = /^(?:SỞ|BỘ|VỤ|CỤC|TỔNG CỤC|CHI CỤC|PHÒNG|BAN|VĂN PHÒNG|THANH TRA|CÔNG AN|TRUNG TÂM|(?:ỦY|UỶ) BAN)\s\p{Lu}/u

/** "PHÓ CHỦ TỊCH" → "Phó Chủ tịch". */
export function titleRole(capitals: string): string {
  const line = capitals
    .replace(/\s+/g, ' ')
    .replace(/[\s,]+$/u, '')
    .trim()
  const body = /\s(?:SỞ|PHÒNG|VỤ|UBND|ỦY BAN|UỶ BAN|THANH TRA|CÔNG AN|CỤC|CHI CỤC|BỘ|HỘI|TRUNG TÂM|TỔNG CỤC)\s(?!TRƯỞNG)\p{Lu}/u.exec(line)
  if (body && body.index > 5 && !/VĂN$|^VIỆN/u.test(line.slice(0, body.index)))
    return `${titleRole(line.slice(0, body.index))} ${titleCase(line.slice(body.index)).replace(/^Phòng/u, /TRƯỞNG$/u.test(line.slice(0, body.index)) ? 'phòng' : 'Phòng')}`
  return line
    .toLowerCase()
    .replace(/^(q\.\s*)?(quyền |phó )?(\p{L})/u, (_all, acting: string | undefined, deputy: string | undefined, letter: string) => {
      const prefix = deputy ? deputy.charAt(0).toUpperCase() + deputy.slice(1) : ''
      return `${acting ? 'Q. ' : ''}${prefix}${letter.toUpperCase()}`
    })
    .replace(/(?<=,\s)\p{L}/gu, (letter) => letter.toUpperCase())
    .replace(/văn phòng/u, 'Văn phòng')
    .replace(/^Tổng bí thư/u, 'Tổng Bí thư')
    .replace(/(?<=\s)(?:ubnd|hđnd)(?![\p{L}])/gu, (word) => word.toUpperCase())
}

/** True for the first line of what closes a document: recipients or signature. */
export const startsTail = (clean: string): boolean =>
  recipientsHeading.test(clean) || (clean.length < 160 && (authorityLine.test(clean) || opensWithRole(clean)) && isSignature(clean))

/** In capitals, or capitals with the name after them. */
const isSignature = (clean: string): boolean => {
  const capitals = clean.replace(/(?:\s\p{Lu}\p{Ll}*){2,5}$/u, '').replace(/\s*[[(]\s*[Đđ]ã ký[^\])]*[\])]$/u, '')
  return capitals === capitals.toUpperCase()
}
