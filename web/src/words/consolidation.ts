import { catalogue } from './catalogue.ts'
import { consolidationEn } from './consolidation.en.ts'
import { consolidationVi } from './consolidation.vi.ts'

export const consolidationWords = catalogue(consolidationVi, consolidationEn)
