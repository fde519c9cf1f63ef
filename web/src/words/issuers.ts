import { catalogue } from './catalogue.ts'
import { issuersEn } from './issuers.en.ts'
import { issuersVi } from './issuers.vi.ts'

export const issuersWords = catalogue(issuersVi, issuersEn)
