import { chanceFor } from './chance.ts'
import type { Chance } from './chance.ts'
import type { SampleIndicator } from './indicators.ts'
import { unitsOf } from './indicators.ts'
import { isNamedIn, reorganisedOn, reportingUnits, reportingUnitsSince } from './units.ts'
import type { SampleUnit } from './units.ts'

/** What a unit knows in a month; no numerator means that it has no figure and says why in the note. */
export type SampleFigure = { readonly numerator: number | null; readonly denominator: number | null; readonly note: string }

export const periodsOf2024 = ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09'] as const
/** Of two months the 17 wards report, of two the five that go on for them. */
export const periodsOf2025 = ['2025-05', '2025-06', '2025-07', '2025-08'] as const
export const periods = [...periodsOf2024, ...periodsOf2025] as const
export type SamplePeriod = (typeof periods)[number]

/** A window that the old wards do not live to see the end of is reported by the new ones. */
export const reportersOf = (period: SamplePeriod): readonly SampleUnit[] =>
  `${period}-09` < reorganisedOn ? reportingUnits : reportingUnitsSince

const reasonsForNone = [
  'Đang đối chiếu số liệu với đơn vị cung cấp dịch vụ, sẽ bổ sung trong kỳ sau.',
  'Phần mềm một cửa bảo trì nên chưa kết xuất được số liệu của kỳ này.',
  'Chưa nhận được số liệu của tổ dân phố; đơn vị đã có văn bản đôn đốc.',
  'Số liệu hai nguồn lệch nhau, đang rà soát lại trước khi báo cáo.',
] as const

/** The city's statistics of GRDP come by quarter, so most months have none. */
const byQuarter: readonly SamplePeriod[] = ['2024-05', '2024-07', '2025-05', '2025-07']

/** The centre was opened on 28 June, inside the window of July's report. */
const centreOpened: SamplePeriod = '2024-07'

/** The months of one indicator in one unit: what grows does not shrink, a flow has its own size each month. */
export function figuresOf(seed: string, indicator: SampleIndicator, unit: SampleUnit): ReadonlyMap<SamplePeriod, SampleFigure> {
  const known = new Map([...yearOf2024(seed, indicator, unit).figures, ...yearOf2025(seed, indicator, unit)])
  const chance = chanceFor(seed, 'silence', nameOf(indicator), unit.key)
  for (const period of periodsOf2025) {
    const isSilent = chance.isTrue(0.012)
    const reason = chance.pick(reasonsForNone)
    if (indicator.pillar === 'Kinh tế số' && unit.key === 'thong-ke' && !byQuarter.includes(period)) known.set(period, notThisMonth)
    else if (isSilent && indicator.figures.course !== 'each') known.set(period, none(reason))
  }
  return known
}

/** The plan of 2024 sets the same measure at 55% and at 30%: one fact, so one figure. */
const nameOf = ({ name }: SampleIndicator): string => name.replace(/ \(mức .*\)$/u, '')

type YearOf2024 = {
  readonly figures: ReadonlyMap<SamplePeriod, SampleFigure>
  /** Where the year leaves the unit: its share, the numerator that does not shrink, and the chance at which it has what one has or has not. */
  readonly share: number
  readonly reached: number
  readonly threshold: number
}

