import './units.css'
import type { UnitLife } from '@haidang/api/units'
import { addDays, dayOf, formatDay } from '@haidang/domain/periods/day'
import { Fragment } from 'react'
import { useNow } from '../app/clock.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { LifeLine } from './life-line.tsx'
import { UnitFiguresSection } from './unit-figures.tsx'
import { useDays } from './use-days.ts'

type Version = UnitLife['versions'][number]

/** A unit through time: what it is today or became, what happened to it, and every name that it bore. */
export function UnitPage({ id }: { readonly id: string }) {
  const words = useWords(unitsWords).unit
  const life = useQuery<UnitLife>(`/api/units/${id}`)
  const last = life.data?.versions.at(-1)
  if (!life.data || last === undefined)
    return (
      <>
        <PageHead title={words.title} back={{ href: '/don-vi', label: words.back }} />
        {life.loading ? <Skeleton rows={8} /> : <ProblemState error={life.error} onRetry={() => void life.reload()} />}
      </>
    )
  return (
    <>
      <Head life={life.data} last={last} />
      <div className="unit">
        <Became life={life.data} last={last} />
        <LifeLine life={life.data} />
        {life.data.can.seeFigures ? <UnitFiguresSection life={life.data} /> : null}
        <Versions versions={life.data.versions} />
      </div>
    </>
  )
}

function Head({ life: { standsToday, versions }, last }: { readonly life: UnitLife; readonly last: Version }) {
  const words = useWords(unitsWords).unit
  const today = dayOf(useNow())
  const now = versions.find(({ validFrom, validTo }) => validFrom <= today && (validTo === null || validTo > today)) ?? last
  const { name, kind, code, parentId, parentName, validFrom, validTo } = now
  return (
    <PageHead
      title={name}
      back={{ href: '/don-vi', label: words.back }}
      facts={
        <>
          {standsToday ? (
            <StatePill tone="good">{words.stands}</StatePill>
          ) : validTo !== null && validTo <= today ? (
            <StatePill tone="plain">{words.ended(formatDay(validTo))}</StatePill>
          ) : (
            <StatePill tone="warn">{words.notYet(formatDay(validFrom))}</StatePill>
          )}
          {kind === null ? null : <span>{kind.toLocaleLowerCase('vi')}</span>}
          {code === null ? null : <span>{words.code(code)}</span>}
          {parentId === null ? null : (
            <span>
              {words.under}{' '}
              <a href={`/don-vi/${parentId}`} lang="vi">
                {parentName}
              </a>
            </span>
          )}
          {standsToday ? <span>{words.since(formatDay(versions[0]?.validFrom ?? validFrom))}</span> : null}
        </>
      }
      actions={
        <>
          {validTo === null ? null : (
            <LinkButton href={`/don-vi?ngay=${addDays(validTo, -1)}`}>{words.onDay(formatDay(addDays(validTo, -1)))}</LinkButton>
          )}
          <Button icon="print" onClick={() => print()}>
            {words.print}
          </Button>
        </>
      }
    />
  )
}

function Became({ life: { standsToday, became }, last }: { readonly life: UnitLife; readonly last: Version }) {
  const words = useWords(unitsWords)
  const today = dayOf(useNow())
  if (standsToday || last.validTo === null || last.validTo > today) return null
  if (became.length === 0) return <Banner>{words.unit.becameNothing}</Banner>
  return (
    <Banner title={words.unit.becameTitle}>
      <p lang="vi">
        {became.map(({ id, name }, index) => (
          <Fragment key={id}>
            {index === 0 ? '' : index === became.length - 1 ? ` ${words.found.and} ` : ', '}
            <a href={`/don-vi/${id}`}>{name}</a>
          </Fragment>
        ))}
      </p>
    </Banner>
  )
}

function Versions({ versions }: { readonly versions: readonly Version[] }) {
  const words = useWords(unitsWords).unit
  const days = useDays()
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{words.versions}</h2>
      <Table
        caption={words.versions}
        rows={versions.toReversed()}
        rowKey={({ validFrom }) => validFrom}
        columns={[
          { key: 'time', head: words.time, rowHead: true, width: 'narrow', cell: (version) => days(version) },
          { key: 'name', head: words.name, cell: ({ name }) => <span lang="vi">{name}</span> },
          { key: 'kind', head: words.kind, width: 'narrow', cell: ({ kind }) => kind?.toLocaleLowerCase('vi') },
          { key: 'code', head: words.versionCode, width: 'narrow', cell: ({ code }) => code },
          {
            key: 'parent',
            head: words.parent,
            cell: ({ parentId, parentName }) =>
              parentId === null ? null : (
                <a href={`/don-vi/${parentId}`} lang="vi">
                  {parentName}
                </a>
              ),
          },
        ]}
      />
    </section>
  )
}
