import { appEn } from './app.en.ts'
import { appVi } from './app.vi.ts'
import { catalogue } from './catalogue.ts'

export const appWords = catalogue(appVi, appEn)
