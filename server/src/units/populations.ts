import { mostPeople } from '@haidang/api/units'
import type { RecordPopulation } from '@haidang/api/units'
import { canAdminister } from '@haidang/domain/access/roles'
import type { Day, Instant } from '@haidang/domain/periods/day'
import { dayOf } from '@haidang/domain/periods/day'
import { isWhole, parseVietnameseNumber } from '@haidang/domain/quantities/decimal'
import type { PopulationCount } from '@haidang/domain/units/population'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { problem } from '../platform/problems.ts'
import { inTransaction } from '../platform/transaction.ts'
import type { Tx } from '../platform/transaction.ts'
import { holdRegister, unitsOnDay, wasEverFounded } from './store.ts'

/** What an administrator says of one unit on its page. Counting the same again changes nothing. */
export const recordPopulation = (call: Call, unitId: string, { countedOn, people, source }: RecordPopulation): Promise<void> =>
  inTransaction(call, async (tx) => {
    if (!canAdminister(call.viewer)) throw problem('notAllowed')
    if (!(await wasEverFounded(tx, call.tenantId, unitId))) throw problem('notFound')
    if (countedOn > dayOf(call.now)) throw problem('badInput', { fields: [{ path: 'countedOn', message: 'is not over' }] })
    await record(tx, call, [{ unitId, people }], { countedOn, source })
  })

/** A line of a list of counts: a unit by its code, else by its name. */
export type PopulationRow = { readonly line: number; readonly code: string; readonly name: string; readonly people: string }
export type PopulationFault = {
  readonly line: number
  readonly fault: 'unknownUnit' | 'severalUnits' | 'notACount' | 'twice'
  readonly value: string
}
export type PopulationsImported =
  | { readonly changed: number }
  | { readonly refused: 'rowsAtFault'; readonly faults: readonly PopulationFault[] }

/** Counts of many units on one day, all or none; units are looked for among those that stand on it. */
export const importPopulations = (
  call: Call,
  rows: readonly PopulationRow[],
  { countedOn, source }: { readonly countedOn: Day; readonly source: string },
): Promise<PopulationsImported> =>
  inTransaction<PopulationsImported>(call, async (tx) => {
    await holdRegister(tx, call.tenantId)
    const standing = await unitsOnDay(tx, call.tenantId, countedOn)
    const faults: PopulationFault[] = []
    const counts = new Map<string, Counted>()
    for (const { line, code, name, people } of rows) {
      const [unit, ...others] = standing.filter((one) => (code === '' ? one.name === name : one.code === code))
      const value = code === '' ? name : code
      const count = parseVietnameseNumber(people)
      if (unit === undefined) faults.push({ line, fault: 'unknownUnit', value })
      else if (others.length > 0) faults.push({ line, fault: 'severalUnits', value })
      else if (!isCount(count)) faults.push({ line, fault: 'notACount', value: people })
      else if (counts.has(unit.id)) faults.push({ line, fault: 'twice', value })
      else counts.set(unit.id, { unitId: unit.id, people: Number(count) })
    }
    if (faults.length > 0) return { refused: 'rowsAtFault', faults }
    return { changed: await record(tx, call, [...counts.values()], { countedOn, source }) }
  })

const isCount = (count: string | undefined): boolean =>
  count !== undefined && isWhole(count) && Number(count) > 0 && Number(count) <= mostPeople

type Counted = Pick<PopulationCount, 'unitId' | 'people'>

/** Keeps the counts of one day, and what was known before as that; answers how many are others than before. */
async function record(
  tx: Tx,
  call: Call,
  counts: readonly Counted[],
  { countedOn, source: given }: { readonly countedOn: Day; readonly source: string },
): Promise<number> {
  const { tenantId, now } = call
  const source = given.normalize('NFC')
  await holdRegister(tx, tenantId)
  const units = await tx.raw<{ readonly unitId: string; readonly before: number | null; readonly people: number }>(
    `select s."unitId", p.people before, s.people from jsonb_to_recordset($3) as s ("unitId" uuid, people bigint)
       left join unit_populations p on p.tenant_id = $1 and p.unit_id = s."unitId" and p.counted_on = $2 and p.known_until is null
      where (p.people, p.source) is distinct from (s.people, $4) order by 1`,
    [tenantId, countedOn, JSON.stringify(counts), source],
  )
  if (units.length === 0) return 0
  const [known] = await tx.raw<{ readonly moment: Instant }>(
    `select greatest($2::timestamptz, max(greatest(known_from, known_until)) + interval '1 millisecond') moment
       from unit_populations where tenant_id = $1`,
    [tenantId, now],
  )
  const moment = known?.moment ?? now
  await tx.raw(
    `update unit_populations set known_until = $3 where tenant_id = $1 and counted_on = $2 and known_until is null and unit_id = any($4::uuid[])`,
    [tenantId, countedOn, moment, units.map(({ unitId }) => unitId)],
  )
  await tx.raw(
    `insert into unit_populations (tenant_id, unit_id, counted_on, known_from, people, source)
     select $1, s."unitId", $2, $3, s.people, $5 from jsonb_to_recordset($4) as s ("unitId" uuid, people bigint)`,
    [tenantId, countedOn, moment, JSON.stringify(units), source],
  )
  await audit(tx, call, {
    stream: 'office',
    action: 'populationsRecorded',
    subject: String(tenantId),
    detail: { countedOn, source, units },
  })
  return units.length
}
