// bites: domain-order-access
export type * from '../plans/plan.ts'
