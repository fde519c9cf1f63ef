import './access.css'
import type { Delegation, Delegations } from '@haidang/api/delegations'
import type { People, PersonView } from '@haidang/api/people'
import { roles as allRoles } from '@haidang/domain/access/roles'
import type { Role } from '@haidang/domain/access/roles'
import { formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { post, remove } from '../app/fetch.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useMutation, useQuery } from '../app/query.ts'
import { Button, IconButton, LinkButton } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { fold } from '../ui/fold.ts'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { StatePill } from '../ui/state-pill.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { uiWords } from '../words/ui.ts'
import { AddPerson } from './add-person.tsx'
import { ImportPeople } from './import-people.tsx'
import { CloseDialog, LinkDialog, ResetDialog, RolesDialog, UnlinkDialog } from './person-dialogs.tsx'
import { personSentence } from './person-sentence.ts'
import { LeaveDialog, MoveDialog, PostsDialog, WaitingChange } from './post-dialogs.tsx'

type Asked = {
  readonly what: 'change' | 'link' | 'resetFactor' | 'unlink' | 'close' | 'posts' | 'move' | 'leave'
  readonly person: PersonView
}
type Run = 'open' | 'unlock' | 'withdraw'

/** Who has an account, and how each comes in. */
export function PeoplePage() {
  const { people: words, posts } = useWords(accessWords)
  const said = { ...posts.done, ...words.done }
  const ui = useWords(uiWords)
  const { data, error, loading, reload, setData } = useQuery<People>('/api/people')
  const given = useQuery<Delegations>('/api/delegations').data?.delegations.filter(({ state }) => state === 'inForce') ?? []
  const [sought, setSought] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [adding, setAdding] = useState<'one' | 'list' | null>(null)
  const act = useMutation(({ id, what }: { id: string; what: Run }) =>
    what === 'withdraw' ? remove<PersonView>(`/api/people/${id}/posts/waiting`) : post<PersonView>(`/api/people/${id}/${what}`),
  )
  const take = (person: PersonView): void =>
    setData((before) => ({ ...before, people: before.people.map((one) => (one.id === person.id ? person : one)) }))
  const done = (what: keyof typeof said, person: PersonView): void => {
    take(person)
    setAsked(null)
    toast({ title: said[what], tone: 'good' })
  }
  const run = async (what: Run, { id }: PersonView): Promise<void> => {
    const person = await act.run({ id, what })
    if (person !== undefined) done(what, person)
  }
  const shown = data?.people.filter((person) => isSought(person, sought)) ?? []
  const closed = data?.people.filter(({ closedBecause }) => closedBecause !== null).length ?? 0
  return (
    <>
      <PageHead
        title={words.title}
        facts={data ? <span>{words.about(data.people.length - closed, closed)}</span> : undefined}
        actions={<Additions mayAdd={data?.can.change ?? false} onAsk={setAdding} />}
      />
      {error !== undefined && !data ? <ProblemState error={error} onRetry={() => void reload()} /> : null}
      {loading ? <Skeleton rows={10} /> : null}
      {act.error === undefined ? null : (
        <Banner tone="bad">{personSentence(act.error, { ...posts.refusals, ...words.refusals }, ui)}</Banner>
      )}
      {data ? (
        <div className="access">
          <div className="people-search screen-only">
            <TextField label={words.search} type="search" value={sought} onChange={setSought} />
          </div>
          {shown.length === 0 ? <p className="soft">{words.none}</p> : null}
          {shown.length === 0 ? null : (
            <PeopleTable
              people={shown}
              given={given}
              menu={(person) =>
                data.can.change ? (
                  <ActMenu person={person} onAsk={(what) => setAsked({ what, person })} onRun={(what) => void run(what, person)} />
                ) : (
                  <IconButton icon="clock" small label={posts.title(person.name)} onClick={() => setAsked({ what: 'posts', person })} />
                )
              }
            />
          )}
        </div>
      ) : null}
      {adding === 'one' ? <AddPerson onClose={() => setAdding(null)} onDone={() => void reload()} /> : null}
      {adding === 'list' ? <ImportPeople onClose={() => setAdding(null)} onDone={() => void reload()} /> : null}
      {asked === null || data === undefined ? null : (
        <AskedDialog asked={asked} people={data.people} onClose={() => setAsked(null)} onDone={done} />
      )}
    </>
  )
}

function AskedDialog({
  asked: { what, person },
  people,
  onClose,
  onDone,
}: {
  readonly asked: Asked
  readonly people: readonly PersonView[]
  readonly onClose: () => void
  readonly onDone: (what: Exclude<Asked['what'], 'link' | 'posts'>, person: PersonView) => void
}) {
  if (what === 'link') return <LinkDialog person={person} onClose={onClose} />
  if (what === 'posts') return <PostsDialog person={person} onClose={onClose} />
  const asked = { person, onClose, onDone: (after: PersonView) => onDone(what, after) }
  if (what === 'change') return <RolesDialog {...asked} />
  if (what === 'move') return <MoveDialog {...asked} />
  if (what === 'leave') return <LeaveDialog {...asked} people={people} />
  if (what === 'unlink') return <UnlinkDialog {...asked} />
  return what === 'close' ? <CloseDialog {...asked} /> : <ResetDialog {...asked} />
}

function Additions({ mayAdd, onAsk }: { readonly mayAdd: boolean; readonly onAsk: (what: 'one' | 'list') => void }) {
  const words = useWords(accessWords)
  const delegations = (
    <LinkButton href="/uy-quyen" icon="link">
      {words.people.delegations}
    </LinkButton>
  )
  if (!mayAdd) return delegations
  return (
    <>
      {delegations}
      <Button icon="upload" onClick={() => onAsk('list')}>
        {words.importPeople.open}
      </Button>
      <Button look="primary" icon="plus" onClick={() => onAsk('one')}>
        {words.add.open}
      </Button>
    </>
  )
}

const isSought = ({ name, login, unit, post: held }: PersonView, sought: string): boolean =>
  fold(`${name} ${login} ${unit.name} ${unit.shortName} ${held}`).includes(fold(sought.trim()))

const rolesIn = (held: readonly Role[], names: Readonly<Record<Role, string>>): string =>
  allRoles
    .filter((role) => held.includes(role))
    .map((role) => names[role])
    .join(', ')

function PeopleTable({
  people,
  given,
  menu,
}: {
  readonly people: readonly PersonView[]
  readonly given: readonly Delegation[]
  readonly menu: (person: PersonView) => ReactNode
}) {
  const all = useWords(accessWords)
  const words = all.people
  return (
    <Table
      caption={words.title}
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          head: words.name,
          rowHead: true,
          cell: ({ name, login, post: held, email, waiting }) => (
            <>
              <span lang="vi">{name}</span> <span className="soft">({login})</span>
              <div className="soft small" lang="vi">
                {held}
              </div>
              {waiting === null ? null : (
                <div className="small">
                  <StatePill tone="warn">
                    <WaitingChange waiting={waiting} />
                  </StatePill>
                </div>
              )}
              {email === null ? null : <div className="soft small person-email">{email}</div>}
            </>
          ),
        },
        { key: 'unit', head: words.unit, cardLabel: words.unit, cell: ({ unit }) => <span lang="vi">{unit.name}</span> },
        {
          key: 'roles',
          head: words.roles,
          cardLabel: words.roles,
          cell: ({ id, roles }) => (
            <div>
              {rolesIn(roles, all.rules.roles)}
              {given
                .filter(({ receiver }) => receiver.id === id)
                .map((one) => (
                  <div key={one.id} className="soft small" lang="vi">
                    {words.actsFor(one.holder?.name ?? null, one.unit.shortName, rolesIn(one.roles, all.rules.roles), formatDay(one.until))}
                  </div>
                ))}
            </div>
          ),
        },
        { key: 'way', head: words.way, cardLabel: words.way, cell: (person) => <Way person={person} /> },
        {
          key: 'used',
          head: words.used,
          cardLabel: words.used,
          cell: ({ idleSince }) => <span className="figures">{formatInstant(idleSince)}</span>,
        },
        { key: 'acts', head: <span className="visually-hidden">{words.acts}</span>, cell: menu },
      ]}
    />
  )
}

