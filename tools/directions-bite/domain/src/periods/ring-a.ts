// bites: no-cycles
export type { B } from './ring-b.ts'
export type A = string
