import { catalogue } from './catalogue.ts'
import { extensionsEn } from './extensions.en.ts'
import { extensionsVi } from './extensions.vi.ts'

export const extensionsWords = catalogue(extensionsVi, extensionsEn)
