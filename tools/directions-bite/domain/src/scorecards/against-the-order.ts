// bites: domain-order-scorecards
export type * from '../consolidation/consolidate.ts'
