// bites: domain-order-units
export type * from '../indicators/indicator.ts'
