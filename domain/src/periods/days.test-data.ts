import fc from 'fast-check'
import { addDays } from './day.ts'

/** Any day of this century. */
export const anyDay = fc.integer({ min: 0, max: 36_524 }).map((count) => addDays('2000-01-01', count))
