// bites: screens-know-only-the-wire
export type { Day } from '@haidang/documents/docx/read'
