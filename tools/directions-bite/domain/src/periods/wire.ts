// bites: domain-is-pure
export type { Day } from '@haidang/api/reports'
