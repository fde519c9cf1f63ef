import { divideDecimals, formatDecimal, formatPercent, multiplyDecimals } from '@haidang/domain/quantities/decimal'
import { chanceFor } from './chance.ts'
import type { SampleFigure, SamplePeriod } from './figures.ts'
import { periods } from './figures.ts'
import { indicatorsIn } from './indicators.ts'
import type { SampleUnit } from './units.ts'
import { factsOf } from './words/facts.ts'
import type { Facts, Words } from './words/facts.ts'
import { aboutFigures } from './words/figures.ts'
import type { AboutFigure } from './words/figures.ts'
import { officeRemedies, officeResults, officeShortcomings, own } from './words/offices.ts'
import { newWard, wardRemedies, wardResults, wardShortcomings } from './words/wards.ts'

/** The figures of a unit's month by the name of the indicator. */
export type MonthFigures = ReadonlyMap<string, SampleFigure>

export type SampleNarrative = { readonly results: string; readonly shortcomings: string; readonly remedies: string }

/** The first month of the new wards. */
const beginning: SamplePeriod = '2025-07'

const ofWards = { results: wardResults, shortcomings: wardShortcomings, remedies: wardRemedies }
const ofOffices = { results: officeResults, shortcomings: officeShortcomings, remedies: officeRemedies }

/** What a unit writes of its month, in three to six sentences per heading, other ones than the month before. */
export function narrativeOf(seed: string, unit: SampleUnit, period: SamplePeriod, figures: MonthFigures): SampleNarrative {
  if (unit.group === 'committee') throw new RangeError(`${unit.name} does not report.`)
  const chance = chanceFor(seed, 'narrative', unit.key, period)
  const month = periods.indexOf(period)
  const banks = unit.group === 'ward' ? ofWards : ofOffices
  const facts = factsOf(unit, chanceFor(seed, 'facts', unit.key, period))
  const told = chance.some(
    aboutFigures.flatMap(({ indicator, say }) => sentenceAbout(figures.get(indicator), say)),
    chance.whole(2, 3),
  )
  const written = (heading: keyof SampleNarrative): readonly string[] => [
    // A new ward begins with how it began; others tell of their own field every other month, or one would read it each time.
    ...(month % 2 === 0 ? inWords(own[unit.key]?.[heading], facts) : []),
    ...(unit.parts && period === beginning ? inWords(newWard[heading], facts) : []),
    ...turned(banks[heading], seed, unit, month, 2).flatMap((words) => inWords(words, facts)),
  ]
  const behind = furthestBehind(period, figures)
  return {
    results: [...told, ...written('results')].join(' '),
    shortcomings: [...shortfall(behind, month), ...written('shortcomings')].join(' '),
    remedies: [...(behind === undefined ? [] : [remedyFor(behind, month)]), ...written('remedies')].join(' '),
  }
}

const inWords = (words: Words | undefined, facts: Facts): readonly string[] =>
  words === undefined ? [] : [typeof words === 'string' ? words : words(facts)]

const measureOf = ({ numerator, denominator }: SampleFigure): string | undefined => {
  if (numerator === null || denominator === null) return undefined
  const [part, whole] = [String(numerator), String(denominator)]
  const percent = divideDecimals(multiplyDecimals(part, '100'), whole, 2)
  return percent === undefined ? undefined : `${formatDecimal(part)}/${formatDecimal(whole)} (${formatPercent(percent, 2)})`
}

function sentenceAbout(figure: SampleFigure | undefined, say: AboutFigure['say']): readonly string[] {
  const measure = figure === undefined ? undefined : measureOf(figure)
  return measure === undefined ? [] : [say(measure)]
}

type Behind = { readonly name: string; readonly target: string; readonly measure: string; readonly lacking: number }

/** Of fewer people or things one does not speak in per cent. */
const fewest = 10

/** The share that is furthest from what the plan sets; what one either has or has not says nothing in per cent. */
function furthestBehind(period: SamplePeriod, figures: MonthFigures): Behind | undefined {
  const shares = indicatorsIn(period).flatMap(({ name, value, unitOfMeasure, figures: { course } }) => {
    const figure = figures.get(name)
    const measure = figure === undefined ? undefined : measureOf(figure)
    if (figure === undefined || measure === undefined) return []
    const { numerator, denominator } = figure
    if (numerator === null || denominator === null || denominator < fewest) return []
    if (value === null || unitOfMeasure !== '%' || course === 'each') return []
    return [
      {
        name,
        target: `${value}%`,
        measure,
        reached: (numerator / denominator) * (100 / Number(value)),
        lacking: Math.ceil((denominator * Number(value)) / 100) - numerator,
      },
    ]
  })
  const [furthest] = shares.toSorted((a, b) => a.reached - b.reached)
  return furthest !== undefined && furthest.reached < 1 ? furthest : undefined
}

const inSentence = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`

const shortfallWords: readonly ((behind: Behind) => string)[] = [
  ({ name, measure, target }) => `Chỉ tiêu “${inSentence(name)}” mới đạt ${measure}, thấp hơn mức giao ${target}.`,
  ({ name, measure, target }) => `Còn xa mức giao ${target} ở nội dung “${inSentence(name)}”: kỳ này ${measure}.`,
  ({ name, measure, target }) => `Chậm nhất là “${inSentence(name)}”, lũy kế ${measure} so với mức giao ${target}.`,
]
const shortfall = (behind: Behind | undefined, month: number): readonly string[] => {
  const say = shortfallWords[month % shortfallWords.length]
  return behind === undefined || say === undefined ? [] : [say(behind)]
}

function remedyFor({ name, target, lacking }: Behind, month: number): string {
  const more = formatDecimal(String(lacking))
  const remedies = [
    `Ưu tiên nâng “${inSentence(name)}” (còn thiếu ${more} để đạt ${target}), phấn đấu xong trong quý IV.`,
    `Phân công một người theo dõi riêng “${inSentence(name)}”, phần còn thiếu là ${more}, và báo cáo lãnh đạo hằng tuần.`,
    `Chia phần còn thiếu ${more} của “${inSentence(name)}” thành mốc từng tháng để kiểm tra.`,
    `Mỗi tuần rà soát “${inSentence(name)}”; cần thêm ${more} mới đến mức ${target}.`,
  ]
  return remedies[(month + lacking) % remedies.length] ?? ''
}

/** Each unit goes through a bank in its own order, so that months differ and units too. */
function turned(bank: readonly Words[], seed: string, unit: SampleUnit, month: number, count: number): readonly Words[] {
  const order = chanceFor(seed, 'bank', unit.key, bank.length).some(bank, bank.length)
  return Array.from({ length: Math.min(count, order.length) }, (_, index) => order[(month * 2 + index) % order.length] ?? '')
}
