import { catalogue } from './catalogue.ts'
import { signaturesEn } from './signatures.en.ts'
import { signaturesVi } from './signatures.vi.ts'

export const signaturesWords = catalogue(signaturesVi, signaturesEn)
