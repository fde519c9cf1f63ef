import { delegationsEn } from './delegations.en.ts'
import { delegationsVi } from './delegations.vi.ts'
import { catalogue } from './catalogue.ts'

export const delegationsWords = catalogue(delegationsVi, delegationsEn)
