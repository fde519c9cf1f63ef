import './plan.css'
import type { Plan } from '@haidang/api/imports'
import { useState } from 'react'
import { formatDay } from '@haidang/domain/periods/day'
import { formatTarget } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { ReplacedNote } from '../documents/replaced-note.tsx'
import { AddComputed } from '../indicators/add-computed.tsx'
import { regimeInWords, settingsOf } from '../regimes/regime-sentences.ts'
import { RegimeTable } from '../regimes/regime-table.tsx'
import { useSession } from '../session/session.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'
import { indicatorsWords } from '../words/indicators.ts'
import { plansWords } from '../words/plans.ts'
import { regimesWords } from '../words/regimes.ts'
import { unitsInWords } from './draft-words.ts'
import { RoundDialog } from './round-dialog.tsx'
import { numberOfPlan } from './plans-table.tsx'
import { printedDayText } from './read-text.ts'

/** An issued plan as the city works by it: every figure with the sentence it comes from. */
export function PlanPage({ id }: { readonly id: string }) {
  const words = useWords(plansWords)
  const { inRegister } = useWords(documentsWords).replaced
  const computed = useWords(indicatorsWords)
  const { simulator, askRound } = useWords(regimesWords)
  const { can } = useSession()
  const [adding, setAdding] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const plan = useQuery<Plan>(`/api/plans/${id}`)
  if (!plan.data)
    return (
      <>
        <PageHead title={words.plans.plan} back={{ href: '/chuong-trinh', label: words.plans.title }} />
        {plan.loading ? <Skeleton rows={10} /> : <ProblemState error={plan.error} onRetry={() => void plan.reload()} />}
      </>
    )
  const { title, document, issuedOn, issuedBy, version, indicators, tasks, regimes, relations } = plan.data
  return (
    <>
      <PageHead
        title={title}
        back={{ href: '/chuong-trinh', label: words.plans.title }}
        facts={
          <>
            <strong>{words.plan.facts(numberOfPlan(document) ?? words.plan.withoutNumber, formatDay(issuedOn))}</strong>
            {document.issuer ? <span>{document.issuer}</span> : null}
            <span>{words.plan.version(String(version))}</span>
            <span>{words.plan.issuedBy(issuedBy)}</span>
          </>
        }
        actions={
          <>
            {document.importId === null ? null : (
              <LinkButton icon="document" href={`/van-ban/nhap/${document.importId}`}>
                {words.plan.openDocument}
              </LinkButton>
            )}
            {can.issuePlan && regimes.length > 0 ? (
              <Button icon="plus" onClick={() => setIsAsking(true)}>
                {askRound.open}
              </Button>
            ) : null}
            <Button icon="print" onClick={() => print()}>
              {words.plan.print}
            </Button>
          </>
        }
      />
      {isAsking ? <RoundDialog planId={id} plan={plan.data} onClose={() => setIsAsking(false)} /> : null}
      {adding ? <AddComputed planId={id} indicators={indicators} units={plan.data.units} onClose={() => setAdding(false)} /> : null}
      <div className="plan">
        <ReplacedNote planId={id} documentId={document.id} />
        <section aria-labelledby="indicators">
          <div className="plan-section-head">
            <h2 id="indicators">{words.plan.indicators(String(indicators.length))}</h2>
            {can.seeBoard && indicators.length > 0 ? (
              <div className="page-actions screen-only">
                <LinkButton small href={`/ke-hoach/${id}/cau-hoi`}>
                  {computed.questions.title}
                </LinkButton>
                {can.issuePlan && regimes.length > 0 ? (
                  <Button small icon="plus" onClick={() => setAdding(true)}>
                    {computed.add.open}
                  </Button>
                ) : null}
              </div>
            ) : null}
          </div>
          {indicators.length === 0 ? <p className="soft">{words.plan.noIndicators}</p> : <Indicators plan={plan.data} />}
        </section>
        <section aria-labelledby="tasks">
          <h2 id="tasks">{words.plan.tasks(String(tasks.length))}</h2>
          {tasks.length === 0 ? <p className="soft">{words.plan.noTasks}</p> : <Tasks plan={plan.data} />}
        </section>
        <section aria-labelledby="regimes">
          <div className="plan-section-head">
            <h2 id="regimes">{words.plan.regimes}</h2>
            {can.seeBoard && regimes.length > 0 ? (
              <div className="page-actions screen-only">
                <LinkButton small icon="clock" href={`/ke-hoach/${id}/thu-han`}>
                  {simulator.open}
                </LinkButton>
              </div>
            ) : null}
          </div>
          {regimes.length === 0 ? <p className="soft">{words.plan.noRegime}</p> : null}
          {regimes.map((one) => (
            <Regime key={one.regime.id} of={one} />
          ))}
        </section>
        <section aria-labelledby="relations">
          <h2 id="relations">{words.plan.relations}</h2>
          <a className="screen-only" href={`/van-ban/${document.id}`}>
            {inRegister}
          </a>
          {relations.length === 0 ? <p className="soft">{words.plan.noRelations}</p> : <Relations relations={relations} />}
        </section>
      </div>
    </>
  )
}

type Row = Plan['indicators'][number]

