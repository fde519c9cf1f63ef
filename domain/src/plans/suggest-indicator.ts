import type { IndicatorKind, RollUpMethod } from '../indicators/indicator.ts'
import { rollUpMethods } from '../indicators/roll-up.ts'
import { parseDecimal } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import { isReportingUnit } from '../units/unit.ts'
import type { Unit } from '../units/unit.ts'
import { addresseesOf, fold, isNobody, nobody } from './addressees.ts'
import type { AssignedTo, IndicatorDraft } from './draft-item.ts'
import type { ReadIndicator } from './reading.ts'

/** Words before a figure that ask for effort and are no part of what is measured. */
const effort =
  /^(?:(?:tiếp tục|phấn đấu|duy trì|bảo đảm|đảm bảo|khuyến khích|hoàn thành|đạt|có|thúc đẩy|ít nhất|tối thiểu|tối đa|trên|dưới|hơn|khoảng|từ|yếu tố)\s+)*/iu

const figure = String.raw`(?:[≥≤><]\s*)?\d+(?:[.,]\d+)*(?:\s*\/\s*\d+)?\s*%?`

/** What is measured in money, people or land is summed, not numbered: "tổng giá trị", not "tổng số giá trị". */
const amounts = /^(?:giá trị|kinh phí|dân số|doanh thu|diện tích|tổng|số tiền|GRDP|GDP|thu nhập)(?=\s|$)/iu

/** Where what is counted ends and what is asked of it begins. */
const predicate =
  /\s(?:được|có|sử dụng|thực hiện|triển khai|hoàn thành|xây dựng|thường xuyên|tham gia|đạt|chấp nhận|ứng dụng|kết nối|công khai|cung cấp|xử lý|không dùng)(?=\s)/iu

/** What is needed to suggest: an item that a person added was found by no rule. */
type IndicatorWords = Omit<ReadIndicator, 'rule'>

/** An indicator draft as far as the plan's words say it; labels are suggestions that the officer reads and corrects. */
export function suggestIndicator(read: IndicatorWords, units: readonly Unit[]): IndicatorDraft {
  const kind = kindOf(read)
  const text = read.text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  const value = decimalOf(read.target.value)
  return {
    text,
    pillar: read.pillar ?? '',
    name: nameOf(text, kind, read.target.unit),
    kind,
    ...(kind === 'ratio' ? labelsOf(text, read.scope) : {}),
    unitOfMeasure: read.target.unit ?? '',
    digits: kind === 'ratio' ? 2 : decimalsOf(value),
    op: read.target.op,
    value,
    ...optional('value2', decimalOf(read.target.value2)),
    ...optional('outOf', decimalOf(read.target.outOf)),
    ...optional('deadline', read.deadline),
    rollUp: usualRollUp(kind),
    assignedTo: assigneesOf(read, kind, units),
  }
}

export function usualRollUp(kind: IndicatorKind): RollUpMethod {
  return rollUpMethods[kind][0]
}

/** "85% hồ sơ thanh toán trực tuyến … trên tổng số hồ sơ thanh toán" names both; otherwise the scope is what it is a share of. */
export function labelsOf(text: string, scope?: string): Pick<IndicatorDraft, 'numeratorLabel' | 'denominatorLabel'> {
  const plain = withoutEnd(text)
  const share = /^(?:.*?\s)?(?:tỷ|tỉ) (?:trọng|lệ) (.+?) (?:trong|trên|so với) (?!địa bàn)(.+?)(?: (?:đạt|là|chiếm)\s.*)?$/iu.exec(plain)
  if (share?.[1] && share[2] && !/^tổng/iu.test(share[2])) return { numeratorLabel: share[1], denominatorLabel: share[2] }

  const total = /^(.*?)[,;]?\s(?:trên|trong|so với)\s(tổng(?: số)?\s.+)$/iu.exec(plain)
  const body = bodyOf(total?.[1] ?? plain)
  if (total?.[2]) return { numeratorLabel: counted(body), denominatorLabel: total[2] }

  const whole = scope ?? scopeOf(body)
  return { numeratorLabel: counted(body), ...(whole === undefined ? {} : { denominatorLabel: totalOf(whole) }) }
}

