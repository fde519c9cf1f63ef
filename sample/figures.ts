import { chanceFor } from './chance.ts'
import type { SampleIndicator } from './indicators.ts'
import { unitsOf } from './indicators.ts'
import type { SampleUnit } from './units.ts'

/** What a unit knows in a month; no numerator means that it has no figure and says why in the note. */
export type SampleFigure = { readonly numerator: number | null; readonly denominator: number | null; readonly note: string }

export const periods = ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09'] as const
export type SamplePeriod = (typeof periods)[number]

const reasonsForNone = [
  'Đang đối chiếu số liệu với đơn vị cung cấp dịch vụ, sẽ bổ sung trong kỳ sau.',
  'Phần mềm một cửa bảo trì nên chưa kết xuất được số liệu của kỳ này.',
  'Chưa nhận được số liệu của tổ dân phố; đơn vị đã có văn bản đôn đốc.',
  'Số liệu hai nguồn lệch nhau, đang rà soát lại trước khi báo cáo.',
] as const

/** The city's statistics of GRDP come by quarter, so most months have none. */
const byQuarter: readonly SamplePeriod[] = ['2024-05', '2024-07']

/** The centre was opened on 28 June, inside the window of July's report. */
const centreOpened: SamplePeriod = '2024-07'

/** The five months of one indicator in one unit: what grows does not shrink, a flow has its own size each month. */
export function figuresOf(seed: string, indicator: SampleIndicator, unit: SampleUnit): ReadonlyMap<SamplePeriod, SampleFigure> {
  // The plan sets the same measure at 55% and at 30%: one fact, so one figure.
  const chance = chanceFor(seed, 'figures', indicator.name.replace(/ \(mức .*\)$/u, ''), unit.key)
  const { course, size, from, to } = indicator.figures
  // One of many units may be far from the others; the only one that reports carries the city's figure.
  const spread = unitsOf(indicator).length > 3 ? 0.06 : 0.004
  const first = inUnit(from + chance.between(-spread, spread))
  const last = inUnit(to + chance.between(-spread, spread * 0.7))
  const threshold = chance.next()
  let reached = 0

  return new Map(
    periods.map((period, index) => {
      const share = inUnit(first + (last - first) * ((index + 1) / periods.length) ** 0.9 + chance.between(-0.006, 0.006))
      const isSilent = chance.isTrue(0.012)
      if (isMilestone(indicator)) return [period, figure(period >= centreOpened ? 1 : 0, null)]
      if (indicator.pillar === 'Kinh tế số' && unit.key === 'thong-ke' && !byQuarter.includes(period))
        return [period, none('Chỉ số này được công bố theo quý; kỳ này chưa có số liệu mới.')]
      if (isSilent && course !== 'each') return [period, none(chance.pick(reasonsForNone))]

      if (course === 'each') {
        reached = Math.max(reached, share > threshold ? 1 : 0)
        return [period, figure(reached, indicator.kind === 'ratio' ? 1 : null)]
      }
      const whole =
        course === 'flow'
          ? Math.max(1, Math.round(size(unit) * chance.between(0.82, 1.2)))
          : Math.max(1, Math.round(size(unit) * (1 + index * 0.0008)))
      const part = Math.min(whole, Math.round(whole * share))
      reached = course === 'stock' ? Math.max(reached, part) : part
      return [period, figure(reached, whole)]
    }),
  )
}

const isMilestone = ({ kind }: SampleIndicator): boolean => kind === 'milestone'
const inUnit = (share: number): number => Math.max(0, Math.min(1, share))
const figure = (numerator: number, denominator: number | null): SampleFigure => ({ numerator, denominator, note: '' })
const none = (note: string): SampleFigure => ({ numerator: null, denominator: null, note })
