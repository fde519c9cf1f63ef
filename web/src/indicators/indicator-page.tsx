import './indicators.css'
import type { IndicatorPage as Page } from '@haidang/api/indicators'
import { isOneAnswer } from '@haidang/domain/indicators/indicator'
import { formatDecimal, isNegative } from '@haidang/domain/quantities/decimal'
import { useState } from 'react'
import { formatInstant, formatMonth, formatQuantity, formatTarget } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { AttainmentPill, NoValue, StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { plansWords } from '../words/plans.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { DefinitionDialog } from './definition-dialog.tsx'
import { PathDialog } from './path-dialog.tsx'
import { SeriesChart } from './series-chart.tsx'
import { TargetsDialog } from './targets-dialog.tsx'

type Point = Page['series'][number]
type UnitRow = Page['units'][number]

/** An indicator through its time: where it stands and should stand, who reports it, what it means, and what nobody has answered of it. */
export function IndicatorPage({ id, period }: { readonly id: string; readonly period: string | null }) {
  const words = useWords(indicatorsWords)
  const page = useQuery<Page>(`/api/indicators/${id}${period === null ? '' : `?period=${period}`}`)
  if (!page.data)
    return (
      <>
        <PageHead title={words.title} back={{ href: '/bang-dieu-hanh', label: words.back }} />
        {page.loading ? <Skeleton rows={8} /> : <ProblemState error={page.error} onRetry={() => void page.reload()} />}
      </>
    )
  return <Opened page={page.data} />
}

type Doing = 'definition' | 'path' | 'targets' | null

function Opened({ page }: { readonly page: Page }) {
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
      <div className="indicator">
        <Questions page={page} />
        <Series page={page} />
        <Units page={page} onRevise={() => setDoing('targets')} />
        <Path page={page} onChange={() => setDoing('path')} />
        <Definition page={page} onChange={() => setDoing('definition')} />
      </div>
      {doing === 'definition' ? <DefinitionDialog page={page} onClose={close} onDone={done} /> : null}
      {doing === 'path' ? <PathDialog page={page} onClose={close} onDone={done} /> : null}
      {doing === 'targets' ? <TargetsDialog page={page} onClose={close} onDone={done} /> : null}
    </>
  )
}

const tones: Readonly<Record<Point['standing'], Tone>> = { reached: 'good', onPace: 'good', behind: 'bad', noData: 'none', noPace: 'plain' }

