import { catalogue } from './catalogue.ts'
import { tasksEn } from './tasks.en.ts'
import { tasksVi } from './tasks.vi.ts'

export const tasksWords = catalogue(tasksVi, tasksEn)
