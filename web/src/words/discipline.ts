import { catalogue } from './catalogue.ts'
import { disciplineEn } from './discipline.en.ts'
import { disciplineVi } from './discipline.vi.ts'

export const disciplineWords = catalogue(disciplineVi, disciplineEn)
