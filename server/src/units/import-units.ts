import { createHash } from 'node:crypto'
import { canonicalJson } from '@haidang/domain/audit/canonical-json'
import { dayOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { unitsOn } from '@haidang/domain/units/unit'
import type { Unit, UnitGroup } from '@haidang/domain/units/unit'
import { v7 as newId } from 'uuid'
import { audit } from '../platform/audit.ts'
import type { Call } from '../platform/call.ts'
import { inTransaction } from '../platform/transaction.ts'
import { foundUnits, holdRegister, unitVersions } from './store.ts'

/** A line of a list of units; empty text where it says nothing. */
export type UnitRow = {
  readonly line: number
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
  readonly kind: string
  readonly code: string
  /** The code of the unit above, of this list or of the register on the day. */
  readonly parentCode: string
}

export type UnitFault = {
  readonly line: number
  readonly field: 'code' | 'parentCode'
  readonly value: string
  readonly fault: 'twice' | 'unknown'
}
export type UnitsImported = { readonly added: number } | { readonly refused: 'rowsAtFault'; readonly faults: readonly UnitFault[] }

/** More units than this are told in the line by their number and digest. */
const listedUnits = 500

/** Adds the units of a list that are not there on the day, by code and else by name, in its order and from the day on; all or none. */
export const importUnits = (call: Call, rows: readonly UnitRow[], since?: Day): Promise<UnitsImported> =>
  inTransaction<UnitsImported>(call, async (tx) => {
    const day = since ?? `${dayOf(call.now).slice(0, 4)}-01-01`
    await holdRegister(tx, call.tenantId)
    const standing = unitsOn(await unitVersions(tx, call.tenantId), day)
    const codes = new Map(standing.flatMap(({ id, code }) => (code === undefined ? [] : [[code, id]])))
    const names = new Set(standing.map(({ name }) => name))
    const namesWithoutCode = new Set(standing.filter(({ code }) => code === undefined).map(({ name }) => name))
    const isThere = ({ code, name }: UnitRow): boolean => (code === '' ? names.has(name) : codes.has(code) || namesWithoutCode.has(name))
    const added = rows.filter((row) => !isThere(row)).map((row) => ({ ...row, id: newId() }))
    const faults: UnitFault[] = []
    for (const { id, code, line } of added) {
      if (code === '') continue
      if (codes.has(code)) faults.push({ line, field: 'code', value: code, fault: 'twice' })
      codes.set(code, id)
    }
    for (const { line, parentCode } of added)
      if (parentCode !== '' && !codes.has(parentCode)) faults.push({ line, field: 'parentCode', value: parentCode, fault: 'unknown' })
    if (faults.length > 0) return { refused: 'rowsAtFault', faults }
    if (added.length === 0) return { added: 0 }

    const units = added.map(({ id, name, shortName, group, kind, code, parentCode }): Unit => {
      const parentId = codes.get(parentCode)
      return {
        id,
        name,
        shortName,
        group,
        validFrom: day,
        ...(kind === '' ? {} : { kind }),
        ...(code === '' ? {} : { code }),
        ...(parentId === undefined ? {} : { parentId }),
      }
    })
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
    return { added: added.length }
  })
