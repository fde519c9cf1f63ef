// bites: domain-folder-unlisted
export type { Day } from './other.ts'
