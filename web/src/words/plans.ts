import { catalogue } from './catalogue.ts'
import { plansEn } from './plans.en.ts'
import { plansVi } from './plans.vi.ts'

export const plansWords = catalogue(plansVi, plansEn)
