// bites: domain-order-reports
export type * from '../consolidation/consolidate.ts'
