import { frequencyOf, isPeriod } from '../periods/period.ts'
import type { Period } from '../periods/period.ts'
import { isNegative, parseDecimal, parseVietnameseNumber } from '../quantities/decimal.ts'
import type { Decimal } from '../quantities/decimal.ts'
import type { Unit } from '../units/unit.ts'

/** What stands in a field: a text, or a number that its format writes in one way only. */
export type Content = string | { readonly literal: string }

/** One record as another system delivered it, before anybody has said what it means. */
export type DeliveredRecord = { readonly line: number; readonly fields: ReadonlyMap<string, Content> }

/** Where things stand in the records: which field names the unit and the month, and whether a series is a field or a value of one. */
export type Layout = {
  readonly unit: string
  /** Without one, all values are of the month that was asked for. */
  readonly period: string | null
  /** One record per value, which names its series; null: one field per series. */
  readonly long: { readonly series: string; readonly value: string } | null
  /** How texts write numbers. Never guessed: "1.234" is a different number in each. */
  readonly numbers: 'machine' | 'vietnamese'
}

/** Which series of the other system stand behind an indicator. */
export type SeriesMapping = { readonly indicatorId: string; readonly numerator: string; readonly denominator: string | null }

/** How the other system names units: by one of our own names of them on the day, and what is listed apart, whatever it is called there. */
export type UnitMapping = {
  readonly by: 'code' | 'identifier' | 'name' | 'listed'
  readonly listed: readonly { readonly code: string; readonly unitId: string }[]
}

/** One value as it came. */
export type DeliveredValue = {
  readonly line: number
  readonly unit: string
  readonly series: string
  readonly period: string
  readonly text: string
  /** Undefined where the text is no number. */
  readonly amount: Decimal | undefined
}

export type Delivered = {
  readonly values: readonly DeliveredValue[]
  /** Every series that the delivery has a place for, also where it stands empty. */
  readonly series: ReadonlySet<string>
}

/** The values of a delivery by its layout. An empty field is a missing value, which is not zero. */
export function deliveredValues(
  records: readonly DeliveredRecord[],
  layout: Layout,
  asked: Period,
): Delivered | { readonly missingField: string } {
  const said = new Set(records.flatMap(({ fields }) => [...fields.keys()]))
  const places = [layout.unit, layout.period, layout.long?.series ?? null, layout.long?.value ?? null].filter((field) => field !== null)
  const missingField = places.find((field) => !said.has(field))
  if (missingField !== undefined) return { missingField }

  const values: DeliveredValue[] = []
  const series = new Set<string>()
  for (const { line, fields } of records) {
    const period = layout.period === null ? asked : textOf(fields.get(layout.period))
    const unit = textOf(fields.get(layout.unit))
    const pairs: readonly (readonly [string, Content])[] =
      layout.long === null
        ? [...fields].filter(([field]) => !places.includes(field))
        : [[textOf(fields.get(layout.long.series)), fields.get(layout.long.value) ?? ''] as const]
    for (const [name, content] of pairs) {
      series.add(name)
      const text = textOf(content)
      if (text !== '') values.push({ line, unit, series: name, period, text, amount: amountOf(content, layout.numbers) })
    }
  }
  return { values, series }
}

export type FindingKind =
  | 'unitUnknown'
  | 'unitAmbiguous'
  | 'unitNotThen'
  | 'notAPeriod'
  | 'notANumber'
  | 'negative'
  | 'saidTwice'
  | 'seriesMissing'

/** What could not be used, by its own name, with the first line and how often it was met. */
export type Finding = { readonly finding: FindingKind; readonly text: string; readonly line: number | null; readonly count: number }

/** What a delivery says of one indicator of one unit. */
export type FeedFigure = {
  readonly unitId: string
  readonly indicatorId: string
  readonly period: Period
  readonly numerator: Decimal | null
  readonly denominator: Decimal | null
}

export type Matched = {
  readonly figures: readonly FeedFigure[]
  readonly findings: readonly Finding[]
  /** Series that came and that nothing here asks for. */
  readonly unmapped: readonly string[]
}

/** The units that stood in a period: on the last day that its reports cover. */
export type Register = { readonly unitsOf: (period: Period) => readonly Unit[] }

/**
 * Our figures from what was delivered. What has no place is named and left out, and so is what one delivery says in two ways; nothing is
 * added up, shared out or guessed.
 */
export function matchDelivery(
  { values, series }: Delivered,
  mapping: { readonly series: readonly SeriesMapping[]; readonly units: UnitMapping },
  register: Register,
): Matched {
  const wanted = new Set(mapping.series.flatMap(({ numerator, denominator }) => [numerator, denominator ?? numerator]))
  const findings = collectFindings()
  for (const name of wanted) if (!series.has(name)) findings.add('seriesMissing', name)

  const told = tellApart(
    values.filter((value) => wanted.has(value.series)),
    unitResolver(mapping.units, register),
    findings.add,
  )
  const figures = told.flatMap(({ unitId, period, amounts }) =>
    mapping.series.map(({ indicatorId, numerator, denominator }) => ({
      unitId,
      indicatorId,
      period,
      numerator: amounts.get(numerator) ?? null,
      denominator: denominator === null ? null : (amounts.get(denominator) ?? null),
    })),
  )
  return {
    figures: figures.filter(({ numerator, denominator }) => numerator !== null || denominator !== null),
    findings: findings.all(),
    unmapped: [...series].filter((name) => !wanted.has(name)).toSorted(),
  }
}

