export type { A } from './ring-a.ts'
export type B = string
