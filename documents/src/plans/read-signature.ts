import type { Passage } from '@haidang/domain/plans/reading'
import { cleanPassage } from '../text/clean-text.ts'

export type Signature = {
  readonly signer: string | null
  readonly signerRole: string | null
  readonly signerAuthority: readonly string[]
  readonly recipients: readonly string[]
  readonly passages: { signer?: Passage; signerRole?: Passage; signerAuthority?: Passage; recipients?: Passage }
}

type Line = Passage & { readonly text: string }

const authorityLine = /^(?:TM|KT|TL|TUQ|T\/M|Q|THỪA LỆNH|THAY MẶT)\s*[.:]?\s*(?=\p{Lu})/u
const roleLine =
  /^(?:Q\.\s*)?(?:QUYỀN )?(?:PHÓ )?(?:CHỦ TỊCH|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|TRƯỞNG (?:BAN|PHÒNG)|TRƯỞNG ĐOÀN|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|BÍ THƯ|CỤC TRƯỞNG|VỤ TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG|CHÁNH ÁN|CHỦ NHIỆM|THƯỜNG TRỰC|PHÓ BAN|CHÁNH VP|PHÓ CHÁNH VĂN PHÒNG|TRƯỞNG BAN)/u
const nameLine = /^(?:(?:ThS|TS|PGS|GS|BS|KS|Ths|Ts)\.?\s*)*(\p{Lu}\p{Ll}*(?:\s+\p{Lu}\p{Ll}*){1,5})$/u
const capitalsName = /^\p{Lu}+(?:\s\p{Lu}+){1,4}$/u

/** Signature block and recipients at the end of a document, in whichever order they stand. */
export function readSignature(text: string, from: number, to: number): Signature {
  const lines = splitLines(text, from, to)
  const passages: Signature['passages'] = {}
  const recipients: string[] = []
  const authority: string[] = []
  let role: string | null = null
  let signer: string | null = null
  let signaturePart = false
  let inRecipients = false
  for (const line of lines) {
    const clean = line.text
    if (/^Nơi nhận/u.test(clean)) {
      inRecipients = true
      const rest = clean.replace(/^Nơi nhận\s*:?\s*/u, '')
      if (/^[-–+•]/u.test(rest)) for (const part of rest.split(/;\s*(?=[-–+•])/u)) addRecipient(part)
      continue
    }
    if (authorityLine.test(clean) && clean.length < 120 && signer === null) {
      signaturePart = true
      const body = clean.replace(/^(TM|KT|TL|TUQ|Q|T\/M)\s*[.:]?\s*/u, '$1. ')
      // "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in one line is authority and role.
      const both =
        /^((?:KT|TL|TUQ)\.\s(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|TRƯỞNG BAN|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG)(?: UBND[^P]*)?)\s+(PHÓ .+|CHÁNH VĂN PHÒNG.*)$/u.exec(
          body,
        )
      authority.push(both?.[1]?.trim() ?? body)
      widen('signerAuthority', line)
      if (both?.[2]) {
        role = titleRole(both[2])
        widen('signerRole', line)
      }
      continue
    }
    if (roleLine.test(clean) && clean === clean.toUpperCase() && clean.length < 120 && signer === null) {
      signaturePart = true
      role = titleRole(clean)
      passages.signerRole = { start: line.start, end: line.end }
      continue
    }
    if (signaturePart && signer === null) {
      const named = nameLine.exec(clean)
      if (named?.[1] && !/^(?:Ký|Đã|Nơi|Lưu|Như|Sở|Phòng|Ban|Bộ|Văn|Các)/u.test(named[1])) {
        signer = named[1]
        passages.signer = { start: line.start, end: line.end }
        continue
      }
      if (role !== null && capitalsName.test(clean) && !roleLine.test(clean) && !authorityLine.test(clean)) {
        signer = clean
          .split(' ')
          .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
          .join(' ')
        passages.signer = { start: line.start, end: line.end }
        continue
      }
    }
    if (inRecipients) {
      if (/^[-–+•]/u.test(clean)) for (const part of clean.split(/;\s*(?=[-–+•]\s)/u)) addRecipient(part)
      else if (recipients.length > 0 && /^[\p{Ll}(]/u.test(clean) && clean.length < 100)
        recipients.push(`${recipients.pop()} ${tidy(clean)}`)
      else if (recipients.length === 0 && clean.length < 120 && clean !== clean.toUpperCase()) addRecipient(clean)
      else continue
      widen('recipients', line)
    }
  }
  return { signer, signerRole: role, signerAuthority: authority, recipients, passages }

  function addRecipient(part: string): void {
    const recipient = tidy(part)
    if (recipient !== '') recipients.push(recipient)
  }

  function widen(field: 'recipients' | 'signerAuthority' | 'signerRole', line: Line): void {
    passages[field] = { start: passages[field]?.start ?? line.start, end: line.end }
  }
}

const tidy = (part: string): string =>
  part
    .replace(/^[-–+•\s]+/u, '')
    .replace(/[\s;.,/]+$/u, '')
    .trim()

function splitLines(text: string, from: number, to: number): readonly Line[] {
  const lines: Line[] = []
  let start = from
  for (const raw of text.slice(from, to).split('\n')) {
    for (const piece of raw.matchAll(/\S(?:[^\t|]|\|(?!\s))*?(?=\s{4,}\S|\t|\s*\||\s*$)/gu)) {
      const at = start + piece.index
      const clean = cleanPassage(text, at, at + piece[0].length)
      if (clean.text !== '') lines.push({ ...clean.passage(0, clean.text.length), text: clean.text })
    }
    start += raw.length + 1
  }
  return lines
}

/** "PHÓ CHỦ TỊCH" → "Phó Chủ tịch". */
export function titleRole(capitals: string): string {
  const lower = capitals.replace(/\s+/g, ' ').trim().toLowerCase()
  return lower
    .replace(/^(q\.\s*)?(quyền |phó )?(\p{L})/u, (_all, acting: string | undefined, deputy: string | undefined, letter: string) => {
      const prefix = deputy ? deputy.charAt(0).toUpperCase() + deputy.slice(1) : ''
      return `${acting ? 'Q. ' : ''}${prefix}${letter.toUpperCase()}`
    })
    .replace(/văn phòng/u, 'Văn phòng')
    .replace(/(?<=\s)(?:ubnd|hđnd)(?![\p{L}])/gu, (word) => word.toUpperCase())
}

/** True for the first line of what closes a document: recipients or signature. */
export const startsTail = (clean: string): boolean =>
  /^Nơi nhận\s*:?/u.test(clean) ||
  (clean.length < 160 && (authorityLine.test(clean) || roleLine.test(clean)) && clean === clean.toUpperCase())
