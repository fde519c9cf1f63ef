import './comparison.css'
import type { PlanComparison } from '@haidang/api/documents'
import { formatDay } from '@haidang/domain/periods/day'
import { formatTarget } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { setQuery } from '../app/router.tsx'
import { Button } from '../ui/button.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import type { Tone } from '../ui/state-pill.tsx'
import type { IconName } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { TextChanges } from '../ui/text-changes.tsx'
import { useWords } from '../words/catalogue.ts'
import { documentsWords } from '../words/documents.ts'

type FateName = PlanComparison['tasks'][number]['fate']
type IndicatorFate = PlanComparison['indicators'][number]
type TaskFate = PlanComparison['tasks'][number]

const fates: readonly FateName[] = ['changed', 'added', 'dropped', 'kept']
const tones: Record<FateName, Tone> = { changed: 'warn', added: 'good', dropped: 'bad', kept: 'plain' }
const marks: Record<FateName, IconName> = { changed: 'edit', added: 'plus', dropped: 'minus', kept: 'dash' }

/** A plan beside the one that it replaces: what was added, what changed and from what to what, what is gone. */
export function ComparisonPage({ id, before, fate }: { readonly id: string; readonly before: string; readonly fate: string | null }) {
  const words = useWords(documentsWords).comparison
  const comparison = useQuery<PlanComparison>(`/api/plans/${id}/comparisons/${before}`)
  const back = { href: `/ke-hoach/${id}`, label: words.back }
  if (!comparison.data)
    return (
      <>
        <PageHead title={words.title} back={back} />
        {comparison.loading ? <Skeleton rows={10} /> : <ProblemState error={comparison.error} onRetry={() => void comparison.reload()} />}
      </>
    )
  const { before: older, after: newer, indicators, tasks } = comparison.data
  const chosen = fates.find((one) => one === fate) ?? 'all'
  const everything = [...indicators, ...tasks]
  const isShown = (one: { readonly fate: FateName }): boolean => chosen === 'all' || one.fate === chosen
  return (
    <>
      <PageHead
        title={words.title}
        back={back}
        facts={
          <>
            <PlanName label={words.newer} plan={newer} />
            <PlanName label={words.older} plan={older} />
          </>
        }
        actions={
          <Button icon="print" onClick={() => print()}>
            {words.print}
          </Button>
        }
      />
      <div className="comparison">
        <FilterChips
          label={words.filter}
          value={chosen}
          onChange={(next) => setQuery('thay-doi', next === 'all' ? null : next)}
          chips={[
            { value: 'all', label: words.all, count: everything.length },
            ...fates.map((one) => ({
              value: one,
              label: words.fates[one],
              count: everything.filter((thing) => thing.fate === one).length,
            })),
          ]}
        />
        <section aria-labelledby="indicators">
          <h2 id="indicators">{words.indicators(String(indicators.filter(isShown).length))}</h2>
          <Indicators fates={indicators.filter(isShown)} isEmpty={indicators.length === 0} />
        </section>
        <section aria-labelledby="tasks">
          <h2 id="tasks">{words.tasks(String(tasks.filter(isShown).length))}</h2>
          <Tasks fates={tasks.filter(isShown)} isEmpty={tasks.length === 0} />
        </section>
        <p className="soft small">{words.how}</p>
      </div>
    </>
  )
}

function PlanName({ label, plan }: { readonly label: string; readonly plan: PlanComparison['before'] }) {
  const words = useWords(documentsWords).comparison
  return (
    <span className="comparison-plan">
      {label}:{' '}
      <a href={`/ke-hoach/${plan.id}`} lang="vi">
        {plan.title}
      </a>{' '}
      <span className="small">({words.of(plan.number ?? words.withoutNumber, formatDay(plan.issuedOn))})</span>
    </span>
  )
}

function FatePill({ fate }: { readonly fate: FateName }) {
  const words = useWords(documentsWords).comparison
  return (
    <StatePill tone={tones[fate]} mark={marks[fate]}>
      {words.fates[fate]}
    </StatePill>
  )
}

const idOf = (one: IndicatorFate | TaskFate): string => ('after' in one ? one.after.id : one.before.id)

function Indicators({ fates: list, isEmpty }: { readonly fates: readonly IndicatorFate[]; readonly isEmpty: boolean }) {
  const words = useWords(documentsWords).comparison
  if (list.length === 0) return <p className="soft">{isEmpty ? words.nothing : words.noneLikeThis}</p>
  return (
    <Table
      caption={words.indicators(String(list.length))}
      rows={list}
      rowKey={idOf}
      rowClass={({ fate }) => (fate === 'kept' ? 'comparison-kept' : undefined)}
      columns={[
        { key: 'fate', head: words.fate, width: 'narrow', cell: ({ fate }) => <FatePill fate={fate} /> },
        {
          key: 'indicator',
          head: words.indicator,
          rowHead: true,
          width: 'wide',
          cell: (one) =>
            one.fate === 'changed' && one.differs.includes('name') ? (
              <TextChanges before={one.before.name} after={one.after.name} />
            ) : 'after' in one ? (
              one.after.name
            ) : (
              one.before.name
            ),
        },
        {
          key: 'before',
          head: words.before,
          number: true,
          cell: (one) => <span className="comparison-target">{'before' in one ? formatTarget(one.before.target) : words.none}</span>,
        },
        {
          key: 'after',
          head: words.after,
          number: true,
          cell: (one) =>
            'after' in one ? (
              <span className={one.fate === 'changed' && one.differs.includes('target') ? 'comparison-target strong' : 'comparison-target'}>
                {formatTarget(one.after.target)}
              </span>
            ) : (
              words.none
            ),
        },
      ]}
    />
  )
}

function Tasks({ fates: list, isEmpty }: { readonly fates: readonly TaskFate[]; readonly isEmpty: boolean }) {
  const words = useWords(documentsWords).comparison
  if (list.length === 0) return <p className="soft">{isEmpty ? words.nothing : words.noneLikeThis}</p>
  const field = (one: TaskFate, difference: 'lead' | 'deadline', of: 'leadText' | 'deadlineText') => {
    if (one.fate === 'changed' && one.differs.includes(difference))
      return <strong>{words.fromTo(one.before[of] || words.none, one.after[of] || words.none)}</strong>
    return ('after' in one ? one.after : one.before)[of] || words.none
  }
  return (
    <Table
      caption={words.tasks(String(list.length))}
      rows={list}
      rowKey={idOf}
      rowClass={({ fate }) => (fate === 'kept' ? 'comparison-kept' : undefined)}
      columns={[
        { key: 'fate', head: words.fate, width: 'narrow', cell: ({ fate }) => <FatePill fate={fate} /> },
        {
          key: 'task',
          head: words.task,
          rowHead: true,
          width: 'wide',
          cell: (one) =>
            one.fate === 'changed' && one.differs.includes('text') ? (
              <TextChanges before={one.before.text} after={one.after.text} />
            ) : 'after' in one ? (
              one.after.text
            ) : (
              one.before.text
            ),
        },
        { key: 'lead', head: words.lead, cell: (one) => field(one, 'lead', 'leadText') },
        { key: 'deadline', head: words.deadline, cell: (one) => field(one, 'deadline', 'deadlineText') },
      ]}
    />
  )
}
