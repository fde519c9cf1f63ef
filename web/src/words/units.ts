import { catalogue } from './catalogue.ts'
import { unitsEn } from './units.en.ts'
import { unitsVi } from './units.vi.ts'

export const unitsWords = catalogue(unitsVi, unitsEn)
