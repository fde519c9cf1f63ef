export type { Day } from '../reports/report.ts'
