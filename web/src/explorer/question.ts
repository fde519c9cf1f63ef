import type { AnalyticsChoices, AskedUnit } from '@haidang/api/analytics'
import { areAlike, isPeriod } from '@haidang/domain/periods/period'
import { askThrough, lensAddress, lensIn } from '../scoreboard/lens.ts'
import type { BoardLens } from '../scoreboard/lens.ts'

export const measures = ['result', 'numerator', 'denominator', 'target', 'coverage', 'change', 'yearChange'] as const
export type Measure = (typeof measures)[number]

/** The three sides of a question; two are the rows and columns of the table, and the third groups its rows. */
export const sides = ['units', 'indicators', 'periods'] as const
export type Side = (typeof sides)[number]

export const drawings = ['line', 'bars', 'none'] as const
export type Drawing = (typeof drawings)[number]

export type Group = AskedUnit['group']

export type Question = {
  readonly planId: string
  /** None: all of the plan. */
  readonly indicatorIds: readonly string[]
  readonly groups: readonly Group[]
  readonly unitIds: readonly string[]
  readonly under: string | null
  readonly from: string
  readonly to: string
  readonly lens: BoardLens
  readonly measure: Measure
  readonly rows: Side
  readonly columns: Side
  /** null: what suits the question. */
  readonly drawing: Drawing | null
  /** Which indicator is drawn, and of bars which month and beside which other. */
  readonly drawn: string | null
  readonly barsOf: string | null
  readonly besides: string | null
}

const names = {
  plan: 'ke-hoach',
  indicators: 'chi-tieu',
  units: 'cua',
  under: 'trong',
  from: 'tu',
  to: 'den',
  measure: 'so',
  rows: 'hang',
  columns: 'cot',
  drawing: 'hinh',
  drawn: 've',
  barsOf: 'ky',
  besides: 'so-voi',
} as const

/** What the words in the address stand for; Vietnamese, as all of it is. */
const words: Readonly<Record<string, string>> = {
  result: 'ket-qua',
  numerator: 'tu-so',
  denominator: 'mau-so',
  target: 'giao',
  coverage: 'do-phu',
  change: 'thay-doi',
  yearChange: 'cung-ky',
  units: 'don-vi',
  indicators: 'chi-tieu',
  periods: 'ky',
  line: 'duong',
  bars: 'cot',
  none: 'khong',
  city: 'toan-bo',
  department: 'phong-ban',
  agency: 'co-quan',
  ward: 'phuong-xa',
  area: 'cap-tren',
}

const all = 'tat-ca'

/**
 * `/tra-cuu?chi-tieu=…&cua=toan-bo,phuong-xa&tu=2023-06&den=2024-05&so=ket-qua`: the question that the address asks, completed from what can be asked;
 * undefined where there is nothing yet.
 */
export function questionIn(query: URLSearchParams, choices: AnalyticsChoices, today: string): Question | undefined {
  const plan = choices.plans.find(({ id }) => id === query.get(names.plan)) ?? choices.plans[0]
  const [first] = plan?.periods ?? []
  const [indicator] = plan?.indicators ?? []
  if (plan === undefined || first === undefined || indicator === undefined) return undefined

  const known = new Set(plan.indicators.map(({ id }) => id))
  const asked = query.get(names.indicators)
  const indicatorIds = asked === all ? [] : listIn(asked).filter((id) => known.has(id))
  const last = choices.period !== null && plan.periods.includes(choices.period) ? choices.period : (plan.periods.at(-1) ?? first)
  const from = periodIn(query.get(names.from))
  const to = periodIn(query.get(names.to)) ?? last
  const lens = lensIn(query, today)
  const rows = wordIn(query.get(names.rows), sides) ?? 'units'
  const columns = wordIn(query.get(names.columns), sides) ?? 'periods'
  return {
    planId: plan.id,
    indicatorIds: indicatorIds.length === 0 && asked !== all ? [indicator.id] : indicatorIds,
    ...unitsIn(query, choices),
    from: from !== undefined && areAlike(from, to) ? from : elevenBefore(to, plan.periods),
    to,
    lens,
    measure: wordIn(query.get(names.measure), measures) ?? 'result',
    rows,
    columns: columns === rows ? otherThan(rows) : columns,
    drawing: wordIn(query.get(names.drawing), drawings) ?? null,
    drawn: query.get(names.drawn),
    barsOf: periodIn(query.get(names.barsOf)) ?? null,
    besides: periodIn(query.get(names.besides)) ?? null,
  }
}

