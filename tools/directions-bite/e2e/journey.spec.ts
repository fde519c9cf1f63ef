export type { Day } from '@haidang/api/reports'
