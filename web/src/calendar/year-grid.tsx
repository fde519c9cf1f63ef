import { addDays, dayFrom, dayOfWeek, lastDayOfMonth, paddedMonth, partsOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { useWords } from '../words/catalogue.ts'
import { calendarWords } from '../words/calendar.ts'
import type { ListedDay } from './days-of-year.ts'

/** Twelve months at a glance; what it shows stands in the table below in words. */
export function YearGrid({ year, days, today }: { readonly year: number; readonly days: readonly ListedDay[]; readonly today: Day }) {
  const words = useWords(calendarWords)
  const listed = new Map(days.map((entry) => [entry.day, entry]))
  return (
    <section aria-label={words.months} className="year">
      <div className="year-grid">
        {Array.from({ length: 12 }, (_, index) => (
          <Month key={index} first={dayFrom(year, index + 1, 1)} listed={listed} today={today} />
        ))}
      </div>
      <p className="year-legend small soft">
        <span className="year-day year-off">12</span> {words.legend.off}
        <span className="year-day year-work">12</span> {words.legend.work}
      </p>
    </section>
  )
}

function Month({ first, listed, today }: { readonly first: Day; readonly listed: ReadonlyMap<Day, ListedDay>; readonly today: Day }) {
  const words = useWords(calendarWords)
  const hasListed = [...listed.keys()].some((day) => day.slice(0, 7) === first.slice(0, 7))
  const { w1, w2, w3, w4, w5, w6, w7 } = words.weekdays
  return (
    <table className={hasListed ? 'year-month' : 'year-month year-plain'}>
      <caption>{words.month(paddedMonth(partsOf(first).month))}</caption>
      <thead>
        <tr>
          {[w1, w2, w3, w4, w5, w6, w7].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(first).map((week) => (
          <tr key={week[0]}>
            {week.map((day) =>
              day.slice(0, 7) === first.slice(0, 7) ? (
                <DayCell key={day} day={day} entry={listed.get(day)} isToday={day === today} />
              ) : (
                <td key={day} aria-hidden="true" />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day, entry, isToday }: { readonly day: Day; readonly entry: ListedDay | undefined; readonly isToday: boolean }) {
  const words = useWords(calendarWords)
  const { date } = partsOf(day)
  const isRest = [0, 6].includes(dayOfWeek(day))
  const look = entry ? `year-${entry.kind}` : isRest ? 'year-rest' : ''
  return (
    <td title={entry?.name} aria-current={isToday ? 'date' : undefined}>
      <span className={`year-day ${look} ${isToday ? 'year-today' : ''}`}>{date}</span>
      {entry ? <span className="visually-hidden">{` ${words.legend[entry.kind]}, ${entry.name}`}</span> : null}
    </td>
  )
}

/** The weeks that a month has a day in, from Monday. */
function weeksOf(first: Day): readonly (readonly Day[])[] {
  const last = lastDayOfMonth(first)
  const monday = addDays(first, -((dayOfWeek(first) + 6) % 7))
  return [0, 1, 2, 3, 4, 5]
    .map((week) => Array.from({ length: 7 }, (_, index) => addDays(monday, week * 7 + index)))
    .filter(([start = last]) => start <= last)
}
