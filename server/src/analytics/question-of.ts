import { analyticsLimits } from '@haidang/api/analytics'
import type { AnalyticsQuery } from '@haidang/api/analytics'
import { canSeeDashboard, canSeeFiguresOf } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import { isSpan } from '@haidang/domain/periods/period'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import type { Question } from './question.ts'

type Asked = Omit<AnalyticsQuery, 'format' | 'heads' | 'decimals' | 'bom'>

/** The question of a request, where its viewer may ask it. */
export function questionOf({ viewer, tenantId, now }: Call, query: Asked): Question {
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
