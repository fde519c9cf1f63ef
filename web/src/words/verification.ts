import { catalogue } from './catalogue.ts'
import { verificationEn } from './verification.en.ts'
import { verificationVi } from './verification.vi.ts'

export const verificationWords = catalogue(verificationVi, verificationEn)
