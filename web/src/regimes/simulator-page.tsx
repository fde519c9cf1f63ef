import './regimes.css'
import type { Plan } from '@haidang/api/imports'
import type { Habits } from '@haidang/api/regimes'
import { dayOf, partsOf } from '@haidang/domain/periods/day'
import { simulateYear } from '@haidang/domain/periods/simulate'
import type { SimulatedPeriod } from '@haidang/domain/periods/simulate'
import type { Regime } from '@haidang/domain/periods/regime'
import { useMemo, useState } from 'react'
import { useNow } from '../app/clock.ts'
import { formatInstant, formatSpan, shortPeriod } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { useCalendar } from '../calendar/use-calendar.ts'
import { nothingTyped } from '../plans/draft-edit.ts'
import type { Typed } from '../plans/draft-edit.ts'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { regimesWords } from '../words/regimes.ts'
import { RegimeFields } from './regime-fields.tsx'
import { regimeInWords, settingsOf } from './regime-sentences.ts'
import type { RegimeSettings } from './regime-sentences.ts'
import { DueAt, windowText } from './regime-table.tsx'
import { settledRegime } from './settled-regime.ts'

type Who = Habits['units']

/** A year's dates by a regime, as it is or with other settings, and who would be late by habit. Nothing is written. */
export function SimulatorPage({
  planId,
  regimeId,
  year: asked,
}: {
  readonly planId: string
  readonly regimeId: string | null
  readonly year: string | null
}) {
  const words = useWords(regimesWords).simulator
  const today = dayOf(useNow())
  const plan = useQuery<Plan>(`/api/plans/${planId}`)
  const habits = useQuery<Habits>(`/api/plans/${planId}/habits`)
  const regimes = plan.data?.regimes.map(({ regime }) => regime) ?? []
  const regime = regimes.find(({ id }) => id === regimeId) ?? regimes[0]
  const year = asked !== null && /^2\d{3}$/u.test(asked) ? Number(asked) : partsOf(today).year
  const failed = [plan, habits].find(({ error, data }) => error !== undefined && !data)
  return (
    <>
      <PageHead
        title={words.title(String(year))}
        back={{ href: `/ke-hoach/${planId}`, label: words.plan }}
        facts={
          <>
            {plan.data ? <strong>{plan.data.title}</strong> : null}
            <span>{words.writesNothing}</span>
          </>
        }
        actions={
          <Select
            label={words.year}
            labelHidden
            options={[-1, 0, 1, 2].map((more) => ({
              value: String(partsOf(today).year + more),
              label: String(partsOf(today).year + more),
            }))}
            value={String(year)}
            onChange={(one) => setQuery('nam', one)}
          />
        }
      />
      {failed ? <ProblemState error={failed.error} onRetry={() => void failed.reload()} /> : null}
      {plan.loading || habits.loading ? <Skeleton rows={8} /> : null}
      {plan.data && regime === undefined ? <EmptyState title={words.none} /> : null}
      {regime && habits.data ? (
        <>
          {regimes.length > 1 ? (
            <div className="simulator-choice">
              <Select
                label={words.regime}
                options={regimes.map((one) => ({ value: one.id, label: one.name || words.unnamed }))}
                value={regime.id}
                onChange={(one) => setQuery('che-do', one)}
              />
            </div>
          ) : null}
          <Simulation key={regime.id} regime={regime} year={year} who={habits.data.units} />
        </>
      ) : null}
    </>
  )
}

function Simulation({ regime, year, who }: { readonly regime: Regime; readonly year: number; readonly who: Who }) {
  const all = useWords(regimesWords)
  const words = all.simulator
  const today = dayOf(useNow())
  const calendar = useCalendar()
  const [settings, setSettings] = useState<RegimeSettings>(settingsOf(regime))
  const [typed, setTyped] = useState<Typed>(nothingTyped)
  const known = useMemo(
    () => who.flatMap(({ unit, count, minutesAfter }) => (minutesAfter === null ? [] : [{ unitId: unit.id, count, minutesAfter }])),
    [who],
  )
  const tried = useMemo(() => settledRegime(regime, settings), [regime, settings])
  const asIs = useMemo(() => simulateYear(regime, { year, calendar, habits: known }), [calendar, known, regime, year])
  const periods = useMemo(
    () => ('regime' in tried ? simulateYear(tried.regime, { year, calendar, habits: known }) : []),
    [calendar, known, tried, year],
  )
  const isOther = JSON.stringify(settings) !== JSON.stringify(settingsOf(regime))
  return (
    <div className="simulator">
      <details className="simulator-settings">
        <summary>{words.settings}</summary>
        <div className="simulator-fields">
          {isOther ? (
            <Button
              small
              icon="undo"
              onClick={() => {
                setSettings(settingsOf(regime))
                setTyped(nothingTyped)
              }}
            >
              {words.asPlan}
            </Button>
          ) : null}
          <RegimeFields
            value={settings}
            typed={typed}
            today={today}
            onChange={(part, typedNow) => {
              setSettings({ ...settings, ...part })
              if (typedNow) setTyped(typedNow)
            }}
          />
          <div>
            {regimeInWords(settings, all).map((said) => (
              <p key={said} className="regime-said soft">
                {said}
              </p>
            ))}
          </div>
        </div>
      </details>
      <section aria-labelledby="dates" className="simulator-dates">
        <h2 id="dates">{words.dates(String(year))}</h2>
        {'lacks' in tried ? <Banner tone="warn">{words.lacks(tried.lacks.map((lack) => all.lacks[lack]).join(', '))}</Banner> : null}
        {'faults' in tried
          ? tried.faults.map((fault) => (
              <Banner key={fault} tone="warn">
                {all.faults[fault]}
              </Banner>
            ))
          : null}
        {'regime' in tried ? (
          <>
            <Sum late={lateIn(periods)} asIs={isOther ? lateIn(asIs) : null} known={known.length} all={who.length} />
            <Dates periods={periods} who={who} />
          </>
        ) : null}
        <Unknown who={who} />
      </section>
    </div>
  )
}

