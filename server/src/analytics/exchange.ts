import type { AnalyticsBlock, AskedUnit } from '@haidang/api/analytics'
import { targetOf } from '@haidang/api/targets'
import { formatTarget, isInWords } from '@haidang/domain/indicators/indicator'
import { addDays } from '@haidang/domain/periods/day'
import { isoInterval } from '@haidang/domain/periods/iso-interval'
import type { Head } from './ask.ts'

/** Who sends figures to others, and when. */
export type Sender = { readonly slug: string; readonly name: string; readonly isPractice: boolean; readonly sentAt: string }

/** The office as SDMX names an agency: its first sign is a letter. */
export const agencyOf = ({ slug }: Sender): string => (/^[a-z]/u.test(slug) ? slug : `o-${slug}`)

/** By what a unit is known to others: its identity, which outlives its names and codes; the office as a whole by the agency's name. */
export const unitCode = ({ id }: Pick<AskedUnit, 'id'>, sender: Sender): string => id ?? agencyOf(sender)

/** The days of a period's figures as ISO 8601 writes them. */
export const intervalOf = ({ from, lastDay }: Head['periods'][number]): string => isoInterval(from, addDays(lastDay, 1))

/** The observation's status, by the codes that SDMX has for it. Missing is said, and no value stands beside it. */
export type ObservationStatus = 'A' | 'B' | 'E' | 'O' | 'P'

/** One cell as it is sent. */
export type Observation = {
  readonly indicator: Head['indicators'][number]
  readonly unit: AskedUnit
  readonly window: Head['periods'][number]
  readonly value: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  readonly status: ObservationStatus
  readonly target: string | null
  readonly targetValue: string | null
  readonly expected: number
  readonly reported: number
  readonly approved: number
  readonly state: AnalyticsBlock['states'][number]
}

/** The cells of a block, each with what it is of. */
export function observationsIn(head: Head): (block: AnalyticsBlock) => readonly Observation[] {
  const indicators = new Map(head.indicators.map((indicator) => [indicator.id, indicator]))
  const units = new Map(head.units.map((unit) => [unit.number, unit]))
  const windows = new Map(head.periods.map((row) => [`${row.planId} ${row.period}`, row]))
  const breaks = new Set(head.breaks.map(({ indicatorId, period }) => `${indicatorId} ${period}`))
  return (block) => {
    const indicator = indicators.get(block.indicatorId)
    const window = windows.get(`${indicator?.planId ?? ''} ${block.period}`)
    // Words are no observations: one without a value would be read as missing.
    if (indicator === undefined || window === undefined || isInWords(indicator.kind)) return []
    const targets = block.targets.map((target) => formatTarget(targetOf(target)))
    const estimated = new Set(block.estimated)
    const isBreak = breaks.has(`${block.indicatorId} ${block.period}`)
    return block.at.flatMap((number, at) => {
      const unit = units.get(number)
      if (unit === undefined) return []
      const place = block.target[at] ?? -1
      const [value, expected, approved] = [block.values[at] ?? null, block.expected[at] ?? 0, block.approved[at] ?? 0]
      return [
        {
          indicator,
          unit,
          window,
          value,
          numerator: block.numerators[at] ?? null,
          denominator: block.denominators[at] ?? null,
          status:
            value === null ? 'O' : estimated.has(number) ? 'E' : isBreak ? 'B' : approved < expected ? ('P' as const) : ('A' as const),
          target: targets[place] ?? null,
          targetValue: block.targets[place]?.value ?? null,
          expected,
          reported: block.reported[at] ?? 0,
          approved,
          state: block.states[at] ?? 'missing',
        },
      ]
    })
  }
}
