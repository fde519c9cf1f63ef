// bites: the-wire-knows-only-the-domain
export type { Day } from '@haidang/documents/docx/read'
