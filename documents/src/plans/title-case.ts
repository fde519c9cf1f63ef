/** Names of bodies that stand in capitals, as they are written in a sentence. */
import { fold } from '../text/clean-text.ts'
import { fields } from './named-by-field.ts'

export const kept = new Set(['UBND', 'HĐND', 'TP', 'MTTQ', 'ĐBQH', 'UBMTTQ', 'BCH', 'BCĐ', 'MTQG'])
export const levelName = /(?<=\s)(?:TỈNH|THÀNH PHỐ|THỊ XÃ|HUYỆN|QUẬN|PHƯỜNG|XÃ|THỊ TRẤN|ĐẶC KHU)(?=\s|$)/u

/** Scans glue their words together and lose their marks: "THỦ TƯỚNG CHÍNHPHỦ". */
const highest = new Map(
  [
    'Thủ tướng Chính phủ',
    'Chính phủ',
    'Quốc hội',
    'Bộ Chính trị',
    'Ban Bí thư',
    'Bộ Công an',
    'Bộ Quốc phòng',
    ...fields.flatMap((field) => [`Bộ ${field}`, `Sở ${field}`]),
  ].map((name) => [fold(name).replaceAll(/[\s–-]/gu, ''), name]),
)

const twoWordHeads = new Set(
  'VĂN PHÒNG,CÔNG AN,TRUNG TÂM,CHI CỤC,TỔNG CỤC,THANH TRA,TỈNH ỦY,TỈNH UỶ,THÀNH ỦY,THÀNH UỶ,THỊ ỦY,HUYỆN ỦY,QUẬN ỦY,ĐẢNG ỦY,ĐẢNG UỶ,ĐẢNG ĐOÀN,TỈNH ĐOÀN,THÀNH ĐOÀN,CHÍNH PHỦ,QUỐC HỘI,NGÂN HÀNG,KHO BẠC'.split(
    ',',
  ),
)

/** "ỦY BAN NHÂN DÂN THÀNH PHỐ AN LỘC" → "UBND thành phố An Lộc"; "SỞ KHOA HỌC VÀ CÔNG NGHỆ" → "Sở Khoa học và Công nghệ". */
export function titleCase(capitals: string): string {
  const line = capitals
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:ỦY|UỶ) BAN NHÂN DÂN/u, 'UBND')
    .replace(/^HỘI ĐỒNG NHÂN DÂN/u, 'HĐND')
  const party = /^((?:TỈNH|THÀNH|THỊ|HUYỆN|QUẬN) (?:ỦY|UỶ|ĐOÀN)) (\p{Lu}[\p{Lu}\s-]{1,40})$/u.exec(line)
  if (party?.[1] && party[2]) return `${capitalized(party[1])} ${party[2].split(' ').map(capitalized).join(' ')}`
  const level = levelName.exec(line)
  const body = level ? line.slice(0, level.index).trim() : line
  const known = highest.get(fold(body).replaceAll(/[\s–-]/gu, ''))
  if (known !== undefined && !level) return known
  const [head = '', ...terms] = twoWordHeads.has(body.split(' ').slice(0, 2).join(' '))
    ? [body.split(' ').slice(0, 2).join(' '), ...body.split(' ').slice(2)]
    : body.split(' ')
  let opensTerm = true
  const words = terms.map((word) => {
    const isLink = word === 'VÀ'
    const cased = kept.has(word) ? word : opensTerm && !isLink ? capitalized(word) : word.toLowerCase()
    opensTerm = isLink || word.endsWith(',') || word === '-'
    return cased
  })
  const name = level
    ? line
        .slice(level.index + level[0].length)
        .trim()
        .split(' ')
        .map(capitalized)
    : []
  return [kept.has(head) ? head : capitalized(head), ...words, ...(level ? [level[0].toLowerCase(), ...name] : [])]
    .filter((word) => word !== '')
    .join(' ')
    .replace(properNames, (name) => name.replace(/^\p{L}|(?<=^việt )\p{L}/gu, (letter) => letter.toUpperCase()))
}

/** Names that keep their capital inside the name of a body. */
const properNames = /(?<=\s)(?:quốc hội|chính phủ|trung ương|nhà nước|việt nam)(?=\s|$)/gu

const capitalized = (word: string): string =>
  word.charAt(0) +
  word
    .slice(1)
    .toLowerCase()
    .replace(/(?<=[-–])\p{L}/gu, (letter) => letter.toUpperCase())