function Head({ page: { definition, owner, code, kind, plan, period, periods, series } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords)
  const now = series.find((point) => point.period === period)
  return (
    <PageHead
      title={definition.name}
      back={{ href: '/bang-dieu-hanh', label: words.back }}
      facts={
        <>
          {now ? (
            <strong className="figures">
              <Value value={now.result} kind={kind} definition={definition} />
            </strong>
          ) : null}
          {now ? <Standing point={now} /> : null}
          {now && now.pace !== null && now.standing === 'behind' ? (
            <span>{words.shouldBe(valueText(now.pace, definition), formatMonth(period))}</span>
          ) : null}
          <span>
            {words.target}: <strong className="figures">{formatTarget(definition.target)}</strong>
          </span>
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
            options={periods.toReversed().map((one) => ({ value: one, label: formatMonth(one) }))}
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
          {formatMonth(point.period)}
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
    { key: 'result', head: words.result, number: true, cell: ({ result }) => <Value value={result} kind={kind} definition={definition} /> },
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
    { key: 'standing', head: words.standing, cell: (point) => <Standing point={point} /> },
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
      <SeriesChart series={series} definition={definition} label={words.seriesOf(definition.name)} />
      <Table caption={words.seriesOf(definition.name)} rows={series.toReversed()} rowKey={(point) => point.period} columns={columns} />
      <p className="figures">
        {yearToDate === null ? (
          <span className="soft">{kind === 'formula' ? null : words.noYear}</span>
        ) : (
          <>
            {words.yearToDate(formatMonth(period))}:{' '}
            <strong>
              <Value value={yearToDate.result} kind={kind} definition={definition} />
            </strong>
            {kind === 'ratio' && yearToDate.numerator !== null && yearToDate.denominator !== null
              ? ` (${formatDecimal(yearToDate.numerator)}/${formatDecimal(yearToDate.denominator)})`
              : null}
            {yearToDate.missing.length === 0 ? null : (
              <span className="soft"> · {words.yearMissing(yearToDate.missing.map(formatMonth).join(', '))}</span>
            )}
          </>
        )}
      </p>
    </section>
  )
}

function Units({ page, onRevise }: { readonly page: Page; readonly onRevise: () => void }) {
  const words = useWords(indicatorsWords)
  const { units, ranking, definition, kind, others, can, period } = page
  const inputs = others.filter(({ isInput }) => isInput)
  if (kind === 'formula')
    return (
      <section aria-labelledby="units">
        <h2 id="units">{words.inputs}</h2>
        <p>
          <code lang="vi">{definition.formula}</code>
        </p>
        <p className="soft">{words.computed}</p>
        <ul className="plain-list">
          {inputs.map(({ id, code, name }) => (
            <li key={id}>
              [{code}] <a href={`/chi-tieu/${id}?ky=${period}`}>{name}</a>
            </li>
          ))}
        </ul>
      </section>
    )
  const ordered = units.toSorted((a, b) => (a.rank ?? units.length + 1) - (b.rank ?? units.length + 1))
  return (
    <section aria-labelledby="units">
      <div className="indicator-head">
        <h2 id="units">
          {words.units} <span className="soft">{formatMonth(period)}</span>
        </h2>
        {can.change && units.length > 0 ? (
          <Button icon="edit" onClick={onRevise}>
            {words.targets.change}
          </Button>
        ) : null}
      </div>
      {units.length === 0 ? (
        <p className="soft">{words.noUnits}</p>
      ) : (
        <>
          <p className="soft small">{(ranking.isComplete ? words.ranked : words.unranked)(String(ranking.fromPercent))}</p>
          <UnitTable units={ordered} page={page} />
        </>
      )}
      <CascadeNote page={page} />
      <Revisions page={page} />
    </section>
  )
}

function UnitTable({ units, page: { kind, definition, ranking } }: { readonly units: readonly UnitRow[]; readonly page: Page }) {
  const words = useWords(indicatorsWords)
  const columns: readonly Column<UnitRow>[] = [
    ...(ranking.isComplete
      ? [{ key: 'rank', head: words.rank, number: true, width: 'narrow' as const, cell: ({ rank }: UnitRow) => rank ?? <NoValue /> }]
      : []),
    {
      key: 'unit',
      head: words.unit,
      rowHead: true,
      cell: ({ unit, reportId, isApproved, result }) => (
        <>
          <a href={`/bao-cao/${reportId}`} title={words.openReport(unit.name)}>
            {unit.shortName}
          </a>
          {!isApproved && result !== null ? <span className="soft small"> · {words.provisional}</span> : null}
        </>
      ),
    },
    ...(kind === 'ratio'
      ? [
          { key: 'numerator', head: words.numerator, number: true, cell: ({ numerator }: UnitRow) => <Amount value={numerator} /> },
          { key: 'denominator', head: words.denominator, number: true, cell: ({ denominator }: UnitRow) => <Amount value={denominator} /> },
        ]
      : []),
    {
      key: 'result',
      head: words.result,
      number: true,
      cell: ({ result }) => <Value value={result} kind={kind === 'unitCount' ? 'yesNo' : kind} definition={definition} />,
    },
    {
      key: 'target',
      head: words.unitTarget,
      number: true,
      cell: ({ target }) => (target === null ? <NoValue why={words.targets.noTarget} /> : formatTarget(target)),
    },
    { key: 'attainment', head: words.standing, cell: ({ attainment }) => <AttainmentPill attainment={attainment} /> },
  ]
  return <Table caption={words.units} rows={units} rowKey={({ unit }) => unit.id} columns={columns} />
}

/** What of the whole target the units have been given, and who is short of it. */
function CascadeNote({ page: { cascade, definition, units } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords).cascade
  if (units.length === 0) return null
  if (cascade === null || definition.cascadeRule === null) return <p className="soft">{words.none}</p>
  const named = (ids: readonly string[]): string =>
    ids.map((id) => units.find(({ unit }) => unit.id === id)?.unit.shortName ?? id).join(', ')
  const { assigned, remainder, below, withoutTarget, withoutWeight } = cascade
  const lines = [
    ...(assigned === null ? [] : [words.assigned(formatDecimal(assigned))]),
    ...(remainder === null || remainder === '0'
      ? []
      : [isNegative(remainder) ? words.beyond(formatDecimal(remainder.slice(1))) : words.remainder(formatDecimal(remainder))]),
    ...(below.length === 0 ? [] : [words.below(named(below))]),
    ...(withoutTarget.length === 0 ? [] : [words.withoutTarget(named(withoutTarget))]),
    ...(withoutWeight.length === 0 ? [] : [words.withoutWeight(named(withoutWeight))]),
  ]
  return (
    <Banner tone={cascade.holds ? 'good' : 'warn'} title={`${words.title}: ${words.rules[definition.cascadeRule]}`}>
      <p>{cascade.holds ? words.holds : words.fails}</p>
      <ul className="plain-list figures">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Banner>
  )
}

function Revisions({ page: { revisions } }: { readonly page: Page }) {
  const words = useWords(indicatorsWords)
  if (revisions.length === 0) return null
  return (
    <details className="indicator-history">
      <summary>{words.targets.versions}</summary>
      {revisions.map(({ version, fromPeriod, targets, reason, recordedBy, recordedAt }) => (
        <div key={version}>
          <p className="soft small">
            {`${words.definition.since} ${formatMonth(fromPeriod)} · ${reason} · ${recordedBy}, ${formatInstant(recordedAt)}`}
          </p>
          <ul className="plain-list figures">
            {targets.map(({ unit, before, after }) => (
              <li key={unit.id}>
                {words.targets.line(
                  unit.shortName,
                  before === null ? words.targets.noTarget : formatTarget(before),
                  after === null ? words.targets.noTarget : formatTarget(after),
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  )
}

function Path({ page: { paths, definition, can }, onChange }: { readonly page: Page; readonly onChange: () => void }) {
  const all = useWords(indicatorsWords)
  const words = all.path
  return (
    <section aria-labelledby="path">
      <div className="indicator-head">
        <h2 id="path">{words.title}</h2>
        {can.change ? (
          <Button icon="edit" onClick={onChange}>
            {words.change}
          </Button>
        ) : null}
      </div>
      {paths.length === 0 ? (
        <p className="soft">{words.none}</p>
      ) : (
        <Table
          caption={words.versions}
          rows={paths}
          rowKey={({ version }) => String(version)}
          columns={[
            {
              key: 'steps',
              head: words.title,
              rowHead: true,
              width: 'wide',
              cell: ({ path: { steps, pace, thresholds } }) => (
                <>
                  <div className="figures">
                    {words.stepsOf(steps.map(({ period, value }) => `${formatMonth(period)} ${valueText(value, definition)}`).join('; '))}
                  </div>
                  <div className="soft small">{`${words.pace}: ${words.paces[pace]}`}</div>
                  {thresholds.length === 0 ? null : (
                    <div className="soft small figures">
                      {`${words.thresholds}: ${thresholds.map(({ name, percent }) => `${name} ≥ ${formatDecimal(percent)}%`).join('; ')}`}
                    </div>
                  )}
                </>
              ),
            },
            ...recordedColumns<Page['paths'][number]>(all.definition),
          ]}
        />
      )}
    </section>
  )
}

function Definition({ page, onChange }: { readonly page: Page; readonly onChange: () => void }) {
  const all = useWords(indicatorsWords)
  const words = all.definition
  const plans = useWords(plansWords)
  const { definition: of, kind, clause, period, definitions, can, owner } = page
  const declared = (text: string | undefined | null): string => text || words.notDeclared
  const facts: readonly (readonly [string, string])[] = [
    [words.kind, plans.indicatorKinds[kind]],
    [words.pillar, of.pillar],
    ...(kind === 'ratio'
      ? ([
          [words.numeratorLabel, declared(of.numeratorLabel)],
          [words.denominatorLabel, declared(of.denominatorLabel)],
        ] as const)
      : []),
    [words.unitOfMeasure, declared(of.unitOfMeasure)],
    [words.rollUp, plans.rollUps[of.rollUp]],
    ...(kind === 'formula' ? [] : ([[words.periodMethod, declared(of.periodMethod && all.periodMethods[of.periodMethod])]] as const)),
    [words.lineagePolicy, of.lineagePolicy === null ? words.usual : all.lineagePolicies[of.lineagePolicy]],
    ...(kind === 'formula' ? [] : ([[words.source, declared(of.source)]] as const)),
    [words.owner, owner?.name ?? declared(null)],
    ...(kind === 'formula' ? [] : ([[words.cascadeRule, declared(of.cascadeRule && all.cascade.rules[of.cascadeRule])]] as const)),
  ]
  return (
    <section aria-labelledby="definition">
      <div className="indicator-head">
        <h2 id="definition">
          {words.title} <span className="soft">{words.inForce(formatMonth(period))}</span>
        </h2>
        {can.change ? (
          <Button icon="edit" onClick={onChange}>
            {words.change}
          </Button>
        ) : null}
      </div>
      <dl className="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd lang="vi">{text}</dd>
          </div>
        ))}
      </dl>
      {clause.text === '' ? null : (
        <>
          <h3>{all.clause}</h3>
          <blockquote className="quote" lang="vi">
            {clause.text}
          </blockquote>
          {clause.importId === null || clause.passage === null ? null : (
            <a href={`/van-ban/nhap/${clause.importId}?tu=${clause.passage.start}&den=${clause.passage.end}`}>{all.openClause}</a>
          )}
        </>
      )}
      <h3>{words.versions}</h3>
      {definitions.length === 0 ? (
        <p className="soft">{words.noVersions}</p>
      ) : (
        <Table
          caption={words.versions}
          rows={definitions}
          rowKey={({ version }) => String(version)}
          columns={[
            {
              key: 'since',
              head: words.since,
              rowHead: true,
              width: 'narrow',
              cell: ({ fromPeriod, breaksSeries }) => (
                <>
                  {formatMonth(fromPeriod)}
                  {breaksSeries ? <div className="small soft">{words.breaks}</div> : null}
                </>
              ),
            },
            {
              key: 'what',
              head: words.what,
              width: 'wide',
              cell: ({ definition: then }) => (
                <span lang="vi">
                  {then.name} · {formatTarget(then.target)}
                  {then.formula === null ? null : <code> {then.formula}</code>}
                </span>
              ),
            },
            ...recordedColumns<Page['definitions'][number]>(words),
          ]}
        />
      )}
    </section>
  )
}

type RecordedRow = { readonly reason: string; readonly recordedBy: string; readonly recordedAt: string }

const recordedColumns = <Row extends RecordedRow>(words: { readonly why: string; readonly who: string }): readonly Column<Row>[] => [
  { key: 'why', head: words.why, cell: ({ reason }) => <span lang="vi">{reason}</span> },
  {
    key: 'who',
    head: words.who,
    cell: ({ recordedBy, recordedAt }) => (
      <>
        {recordedBy}
        <div className="soft small figures">{formatInstant(recordedAt)}</div>
      </>
    ),
  },
]

const Amount = ({ value }: { readonly value: string | null }) => (value === null ? <NoValue /> : <>{formatDecimal(value)}</>)

function Value({
  value,
  kind,
  definition,
}: {
  readonly value: string | null
  readonly kind: Page['kind']
  readonly definition: Page['definition']
}) {
  const words = useWords(scoreboardWords)
  if (value === null) return <NoValue />
  if (isOneAnswer(kind)) return <>{value === '0' ? words.no : words.yes}</>
  return <>{valueText(value, definition)}</>
}

/** A level or result in the indicator's own measure, at its own digits. */
const valueText = (value: string, { digits, unitOfMeasure }: Page['definition']): string => formatQuantity(value, digits, unitOfMeasure)
