// bites: domain-order-operations
export type * from '../reports/report.ts'
