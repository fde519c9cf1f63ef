import { catalogue } from './catalogue.ts'
import { myWorkEn } from './my-work.en.ts'
import { myWorkVi } from './my-work.vi.ts'

export const myWorkWords = catalogue(myWorkVi, myWorkEn)
