import { catalogue } from './catalogue.ts'
import { keysEn } from './keys.en.ts'
import { keysVi } from './keys.vi.ts'

export const keysWords = catalogue(keysVi, keysEn)
