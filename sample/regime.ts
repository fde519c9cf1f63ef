import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { dueOf } from '@haidang/domain/periods/regime'
import type { Due, DueLevel, Regime } from '@haidang/domain/periods/regime'
import { reportingClause } from './plan-document.ts'

/** The plan's part V.1 and V.2 as data; the closing hour and the rule for days off are the sample's own settings. */
export const regime = {
  id: 'sample',
  name: 'Báo cáo tháng về chuyển đổi số',
  frequency: 'monthly',
  window: { from: { shift: -1, date: 10 }, to: { shift: 0, date: 10 } },
  due: { unit: { kind: 'day', shift: 0, date: 12 }, city: { kind: 'day', shift: 0, date: 25 } },
  closingTime: '17:00',
  dayOff: 'next',
  quote: reportingClause,
  outline: ['results', 'shortcomings', 'remedies'],
  asksFigures: true,
} as const satisfies Regime

export const dueIn = (period: string, level: DueLevel): Due => dueOf(regime, period, level, nationalCalendar)
