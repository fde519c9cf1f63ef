import { isInWords, isOneAnswer } from '@haidang/domain/indicators/indicator'
import type { Proof, Scoreboard } from '@haidang/api/consolidation'
import { formatDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatPeriod, formatQuantity, formatSize, shortPeriod } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { useSession } from '../session/session.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Drawer } from '../ui/dialog.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import type { SparkBreak } from '../ui/sparkline.tsx'
import { Answers, Said } from '../ui/said.tsx'
import { AttainmentPill, NoValue } from '../ui/state-pill.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { scoreboardWords } from '../words/scoreboard.ts'
import { Estimated, WithNobody } from './lens-choice.tsx'
import { asItWas, askThrough, indicatorAddress, isRolled, rolledFirst, shareText } from './lens.ts'
import type { BoardLens } from './lens.ts'

type Trend = Scoreboard['indicators'][number]['trend']
type Cell = Proof['cells'][number]

/** A number opened: who typed what, who approved it, what proves it, and the words of the plan that it answers. */
export function ProofDrawer({
  indicatorId,
  period,
  lens = asItWas,
  trend = [],
  breaks = [],
}: {
  readonly indicatorId: string
  readonly period: string
  readonly lens?: BoardLens
  readonly trend?: Trend
  readonly breaks?: readonly SparkBreak[]
}) {
  const proof = useQuery<Proof>(`/api/scoreboard/indicators/${indicatorId}${askThrough(lens, { period })}`)
  const words = useWords(scoreboardWords)
  return (
    <Drawer open wide onClose={() => setQuery('chi-tieu', null)} title={proof.data?.indicator.name ?? words.title}>
      {proof.error !== undefined && !proof.data ? <ProblemState error={proof.error} onRetry={() => void proof.reload()} /> : null}
      {proof.loading ? <Skeleton /> : null}
      {proof.data ? <Opened proof={proof.data} seenThrough={lens} period={period} trend={trend} breaks={breaks} /> : null}
    </Drawer>
  )
}

