import './reorganisations.css'
import type { Reorganisations } from '@haidang/api/reorganisations'
import { formatDay } from '@haidang/domain/periods/day'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { LinkButton } from '../ui/button.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { reorganisationsWords } from '../words/reorganisations.ts'
import { stateTones } from './states.ts'

type Head = Reorganisations['reorganisations'][number]

/** Every reorganisation of the office: prepared, waiting for its day, applied, undone. */
export function ListPage({ isOfParticulars }: { readonly isOfParticulars: boolean }) {
  const all = useWords(reorganisationsWords)
  const words = all.list
  const { data, error, loading, reload } = useQuery<Reorganisations>('/api/reorganisations')
  const about = isOfParticulars ? 'particulars' : 'units'
  const listed = data?.reorganisations.filter((one) => one.about === about)
  const count = (wanted: Head['about']): string => String(data?.reorganisations.filter((one) => one.about === wanted).length)
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
        actions={listed && listed.length > 0 ? prepare : undefined}
      />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={5} /> : null}
      {data?.reorganisations.some((one) => one.about === 'particulars') ? (
        <div className="reorganisations-about screen-only">
          <FilterChips
            label={words.about1}
            chips={[
              { value: 'units', label: words.ofUnits(count('units')) },
              { value: 'particulars', label: words.ofParticulars(count('particulars')) },
            ]}
            value={about}
            onChange={(next) => navigate(next === 'units' ? '/don-vi/sap-xep' : '/don-vi/sap-xep?xem=thu-truong', { replace: true })}
          />
        </div>
      ) : null}
      {listed?.length === 0 ? (
        <EmptyState title={words.emptyTitle} action={prepare}>
          {words.emptyDetail}
        </EmptyState>
      ) : null}
      {listed && listed.length > 0 ? (
        <Table
          caption={words.list}
          rows={listed}
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
