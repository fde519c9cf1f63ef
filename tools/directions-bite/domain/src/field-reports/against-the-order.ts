// bites: domain-order-field-reports
export type * from '../operations/incident.ts'
