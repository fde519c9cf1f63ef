import './feeds.css'
import type { Feeds } from '@haidang/api/feeds'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import { ConditionPill, OutcomePill } from './condition-pill.tsx'

type Head = Feeds['feeds'][number]

/** What other systems tell the office, and how each of them does. */
export function ListPage() {
  const words = useWords(feedsWords)
  const { data, error, loading, reload } = useQuery<Feeds>('/api/feeds')
  const add = (
    <LinkButton look="primary" icon="plus" href="/nguon-du-lieu/moi">
      {words.add}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={words.title} facts={<span>{words.about}</span>} actions={data && data.feeds.length > 0 ? add : undefined} />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={4} /> : null}
      {data?.feeds.length === 0 ? (
        <EmptyState title={words.emptyTitle} action={add}>
          {words.emptyDetail}
        </EmptyState>
      ) : null}
      {data && data.feeds.length > 0 ? <List feeds={data.feeds} /> : null}
    </>
  )
}

function List({ feeds }: { readonly feeds: readonly Head[] }) {
  const words = useWords(feedsWords)
  const { columns } = words
  return (
    <Table
      caption={words.list}
      rows={feeds}
      rowKey={({ id }) => id}
      onOpen={({ id }) => navigate(`/nguon-du-lieu/${id}`)}
      columns={[
        {
          key: 'name',
          head: columns.name,
          rowHead: true,
          cell: ({ id, name, system }) => (
            <>
              <a href={`/nguon-du-lieu/${id}`} lang="vi">
                {name}
              </a>
              <div className="soft small" lang="vi">
                {system}
              </div>
            </>
          ),
        },
        { key: 'kind', head: columns.kind, cell: ({ kind }) => words.kinds[kind] },
        { key: 'condition', head: columns.condition, cell: ({ condition }) => <ConditionPill condition={condition} /> },
        { key: 'last', head: columns.last, cell: (head) => <Last head={head} /> },
        { key: 'next', head: columns.next, cell: (head) => <Next head={head} /> },
        { key: 'newest', head: columns.newest, cell: ({ newestAt }) => (newestAt === null ? words.never : formatInstant(newestAt)) },
      ]}
    />
  )
}

function Last({ head: { lastRun } }: { readonly head: Head }) {
  const words = useWords(feedsWords)
  if (lastRun === null) return <span className="soft">{words.never}</span>
  return (
    <>
      {formatInstant(lastRun.startedAt)}
      <div>
        <OutcomePill outcome={lastRun.outcome} />
      </div>
    </>
  )
}

function Next({ head: { kind, state, nextRunAt } }: { readonly head: Head }) {
  const words = useWords(feedsWords)
  if (nextRunAt !== null) return formatInstant(nextRunAt)
  return <span className="soft">{state === 'paused' || kind !== 'push' ? words.pausedNow : words.notAsked}</span>
}
