import type { Proof } from '@haidang/api/consolidation'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatMonth, formatQuantity, formatSize, shortMonth } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { scoreboardWords } from '../words/scoreboard.ts'

type Trend = readonly { readonly period: string; readonly result: string | null }[]
type Cell = Proof['cells'][number]

/** A number opened: who typed what, who approved it, what proves it, and the words of the plan that it answers. */
export function ProofDrawer({
  indicatorId,
  period,
  trend = [],
}: {
  readonly indicatorId: string
  readonly period: string
  readonly trend?: Trend
}) {
  const proof = useQuery<Proof>(`/api/scoreboard/indicators/${indicatorId}?period=${period}`)
  const words = useWords(scoreboardWords)
  return (
    <Drawer open wide onClose={() => setQuery('chi-tieu', null)} title={proof.data?.indicator.name ?? words.title}>
      {proof.error !== undefined && !proof.data ? <ProblemState error={proof.error} onRetry={() => void proof.reload()} /> : null}
      {proof.loading ? <Skeleton /> : null}
      {proof.data ? <Opened proof={proof.data} period={period} trend={trend} /> : null}
    </Drawer>
  )
}

function Opened({ proof, period, trend }: { readonly proof: Proof; readonly period: string; readonly trend: Trend }) {
  const words = useWords(scoreboardWords)
  const { indicator, city } = proof
  // The reading of a document is the synthesis officer's and the auditor's; everybody sees the plan.
  const { can } = useSession()
  const seesDocument = can.importDirective || can.readAudit
  return (
    <div className="proof">
      <section className="proof-city" aria-label={formatMonth(period)}>
        <p className="proof-result figures">
          {city.result === null ? <NoValue /> : <Shown indicator={indicator} figure={city} />}{' '}
          <AttainmentPill attainment={city.attainment} />
        </p>
        <p className="figures">
          {indicator.kind === 'ratio' && city.numerator !== null && city.denominator !== null ? (
            <span>
              {formatDecimal(city.numerator)} / {formatDecimal(city.denominator)} ·{' '}
            </span>
          ) : null}
          {words.target} {indicator.targetText}
        </p>
        <p className="soft">
          {words.howRolledUp}: {Object.entries(words.rollUps).find(([method]) => method === indicator.rollUp)?.[1]}
        </p>
        {indicator.numeratorLabel ? (
          <p className="soft">
            {words.numerator}: {indicator.numeratorLabel}. {words.denominator}: {indicator.denominatorLabel}.
          </p>
        ) : null}
      </section>
      <div className="proof-sides">
        {trend.length === 0 ? null : (
          <section aria-labelledby="proof-trend">
            <h3 id="proof-trend">{words.trend}</h3>
            <div className="proof-trend figures">
              <Sparkline
                width={300}
                height={72}
                points={trend.map((point) => ({
                  label: shortMonth(point.period),
                  value: point.result,
                  shown: point.result === null ? '' : formatQuantity(point.result, indicator.digits, indicator.unitOfMeasure),
                }))}
              />
              <ul>
                {trend.map((point) => (
                  <li key={point.period}>
                    <span className="soft">{shortMonth(point.period)}</span>{' '}
                    {point.result === null ? <NoValue /> : formatQuantity(point.result, indicator.digits, indicator.unitOfMeasure)}
                  </li>
                ))}
              </ul>
            </div>
          </section>
        )}
        <section aria-labelledby="proof-clause">
          <h3 id="proof-clause">{words.clause}</h3>
          <blockquote className="proof-clause">{proof.clause.text}</blockquote>
          <p className="soft">{words.clauseOf(proof.clause.document)}</p>
          <p className="proof-links">
            {seesDocument && proof.clause.importId && proof.clause.passage ? (
              <LinkButton
                small
                icon="document"
                href={`/van-ban/nhap/${proof.clause.importId}?tu=${proof.clause.passage.start}&den=${proof.clause.passage.end}`}
              >
                {words.openClause}
              </LinkButton>
            ) : null}
            <LinkButton small icon="link" href={`/ke-hoach/${proof.clause.planId}`}>
              {words.openPlan}
            </LinkButton>
          </p>
        </section>
      </div>
      <section aria-labelledby="proof-cells">
        <h3 id="proof-cells">{words.cells}</h3>
        <Cells proof={proof} />
      </section>
    </div>
  )
}

