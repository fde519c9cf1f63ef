// bites: domain-order-periods
export type * from '../units/unit.ts'
