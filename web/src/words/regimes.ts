import { catalogue } from './catalogue.ts'
import { regimesEn } from './regimes.en.ts'
import { regimesVi } from './regimes.vi.ts'

export const regimesWords = catalogue(regimesVi, regimesEn)
