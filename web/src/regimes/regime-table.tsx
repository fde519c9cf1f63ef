import './regimes.css'
import type { PeriodDates } from '@haidang/api/regimes'
import { addDays, dayOf, formatDay, timeOf } from '@haidang/domain/periods/day'
import { shortDay, shortPeriod, whyMoved } from '../app/format.ts'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { regimesWords } from '../words/regimes.ts'

/** Our reading of a regime, period by period: what counts, and the very instant at which it is too late. */
export function RegimeTable({ lines }: { readonly lines: readonly PeriodDates[] }) {
  const words = useWords(regimesWords).table
  if (lines.length === 0) return <p className="soft">{words.none}</p>
  return (
    <div className="regime-table">
      <Table
        caption={words.caption}
        rows={lines}
        rowKey={({ period }) => period}
        columns={[
          { key: 'period', head: words.period, rowHead: true, width: 'narrow', cell: ({ period }) => shortPeriod(period) },
          {
            key: 'window',
            head: words.window,
            width: 'narrow',
            cell: ({ window }) => (window === null ? '–' : windowText(window, words.windowOf)),
          },
          { key: 'unit', head: words.unitDue, cell: ({ unit }) => <DueAt due={unit} /> },
          { key: 'city', head: words.cityDue, cell: ({ city }) => <DueAt due={city} /> },
        ]}
      />
    </div>
  )
}

/** Days without their year, unless the window reaches into another. */
export function windowText({ from, to }: NonNullable<PeriodDates['window']>, say: (from: string, to: string) => string): string {
  const last = addDays(to, -1)
  return from.slice(0, 4) === last.slice(0, 4) ? say(shortDay(from), shortDay(last)) : say(formatDay(from), formatDay(last))
}

export function DueAt({ due: { nominal, at, movedBecause } }: { readonly due: PeriodDates['unit'] }) {
  const words = useWords(regimesWords).table
  return (
    <span className="due-at">
      {movedBecause === null ? null : (
        <span className="due-moved soft small">{words.moved(formatDay(nominal), whyMoved(movedBecause))} → </span>
      )}
      <span className="nowrap">{`${formatDay(dayOf(at))} ${timeOf(at)}`}</span>
    </span>
  )
}
