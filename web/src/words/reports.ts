import { catalogue } from './catalogue.ts'
import { reportsEn } from './reports.en.ts'
import { reportsVi } from './reports.vi.ts'

export const reportsWords = catalogue(reportsVi, reportsEn)
