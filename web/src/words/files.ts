import { catalogue } from './catalogue.ts'
import { filesEn } from './files.en.ts'
import { filesVi } from './files.vi.ts'

export const filesWords = catalogue(filesVi, filesEn)
