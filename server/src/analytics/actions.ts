import { analyticsLimits } from '@haidang/api/analytics'
import type { AnalyticsChoices, AnalyticsQuery } from '@haidang/api/analytics'
import { canSeeDashboard, canSeeFiguresOf, unitsActedFor } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import { isSpan } from '@haidang/domain/periods/period'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inReading, piecesInReading } from '../platform/transaction.ts'
import { ask } from './ask.ts'
import type { Answer } from './ask.ts'
import { csvOf } from './csv.ts'
import type { Question } from './question.ts'
import { closedPeriod, plansToAsk, unitsToAsk } from './store.ts'

/** The figures that are asked for, as text that is read from the database as it is taken. */
export function readAnalytics(call: Call, query: AnalyticsQuery): AsyncGenerator<string> {
  const question = questionOf(call, query)
  return piecesInReading(call, async function* (tx) {
    const answer = await ask(tx, question)
    yield* query.format === 'csv' ? csvOf(answer, query) : jsonOf(answer)
  })
}

function questionOf({ viewer, tenantId, now }: Call, query: AnalyticsQuery): Question {
  const { indicatorIds = [], planId, unitIds = [], groups = [], under, from, to, lens, on, knownAt: asked } = query
  // Who does not see the board sees the figures of the unit, as on its page.
  if (!canSeeDashboard(viewer) && (groups.length > 0 || unitIds.length === 0 || unitIds.some((id) => !canSeeFiguresOf(viewer, id))))
    throw problem('notFound')
  const wrong = (path: string, message: string) => problem('badInput', { fields: [{ path, message }] })
  if (indicatorIds.length === 0 && planId === undefined) throw wrong('indicatorIds', 'indicatorIds | planId')
  if (unitIds.length === 0 && groups.length === 0) throw wrong('groups', 'unitIds | groups')
  if (!isSpan(from, to, analyticsLimits.months)) throw wrong('to', `from … to: 1–${analyticsLimits.months}`)
  const knownAt = asked === undefined ? undefined : new Date(asked).toISOString()
  if (knownAt !== undefined && knownAt > now) throw wrong('knownAt', `${knownAt} > ${now}`)
  return {
    tenantId,
    indicatorIds,
    planId,
    unitIds,
    groups,
    under,
    from,
    to,
    on: lens === 'asItIs' ? (on ?? dayOf(knownAt ?? now)) : undefined,
    knownAt,
  }
}

async function* jsonOf({ head, blocks }: Answer): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"blocks":[`
  let separator = ''
  for (let next = await blocks.next(); ; next = await blocks.next()) {
    if (next.done === true) {
      yield `],"withNobody":${JSON.stringify(next.value)}}`
      return
    }
    yield `${separator}${JSON.stringify(next.value)}`
    separator = ','
  }
}

/** What can be asked for. */
export const readChoices = (call: Call): Promise<AnalyticsChoices> =>
  inReading(call, async (tx) => {
    const { tenantId, viewer, now } = call
    const seesAll = canSeeDashboard(viewer)
    const plans = await plansToAsk(tx, tenantId)
    const since = plans
      .flatMap(({ periods }) => periods)
      .reduce((first, period) => (period < first ? period : first), dayOf(now).slice(0, 7))
    const units = await unitsToAsk(tx, tenantId, `${since.slice(0, 4)}-01-01`, seesAll ? null : unitsActedFor(viewer))
    const standing = units.filter(({ lastDay }) => lastDay === null)
    return {
      plans: plans.map(({ id, title, periods, indicators }) => ({ id, title, periods: [...periods], indicators: [...indicators] })),
      period: (await closedPeriod(tx, tenantId, dayOf(now))) ?? null,
      seesAll,
      groups: seesAll ? [...new Set(standing.map(({ group }) => group))].filter((group) => group !== 'committee') : [],
      units: units.filter(({ group }) => group !== 'committee'),
    }
  })
