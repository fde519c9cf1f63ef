import { catalogue } from './catalogue.ts'
import { sessionEn } from './session.en.ts'
import { sessionVi } from './session.vi.ts'

export const sessionWords = catalogue(sessionVi, sessionEn)
