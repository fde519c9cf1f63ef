import { catalogue } from './catalogue.ts'
import { remindersEn } from './reminders.en.ts'
import { remindersVi } from './reminders.vi.ts'

export const remindersWords = catalogue(remindersVi, remindersEn)
