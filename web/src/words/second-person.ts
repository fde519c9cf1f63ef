import { secondPersonEn } from './second-person.en.ts'
import { secondPersonVi } from './second-person.vi.ts'
import { catalogue } from './catalogue.ts'

export const secondPersonWords = catalogue(secondPersonVi, secondPersonEn)
