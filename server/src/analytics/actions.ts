import type { AnalyticsChoices, AnalyticsQuery } from '@haidang/api/analytics'
import { canSeeDashboard, unitsActedFor } from '@haidang/domain/access/roles'
import { dayOf } from '@haidang/domain/periods/day'
import type { Call } from '../platform/call.ts'
import { inReading, piecesInReading } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { adxOf } from './adx.ts'
import { ask } from './ask.ts'
import type { Answer } from './ask.ts'
import { csvOf } from './csv.ts'
import type { Sender } from './exchange.ts'
import { questionOf } from './question-of.ts'
import { sdmxJsonOf, sdmxStructureOf } from './sdmx-json.ts'
import { sdmxCsvOf } from './sdmx.ts'
import { closedPeriod, officeRow, plansToAsk, unitsToAsk } from './store.ts'

/** The figures that are asked for, as text that is read from the database as it is taken. */
export function readAnalytics(call: Call, query: AnalyticsQuery): AsyncGenerator<string> {
  const question = questionOf(call, query)
  return piecesInReading(call, async function* (tx) {
    const answer = await ask(tx, question)
    yield* written(answer, query, { ...(await officeRow(tx, call.tenantId)), sentAt: call.now })
  })
}

function written(answer: Answer, query: AnalyticsQuery, sender: Sender): AsyncIterable<string> | Iterable<string> {
  switch (query.format) {
    case 'json':
      return jsonOf(answer)
    case 'csv':
      return csvOf(answer, query)
    case 'adx':
      return adxOf(answer, sender)
    case 'sdmx-csv':
      return sdmxCsvOf(answer, sender)
    case 'sdmx-json':
      return sdmxJsonOf(answer, sender)
    case 'sdmx-structure':
      return [sdmxStructureOf(answer.head, sender)]
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

export type KnownFigure = {
  readonly numerator: string | null
  readonly denominator: string | null
  readonly result: string | null
  /** How many approved figures are in it. */
  readonly figures: number
  readonly isEstimated: boolean
  readonly words: string | null
}

/** What was known at a moment of a period of a plan on one unit or area, by indicator; what nobody owed is not in it. */
export async function figuresOfUnitKnownAt(
  tx: Tx,
  call: Call,
  unitId: string,
  { period, ...asked }: Required<Pick<AnalyticsQuery, 'lens' | 'knownAt' | 'planId'>> & { readonly period: string },
): Promise<ReadonlyMap<string, KnownFigure>> {
  const { head, blocks } = await ask(tx, questionOf(call, { ...asked, unitIds: [unitId], from: period, to: period }))
  const number = head.units.find(({ id }) => id === unitId)?.number
  const known = new Map<string, KnownFigure>()
  for await (const { indicatorId, at, numerators, denominators, values, words, approved, estimated } of blocks)
    for (const [index, unit] of at.entries())
      if (unit === number)
        known.set(indicatorId, {
          numerator: numerators[index] ?? null,
          denominator: denominators[index] ?? null,
          result: values[index] ?? null,
          figures: approved[index] ?? 0,
          isEstimated: estimated.includes(unit),
          words: words?.[index] ?? null,
        })
  return known
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
