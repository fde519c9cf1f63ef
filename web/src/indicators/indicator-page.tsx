import './indicators.css'
import type { IndicatorPage as Page } from '@haidang/api/indicators'
import type { Lenses } from '@haidang/api/lenses'
import { dayOf } from '@haidang/domain/periods/day'
import { isInWords } from '@haidang/domain/indicators/indicator'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { formatPeriod, formatTarget } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { LensChoice, WithNobody } from '../scoreboard/lens-choice.tsx'
import { asItWas, askThrough, lensIn } from '../scoreboard/lens.ts'
import type { BoardLens } from '../scoreboard/lens.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { NoValue, StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { DefinitionDialog } from './definition-dialog.tsx'
import { Definition, Path } from './definition-section.tsx'
import { HangsTogether } from './hangs-together.tsx'
import { PathDialog } from './path-dialog.tsx'
import { SeriesChart } from './series-chart.tsx'
import { TargetsDialog } from './targets-dialog.tsx'
import { Units } from './unit-section.tsx'
import { Amount, Value, valueText } from './value.tsx'

type Point = Page['series'][number]

/** An indicator through its time: where it stands and should stand, who reports it, what it means, and what nobody has answered of it. */
export function IndicatorPage({ id, query }: { readonly id: string; readonly query: URLSearchParams }) {
  const words = useWords(indicatorsWords)
  const lens = lensIn(query, dayOf(useNow()))
  const page = useQuery<Page>(`/api/indicators/${id}${askThrough(lens, { period: query.get('ky') })}`)
  if (!page.data)
    return (
      <>
        <PageHead title={words.title} back={{ href: '/bang-dieu-hanh', label: words.back }} />
        {page.loading ? <Skeleton rows={8} /> : <ProblemState error={page.error} onRetry={() => void page.reload()} />}
      </>
    )
  return <Opened page={page.data} lens={lens} />
}

type Doing = 'definition' | 'path' | 'targets' | null

function Opened({ page, lens }: { readonly page: Page; readonly lens: BoardLens }) {
  const lensesAt = askThrough({ ...asItWas, knownOn: lens.knownOn }, { period: page.period, planId: page.plan.id })
  const lenses = useQuery<Lenses>(`/api/scoreboard/lenses${lensesAt}`)
  const [doing, setDoing] = useState<Doing>(null)
  const done = (said: string): void => {
    setDoing(null)
    refreshQueries(`/api/indicators/${page.id}`)
    refreshQueries('/api/scoreboard')
    toast({ title: said, tone: 'good' })
  }
  const close = (): void => setDoing(null)
  return (
    <>
      <Head page={page} />
      <LensChoice lenses={lenses.data} lens={lens} />
      <div className="indicator">
        <Questions page={page} />
        <Series page={page} />
        <Units page={page} lens={lens} onRevise={() => setDoing('targets')} />
        <WithNobody of={page.lens?.withNobody ?? []} on={page.unitsOn} />
        {isInWords(page.kind) ? null : <Path page={page} onChange={() => setDoing('path')} />}
        <HangsTogether page={page} lens={lens} />
        <Definition page={page} onChange={() => setDoing('definition')} />
      </div>
      {doing === 'definition' ? <DefinitionDialog page={page} onClose={close} onDone={done} /> : null}
      {doing === 'path' ? <PathDialog page={page} onClose={close} onDone={done} /> : null}
      {doing === 'targets' ? <TargetsDialog page={page} onClose={close} onDone={done} /> : null}
    </>
  )
}

const tones: Readonly<Record<Point['standing'], Tone>> = { reached: 'good', onPace: 'good', behind: 'bad', noData: 'none', noPace: 'plain' }

function Head({ page: { definition, owner, code, kind, plan, period, periods, otherPeriods, series } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords)
  const board = useWords(scoreboardWords)
  const isSaid = isInWords(kind)
  const now = series.find((point) => point.period === period)
  return (
    <PageHead
      title={definition.name}
      back={{ href: '/bang-dieu-hanh', label: words.back }}
      facts={
        <>
          {now && isSaid ? <strong className="figures">{board.answered(now.reportedUnits, now.assignedUnits)}</strong> : null}
          {now && !isSaid ? (
            <strong className="figures">
              <Value value={now.result} kind={kind} definition={definition} />
            </strong>
          ) : null}
          {now && !isSaid ? <Standing point={now} /> : null}
          {now && now.pace !== null && now.standing === 'behind' ? (
            <span>{words.shouldBe(valueText(now.pace, definition), formatPeriod(period))}</span>
          ) : null}
          {isSaid ? (
            <span>{board.inWords}</span>
          ) : (
            <span>
              {words.target}: <strong className="figures">{formatTarget(definition.target)}</strong>
            </span>
          )}
          <span>{words.code(code)}</span>
          <span>
            {words.owner}: {owner === null ? <em>{words.noOwner}</em> : <a href={`/don-vi/${owner.id}`}>{owner.name}</a>}
          </span>
        </>
      }
      actions={
        <>
          <Select
            label={words.period}
            labelHidden
            options={[...periods.toReversed(), ...otherPeriods].map((one) => ({ value: one, label: formatPeriod(one) }))}
            value={period}
            onChange={(one) => setQuery('ky', one)}
          />
          <LinkButton href={`/ke-hoach/${plan.id}`} icon="link">
            {words.openPlan}
          </LinkButton>
          <Button icon="print" onClick={() => print()}>
            {words.print}
          </Button>
        </>
      }
    />
  )
}

