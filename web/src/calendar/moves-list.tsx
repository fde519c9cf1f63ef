import type { CalendarMoves } from '@haidang/api/calendar'
import { formatInstant, formatPeriod, whyMoved } from '../app/format.ts'
import { Banner } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { calendarWords } from '../words/calendar.ts'

/** "17 báo cáo tháng 6/2024 từ 17:00 12/6/2024 sang 17:00 13/6/2024": what a change of the calendar does to dues that are ahead. */
export function MovesList({ moves: { moved, past } }: { readonly moves: CalendarMoves }) {
  const words = useWords(calendarWords).moves
  const what = ({ level, count, period }: CalendarMoves['past'][number]): string =>
    level === 'unit' ? words.unit(String(count), formatPeriod(period)) : words.city(formatPeriod(period))
  const count = moved.reduce((sum, one) => sum + one.count, 0)
  return (
    <div role="status">
      <Banner tone={moved.length + past.length === 0 ? 'good' : 'warn'} title={count === 0 ? words.none : words.sum(String(count))}>
        {moved.length + past.length === 0 ? null : (
          <ul className="plain-list figures">
            {moved.map((one) => (
              <li key={`${one.planId} ${one.period} ${one.level} ${one.from}`}>
                {what(one)} <strong>{words.fromTo(formatInstant(one.from), formatInstant(one.to))}</strong>
                {one.movedBecause === null ? null : `, ${words.because(whyMoved(one.movedBecause))}`}
                <div className="soft small">{one.planTitle}</div>
              </li>
            ))}
            {past.map((one) => (
              <li key={`${one.planId} ${one.period} ${one.level} ${one.from}`}>
                {words.past(what(one), formatInstant(one.from))}
                <div className="soft small">{one.planTitle}</div>
              </li>
            ))}
          </ul>
        )}
      </Banner>
    </div>
  )
}
