/** How a level of a list prints its count (ECMA-376, 17.18.59). */
export type NumberFormat = { readonly format: string; readonly custom?: string; readonly vietnamese: boolean }

/** Decree 30/2020, annex I: points go a, b, c, d, đ, e, g … where a level's language is Vietnamese. */
const vietnameseAlphabet = 'a b c d đ e g h i k l m n o p q r s t u v x y'.split(' ')
const englishAlphabet = 'abcdefghijklmnopqrstuvwxyz'.split('')

export function printNumber(value: number, { format, custom, vietnamese }: NumberFormat): string {
  switch (format) {
    case 'lowerLetter':
      return letter(value, vietnamese ? vietnameseAlphabet : englishAlphabet)
    case 'upperLetter':
      return letter(value, vietnamese ? vietnameseAlphabet : englishAlphabet).toUpperCase()
    case 'lowerRoman':
      return roman(value).toLowerCase()
    case 'upperRoman':
      return roman(value)
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'decimalEnclosedParen':
      return `(${value})`
    case 'numberInDash':
      return `- ${value} -`
    case 'vietnameseCounting':
      return spoken(value)
    case 'custom':
      return fromPattern(value, custom ?? '')
    case 'none':
    case 'bullet':
      return ''
    default:
      return String(value)
  }
}

/** Past the end Word doubles the letter: z, aa, bb. */
function letter(value: number, letters: readonly string[]): string {
  const index = Math.max(0, value - 1)
  return (letters[index % letters.length] ?? '').repeat(Math.min(4, Math.floor(index / letters.length) + 1))
}

/** A format of one's own lists its first members: "01, 02, 03, ...", "a, b, c, d, đ, e, ...". */
function fromPattern(value: number, pattern: string): string {
  const members = pattern
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '' && !/^[.…]+$/u.test(member))
  const first = members[0] ?? ''
  if (/^0*1?$/u.test(first)) return String(value).padStart(first.length, '0')
  // After the members that are named, the alphabet that begins so goes on.
  const letters = members.includes('đ') ? vietnameseAlphabet : englishAlphabet
  const isAlphabet = members.every((member, index) => member === letters[index])
  return isAlphabet ? letter(value, letters) : (members[value - 1] ?? String(value))
}

const digits = 'không một hai ba bốn năm sáu bảy tám chín'.split(' ')

function spoken(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99) return String(value)
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  if (tens === 0) return digits[ones] ?? ''
  const head = tens === 1 ? 'mười' : `${digits[tens]} mươi`
  if (ones === 0) return head
  return `${head} ${ones === 5 ? 'lăm' : ones === 1 && tens > 1 ? 'mốt' : digits[ones]}`
}

const romanSteps: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(value: number): string {
  let rest = Math.min(Math.max(0, value), 3999)
  let text = ''
  for (const [amount, letters] of romanSteps) {
    while (rest >= amount) {
      text += letters
      rest -= amount
    }
  }
  return text
}