function unitsIn(query: URLSearchParams, choices: AnalyticsChoices): Pick<Question, 'groups' | 'unitIds' | 'under'> {
  const units = new Map(choices.units.map((unit) => [unit.id, unit]))
  const asked = listIn(query.get(names.units))
  const unitIds = asked.filter((id) => units.has(id))
  if (!choices.seesAll) return { groups: [], unitIds: unitIds.length > 0 ? unitIds : choices.units.map(({ id }) => id), under: null }
  const groups = asked.flatMap((word) => wordIn(word, ['city', ...choices.groups] as const) ?? [])
  const under = units.get(query.get(names.under) ?? '')
  const usual: readonly Group[] = ['city', ...(choices.groups.includes('ward') ? (['ward'] as const) : choices.groups.slice(0, 1))]
  return {
    groups: groups.length > 0 || unitIds.length > 0 ? groups : usual,
    unitIds,
    under: under?.group === 'area' ? under.id : null,
  }
}

/** The query of the page's address, without what is as it is anyway. */
export function queryOf(question: Question): string {
  const { lens } = question
  const parts: Readonly<Record<string, string | null>> = {
    [names.plan]: question.planId,
    [names.indicators]: question.indicatorIds.length === 0 ? all : question.indicatorIds.join(','),
    [names.units]: [...question.groups.map(wordOf), ...question.unitIds].join(','),
    [names.under]: question.under,
    [names.from]: question.from,
    [names.to]: question.to,
    ...lensAddress(lens),
    [names.measure]: question.measure === 'result' ? null : wordOf(question.measure),
    [names.rows]: question.rows === 'units' && question.columns === 'periods' ? null : wordOf(question.rows),
    [names.columns]: question.rows === 'units' && question.columns === 'periods' ? null : wordOf(question.columns),
    [names.drawing]: question.drawing === null ? null : wordOf(question.drawing),
    [names.drawn]: question.drawn,
    [names.barsOf]: question.barsOf,
    [names.besides]: question.besides,
  }
  const query = new URLSearchParams(Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])))
  return query.toString().replaceAll('%2C', ',')
}

export const addressOf = (question: Question): string => `/tra-cuu?${queryOf(question)}`

/** Another question from this one; rows and columns stay two different sides. */
export function changed(question: Question, change: Partial<Question>): Question {
  const next = { ...question, ...change }
  if (next.rows !== next.columns) return next
  // Who chooses the columns' side for the rows means to turn the table.
  return change.rows === undefined ? { ...next, rows: question.columns } : { ...next, columns: question.rows }
}

/** What the page asks the API for. */
export const requestOf = (question: Question): string => `/api/analytics${askedOf(question)}`

/** The same as a list for a spreadsheet with Vietnamese settings. */
export const csvOf = (question: Question): string =>
  `/api/analytics${askedOf(question, { format: 'csv', heads: 'vi', decimals: 'comma', bom: 'true' })}`

/** The same in the forms that other systems read. */
export const exchanged = ['adx', 'sdmx-csv', 'sdmx-json', 'sdmx-structure'] as const
export const exchangeOf = (question: Question, format: (typeof exchanged)[number]): string =>
  `/api/analytics${askedOf(question, { format })}`

/** The annexes of the plan's targets at the end of the question. */
export const annexOf = ({ planId, to, unitIds, groups }: Question, format: 'xlsx' | 'csv'): string =>
  `/api/plans/${planId}/annex?period=${to}&format=${format}${groups.length === 0 && unitIds.length > 0 ? `&unitIds=${unitIds.join(',')}` : ''}`

function askedOf(
  { planId, indicatorIds, groups, unitIds, under, from, to, lens }: Question,
  more: Readonly<Record<string, string>> = {},
): string {
  return askThrough(lens, {
    ...(indicatorIds.length === 0 ? { planId } : { indicatorIds: indicatorIds.join(',') }),
    groups: groups.length === 0 ? null : groups.join(','),
    unitIds: unitIds.length === 0 ? null : unitIds.join(','),
    under,
    from,
    to,
    ...more,
  })
}

const wordOf = (code: string): string => words[code] ?? code
const wordIn = <Code extends string>(word: string | null, codes: readonly Code[]): Code | undefined =>
  word === null ? undefined : codes.find((code) => words[code] === word)
const listIn = (text: string | null): readonly string[] => (text === null || text === '' ? [] : text.split(','))
const periodIn = (text: string | null): string | undefined => (text !== null && isPeriod(text) ? text : undefined)
const otherThan = (side: Side): Side => (side === 'periods' ? 'units' : 'periods')

/** Twelve periods of one form, as far as the plan has them. */
function elevenBefore(to: string, periods: readonly string[]): string {
  const upTo = periods.filter((period) => areAlike(period, to) && period <= to)
  return upTo.at(-12) ?? upTo[0] ?? to
}
