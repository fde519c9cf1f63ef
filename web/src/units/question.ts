import { isDay } from '@haidang/domain/periods/day'

/** What is asked of the register of units, as the address says it: `/don-vi?ngay=2025-06-30&tim=phuong 1`. */
export type Question = { readonly on: string | null; readonly q: string }

export function questionIn(query: URLSearchParams): Question {
  const day = query.get('ngay')
  return { on: day !== null && isDay(day) ? day : null, q: query.get('tim') ?? '' }
}

export function addressOf({ on, q }: Question): string {
  const query = new URLSearchParams({ ...(on === null ? {} : { ngay: on }), ...(q.trim() === '' ? {} : { tim: q }) })
  return query.size === 0 ? '/don-vi' : `/don-vi?${query.toString()}`
}
