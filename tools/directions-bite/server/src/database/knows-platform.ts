// bites: database-knows-only-itself
export type { Call } from '../platform/call.ts'
