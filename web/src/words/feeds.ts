import { catalogue } from './catalogue.ts'
import { feedsEn } from './feeds.en.ts'
import { feedsVi } from './feeds.vi.ts'

export const feedsWords = catalogue(feedsVi, feedsEn)
