import { catalogue } from './catalogue.ts'
import { uiEn } from './ui.en.ts'
import { uiVi } from './ui.vi.ts'

export const uiWords = catalogue(uiVi, uiEn)
