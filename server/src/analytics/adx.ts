import type { Answer } from './ask.ts'
import { intervalOf, observationsIn, unitCode } from './exchange.ts'
import type { Sender } from './exchange.ts'

/** A group comes in parts where it has more than these values with the others of its period. */
const valuesAtOnce = 100_000

/**
 * The answer as ADX (IHE QRPH, urn:ihe:qrph:adx:2015): one group a unit, period and plan. An indicator is up to three data elements: its result by its
 * id, and what it is computed from with `_NUM` and `_DEN`. What is missing has no value, and a group without any is not there.
 */
export async function* adxOf({ head, blocks }: Answer, sender: Sender): AsyncGenerator<string> {
  const observations = observationsIn(head)
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<adx xmlns="urn:ihe:qrph:adx:2015" exported="${sender.sentAt}">\n`
  let groups = new Map<string, string[]>()
  let [period, count] = ['', 0]
  for await (const block of blocks) {
    if (block.period !== period || count > valuesAtOnce) {
      yield textOf(groups)
      groups = new Map()
      ;[period, count] = [block.period, 0]
    }
    for (const { indicator, unit, window, ...amounts } of observations(block)) {
      const values = [
        ...valueOf(indicator.id, amounts.value),
        ...valueOf(`${indicator.id}_NUM`, amounts.numerator),
        ...valueOf(`${indicator.id}_DEN`, amounts.denominator),
      ]
      if (values.length === 0) continue
      const group = `orgUnit="${unitCode(unit, sender)}" period="${intervalOf(window)}" dataSet="${window.planId}"`
      const known = groups.get(group) ?? []
      groups.set(group, known)
      known.push(...values)
      count += values.length
    }
  }
  yield `${textOf(groups)}</adx>\n`
}

const valueOf = (dataElement: string, value: string | null): readonly string[] =>
  value === null ? [] : [`    <dataValue dataElement="${dataElement}" value="${value}"/>\n`]

const textOf = (groups: ReadonlyMap<string, readonly string[]>): string =>
  [...groups].map(([group, values]) => `  <group ${group}>\n${values.join('')}  </group>\n`).join('')
