// bites: domain-order-plans
export type * from '../reports/report.ts'
