import type { Figures, UnitFigures } from '@haidang/api/figures'
import { canSeeDashboard, canSeeFiguresOf } from '@haidang/domain/access/roles'
import { isAnsweredBySums } from '@haidang/domain/indicators/as-it-is'
import { isInWords, resultOf } from '@haidang/domain/indicators/indicator'
import type { Indicator } from '@haidang/domain/indicators/indicator'
import { dayOf } from '@haidang/domain/periods/day'
import type { Instant } from '@haidang/domain/periods/day'
import { isSpan } from '@haidang/domain/periods/period'
import { figuresOfUnitKnownAt } from '../analytics/actions.ts'
import type { KnownFigure } from '../analytics/actions.ts'
import { currentPeriod } from '../consolidation/store.ts'
import { indicatorsIn } from '../indicators/store.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading } from '../platform/transaction.ts'
import { lensOf } from '../scoreboard/actions.ts'
import { answersOfUnit } from './answers-store.ts'
import { figuresOfUnit, seriesAsText } from './store.ts'
import type { SeriesQuestion, UnitFigureRow } from './store.ts'

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

type UnitQuestion = { readonly period?: string | undefined; readonly lens: Figures['lens']; readonly knownAt?: Instant | undefined }

/** Every indicator of a month on one unit or area, with its result by the indicator's own rule; as known now or at a moment. */
export const readUnitFigures = (call: Call, unitId: string, { period, lens, knownAt: askedFor }: UnitQuestion): Promise<UnitFigures> =>
  inReading(call, async (tx) => {
    const { tenantId, viewer } = call
    if (!canSeeFiguresOf(viewer, unitId)) throw problem('notFound')
    const { knownAt } = lensOf(call, { knownAt: askedFor })
    const asked = period ?? (await currentPeriod(tx, tenantId, dayOf(knownAt ?? call.now)))
    const found = asked === undefined ? undefined : await figuresOfUnit(tx, { tenantId, unitId, period: asked, lens })
    if (found === undefined) throw problem('notFound')
    const { planId } = found
    const known = knownAt && (await figuresOfUnitKnownAt(tx, call, unitId, { planId, period: found.period, lens, knownAt }))
    const said = known
      ? new Map([...known].flatMap(([id, { words }]) => (words === null ? [] : [[id, [{ unit: found.unit.shortName, words }]] as const])))
      : Map.groupBy(
          await answersOfUnit(tx, { tenantId, unitId, period: found.period, lastDay: found.lastDay, lens }),
          ({ indicatorId }) => indicatorId,
        )
    const sums = new Map(found.figures.map((figure) => [figure.id, figure]))
    return {
      unit: found.unit,
      period: found.period,
      lastDay: found.lastDay,
      knownAt: knownAt ?? null,
      periods: [...found.periods],
      indicators: (await indicatorsIn(tx, tenantId, planId, knownAt))(found.period).map((indicator) => {
        const { id, code, pillar, name, kind, unitOfMeasure, digits } = indicator
        const facts = { id, code, pillar, name, kind, unitOfMeasure, digits }
        if (isInWords(kind)) {
          const answers = (said.get(id) ?? []).map(({ unit, words }) => ({ unit, words }))
          return { ...facts, ...noFigure, isApart: false, figures: answers.length, answers }
        }
        const figure = known
          ? { ...knownFigure(known.get(id)), isApart: false }
          : figureOfSums(indicator, sums.get(id), { ofArea: found.unit.group === 'area', asItIs: lens === 'asItIs' })
        return { ...facts, ...figure }
      }),
    }
  })

const knownFigure = ({ words: _, ...figure }: KnownFigure = { ...noFigure, words: null }) => figure

const noFigure = { numerator: null, denominator: null, result: null, figures: 0, isEstimated: false }

function figureOfSums(
  indicator: Indicator,
  figure: UnitFigureRow['figures'][number] | undefined,
  lens: { readonly ofArea: boolean; readonly asItIs: boolean },
) {
  const { figures, isEstimated } = figure ?? noFigure
  const isApart = (figures > 1 || isEstimated) && !isAnsweredBySums(indicator, lens)
  const { numerator, denominator } = isApart || figure === undefined ? noFigure : figure
  const result = resultOf(indicator, {
    ...(numerator === null ? {} : { numerator }),
    ...(denominator === null ? {} : { denominator }),
  })
  return { numerator, denominator, result: result ?? null, figures, isEstimated, isApart }
}
