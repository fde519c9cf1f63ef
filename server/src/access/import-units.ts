import { dayOf } from '@haidang/domain/periods/day'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'

export const unitGroups = ['committee', 'department', 'agency', 'ward'] as const
export type UnitRow = {
  readonly name: string
  readonly shortName: string
  readonly group: (typeof unitGroups)[number]
  readonly code: string | null
}

/** Adds the units that are not there yet by name, in the order of the list, from a day on; returns how many. */
export const importUnits = (call: Call, units: readonly UnitRow[], since?: string): Promise<number> =>
  inTransaction(call, async (tx) => {
    const day = since ?? `${dayOf(call.now).slice(0, 4)}-01-01`
    const present = await tx.q.selectFrom('unit_versions').select(['name', 'position']).where('tenant_id', '=', call.tenantId).execute()
    const names = new Set(present.map(({ name }) => name))
    const first = Math.max(-1, ...present.map(({ position }) => position)) + 1
    const added = units.filter(({ name }) => !names.has(name)).map((unit, index) => ({ ...unit, id: newId(), position: first + index }))
    if (added.length === 0) return 0

    await tx.q
      .insertInto('units')
      .values(added.map(({ id }) => ({ tenant_id: call.tenantId, id, created_at: call.now })))
      .execute()
    await tx.q
      .insertInto('unit_versions')
      .values(
        added.map(({ id, name, shortName, group, code, position }) => ({
          tenant_id: call.tenantId,
          unit_id: id,
          valid_from: day,
          valid_to: null,
          position,
          name,
          short_name: shortName,
          unit_group: group,
          official_code: code,
          parent_id: null,
          recorded_at: call.now,
        })),
      )
      .execute()
    await audit(tx, call, {
      stream: 'office',
      action: 'unitsImported',
      subject: String(call.tenantId),
      detail: { since: day, units: added.map(({ id, name, group, code }) => ({ id, name, group, code })) },
    })
    return added.length
  })
