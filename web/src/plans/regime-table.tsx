import { addDays, dayOf, formatDay, timeOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { shortDay, shortMonth, whyMoved } from '../app/format.ts'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { plansWords } from '../words/plans.ts'

export type RegimeLine = {
  readonly period: string
  readonly windowFrom: Day
  /** Half open: the first day that no longer counts. */
  readonly windowTo: Day
  readonly nominalDue: Day
  readonly dueAt: string
  readonly movedBecause: string | null
  readonly cityNominal: Day | null
  readonly cityDueAt: string
  readonly cityMovedBecause: string | null
}

/** Our reading of a regime, period by period: what counts, and the very instant at which it is too late. */
export function RegimeTable({ lines }: { readonly lines: readonly RegimeLine[] }) {
  const words = useWords(plansWords).regime
  if (lines.length === 0) return <p className="soft">{words.none}</p>
  return (
    <div className="regime-table">
      <Table
        caption={words.table}
        rows={lines}
        rowKey={({ period }) => period}
        columns={[
          { key: 'period', head: words.period, rowHead: true, width: 'narrow', cell: ({ period }) => shortMonth(period) },
          {
            key: 'window',
            head: words.window,
            width: 'narrow',
            cell: ({ windowFrom, windowTo }) => words.windowOf(shortDay(windowFrom), shortDay(addDays(windowTo, -1))),
          },
          {
            key: 'unit',
            head: words.unitDue,
            cell: ({ nominalDue, dueAt, movedBecause }) => <DueAt nominal={nominalDue} at={dueAt} movedBecause={movedBecause} />,
          },
          {
            key: 'city',
            head: words.cityDue,
            cell: ({ cityNominal, cityDueAt, cityMovedBecause }) => (
              <DueAt nominal={cityNominal} at={cityDueAt} movedBecause={cityMovedBecause} />
            ),
          },
        ]}
      />
    </div>
  )
}

function DueAt({ nominal, at, movedBecause }: { readonly nominal: Day | null; readonly at: string; readonly movedBecause: string | null }) {
  const words = useWords(plansWords).regime
  return (
    <span className="due-at">
      {movedBecause !== null && nominal !== null ? (
        <span className="due-moved soft small">{words.moved(formatDay(nominal), whyMoved(movedBecause))} → </span>
      ) : null}
      <span className="nowrap">{`${formatDay(dayOf(at))} ${timeOf(at)}`}</span>
    </span>
  )
}
