import { catalogue } from './catalogue.ts'
import { ownTablesEn } from './own-tables.en.ts'
import { ownTablesVi } from './own-tables.vi.ts'

export const ownTablesWords = catalogue(ownTablesVi, ownTablesEn)
