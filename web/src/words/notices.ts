import { catalogue } from './catalogue.ts'
import { noticesEn } from './notices.en.ts'
import { noticesVi } from './notices.vi.ts'

export const noticesWords = catalogue(noticesVi, noticesEn)
