// bites: domain-order-feeds
export type * from '../tasks/task.ts'
