export type { Day } from '../plans/plan.ts'