const lateIn = (periods: readonly SimulatedPeriod[]): number => periods.reduce((sum, { late }) => sum + late.length, 0)

function Sum({
  late,
  asIs,
  known,
  all,
}: {
  readonly late: number
  readonly asIs: number | null
  readonly known: number
  readonly all: number
}) {
  const words = useWords(regimesWords).simulator
  if (known === 0) return <Banner>{words.noHabits}</Banner>
  return (
    <Banner tone={late === 0 ? 'good' : 'warn'} title={late === 0 ? words.nobodyLate : words.lateInAll(String(late))}>
      <p>
        {words.byHabit(String(known), String(all))}
        {asIs === null ? null : ` ${words.asIsLate(String(asIs))}`}
      </p>
    </Banner>
  )
}

function Dates({ periods, who }: { readonly periods: readonly SimulatedPeriod[]; readonly who: Who }) {
  const all = useWords(regimesWords)
  const words = all.simulator
  if (periods.length === 0) return <p className="soft">{words.noPeriods}</p>
  const due = ({ nominalDue, dueAt, movedBecause }: SimulatedPeriod['unit']) => (
    <DueAt due={{ nominal: nominalDue, at: dueAt, movedBecause: movedBecause ?? null }} />
  )
  return (
    <div className="regime-table">
      <Table
        caption={words.caption}
        rows={periods}
        rowKey={({ unit }) => unit.period}
        columns={[
          { key: 'period', head: all.table.period, rowHead: true, width: 'narrow', cell: ({ unit }) => shortPeriod(unit.period) },
          {
            key: 'window',
            head: all.table.window,
            width: 'narrow',
            cell: ({ unit: { windowFrom, windowTo } }) =>
              windowFrom === undefined ? '–' : windowText({ from: windowFrom, to: windowTo }, all.table.windowOf),
          },
          { key: 'unit', head: all.table.unitDue, cell: ({ unit }) => due(unit) },
          { key: 'city', head: all.table.cityDue, cell: ({ city }) => due(city) },
          { key: 'late', head: words.wouldBeLate, width: 'wide', cell: ({ unit, late }) => <Late at={unit.dueAt} late={late} who={who} /> },
        ]}
      />
    </div>
  )
}

function Late({ at, late, who }: { readonly at: string; readonly late: SimulatedPeriod['late']; readonly who: Who }) {
  const words = useWords(regimesWords).simulator
  if (late.length === 0) return <span className="soft">{words.nobody}</span>
  const nameOf = (id: string): string => who.find(({ unit }) => unit.id === id)?.unit.shortName ?? id
  return (
    <details className="simulator-late">
      <summary>
        <StatePill tone="warn">{words.units(String(late.length))}</StatePill>
      </summary>
      <ul className="plain-list small">
        {late.map(({ unitId, usualAt }) => (
          <li key={unitId}>{words.lateBy(nameOf(unitId), formatInstant(usualAt), formatSpan(Date.parse(usualAt) - Date.parse(at)))}</li>
        ))}
      </ul>
    </details>
  )
}

/** Of whom nothing can be said is said: neither late nor on time. */
function Unknown({ who }: { readonly who: Who }) {
  const words = useWords(regimesWords).simulator
  const unknown = who.filter(({ minutesAfter }) => minutesAfter === null)
  if (unknown.length === 0 || unknown.length === who.length) return null
  return <p className="soft small">{words.unknown(unknown.map(({ unit }) => unit.shortName).join(', '))}</p>
}
