import type { Day } from '../periods/day.ts'

/** An `area` is a level above: a province, and until 1 July 2025 a district. */
export const unitGroups = ['committee', 'department', 'agency', 'ward', 'area'] as const
export type UnitGroup = (typeof unitGroups)[number]

/** The groups that report; the steering committee receives, and an area is where others are. */
export type ReportingGroup = Exclude<UnitGroup, 'committee' | 'area'>

/** Who heads a unit, and by what post: "Chủ tịch UBND phường". */
export type UnitHead = { readonly name: string; readonly post: string }

/**
 * One version of a unit: what it was called and where it stood from `validFrom` until just before `validTo`. The id is the
 * identity; names and codes change and are reused.
 */
export type Unit = {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly group: UnitGroup
  /** "phường", "xã", "quận" … as the register says it. */
  readonly kind?: string
  /** The official code; of one unit on any day, and of another on the next. */
  readonly code?: string
  /** Mã định danh điện tử of Decision 20/2020/QĐ-TTg, "000.00.00.H41": of one unit on any day, as the code is. */
  readonly identifier?: string
  readonly head?: UnitHead
  readonly parentId?: string
  readonly validFrom: Day
  /** The first day on which this version no longer holds. */
  readonly validTo?: Day
}

export type ReportingUnit = Unit & { readonly group: ReportingGroup }

/** The units as they stood on a day. */
export function unitsOn(versions: readonly Unit[], day: Day): readonly Unit[] {
  return versions.filter((unit) => standsOn(unit, day))
}

/** A unit as it stood on a day; `undefined` before its foundation and after its end. */
export function unitAt(versions: readonly Unit[], id: string, day: Day): Unit | undefined {
  return versions.find((unit) => unit.id === id && standsOn(unit, day))
}

export function isReportingUnit(unit: Unit): unit is ReportingUnit {
  return unit.group !== 'committee' && unit.group !== 'area'
}

function standsOn(unit: Unit, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === undefined || day < unit.validTo)
}

/** An identifier as it is written, in capitals; `undefined` for what is none, such as an official code, which has no letter. */
export function parseIdentifier(text: string): string | undefined {
  const written = text.trim().toUpperCase()
  // Decision 20/2020/QĐ-TTg: at most 35 of A to Z and 0 to 9, in groups between points.
  const isOne = written.length <= 35 && /^[\dA-Z]+(?:\.[\dA-Z]+)*$/u.test(written) && /[A-Z]/u.test(written)
  return isOne ? written : undefined
}
