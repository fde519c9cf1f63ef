import type { PersonPosts, PersonView } from '@haidang/api/people'
import type { Role } from '@haidang/domain/access/roles'
import { addDays, dayOf, formatDay, isDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { officeNow } from '../app/clock.ts'
import { post } from '../app/fetch.ts'
import { useMutation, useQuery } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog, SaveFoot } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Banner, Skeleton } from '../ui/states.tsx'
import { useWords } from '../words/catalogue.ts'
import { accessWords } from '../words/access.ts'
import { uiWords } from '../words/ui.ts'
import { personSentence } from './person-sentence.ts'
import { RolesField } from './roles-field.tsx'
import { UnitChoice } from './unit-choice.tsx'

type Props = { readonly person: PersonView; readonly onClose: () => void; readonly onDone: (person: PersonView) => void }
type Order = { readonly from: string; readonly document: string }

const isOrder = ({ from, document }: Order): boolean => isDay(from) && from >= dayOf(officeNow()) && document.trim().length >= 3

/** Where somebody worked and as what, the newest first. */
export function PostsDialog({ person, onClose }: Omit<Props, 'onDone'>) {
  const words = useWords(accessWords).posts
  const ui = useWords(uiWords)
  const { data, error } = useQuery<PersonPosts>(`/api/people/${person.id}/posts`)
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(person.name)}
      description={words.about}
      foot={
        <Button look="primary" onClick={onClose}>
          {ui.close}
        </Button>
      }
    >
      {error === undefined || data ? null : <Banner tone="bad">{personSentence(error, words.refusals, ui)}</Banner>}
      {data ? null : <Skeleton rows={3} />}
      <ol className="posts-list">
        {person.waiting === null ? null : (
          <li className="soft">
            <WaitingChange waiting={person.waiting} />, {person.waiting.document}
          </li>
        )}
        {data?.posts.map(({ from, to, unit, post: held, document }) => (
          <li key={from}>
            <div>
              <span className="strong" lang="vi">
                {held}
              </span>
              , <span lang="vi">{unit.name}</span>
            </div>
            <div className="soft small">
              {to === null ? words.since(formatDay(from)) : words.until(formatDay(from), formatDay(addDays(to, -1)))}
              {document === null ? null : `, ${document}`}
            </div>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

/** What comes on its day, in a sentence. */
export function WaitingChange({ waiting: { from, to, successor } }: { readonly waiting: NonNullable<PersonView['waiting']> }) {
  const words = useWords(accessWords).posts
  const said = to === null ? words.waitingLeave(formatDay(from)) : words.waitingMove(formatDay(from), to.post, to.unit.name)
  return <span lang="vi">{successor === null ? said : `${said}, ${words.toSuccessor(successor)}`}</span>
}

export function MoveDialog({ person, onClose, onDone }: Props) {
  const { posts: words, add, people } = useWords(accessWords)
  const [order, setOrder] = useState<Order>({ from: dayOf(officeNow()), document: '' })
  const [unitId, setUnitId] = useState<string | null>(person.unit.id)
  const [held, setHeld] = useState(person.post)
  const [roles, setRoles] = useState<readonly Role[]>(person.roles)
  const [tried, setTried] = useState(false)
  const isWhole = isOrder(order) && unitId !== null && held.trim() !== '' && roles.length > 0
  return (
    <OrderDialog
      person={person}
      title={words.moveTitle(person.name)}
      about={words.moveAbout}
      order={order}
      onOrder={setOrder}
      tried={tried}
      onTry={() => setTried(true)}
      body={isWhole ? { ...order, kind: 'move', unitId, post: held, roles } : null}
      onClose={onClose}
      onDone={onDone}
    >
      <UnitChoice
        label={words.newUnit}
        hint={add.unitHint}
        required
        value={unitId}
        onChange={setUnitId}
        {...(tried && unitId === null ? { error: add.unitNeeded } : {})}
      />
      <TextField
        label={words.newPost}
        required
        autoComplete="off"
        maxLength={200}
        value={held}
        onChange={setHeld}
        {...(tried && held.trim() === '' ? { error: add.postNeeded } : {})}
      />
      <RolesField legendShown held={roles} onChange={setRoles} {...(tried && roles.length === 0 ? { error: people.rolesNeeded } : {})} />
    </OrderDialog>
  )
}

export function LeaveDialog({ person, people, onClose, onDone }: Props & { readonly people: readonly PersonView[] }) {
  const words = useWords(accessWords).posts
  const [order, setOrder] = useState<Order>({ from: dayOf(officeNow()), document: '' })
  const [successorId, setSuccessorId] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const others = people.filter(({ id, closedBecause }) => id !== person.id && closedBecause === null)
  return (
    <OrderDialog
      person={person}
      title={words.leaveTitle(person.name)}
      about={words.leaveAbout}
      order={order}
      onOrder={setOrder}
      tried={tried}
      onTry={() => setTried(true)}
      body={isOrder(order) ? { ...order, kind: 'leave', successorId } : null}
      onClose={onClose}
      onDone={onDone}
    >
      <Combobox
        label={words.successor}
        hint={words.successorHint}
        value={successorId}
        onChange={setSuccessorId}
        options={others.map(({ id, name, post: held, unit }) => ({ value: id, label: name, note: `${held}, ${unit.name}` }))}
      />
    </OrderDialog>
  )
}

/** The day, the document, and between them what is ordered; first what stays open where the person works. */
function OrderDialog({
  person,
  title,
  about,
  order,
  onOrder,
  tried,
  onTry,
  body,
  onClose,
  onDone,
  children,
}: Props & {
  readonly title: string
  readonly about: string
  readonly order: Order
  readonly onOrder: (order: Order) => void
  readonly tried: boolean
  readonly onTry: () => void
  readonly body: object | null
  readonly children: ReactNode
}) {
  const words = useWords(accessWords).posts
  const ui = useWords(uiWords)
  const save = useMutation((sent: object) => post<PersonView>(`/api/people/${person.id}/posts`, sent))
  const run = async (): Promise<void> => {
    onTry()
    if (body === null) return
    const after = await save.run(body)
    if (after !== undefined) onDone(after)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={about}
      foot={<SaveFoot label={words.save} busy={save.busy} onClose={onClose} onSave={() => void run()} />}
    >
      <div className="access-form">
        {save.error === undefined ? null : <Banner tone="bad">{personSentence(save.error, words.refusals, ui)}</Banner>}
        <LeftBehind person={person} />
        <TextField
          type="date"
          label={words.from}
          required
          value={order.from}
          onChange={(from) => onOrder({ ...order, from })}
          {...(tried && !(isDay(order.from) && order.from >= dayOf(officeNow())) ? { error: words.dayNeeded } : {})}
        />
        {children}
        <TextField
          label={words.document}
          hint={words.documentHint}
          required
          autoComplete="off"
          maxLength={200}
          value={order.document}
          onChange={(document) => onOrder({ ...order, document })}
          {...(tried && order.document.trim().length < 3 ? { error: words.documentNeeded } : {})}
        />
      </div>
    </Dialog>
  )
}

function LeftBehind({ person: { id, unit, roles } }: { readonly person: PersonView }) {
  const words = useWords(accessWords).posts
  const { data } = useQuery<PersonPosts>(`/api/people/${id}/posts`)
  if (data === undefined) return null
  const { open, savedViews } = data
  const isAlone = roles.includes('focalPoint') && open.otherFocalPoints === 0
  const isNothing = !isAlone && open.reports + open.tasks + savedViews === 0
  if (isNothing) return null
  return (
    <Banner tone={isAlone ? 'warn' : 'plain'}>
      {open.reports + open.tasks === 0 ? null : <p>{words.left(unit.shortName, open.reports, open.tasks)}</p>}
      {isAlone ? <p>{words.noOther(unit.shortName)}</p> : null}
      {savedViews === 0 ? null : <p>{words.own(savedViews)}</p>}
    </Banner>
  )
}
