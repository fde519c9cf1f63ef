import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import type { Consolidation } from '@haidang/api/consolidation'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatQuantity } from '../app/format.ts'
import { openQuery } from '../app/router.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { consolidationWords } from '../words/consolidation.ts'

type Report = Consolidation['preview']
type Indicator = Report['indicators'][number]

/** The figures of the city, each with what it was divided from and how many units stand behind it. */
export function Figures({ report }: { readonly report: Report }) {
  const all = useWords(consolidationWords)
  const words = all.figures
  const count = (attainment: Indicator['cityAttainment']): number =>
    report.indicators.filter(({ kind, cityAttainment }) => !isInWords(kind) && cityAttainment === attainment).length
  const { doneOnTime, doneLate, openWithinDeadline, openOverdue } = report.taskCounts
  return (
    <div className="stack">
      <p className="row figures">
        <strong>{words.tally(count('reached'), count('notReached'), count('noData'))}</strong>
        <span className="soft">{words.openHint}</span>
      </p>
      <Table
        caption={words.caption}
        rows={report.indicators}
        rowKey={({ indicatorId }) => indicatorId}
        groupOf={({ pillar }) => pillar}
        onOpen={({ indicatorId }) => openQuery('chi-tieu', indicatorId)}
        columns={[
          { key: 'order', head: words.order, number: true, width: 'narrow', cell: ({ order }) => order },
          { key: 'name', head: words.indicator, rowHead: true, width: 'wide', cell: (indicator) => indicator.name },
          {
            key: 'numerator',
            head: words.numerator,
            number: true,
            cell: ({ kind, cityNumerator }) => (isOneAnswer(kind) || isInWords(kind) ? '' : <Amount value={cityNumerator} />),
          },
          {
            key: 'denominator',
            head: words.denominator,
            number: true,
            cell: ({ kind, cityDenominator }) => (kind === 'ratio' || kind === 'unitCount' ? <Amount value={cityDenominator} /> : ''),
          },
          { key: 'result', head: words.result, number: true, cell: (indicator) => <Result indicator={indicator} /> },
          { key: 'target', head: words.target, cell: ({ targetText }) => targetText },
          {
            key: 'attainment',
            head: words.attainment,
            cell: ({ kind, cityAttainment }) => (isInWords(kind) ? null : <AttainmentPill attainment={cityAttainment} />),
          },
          {
            key: 'units',
            head: words.units,
            number: true,
            cell: ({ reportedUnits, assignedUnits }) => `${reportedUnits}/${assignedUnits}`,
          },
        ]}
      />
      <section>
        <h2>{all.tasks.title}</h2>
        <p className="figures">
          <a href="/nhiem-vu">{all.tasks.counts(doneOnTime, doneLate, openWithinDeadline, openOverdue)}</a>
        </p>
      </section>
    </div>
  )
}

const Amount = ({ value }: { readonly value: string | null }) => (value === null ? <NoValue /> : <>{formatDecimal(value)}</>)

function Result({
  indicator: { kind, cityNumerator, cityDenominator, cityResult, cityAttainment, reportedUnits, assignedUnits, digits, unitOfMeasure },
}: {
  readonly indicator: Indicator
}) {
  const words = useWords(consolidationWords).figures
  if (isInWords(kind)) return <>{words.answered(reportedUnits, assignedUnits)}</>
  if (cityResult === null) return <NoValue />
  if (isOneAnswer(kind)) return <strong>{cityAttainment === 'reached' ? words.yes : words.no}</strong>
  if (kind === 'unitCount') return <strong>{`${formatDecimal(cityNumerator ?? '0')}/${formatDecimal(cityDenominator ?? '0')}`}</strong>
  return <strong>{formatQuantity(cityResult, digits, unitOfMeasure === '%' ? '%' : null)}</strong>
}
