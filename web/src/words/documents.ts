import { catalogue } from './catalogue.ts'
import { documentsEn } from './documents.en.ts'
import { documentsVi } from './documents.vi.ts'

export const documentsWords = catalogue(documentsVi, documentsEn)
