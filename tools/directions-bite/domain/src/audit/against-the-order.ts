// bites: domain-order-audit
export type * from '../units/unit.ts'
