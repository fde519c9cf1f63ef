export type { Day } from '@haidang/documents/docx/read'
