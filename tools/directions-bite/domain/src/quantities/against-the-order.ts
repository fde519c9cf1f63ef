// bites: domain-order-quantities
export type * from '../periods/day.ts'
