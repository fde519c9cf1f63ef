import { pairUp } from './pair.ts'
import { inBoth, likeness, plain, sameWords } from './words.ts'

/** Kinds of bodies, the longer of two that begin alike first: bodies of different kinds are never the same. */
const bodyKinds = `
  thu tuong, chinh phu, quoc hoi, thanh uy, tinh uy, ban thuong vu, ban chap hanh, dang doan, dang uy,
  uy ban nhan dan, hoi dong nhan dan, uy ban mat tran, mat tran to quoc, van phong, trung tam, cong an, so, phong,
  bo, ban chi dao, ban quan ly, tap doan, ngan hang, chi cuc, cuc, vien, lien doan,
  lien minh, hiep hoi, hoi, doanh nghiep, to giup viec, to cong nghe`
  .trim()
  .split(/,\s*/u)
const namesArea = new Set(['uy ban nhan dan', 'hoi dong nhan dan', 'cong an'])
const joining = new Set(['cac', 'nhung', 'va', 'cua', 'tren', 'dia', 'thuoc', 'cap', 'toan', 'cung'])
const levels = new Set(['tinh', 'thanh', 'pho', 'thi', 'huyen', 'quan'])

/** "Giao Giám đốc Sở Y tế" and "Sở Y tế tỉnh" are one body; "UBND tỉnh" and "UBND xã" are two. */
export function sameUnit(one: string | null | undefined, other: string | null | undefined): boolean {
  const [a, b] = [bodyOf(plain(one)), bodyOf(plain(other))]
  if (plain(one) === plain(other) || a.name === b.name) return true
  if (a.kind === undefined || b.kind === undefined) return sameWords(one, other)
  if (a.kind !== b.kind) return false
  const [short, long] = [Math.min(a.apart.length, b.apart.length), Math.max(a.apart.length, b.apart.length)]
  if (short === 0) return long === 0
  const both = inBoth(a.apart, b.apart)
  return (2 * both) / (short + long) >= 0.6 || both === short
}

function bodyOf(words: string) {
  const name = words
    .replace(/^(?:giao|don vi|yeu cau|de nghi) /u, '')
    .replace(/^(?:cac )?(?:thu truong|pho chu tich|chu tich|giam doc|lanh dao|nguoi dung dau|bo truong) (?:cac |cua )?(?=\S)/u, '')
    .replace(/^cac /u, '')
  const kind = bodyKinds.find((known) => name === known || name.startsWith(`${known} `))
  const rest = name
    .slice(kind?.length ?? 0)
    .split(' ')
    .filter((word) => word !== '' && !joining.has(word))
  return { name, kind, apart: kind === undefined || namesArea.has(kind) ? rest : rest.filter((word) => !levels.has(word)) }
}

type Named = string | readonly string[] | null | undefined

export const namesIn = (value: Named): readonly string[] =>
  (value === null || value === undefined ? [] : typeof value === 'string' ? [value] : value)
    .flatMap((name) => name.split(/\s*;\s*/u))
    .filter((name) => name !== '')

/** How many of these have a partner among those. */
export function partners(gold: readonly string[], read: readonly string[], same: (one: string, other: string) => boolean): number {
  const likenesses = gold.map((one) => read.map((other) => (same(one, other) ? Math.max(0.5, likeness(one, other)) : 0)))
  return pairUp(likenesses, 0.01).length
}

/** The same bodies, in any order; one of `others` answers for all of them. */
export function sameUnits(goldNames: Named, readNames: Named, others: readonly string[] = []): boolean {
  const [gold, read] = [namesIn(goldNames), namesIn(readNames)]
  if (gold.length === 0) return read.length === 0 || others.some((other) => read.some((name) => sameUnit(other, name)))
  if (read.length === 0) return false
  if (gold.length === read.length && partners(gold, read, sameUnit) === gold.length) return true
  // One name with a comma in it is two names to another reader.
  if (sameWords(gold.join(', '), read.join(', '), 0.8)) return true
  return others.length > 0 && read.every((name) => [...others, ...gold].some((other) => sameUnit(other, name)))
}