function yearOf2024(seed: string, indicator: SampleIndicator, unit: SampleUnit): YearOf2024 {
  const chance = chanceFor(seed, 'figures', nameOf(indicator), unit.key)
  const { course, size, from, to } = indicator.figures
  const spread = spreadOf(indicator)
  const first = inUnit(from + chance.between(-spread, spread))
  const last = inUnit(to + chance.between(-spread, spread * 0.7))
  const threshold = chance.next()
  let reached = 0

  const figures = new Map(
    periodsOf2024.map((period, index): [SamplePeriod, SampleFigure] => {
      const share = inUnit(first + (last - first) * ((index + 1) / periodsOf2024.length) ** 0.9 + chance.between(-0.006, 0.006))
      const isSilent = chance.isTrue(0.012)
      if (isMilestone(indicator)) return [period, figure(period >= centreOpened ? 1 : 0, null)]
      if (indicator.pillar === 'Kinh tế số' && unit.key === 'thong-ke' && !byQuarter.includes(period)) return [period, notThisMonth]
      if (isSilent && course !== 'each') return [period, none(chance.pick(reasonsForNone))]

      if (course === 'each') {
        reached = Math.max(reached, share > threshold ? 1 : 0)
        return [period, figure(reached, indicator.kind === 'ratio' ? 1 : null)]
      }
      const whole = course === 'flow' ? inWindow(size(unit), chance) : grown(size(unit), index)
      const part = Math.min(whole, Math.round(whole * share))
      reached = course === 'stock' ? Math.max(reached, part) : part
      return [period, figure(reached, whole)]
    }),
  )
  return { figures, share: last, reached, threshold }
}

/** The year goes on from where the last one ended. A new ward has what its parts have together. */
function yearOf2025(seed: string, indicator: SampleIndicator, unit: SampleUnit): ReadonlyMap<SamplePeriod, SampleFigure> {
  if (unit.parts) {
    const parts = unit.parts.filter((part) => isNamedIn(indicator.units, part)).map((part) => yearOf2025(seed, indicator, part))
    return new Map(
      periodsOf2025.map((period) => [
        period,
        together(
          indicator,
          parts.flatMap((part) => part.get(period) ?? []),
        ),
      ]),
    )
  }

  const chance = chanceFor(seed, 'figures of 2025', nameOf(indicator), unit.key)
  const { course, size, later } = indicator.figures
  const before = yearOf2024(seed, indicator, unit)
  const spread = spreadOf(indicator)
  const last = Math.max(before.share, inUnit(later + chance.between(-spread, spread) * 0.6))
  let { reached } = before

  return new Map(
    periodsOf2025.map((period, index): [SamplePeriod, SampleFigure] => {
      const share = inUnit(before.share + (last - before.share) * ((index + 5) / 8) + chance.between(-0.004, 0.004))
      if (course === 'each') {
        reached = Math.max(reached, share > before.threshold ? 1 : 0)
        return [period, figure(reached, 1)]
      }
      const whole = course === 'flow' ? inWindow(size(unit), chance) : grown(size(unit), index + 12)
      const part = Math.min(whole, Math.round(whole * share))
      reached = course === 'stock' ? Math.max(reached, part) : part
      return [period, figure(reached, whole)]
    }),
  )
}

/** What is counted is added; what a ward has or has not, the new one has where most of its parts had it. */
function together({ figures: { course } }: SampleIndicator, parts: readonly SampleFigure[]): SampleFigure {
  const sum = (of: (part: SampleFigure) => number | null): number => parts.reduce((total, part) => total + (of(part) ?? 0), 0)
  const [numerator, denominator] = [sum((part) => part.numerator), sum((part) => part.denominator)]
  return course === 'each' ? figure(numerator * 2 > denominator ? 1 : 0, 1) : figure(numerator, denominator)
}

// One of many units may be far from the others; the only one that reports carries the city's figure.
const spreadOf = (indicator: SampleIndicator): number => (unitsOf(indicator).length > 3 ? 0.06 : 0.004)
const inWindow = (size: number, chance: Chance): number => Math.max(1, Math.round(size * chance.between(0.82, 1.2)))
const grown = (size: number, months: number): number => Math.max(1, Math.round(size * (1 + months * 0.0008)))
const isMilestone = ({ kind }: SampleIndicator): boolean => kind === 'milestone'
const inUnit = (share: number): number => Math.max(0, Math.min(1, share))
const figure = (numerator: number, denominator: number | null): SampleFigure => ({ numerator, denominator, note: '' })
const none = (note: string): SampleFigure => ({ numerator: null, denominator: null, note })
const notThisMonth = none('Chỉ số này được công bố theo quý; kỳ này chưa có số liệu mới.')
