import { catalogue } from './catalogue.ts'
import { locksEn } from './locks.en.ts'
import { locksVi } from './locks.vi.ts'

export const locksWords = catalogue(locksVi, locksEn)