function Cells({ proof }: { readonly proof: Proof }) {
  const words = useWords(scoreboardWords)
  const { indicator } = proof
  const figures: readonly Column<Cell>[] =
    indicator.kind === 'ratio'
      ? [
          { key: 'numerator', head: words.numerator, number: true, cell: ({ numerator }) => <Amount value={numerator} /> },
          { key: 'denominator', head: words.denominator, number: true, cell: ({ denominator }) => <Amount value={denominator} /> },
        ]
      : []
  return (
    <Table
      caption={words.cells}
      rows={proof.cells}
      rowKey={({ unit }) => unit.id}
      rowClass={({ counted }) => (counted ? undefined : 'proof-uncounted')}
      columns={[
        {
          key: 'unit',
          head: words.unit,
          rowHead: true,
          cell: (cell) => (
            <>
              <a href={`/bao-cao/${cell.reportId}`} title={words.openReport(cell.unit.name)}>
                {cell.unit.shortName}
              </a>
              {cell.version > 1 ? <span className="soft"> · {words.version(cell.version)}</span> : null}
              {cell.note ? <div className="soft">{cell.note}</div> : null}
              {!cell.counted && cell.numerator !== null ? <div className="soft">{words.notCounted}</div> : null}
            </>
          ),
        },
        ...figures,
        {
          key: 'result',
          head: words.result,
          number: true,
          cell: (cell) => (cell.result === null ? <NoValue /> : <Shown indicator={indicator} figure={cell} />),
        },
        { key: 'attainment', head: words.target, cell: ({ attainment }) => <AttainmentPill attainment={attainment} /> },
        {
          key: 'reporter',
          head: words.reporter,
          cell: ({ reporter, submittedAt }) => <Who name={reporter} at={submittedAt} none={words.silent} />,
        },
        {
          key: 'approver',
          head: words.approver,
          cell: ({ approver, approvedAt }) => <Who name={approver} at={approvedAt} none={words.notApproved} />,
        },
        {
          key: 'evidence',
          head: words.evidence,
          cell: ({ evidence }) => (
            <ul>
              {evidence.map((file) => (
                <li key={file.id}>
                  <a href={`/api/evidence/${file.id}/file`} download={file.fileName}>
                    {file.fileName}
                  </a>{' '}
                  <span className="soft">{formatSize(file.size)}</span>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

const Amount = ({ value }: { readonly value: string | null }) => (value === null ? <NoValue /> : <>{formatDecimal(value)}</>)

type Figure = { readonly numerator: string | null; readonly denominator: string | null; readonly result: string | null }

function Shown({ indicator, figure }: { readonly indicator: Proof['indicator']; readonly figure: Figure }) {
  const words = useWords(scoreboardWords)
  const isYesNo = indicator.kind === 'milestone' || (indicator.kind === 'unitCount' && figure.denominator === null)
  if (isYesNo) return <>{figure.numerator === '1' ? words.yes : words.no}</>
  if (indicator.kind === 'unitCount') return <>{`${formatDecimal(figure.numerator ?? '0')}/${formatDecimal(figure.denominator ?? '0')}`}</>
  return <>{figure.result === null ? null : formatQuantity(figure.result, indicator.digits, indicator.unitOfMeasure)}</>
}

function Who({ name, at, none }: { readonly name: string | null; readonly at: string | null; readonly none: string }) {
  if (name === null) return <NoValue why={none} />
  return (
    <>
      {name}
      {at === null ? null : <div className="soft figures">{formatInstant(at)}</div>}
    </>
  )
}
