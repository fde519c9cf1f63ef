import { isDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { knownAtOf, knownDayIn, knownName } from '../app/known-day.ts'

/**
 * What is asked of the register of units, as the address says it: `/don-vi?ngay=2025-06-30&tim=phuong 1`, `/don-vi?xem=ban-do&trong=ID` for the
 * map of the units under one, `&da-biet=2025-05-20` by what was known by the end of that day.
 */
export type Question = {
  readonly on: Day | null
  readonly knownOn: Day | null
  readonly q: string
  readonly isMap?: boolean
  readonly within?: string | undefined
}

export function questionIn(query: URLSearchParams, today: Day): Question {
  const day = query.get('ngay')
  const within = query.get('trong')
  return {
    on: day !== null && isDay(day) ? day : null,
    knownOn: knownDayIn(query, today),
    q: query.get('tim') ?? '',
    isMap: query.get('xem') === 'ban-do',
    ...(within === null ? {} : { within }),
  }
}

export function addressOf({ on, knownOn, q, isMap = false, within }: Question): string {
  const query = new URLSearchParams({
    ...timesOf({ on, knownOn }),
    ...(q.trim() === '' ? {} : { tim: q }),
    ...(isMap ? { xem: 'ban-do', ...(within === undefined ? {} : { trong: within }) } : {}),
  })
  return query.size === 0 ? '/don-vi' : `/don-vi?${query.toString()}`
}

/** On which day, and by what was known when. */
export type Times = Pick<Question, 'on' | 'knownOn'>
const timesOf = ({ on, knownOn }: Times) => ({
  ...(on === null ? {} : { ngay: on }),
  ...(knownOn === null ? {} : { [knownName]: knownOn }),
})

/** A unit's page, as on a day where one is asked for. */
export function unitAddress(id: string, times: Times): string {
  const query = new URLSearchParams(timesOf(times))
  return query.size === 0 ? `/don-vi/${id}` : `/don-vi/${id}?${query.toString()}`
}

/** The register as the API is asked for it: of the day, else of that by which it was known. */
export function registerOf({ on, knownOn }: Times): string {
  const day = on ?? knownOn
  const query = new URLSearchParams({ ...(day === null ? {} : { on: day }), ...knownAt(knownOn) })
  return query.size === 0 ? '/api/units' : `/api/units?${query.toString()}`
}

/** The life of a unit as the API is asked for it; a life has all days. */
export function lifeOf(id: string, knownOn: Day | null): string {
  return knownOn === null ? `/api/units/${id}` : `/api/units/${id}?${new URLSearchParams(knownAt(knownOn)).toString()}`
}

/** The map of a day as the API is asked for it. */
export function mapAt({ on, knownOn, within }: Times & Pick<Question, 'within'>): string {
  const query = new URLSearchParams({
    ...(on === null ? {} : { on }),
    ...knownAt(knownOn),
    ...(within === undefined ? {} : { parent: within }),
  })
  return `/api/units/boundaries?${query.toString()}`
}

const knownAt = (knownOn: Day | null): Readonly<Record<string, string>> => (knownOn === null ? {} : { knownAt: knownAtOf(knownOn) })