type Told = { readonly unitId: string; readonly period: Period; readonly amounts: Map<string, Decimal | null> }

/** The amounts by unit and period; null for one that was said in two ways. */
function tellApart(values: readonly DeliveredValue[], unitOf: UnitResolver, find: Find): readonly Told[] {
  const told = new Map<string, Told>()
  for (const { line, unit: name, series, text, amount, ...value } of values) {
    const period = periodIn(value.period)
    if (period === undefined) {
      find('notAPeriod', value.period, line)
      continue
    }
    const unit = unitOf(name, period)
    if (typeof unit === 'string') {
      find(unit, name, line)
      continue
    }
    if (amount === undefined || isNegative(amount)) {
      find(amount === undefined ? 'notANumber' : 'negative', text, line)
      continue
    }
    const key = `${unit.id} ${period}`
    const { amounts } = told.get(key) ?? { amounts: new Map<string, Decimal | null>() }
    const before = amounts.get(series)
    if (before !== undefined && before !== amount) find('saidTwice', `${name} · ${series}`, line)
    amounts.set(series, before === undefined || before === amount ? amount : null)
    told.set(key, { unitId: unit.id, period, amounts })
  }
  return [...told.values()]
}

type UnitResolver = (text: string, period: Period) => Unit | 'unitUnknown' | 'unitAmbiguous' | 'unitNotThen'

/** The unit that a name of the other system means in a period, or why none: what is listed apart first, then our own names of that time. */
function unitResolver({ by, listed }: UnitMapping, { unitsOf }: Register): UnitResolver {
  const ids = new Map(listed.map(({ code, unitId }) => [folded(code), unitId]))
  const known = new Map<string, ReturnType<UnitResolver>>()
  const look: UnitResolver = (name, period) => {
    const id = ids.get(name)
    if (id !== undefined) return unitsOf(period).find((unit) => unit.id === id) ?? 'unitNotThen'
    if (by === 'listed' || name === '') return 'unitUnknown'

    const found = unitsOf(period).filter((unit) => namesOf(unit, by).some((one) => one !== undefined && folded(one) === name))
    return found.length > 1 ? 'unitAmbiguous' : (found[0] ?? 'unitUnknown')
  }
  return (text, period) => {
    const name = folded(text)
    const found = known.get(`${period} ${name}`) ?? look(name, period)
    known.set(`${period} ${name}`, found)
    return found
  }
}

const namesOf = ({ code, identifier, name, shortName }: Unit, by: 'code' | 'identifier' | 'name'): readonly (string | undefined)[] =>
  ({ code: [code], identifier: [identifier], name: [name, shortName] })[by]

/** "2024-05", "202405", "05/2024", "5-2024", "Tháng 5/2024". A day names no month here: a month of reporting does not begin on the 1st. */
export function periodIn(text: string): Period | undefined {
  const [, year, month] = /^(\d{4})[-/.]?(\d{2})$/u.exec(text) ?? []
  const [, monthFirst, yearLast] = /^(?:tháng\s*|t)?(\d{1,2})[-/.](\d{4})$/iu.exec(text) ?? []
  const period = `${year ?? yearLast ?? ''}-${(month ?? monthFirst ?? '').padStart(2, '0')}`
  return [text, period].find((one) => isPeriod(one) && frequencyOf(one) !== 'once')
}

function amountOf(content: Content, numbers: Layout['numbers']): Decimal | undefined {
  const isMachine = typeof content !== 'string' || numbers === 'machine'
  const amount = isMachine ? parseDecimal(textOf(content)) : parseVietnameseNumber(content)
  return amount !== undefined && keepable.test(amount) ? amount : undefined
}

/** So many digits the wire and the database carry. */
const keepable = /^-?\d{1,24}(?:\.\d{1,10})?$/u

const textOf = (content: Content | undefined): string =>
  (typeof content === 'object' ? content.literal : (content ?? '')).normalize('NFC').trim()

const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()

type Find = (finding: FindingKind, text: string, line?: number | null) => void

function collectFindings(): { readonly add: Find; readonly all: () => readonly Finding[] } {
  const met = new Map<string, Finding>()
  return {
    add: (finding, text, line = null) => {
      const key = `${finding} ${text}`
      const before = met.get(key)
      met.set(key, { finding, text, line: before?.line ?? line, count: (before?.count ?? 0) + 1 })
    },
    all: () => [...met.values()],
  }
}
