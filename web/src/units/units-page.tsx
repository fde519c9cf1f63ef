import './units.css'
import type { UnitsOfDay, UnitVersion } from '@haidang/api/units'
import { addDays, formatDay } from '@haidang/domain/periods/day'
import { formatDecimal } from '@haidang/domain/quantities/decimal'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { KnownChoice } from '../app/known-choice.tsx'
import { ProblemState } from '../app/problem-state.tsx'
import { refreshQueries, useQuery } from '../app/query.ts'
import { navigate } from '../app/router.tsx'
import { useLatest } from '../app/use-latest.ts'
import { useTypedSearch } from '../app/use-typed-search.ts'
import { Button, IconButton, LinkButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { appWords } from '../words/app.ts'
import { useWords } from '../words/catalogue.ts'
import { unitsWords } from '../words/units.ts'
import { DayField } from './day-field.tsx'
import { FoundUnits } from './found-units.tsx'
import { ImportUnits } from './import-units.tsx'
import { addressOf, registerOf, unitAddress } from './question.ts'
import type { Question, Times } from './question.ts'
import { rowsOf, step, top, treeOf } from './unit-tree.ts'
import type { TreeRow } from './unit-tree.ts'
import { UnitsMap } from './units-map.tsx'

/** The units as they stand on a day, one under the other, and the way to every name that was ever borne. */
export function UnitsPage({ question }: { readonly question: Question }) {
  const { register: words, importUnits: importing } = useWords(unitsWords)
  const [isImporting, setIsImporting] = useState(false)
  const { q, knownOn } = question
  const on = question.on ?? knownOn
  const register = useQuery<UnitsOfDay>(registerOf(question))
  const shown = useLastSeen(register.data)
  const { error, reload } = register
  return (
    <>
      <PageHead
        title={words.title}
        actions={
          shown ? (
            <>
              {shown.can.prepare && knownOn === null ? (
                <Button icon="upload" onClick={() => setIsImporting(true)}>
                  {importing.open}
                </Button>
              ) : null}
              <LinkButton look={shown.can.prepare ? 'primary' : 'plain'} href="/don-vi/sap-xep">
                {words.reorganisations}
              </LinkButton>
            </>
          ) : undefined
        }
        facts={shown ? <span>{words.facts(formatDecimal(String(shown.units.length)), formatDay(shown.on))}</span> : undefined}
      />
      {shown && isImporting ? (
        <ImportUnits
          on={shown.on}
          onClose={() => setIsImporting(false)}
          onDone={({ since }) => {
            setIsImporting(false)
            refreshQueries('/api/units')
            // What stands only from a later day would not be seen here.
            if (since > shown.on) navigate(addressOf({ ...question, on: since }))
          }}
        />
      ) : null}
      <div className="units">
        <search className="units-search screen-only">
          <SearchField question={question} />
          <DayField
            key={on ?? shown?.today ?? ''}
            label={words.day}
            day={on ?? shown?.today ?? ''}
            onChoose={(day) => navigate(addressOf({ ...question, q: '', on: day === shown?.today ? null : day }), { replace: true })}
          />
        </search>
        {q.trim() === '' ? (
          <>
            {shown ? <Days question={question} register={shown} /> : null}
            <div className="units-lens screen-only">
              <Views question={question} />
              <KnownChoice days={shown && { to: addDays(shown.today, -1) }} knownOn={knownOn} />
            </div>
            {knownOn === null ? null : <p className="soft small">{words.meansKnown(formatDay(knownOn))}</p>}
            {error !== undefined && !register.data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
            {register.loading && !shown ? <Skeleton rows={10} /> : null}
            {shown && (error === undefined || register.data) ? (
              question.isMap ? (
                <UnitsMap
                  question={question}
                  on={on ?? knownOn ?? shown.today}
                  hasBelow={(id) => shown.units.some(({ parentId }) => parentId === id)}
                />
              ) : (
                <Tree register={shown} times={question} isOld={register.data === undefined} />
              )
            ) : null}
          </>
        ) : (
          <FoundUnits question={question} />
        )}
      </div>
    </>
  )
}

/** While the register of another day is on its way the last one stays, so that the page does not jump. */
function useLastSeen(register: UnitsOfDay | undefined): UnitsOfDay | undefined {
  const [last, setLast] = useState(register)
  if (register !== undefined && register !== last) setLast(register)
  return register ?? last
}

function SearchField({ question }: { readonly question: Question }) {
  const words = useWords(unitsWords).register
  const go = useLatest((typed: string) => navigate(addressOf({ ...question, q: typed }), { replace: true }))
  const [typed, setTyped] = useTypedSearch(question.q, go)
  return (
    <TextField
      type="search"
      label={words.search}
      hint={words.searchHint}
      value={typed}
      onChange={setTyped}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="search"
    />
  )
}

/** Before and after the last reorganisations, one press away. */
function Days({ question, register }: { readonly question: Question; readonly register: UnitsOfDay }) {
  const words = useWords(unitsWords).register
  const { today, changeDays } = register
  const last = changeDays.slice(-2)
  if (last.length === 0) return null
  const chips = [
    ...last.flatMap((day) => [
      { value: addDays(day, -1), label: words.before(formatDay(day)) },
      { value: day, label: words.from(formatDay(day)) },
    ]),
    { value: today, label: words.today },
  ].filter(({ value }, index, all) => all.findIndex((chip) => chip.value === value) === index)
  return (
    <div className="screen-only">
      <FilterChips
        label={words.days}
        chips={chips}
        value={question.on ?? question.knownOn ?? today}
        onChange={(day) => navigate(addressOf({ ...question, q: '', on: day === today ? null : day }), { replace: true })}
      />
    </div>
  )
}

/** The same units as a list or on the map. */
function Views({ question }: { readonly question: Question }) {
  const words = useWords(unitsWords).register
  return (
    <FilterChips
      label={words.views}
      chips={[
        { value: 'list', label: words.asList },
        { value: 'map', label: words.asMap },
      ]}
      value={question.isMap ? 'map' : 'list'}
      onChange={(view) => navigate(addressOf({ ...question, isMap: view === 'map' }), { replace: true })}
    />
  )
}

/** What was open stays open when one comes back from a unit. */
let lastOpened: ReadonlySet<string> | undefined

function Tree({ register, times, isOld }: { readonly register: UnitsOfDay; readonly times: Times; readonly isOld: boolean }) {
  const words = useWords(unitsWords).register
  const { groups } = useWords(appWords)
  const tree = useMemo(() => treeOf(register.units), [register.units])
  const roots = tree.get(top) ?? []
  const [opened, setOpened] = useState(() => lastOpened ?? new Set(roots.length === 1 ? roots.map(({ id }) => id) : []))
  const [steps, setSteps] = useState<ReadonlyMap<string, number>>(new Map())
  const rows = useMemo(() => rowsOf(tree, opened, steps), [tree, opened, steps])
  const sinceOf = useMemo(() => new Map(register.units.map(({ id, since }) => [id, since])), [register.units])
  const hasHeads = rows.some(({ unit }) => unit?.head)
  const isGrouped = new Set(roots.map(({ group }) => group)).size > 1
  const toggle = (id: string): void => {
    const next = new Set(opened)
    if (!next.delete(id)) next.add(id)
    lastOpened = next
    setOpened(next)
  }
  if (register.units.length === 0) return <EmptyState title={words.emptyTitle}>{words.emptyDetail}</EmptyState>
  return (
    <section className="units-tree" aria-busy={isOld || undefined}>
      <Table
        caption={words.list(formatDay(register.on))}
        rows={rows}
        rowKey={({ key }) => key}
        {...(isGrouped ? { groupOf: ({ root }: TreeRow) => groups[root] } : {})}
        columns={[
          {
            key: 'name',
            head: words.name,
            rowHead: true,
            width: 'wide',
            cell: (row) =>
              row.unit === undefined ? (
                <Indented level={row.level}>
                  <Button small onClick={() => setSteps(new Map(steps).set(row.above, (steps.get(row.above) ?? 1) + 1))}>
                    {words.more(formatDecimal(String(Math.min(row.left, step))))}
                  </Button>
                  <span className="soft small">{words.left(formatDecimal(String(row.left)))}</span>
                </Indented>
              ) : (
                <Indented level={row.level}>
                  <Opener unit={row.unit} below={row.below} isOpen={row.isOpen} onToggle={toggle} />
                  <a href={unitAddress(row.unit.id, times)} lang="vi">
                    {row.unit.name}
                  </a>
                  {row.below === 0 ? null : <span className="soft small figures">{words.below(formatDecimal(String(row.below)))}</span>}
                </Indented>
              ),
          },
          { key: 'kind', head: words.kind, width: 'narrow', cell: ({ unit }) => unit?.kind?.toLocaleLowerCase('vi') },
          { key: 'code', head: words.code, width: 'narrow', cell: ({ unit }) => unit?.code },
          ...(hasHeads
            ? [{ key: 'head', head: words.head, cell: ({ unit }: TreeRow) => unit?.head && <span lang="vi">{unit.head.name}</span> }]
            : []),
          {
            key: 'since',
            head: words.since,
            width: 'narrow',
            number: true,
            cell: ({ unit }) => unit && formatDay(sinceOf.get(unit.id) ?? unit.validFrom),
          },
        ]}
      />
    </section>
  )
}

function Indented({ level, children }: { readonly level: number; readonly children: ReactNode }) {
  return (
    <span className="tree-name" data-level={Math.min(level, 5)}>
      {children}
    </span>
  )
}

function Opener({
  unit,
  below,
  isOpen,
  onToggle,
}: {
  readonly unit: UnitVersion
  readonly below: number
  readonly isOpen: boolean
  readonly onToggle: (id: string) => void
}) {
  const words = useWords(unitsWords).register
  if (below === 0) return <span className="tree-leaf" />
  return (
    <IconButton
      small
      icon={isOpen ? 'down' : 'next'}
      label={isOpen ? words.close(unit.name) : words.open(unit.name, formatDecimal(String(below)))}
      aria-expanded={isOpen}
      onClick={() => onToggle(unit.id)}
    />
  )
}
