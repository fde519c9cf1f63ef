import './explorer.css'
import type { Change, Changes } from '@haidang/api/analytics'
import { addDays, dayOf, daysBetween, formatDay, isDay, timeOf } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useNow } from '../app/clock.ts'
import { formatPeriod, weekdayOf } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { TextField } from '../ui/field.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { explorerWords } from '../words/explorer.ts'

const longestDays = 92
const figuresShown = 5

/** What was approved, corrected, returned, and asked anew in a week, or on other days: `?tu=2024-05-14&den=2024-05-20`. */
export function ChangesPage({ query }: { readonly query: URLSearchParams }) {
  const words = useWords(explorerWords)
  const today = dayOf(useNow())
  const to = dayIn(query.get('den')) ?? today
  const from = dayIn(query.get('tu')) ?? addDays(to, -6)
  const isAsked = from <= to && daysBetween(from, to) < longestDays
  const changes = useQuery<Changes>(isAsked ? `/api/changes?from=${from}&to=${to}` : null)
  const isWeek = !query.has('tu') && !query.has('den')
  return (
    <>
      <PageHead
        title={isWeek ? words.changes.inWeek : words.changes.title}
        facts={<span>{words.changes.facts(formatDay(from), formatDay(to))}</span>}
        back={{ href: '/tra-cuu', label: words.back }}
      />
      <div className="changes-days screen-only">
        <TextField type="date" label={words.changes.from} value={from} onChange={(day) => dayIn(day) && setQuery('tu', day)} />
        <TextField
          type="date"
          label={words.changes.to}
          value={to}
          onChange={(day) => dayIn(day) && setQuery('den', day)}
          error={isAsked ? undefined : words.changes.tooLong}
        />
      </div>
      {changes.loading ? <Skeleton rows={6} /> : null}
      {changes.error !== undefined && !changes.data ? <ProblemState error={changes.error} onRetry={() => void changes.reload()} /> : null}
      {changes.data && isAsked ? <Days of={changes.data} /> : null}
    </>
  )
}

const dayIn = (text: string | null): string | undefined => (text !== null && isDay(text) ? text : undefined)

function Days({ of }: { readonly of: Changes }) {
  const words = useWords(explorerWords).changes
  if (of.changes.length === 0) return <p className="soft">{words.none}</p>
  const days = [...Map.groupBy(of.changes, ({ at }) => dayOf(at))]
  return (
    <div className="changes">
      {days.map(([day, changes]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>
            {weekdayOf(day)} {formatDay(day)}
          </h2>
          <ul>
            {linesOf(changes).map((line) => (
              <li key={`${line[0].at} ${line[0].kind} ${line[0].report?.id ?? line[0].indicator?.id ?? line[0].plan?.id ?? ''}`}>
                <Line of={line} all={of} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {of.more > 0 ? <p className="soft">{words.more(formatDecimal(String(of.more)))}</p> : null}
    </div>
  )
}

type Many = readonly [Change, ...Change[]]

/** Reports of one month that were approved on one day are one line; everything else stands for itself. */
function linesOf(changes: readonly Change[]): readonly Many[] {
  const lines: [Change, ...Change[]][] = []
  for (const change of changes) {
    const same = lines.find(
      ([first]) => change.kind === 'approved' && first.kind === 'approved' && first.report?.period === change.report?.period,
    )
    if (same === undefined) lines.push([change])
    else same.push(change)
  }
  return lines
}

const tones: Readonly<Record<Change['kind'], Tone>> = {
  approved: 'good',
  corrected: 'warn',
  returned: 'bad',
  definition: 'accent',
  path: 'accent',
  unitTargets: 'accent',
  plan: 'accent',
}

function Line({ of, all }: { readonly of: Many; readonly all: Changes }) {
  const words = useWords(explorerWords).changes
  const [change] = of
  const { kind, at, by, reason, report, indicator, plan } = change
  return (
    <>
      <div className="change-line">
        <StatePill tone={tones[kind]} {...(kind === 'returned' ? { mark: 'return' as const } : {})}>
          {words.kinds[kind]}
        </StatePill>
        <span>
          {report === null ? null : of.length > 1 ? (
            <>
              {words.approvedMany(formatDecimal(String(of.length)), formatPeriod(report.period))}: <ReportLinks of={of} />
            </>
          ) : (
            <a href={`/bao-cao/${report.id}`}>{words.report(formatPeriod(report.period), report.unit.name)}</a>
          )}
          {indicator === null ? null : (
            <>
              <a href={`/chi-tieu/${indicator.id}`} lang="vi">
                {indicator.name}
              </a>
              {indicator.from === null ? '' : ` ${words.since(formatPeriod(indicator.from))}`}
            </>
          )}
          {indicator === null && plan !== null ? <a href={`/chuong-trinh/${plan.id}`}>{plan.title}</a> : null}
        </span>
        <span className="soft small push">{words.by(by, timeOf(at))}</span>
      </div>
      {reason === null || kind === 'approved' ? null : <div className="soft small">{words.reason(reason)}</div>}
      <Corrected change={change} all={all} />
    </>
  )
}

function ReportLinks({ of }: { readonly of: Many }) {
  return of.map(({ report }, index) =>
    report === null ? null : (
      <span key={report.id}>
        {index === 0 ? '' : ', '}
        <a href={`/bao-cao/${report.id}`}>{report.unit.shortName}</a>
      </span>
    ),
  )
}

/** What a correction made of figures. */
function Corrected({ change: { figures }, all }: { readonly change: Change; readonly all: Changes }) {
  const words = useWords(explorerWords).changes
  if (figures.length === 0) return null
  return (
    <ul className="soft small">
      {figures.slice(0, figuresShown).map(({ indicatorId, before, after }) => (
        <li key={indicatorId}>
          {words.figure(all.indicators.find(({ id }) => id === indicatorId)?.name ?? '', figureText(before), figureText(after))}
        </li>
      ))}
      {figures.length > figuresShown ? <li>{words.andMore(formatDecimal(String(figures.length - figuresShown)))}</li> : null}
    </ul>
  )
}

function figureText({ numerator, denominator, words }: Change['figures'][number]['before']): string {
  if (words !== undefined && words !== null) return `“${words}”`
  if (numerator === null) return '–'
  return denominator === null ? formatDecimal(numerator) : `${formatDecimal(numerator)}/${formatDecimal(denominator)}`
}
