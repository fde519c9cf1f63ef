import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { dayOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { reorganisationFaults } from '@haidang/domain/units/reorganisation'
import type { ReorganisationFault } from '@haidang/domain/units/reorganisation'
import { parseIdentifier, unitsOn } from '@haidang/domain/units/unit'
import type { Unit } from '@haidang/domain/units/unit'
import type { UnitFault, UnitRow } from '@haidang/domain/units/unit-list'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import { foundUnits, holdRegister, unitVersions } from './store.ts'

export type UnitsImported =
  | { readonly since: Day; readonly added: readonly Unit[] }
  | { readonly refused: 'rowsAtFault'; readonly faults: readonly UnitFault[] }

/** More units than this are told in the line by their number and digest. */
const listedUnits = 500

/** Adds the units of a list that are not there on the day, by code and else by name, in its order and from the day on; all or none. A preview writes nothing. */
export const importUnits = (call: Call, rows: readonly UnitRow[], since?: Day, { preview = false } = {}): Promise<UnitsImported> =>
  inTransaction<UnitsImported>(call, async (tx) => {
    const day = since ?? `${dayOf(call.now).slice(0, 4)}-01-01`
    await holdRegister(tx, call.tenantId)
    const versions = await unitVersions(tx, call.tenantId)
    const standing = unitsOn(versions, day)
    const codes = new Map(standing.flatMap(({ id, code }) => (code === undefined ? [] : [[code, id]])))
    const names = new Set(standing.map(({ name }) => name))
    const namesWithoutCode = new Set(standing.filter(({ code }) => code === undefined).map(({ name }) => name))
    const isThere = ({ code, name }: UnitRow): boolean => (code === '' ? names.has(name) : codes.has(code) || namesWithoutCode.has(name))
    const added = rows.filter((row) => !isThere(row)).map((row) => ({ ...row, id: newId() }))
    for (const { id, code } of added) if (code !== '') codes.set(code, codes.get(code) ?? id)
    const faults = added.flatMap((row) => rowFaults(row, codes))
    if (faults.length > 0) return { refused: 'rowsAtFault', faults }
    if (added.length === 0) return { since: day, added: [] }

    const founded = added.map((row) => ({ ...asUnit(row, day, codes), line: row.line }))
    const parentCodes = new Map(added.map(({ line, parentCode }) => [line, parentCode]))
    const unlawful = reorganisationFaults(versions, { id: '', effectiveOn: day, becomes: founded, ends: [], edges: [] }).flatMap((fault) =>
      faultOfRow(fault, parentCodes.get(fault.line ?? 0)),
    )
    if (unlawful.length > 0) return { refused: 'rowsAtFault', faults: unlawful }
    const units = founded.map(({ line: _line, ...unit }) => unit)
    if (preview) return { since: day, added: units }
    await foundUnits(tx, call, units)
    const told = units.map(({ id, name, group, code }) => ({ id, name, group, code: code ?? null }))
    await audit(tx, call, {
      stream: 'office',
      action: 'unitsImported',
      subject: String(call.tenantId),
      detail: {
        since: day,
        ...(told.length <= listedUnits
          ? { units: told }
          : { size: told.length, digest: createHash('sha256').update(canonicalJson(told)).digest('hex') }),
      },
    })
    return { since: day, added: units }
  })

type Added = UnitRow & { readonly id: string }

function rowFaults(
  { line, parentCode, identifier = '', head = '', headPost = '' }: Added,
  codes: ReadonlyMap<string, string>,
): readonly UnitFault[] {
  return [
    ...(parentCode === '' || codes.has(parentCode) ? [] : [{ line, field: 'parentCode', value: parentCode, fault: 'unknown' } as const]),
    ...(identifier === '' || parseIdentifier(identifier)
      ? []
      : [{ line, field: 'identifier', value: identifier, fault: 'notAnIdentifier' } as const]),
    ...((head === '') === (headPost === '') ? [] : [{ line, field: head === '' ? 'head' : 'headPost', value: '', fault: 'half' } as const]),
  ]
}

function asUnit(row: Added, day: Day, codes: ReadonlyMap<string, string>): Unit {
  const { id, name, shortName, group, kind, code, head = '', headPost = '' } = row
  const parentId = codes.get(row.parentCode)
  const identifier = parseIdentifier(row.identifier ?? '')
  return {
    id,
    name,
    shortName,
    group,
    validFrom: day,
    ...(kind === '' ? {} : { kind }),
    ...(code === '' ? {} : { code }),
    ...(identifier === undefined ? {} : { identifier }),
    ...(head === '' ? {} : { head: { name: head, post: headPost } }),
    ...(parentId === undefined ? {} : { parentId }),
  }
}

/** What is added stands from the day on: it may bear nothing that another bears then or later, nor stand below itself. */
function faultOfRow(fault: ReorganisationFault, parentCode: string | undefined): readonly UnitFault[] {
  const { line = 0 } = fault
  if (fault.fault === 'codeTaken') return [{ line, field: 'code', value: fault.code, fault: 'twice' }]
  if (fault.fault === 'identifierTaken') return [{ line, field: 'identifier', value: fault.code, fault: 'twice' }]
  return fault.fault === 'ownAncestor' && parentCode !== undefined
    ? [{ line, field: 'parentCode', value: parentCode, fault: 'circle' }]
    : []
}
