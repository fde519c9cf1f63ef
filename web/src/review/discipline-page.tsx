import './review.css'
import type { DisciplineReply } from '@haidang/api/discipline'
import type { ReportSummary } from '@haidang/api/reports'
import { judgedCount } from '@haidang/domain/reports/discipline'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatPeriod, shortPeriod } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Select } from '../ui/select.tsx'
import { NoValue } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { disciplineWords } from '../words/discipline.ts'

type Row = DisciplineReply['units'][number]
type Cell = Row['cells'][number]

/** Who reports in time and in full, by unit and period of one form. */
export function DisciplinePage({ regimeId, upTo }: { readonly regimeId: string | null; readonly upTo: string | null }) {
  const words = useWords(disciplineWords)
  const asked = new URLSearchParams({ ...(regimeId === null ? {} : { regimeId }), ...(upTo === null ? {} : { upTo }) }).toString()
  const { data, error, loading, reload } = useQuery<DisciplineReply>(`/api/discipline${asked === '' ? '' : `?${asked}`}`)
  return (
    <>
      <PageHead
        title={words.title}
        back={{ href: '/bao-cao', label: words.back }}
        facts={<span>{words.about}</span>}
        actions={data && data.periods.length > 0 ? <Choices data={data} /> : undefined}
      />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={12} /> : null}
      {data?.periods.length === 0 ? <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState> : null}
      {data && data.periods.length > 0 ? <Units data={data} /> : null}
    </>
  )
}

function Choices({ data: { forms, regimeId, allPeriods, periods } }: { readonly data: DisciplineReply }) {
  const words = useWords(disciplineWords)
  return (
    <>
      {forms.length < 2 ? null : (
        <Select
          label={words.form}
          labelHidden
          options={forms.map(({ regimeId: id, name, planTitle }) => ({ value: id, label: [name, planTitle].filter(Boolean).join(' · ') }))}
          value={regimeId}
          onChange={(id) => setQuery('bieu', id)}
        />
      )}
      <Select
        label={words.upTo}
        labelHidden
        options={allPeriods.toReversed().map((period) => ({ value: period, label: words.upToPeriod(formatPeriod(period)) }))}
        value={periods.at(-1) ?? null}
        onChange={(period) => setQuery('den', period)}
      />
    </>
  )
}

function Units({ data }: { readonly data: DisciplineReply }) {
  const words = useWords(disciplineWords)
  const groups = useWords(appWords).groups
  const { periods, units, totals, rule, isRanked } = data
  const rankColumn: readonly Column<Row>[] = isRanked
    ? [{ key: 'rank', head: words.rank, number: true, cell: ({ rank }) => rank ?? <NoValue why={words.noRank} /> }]
    : []
  const columns: readonly Column<Row>[] = [
    { key: 'unit', head: words.unit, rowHead: true, cell: ({ unit }) => <span lang="vi">{unit.shortName}</span> },
    ...rankColumn,
    {
      key: 'onTime',
      head: words.onTime,
      number: true,
      cell: (row) => <Share share={row.onTimeShare} of={`${row.onTime}/${judgedCount(row)}`} />,
    },
    {
      key: 'entered',
      head: words.entered,
      number: true,
      cell: (row) => <Share share={row.enteredShare} of={`${row.entered}/${row.expected}`} />,
    },
    ...periods.map((period) => ({
      key: period,
      head: shortPeriod(period),
      cell: ({ cells }: Row) => <Mark cell={cells.find((cell) => cell.period === period)} />,
    })),
  ]
  return (
    <div className="stack">
      <p className="soft">{words.rule(String(rule.leastReports), String(rule.leastUnitsPercent))}</p>
      {isRanked ? null : <p>{words.notRanked}</p>}
      <ul className="discipline-key" aria-label={words.key}>
        {(['onTime', 'late', 'overdue', 'due'] as const).map((one) => (
          <li key={one} className={`discipline-${one}`}>
            <Icon name={marks[one]} size={14} /> {words.marks[one]}
          </li>
        ))}
        <li>* {words.extended}</li>
      </ul>
      <Table
        caption={words.title}
        rows={units}
        rowKey={({ unit }) => unit.id}
        groupOf={({ unit }) => groups[unit.group]}
        columns={columns}
        foot={
          <tr>
            <th scope="row" colSpan={isRanked ? 4 : 3}>
              {words.all}
            </th>
            {totals.map((total) => (
              <td key={total.period} data-label={shortPeriod(total.period)} title={words.totalOf(total.onTime, total.late, total.missing)}>
                <Share share={total.onTimeShare} of={`${total.onTime}/${judgedCount(total)}`} />
              </td>
            ))}
          </tr>
        }
      />
    </div>
  )
}

function Share({ share, of }: { readonly share: string | null; readonly of: string }) {
  if (share === null) return <NoValue />
  return (
    <span className="figures">
      {formatDecimal(share, 1)}%<span className="soft small discipline-of">{of}</span>
    </span>
  )
}

const marks: Readonly<Record<ReportSummary['punctuality'], IconName>> = { onTime: 'check', late: 'clock', overdue: 'cross', due: 'dash' }

/** One duty: how it was kept, and where the figures are not all there, how many came. */
function Mark({ cell }: { readonly cell: Cell | undefined }) {
  const words = useWords(disciplineWords)
  if (cell === undefined) return null
  const { punctuality, reportId, firstSubmittedAt, dueAt, entered, expected, isExtended } = cell
  const told = [
    words.marks[punctuality],
    firstSubmittedAt === null ? '' : words.handedIn(formatInstant(firstSubmittedAt)),
    words.due(formatInstant(dueAt)),
    isExtended ? words.extended : '',
    punctuality === 'onTime' || punctuality === 'late' ? words.enteredOf(String(entered), String(expected)) : '',
  ]
  const text = told.filter(Boolean).join(', ')
  return (
    <a className={`discipline-mark discipline-${punctuality}`} href={`/bao-cao/${reportId}`} title={text} aria-label={text}>
      <Icon name={marks[punctuality]} size={16} />
      {firstSubmittedAt !== null && entered < expected ? (
        <span className="figures small">
          {entered}/{expected}
        </span>
      ) : null}
      {isExtended ? <span aria-hidden="true">*</span> : null}
    </a>
  )
}
