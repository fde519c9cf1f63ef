import { regimeFaults } from '@haidang/domain/periods/regime'
import type { Regime, RegimeFault } from '@haidang/domain/periods/regime'
import type { RegimeLack } from '@haidang/domain/plans/issue-plan'
import { isByRounds } from './regime-sentences.ts'
import type { RegimeSettings } from './regime-sentences.ts'

export type Settled = { readonly regime: Regime } | { readonly lacks: readonly RegimeLack[] } | { readonly faults: readonly RegimeFault[] }

/** A regime with its dates settled otherwise in a form, or what is still missing or wrong. */
export function settledRegime(
  { id, name, quote, outline, asksFigures }: Regime,
  { frequency, windowFrom, windowTo, unitDue, cityDue, rounds, closingTime, dayOff }: RegimeSettings,
): Settled {
  const shared = { id, name, quote, outline, asksFigures, closingTime, dayOff }
  if (isByRounds(frequency)) {
    const lacks: readonly RegimeLack[] = [
      ...(rounds.some((round) => round.unitDue === null) ? (['unitDue'] as const) : []),
      ...(rounds.some((round) => round.cityDue === null) ? (['cityDue'] as const) : []),
    ]
    if (lacks.length > 0) return { lacks }
    return judged({
      ...shared,
      frequency,
      rounds: rounds.flatMap(({ unitDue: unit, cityDue: city, closingTime: time, window }) =>
        unit === null || city === null
          ? []
          : [{ due: { unit, city }, ...(time === null ? {} : { closingTime: time }), ...(window === null ? {} : { window }) }],
      ),
    })
  }
  if (windowFrom === null || windowTo === null || unitDue === null || cityDue === null)
    return {
      lacks: [
        ...(windowFrom === null || windowTo === null ? (['window'] as const) : []),
        ...(unitDue === null ? (['unitDue'] as const) : []),
        ...(cityDue === null ? (['cityDue'] as const) : []),
      ],
    }
  return judged({ ...shared, frequency, window: { from: windowFrom, to: windowTo }, due: { unit: unitDue, city: cityDue } })
}

function judged(regime: Regime): Settled {
  const faults = regimeFaults(regime)
  return faults.length > 0 ? { faults } : { regime }
}
