export type { Day } from '../indicators/indicator.ts'
