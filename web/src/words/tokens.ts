import { catalogue } from './catalogue.ts'
import { tokensEn } from './tokens.en.ts'
import { tokensVi } from './tokens.vi.ts'

export const tokensWords = catalogue(tokensVi, tokensEn)
