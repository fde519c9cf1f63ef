import { accessEn } from './access.en.ts'
import { accessVi } from './access.vi.ts'
import { catalogue } from './catalogue.ts'

export const accessWords = catalogue(accessVi, accessEn)
