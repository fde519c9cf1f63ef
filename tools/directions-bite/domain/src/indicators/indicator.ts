export type { Day } from '../periods/day.ts'
