import type { Reorganisations } from '@haidang/api/reorganisations'
import { formatDay } from '@haidang/domain/periods/day'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { stateTones } from './states.ts'

type Head = Reorganisations['reorganisations'][number]

/** Every reorganisation of the office: prepared, waiting for its day, applied, undone. */
export function ListPage() {
  const all = useWords(reorganisationsWords)
  const words = all.list
  const { data, error, loading, reload } = useQuery<Reorganisations>('/api/reorganisations')
  const prepare = data?.can.prepare ? (
    <LinkButton look="primary" icon="plus" href="/don-vi/sap-xep/moi">
      {words.prepare}
    </LinkButton>
  ) : undefined
  return (
    <>
      <PageHead
        title={words.title}
        back={{ href: '/don-vi', label: words.back }}
        facts={<span>{words.about}</span>}
        actions={data && data.reorganisations.length > 0 ? prepare : undefined}
      />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={5} /> : null}
      {data?.reorganisations.length === 0 ? (
        <EmptyState title={words.emptyTitle} action={prepare}>
          {words.emptyDetail}
        </EmptyState>
      ) : null}
      {data && data.reorganisations.length > 0 ? (
        <Table
          caption={words.list}
          rows={data.reorganisations}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(`/don-vi/sap-xep/${id}`)}
          columns={[
            {
              key: 'name',
              head: words.name,
              rowHead: true,
              width: 'wide',
              cell: ({ id, title }) => (
                <a href={`/don-vi/sap-xep/${id}`} lang="vi">
                  {title}
                </a>
              ),
            },
            {
              key: 'number',
              head: words.number,
              cell: ({ documentNumber }) => (documentNumber === '' ? <span className="soft">{words.noNumber}</span> : documentNumber),
            },
            { key: 'day', head: words.day, width: 'narrow', cell: ({ effectiveOn }) => formatDay(effectiveOn) },
            {
              key: 'state',
              head: words.state,
              width: 'narrow',
              cell: ({ state }) => <StatePill tone={stateTones[state]}>{all.states[state]}</StatePill>,
            },
            { key: 'who', head: words.who, cell: (head) => <Who head={head} /> },
          ]}
        />
      ) : null}
    </>
  )
}

/** Who did the last thing to it, and when. */
export function Who({ head }: { readonly head: Head }) {
  const words = useWords(reorganisationsWords).list
  const { preparedAt, preparedBy, appliedAt, appliedBy, undoneAt, undoneBy } = head
  const said =
    undoneAt !== null
      ? words.undoneBy(formatInstant(undoneAt), undoneBy ?? words.program)
      : appliedAt !== null
        ? words.appliedBy(formatInstant(appliedAt), appliedBy ?? words.program)
        : words.preparedBy(formatInstant(preparedAt), preparedBy ?? words.program)
  return <span className="small">{said}</span>
}
