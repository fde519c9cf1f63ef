import { catalogue } from './catalogue.ts'
import { workbooksEn } from './workbooks.en.ts'
import { workbooksVi } from './workbooks.vi.ts'

export const workbooksWords = catalogue(workbooksVi, workbooksEn)
