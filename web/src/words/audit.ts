import { catalogue } from './catalogue.ts'
import { auditEn } from './audit.en.ts'
import { auditVi } from './audit.vi.ts'

export const auditWords = catalogue(auditVi, auditEn)
