export type { Unit } from '../field-reports/field-report.ts'
