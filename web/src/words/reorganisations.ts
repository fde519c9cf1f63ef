import { catalogue } from './catalogue.ts'
import { reorganisationsEn } from './reorganisations.en.ts'
import { reorganisationsVi } from './reorganisations.vi.ts'

export const reorganisationsWords = catalogue(reorganisationsVi, reorganisationsEn)
