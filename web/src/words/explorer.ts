import { catalogue } from './catalogue.ts'
import { explorerEn } from './explorer.en.ts'
import { explorerVi } from './explorer.vi.ts'

export const explorerWords = catalogue(explorerVi, explorerEn)
