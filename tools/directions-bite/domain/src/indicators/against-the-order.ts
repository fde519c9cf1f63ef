// bites: domain-order-indicators
export type * from '../tasks/task.ts'