function Opened({
  proof,
  period,
  trend,
  breaks,
  seenThrough,
}: {
  readonly proof: Proof
  readonly seenThrough: BoardLens
  readonly period: string
  readonly trend: Trend
  readonly breaks: readonly SparkBreak[]
}) {
  const words = useWords(scoreboardWords)
  const { indicator, city, asItIs, lens } = proof
  // The reading of a document is the synthesis officer's and the auditor's; everybody sees the plan.
  const { can } = useSession()
  const seesDocument = can.importDirective || can.readAudit
  return (
    <div className="proof">
      <section className="proof-city" aria-label={formatPeriod(period)}>
        <p className="proof-result figures">
          {isInWords(indicator.kind) ? (
            words.answered(proof.cells.filter(({ counted }) => counted).length, proof.cells.length)
          ) : (
            <>
              {city.result === null ? <NoValue /> : <Shown indicator={indicator} figure={city} />}{' '}
              <AttainmentPill attainment={city.attainment} />
            </>
          )}
        </p>
        <p className="figures">
          {indicator.kind === 'ratio' && city.numerator !== null && city.denominator !== null ? (
            <span>
              {formatDecimal(city.numerator)} / {formatDecimal(city.denominator)} ·{' '}
            </span>
          ) : null}
          {isInWords(indicator.kind) ? words.inWords : `${words.target} ${indicator.targetText}`}
        </p>
        <p className="soft">
          {words.howRolledUp}: {Object.entries(words.rollUps).find(([method]) => method === indicator.rollUp)?.[1]}
        </p>
        {asItIs ? (
          <>
            {isInWords(indicator.kind) ? null : (
              <p className="soft figures">
                {words.lens.cityThen}:{' '}
                {asItIs.asItWas.result === null ? <NoValue /> : <Shown indicator={indicator} figure={asItIs.asItWas} />}
              </p>
            )}
            <p className="soft">
              {words.lens.policy}: {words.lens.policies[asItIs.policy]}
            </p>
          </>
        ) : null}
        {indicator.numeratorLabel ? (
          <p className="soft">
            {words.numerator}: {indicator.numeratorLabel}.{' '}
            {indicator.denominatorLabel ? `${words.denominator}: ${indicator.denominatorLabel}.` : null}
          </p>
        ) : null}
      </section>
      <div className="proof-sides">
        {trend.length === 0 || isInWords(indicator.kind) ? null : (
          <section aria-labelledby="proof-trend">
            <h3 id="proof-trend">{words.trend}</h3>
            <div className="proof-trend figures">
              <Sparkline
                width={300}
                height={72}
                breaks={breaks}
                points={trend.map((point) => ({
                  label: shortPeriod(point.period),
                  value: point.result,
                  shown: point.result === null ? '' : formatQuantity(point.result, indicator.digits, indicator.unitOfMeasure),
                }))}
              />
              <ul>
                {trend.map((point, index) => (
                  <li key={point.period}>
                    {breaks
                      .filter(({ at }) => at === index)
                      .map(({ label }) => (
                        <span key={label} className="proof-break">
                          {label} ·{' '}
                        </span>
                      ))}
                    <span className="soft">{shortPeriod(point.period)}</span>{' '}
                    {point.result === null ? <NoValue /> : formatQuantity(point.result, indicator.digits, indicator.unitOfMeasure)}{' '}
                    {point.isEstimated ? <Estimated /> : null}
                  </li>
                ))}
              </ul>
            </div>
          </section>
        )}
        <section aria-labelledby="proof-clause">
          <h3 id="proof-clause">{words.clause}</h3>
          {proof.clause.text === '' ? null : <blockquote className="proof-clause">{proof.clause.text}</blockquote>}
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
            <LinkButton small icon="programme" href={indicatorAddress(indicator.id, period, seenThrough)}>
              {words.openIndicator}
            </LinkButton>
          </p>
        </section>
      </div>
      {asItIs && lens?.on ? (
        <section aria-labelledby="proof-now">
          <h3 id="proof-now">{words.lens.cellsNow(formatDay(lens.on))}</h3>
          <CellsNow indicator={indicator} units={asItIs.units} caption={words.lens.cellsNow(formatDay(lens.on))} />
          <WithNobody of={lens.withNobody} on={lens.on} />
        </section>
      ) : null}
      {proof.formula ? <Inputs formula={proof.formula} period={period} /> : null}
      {proof.formula ? null : (
        <section aria-labelledby="proof-cells">
          <h3 id="proof-cells">{asItIs ? words.lens.cellsThen : words.cells}</h3>
          <Cells proof={proof} />
        </section>
      )}
    </div>
  )
}

/** What a computed number came from; each of them opens to its own cells. */
function Inputs({ formula: { text, inputs }, period }: { readonly formula: NonNullable<Proof['formula']>; readonly period: string }) {
  const words = useWords(scoreboardWords)
  return (
    <section aria-labelledby="proof-inputs">
      <h3 id="proof-inputs">{words.computedFrom}</h3>
      <p>
        <code lang="vi">{text}</code>
      </p>
      <Table
        caption={words.computedFrom}
        rows={inputs}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: words.indicator,
            rowHead: true,
            cell: ({ id, code, name }) => (
              <a href={`/bang-dieu-hanh?ky=${period}&chi-tieu=${id}`}>
                [{code}] {name}
              </a>
            ),
          },
          {
            key: 'result',
            head: words.result,
            number: true,
            cell: ({ result, digits, unitOfMeasure }) => (result === null ? <NoValue /> : formatQuantity(result, digits, unitOfMeasure)),
          },
        ]}
      />
    </section>
  )
}

type CellNow = NonNullable<Proof['asItIs']>['units'][number]

