import { isOneAnswer, isYesOrNo } from '@haidang/domain/indicators/indicator'
import type { UnitFigures } from '@haidang/api/figures'
import type { UnitLife } from '@haidang/api/units'
import { formatDay } from '@haidang/domain/periods/day'
import type { Day } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { ProblemError } from '../app/fetch.ts'
import { formatPeriod, formatQuantity } from '../app/format.ts'
import { knownAtOf } from '../app/known-day.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery, useLocation } from '../app/router.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { Select } from '../ui/select.tsx'
import { Said } from '../ui/said.tsx'
import { NoValue } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { unitsWords } from '../words/units.ts'

type Row = UnitFigures['indicators'][number]

/** `?ky=2025-06&so-lieu=hien-nay`: the month, and whether what others had reported and the unit holds today counts. */
const names = { period: 'ky', lens: 'so-lieu' } as const
const today = 'hien-nay'

/** What was approved of a unit or an area in a month, as it was or as it is. */
export function UnitFiguresSection({ life, knownOn }: { readonly life: UnitLife; readonly knownOn: Day | null }) {
  const words = useWords(unitsWords).figures
  const { query } = useLocation()
  const isNow = query.get(names.lens) === today
  const asked = new URLSearchParams({
    lens: isNow ? 'asItIs' : 'asItWas',
    ...(knownOn === null ? {} : { knownAt: knownAtOf(knownOn) }),
    ...(query.has(names.period) ? { period: query.get(names.period) ?? '' } : {}),
  })
  const figures = useQuery<UnitFigures>(`/api/units/${life.id}/figures?${asked.toString()}`)
  const hasNone = figures.error instanceof ProblemError && figures.error.problem.code === 'notFound'
  return (
    <section aria-labelledby="figures">
      <div className="unit-figures-head">
        <h2 id="figures">{figures.data ? words.title(formatPeriod(figures.data.period)) : words.heading}</h2>
        {figures.data ? (
          <div className="unit-figures-choice screen-only">
            {life.changes.length > 0 || isNow || figures.data.unit.group === 'area' ? (
              <FilterChips
                label={words.lens}
                chips={[
                  { value: 'then', label: words.asItWas },
                  { value: today, label: words.asItIs },
                ]}
                value={isNow ? today : 'then'}
                onChange={(value) => setQuery(names.lens, value === today ? today : null)}
              />
            ) : null}
            <Select
              label={words.period}
              labelHidden
              options={figures.data.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
              value={figures.data.period}
              onChange={(period) => setQuery(names.period, period)}
            />
          </div>
        ) : null}
      </div>
      {figures.loading && !figures.data ? <Skeleton rows={6} /> : null}
      {hasNone ? <p className="soft">{words.noMonth}</p> : null}
      {figures.error !== undefined && !hasNone && !figures.data ? (
        <ProblemState error={figures.error} onRetry={() => void figures.reload()} />
      ) : null}
      {figures.data ? <Figures of={figures.data} isNow={isNow} /> : null}
    </section>
  )
}

function Figures({ of, isNow }: { readonly of: UnitFigures; readonly isNow: boolean }) {
  const words = useWords(unitsWords).figures
  const known = of.indicators.filter(({ figures }) => figures > 0)
  const means = isNow ? words.meansAsItIs : words.meansAsItWas
  return (
    <>
      <p className="soft small">
        {means} {words.counted(known.length, of.indicators.length, formatDay(of.lastDay))}
      </p>
      {known.length === 0 ? null : (
        <Table
          caption={words.title(formatPeriod(of.period))}
          rows={known}
          rowKey={({ id }) => id}
          groupOf={({ pillar }) => pillar}
          columns={[
            { key: 'name', head: words.indicator, rowHead: true, cell: ({ name }) => <span lang="vi">{name}</span> },
            { key: 'parts', head: words.parts, number: true, cell: (row) => <Parts row={row} /> },
            { key: 'result', head: words.result, number: true, cell: (row) => <Result row={row} /> },
            ...(known.some(({ figures }) => figures > 1)
              ? [{ key: 'count', head: words.count, number: true, cell: ({ figures }: Row) => formatDecimal(String(figures)) } as const]
              : []),
          ]}
        />
      )}
      {known.some(({ isApart }) => isApart) ? <p className="soft small">{words.apartNote}</p> : null}
    </>
  )
}

function Parts({ row: { kind, numerator, denominator, figures } }: { readonly row: Row }) {
  if (numerator === null || isOneAnswer(kind)) return null
  if (kind === 'unitCount') return figures > 1 ? `${formatDecimal(numerator)}/${formatDecimal(String(figures))}` : null
  return denominator === null ? null : `${formatDecimal(numerator)}/${formatDecimal(denominator)}`
}

function Result({ row }: { readonly row: Row }) {
  const [first, ...others] = row.answers ?? []
  if (first === undefined) return <NumberResult row={row} />
  if (others.length === 0) return <Said words={first.words} />
  return (
    <ul className="plain-list">
      {[first, ...others].map(({ unit, words }) => (
        <li key={unit}>
          <strong>{unit}</strong>
          <Said words={words} />
        </li>
      ))}
    </ul>
  )
}

function NumberResult({ row: { kind, numerator, result, digits, unitOfMeasure, figures, isEstimated, isApart } }: { readonly row: Row }) {
  const words = useWords(unitsWords).figures
  const board = useWords(scoreboardWords)
  if (isApart) return <NoValue why={words.apart} />
  if (numerator === null || result === null) return <NoValue />
  const isYesNo = isYesOrNo(kind) && figures === 1
  const text = isYesNo ? (numerator === '0' ? board.no : board.yes) : formatQuantity(result, digits, unitOfMeasure === '%' ? '%' : null)
  return (
    <>
      {text} {isEstimated ? <span className="estimated">{board.lens.estimated}</span> : null}
    </>
  )
}
