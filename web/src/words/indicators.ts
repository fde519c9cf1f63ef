import { catalogue } from './catalogue.ts'
import { indicatorsEn } from './indicators.en.ts'
import { indicatorsVi } from './indicators.vi.ts'

export const indicatorsWords = catalogue(indicatorsVi, indicatorsEn)
