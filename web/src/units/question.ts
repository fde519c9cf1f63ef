import { isDay } from '@haidang/domain/periods/day'

/**
 * What is asked of the register of units, as the address says it: `/don-vi?ngay=2025-06-30&tim=phuong 1`, `/don-vi?xem=ban-do&trong=ID` for the
 * map of the units under one.
 */
export type Question = {
  readonly on: string | null
  readonly q: string
  readonly isMap?: boolean
  readonly within?: string | undefined
}

export function questionIn(query: URLSearchParams): Question {
  const day = query.get('ngay')
  const within = query.get('trong')
  return {
    on: day !== null && isDay(day) ? day : null,
    q: query.get('tim') ?? '',
    isMap: query.get('xem') === 'ban-do',
    ...(within === null ? {} : { within }),
  }
}

export function addressOf({ on, q, isMap = false, within }: Question): string {
  const query = new URLSearchParams({
    ...(on === null ? {} : { ngay: on }),
    ...(q.trim() === '' ? {} : { tim: q }),
    ...(isMap ? { xem: 'ban-do', ...(within === undefined ? {} : { trong: within }) } : {}),
  })
  return query.size === 0 ? '/don-vi' : `/don-vi?${query.toString()}`
}

/** A unit's page, as on a day where one is asked for. */
export const unitAddress = (id: string, on: string | null): string => (on === null ? `/don-vi/${id}` : `/don-vi/${id}?ngay=${on}`)
