import { formatDecimal, multiplyDecimals, parseDecimal, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'

/** A share as a person reads it, "42,5" for "0.425"; what is no number stays as it was typed. */
export function shownShare(share: string): string {
  const exact = parseDecimal(share)
  return exact === undefined ? share : formatDecimal(multiplyDecimals(exact, '100'))
}

/** "42,5" or "42,5%" as "0.425"; what is no number stays, so that it can be told so. */
export function typedShare(typed: string): string {
  const percent = parseVietnameseNumber(typed)
  return percent === undefined ? typed.trim() : multiplyDecimals(percent, '0.01')
}
