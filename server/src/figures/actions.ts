import type { Figures, UnitFigures } from '@haidang/api/figures'
import { canSeeDashboard, canSeeFiguresOf } from '@haidang/domain/access/roles'
import { isAnsweredBySums } from '@haidang/domain/indicators/as-it-is'
import { resultOf } from '@haidang/domain/indicators/indicator'
import { dayOf } from '@haidang/domain/periods/day'
import { isSpan } from '@haidang/domain/periods/period'
import { currentPeriod } from '../consolidation/store.ts'
import { indicatorsIn } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import { figuresOfUnit, seriesAsText } from './store.ts'
import type { SeriesQuestion } from './store.ts'

/** At most so many periods at once: a table of years on every commune is an export. */
const periodsAtMost = 36

/** One indicator over months on every unit of a group, as finished JSON text of `Figures`. */
export async function readFigures(call: Call, asked: Omit<SeriesQuestion, 'tenantId'>): Promise<string> {
  if (!canSeeDashboard(call.viewer)) throw problem('notFound')
  if (!isSpan(asked.from, asked.to, periodsAtMost))
    throw problem('badInput', { fields: [{ path: 'to', message: `from … to: 1–${periodsAtMost}` }] })
  const text = await inReading(call, (tx) => seriesAsText(tx, { ...asked, tenantId: call.tenantId }))
  if (text === undefined) throw problem('notFound')
  return text
}

/** Every indicator of a month on one unit or area, with its result by the indicator's own rule. */
export const readUnitFigures = (
  call: Call,
  unitId: string,
  { period, lens }: { readonly period?: string | undefined; readonly lens: Figures['lens'] },
): Promise<UnitFigures> =>
  inReading(call, async (tx) => {
    const { tenantId, viewer } = call
    if (!canSeeFiguresOf(viewer, unitId)) throw problem('notFound')
    const asked = period ?? (await currentPeriod(tx, tenantId, dayOf(call.now)))
    const found = asked === undefined ? undefined : await figuresOfUnit(tx, { tenantId, unitId, period: asked, lens })
    if (found === undefined) throw problem('notFound')
    const figures = new Map(found.figures.map((figure) => [figure.id, figure]))
    return {
      unit: found.unit,
      period: found.period,
      lastDay: found.lastDay,
      periods: [...found.periods],
      indicators: (await indicatorsIn(tx, tenantId, found.planId))(found.period).map((indicator) => {
        const { id, code, pillar, name, kind, unitOfMeasure, digits } = indicator
        const figure = figures.get(id)
        const isOfSeveral = figure !== undefined && (figure.figures > 1 || figure.isEstimated)
        const isApart = isOfSeveral && !isAnsweredBySums(indicator, { ofArea: found.unit.group === 'area', asItIs: lens === 'asItIs' })
        const { numerator = null, denominator = null } = isApart ? {} : (figure ?? {})
        const result = resultOf(indicator, {
          ...(numerator === null ? {} : { numerator }),
          ...(denominator === null ? {} : { denominator }),
        })
        return {
          id,
          code,
          pillar,
          name,
          kind,
          unitOfMeasure,
          digits,
          numerator,
          denominator,
          result: result ?? null,
          figures: figure?.figures ?? 0,
          isEstimated: figure?.isEstimated ?? false,
          isApart,
        }
      }),
    }
  })
