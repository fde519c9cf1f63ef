// bites: documents-know-only-the-domain
export type { Day } from '@haidang/api/reports'
