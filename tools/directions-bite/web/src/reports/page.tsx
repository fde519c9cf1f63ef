import type { Day } from '@haidang/api/reports'

export type Page = Day
