import type { Day } from '../periods/day.ts'

export type Unit = { readonly since: Day }
