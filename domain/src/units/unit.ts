import type { Day } from '../periods/day.ts'

/** An `area` is a level above: a province, and until 1 July 2025 a district. */
export const unitGroups = ['committee', 'department', 'agency', 'ward', 'area'] as const
export type UnitGroup = (typeof unitGroups)[number]

/** The groups that report; the steering committee receives, and an area is where others are. */
export type ReportingGroup = Exclude<UnitGroup, 'committee' | 'area'>

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