function Standing({ point }: { readonly point: Point }) {
  const words = useWords(indicatorsWords)
  const isWarned = point.standing === 'behind' && point.threshold !== null
  return (
    <StatePill tone={isWarned ? 'warn' : tones[point.standing]}>
      {isWarned && point.threshold ? `${words.standings.behind}: ${point.threshold.name}` : words.standings[point.standing]}
    </StatePill>
  )
}

/** As prominent as a figure in red. */
function Questions({ page: { questions, plan } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords).questions
  if (questions.length === 0) return null
  return (
    <Banner tone="warn" title={words.title} action={<LinkButton href={`/ke-hoach/${plan.id}/cau-hoi`}>{words.see}</LinkButton>}>
      {`${words.open}: ${questions.map((question) => words.of[question]).join(', ')}.`}
    </Banner>
  )
}

function Series({ page }: { readonly page: Page }) {
  const words = useWords(indicatorsWords)
  const { series, definition, kind, period, yearToDate } = page
  const isPaced = series.some(({ pace }) => pace !== null)
  const columns: readonly Column<Point>[] = [
    {
      key: 'period',
      head: words.period,
      rowHead: true,
      width: 'narrow',
      cell: (point) => (
        <>
          {formatPeriod(point.period)}
          {point.breaks ? <div className="small soft">{words.changedHere}</div> : null}
        </>
      ),
    },
    ...(kind === 'ratio'
      ? [
          { key: 'numerator', head: words.numerator, number: true, cell: ({ numerator }: Point) => <Amount value={numerator} /> },
          { key: 'denominator', head: words.denominator, number: true, cell: ({ denominator }: Point) => <Amount value={denominator} /> },
        ]
      : []),
    ...(isInWords(kind)
      ? []
      : [
          {
            key: 'result',
            head: words.result,
            number: true,
            cell: ({ result }: Point) => <Value value={result} kind={kind} definition={definition} />,
          },
        ]),
    ...(isPaced
      ? [
          {
            key: 'pace',
            head: words.pace,
            number: true,
            cell: ({ pace }: Point) => (pace === null ? <NoValue /> : valueText(pace, definition)),
          },
        ]
      : []),
    ...(isInWords(kind) ? [] : [{ key: 'standing', head: words.standing, cell: (point: Point) => <Standing point={point} /> }]),
    {
      key: 'coverage',
      head: words.coverage,
      number: true,
      cell: ({ reportedUnits, assignedUnits }) => `${reportedUnits}/${assignedUnits}`,
    },
  ]
  return (
    <section aria-labelledby="series">
      <h2 id="series">{words.series}</h2>
      {isInWords(kind) ? null : <SeriesChart series={series} definition={definition} label={words.seriesOf(definition.name)} />}
      <Table caption={words.seriesOf(definition.name)} rows={series.toReversed()} rowKey={(point) => point.period} columns={columns} />
      <p className="figures">
        {yearToDate === null ? (
          <span className="soft">{kind === 'formula' || isInWords(kind) ? null : words.noYear}</span>
        ) : (
          <>
            {words.yearToDate(formatPeriod(period))}:{' '}
            <strong>
              <Value value={yearToDate.result} kind={kind} definition={definition} />
            </strong>
            {kind === 'ratio' && yearToDate.numerator !== null && yearToDate.denominator !== null
              ? ` (${formatDecimal(yearToDate.numerator)}/${formatDecimal(yearToDate.denominator)})`
              : null}
            {yearToDate.missing.length === 0 ? null : (
              <span className="soft"> · {words.yearMissing(yearToDate.missing.map(formatPeriod).join(', '))}</span>
            )}
          </>
        )}
      </p>
    </section>
  )
}
