import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import './scoreboard.css'
import type { Scoreboard } from '@haidang/api/consolidation'
import type { Lenses } from '@haidang/api/lenses'
import { formatDecimal, isNegative } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatPeriod, formatQuantity, shortPeriod } from '../app/format.ts'
import { ProblemError } from '../app/fetch.ts'
import { OpenQuestionsTally } from '../indicators/open-questions-tally.tsx'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { openQuery, setQuery } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { Bar } from '../ui/meter.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import type { SparkBreak } from '../ui/sparkline.tsx'
import { AttainmentPill, NoValue, StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { Estimated, LensChoice, WithNobody } from './lens-choice.tsx'
import { asItWas, askThrough, breaksIn, isRolled, shareText } from './lens.ts'
import type { BoardLens } from './lens.ts'
import { ProofDrawer } from './proof-drawer.tsx'
import { worstFirst } from './worst-first.ts'
import type { BoardIndicator } from './worst-first.ts'

export function ScoreboardPage({
  period,
  open,
  lens,
}: {
  readonly period: string | null
  readonly open: string | null
  readonly lens: BoardLens
}) {
  const words = useWords(scoreboardWords)
  const board = useQuery<Scoreboard>(`/api/scoreboard${askThrough(lens, { period })}`)
  const { data: lenses } = useQuery<Lenses>(`/api/scoreboard/lenses${askThrough({ ...asItWas, knownOn: lens.knownOn }, { period })}`)
  const { can } = useSession()
  // On the units of one day the months can be compared: the line is marked there and goes on.
  const breaksOf = ({ indicators }: Scoreboard): readonly SparkBreak[] =>
    breaksIn(indicators[0]?.trend.map((point) => point.period) ?? [], lenses?.changes ?? [], words.lens.breakAt).map((one) => ({
      ...one,
      isJoined: lens.isAsItIs,
    }))
  const isEmpty =
    can.seeBoard &&
    board.error instanceof ProblemError &&
    board.error.problem.code === 'notFound' &&
    period === null &&
    lens.knownOn === null
  if (isEmpty) {
    return (
      <>
        <PageHead title={words.title} />
        <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState>
      </>
    )
  }
  return (
    <>
      <PageHead
        title={board.data ? `${words.title} ${formatPeriod(board.data.period)}` : words.title}
        facts={board.data ? <Facts board={board.data} /> : null}
        actions={
          board.data ? (
            <>
              <LinkButton href={`/api/plans/${board.data.planId}/annex?period=${board.data.period}`} icon="download" download>
                {words.annex}
              </LinkButton>
              <PeriodChoice board={board.data} />
            </>
          ) : null
        }
      />
      <LensChoice lenses={lenses} lens={lens} />
      {board.error !== undefined && !board.data ? <ProblemState error={board.error} onRetry={() => void board.reload()} /> : null}
      {board.loading ? <Skeleton rows={12} /> : null}
      {board.data ? <Board board={board.data} breaks={breaksOf(board.data)} /> : null}
      {board.data && open ? (
        <ProofDrawer
          indicatorId={open}
          period={board.data.period}
          lens={lens}
          trend={trendOf(board.data, open)}
          breaks={breaksOf(board.data)}
        />
      ) : null}
    </>
  )
}

const trendOf = (board: Scoreboard, id: string) => board.indicators.find((indicator) => indicator.id === id)?.trend ?? []

function Facts({ board }: { readonly board: Scoreboard }) {
  const words = useWords(scoreboardWords)
  const { expected, reported, approved } = board.coverage
  return (
    <>
      <span>
        <strong>
          {board.lens?.kind === 'asItIs'
            ? words.lens.coverage(reported, expected, approved, board.units.length)
            : words.coverage(reported, expected, approved)}
        </strong>
      </span>
      <span>{board.planTitle}</span>
    </>
  )
}

function PeriodChoice({ board }: { readonly board: Scoreboard }) {
  const words = useWords(scoreboardWords)
  return (
    <Select
      label={words.period}
      labelHidden
      options={board.periods.map((period) => ({ value: period, label: formatPeriod(period) }))}
      value={board.period}
      onChange={(period) => setQuery('ky', period)}
    />
  )
}

function Board({ board, breaks }: { readonly board: Scoreboard; readonly breaks: readonly SparkBreak[] }) {
  const words = useWords(scoreboardWords)
  const groups = useWords(appWords).groups
  return (
    <div className="board">
      <Tallies board={board} />
      <section aria-labelledby="board-pillars">
        <h2 id="board-pillars">{words.byPillar}</h2>
        {board.pillars.map((pillar, index) => (
          <Pillar
            key={pillar.pillar}
            id={pillarId(index)}
            pillar={pillar}
            breaks={breaks}
            indicators={board.indicators.filter((indicator) => indicator.pillar === pillar.pillar)}
          />
        ))}
      </section>
      <section aria-labelledby="board-units">
        <h2 id="board-units">{words.byUnit}</h2>
        <Table
          caption={words.byUnit}
          rows={board.units}
          rowKey={({ unit }) => unit.id}
          groupOf={({ unit }) => groups[unit.group]}
          columns={[
            {
              key: 'unit',
              head: words.unit,
              rowHead: true,
              cell: (row) => <UnitCell row={row} />,
            },
            { key: 'state', head: words.reportState, cell: (row) => <ReportState row={row} /> },
            { key: 'reached', head: words.reached, number: true, cell: ({ reached }) => reached },
            { key: 'notReached', head: words.notReached, number: true, cell: ({ notReached }) => notReached },
            { key: 'noData', head: words.noData, number: true, cell: ({ noData }) => noData },
            {
              key: 'bar',
              head: <span className="visually-hidden">{words.share}</span>,
              cell: (row) => <TallyBar tally={row} label={row.unit.shortName} />,
            },
          ]}
        />
        {board.lens?.on ? <WithNobody of={board.lens.withNobody} on={board.lens.on} /> : null}
      </section>
    </div>
  )
}

function Tallies({ board }: { readonly board: Scoreboard }) {
  const words = useWords(scoreboardWords)
  const { tally, taskCounts } = board
  return (
    <div className="board-tallies">
      <section className="board-tally" aria-labelledby="tally-indicators">
        <h2 id="tally-indicators">{words.tally}</h2>
        <dl className="figures">
          <Count label={words.notReached} value={tally.notReached} tone="bad" />
          <Count label={words.noData} value={tally.noData} tone="none" />
          <Count label={words.reached} value={tally.reached} tone="good" />
        </dl>
        <TallyBar tally={tally} label={words.tally} />
        <p className="soft small">{words.countedOnly}</p>
      </section>
      <section className="board-tally" aria-labelledby="tally-pillars">
        <h2 id="tally-pillars">{words.pillars}</h2>
        <ul className="board-lines">
          {board.pillars.map((pillar, index) => (
            <li key={pillar.pillar}>
              <a href={`#${pillarId(index)}`}>{pillar.pillar}</a>
              <TallyBar tally={pillar} label={pillar.pillar} />
              <span className="figures soft">{words.reachedOf(pillar.reached, pillar.reached + pillar.notReached + pillar.noData)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="board-tally" aria-labelledby="tally-tasks">
        <h2 id="tally-tasks">
          <a href="/nhiem-vu">{words.tasks}</a>
        </h2>
        <dl className="figures">
          <Count label={words.doneOnTime} value={taskCounts.doneOnTime} tone="good" />
          <Count label={words.doneLate} value={taskCounts.doneLate} tone="warn" />
          <Count label={words.openWithinDeadline} value={taskCounts.openWithinDeadline} tone="plain" />
          <Count label={words.openOverdue} value={taskCounts.openOverdue} tone="bad" />
        </dl>
        {taskCounts.dueCompletionRate === null ? null : (
          <p className="soft small">{words.rate(`${formatDecimal(taskCounts.dueCompletionRate, 2)}%`)}</p>
        )}
      </section>
      <OpenQuestionsTally planId={board.planId} />
    </div>
  )
}

function Count({
  label,
  value,
  tone,
}: {
  readonly label: string
  readonly value: number
  readonly tone: 'good' | 'bad' | 'warn' | 'plain' | 'none'
}) {
  return (
    <div className={`board-count board-count-${tone}`}>
      <dd>{value}</dd>
      <dt>{label}</dt>
    </div>
  )
}

function TallyBar({ tally, label }: { readonly tally: { reached: number; notReached: number; noData: number }; readonly label: string }) {
  const words = useWords(scoreboardWords)
  return (
    <Bar
      label={label}
      parts={[
        { value: tally.notReached, tone: 'bad', label: words.notReached },
        { value: tally.noData, tone: 'none', label: words.noData },
        { value: tally.reached, tone: 'good', label: words.reached },
      ]}
    />
  )
}

type UnitRow = Scoreboard['units'][number]

function UnitCell({ row: { unit, reportId, asItIs } }: { readonly row: UnitRow }) {
  const words = useWords(scoreboardWords).lens
  return (
    <>
      {reportId === null ? unit.name : <a href={`/bao-cao/${reportId}`}>{unit.name}</a>}
      {asItIs && isRolled(unit.id, asItIs.holds) ? (
        <div className="soft">
          {words.from(
            asItIs.holds
              .map((held) => (held.share === '1' ? held.unit.shortName : words.part(shareText(held.share), held.unit.shortName)))
              .join(', '),
          )}{' '}
          {asItIs.isEstimated ? <Estimated /> : null}
        </div>
      ) : null}
      {asItIs?.targetsDiffer ? <div className="soft">{words.targetsDiffer}</div> : null}
    </>
  )
}

function ReportState({ row }: { readonly row: UnitRow }) {
  const words = useWords(scoreboardWords)
  const holds = row.asItIs?.holds ?? []
  if (holds.length > 1 && !row.approved)
    return (
      <StatePill tone={row.reported ? 'accent' : 'none'}>
        {words.lens.oldReports(holds.filter(({ approved }) => approved).length, holds.length)}
      </StatePill>
    )
  if (row.approved) return <StatePill tone="good">{words.approved}</StatePill>
  if (row.reported) return <StatePill tone="accent">{words.reported}</StatePill>
  return <StatePill tone="none">{words.silent}</StatePill>
}

const pillarId = (index: number): string => `tru-cot-${index + 1}`

function Pillar({
  id,
  pillar,
  indicators,
  breaks,
}: {
  readonly id: string
  readonly pillar: Scoreboard['pillars'][number]
  readonly indicators: readonly BoardIndicator[]
  readonly breaks: readonly SparkBreak[]
}) {
  const words = useWords(scoreboardWords)
  return (
    <section className="pillar" id={id} aria-label={pillar.pillar}>
      <header className="pillar-head">
        <h3>{pillar.pillar}</h3>
        <p className="figures soft">
          {words.notReached} {pillar.notReached} · {words.noData} {pillar.noData} · {words.reached} {pillar.reached}
        </p>
      </header>
      <ul className="pillar-cells">
        {worstFirst(indicators).map((indicator) => (
          <li key={indicator.id}>
            <Cell indicator={indicator} breaks={breaks} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Cell({ indicator, breaks }: { readonly indicator: BoardIndicator; readonly breaks: readonly SparkBreak[] }) {
  const words = useWords(scoreboardWords)
  const thatTime = indicator.asItIs?.asItWas
  const isSaid = isInWords(indicator.kind)
  return (
    <button
      type="button"
      className={`board-cell board-cell-${isSaid ? 'words' : indicator.attainment}`}
      onClick={() => openQuery('chi-tieu', indicator.id)}
    >
      <span className="board-cell-name">{indicator.name}</span>
      <span className="board-cell-line">
        <span className="board-cell-result figures">
          <Result indicator={indicator} /> {indicator.asItIs?.isEstimated && indicator.result !== null ? <Estimated /> : null}
        </span>
        {isSaid ? null : (
          <Sparkline
            points={indicator.trend.map(({ period, result }) => ({
              label: shortPeriod(period),
              value: result,
              shown: result === null ? '' : formatQuantity(result, indicator.digits, indicator.unitOfMeasure),
            }))}
            target={indicator.target.value}
            breaks={breaks}
          />
        )}
      </span>
      {isSaid ? (
        <span className="board-cell-line soft">{words.inWords}</span>
      ) : (
        <span className="board-cell-line">
          <span className="figures">
            {words.target} {indicator.targetText}
          </span>
          <AttainmentPill attainment={indicator.attainment} />
        </span>
      )}
      <span className="board-cell-foot figures">
        <span>
          {thatTime
            ? words.lens.coverageOf(indicator.reportedUnits, thatTime.assignedUnits, indicator.approvedUnits)
            : words.coverageOf(indicator.reportedUnits, indicator.assignedUnits, indicator.approvedUnits)}
        </span>
        {indicator.kind === 'unitCount' && thatTime && thatTime.numerator !== null ? (
          <span>{words.lens.thatTime(`${formatDecimal(thatTime.numerator)}/${formatDecimal(thatTime.denominator ?? '0')}`)}</span>
        ) : null}
        <Distance indicator={indicator} />
      </span>
      {indicator.feeds.map(({ system, units, at }) => (
        <span key={system} className="board-cell-foot figures">
          {words.feed(system, formatInstant(at), units)}
        </span>
      ))}
    </button>
  )
}

function Result({ indicator }: { readonly indicator: BoardIndicator }) {
  const words = useWords(scoreboardWords)
  const { approvedUnits, assignedUnits, asItIs } = indicator
  if (isInWords(indicator.kind)) return <>{words.answered(approvedUnits, asItIs?.asItWas.assignedUnits ?? assignedUnits)}</>
  if (indicator.result === null) return <NoValue />
  if (isOneAnswer(indicator.kind)) return <>{indicator.attainment === 'reached' ? words.yes : words.no}</>
  if (indicator.kind === 'unitCount')
    return <>{`${formatDecimal(indicator.numerator ?? '0')}/${formatDecimal(indicator.denominator ?? '0')}`}</>
  return <>{formatQuantity(indicator.result, indicator.digits, indicator.unitOfMeasure === '%' ? '%' : null)}</>
}

function Distance({ indicator: { distance, attainment, digits, unitOfMeasure } }: { readonly indicator: BoardIndicator }) {
  const words = useWords(scoreboardWords)
  if (distance === null || (attainment === 'reached' && !/[1-9]/u.test(distance))) return null
  const number = formatDecimal(distance.replace('-', ''), digits)
  const amount = unitOfMeasure === '%' ? words.points(number) : number
  return <span>{isNegative(distance) ? words.short(amount) : words.above(amount)}</span>
}
