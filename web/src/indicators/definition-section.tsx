import { isInWords } from '@haidang/domain/indicators/indicator'
import type { IndicatorPage as Page } from '@haidang/api/indicators'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { formatInstant, formatPeriod, formatTarget } from '../app/format.ts'
import { Button } from '../ui/button.tsx'
import { Table } from '../ui/table.tsx'
import type { Column } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { plansWords } from '../words/plans.ts'
import { valueText } from './value.tsx'

/** Where it should stand, period by period, as it was set and set again. */
export function Path({ page: { paths, definition, can }, onChange }: { readonly page: Page; readonly onChange: () => void }) {
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
                    {words.stepsOf(steps.map(({ period, value }) => `${formatPeriod(period)} ${valueText(value, definition)}`).join('; '))}
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

/** What it means in the period, the sentence that it comes from, and every definition before. */
export function Definition({ page, onChange }: { readonly page: Page; readonly onChange: () => void }) {
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
    ...(isInWords(kind) ? [] : ([[words.unitOfMeasure, declared(of.unitOfMeasure)]] as const)),
    [words.rollUp, plans.rollUps[of.rollUp]],
    ...(kind === 'formula' || isInWords(kind)
      ? []
      : ([[words.periodMethod, declared(of.periodMethod && all.periodMethods[of.periodMethod])]] as const)),
    [words.lineagePolicy, of.lineagePolicy === null ? words.usual : all.lineagePolicies[of.lineagePolicy]],
    ...(kind === 'formula' ? [] : ([[words.source, declared(of.source)]] as const)),
    [words.owner, owner?.name ?? declared(null)],
    ...(kind === 'formula' || isInWords(kind)
      ? []
      : ([[words.cascadeRule, declared(of.cascadeRule && all.cascade.rules[of.cascadeRule])]] as const)),
  ]
  return (
    <section aria-labelledby="definition">
      <div className="indicator-head">
        <h2 id="definition">
          {words.title} <span className="soft">{words.inForce(formatPeriod(period))}</span>
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
                  {formatPeriod(fromPeriod)}
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
