import type { Day } from '../periods/day.ts'
import { unitsOn } from '../units/unit.ts'
import type { Unit } from '../units/unit.ts'
import { addresseesOf, fold, isNobody } from './addressees.ts'
import { printedDay } from './doubt-words.ts'
import type { Doubt, Passage, Reading } from './reading.ts'

type Named = { readonly name: string; readonly places: readonly Passage[] }

/**
 * Units that a directive names and that the register of the document's day does not have: some stood on another day, and those outside the
 * office are told in one doubt, since a directive from above names many.
 */
export function unitDoubts(reading: Reading, versions: readonly Unit[], day: Day): readonly Doubt[] {
  const standing = unitsOn(versions, day)
  const missing = namesOf(reading).filter(({ name }) => isNobody(addresseesOf(name, standing)) && !isNameOf(name, standing))
  const ofAnotherDay = missing.flatMap((named) => doubtOfAnotherDay(named, versions, day))
  const unknown = missing.filter(({ name }) => versionsNamed(name, versions).length === 0)
  return [...ofAnotherDay, ...unknownUnits(unknown, day)]
}

/** People, whoever is meant, and what a sentence says of a group that nobody counts: no names of units. */
const noUnit =
  /^(?:cac|nhung|toan|moi|tung|don vi|co quan|dong chi|ong|ba|chu tich|pho chu tich|giam doc|thu truong|truong|lanh dao|nguoi|can bo|to chuc|ca nhan|doanh nghiep)\b/u

/** Every body that is to do something, in the order of the document, with all the places where it is named. */
function namesOf({ tasks, indicators, reporting }: Reading): readonly Named[] {
  const mentions = [
    ...tasks.flatMap(({ lead, cooperating, start, end }) => [lead ?? [], cooperating].flat().map((name) => ({ name, start, end }))),
    ...indicators.flatMap(({ lead, start, end }) => (lead === undefined ? [] : [{ name: lead, start, end }])),
    ...reporting.flatMap(({ who, start, end }) => [who ?? []].flat().map((name) => ({ name, start, end }))),
  ].filter(({ name }) => /^\p{Lu}/u.test(name) && !noUnit.test(fold(name)))
  return [...Map.groupBy(mentions, ({ name }) => fold(name)).values()]
    .map((those) => ({ name: those[0]?.name ?? '', places: those.map(({ start, end }) => ({ start, end })) }))
    .toSorted((a, b) => (a.places[0]?.start ?? 0) - (b.places[0]?.start ?? 0))
}

/** A steering committee receives and does not report, so that it is nobody's addressee, but it stands in the register. */
const isNameOf = (name: string, units: readonly Unit[]): boolean =>
  units.some((unit) => fold(unit.name) === fold(name) || fold(unit.shortName) === fold(name))

const versionsNamed = (name: string, versions: readonly Unit[]): readonly Unit[] =>
  versions.filter((version) => isNameOf(name, [version]) || !isNobody(addresseesOf(name, [version])))

function doubtOfAnotherDay({ name, places }: Named, versions: readonly Unit[], day: Day): readonly Doubt[] {
  const [first] = places
  const named = versionsNamed(name, versions)
  if (first === undefined || named.length === 0) return []
  const last = named.filter(({ validTo }) => validTo !== undefined && validTo <= day).at(-1)
  const coming = named.find(({ validFrom }) => validFrom > day)
  const when = last ? `không còn từ ngày ${printedDay(last.validTo ?? '')}` : `đến ngày ${printedDay(coming?.validFrom ?? '')} mới có`
  const today = last
    ? versions.find(({ id, validFrom, validTo }) => id === last.id && validFrom <= day && (validTo === undefined || day < validTo))
    : undefined
  const successor = today ? `; nay là "${today.name}"` : ''
  return [
    {
      code: 'unitOfAnotherDay',
      message: `"${name}" ${when}, văn bản ghi ngày ${printedDay(day)}${successor} (${places.length} chỗ).`,
      ...first,
      ...several(places),
    },
  ]
}

const mostNamed = 6

function unknownUnits(unknown: readonly Named[], day: Day): readonly Doubt[] {
  const places = unknown.flatMap((one) => one.places)
  const [first] = places
  if (first === undefined) return []
  const names = unknown.map(({ name }) => `"${name}"`)
  const some =
    names.length > mostNamed ? `${names.slice(0, mostNamed).join(', ')} và ${names.length - mostNamed} đơn vị khác` : names.join(', ')
  return [
    {
      code: 'unknownUnit',
      message: `${names.length} đơn vị không có trong danh sách đơn vị ngày ${printedDay(day)}: ${some}.`,
      ...first,
      places,
    },
  ]
}

const several = (places: readonly Passage[]): { readonly places?: readonly Passage[] } => (places.length > 1 ? { places } : {})
