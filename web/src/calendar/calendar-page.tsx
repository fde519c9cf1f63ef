import './calendar.css'
import type { OfficeCalendar } from '@haidang/api/calendar'
import { nationalCalendar } from '@haidang/domain/periods/calendar'
import { dayOf, formatDay, partsOf } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { formatInstant, weekdayOf } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { calendarWords } from '../words/calendar.ts'
import { remindersWords } from '../words/reminders.ts'
import { ChangeDialog } from './change-dialog.tsx'
import type { TypedDay } from './change-dialog.tsx'
import { daysOfYear } from './days-of-year.ts'
import type { ListedDay } from './days-of-year.ts'
import { YearGrid } from './year-grid.tsx'

/** The days of a year that are off or worked otherwise than their weekday says, with what orders them. */
export function CalendarPage({ year: asked }: { readonly year: string | null }) {
  const words = useWords(calendarWords)
  const reminders = useWords(remindersWords)
  const today = dayOf(useNow())
  const year = asked !== null && /^\d{4}$/u.test(asked) ? Number(asked) : partsOf(today).year
  const calendar = useQuery<OfficeCalendar>('/api/calendar')
  const { data } = calendar
  const [rows, setRows] = useState<readonly TypedDay[] | null>(null)
  const days = data ? daysOfYear(data.own, year) : []
  const unconfirmed = days.filter(({ source }) => source === 'unconfirmed')
  return (
    <>
      <PageHead
        title={words.title(String(year))}
        {...(data ? { facts: <Facts days={days} /> } : {})}
        actions={
          <>
            <Select
              label={words.year}
              labelHidden
              options={yearsToChoose(data, year, today).map((one) => ({ value: String(one), label: String(one) }))}
              value={String(year)}
              onChange={(one) => setQuery('nam', one)}
            />
            <LinkButton icon="bell" href="/lich-lam-viec/nhac-han">
              {reminders.open}
            </LinkButton>
            {data?.can.change ? (
              <Button look="primary" icon="edit" onClick={() => setRows([])}>
                {words.change}
              </Button>
            ) : null}
          </>
        }
      />
      {calendar.error !== undefined && !data ? <ProblemState error={calendar.error} onRetry={() => void calendar.reload()} /> : null}
      {calendar.loading ? <Skeleton rows={10} /> : null}
      {data ? (
        <div className="calendar">
          {unconfirmed.length > 0 && data.can.change ? (
            <Banner
              tone="warn"
              title={words.unconfirmed(String(unconfirmed.length))}
              action={
                <Button icon="check" onClick={() => setRows(unconfirmed.map(({ day, kind, name }) => ({ day, kind, name })))}>
                  {words.confirmThem}
                </Button>
              }
            >
              {words.unconfirmedDetail}
            </Banner>
          ) : null}
          {days.length === 0 ? <EmptyState title={words.empty(String(year))}>{words.emptyDetail}</EmptyState> : null}
          <YearGrid year={year} days={days} today={today} />
          {days.length === 0 ? null : <DaysTable days={days} changes={data.changes} />}
          <Changes changes={data.changes} />
        </div>
      ) : null}
      {rows !== null && data ? (
        <ChangeDialog
          own={data.own}
          after={data.changes[0]?.id ?? null}
          rows={rows}
          year={year}
          onClose={() => setRows(null)}
          onDone={() => {
            setRows(null)
            refreshQueries('/api/')
          }}
        />
      ) : null}
    </>
  )
}

function yearsToChoose(calendar: OfficeCalendar | undefined, chosen: number, today: Day): readonly number[] {
  const listed = [...nationalCalendar, ...(calendar?.own ?? [])].map(({ day }) => partsOf(day).year)
  return [...new Set([...listed, chosen, partsOf(today).year, partsOf(today).year + 1])].toSorted((a, b) => b - a)
}

function Facts({ days }: { readonly days: readonly ListedDay[] }) {
  const words = useWords(calendarWords)
  const count = (kind: ListedDay['kind']): string => String(days.filter((day) => day.kind === kind).length)
  return (
    <>
      <span>{words.facts(count('off'), count('work'))}</span>
      <span className="soft">{words.about}</span>
    </>
  )
}

function DaysTable({ days, changes }: { readonly days: readonly ListedDay[]; readonly changes: OfficeCalendar['changes'] }) {
  const words = useWords(calendarWords)
  return (
    <section aria-labelledby="days">
      <h2 id="days">{words.days}</h2>
      <Table
        caption={words.days}
        rows={days}
        rowKey={({ day }) => day}
        columns={[
          { key: 'day', head: words.day, rowHead: true, width: 'narrow', cell: ({ day }) => `${weekdayOf(day)} ${formatDay(day)}` },
          { key: 'kind', head: words.kind, width: 'narrow', cell: ({ kind }) => words.kinds[kind] },
          { key: 'name', head: words.name, cell: ({ name }) => <span lang="vi">{name}</span> },
          {
            key: 'source',
            head: words.source,
            cell: ({ source, changeId }) => {
              const change = changes.find(({ id }) => id === changeId)
              if (change) return <StatePill tone="good">{words.document(change.documentNumber, formatDay(change.documentDay))}</StatePill>
              return <StatePill tone={source === 'unconfirmed' ? 'warn' : 'plain'}>{words.sources[source]}</StatePill>
            },
          },
        ]}
      />
    </section>
  )
}

function Changes({ changes }: { readonly changes: OfficeCalendar['changes'] }) {
  const words = useWords(calendarWords)
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.changes}</h2>
      {changes.length === 0 ? (
        <p className="soft">{words.noChanges}</p>
      ) : (
        <Table
          caption={words.changes}
          rows={changes}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'document',
              head: words.source,
              rowHead: true,
              cell: ({ documentNumber, documentDay }) => words.document(documentNumber, formatDay(documentDay)),
            },
            {
              key: 'what',
              head: words.what,
              width: 'wide',
              cell: ({ days }) => (
                <ul className="plain-list">
                  {days.map(({ day, kind, name, before }) => (
                    <li key={day}>
                      {words.said(formatDay(day), words.kinds[kind], name)}
                      {before === null ? null : <span className="soft small"> {words.before(words.kinds[before.kind], before.name)}</span>}
                    </li>
                  ))}
                </ul>
              ),
            },
            { key: 'moved', head: words.movedDues, number: true, cell: ({ movedDues }) => movedDues },
            {
              key: 'recorded',
              head: words.recorded,
              cell: ({ recordedBy, recordedAt }) => (
                <>
                  {recordedBy}
                  <div className="soft small figures">{formatInstant(recordedAt)}</div>
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}