function kindOf({ target, scope }: IndicatorWords): IndicatorKind {
  if (target.op === 'milestone') return 'milestone'
  if (namesWards(scope ?? '') || (target.outOf !== undefined && namesWards(target.unit ?? ''))) return 'unitCount'
  return target.unit === '%' || target.outOf !== undefined ? 'ratio' : 'count'
}

/** The units themselves are what is counted: "17/17 phường, xã", "60% xã, phường, thị trấn". */
function namesWards(text: string): boolean {
  return /^(?:so |cac |ubnd )*(?:(?:phuong|xa|thi tran|dac khu)(?: |$))+$/u.test(fold(text))
}

function assigneesOf(read: IndicatorWords, kind: IndicatorKind, units: readonly Unit[]): AssignedTo {
  const named = addresseesOf(read.lead, units)
  if (!isNobody(named) || kind !== 'unitCount') return named

  // "17/17 phường, xã" addresses the wards when there are 17 of them; another number is a question for the officer.
  const wards = units.filter((unit) => isReportingUnit(unit) && unit.group === 'ward').length
  return read.target.outOf === undefined || read.target.outOf === wards ? { unitIds: [], groups: ['ward'] } : nobody
}

function nameOf(text: string, kind: IndicatorKind, unit: string | null): string {
  const plain = withoutEnd(text)
  const body = bodyOf(plain)
  if (body === plain || kind === 'milestone') return plain
  if (kind === 'count') return capitalised(body)

  const measured = lowered(body.replace(/^(?:các|những|số)\s+/iu, ''))
  return kind === 'unitCount' && unit !== '%' ? `Số ${measured}` : `Tỷ lệ ${measured}`
}

/** The words without the figure: "Duy trì trên 90% dân số có …" is "dân số có …". */
function bodyOf(text: string): string {
  const leading = new RegExp(String.raw`${effort.source}${figure}\s+(?=\S)`, 'iu').exec(text)
  if (leading?.index === 0) return text.slice(leading[0].length).replace(/^(?:thúc đẩy)\s+/iu, '')

  // "Bảo đảm tỷ lệ kinh phí chi cho … đạt tối thiểu 10%": the figure stands at the end.
  return text
    .replace(
      new RegExp(String.raw`\s(?:đạt|là|chiếm)(?:\s(?:trên|dưới|ít nhất|tối thiểu|tối đa|từ|khoảng|mức))*\s${figure}(?:\s.*)?$`, 'iu'),
      '',
    )
    .replace(/^(?:bảo đảm|đảm bảo|duy trì|phấn đấu)\s+/iu, '')
    .replace(/^(?:tỷ|tỉ) (?:trọng|lệ)\s+/iu, '')
}

function scopeOf(body: string): string | undefined {
  const verb = predicate.exec(body)
  return verb && verb.index > 0 ? body.slice(0, verb.index) : undefined
}

function counted(body: string): string {
  const measured = body.replace(/^(?:các|những)\s+/iu, '')
  return amounts.test(measured) || /^số\s/iu.test(measured) ? lowered(measured) : `số ${lowered(measured)}`
}

function totalOf(scope: string): string {
  const measured = scope.replace(/^(?:các|những|số)\s+/iu, '')
  if (/^tổng\s/iu.test(measured) || /^(?:GRDP|GDP)$/u.test(measured)) return measured
  return amounts.test(measured) ? `tổng ${lowered(measured)}` : `tổng số ${lowered(measured)}`
}

function withoutEnd(text: string): string {
  return text.replace(/[\s.;,/]+$/u, '')
}

/** A capital that only opened the sentence: not of a name whose next word, or whose own second letter, is capital too. */
function lowered(text: string): string {
  return /^\p{Lu}\p{Ll}*\s\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function decimalOf(value: number | null | undefined): Decimal | null {
  return value === null || value === undefined ? null : (parseDecimal(String(value)) ?? null)
}

function decimalsOf(value: Decimal | null): number {
  return value?.split('.')[1]?.length ?? 0
}

function optional<Key extends string, Value>(key: Key, value: Value | null | undefined): Partial<Record<Key, Value>> {
  // TypeScript widens a computed key to string; the one key given is the one key made.
  return value === null || value === undefined ? {} : ({ [key]: value } as Record<Key, Value>)
}
