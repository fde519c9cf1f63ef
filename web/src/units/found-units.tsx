import type { UnitsFound } from '@haidang/api/units'
import { dayOf, formatDay } from '@haidang/domain/periods/day'
import { Fragment, useState } from 'react'
import { useNow } from '../app/clock.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { LinkButton } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { addressOf } from './question.ts'
import type { Question } from './question.ts'
import { useDays } from './use-days.ts'

type Found = UnitsFound['found'][number]

/** Who bears or ever bore a name or code, when, and what each is today. */
export function FoundUnits({ question }: { readonly question: Question }) {
  const words = useWords(unitsWords).found
  const { error, loading, reload, data } = useQuery<UnitsFound>(
    `/api/units/search?${new URLSearchParams({ q: question.q.trim() }).toString()}`,
  )
  // While the next letters are on their way the last answer stays.
  const [last, setLast] = useState(data)
  if (data !== undefined && data !== last) setLast(data)
  const found = (data ?? last)?.found
  if (error !== undefined && data === undefined) return <ProblemState error={error} onRetry={() => void reload()} />
  if (found === undefined) return loading ? <Skeleton rows={6} /> : null
  return (
    <section className="units-found" aria-labelledby="found" aria-busy={data === undefined || undefined}>
      <div role="status">
        <h2 id="found" className="units-count">
          {found.length === 30 ? words.most(String(found.length)) : words.title(String(found.length))}
        </h2>
      </div>
      {found.length === 0 ? (
        <EmptyState title={words.nothingTitle} action={<LinkButton href={addressOf({ ...question, q: '' })}>{words.clear}</LinkButton>}>
          {words.nothingDetail}
        </EmptyState>
      ) : (
        <Lines found={found} />
      )}
    </section>
  )
}

function Lines({ found }: { readonly found: readonly Found[] }) {
  const all = useWords(unitsWords)
  const words = all.found
  const days = useDays()
  return (
    <Table
      caption={words.list}
      rows={found}
      rowKey={({ version }) => `${version.id} ${version.validFrom}`}
      onOpen={({ version }) => navigate(`/don-vi/${version.id}`)}
      columns={[
        {
          key: 'name',
          head: all.register.name,
          rowHead: true,
          cell: ({ version }) => (
            <a href={`/don-vi/${version.id}`} lang="vi">
              {version.name}
            </a>
          ),
        },
        {
          key: 'code',
          head: all.register.code,
          width: 'narrow',
          cell: ({ version: { code, identifier } }) => (
            <>
              {code}
              {identifier === null ? null : <div className="soft small">{identifier}</div>}
            </>
          ),
        },
        { key: 'under', head: words.under, cell: ({ parentName }) => <span lang="vi">{parentName}</span> },
        { key: 'days', head: words.days, width: 'narrow', cell: ({ version }) => days(version) },
        { key: 'now', head: words.now, cell: (one) => <Now found={one} /> },
      ]}
    />
  )
}

/** "nay thuộc Phường Vũng Tàu": what a clerk who knows the old name wants to know. */
function Now({ found: { version, standsToday, nameToday, became } }: { readonly found: Found }) {
  const words = useWords(unitsWords).found
  const today = dayOf(useNow())
  if (standsToday)
    return nameToday === version.name || nameToday === null ? (
      words.stands
    ) : (
      <>
        {words.renamed} <strong lang="vi">{nameToday}</strong>
      </>
    )
  if (version.validFrom > today) return words.future(formatDay(version.validFrom))
  if (became.length === 0) return words.ended
  return (
    <span>
      {words.became}{' '}
      {became.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index === 0 ? '' : index === became.length - 1 ? ` ${words.and} ` : ', '}
          <a href={`/don-vi/${id}`} lang="vi">
            {name}
          </a>
        </Fragment>
      ))}
    </span>
  )
}
