// bites: domain-order-tasks
export type * from '../plans/plan.ts'
