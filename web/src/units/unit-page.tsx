import './units.css'
import type { UnitLife } from '@haidang/api/units'
import { addDays, dayOf, formatDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { Fragment, useState } from 'react'
import { useNow } from '../app/clock.ts'
import { KnownChoice } from '../app/known-choice.tsx'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { DayField } from './day-field.tsx'
import { headText } from './head-text.ts'
import { LifeLine } from './life-line.tsx'
import { ParticularsDialog } from './particulars-dialog.tsx'
import { PopulationDialog } from './population-dialog.tsx'
import { addressOf, lifeOf, unitAddress } from './question.ts'
import type { Times } from './question.ts'
import { UnitFiguresSection } from './unit-figures.tsx'
import { useDays } from './use-days.ts'

type Version = UnitLife['versions'][number]

/** A unit through time: what it is today, was on a day that is asked for, or became; what happened to it, and every name that it bore. */
export function UnitPage({ id, times }: { readonly id: string; readonly times: Times }) {
  const all = useWords(unitsWords)
  const words = all.unit
  const today = dayOf(useNow())
  const { on, knownOn } = times
  const life = useQuery<UnitLife>(lifeOf(id, knownOn))
  const last = life.data?.versions.at(-1)
  if (!life.data || last === undefined)
    return (
      <>
        <PageHead title={words.title} back={{ href: '/don-vi', label: words.back }} />
        {life.data && knownOn !== null ? (
          <div className="unit">
            <KnownChoice days={{ to: addDays(today, -1) }} knownOn={knownOn} />
            <Banner>{words.notKnown(formatDay(knownOn))}</Banner>
          </div>
        ) : life.loading ? (
          <Skeleton rows={8} />
        ) : (
          <ProblemState error={life.error} onRetry={() => void life.reload()} />
        )}
      </>
    )
  const day = on ?? knownOn ?? today
  const then = life.data.versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day))
  return (
    <>
      <Head life={life.data} shown={then ?? last} times={times} onReload={life.reload} />
      <div className="unit">
        <div className="unit-day screen-only">
          <DayField
            key={day}
            label={words.day}
            day={day}
            onChoose={(next) => navigate(unitAddress(id, { on: next === (knownOn ?? today) ? null : next, knownOn }), { replace: true })}
          />
          <KnownChoice days={{ to: addDays(today, -1) }} knownOn={knownOn} />
        </div>
        {knownOn === null ? null : <p className="soft small">{all.register.meansKnown(formatDay(knownOn))}</p>}
        {(on ?? knownOn) !== null && then === undefined ? <Banner>{words.notThen(formatDay(day))}</Banner> : null}
        {knownOn === null ? <Became life={life.data} last={last} /> : null}
        <Waiting life={life.data} />
        <LifeLine life={life.data} knownOn={knownOn} />
        {life.data.can.seeFigures ? <UnitFiguresSection life={life.data} knownOn={knownOn} /> : null}
        <Versions versions={life.data.versions} knownOn={knownOn} />
      </div>
    </>
  )
}

function Head({
  life: { standsToday, versions, populations, can },
  shown: { name, kind, code, identifier, head, parentId, parentName, validFrom, validTo },
  times,
  onReload,
}: {
  readonly life: UnitLife
  readonly shown: Version
  readonly times: Times
  readonly onReload: () => Promise<void>
}) {
  const all = useWords(unitsWords)
  const words = all.unit
  const today = dayOf(useNow())
  const [changing, setChanging] = useState<'particulars' | 'population' | null>(null)
  const on = times.on ?? times.knownOn
  const last = versions.at(-1)
  const [people] = populations
  const leave = (): void => setChanging(null)
  const done = (): void => {
    leave()
    void onReload()
  }
  return (
    <>
      <PageHead
        title={name}
        back={{ href: addressOf({ ...times, q: '' }), label: words.back }}
        facts={
          <>
            {on !== null ? (
              <StatePill tone="accent">{words.asOn(formatDay(on))}</StatePill>
            ) : standsToday ? (
              <StatePill tone="good">{words.stands}</StatePill>
            ) : validTo !== null && validTo <= today ? (
              <StatePill tone="plain">{words.ended(formatDay(validTo))}</StatePill>
            ) : (
              <StatePill tone="warn">{words.notYet(formatDay(validFrom))}</StatePill>
            )}
            {kind === null ? null : <span>{kind.toLocaleLowerCase('vi')}</span>}
            {code === null ? null : <span>{words.code(code)}</span>}
            {identifier === null ? null : <span>{words.identifier(identifier)}</span>}
            {parentId === null ? null : (
              <span>
                {words.under}{' '}
                <a href={unitAddress(parentId, times)} lang="vi">
                  {parentName}
                </a>
              </span>
            )}
            {people === undefined ? null : (
              <span title={people.source}>{words.people(formatDecimal(String(people.people)), formatDay(people.countedOn))}</span>
            )}
            {head === null ? null : <span lang="vi">{words.head(head.name, head.post)}</span>}
            {standsToday && on === null ? <span>{words.since(formatDay(versions[0]?.validFrom ?? validFrom))}</span> : null}
          </>
        }
        actions={
          <>
            {validTo === null ? null : (
              <LinkButton href={addressOf({ on: addDays(validTo, -1), knownOn: times.knownOn, q: '' })}>
                {words.onDay(formatDay(addDays(validTo, -1)))}
              </LinkButton>
            )}
            {can.changeParticulars ? (
              <>
                <Button icon="edit" onClick={() => setChanging('particulars')}>
                  {all.particulars.open}
                </Button>
                <Button icon="edit" onClick={() => setChanging('population')}>
                  {all.population.open}
                </Button>
              </>
            ) : null}
            <Button icon="print" onClick={() => print()}>
              {words.print}
            </Button>
          </>
        }
      />
      {changing === 'particulars' && last ? <ParticularsDialog unit={last} onClose={leave} onDone={done} /> : null}
      {changing === 'population' && last ? <PopulationDialog unit={last} onClose={leave} onDone={done} /> : null}
    </>
  )
}

/** What an administrator has recorded for a day that has not come. */
function Waiting({ life: { waiting } }: { readonly life: UnitLife }) {
  const words = useWords(unitsWords).unit
  if (waiting.length === 0) return null
  return (
    <Banner title={words.waiting}>
      <ul className="unit-waiting">
        {waiting.map(({ reorganisationId, on, title }) => (
          <li key={reorganisationId}>
            {words.waitsFor(formatDay(on))}{' '}
            <a href={`/don-vi/sap-xep/${reorganisationId}`} lang="vi">
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Banner>
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

function Versions({ versions, knownOn }: { readonly versions: readonly Version[]; readonly knownOn: Times['knownOn'] }) {
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
          ...(versions.some(({ identifier }) => identifier)
            ? [{ key: 'identifier', head: words.versionIdentifier, cell: ({ identifier }: Version) => identifier }]
            : []),
          ...(versions.some(({ head }) => head)
            ? [{ key: 'head', head: words.versionHead, cell: ({ head }: Version) => head && <span lang="vi">{headText(head)}</span> }]
            : []),
          {
            key: 'parent',
            head: words.parent,
            cell: ({ parentId, parentName }) =>
              parentId === null ? null : (
                <a href={unitAddress(parentId, { on: null, knownOn })} lang="vi">
                  {parentName}
                </a>
              ),
          },
        ]}
      />
    </section>
  )
}
