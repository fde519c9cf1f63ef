import type { UnitRef } from '@haidang/api/common'
import type { Day } from '@haidang/domain/periods/day'
import { unitsOn } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import type { UnitVersionsTable } from '../database/tables.ts'
import type { Call } from '../platform/call.ts'
import type { Tx } from '../platform/transaction.ts'

/** Every version of every unit of the office, in the order of the register. */
export async function unitVersions(tx: Tx, tenantId: number): Promise<readonly Unit[]> {
  const rows = await tx.q
    .selectFrom('unit_versions')
    .select(['unit_id', 'name', 'short_name', 'unit_group', 'parent_id', 'valid_from', 'valid_to'])
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .orderBy('name')
    .orderBy('valid_from')
    .execute()
  return rows.map(toUnit)
}

/** The register as it stood on a day. */
export async function unitsOnDay(tx: Tx, tenantId: number, day: Day): Promise<readonly Unit[]> {
  return unitsOn(await unitVersions(tx, tenantId), day)
}

export function unitRef({ id, name, shortName, group }: Unit): UnitRef {
  return { id, name, shortName, group }
}

/** A unit as it is founded: its identity and its first version. */
export type FoundedUnit = Omit<Unit, 'validTo'> & { readonly officialCode?: string }

/** Enters new units into the register, in the order given. */
export async function foundUnits(tx: Tx, call: Call, units: readonly FoundedUnit[]): Promise<void> {
  await tx.q
    .insertInto('units')
    .values(units.map(({ id }) => ({ tenant_id: call.tenantId, id, created_at: call.now })))
    .execute()
  await tx.q
    .insertInto('unit_versions')
    .values(
      units.map((unit, position) => ({
        tenant_id: call.tenantId,
        unit_id: unit.id,
        valid_from: unit.validFrom,
        valid_to: null,
        position,
        name: unit.name,
        short_name: unit.shortName,
        unit_group: unit.group,
        official_code: unit.officialCode ?? null,
        parent_id: unit.parentId ?? null,
        recorded_at: call.now,
      })),
    )
    .execute()
}

type UnitRow = Pick<UnitVersionsTable, 'unit_id' | 'name' | 'short_name' | 'unit_group' | 'parent_id' | 'valid_from' | 'valid_to'>

function toUnit(row: UnitRow): Unit {
  return {
    id: row.unit_id,
    name: row.name,
    shortName: row.short_name,
    group: row.unit_group,
    validFrom: row.valid_from,
    ...(row.parent_id === null ? {} : { parentId: row.parent_id }),
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  }
}