function Way({
  person: { hasPassword, mustChangePassword, hasFactor, hasIssuer, isProgram, lockedUntil, closedBecause },
}: {
  readonly person: PersonView
}) {
  const words = useWords(accessWords).people
  const password = hasPassword ? (mustChangePassword ? words.firstPassword : words.password) : words.linkOnly
  if (closedBecause !== null) return <StatePill tone="plain">{words.closed[closedBecause]}</StatePill>
  if (isProgram) return words.byToken
  const ways = [password, ...(hasFactor ? [words.factor] : []), ...(hasIssuer ? [words.byIssuer] : [])]
  return (
    <div>
      {ways.join(', ')}
      {lockedUntil === null ? null : (
        <div>
          <StatePill tone="warn">{words.locked(formatInstant(lockedUntil))}</StatePill>
        </div>
      )}
    </div>
  )
}

function ActMenu({
  person,
  onAsk,
  onRun,
}: {
  readonly person: PersonView
  readonly onAsk: (what: Asked['what']) => void
  readonly onRun: (what: Run) => void
}) {
  const { people: words, posts } = useWords(accessWords)
  const { name, closedBecause, hasFactor, hasIssuer, isProgram, lockedUntil, waiting } = person
  const isOpen = closedBecause === null
  return (
    <Menu trigger={<IconButton icon="menu" small label={words.actsOf(name)} />}>
      <MenuItem icon="edit" onSelect={() => onAsk('change')}>
        {words.change}
      </MenuItem>
      <MenuItem icon="clock" onSelect={() => onAsk('posts')}>
        {posts.open}
      </MenuItem>
      {isOpen && waiting === null ? (
        <MenuItem icon="next" onSelect={() => onAsk('move')}>
          {posts.move}
        </MenuItem>
      ) : null}
      {isOpen && !isProgram ? (
        <MenuItem icon="link" onSelect={() => onAsk('link')}>
          {words.link}
        </MenuItem>
      ) : null}
      {lockedUntil === null ? null : (
        <MenuItem icon="undo" onSelect={() => onRun('unlock')}>
          {words.unlock}
        </MenuItem>
      )}
      {hasFactor ? (
        <MenuItem icon="audit" onSelect={() => onAsk('resetFactor')}>
          {words.resetFactor}
        </MenuItem>
      ) : null}
      {hasIssuer ? (
        <MenuItem icon="cross" onSelect={() => onAsk('unlink')}>
          {words.unlink}
        </MenuItem>
      ) : null}
      <MenuSeparator />
      {waiting === null ? null : (
        <MenuItem icon="undo" danger onSelect={() => onRun('withdraw')}>
          {posts.withdraw}
        </MenuItem>
      )}
      {isOpen && waiting === null ? (
        <MenuItem icon="external" danger onSelect={() => onAsk('leave')}>
          {posts.leave}
        </MenuItem>
      ) : null}
      {isOpen ? (
        <MenuItem icon="lock" danger onSelect={() => onAsk('close')}>
          {words.close}
        </MenuItem>
      ) : (
        <MenuItem icon="check" onSelect={() => onRun('open')}>
          {words.open}
        </MenuItem>
      )}
    </Menu>
  )
}
