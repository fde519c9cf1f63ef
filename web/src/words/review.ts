import { catalogue } from './catalogue.ts'
import { reviewEn } from './review.en.ts'
import { reviewVi } from './review.vi.ts'

export const reviewWords = catalogue(reviewVi, reviewEn)