/** Units of the day, each with the old units behind its figure and the shares that were counted. */
function CellsNow({
  indicator,
  units,
  caption,
}: {
  readonly indicator: Proof['indicator']
  readonly units: readonly CellNow[]
  readonly caption: string
}) {
  const words = useWords(scoreboardWords)
  const amounts: readonly Column<CellNow>[] =
    indicator.kind === 'ratio'
      ? [
          { key: 'numerator', head: words.numerator, number: true, cell: ({ numerator }) => <Amount value={numerator} /> },
          { key: 'denominator', head: words.denominator, number: true, cell: ({ denominator }) => <Amount value={denominator} /> },
        ]
      : []
  return (
    <Table
      caption={caption}
      rows={rolledFirst(units)}
      rowKey={({ unit }) => unit.id}
      columns={[
        { key: 'unit', head: words.unit, rowHead: true, cell: ({ unit }) => unit.shortName },
        ...amounts,
        ...(isInWords(indicator.kind)
          ? [
              {
                key: 'answers',
                head: words.answer,
                cell: ({ unit, holds, answers = [] }: CellNow) => <Answers of={answers} isNamed={isRolled(unit.id, holds)} />,
              },
            ]
          : [
              {
                key: 'result',
                head: words.result,
                number: true,
                cell: (cell: CellNow) => (
                  <>
                    {cell.result === null ? <NoValue /> : <Shown indicator={indicator} figure={cell} />}{' '}
                    {cell.isEstimated ? <Estimated /> : null}
                  </>
                ),
              },
              {
                key: 'attainment',
                head: words.target,
                cell: ({ attainment, targetText, targetsDiffer }: CellNow) =>
                  targetText === null && targetsDiffer ? (
                    <span className="soft">{words.lens.noCommonTarget}</span>
                  ) : (
                    <AttainmentPill attainment={attainment} />
                  ),
              },
            ]),
        { key: 'behind', head: words.lens.behind, cell: (cell) => <Behind cell={cell} /> },
      ]}
    />
  )
}

function Behind({ cell: { unit, holds, isEstimated } }: { readonly cell: CellNow }) {
  const words = useWords(scoreboardWords)
  if (!isRolled(unit.id, holds)) return null
  return (
    <ul>
      {holds.map((held) => (
        <li key={held.unit.id}>
          <a href={`/bao-cao/${held.reportId}`} title={words.openReport(held.unit.name)}>
            {held.share === '1' ? held.unit.shortName : words.lens.part(shareText(held.share), held.unit.shortName)}
          </a>{' '}
          {held.isCounted ? (
            isEstimated && held.isEstimated ? (
              <Estimated />
            ) : null
          ) : (
            <span className="soft">{words.lens.nothingBehind}</span>
          )}
        </li>
      ))}
    </ul>
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
              {cell.feed ? <div className="soft">{words.cellFeed(cell.feed.system, formatInstant(cell.feed.at))}</div> : null}
              {(cell.explained ?? []).map(({ code, reason }) => (
                <div key={code} className="soft">
                  {words.explained(reason)}
                </div>
              ))}
              {!cell.counted && (cell.numerator !== null || cell.words !== undefined) ? (
                <div className="soft">{words.notCounted}</div>
              ) : null}
            </>
          ),
        },
        ...figures,
        ...(isInWords(indicator.kind)
          ? [{ key: 'answer', head: words.answer, cell: ({ words: said }: Cell) => <Said words={said} /> }]
          : [
              {
                key: 'result',
                head: words.result,
                number: true,
                cell: (cell: Cell) => (cell.result === null ? <NoValue /> : <Shown indicator={indicator} figure={cell} />),
              },
              { key: 'attainment', head: words.target, cell: ({ attainment }: Cell) => <AttainmentPill attainment={attainment} /> },
            ]),
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
  const isYesNo = isOneAnswer(indicator.kind) || (indicator.kind === 'unitCount' && figure.denominator === null)
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
