export type { Day } from '@haidang/domain/reports/report'