function Indicators({ plan }: { readonly plan: Plan }) {
  const words = useWords(plansWords)
  const { can } = useSession()
  return (
    <Table<Row>
      caption={words.plan.indicators(String(plan.indicators.length))}
      rows={plan.indicators}
      rowKey={({ id }) => id}
      groupOf={({ pillar }) => capitalised(pillar)}
      columns={[
        { key: 'code', head: words.plan.code, width: 'narrow', cell: ({ code }) => code },
        {
          key: 'indicator',
          head: words.plan.indicator,
          rowHead: true,
          width: 'wide',
          cell: ({ id, name, numeratorLabel, denominatorLabel, clause, source }) => (
            <>
              <div>{can.seeBoard ? <a href={`/chi-tieu/${id}`}>{name}</a> : name}</div>
              {numeratorLabel === null ? null : (
                <div className="soft small">
                  {words.plan.numerator}: {numeratorLabel}
                  <br />
                  {words.plan.denominator}: {denominatorLabel}
                </div>
              )}
              <Clause text={clause} source={source} importId={plan.document.importId} />
            </>
          ),
        },
        {
          key: 'target',
          head: words.plan.target,
          number: true,
          cell: ({ target }) => <strong className="plan-target">{formatTarget(target)}</strong>,
        },
        { key: 'rollUp', head: words.plan.rollUp, cell: ({ rollUp }) => <span className="plan-short">{words.rollUps[rollUp]}</span> },
        { key: 'units', head: words.plan.units, cell: ({ unitIds }) => <Units unitIds={unitIds} plan={plan} /> },
      ]}
    />
  )
}

/** The sentence of the plan, and its place in the document for whoever may see that. */
function Clause({ text, source, importId }: { readonly text: string; readonly source: Row['source']; readonly importId: string | null }) {
  const words = useWords(plansWords).plan
  if (text === '') return null
  return (
    <details className="clause screen-only">
      <summary>{words.clause}</summary>
      <blockquote className="quote" lang="vi">
        {text}
      </blockquote>
      {importId === null || source === null ? null : (
        <a href={`/van-ban/nhap/${importId}?tu=${source.start}&den=${source.end}`}>{words.openClause}</a>
      )}
    </details>
  )
}

function Units({ unitIds, plan }: { readonly unitIds: readonly string[]; readonly plan: Plan }) {
  const words = useWords(plansWords)
  const summary = unitsInWords(unitIds, plan.units, words)
  const named = plan.units.filter(({ id }) => unitIds.includes(id))
  if (named.length < 4) return <span className="plan-short">{summary}</span>
  return (
    <details className="clause plan-short">
      <summary>{summary}</summary>
      <ul className="plain-list small">
        {named.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </details>
  )
}

function Tasks({ plan }: { readonly plan: Plan }) {
  const words = useWords(plansWords)
  return (
    <Table<Plan['tasks'][number]>
      caption={words.plan.tasks(String(plan.tasks.length))}
      rows={plan.tasks}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'task',
          head: words.plan.task,
          rowHead: true,
          width: 'wide',
          cell: ({ text, source }) => (
            <>
              <div>{text}</div>
              {plan.document.importId === null || source === null ? null : (
                <a className="small screen-only" href={`/van-ban/nhap/${plan.document.importId}?tu=${source.start}&den=${source.end}`}>
                  {words.plan.openClause}
                </a>
              )}
            </>
          ),
        },
        {
          key: 'lead',
          head: words.plan.lead,
          cell: ({ leadUnitIds, leadText }) =>
            leadUnitIds.length > 0 ? (
              <Units unitIds={leadUnitIds} plan={plan} />
            ) : (
              <span className="soft">{leadText || words.summary.noLead}</span>
            ),
        },
        { key: 'cooperating', head: words.plan.cooperating, cell: ({ cooperatingText }) => cooperatingText },
        { key: 'deadline', head: words.plan.deadline, cell: ({ deadlineText }) => deadlineText || words.noDeadline },
      ]}
    />
  )
}

function Regime({ of: { regime, dates } }: { readonly of: Plan['regimes'][number] }) {
  const words = useWords(plansWords)
  const sentences = useWords(regimesWords)
  return (
    <div className="plan-regime">
      <div>
        <h3>{regime.name || capitalised(sentences.frequencies[regime.frequency])}</h3>
        {regime.quote === '' ? null : (
          <>
            <p className="soft small">{words.regime.quote}</p>
            <blockquote className="quote" lang="vi">
              {regime.quote}
            </blockquote>
          </>
        )}
        <p className="soft small">{words.regime.reading}</p>
        <p>{[sentences.frequencies[regime.frequency], ...regimeInWords(settingsOf(regime), sentences)].join('; ')}</p>
        {regime.asksFigures ? null : <p>{sentences.onlyWords}</p>}
      </div>
      <RegimeTable lines={dates} />
    </div>
  )
}

function Relations({ relations }: { readonly relations: Plan['relations'] }) {
  const words = useWords(plansWords)
  const relationWords = new Map<string, string>(Object.entries(words.relations))
  return (
    <Table<Plan['relations'][number]>
      caption={words.plan.relations}
      rows={relations}
      rowKey={({ relation, type, number, passage }) => `${relation} ${type} ${number ?? ''} ${passage}`}
      columns={[
        { key: 'passage', head: words.documents.document, rowHead: true, width: 'wide', cell: ({ passage }) => passage },
        { key: 'relation', head: words.fields.relation, cell: ({ relation }) => relationWords.get(relation) ?? relation },
        { key: 'number', head: words.fields.citationNumber, width: 'narrow', cell: ({ number }) => number ?? '–' },
        { key: 'date', head: words.fields.date, width: 'narrow', cell: ({ date }) => (date === null ? '–' : printedDayText(date)) },
      ]}
    />
  )
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
