import { calendarEn } from './calendar.en.ts'
import { calendarVi } from './calendar.vi.ts'
import { catalogue } from './catalogue.ts'

export const calendarWords = catalogue(calendarVi, calendarEn)
