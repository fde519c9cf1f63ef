// bites: domain-order-meetings
export type * from '../plans/plan.ts'
